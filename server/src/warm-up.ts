/** Works out ahead what the first questions ask of all files, so that nobody has to wait for it. */
import { readProposals } from './completion/names.ts';
import { readNames } from './symbols/resolve.ts';
import { inTurns } from './turns.ts';
import type { Workspace } from './workspace.ts';

export function warmUp(workspace: Workspace): Promise<void> {
  const documents = workspace.snapshots().flatMap((snapshot) => [...snapshot.documents.values()]);
  return inTurns(documents, (document) => {
    readNames(document);
    readProposals(document);
  });
}
