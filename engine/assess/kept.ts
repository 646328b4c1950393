/**
 * What questions about one opened project share: its data in memory, as long as no file of them has changed, and what was found
 * of them. It goes with the project; nothing needs to be cleared.
 */
import { promises as fs } from 'node:fs';
import { loadDataset } from '../data/load.ts';
import { findSources } from '../data/sources.ts';
import { type Interpreter, interpreter } from '../interpret/interpreter.ts';
import { modelOn } from '../language/analysis.ts';
import type { Project } from '../project/open.ts';

interface Kept {
  /** Of the files that the dataset was read from. */
  readonly stamp: string;
  readonly interpreter: Interpreter;
}

const kept = new WeakMap<Project, Map<string | null, Kept>>();

/** A project's data as they are judged at any moment, from `data` where it is given; throws as `loadDataset` does. */
export async function interpreterOf(project: Project, data: string | null): Promise<Interpreter> {
  return (await keptOf(project, data)).interpreter;
}

async function keptOf(project: Project, data: string | null): Promise<Kept> {
  const byFolder = kept.get(project) ?? new Map<string | null, Kept>();
  kept.set(project, byFolder);
  const stamp = await stampOf(project, data);
  const found = byFolder.get(data);
  if (found?.stamp === stamp) return found;
  const { dataset } = await loadDataset(project, { dataFolder: data });
  const fresh = { stamp, interpreter: interpreter((day) => modelOn(project.analysis, day), dataset) };
  byFolder.set(data, fresh);
  return fresh;
}

/** Taken before the files are read: what changes meanwhile is read again the next time. */
async function stampOf(project: Project, data: string | null): Promise<string> {
  const { entities } = await findSources(project, { dataFolder: data });
  const files = [...entities].flatMap(([entity, { files }]) => files.map(({ path }) => ({ entity, path })));
  const stamps = await Promise.all(
    files.map(async ({ entity, path }) => {
      const { size, mtimeNs, ctimeNs, ino } = await fs.stat(path, { bigint: true });
      return `${entity} ${path} ${size} ${mtimeNs} ${ctimeNs} ${ino}`;
    }),
  );
  return stamps.join('\n');
}
