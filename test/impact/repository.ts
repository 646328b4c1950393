/** A small git repository with a policy project in it, in a folder of its own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Diff, type DiffOptions, diff, openProject } from '../../engine/index.ts';
import { smallProject } from '../cli/project.ts';

export interface Repository {
  readonly top: string;
  /** The project's folder. */
  readonly project: string;
  write(path: string, text: string): void;
  /** Replaces a text that stands in a file of the project. */
  edit(path: string, from: string, to: string): void;
  git(...args: readonly string[]): string;
  commit(message: string): void;
  /** Against the last commit and of January, unless told otherwise. */
  diff(options?: Partial<DiffOptions>): Promise<Diff>;
  remove(): void;
}

export const policyFile = 'zero-petition.policy.yaml';

/** A project whose rule about skip-level petitions is for villages, by a shared condition. */
export const project: Readonly<Record<string, string>> = {
  ...smallProject,
  [policyFile]: replaced(
    replaced(
      smallProject[policyFile] ?? '',
      'rules:\n',
      'conditions:\n  residential: kind in [village, enterprise]\nrules:\n',
    ),
    '    for: unit\n    require: skip-level',
    '    for: unit\n    when: { condition: residential }\n    require: skip-level',
  ),
};

export function repository(
  files: Readonly<Record<string, string>> = project,
  { folder = 'rules' }: { readonly folder?: string } = {},
): Repository {
  const top = mkdtempSync(join(tmpdir(), 'zs-impact-'));
  const at = join(top, folder);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(at, path)), { recursive: true });
    writeFileSync(join(at, path), text);
  };
  const git = gitIn(top);
  for (const [path, text] of Object.entries(files)) write(path, text);
  git('init', '--quiet', '--initial-branch=main');
  const commit = (message: string): void => {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  };
  commit('The rules');
  return {
    top,
    project: at,
    write,
    edit: (path, from, to) => write(path, replaced(readFileSync(join(at, path), 'utf8'), from, to)),
    git,
    commit,
    async diff(options = {}) {
      const opened = await openProject(at, { tests: false });
      return diff(opened, { base: 'HEAD', period: '2021-01', language: 'en', ...options });
    },
    remove: () => rmSync(top, { recursive: true, force: true }),
  };
}

/** git in a folder, as somebody with a name. */
export function gitIn(top: string): Repository['git'] {
  return (...args) =>
    execFileSync('git', ['-C', top, '-c', 'user.name=Officer', '-c', 'user.email=officer@example.org', ...args], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
}

/** `rule subject before → after` of each flip, with `← causes`. */
export function told({ flips, standings }: Diff): readonly string[] {
  return [
    ...flips.map((flip) => `${flip.rule} ${flip.subject} ${flip.before} → ${flip.after} ← ${causesText(flip.causes)}`),
    ...standings.map(
      (flip) => `${flip.standard} ${flip.subject} ${flip.before} → ${flip.after} ← ${causesText(flip.causes)}`,
    ),
  ];
}

export function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return text.replace(from, () => to);
}

/** `|` between causes that are enough alone, `+` between changes that only together are. */
function causesText(causes: Diff['flips'][number]['causes']): string {
  return causes.map(({ changes }) => changes.map(({ kind, name }) => `${kind} ${name}`).join(' + ')).join(' | ');
}
