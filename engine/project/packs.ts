/**
 * Reads the projects that a project builds on, each from within its own folder: its dictionary, policies and guide; not its tests, waivers
 * and data. Which folders these may be is bounded, so that a project file cannot have others read.
 */
import { promises as fs } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { type Definition, report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized, Place } from '../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/packs.ts';
import { scalarAt } from '../dictionary/parts.ts';
import { readUses, type Use } from '../dictionary/uses.ts';
import { readYaml } from '../yaml/read.ts';
import { type FileHash, isJudgedBy, isProjectFile, type ProjectFiles, readProjectFiles } from './files.ts';

/** The project's own text files and those of its packs. Throws as `readProjectFiles` does. */
export async function readProject(
  folder: string,
  isWanted: (path: string) => boolean = isProjectFile,
): Promise<ProjectFiles> {
  const own = await readProjectFiles(folder, isWanted);
  const descriptor = descriptorIn(own.files);
  if (own.root === null || descriptor === null) return own;
  const gathered: Gathered = {
    root: own.root,
    bound: await boundOf(own.root),
    files: new Map(),
    inputs: [],
    diagnostics: [],
    versions: new Map(),
  };
  await follow(
    gathered,
    { folder: own.root, chain: [{ folder: own.root, name: basename(own.root) }], at: null },
    descriptor,
  );
  if (gathered.files.size === 0 && gathered.diagnostics.length === 0) return own;
  const files = [...own.files, ...gathered.files].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    root: own.root,
    files: new Map(files),
    inputs: [...own.inputs, ...gathered.inputs].sort((a, b) => (a.file < b.file ? -1 : 1)),
    diagnostics: [...own.diagnostics, ...gathered.diagnostics],
  };
}

/** More is a mistake, or an attack. */
const packBound = 20;

interface Gathered {
  readonly root: string;
  /** Packs lie within this folder. */
  readonly bound: string;
  readonly files: Map<string, string>;
  readonly inputs: FileHash[];
  readonly diagnostics: Diagnostic[];
  /** Of the packs that have been read, by folder. */
  readonly versions: Map<string, string>;
}

interface Step {
  readonly folder: string;
  /** From the project to here. */
  readonly chain: readonly { readonly folder: string; readonly name: string }[];
  /** Where the project itself says that it uses what has led here; null: here it says so. */
  readonly at: Place | null;
}

interface Descriptor {
  readonly file: string;
  readonly text: string;
}

function descriptorIn(files: ReadonlyMap<string, string>): Descriptor | null {
  for (const file of ['datapackage.yaml', 'datapackage.json']) {
    const text = files.get(file);
    if (text !== undefined) return { file, text };
  }
  return null;
}

async function follow(gathered: Gathered, step: Step, { file, text }: Descriptor): Promise<void> {
  if (!text.includes('zhunsheng:uses')) return;
  const { root } = readYaml(file, text);
  // What is wrong with the list itself is told when the dictionary is read.
  const uses = root?.kind === 'map' ? readUses(root, []) : [];
  for (const use of uses) {
    const place = step.at ?? use.place;
    const found = await locate(gathered, step, use, place);
    if (found !== null) await readPack(gathered, step, use, found);
  }
}

/** The pack's folder with its links resolved, and as the project reaches it. */
interface Found {
  readonly real: string;
  readonly reached: string;
  readonly place: Place;
}

async function locate(gathered: Gathered, step: Step, use: Use, place: Place): Promise<Found | null> {
  const { bound, root } = gathered;
  const pack = use.pack;
  const tell = <P extends Readonly<Record<string, string | number | Localized>>>(
    problem: Definition<P>,
    parameters: P,
  ): null => {
    gathered.diagnostics.push(report(problem, place, parameters));
    return null;
  };
  const reached = use.kind === 'path' ? join(step.folder, pack) : await installed(step.folder, bound, pack);
  const real = reached === null ? null : await fs.realpath(reached).catch(() => null);
  if (reached === null || real === null) return tell(problems.packNotFound, { pack, reason: notThere });
  const before = step.chain.findIndex(({ folder }) => folder === real);
  if (before !== -1) {
    const circle = [...step.chain.slice(before).map(({ name }) => name), pack].join(' → ');
    return tell(problems.packCircle, { circle });
  }
  if (!isWithin(bound, real)) return tell(problems.packOutside, { pack });
  if (use.kind === 'path' && (isWithin(root, real) || isWithin(real, root))) return tell(problems.packWithin, { pack });
  if (gathered.versions.size >= packBound && !gathered.versions.has(real))
    return tell(problems.packNotFound, { pack, reason: tooMany });
  return { real, reached, place };
}

