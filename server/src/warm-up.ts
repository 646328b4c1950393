/** Reads the names of all files ahead of the first question about them, a few at a time, so that nothing has to wait for it. */
import { occurrencesIn } from './symbols/occurrences.ts';
import type { Workspace } from './workspace.ts';

/** How long one turn may take, in milliseconds: less than anybody feels. */
const turn = 5;

export function warmUp(workspace: Workspace): void {
  const documents = workspace.snapshots().flatMap((snapshot) => [...snapshot.documents.values()]);
  const go = (): void => {
    const end = performance.now() + turn;
    while (performance.now() < end) {
      const document = documents.pop();
      if (document === undefined) return;
      occurrencesIn(document);
    }
    setImmediate(go);
  };
  setImmediate(go);
}
