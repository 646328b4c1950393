/**
 * What questions about one opened project share: its data in memory, as long as no file of them has changed, and what was found
 * of them. It goes with the project; nothing needs to be cleared.
 */
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { loadSources } from '../data/load.ts';
import { findSources, type Sources } from '../data/sources.ts';
import { type Interpreter, interpreter } from '../interpret/interpreter.ts';
import { modelOn } from '../language/analysis.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Project } from '../project/open.ts';

export type { Interpretation, Interpreter } from '../interpret/interpreter.ts';

interface Kept {
  /** Whose records the dataset holds. */
  readonly entities: ReadonlySet<string>;
  /** Of the files that the dataset was read from. */
  readonly stamp: string;
  readonly dataset: Dataset;
  interpreter: Interpreter;
  /** How many questions the interpreter has been asked. */
  questions: number;
}

const kept = new WeakMap<Project, Map<string | null, Kept>>();

/** An interpreter keeps what it finds for each period and subject: after so many questions another one begins on the same data. */
export const mostQuestions = 500;

/**
 * A project's data as they are judged at any moment, from `data` where it is given, for questions that look at records of `entities`
 * only; throws as `loadDataset` does.
 */
export async function interpreterOf(
  project: Project,
  data: string | null,
  entities: ReadonlySet<string>,
): Promise<Interpreter> {
  const own = await keptOf(project, data, entities);
  if (own.questions++ >= mostQuestions) {
    own.interpreter = interpreterOn(project, own.dataset);
    own.questions = 1;
  }
  return own.interpreter;
}

function interpreterOn(project: Project, dataset: Dataset): Interpreter {
  return interpreter((day) => modelOn(project.analysis, day), dataset);
}

async function keptOf(project: Project, data: string | null, asked: ReadonlySet<string>): Promise<Kept> {
  const byFolder = kept.get(project) ?? new Map<string | null, Kept>();
  kept.set(project, byFolder);
  const found = byFolder.get(data);
  // What was read for an earlier question is read along, so that the next of its kind finds it.
  const entities = new Set([...asked, ...(found?.entities ?? [])]);
  const known = found?.entities.size === entities.size ? found : null;
  const options = { dataFolder: data, entities };
  // Where the project's own paths lead needs no search.
  const first = data === null ? null : await findSources(project, options);
  const stamp = await stampOf(first === null ? ownPaths(project, entities) : locatedPaths(first));
  if (known?.stamp === stamp) return known;
  const { dataset } = await loadSources(project, first ?? (await findSources(project, options)));
  const fresh = { entities, stamp, dataset, interpreter: interpreterOn(project, dataset), questions: 0 };
  byFolder.set(data, fresh);
  return fresh;
}

/** An entity's files, by the way to them. */
type Located = readonly { readonly entity: string; readonly path: string }[];

function ownPaths({ folder, analysis }: Project, entities: ReadonlySet<string>): Located {
  return [...entities].flatMap((entity) =>
    (analysis.resources.get(entity)?.sources ?? []).map(({ path }) => ({ entity, path: join(folder, path) })),
  );
}

function locatedPaths({ entities }: Sources): Located {
  return [...entities].flatMap(([entity, { files }]) => files.map(({ path }) => ({ entity, path })));
}

/** Taken before the files are read: what changes meanwhile is read again the next time. A link that leads elsewhere leads to another file. */
async function stampOf(located: Located): Promise<string> {
  const stamps = await Promise.all(
    located.map(async ({ entity, path }) => {
      const stat = await fs.stat(path, { bigint: true }).catch(() => null);
      const at = `${entity} ${path}`;
      return stat === null ? at : `${at} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.dev} ${stat.ino}`;
    }),
  );
  return stamps.join('\n');
}
