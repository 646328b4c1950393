/**
 * What questions about one opened project share: its data in memory, as long as no file of them has changed, and what was found
 * of them. It goes with the project; nothing needs to be cleared.
 */
import { promises as fs } from 'node:fs';
import { loadSources } from '../data/load.ts';
import { findSources, type Sources } from '../data/sources.ts';
import { type Interpreter, interpreter } from '../interpret/interpreter.ts';
import { modelOn } from '../language/analysis.ts';
import type { Project } from '../project/open.ts';

export type { Interpretation, Interpreter } from '../interpret/interpreter.ts';

interface Kept {
  /** Whose records the dataset holds. */
  readonly entities: ReadonlySet<string>;
  /** Of the files that the dataset was read from. */
  readonly stamp: string;
  readonly interpreter: Interpreter;
}

const kept = new WeakMap<Project, Map<string | null, Kept>>();

/**
 * A project's data as they are judged at any moment, from `data` where it is given, for questions that look at records of `entities`
 * only; throws as `loadDataset` does.
 */
export async function interpreterOf(
  project: Project,
  data: string | null,
  entities: ReadonlySet<string>,
): Promise<Interpreter> {
  return (await keptOf(project, data, entities)).interpreter;
}

async function keptOf(project: Project, data: string | null, asked: ReadonlySet<string>): Promise<Kept> {
  const byFolder = kept.get(project) ?? new Map<string | null, Kept>();
  kept.set(project, byFolder);
  const found = byFolder.get(data);
  // What was read for an earlier question is read along, so that the next of its kind finds it.
  const entities = new Set([...asked, ...(found?.entities ?? [])]);
  const sources = await findSources(project, { dataFolder: data, entities });
  const stamp = await stampOf(sources);
  if (found?.stamp === stamp && found.entities.size === entities.size) return found;
  const { dataset } = await loadSources(project, sources);
  const fresh = { entities, stamp, interpreter: interpreter((day) => modelOn(project.analysis, day), dataset) };
  byFolder.set(data, fresh);
  return fresh;
}

/** Taken before the files are read: what changes meanwhile is read again the next time. */
async function stampOf({ entities }: Sources): Promise<string> {
  const files = [...entities].flatMap(([entity, { files }]) => files.map(({ path }) => ({ entity, path })));
  const stamps = await Promise.all(
    files.map(async ({ entity, path }) => {
      const { size, mtimeNs, ctimeNs, ino } = await fs.stat(path, { bigint: true });
      return `${entity} ${path} ${size} ${mtimeNs} ${ctimeNs} ${ino}`;
    }),
  );
  return stamps.join('\n');
}
