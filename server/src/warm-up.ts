/** Works out ahead what the first questions ask of all files, so that nobody has to wait for it. */
import { readProposals } from './completion/names.ts';
import { readNames } from './symbols/resolve.ts';
import { inTurns } from './turns.ts';
import type { Workspace } from './workspace.ts';

export function warmUp(workspace: Workspace): Promise<void> {
  const all = workspace
    .snapshots()
    .flatMap(({ project, documents }) => [...documents.keys()].map((file) => ({ project, file })));
  return inTurns(all, ({ project, file }) => {
    // As it is now: meanwhile somebody may type.
    const snapshot = workspace.snapshots().find((each) => each.project === project);
    const document = snapshot?.documents.get(file);
    if (snapshot === undefined || document === undefined) return;
    readNames(snapshot, document);
    readProposals(snapshot, document);
  });
}
