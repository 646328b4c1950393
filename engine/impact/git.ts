/**
 * Reads git's objects. Nothing that a repository configures is run, nothing is fetched, no lock is taken, and the work tree and
 * the index are not looked at.
 */
import { execFile, spawn } from 'node:child_process';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/impact.ts';

export interface Repository {
  /** A folder in it. */
  readonly folder: string;
  /** The folder as the repository names it, with `/`; empty at the top. */
  readonly prefix: string;
}

/** A plain file of a tree. */
export interface Blob {
  /** From the top of the repository. */
  readonly path: string;
  readonly object: string;
  readonly bytes: number;
}

/** Throws ZhunshengError: no git (ZS8001), no repository (ZS8002). */
export async function repositoryOf(folder: string): Promise<Repository> {
  const { status, output, errors } = await git(folder, ['rev-parse', '--show-prefix']);
  if (status === null) stop(problems.noGit, 'git', {});
  if (status !== 0) stop(problems.noRepository, folder, { reason: firstLine(errors) });
  return { folder, prefix: output.replace(/\r?\n$/, '').replace(/\/$/, '') };
}

/** The commit that a revision names. Throws ZhunshengError (ZS8003). */
export async function commitOf({ folder }: Repository, revision: string, flag: string): Promise<string> {
  const found = await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const commit = found.output.trim();
  if (found.status !== 0 || !/^[0-9a-f]{40,64}$/.test(commit)) stop(problems.unknownRevision, flag, { revision });
  return commit;
}

/** The plain files below a folder of a commit whose paths are wanted; links are left out. Throws ZhunshengError (ZS8008). */
export async function filesAt(
  { folder }: Repository,
  commit: string,
  isWanted: (path: string) => boolean,
): Promise<readonly Blob[]> {
  const listed = await git(folder, ['ls-tree', '-r', '-z', '--long', '--full-tree', commit]);
  if (listed.status !== 0) stop(problems.gitFailed, folder, { revision: commit, reason: firstLine(listed.errors) });
  return listed.output.split('\0').flatMap((line) => {
    const match = /^100(?:644|755|664) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line);
    if (match === null) return [];
    const [, object = '', bytes = '0', path = ''] = match;
    return isWanted(path) && isPlain(path) ? [{ path, object, bytes: Number(bytes) }] : [];
  });
}

/** The contents of files, by one process. Throws ZhunshengError where one cannot be read (ZS8008). */
export async function contentsOf({ folder }: Repository, blobs: readonly Blob[]): Promise<readonly Buffer[]> {
  if (blobs.length === 0) return [];
  const contents = split(
    await batch(
      folder,
      blobs.map(({ object }) => object),
    ),
  );
  return blobs.map(({ path }, i) => contents[i] ?? stop(problems.gitFailed, path, { revision: path, reason: '-' }));
}

interface Answer {
  /** Null: git did not run. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', 'core.hooksPath=/dev/null'];

/** A hook of git runs us with variables that name its own repository: we ask about the folder, whoever calls. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, GIT_PREFIX: ____, ...rest } = process.env;
  return { ...rest, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
}

function git(folder: string, args: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', folder, ...settings, ...args],
      { env: environment(), maxBuffer: 256 << 20, windowsHide: true },
      (error, output, errors) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolve({ status, output, errors });
      },
    );
  });
}

function batch(folder: string, objects: readonly string[]): Promise<Buffer> {
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', folder, ...settings, 'cat-file', '--batch'], {
      env: environment(),
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', () => resolve(Buffer.alloc(0)));
    child.on('close', () => resolve(Buffer.concat(chunks)));
    // It may end before it has read everything; that is seen by what is missing.
    child.stdin.on('error', () => undefined);
    child.stdin.end(`${objects.join('\n')}\n`);
  });
}

/** `HASH blob BYTES`, a line break, the content, a line break, and again; `HASH missing` for what is not there. */
function split(output: Buffer): readonly (Buffer | undefined)[] {
  const contents: (Buffer | undefined)[] = [];
  for (let at = 0; at < output.length; ) {
    const end = output.indexOf(10, at);
    if (end < 0) break;
    const bytes = / blob (\d+)$/.exec(output.toString('latin1', at, end))?.[1];
    if (bytes === undefined) {
      contents.push(undefined);
      at = end + 1;
      continue;
    }
    contents.push(output.subarray(end + 1, end + 1 + Number(bytes)));
    at = end + 1 + Number(bytes) + 1;
  }
  return contents;
}

/** A tree may be made by hand, with names that lead out of it. */
function isPlain(path: string): boolean {
  return path.split('/').every((step) => step !== '' && step !== '.' && step !== '..' && step !== '.git');
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/^fatal: /, '') || '-';
}
