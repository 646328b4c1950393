/** Answers the client's questions beyond the protocol; what is refused is told in the client's language. */
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import type { Requests } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import { pathOf } from '../uris.ts';
import type { Workspace } from '../workspace.ts';
import { Refused } from './thread.ts';

export type Answer<Method extends keyof Requests> = (
  workspace: Workspace,
  params: Requests[Method]['params'],
  signal: AbortSignal,
) => Promise<Requests[Method]['result']> | Requests[Method]['result'];

export type On = <Method extends keyof Requests>(method: Method, answer: Answer<Method>) => void;

/** `ready`: the workspace, once its files are read. */
export function answering(connection: Connection, ready: () => Promise<Workspace>): On {
  return (method, answer) => {
    type Params = Requests[typeof method]['params'];
    connection.onRequest(method, async (params: Params, token: CancellationToken): Promise<unknown> => {
      const workspace = await ready();
      const controller = new AbortController();
      token.onCancellationRequested(() => controller.abort());
      try {
        return await answer(workspace, params, controller.signal);
      } catch (error) {
        if (error instanceof Refused) {
          throw new ResponseError(LSPErrorCodes.RequestFailed, error.problem[workspace.language]);
        }
        throw error;
      }
    });
  };
}

export function snapshotOf(workspace: Workspace, project: string): Snapshot | null {
  const folder = pathOf(project);
  return workspace.snapshots().find((each) => each.folder === folder) ?? null;
}
