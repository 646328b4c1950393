/**
 * Opens a policy project: reads its text files, and nothing outside its folder, and analyses them. Data files are read later,
 * by `data/`.
 */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { compareDiagnostics } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { noDictionary, projectNotFound } from '../diagnostics/registry/run.ts';
import { type Analysis, analyze } from '../language/analyze.ts';
import { type FileHash, inputOf, isJudgedBy, isProjectFile } from './files.ts';
import { readProject } from './packs.ts';

export interface Project {
  /** The folder as an absolute path with its links resolved. */
  readonly folder: string;
  /** The text of each file of the project, by its path in the folder with `/`, sorted. */
  readonly files: ReadonlyMap<string, string>;
  /** The same files with the hashes of their bytes, for the manifest. */
  readonly inputs: readonly FileHash[];
  readonly analysis: Analysis;
  /** What is wrong with the project: files that cannot be read, and what the analysis found, in the order of their places. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface OpenOptions {
  /** Whether to read the policy tests too, which no verdict depends on; true where it is left out. */
  readonly tests?: boolean;
}

/**
 * Reads and analyses the project in a folder. Throws ZhunshengError where there is no folder (ZS5001) or no descriptor in it
 * (ZS5002); everything else that is wrong is among `diagnostics`.
 */
export async function openProject(folder: string, { tests = true }: OpenOptions = {}): Promise<Project> {
  const { root, files, inputs, diagnostics } = await readProject(folder, tests ? isProjectFile : isJudgedBy);
  if (root === null) stop(projectNotFound, folder, { path: folder });
  const unreadable = diagnostics.some((diagnostic) => descriptors.includes(diagnostic.place.file));
  if (!unreadable && !descriptors.some((name) => files.has(name))) stop(noDictionary, folder, { path: folder });
  return { ...openFiles(root, files, diagnostics), inputs };
}

/** The project of files already read; `unreadable` tells of those that were not. No input or output. */
export function openFiles(
  folder: string,
  files: ReadonlyMap<string, string>,
  unreadable: readonly Diagnostic[] = [],
): Project {
  const analysis = analyze(files);
  const diagnostics = [...unreadable, ...analysis.diagnostics].sort(compareDiagnostics);
  const inputs = [...files].map(([file, text]) => inputOf(file, Buffer.from(text)));
  return { folder, files, inputs, analysis, diagnostics };
}

const descriptors: readonly string[] = ['datapackage.yaml', 'datapackage.json'];
