/** The versions of a project in git's objects; what git does not know is told. */
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/impact.ts';
import { askGit, type Blob, blobsIn, readBlobs } from '../project/git.ts';

export interface Repository {
  /** A folder in it. */
  readonly folder: string;
  /** The folder as the repository names it, with `/`; empty at the top. */
  readonly prefix: string;
}

/** Throws ZhunshengError: no git (ZS8001), no repository (ZS8002). */
export async function repositoryOf(folder: string): Promise<Repository> {
  const { status, output, errors } = await askGit(folder, ['rev-parse', '--show-prefix']);
  if (status === null) stop(problems.noGit, 'git', {});
  if (status !== 0) stop(problems.noRepository, folder, { reason: firstLine(errors) });
  return { folder, prefix: output.replace(/\r?\n$/, '').replace(/\/$/, '') };
}

/** The commit that a revision names. Throws ZhunshengError (ZS8003). */
export async function commitOf({ folder }: Repository, revision: string, flag: string): Promise<string> {
  const found = await askGit(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
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
  const listed = await askGit(folder, ['ls-tree', '-r', '-z', '--long', '--full-tree', commit]);
  if (listed.status !== 0) stop(problems.gitFailed, folder, { revision: commit, reason: firstLine(listed.errors) });
  return blobsIn(listed.output).filter(({ path }) => isWanted(path));
}

/** The contents of files, by one process. Throws ZhunshengError where one cannot be read (ZS8008). */
export async function contentsOf({ folder }: Repository, blobs: readonly Blob[]): Promise<readonly Buffer[]> {
  const contents = await readBlobs(
    folder,
    blobs.map(({ object }) => object),
  );
  return blobs.map(({ path }, i) => contents[i] ?? stop(problems.gitFailed, path, { revision: path, reason: '-' }));
}

function firstLine(text: string): string {
  return text.split('\n')[0]?.replace(/^fatal: /, '') || '-';
}
