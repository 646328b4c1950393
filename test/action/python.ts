/** Programs in Python by which others read what a release holds: pre-commit, and the schemas of GitHub's and GitLab's files. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../.cache/python');

/** The path of an installed program; all of them are installed at the first call, as .ci/run has done before. */
export function python(program: 'pre-commit' | 'check-jsonschema'): string {
  const path = join(folder, 'bin', program);
  if (!existsSync(path)) {
    execFileSync('python3', ['-m', 'venv', folder], { stdio: 'pipe' });
    const requirements = join(import.meta.dirname, 'requirements.txt');
    execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', '--requirement', requirements], { stdio: 'pipe' });
  }
  return path;
}

/** What a file lacks by one of the schemas that check-jsonschema brings; empty: nothing. */
export function schemaProblems(
  schema: 'vendor.github-actions' | 'vendor.gitlab-ci' | 'vendor.github-workflows',
  file: string,
): string {
  const fill = schema === 'vendor.gitlab-ci' ? ['--data-transform', 'gitlab-ci'] : [];
  const run = spawnSync(python('check-jsonschema'), ['--builtin-schema', schema, ...fill, file], { encoding: 'utf8' });
  return run.status === 0 ? '' : `${run.stdout}${run.stderr}`;
}
