/** The project's data in DuckDB, read once and then again only where a file or its description has changed. */
import { promises as fs } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { answer } from '../../../engine/assess/knowledge.ts';
import { type DataProject, type EntitySources, findSources } from '../../../engine/data/sources.ts';
import { restageEntity, unstageEntity } from '../../../engine/data/stage.ts';
import { stop } from '../../../engine/diagnostics/error.ts';
import { interrupted } from '../../../engine/diagnostics/registry/run.ts';
import type { Entity } from '../../../engine/model/dictionary.ts';
import type { Knowledge } from '../../../engine/sql/context.ts';

export interface Staged {
  /** Counts the changes. */
  readonly version: number;
  /** Entities of which a file does not exist. */
  readonly missing: ReadonlySet<string>;
  /** The files that are not there. */
  readonly absent: readonly string[];
  /** Entities whose files are there. */
  readonly present: readonly Entity[];
  readonly bytes: number;
  readonly knowledge: Knowledge;
}

export interface Staging {
  /** Brings the tables up to date. Throws ZhunshengError: a file cannot be read (ZS4xxx); stopped by the signal (ZS5043). */
  refresh(project: DataProject, watch: ReadingWatch): Promise<Staged>;
}

export interface ReadingWatch {
  readonly signal: AbortSignal;
  onProgress(file: string, rows: number): void;
}

export function makeStaging(connection: DuckDBConnection): Staging {
  /** By entity, what its table was made from. */
  const made = new Map<string, string>();
  let current: Staged | null = null;

  async function refresh(project: DataProject, { signal, onProgress }: ReadingWatch): Promise<Staged> {
    const { entities, missing, findings } = await findSources(project, {});
    const signatures = new Map<string, string>();
    for (const [name, sources] of entities) signatures.set(name, await signatureOf(sources));
    const gone = [...made.keys()].filter((name) => !signatures.has(name));
    const stale = [...signatures].filter(([name, signature]) => made.get(name) !== signature);
    if (current !== null && gone.length + stale.length === 0 && sameSet(current.missing, missing)) return current;
    for (const name of gone) {
      made.delete(name);
      await unstageEntity(connection, name);
    }
    for (const [name, signature] of stale) {
      made.delete(name);
      const tell = (file: string, rows: number): void => {
        if (signal.aborted) stop(interrupted, file, { step: file });
        onProgress(file, rows);
      };
      if (signal.aborted) stop(interrupted, name, { step: name });
      await restageEntity(connection, entities.get(name) as EntitySources, { onProgress: tell });
      made.set(name, signature);
    }
    const present = [...entities.values()].map(({ resource }) => resource.entity);
    const files = [...entities.values()].flatMap((sources) => sources.files);
    current = {
      version: (current?.version ?? 0) + 1,
      missing,
      absent: findings.map(({ file }) => file),
      present,
      bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
      knowledge: await knowledgeOf(connection, present),
    };
    return current;
  }

  return { refresh };
}

/** Whatever the records depend on: how they are described, and the state of their files. */
async function signatureOf({ resource, files }: EntitySources): Promise<string> {
  const states: (string | number)[] = [];
  for (const { path } of files) {
    const { size, mtimeMs } = await fs.stat(path);
    states.push(path, size, mtimeMs);
  }
  const { place: _, ...described } = resource;
  return JSON.stringify([described, states], (_key, value: unknown) => (value instanceof Map ? [...value] : value));
}

/** All that a program may ask, so that none needs to be compiled twice. */
function knowledgeOf(connection: DuckDBConnection, present: readonly Entity[]): Promise<Knowledge> {
  const asked = new Map(
    present.map(({ name, fields }) => {
      const all = [...fields.values()];
      const named = (kinds: readonly string[]) =>
        new Set(all.filter(({ type }) => kinds.includes(type.kind)).map((field) => field.name));
      const complete = new Set(fields.keys());
      return [name, { complete, latest: named(['date', 'month']), digits: named(['integer', 'decimal']) }];
    }),
  );
  const nothing: Knowledge = {
    isComplete: () => false,
    latest: () => null,
    digits: () => null,
    count: () => null,
  };
  return answer(connection, { asked, knowledge: nothing }, new Set());
}

function sameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((each) => b.has(each));
}
