/** An assessment from the project's sources to its tables and files. */
import { relative, resolve, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, parsePeriods } from '../calendar/period.ts';
import type { Reach } from '../data/duck-lock.ts';
import { findSources } from '../data/sources.ts';
import { stageSources } from '../data/stage.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import {
  invalidPeriod,
  noSuchStandard,
  nothingInForce,
  nothingToJudge,
  outOfMemory,
  outputInsideInput,
} from '../diagnostics/registry/run.ts';
import { modelOn } from '../language/analysis.ts';
import type { Model } from '../model/policy.ts';
import { refuseErrors } from '../project/check.ts';
import { type FileHash, isJudgedBy } from '../project/files.ts';
import type { Project } from '../project/open.ts';
import { version } from '../version.ts';
import { refuseAsOf } from './as-of.ts';
import { keepByDay } from './by-day.ts';
import { withDatabase } from './database.ts';
import { type OutputPlace, placeFor, refuseOutput, replaceFolder } from './folder-swap.ts';
import { type Judged, judge } from './judge.ts';
import { limitTo } from './limit.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { type AskedTable, isAsked, readOnly, withoutUnasked } from './only.ts';
import { type OutputOptions, writeTables } from './output.ts';
import { openResults, type Results } from './results.ts';
import { withSpill } from './spill.ts';

export interface AssessOptions extends Partial<OutputOptions> {
  /** `2021`, `2021-Q4`, `2021-11`, or a range of months `2021-01..2021-12`. */
  readonly period: string;
  /** Default: each period's last day. */
  readonly asOf?: CivilDate | null;
  /** A folder that holds the data files under the descriptor's names; default: the descriptor's own paths. */
  readonly data?: string | null;
  /** The folder to write; nothing is written without it. */
  readonly out?: string | null;
  /** Judge only these standards and what they require. */
  readonly standards?: readonly string[] | null;
  /** DuckDB's memory limit; what does not fit is spilt to disk. */
  readonly memory?: string;
  /** The folder from which the manifest gives the project's path, where it is not `out`: for a run that repeats another. */
  readonly manifestFrom?: string | null;
  /** Told what is being done. */
  readonly onProgress?: (step: Localized) => void;
}

/** What `use` is given: the results while their database is open, and the manifest of what was written. */
export interface Assessed {
  readonly results: Results;
  readonly manifest: Manifest | null;
}

/**
 * Judges a project's data and hands the results to `use` as they lie in the database, so that no table needs to fit in memory.
 * With `out`, the files are in place before `use` is called. Throws ZhunshengError for what the caller can act on.
 */
export async function withAssessment<T>(
  project: Project,
  given: AssessOptions,
  use: (assessed: Assessed) => Promise<T>,
): Promise<T> {
  refuseErrors(project, { tests: false });
  const only = given.only == null ? null : readOnly(given.only, 'only');
  const options = { ...given, only };
  const moments = momentsOf(options);
  const modelOf = modelsOf(project, options.standards ?? null, moments, only);
  const out = options.out ?? null;
  if (out !== null) await refuseOut(out, project, options.data ?? null);
  const place = out === null ? null : await placeFor(out);
  const reach: Reach = {
    files: await filesOfParquet(project, options.data ?? null),
    folders: place === null ? [] : [place.work],
  };
  const memory = options.memory ?? '2GB';
  return withSpill((spillTo) =>
    withDatabase({ memory, spillTo, reach }, async (connection) => {
      const { inputs, forOneThread } = await judgeAll(connection, project, options, moments, modelOf);
      const written = place === null ? null : await write(connection, place, project, options, inputs, forOneThread);
      const last = moments.at(-1) as Moment;
      const results = await openResults(connection, {
        period: options.period,
        asOf: options.asOf ?? last.asOf,
        language: options.language ?? 'zh',
        counts: written?.counts ?? null,
        only,
      });
      return use({ results, manifest: written });
    }).catch((error: unknown) => {
      if (error instanceof Error && error.message.startsWith('Out of Memory'))
        stop(outOfMemory, '--memory', { limit: memory });
      throw error;
    }),
  );
}

/** The moments of the periods asked for. Throws where it names none (ZS9007) or the as-of date can't be (ZS9008, ZS9012). */
export function momentsOf({ period, asOf }: Pick<AssessOptions, 'period' | 'asOf'>): readonly Moment[] {
  const periods = parsePeriods(period);
  if (periods === null || periods.length > MOST_PERIODS) stop(invalidPeriod, '--period', { value: period, range: '' });
  const [first] = periods;
  if (first !== undefined) refuseAsOf(asOf, first);
  return periods.map((each) => moment(each, asOf ?? undefined));
}

/** What the period ranges over is bounded: fifty years of months are a slip of the finger. */
const MOST_PERIODS = 600;

type ModelOf = (day: CivilDate) => Model;

