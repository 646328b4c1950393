/** The project's rules as the last commit has them, read from git's objects; the work tree is not touched. */
import { join } from 'node:path';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { isJudgedBy, limits } from '../../../engine/project/files.ts';
import { type Answer, askGit, blobsIn, readBlobs } from '../../../engine/project/git.ts';

export type Head =
  /** `tree` names the state of the folder in it: other commits that leave the folder alone have the same. */
  | { readonly commit: string; readonly tree: string; readonly problem: null }
  | { readonly commit: null; readonly problem: Localized };

/** The last commit; where there is none, why. */
export async function headOf(folder: string): Promise<Head> {
  const found = await git(folder, ['rev-parse', 'HEAD^{commit}', 'HEAD:./']);
  const [commit = '', tree = ''] = found.output.split('\n');
  if (found.status === 0) return { commit, tree, problem: null };
  return { commit: null, problem: await whyNone(folder, found) };
}

/** The text of each file that verdicts depend on, by its path in the folder. Links and files over the limits are left out. */
export async function filesAt(folder: string, commit: string): Promise<ReadonlyMap<string, string>> {
  const listed = await git(folder, ['ls-tree', '-r', '-z', '--long', commit]);
  if (listed.status !== 0) return new Map();
  const wanted = blobsIn(listed.output).filter(({ path, bytes }) => isJudgedBy(path) && bytes <= limits.fileBytes);
  const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > limits.totalBytes) return new Map();
  const contents = await readBlobs(
    folder,
    wanted.map(({ object }) => object),
  );
  const decoder = new TextDecoder('utf-8');
  return new Map(wanted.map(({ path }, i) => [path, decoder.decode(contents[i])]));
}

/** The file that changes with every commit and checkout; null without git. */
export async function logOf(folder: string): Promise<string | null> {
  const found = await git(folder, ['rev-parse', '--absolute-git-dir']);
  return found.status === 0 ? join(found.output.trim(), 'logs', 'HEAD') : null;
}

/** Who types waits for no git: after ten seconds there is nothing to compare with. */
function git(folder: string, args: readonly string[]): Promise<Answer> {
  return askGit(folder, args, 10_000);
}

async function whyNone(folder: string, { status, errors }: Answer): Promise<Localized> {
  if (status === null) {
    return {
      zh: '没有找到 git，因此不与上次提交比较',
      en: 'git was not found, so nothing is compared with the last commit',
    };
  }
  const inside = await git(folder, ['rev-parse', '--is-inside-work-tree']);
  if (inside.status === 0) {
    return {
      zh: '还没有提交过这个项目，因此没有可比较的上次提交',
      en: 'This project was not committed yet, so there is nothing to compare with',
    };
  }
  if (/dubious ownership/.test(inside.errors + errors)) {
    return {
      zh: 'git 认为文件夹不属于当前用户，因此不与上次提交比较',
      en: 'git says that the folder belongs to another user, so nothing is compared with the last commit',
    };
  }
  return {
    zh: '文件夹不在 git 里，因此不与上次提交比较',
    en: 'The folder is not in git, so nothing is compared with the last commit',
  };
}
