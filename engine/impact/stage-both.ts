/** The data that both versions judge, staged once; where their dictionaries differ about an entity, as each reads it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { type DataProject, findSources } from '../data/sources.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import { restageEntity, stageSources } from '../data/stage.ts';

export type SideName = 'base' | 'head';

export interface BothStaged {
  /** Has the schema `data` show each entity as a version reads it; returns the entities that then have no file. */
  show(sideOf: (entity: string) => SideName): Promise<ReadonlySet<string>>;
}

export interface StagingOptions {
  readonly base: DataProject;
  readonly head: DataProject;
  /** The entities about which the dictionaries differ. */
  readonly differing: ReadonlySet<string>;
  readonly dataFolder: string | null;
  readonly onProgress: (file: string, rows: number) => void;
}

/** Throws ZhunshengError (ZS4xxx) where a file that exists cannot be read. */
export async function stageBoth(connection: DuckDBConnection, options: StagingOptions): Promise<BothStaged> {
  const { base, head, differing, dataFolder, onProgress } = options;
  const { missing } = await stageSources(connection, head, { dataFolder, onProgress });
  const missingOf = new Map<string, ReadonlySet<SideName>>();
  const markMissing = (entity: string, side: SideName): void => {
    missingOf.set(entity, new Set([...(missingOf.get(entity) ?? []), side]));
  };
  for (const entity of missing) {
    markMissing(entity, 'head');
    if (!differing.has(entity)) markMissing(entity, 'base');
  }
  if (differing.size === 0) return { show: () => Promise.resolve(missing) };
  const sources = await findSources(base, { dataFolder, entities: differing });
  for (const entity of differing) {
    if (await isStaged(connection, entity)) await setAside(connection, entity, 'head');
    else markMissing(entity, 'head');
    const own = sources.entities.get(entity);
    if (own === undefined) {
      markMissing(entity, 'base');
      continue;
    }
    await restageEntity(connection, own, { dataFolder, onProgress });
    await setAside(connection, entity, 'base');
  }
  return {
    async show(sideOf) {
      for (const entity of differing) {
        const side = sideOf(entity);
        await connection.run(`DROP VIEW IF EXISTS data.${quoteName(entity)}`);
        if (missingOf.get(entity)?.has(side) === true) continue;
        const fields = (side === 'base' ? base : head).analysis.dictionary.entities.get(entity)?.fields.keys() ?? [];
        const columns = [...fields].map(quoteName).join(', ');
        await connection.run(
          `CREATE VIEW data.${quoteName(entity)} AS SELECT ${columns} FROM stage.${quoteName(asideName(entity, side))}`,
        );
      }
      return new Set([...missingOf].filter(([entity, sides]) => sides.has(sideOf(entity))).map(([entity]) => entity));
    },
  };
}

function asideName(entity: string, side: SideName): string {
  return `${entity}@${side}`;
}

async function setAside(connection: DuckDBConnection, entity: string, side: SideName): Promise<void> {
  await connection.run(`DROP VIEW IF EXISTS data.${quoteName(entity)}`);
  const kind = (await typeOf(connection, entity)) === 'VIEW' ? 'VIEW' : 'TABLE';
  await connection.run(`ALTER ${kind} stage.${quoteName(entity)} RENAME TO ${quoteName(asideName(entity, side))}`);
}

async function isStaged(connection: DuckDBConnection, entity: string): Promise<boolean> {
  return (await typeOf(connection, entity)) !== null;
}

async function typeOf(connection: DuckDBConnection, entity: string): Promise<string | null> {
  const found = await connection.runAndReadAll(
    `SELECT table_type FROM information_schema.tables WHERE table_catalog = current_database() ` +
      `AND table_schema = 'stage' AND table_name = ${quoteText(entity)}`,
  );
  const [type] = found.getRows()[0] ?? [];
  return type === undefined ? null : String(type);
}
