/** Works out ahead what the first questions ask of all files, so that nobody has to wait for it. */
import { readProposals } from './completion/names.ts';
import type { Document } from './document.ts';
import type { Snapshot } from './snapshot.ts';
import { readNames } from './symbols/resolve.ts';
import { type Idle, inTurns } from './turns.ts';
import type { Workspace } from './workspace.ts';

export async function warmUp(workspace: Workspace, { pause }: Idle): Promise<void> {
  const all = workspace
    .snapshots()
    .flatMap(({ project, documents }) => [...documents.keys()].map((file) => ({ project, file })));
  const read = (readOne: (snapshot: Snapshot, document: Document) => void): Promise<void> =>
    inTurns(
      all,
      ({ project, file }) => {
        // As it is now: meanwhile somebody may type.
        const snapshot = workspace.snapshots().find((each) => each.project === project);
        const document = snapshot?.documents.get(file);
        if (snapshot !== undefined && document !== undefined) readOne(snapshot, document);
      },
      pause,
    );
  await read(readProposals);
  await read(readNames);
}
