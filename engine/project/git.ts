/**
 * Asks git for a repository's objects. Nothing that a repository configures is run, nothing is fetched, no lock is taken, and the
 * work tree and the index are not looked at.
 */
import { execFile, spawn } from 'node:child_process';

/** A plain file of a tree. */
export interface Blob {
  /** As git lists it: from the top of the repository, or from a folder. */
  readonly path: string;
  readonly object: string;
  readonly bytes: number;
}

export interface Answer {
  /** Null: git did not run. */
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

/** `patience`: after how many milliseconds it is given up, as if git had not run; 0: never. */
export function askGit(folder: string, args: readonly string[], patience = 0): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', folder, ...settings, ...args],
      { env: environment(), maxBuffer: 256 << 20, timeout: patience, windowsHide: true },
      (error, output, errors) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        resolve({ status, output, errors });
      },
    );
  });
}

/** The plain files in what `ls-tree -r -z --long` prints; links are left out. */
export function blobsIn(listing: string): readonly Blob[] {
  return listing.split('\0').flatMap((line) => {
    const match = /^100(?:644|755|664) blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line);
    if (match === null) return [];
    const [, object = '', bytes = '0', path = ''] = match;
    return isPlain(path) ? [{ path, object, bytes: Number(bytes) }] : [];
  });
}

/** The contents of objects, by one process; undefined where one cannot be read. */
export async function readBlobs(folder: string, objects: readonly string[]): Promise<readonly (Buffer | undefined)[]> {
  return objects.length === 0 ? [] : split(await batch(folder, objects));
}

const settings = ['-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', 'core.hooksPath=/dev/null'];

/** A hook of git runs us with variables that name its own repository: we ask about the folder, whoever calls. */
function environment(): NodeJS.ProcessEnv {
  const { GIT_DIR: _, GIT_WORK_TREE: __, GIT_INDEX_FILE: ___, GIT_PREFIX: ____, ...rest } = process.env;
  return { ...rest, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1', LC_ALL: 'C' };
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
