/** Reads the names of all files ahead of the first question about them, so that nothing has to wait for it. */
import { occurrencesIn } from './symbols/occurrences.ts';
import { inTurns } from './turns.ts';
import type { Workspace } from './workspace.ts';

export function warmUp(workspace: Workspace): Promise<void> {
  const documents = workspace.snapshots().flatMap((snapshot) => [...snapshot.documents.values()]);
  return inTurns(documents, occurrencesIn);
}
