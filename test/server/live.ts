/** An editor whose server judges data in the background, on a small project with data, in git where a test asks for it. */
import { execFileSync } from 'node:child_process';
import type { CodeLens } from 'vscode-languageserver-protocol';
import type { LiveParams, Requests } from '../../server/src/protocol.ts';
import { type Editor, type EditorOptions, edit, head } from './client.ts';

export interface LiveEditor extends Editor {
  readonly project: string;
  ask<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
  ): Promise<Requests[Method]['result']>;
  /** The titles of the lenses above a rule or standard of `sample.policy.yaml`. */
  lenses(name: string): Promise<readonly string[]>;
  /** Asks again whenever the server says that something has changed, until the answer satisfies. */
  until<T>(ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T>;
}

/** Three units, one with a skip-level petition, and one petition that nobody answered. */
const data: Readonly<Record<string, string>> = {
  'street.csv': 'code,name\ns1,East\ns2,West\n',
  'unit.csv':
    'code,name,kind,households,street,model\nu1,Plum,village,100,s1,true\nu2,Peach,village,250,s1,false\nu3,Works,enterprise,,s2,\n',
  'petition.csv':
    'id,unit,petitioner,level,received-on,replied-on,persons\n' +
    'p1,u1,Zhang-Secret,skip,2021-03-02,2021-03-05,1\np2,u2,Li-Secret,plain,2021-12-20,,2\n',
  'report.csv': 'unit,month\nu1,2021-01\n',
};

export const policy = `${head}facts:
  skips: { of: unit, title: { zh: 越级, en: Skips }, count: petition, where: level = skip, during: received-on }
rules:
  no-skip:
    title: { zh: 无越级, en: No skip }
    for: unit
    require: skips = 0
    otherwise: { severity: veto, message: { zh: '越级 {skips} 起', en: '{skips} skipped' }, remedy: { zh: 约见, en: Meet } }
  answered:
    title: { zh: 已答复, en: Answered }
    for: petition
    during: received-on
    when: level in [skip, plain]
    require: replied-on is known
    otherwise: { severity: minor, message: { zh: 未答复, en: Not answered }, remedy: { zh: 答复, en: Answer } }
standards:
  good:
    title: { zh: 好, en: Good }
    for: unit
    requires: [no-skip, answered]
`;

export async function editLive(
  files: Readonly<Record<string, string | null>> = {},
  options: EditorOptions & { readonly commit?: boolean } = {},
): Promise<LiveEditor> {
  const { commit = false, ...rest } = options;
  const { 'sample.policy.yaml': text = policy, ...others } = files;
  const editor = await edit(
    { ...data, ...others, 'sample.policy.yaml': `|${text}` },
    { live: true, ...(commit ? { prepare: commitAll } : {}), ...rest },
  );
  const listeners = new Set<() => void>();
  editor.server.onNotification('zhunsheng/live', (_: LiveParams) => {
    for (const listener of listeners) listener();
  });
  return {
    ...editor,
    project: editor.uri('').replace(/\/$/, ''),
    ask: (method, params) => editor.server.sendRequest(method, params),
    async lenses(name) {
      const uri = editor.uri('sample.policy.yaml');
      const line = editor
        .text('sample.policy.yaml')
        .split('\n')
        .findIndex((text) => text.startsWith(`  ${name}:`));
      const all = await editor.server.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
      return all.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title ?? '');
    },
    until(ask, satisfies) {
      return new Promise((resolve, reject) => {
        const look = (): void => {
          ask().then((answer) => {
            if (!satisfies(answer)) return;
            listeners.delete(look);
            resolve(answer);
          }, reject);
        };
        listeners.add(look);
        look();
      });
    },
  };
}

export function commitAll(folder: string): void {
  const git = (...args: readonly string[]): void => {
    const name = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org', '-c', 'commit.gpgsign=false'];
    execFileSync('git', ['-C', folder, ...name, ...args], { stdio: 'ignore' });
  };
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'Begin');
}
