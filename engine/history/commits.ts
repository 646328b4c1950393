/** The commits that have changed a policy project's texts, as git tells them. */
import { stop } from '../diagnostics/error.ts';
import { noCommits } from '../diagnostics/registry/history.ts';
import { gitFailed } from '../diagnostics/registry/impact.ts';
import type { Repository } from '../impact/git.ts';
import { askGit } from '../project/git.ts';
import type { Commit } from './result.ts';

export interface CommitWithParents extends Commit {
  /** Of those that are listed. */
  readonly parents: readonly string[];
}

/**
 * Newest first, none before one that builds on it; a side branch that left nothing behind is not among them. The first is what is
 * checked out. Throws ZhunshengError: nothing is committed (ZS8502), git could not read (ZS8008).
 */
export async function commitsOf({ folder }: Repository): Promise<readonly CommitWithParents[]> {
  const head = await askGit(folder, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  if (head.status !== 0) stop(noCommits, folder, {});
  const format = `--format=%aN%x00%aI%x00%s`;
  const args = ['rev-list', '--topo-order', '--parents', '--encoding=UTF-8', format, 'HEAD', '--', ...texts];
  const listed = await askGit(folder, args);
  if (listed.status !== 0) {
    const reason = listed.errors.split('\n')[0] ?? '-';
    stop(gitFailed, folder, { revision: 'HEAD', reason });
  }
  return commitsIn(listed.output);
}

/** The commits of a shallow clone whose parents were not fetched; none: all is there. */
export async function shallowCommits({ folder }: Repository): Promise<readonly string[]> {
  const asked = await askGit(folder, ['rev-parse', '--is-shallow-repository']);
  if (asked.output.trim() !== 'true') return [];
  const roots = await askGit(folder, ['rev-list', '--max-parents=0', 'HEAD']);
  return roots.output.split('\n').filter((line) => line !== '');
}

/** Wherever they stand: a project may be moved, or build on others of the repository. */
const texts = ['*.policy.yaml', 'datapackage.yaml', 'datapackage.json', 'guide.md', 'waivers.yaml'].map(
  (name) => `:(top,glob)**/${name}`,
);

/** `commit ID PARENT…`, a line break, author, date and subject with zeros between. */
function commitsIn(output: string): readonly CommitWithParents[] {
  const lines = output.split('\n');
  const commits: CommitWithParents[] = [];
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [word, id = '', ...parents] = (lines[i] ?? '').split(' ');
    const [author = '', date = '', subject = ''] = (lines[i + 1] ?? '').split('\0');
    if (word === 'commit') commits.push({ id, parents, author, date, subject });
  }
  return commits;
}
