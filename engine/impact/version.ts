/** A version of a project's rules: that of the work tree, or that of a git revision, read from git's objects. */
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/impact.ts';
import { projectNotFound } from '../diagnostics/registry/run.ts';
import { textAt } from '../dictionary/parts.ts';
import { refuseErrors } from '../project/check.ts';
import { isProjectFile, limits } from '../project/files.ts';
import type { Blob } from '../project/git.ts';
import { openProject, type Project } from '../project/open.ts';
import { readYaml } from '../yaml/read.ts';
import { expectedFile } from './expected.ts';
import { commitOf, contentsOf, filesAt, type Repository, repositoryOf } from './git.ts';

export interface Version {
  /** As it was asked for; null: the work tree. */
  readonly revision: string | null;
  readonly commit: string | null;
  readonly project: Project;
  /** The text of `expected-flips.yaml`; null where there is none. */
  readonly expected: string | null;
}

/** Throws ZhunshengError where the project has errors. */
export async function workTreeVersion(project: Project): Promise<Version> {
  refuseErrors(project, { tests: false });
  const expected = await fs.readFile(join(project.folder, expectedFile), 'utf8').catch(() => null);
  return { revision: null, commit: null, project, expected };
}

/**
 * The version of a revision. Where the project's folder is not in it, a project of the same name elsewhere is taken: it was
 * moved. Packages from `node_modules` are those installed now. Throws ZhunshengError (ZS8001 to ZS8008).
 */
export async function versionAt(folder: string, revision: string, flag: string): Promise<Version> {
  const root = await fs.realpath(folder).catch(() => stop(projectNotFound, folder, { path: folder }));
  const repository = await repositoryOf(root);
  const commit = await commitOf(repository, revision, flag);
  const blobs = await filesAt(repository, commit, isWanted);
  if (blobs.reduce((sum, { bytes }) => sum + bytes, 0) > limits.totalBytes) {
    stop(problems.revisionTooLarge, flag, { revision, limit: limits.totalBytes });
  }
  const contents = await contentsOf(repository, blobs);
  const texts = new Map(blobs.map(({ path }, i) => [path, contents[i] as Buffer]));
  const at =
    (await placeIn(repository, root, blobs, texts)) ??
    stop(problems.notInRevision, flag, {
      revision,
      path: repository.prefix === '' ? '.' : repository.prefix,
    });
  const copy = await fs.realpath(await fs.mkdtemp(join(tmpdir(), 'zhunsheng-rules-')));
  try {
    await writeAll(copy, texts);
    await linkPackages(root, repository.prefix, copy);
    const project = await opened(join(copy, at), revision, flag);
    const expected = texts.get(at === '' ? expectedFile : `${at}/${expectedFile}`)?.toString('utf8') ?? null;
    return { revision, commit, project, expected };
  } finally {
    await fs.rm(copy, { recursive: true, force: true });
  }
}

/** What verdicts depend on, of whatever project of the repository: one may use another. */
function isWanted(path: string): boolean {
  const name = basename(path);
  return (isProjectFile(name) && !name.endsWith('.test.yaml')) || name === expectedFile || name === 'package.json';
}

const descriptors = ['datapackage.yaml', 'datapackage.json'];

async function placeIn(
  { prefix }: Repository,
  root: string,
  blobs: readonly Blob[],
  texts: ReadonlyMap<string, Buffer>,
): Promise<string | null> {
  const inFolder = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);
  if (descriptors.some((name) => texts.has(inFolder(prefix, name)))) return prefix;
  const found = new Set<string>();
  for (const name of descriptors) {
    const now = await fs.readFile(join(root, name), 'utf8').catch(() => null);
    if (now === null) continue;
    for (const { path } of blobs) {
      if (basename(path) !== name) continue;
      const then = texts.get(path)?.toString('utf8') ?? '';
      const known = nameIn(name, now);
      if (then === now || (known !== null && nameIn(name, then) === known))
        found.add(path === name ? '' : dirname(path));
    }
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}

function nameIn(file: string, text: string): string | null {
  const { root } = readYaml(file, text);
  return root?.kind === 'map' ? textAt(root, 'name') : null;
}

async function writeAll(copy: string, texts: ReadonlyMap<string, Buffer>): Promise<void> {
  // It bounds where packs may lie, as the repository does.
  await fs.mkdir(join(copy, '.git'));
  for (const [path, content] of texts) {
    const target = resolve(copy, path);
    if (!target.startsWith(copy + sep)) continue;
    await fs.mkdir(dirname(target), { recursive: true });
    await fs.writeFile(target, content);
  }
}

/** Installed packages are in no revision: copied are their texts, from the folders in which Node would look. */
async function linkPackages(root: string, prefix: string, copy: string): Promise<void> {
  // Opening the project takes as long as all else.
  if (!(await mayUsePacks(root))) return;
  const project = await openProject(root, { tests: false }).catch((error: unknown) => {
    if (error instanceof ZhunshengError) return null;
    throw error;
  });
  if (project === null) return;
  for (const [path, text] of project.files) {
    if (!path.includes('node_modules/')) continue;
    const target = resolve(copy, prefix, path);
    if (!target.startsWith(copy + sep)) continue;
    await fs.mkdir(dirname(target), { recursive: true });
    await fs.writeFile(target, text);
    const manifest = join(dirname(join(root, path)), 'package.json');
    const version = await fs.readFile(manifest, 'utf8').catch(() => null);
    if (version !== null) await fs.writeFile(join(dirname(target), 'package.json'), version);
  }
}

async function mayUsePacks(root: string): Promise<boolean> {
  const texts = await Promise.all(descriptors.map((name) => fs.readFile(join(root, name), 'utf8').catch(() => '')));
  return texts.some((text) => text.includes('zhunsheng:uses'));
}

async function opened(folder: string, revision: string, flag: string): Promise<Project> {
  const project = await openProject(folder, { tests: false });
  const errors = project.diagnostics.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first !== undefined) {
    const count = errors.length;
    stop(problems.revisionHasErrors, flag, {
      revision,
      count,
      code: `${first.code} ${first.place.file}`,
      first: first.message,
    });
  }
  return project;
}
