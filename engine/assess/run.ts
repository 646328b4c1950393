/** An assessment from the project's sources to its tables and files. */
import { relative, resolve, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import type { Reach } from '../data/duck-lock.ts';
import { type LocatedFile, refuseChanged } from '../data/locate.ts';
import { findSources } from '../data/sources.ts';
import { stageSources } from '../data/stage.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { nothingToJudge, outputInsideInput } from '../diagnostics/registry/run.ts';
import type { LogEntry } from '../journal/entry.ts';
import { modelOn } from '../language/analysis.ts';
import type { Model } from '../model/policy.ts';
import { refuseErrors } from '../project/check.ts';
import { type FileHash, isJudgedBy } from '../project/files.ts';
import type { Project } from '../project/open.ts';
import { version } from '../version.ts';
import { keepByDay } from './by-day.ts';
import { withDatabase } from './database.ts';
import { refuse } from './duck-refusals.ts';
import { type OutputPlace, placeFor, refuseOutput, replaceFolder } from './folder-swap.ts';
import { interruptible, refuseInterrupted } from './interruption.ts';
import { type Judged, judge } from './judge.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { type Asked, type ModelOf, modelsOf, momentsBefore, momentsOf } from './moments.ts';
import { type AskedTable, isAsked, readOnly } from './only.ts';
import { type OutputOptions, writeTables } from './output.ts';
import { withOutputLock } from './output-lock.ts';
import { openResults, type Results } from './results.ts';
import { refuseSeal, type SealOptions, seal } from './seal.ts';
import { defaultSpillParent, withSpill } from './spill.ts';

export interface AssessOptions extends Asked, Partial<OutputOptions>, SealOptions {
  /** A folder that holds the data files under the descriptor's names; default: the descriptor's own paths. */
  readonly data?: string | null;
  /** The folder to write; nothing is written without it. */
  readonly out?: string | null;
  /** Judge only these standards and what they require. */
  readonly standards?: readonly string[] | null;
  /** DuckDB's memory limit; what does not fit is spilt to disk. */
  readonly memory?: string;
  /** How many threads DuckDB works with; default: one for each core. */
  readonly threads?: number;
  /** The folder in which to spill; default: the system's own for temporary files. */
  readonly temp?: string;
  /** Ends the run early (ZS5043); an earlier output stays whole. */
  readonly signal?: AbortSignal;
  /** The folder from which the manifest gives the project's path, where it is not `out`: for a run that repeats another. */
  readonly manifestFrom?: string | null;
  /** Told what is being done. */
  readonly onProgress?: (step: Localized) => void;
  /** Also judge periods before the first of those asked for; the results then have their rows too. */
  readonly earlier?: EarlierPeriods;
}

/** Each is judged as of its own end, or the as-of date where that is earlier; those in which nothing is in force are left out. */
export interface EarlierPeriods {
  readonly count: number;
  /** What of the rules in force then is asked for; `back` is how far before the first period it lies, 1 for the one just before. */
  asked(model: Model, back: number): Model;
}

/** What `use` is given: the results while their database is open, what was judged, and the manifest of what was written. */
export interface Assessed {
  readonly results: Results;
  /** In order of time, earlier periods first. */
  readonly moments: readonly Moment[];
  /** The rules and the data, sorted by name. */
  readonly inputs: readonly FileHash[];
  readonly manifest: Manifest | null;
  /** The entry that was appended to the log. */
  readonly logged: LogEntry | null;
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
  const asked = momentsOf(options);
  const before = momentsBefore(project, asked[0] as Moment, options.earlier?.count ?? 0);
  const moments = [...before, ...asked];
  const wholeOf = modelsOf(project, options.standards ?? null, moments, only);
  const ofEarlier = new Map(
    before.map(({ judged }, i) => [judged, options.earlier?.asked(wholeOf(judged), before.length - i)]),
  );
  const modelOf = (day: CivilDate): Model => ofEarlier.get(day) ?? wholeOf(day);
  const out = options.out ?? null;
  if (out !== null) await refuseOut(out, project, options.data ?? null);
  await refuseSeal(out, options);
  const place = out === null ? null : await placeFor(out);
  const work = (): Promise<T> => assessInto(place, project, options, moments, modelOf, use);
  return place === null ? work() : withOutputLock(place, work);
}

type Options = AssessOptions & { readonly only: readonly AskedTable[] | null };

async function assessInto<T>(
  place: OutputPlace | null,
  project: Project,
  options: Options,
  moments: readonly Moment[],
  modelOf: ModelOf,
  use: (assessed: Assessed) => Promise<T>,
): Promise<T> {
  const files = await dataFiles(project, options.data ?? null);
  const reach: Reach = {
    files: files.filter(({ format }) => format === 'parquet').map(({ path }) => path),
    folders: place === null ? [] : [place.work],
  };
  const memory = options.memory ?? '2GB';
  const parent = options.temp ?? defaultSpillParent;
  return withSpill(parent, (spillTo) =>
    withDatabase({ memory, spillTo, reach, ...threadsOf(options) }, async (connection) => {
      const { inputs, written } = await interruptible(connection, options.signal ?? null, async () => {
        const { hashes, forOneThread } = await judgeAll(connection, project, options, moments, modelOf);
        const inputs = inputsOf(project, hashes);
        if (place !== null) {
          const written = await write(connection, place, project, options, { inputs, files, forOneThread });
          return { inputs, written };
        }
        await refuseChanged(files);
        return { inputs, written: null };
      });
      const last = moments.at(-1) as Moment;
      const results = await openResults(connection, {
        period: options.period,
        asOf: options.asOf ?? last.asOf,
        language: options.language ?? 'zh',
        counts: written?.manifest.counts ?? null,
        only: options.only,
      });
      const { manifest = null, logged = null } = written ?? {};
      return use({ results, moments, inputs, manifest, logged });
    }).catch((error: unknown) =>
      refuse(error, {
        memory,
        spill: { folder: spillTo, parent },
        output: place === null ? null : { folder: place.work, name: place.out },
      }),
    ),
  );
}

function threadsOf({ threads }: Options): { readonly threads?: number } {
  return threads === undefined ? {} : { threads };
}

/** Refuses a place for an output that holds the project or its data (ZS5022), or other files (ZS5020). */
export async function refuseOut(out: string, project: Project, data: string | null): Promise<void> {
  const target = resolve(out);
  for (const input of [project.folder, ...(data === null ? [] : [resolve(data)])]) {
    if (input === target || input.startsWith(target + sep)) stop(outputInsideInput, out, { path: out });
  }
  await refuseOutput(out);
}

/** Every file that holds data, each once for an entity. */
async function dataFiles(project: Project, dataFolder: string | null): Promise<readonly LocatedFile[]> {
  const { entities } = await findSources(project, { dataFolder });
  return [...entities.values()].flatMap(({ files }) => files);
}

async function judgeAll(
  connection: DuckDBConnection,
  project: Project,
  options: AssessOptions,
  moments: readonly Moment[],
  modelOf: ModelOf,
): Promise<Judged & { readonly hashes: readonly FileHash[] }> {
  const tell = (step: Localized): void => {
    refuseInterrupted(options.signal ?? null, step);
    options.onProgress?.(step);
  };
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
  return { ...judged, hashes: inputs };
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

interface ToWrite extends Judged {
  readonly inputs: readonly FileHash[];
  readonly files: readonly LocatedFile[];
}

async function write(
  connection: DuckDBConnection,
  place: OutputPlace,
  project: Project,
  options: AssessOptions,
  { inputs, files, forOneThread }: ToWrite,
): Promise<{ readonly manifest: Manifest; readonly logged: LogEntry | null }> {
  const writing: Localized = { zh: '写出结果…', en: 'Writing results…' };
  options.onProgress?.(writing);
  const output: OutputOptions = {
    language: options.language ?? 'zh',
    only: options.only ?? null,
    tables: options.tables ?? 'csv',
    bom: options.bom ?? true,
  };
  const from = resolve(options.manifestFrom ?? place.out);
  return replaceFolder(place, async (folder) => {
    const { outputs, counts } = await writeTables(connection, folder, output, forOneThread);
    await refuseChanged(files);
    refuseInterrupted(options.signal ?? null, writing);
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
      inputs,
      counts,
      outputs,
    };
    await writeManifest(folder, manifest);
    return { manifest, logged: await seal(folder, place.out, manifest, options) };
  });
}

/** The files of rules that verdicts depend on, and those of the data. */
function inputsOf(project: Project, data: readonly FileHash[]): readonly FileHash[] {
  return [...project.inputs.filter(({ file }) => isJudgedBy(file)), ...data].sort((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : 0,
  );
}

function pathFrom(folder: string, target: string): string {
  return relative(folder, target).split(sep).join('/') || '.';
}

async function duckdbVersion(connection: DuckDBConnection): Promise<string> {
  const found = await connection.runAndReadAll('SELECT version()');
  return String(found.getRows()[0]?.[0]);
}
