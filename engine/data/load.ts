/** A project's data in memory, as the interpreter wants it. The same rows and findings as `stage.ts` gives in DuckDB. */
import type { Dataset, Row } from '../model/dataset.ts';
import type { Cell } from '../model/dictionary.ts';
import { type Absent, checkReferences, type PlacedRow, settle } from './checks.ts';
import { compareFindings, type DataFinding } from './finding.ts';
import type { DataFile } from './locate.ts';
import { inlineRecords, recordsOf } from './open.ts';
import type { Records } from './records.ts';
import {
  type DataOptions,
  type DataProject,
  dictionaryFile,
  type EntitySources,
  findSources,
  type Sources,
} from './sources.ts';

export interface LoadedData {
  readonly dataset: Dataset;
  /** Sorted by file, row, column. */
  readonly findings: readonly DataFinding[];
}

/** Throws ZhunshengError (ZS4xxx) where a file that exists can't be read. */
export async function loadDataset(project: DataProject, options: DataOptions = {}): Promise<LoadedData> {
  return loadSources(project, await findSources(project, options), options);
}

/** The same from files that are found already; the dataset has the entities that were looked for. */
export async function loadSources(
  project: DataProject,
  sources: Sources,
  options: DataOptions = {},
): Promise<LoadedData> {
  const { dictionary } = project.analysis;
  const findings = [...sources.findings];
  const tables = new Map<string, PlacedRow[]>();
  const absent = new Map<string, Absent>();
  // Together, since reading is mostly waiting for the disk and for unpacking. Of several errors the first file's is told.
  const loading = [...sources.entities].map(([, entity]) => loadEntity(entity, options, findings));
  const failed = (await Promise.allSettled(loading)).find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  const loaded = await Promise.all(loading);
  for (const [at, [name, { resource }]] of [...sources.entities].entries()) {
    const one = loaded[at] as LoadedEntity;
    tables.set(name, settle(resource, one.rows, findings));
    absent.set(name, one.absent);
  }
  checkReferences(dictionary, tables, absent, findings);
  const dataset = new Map<string, { state: 'present'; rows: readonly Row[] } | { state: 'missing' }>();
  for (const name of dictionary.entities.keys()) {
    const rows = tables.get(name);
    if (rows !== undefined) dataset.set(name, { state: 'present', rows });
    else if (sources.missing.has(name)) dataset.set(name, { state: 'missing' });
  }
  return { dataset, findings: findings.sort(compareFindings) };
}

interface LoadedEntity {
  readonly rows: PlacedRow[];
  readonly absent: Absent;
}

async function loadEntity(
  { files, resource }: EntitySources,
  options: DataOptions,
  findings: DataFinding[],
): Promise<LoadedEntity> {
  const rows: PlacedRow[] = [];
  const absent = new Map<string, ReadonlySet<string>>();
  const take = async (file: string, batches: AsyncIterable<Records>): Promise<void> => {
    for await (const batch of batches) {
      for (const one of batch.findings) findings.push(one);
      if (batch.absent !== undefined) absent.set(file, new Set(batch.absent));
      batch.rows.forEach((cells, index) => {
        rows.push({ file, row: batch.numbers[index] ?? 0, cells: cells as Cell[] });
      });
      if (batch.rows.length > 0) options.onProgress?.(file, rows.length);
    }
  };
  if (resource.inline !== null) await take(dictionaryFile, inlineRecords(dictionaryFile, resource));
  for (const file of files) await take(file.name, await batchesOf(file, resource));
  return { rows, absent };
}

/** DuckDB takes a while to load: only for a Parquet file. */
async function batchesOf(file: DataFile, resource: EntitySources['resource']): Promise<AsyncIterable<Records>> {
  if (file.format !== 'parquet') return recordsOf(file, resource);
  const { parquetRecords } = await import('./parquet-records.ts');
  return parquetRecords(file, resource);
}