/** The model of each day judged, limited to the standards. Throws where none is in force (ZS5008) or known (ZS5012). */
export function modelsOf(
  project: Project,
  standards: readonly string[] | null,
  moments: readonly Moment[],
  only: readonly AskedTable[] | null = null,
): ModelOf {
  const known = new Set(project.analysis.eras.flatMap(({ model }) => [...model.standards.keys()]));
  for (const name of standards ?? []) {
    if (known.has(name)) continue;
    const list = known.size === 0 ? '-' : [...known].sort().join(', ');
    stop(noSuchStandard, '--standard', { name, suggestion: suggestion(name, known), known: list });
  }
  const limited = new Map<Model, Model>();
  const modelOf = (day: CivilDate): Model => {
    const whole = modelOn(project.analysis, day) ?? stop(nothingInForce, '--period', { day });
    const model = limited.get(whole) ?? withoutUnasked(standards === null ? whole : limitTo(whole, standards), only);
    limited.set(whole, model);
    return model;
  };
  for (const { judged } of moments) modelOf(judged);
  return modelOf;
}

async function refuseOut(out: string, project: Project, data: string | null): Promise<void> {
  const target = resolve(out);
  for (const input of [project.folder, ...(data === null ? [] : [resolve(data)])]) {
    if (input === target || input.startsWith(target + sep)) stop(outputInsideInput, out, { path: out });
  }
  await refuseOutput(out);
}

/** The only files that DuckDB reads by itself. */
async function filesOfParquet(project: Project, dataFolder: string | null): Promise<readonly string[]> {
  const { entities } = await findSources(project, { dataFolder });
  return [...entities.values()].flatMap(({ files }) =>
    files.filter(({ format }) => format === 'parquet').map(({ path }) => path),
  );
}

async function judgeAll(
  connection: DuckDBConnection,
  project: Project,
  options: AssessOptions,
  moments: readonly Moment[],
  modelOf: ModelOf,
): Promise<Judged & { readonly inputs: readonly FileHash[] }> {
  const tell = options.onProgress ?? (() => undefined);
  tell({ zh: '读取数据…', en: 'Reading data…' });
  const { missing, inputs, files } = await stageSources(connection, project, {
    dataFolder: options.data ?? null,
    onProgress: (file, rows) => tell({ zh: `读取 ${file}：${rows} 行`, en: `Reading ${file}: ${rows} rows` }),
  });
  refuseNoSubjects(options.data ?? 'datapackage.yaml', moments, modelOf, missing);
  tell({ zh: '考核…', en: 'Judging…' });
  await keepByDay(connection, new Set(moments.map(({ judged: day }) => modelOf(day))), moments.length);
  const judged = await judge(connection, {
    moments,
    modelOn: modelOf,
    earlierModelOn: (day) => modelOn(project.analysis, day),
    missing,
    language: options.language ?? 'zh',
    findings: isAsked(options.only ?? null, 'findings'),
    ...(files === undefined ? {} : { files }),
  });
  return { ...judged, inputs };
}

/** Where some files are missing the rest is judged; where nothing that is judged has a file, the place is wrong. */
function refuseNoSubjects(
  where: string,
  moments: readonly Moment[],
  modelOf: ModelOf,
  missing: ReadonlySet<string>,
): void {
  const judged = new Set(
    moments
      .map(({ judged: day }) => modelOf(day))
      .flatMap(({ rules, standards }) => [...rules.values(), ...standards.values()].map(({ entity }) => entity)),
  );
  if (judged.size === 0 || [...judged].some((entity) => !missing.has(entity))) return;
  stop(nothingToJudge, where, { entities: [...judged].sort().join(', ') });
}

async function write(
  connection: DuckDBConnection,
  place: OutputPlace,
  project: Project,
  options: AssessOptions,
  dataInputs: readonly FileHash[],
  forOneThread: ReadonlySet<string>,
): Promise<Manifest> {
  options.onProgress?.({ zh: '写出结果…', en: 'Writing results…' });
  const output: OutputOptions = {
    language: options.language ?? 'zh',
    only: options.only ?? null,
    tables: options.tables ?? 'csv',
    bom: options.bom ?? true,
  };
  const from = resolve(options.manifestFrom ?? place.out);
  return replaceFolder(place, async (folder) => {
    const { outputs, counts } = await writeTables(connection, folder, output, forOneThread);
    const manifest: Manifest = {
      manifest: 1,
      engine: { zhunsheng: version, duckdb: await duckdbVersion(connection) },
      project: pathFrom(from, project.folder),
      data: options.data == null ? null : pathFrom(from, resolve(options.data)),
      settings: {
        period: options.period,
        asOf: options.asOf ?? null,
        standards: options.standards ?? null,
        ...output,
      },
      inputs: [...project.inputs.filter(({ file }) => isJudgedBy(file)), ...dataInputs].sort((a, b) =>
        a.file < b.file ? -1 : a.file > b.file ? 1 : 0,
      ),
      counts,
      outputs,
    };
    await writeManifest(folder, manifest);
    return manifest;
  });
}

function pathFrom(folder: string, target: string): string {
  return relative(folder, target).split(sep).join('/') || '.';
}

async function duckdbVersion(connection: DuckDBConnection): Promise<string> {
  const found = await connection.runAndReadAll('SELECT version()');
  return String(found.getRows()[0]?.[0]);
}
