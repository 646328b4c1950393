/**
 * What questions about one opened project share: its data in memory, as long as no file of them has changed, and what was found
 * of them. It goes with the project; nothing needs to be cleared.
 */
import { promises as fs } from 'node:fs';
import type { Moment } from '../calendar/period.ts';
import { loadDataset } from '../data/load.ts';
import { findSources } from '../data/sources.ts';
import { type Interpretation, interpret } from '../interpret/interpreter.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Model } from '../model/policy.ts';
import type { Project } from '../project/open.ts';

interface Kept {
  /** Of the files that the dataset was read from. */
  readonly stamp: string;
  readonly dataset: Dataset;
  readonly interpretations: Map<Model, Map<string, Interpretation>>;
}

const kept = new WeakMap<Project, Map<string | null, Kept>>();

/** The interpretation of a project's data, from `data` where it is given; throws as `loadDataset` does. */
export async function interpretationOf(
  project: Project,
  data: string | null,
  model: Model,
  at: Moment,
): Promise<Interpretation> {
  const { dataset, interpretations } = await keptOf(project, data);
  const byMoment = interpretations.get(model) ?? new Map<string, Interpretation>();
  interpretations.set(model, byMoment);
  const name = `${at.period.name} ${at.asOf}`;
  const interpretation = byMoment.get(name) ?? interpret(model, dataset, at);
  byMoment.set(name, interpretation);
  return interpretation;
}

async function keptOf(project: Project, data: string | null): Promise<Kept> {
  const byFolder = kept.get(project) ?? new Map<string | null, Kept>();
  kept.set(project, byFolder);
  const stamp = await stampOf(project, data);
  const found = byFolder.get(data);
  if (found?.stamp === stamp) return found;
  const { dataset } = await loadDataset(project, { dataFolder: data });
  const fresh = { stamp, dataset, interpretations: new Map<Model, Map<string, Interpretation>>() };
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
