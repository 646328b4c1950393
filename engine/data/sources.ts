/** Which files the entities of a project have, and which entities are missing. */
import { basename } from 'node:path';
import * as problems from '../diagnostics/registry/data.ts';
import type { Resource } from '../dictionary/resource.ts';
import type { Dictionary } from '../model/dictionary.ts';
import { type DataFinding, finding } from './finding.ts';
import { type DataFile, dataFolderOf, hashFile, type Input, type LocatedFile, locate } from './locate.ts';

/** What the readers need of a project (`project/open.ts`). */
export interface DataProject {
  readonly folder: string;
  readonly analysis: {
    readonly dictionary: Dictionary;
    readonly resources: ReadonlyMap<string, Resource>;
  };
}

export interface DataOptions {
  /**
   * `--data DIR`: where to look for the files instead of the project's folder: by the resource's path in it, else by the file's
   * name alone, else by either with another known extension.
   */
  readonly dataFolder?: string | null;
  /** Look at the files of these entities only; default: of all. */
  readonly entities?: ReadonlySet<string>;
  /** Told as rows come in. */
  readonly onProgress?: (file: string, rows: number) => void;
}

export interface EntitySources {
  readonly resource: Resource;
  /** In the order of the resource's paths; none for inline records. */
  readonly files: readonly LocatedFile[];
}

export interface Sources {
  readonly entities: ReadonlyMap<string, EntitySources>;
  /** Entities of which a file doesn't exist: their records are unknown. */
  readonly missing: ReadonlySet<string>;
  readonly findings: readonly DataFinding[];
}

/** The dictionary's own name, in findings about records that stand in it. */
export const dictionaryFile = 'datapackage.yaml';

export async function findSources(project: DataProject, options: DataOptions): Promise<Sources> {
  const dataFolder = await dataFolderOf(options.dataFolder);
  const entities = new Map<string, EntitySources>();
  const missing = new Set<string>();
  const findings: DataFinding[] = [];
  for (const [name, resource] of project.analysis.resources) {
    if (options.entities?.has(name) === false) continue;
    const files: LocatedFile[] = [];
    const absent: string[] = [];
    for (const source of resource.sources) {
      const file = await locate(source, project.folder, dataFolder);
      if (file === null) absent.push(dataFolder === null ? source.path : basename(source.path));
      else files.push(file);
    }
    if (absent.length === 0) {
      entities.set(name, { resource, files });
      continue;
    }
    missing.add(name);
    const problem = files.length === 0 ? problems.missingFile : problems.partMissing;
    findings.push(...absent.map((file) => finding(problem, { file }, { entity: name })));
  }
  return { entities, missing, findings };
}

/** The hashes of all files, each once, sorted by name. */
export async function hashSources({ entities }: Sources): Promise<readonly Input[]> {
  const files = new Map<string, DataFile>();
  for (const { files: own } of entities.values()) for (const file of own) files.set(file.name, file);
  const inputs: Input[] = [];
  for (const name of [...files.keys()].sort()) inputs.push(await hashFile(files.get(name) as DataFile));
  return inputs;
}
