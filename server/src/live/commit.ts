/** The project's rules as the last commit has them, read from git's objects; the work tree is not touched. */
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { isJudgedBy, limits } from '../../../engine/project/files.ts';

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
  const wanted = listed.output.split('\0').flatMap((line) => {
    const match = /^100(?:644|755) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line);
    if (match === null) return [];
    const [, object = '', bytes = '', path = ''] = match;
    return isJudgedBy(path) && Number(bytes) <= limits.fileBytes ? [{ object, path, bytes: Number(bytes) }] : [];
  });
  const total = wanted.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > limits.totalBytes) return new Map();
  const contents = await objects(
    folder,
    wanted.map(({ object }) => object),
  );
  return new Map(wanted.map(({ path }, i) => [path, contents[i] ?? '']));
}

/** The file that changes with every commit and checkout; null without git. */
export async function logOf(folder: string): Promise<string | null> {
  const found = await git(folder, ['rev-parse', '--absolute-git-dir']);
  return found.status === 0 ? join(found.output.trim(), 'logs', 'HEAD') : null;
}

interface Answer {
  /** Null: git did not run. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Nothing that the repository configures is run, and no lock taken. */
const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false'];
const environment = { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };

function git(folder: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', folder, ...settings, ...args],
      { env: environment, maxBuffer: 64 << 20, timeout: 10_000, windowsHide: true },
      (error, output, errors) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolve({ status, output, errors });
      },
    );
  });
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

/** Many objects by one process. */
function objects(folder: string, names: readonly string[]): Promise<readonly string[]> {
  if (names.length === 0) return Promise.resolve([]);
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', folder, ...settings, 'cat-file', '--batch'], {
      env: environment,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve([]));
    child.on('close', () => resolve(split(Buffer.concat(chunks))));
    // It may end before it has read everything; that is seen by what is missing.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${names.join('\n')}\n`);
  });
}

/** `HASH blob BYTES`, a line break, the content, a line break, and again. */
function split(output: Buffer): readonly string[] {
  const contents: string[] = [];
  const decoder = new TextDecoder('utf-8');
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const bytes = Number(/ blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1] ?? 0);
    contents.push(decoder.decode(output.subarray(end + 1, end + 1 + bytes)));
    at = end + 1 + bytes + 1;
  }
  return contents;
}