async function readPack(gathered: Gathered, step: Step, use: Use, { real, reached, place }: Found): Promise<void> {
  const { pack, version: wanted } = use;
  const known = gathered.versions.get(real);
  const files = known === undefined ? await readFolder(gathered, pack, real, place) : null;
  if (known === undefined && files === null) return;
  const descriptor = files === null ? null : descriptorIn(files.files);
  if (files !== null && descriptor === null) {
    gathered.diagnostics.push(report(problems.packNotFound, place, { pack, reason: noDictionary }));
    return;
  }
  const found = known ?? (await versionOf(descriptor, use, real));
  gathered.versions.set(real, found);
  if (found !== wanted) {
    const at = step.at ?? use.versionPlace;
    gathered.diagnostics.push(
      report(problems.packVersion, at, { pack, wanted, found: found === '' ? noVersion : found }),
    );
  }
  if (files === null || descriptor === null) return;
  const prefix = relative(gathered.root, use.kind === 'path' ? real : reached)
    .split(sep)
    .join('/');
  for (const [path, text] of files.files) gathered.files.set(`${prefix}/${path}`, text);
  for (const input of files.inputs) gathered.inputs.push({ ...input, file: `${prefix}/${input.file}` });
  await follow(gathered, { folder: real, chain: [...step.chain, { folder: real, name: pack }], at: place }, descriptor);
}

async function readFolder(
  gathered: Gathered,
  pack: string,
  folder: string,
  place: Place,
): Promise<ProjectFiles | null> {
  try {
    const files = await readProjectFiles(folder, isPackText);
    const [first] = files.diagnostics;
    if (first !== undefined) tellBroken(gathered, pack, place, files.diagnostics.length, first);
    return files;
  } catch (error) {
    if (!(error instanceof ZhunshengError)) throw error;
    tellBroken(gathered, pack, place, 1, error.diagnostic);
    return null;
  }
}

function tellBroken({ diagnostics }: Gathered, pack: string, place: Place, count: number, first: Diagnostic): void {
  diagnostics.push(report(problems.packBroken, place, { pack, count, place: first.place.file, first: first.message }));
}

/** Of an npm package its package.json says the version where the dictionary does not. */
async function versionOf(descriptor: Descriptor | null, { kind }: Use, folder: string): Promise<string> {
  const root = descriptor === null ? null : readYaml(descriptor.file, descriptor.text).root;
  const said = root?.kind === 'map' ? scalarAt(root, 'version')?.source : undefined;
  if (said !== undefined || kind === 'path') return said ?? '';
  const text = await fs.readFile(join(folder, 'package.json'), 'utf8').catch(() => '{}');
  const json = readYaml('package.json', text).root;
  return json?.kind === 'map' ? (scalarAt(json, 'version')?.source ?? '') : '';
}

function isPackText(path: string): boolean {
  return isJudgedBy(path) && path !== 'waivers.yaml';
}

/** As Node looks for packages, but no further up than the bound. */
async function installed(from: string, bound: string, name: string): Promise<string | null> {
  for (let folder = from; isWithin(bound, folder); folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', name);
    const isThere = await fs.stat(candidate).then(
      (stat) => stat.isDirectory(),
      () => false,
    );
    if (isThere) return candidate;
    if (folder === dirname(folder)) break;
  }
  return null;
}

/** The repository's folder where the project is part of one, else the folder beside which it stands. */
async function boundOf(root: string): Promise<string> {
  for (let folder = dirname(root); ; folder = dirname(folder)) {
    const isRepository = await fs.stat(join(folder, '.git')).then(
      () => true,
      () => false,
    );
    if (isRepository) return folder;
    if (folder === dirname(folder)) return dirname(root);
  }
}

function isWithin(folder: string, path: string): boolean {
  const from = relative(resolve(folder), resolve(path));
  return from === '' || (from !== '..' && !from.startsWith(`..${sep}`) && resolve(folder, from) === resolve(path));
}

const notThere: Localized = { zh: '没有这个文件夹', en: 'no such folder' };
const noDictionary: Localized = { zh: '里面没有 datapackage.yaml', en: 'there is no datapackage.yaml in it' };
const tooMany: Localized = { zh: `一个项目最多用 ${packBound} 个`, en: `a project uses at most ${packBound}` };
const noVersion: Localized = { zh: '（没有写版本）', en: '(no version)' };
