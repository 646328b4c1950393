/**
 * What questions about one opened project share: its data in memory, as long as no file of them has changed, and what was found
 * of them. It goes with the project; nothing needs to be cleared.
 */
import { promises as fs } from 'node:fs';
import type { Moment } from '../calendar/period.ts';
import { loadSources } from '../data/load.ts';
import { findSources, type Sources } from '../data/sources.ts';
import { type Interpretation, interpret } from '../interpret/interpreter.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Model } from '../model/policy.ts';
import type { Project } from '../project/open.ts';

interface Kept {
  /** Whose records the dataset holds. */
  readonly entities: ReadonlySet<string>;
  /** Of the files that the dataset was read from. */
  readonly stamp: string;
  readonly dataset: Dataset;
  readonly interpretations: Map<Model, Map<string, Interpretation>>;
}

const kept = new WeakMap<Project, Map<string | null, Kept>>();

/**
 * The interpretation of a project's data, from `data` where it is given, for questions that look at records of `entities` only;
 * throws as `loadDataset` does.
 */
export async function interpretationOf(
  project: Project,
  data: string | null,
  entities: ReadonlySet<string>,
  model: Model,
  at: Moment,
): Promise<Interpretation> {
  const { dataset, interpretations } = await keptOf(project, data, entities);
  const byMoment = interpretations.get(model) ?? new Map<string, Interpretation>();
  interpretations.set(model, byMoment);
  const name = `${at.period.name} ${at.asOf}`;
  const interpretation = byMoment.get(name) ?? interpret(model, dataset, at);
  byMoment.set(name, interpretation);
  return interpretation;
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
  const fresh = { entities, stamp, dataset, interpretations: new Map<Model, Map<string, Interpretation>>() };
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
