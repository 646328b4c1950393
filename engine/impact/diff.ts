/**
 * Whose verdicts differ between two versions of the rules on the same data, and which change made them differ. Only what rests
 * on something that has changed is judged, by both versions, in one database over data staged once.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDatabase } from '../assess/database.ts';
import { refuse } from '../assess/duck-refusals.ts';
import { interruptible, refuseInterrupted } from '../assess/interruption.ts';
import { momentsOf } from '../assess/moments.ts';
import { defaultSpillParent, withSpill } from '../assess/spill.ts';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import { type DataProject, findSources } from '../data/sources.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { nothingInForce } from '../diagnostics/registry/run.ts';
import type { Project } from '../project/open.ts';
import { compareRules } from './changes.ts';
import { rowChanges, setAside } from './compare.ts';
import { type DescribedChange, describeChange } from './describe.ts';
import { compareExpected, expectedFile, readExpected, unmetOf } from './expected.ts';
import { flipsOf } from './flips.ts';
import type { Diff, LadderFigures, RollupFigures, StepFigures } from './result.ts';
import { type Affected, affectedBy, judgeSide, type Session } from './session.ts';
import { stageBoth } from './stage-both.ts';
import { type Version, versionAt, workTreeVersion } from './version.ts';

export interface DiffOptions {
  /** A git revision. */
  readonly base: string;
  /** A git revision; default: the work tree, with whatever is not committed. */
  readonly head?: string | null;
  /** As `assess` takes it. */
  readonly period: string;
  /** Default: each period's last day. */
  readonly asOf?: CivilDate | null;
  /** A folder that holds the data files under the descriptor's names; default: the descriptor's own paths in the work tree. */
  readonly data?: string | null;
  /** Of the texts of facts. */
  readonly language?: Language;
  /** DuckDB's memory limit; what does not fit is spilt to disk. */
  readonly memory?: string;
  /** Told what is being done. */
  readonly onProgress?: (step: Localized) => void;
  /** Ends it early (ZS5043). */
  readonly signal?: AbortSignal;
}

/** Throws ZhunshengError for what the caller can act on (ZS80xx, and what `assess` throws). */
export async function diff(project: Project, options: DiffOptions): Promise<Diff> {
  const tell = tellerOf(options);
  const moments = momentsOf(options);
  tell({ zh: '读取两个版本的规则…', en: 'Reading both versions of the rules…' });
  const base = await versionAt(project.folder, options.base, '--base');
  const head =
    options.head == null ? await workTreeVersion(project) : await versionAt(project.folder, options.head, '--head');
  const last = moments
    .map(({ judged }) => judged)
    .sort()
    .at(-1) as CivilDate;
  const compared = compareRules(base.project.analysis, head.project.analysis, last);
  for (const { judged } of moments) {
    if (compared.base.modelOn(judged) === null && compared.head.modelOn(judged) === null) {
      stop(nothingInForce, '--period', { day: judged });
    }
  }
  const affected = affectedBy(compared);
  const describe = { compared, baseProject: base.project, headProject: head.project, day: last };
  const changes = new Map(compared.changes.map((change) => [change.id, describeChange(change, describe)]));
  const found =
    affected.size === 0
      ? nothingFound
      : await judged(project.folder, { base, head, moments, options, changes, compared, affected });
  const { rules, standards } = compared.renames;
  const renamed = [
    ...[...rules].map(([before, after]) => ({ kind: 'rule' as const, before, after })),
    ...[...standards].map(([before, after]) => ({ kind: 'standard' as const, before, after })),
  ];
  const expected = head.expected === null ? null : readExpected(expectedFile, head.expected);
  return {
    base: options.base,
    head: options.head ?? null,
    baseCommit: base.commit ?? '',
    headCommit: head.commit,
    period: options.period,
    asOf: options.asOf ?? last,
    ...found,
    changes: [...changes.values()],
    renamed,
    titles: titlesOf(found, [compared.base.modelOn(last), compared.head.modelOn(last)]),
    expected: expected === null ? null : compareExpected(unmetOf(found), expected),
  };
}

/** What is no longer wanted is left off at the next step. */
function tellerOf({ onProgress, signal }: DiffOptions): (step: Localized) => void {
  return (step) => {
    refuseInterrupted(signal ?? null, step);
    onProgress?.(step);
  };
}

type Found = Pick<Diff, 'flips' | 'standings' | 'scores' | 'rollups' | 'ladders' | 'procedures'>;

const nothingFound: Found = { flips: [], standings: [], scores: [], rollups: [], ladders: [], procedures: [] };

interface Judging {
  readonly base: Version;
  readonly head: Version;
  readonly moments: readonly Moment[];
  readonly options: DiffOptions;
  readonly changes: ReadonlyMap<string, DescribedChange>;
  readonly compared: Session['compared'];
  readonly affected: Affected;
}

async function judged(folder: string, judging: Judging): Promise<Found> {
  const { base, head, options } = judging;
  const dataFolder = options.data ?? null;
  // The data are those of the work tree, whichever versions of the rules judge them.
  const sources = {
    base: { folder, analysis: base.project.analysis },
    head: { folder, analysis: head.project.analysis },
  };
  const files = [...(await parquetOf(sources.base, dataFolder)), ...(await parquetOf(sources.head, dataFolder))];
  const reach = { files: [...new Set(files)], folders: [] };
  const memory = options.memory ?? '2GB';
  return withSpill(defaultSpillParent, (spillTo) =>
    withDatabase({ memory, spillTo, reach }, (connection) =>
      interruptible(connection, options.signal ?? null, () => find(connection, sources, judging)),
    ).catch((error: unknown) =>
      refuse(error, { memory, spill: { folder: spillTo, parent: defaultSpillParent }, output: null }),
    ),
  );
}

async function find(
  connection: DuckDBConnection,
  sources: { readonly base: DataProject; readonly head: DataProject },
  { compared, moments, options, changes, affected }: Judging,
): Promise<Found> {
  const tell = tellerOf(options);
  const differing = new Set(compared.changes.flatMap(({ kind, name }) => (kind === 'dictionary' ? [name] : [])));
  const staged = await stageBoth(connection, {
    ...sources,
    differing,
    dataFolder: options.data ?? null,
    onProgress: (file, rows) => tell({ zh: `读取 ${file}：${rows} 行`, en: `Reading ${file}: ${rows} rows` }),
  });
  const session: Session = { connection, compared, moments, staged, language: options.language ?? 'zh' };
  const targets = [...affected.keys()];
  tell({ zh: '按原来的规则考核…', en: 'Judging by the rules before…' });
  const missingBefore = await judgeSide(session, 'base', targets);
  await setAside(connection);
  tell({ zh: '按现在的规则考核…', en: 'Judging by the rules now…' });
  const missingNow = await judgeSide(session, 'head', targets);
  const rows = await changedRows(connection);
  const told = await flipsOf(session, { affected, changes, missing: { base: missingBefore, head: missingNow }, tell });
  return { ...told, ...rows };
}

async function changedRows(connection: DuckDBConnection): Promise<Omit<Found, 'flips' | 'standings'>> {
  const figures = ['assessed', 'passed', 'failed', 'undetermined', 'rate', 'rank'];
  const rollups = await rowChanges(connection, 'rollups', ['rollup', 'period', 'group', 'standard'], figures);
  const ladders = await rowChanges(
    connection,
    'ladders',
    ['ladder', 'period', 'subject'],
    ['occasions', 'due', 'missing'],
  );
  const steps = ['procedure', 'period', 'subject', 'step'];
  const procedures = await rowChanges(connection, 'procedures', steps, ['state', 'late_by_days']);
  const scores = await rowChanges(connection, 'standings', ['standard', 'period', 'entity', 'subject'], ['score']);
  return {
    rollups: rollups.map(({ key, before, after }) => ({
      ...(key as Record<'period' | 'rollup' | 'group' | 'standard', string>),
      before: before as RollupFigures | null,
      after: after as RollupFigures | null,
    })),
    ladders: ladders.map(({ key, before, after }) => ({
      ...(key as Record<'period' | 'ladder' | 'subject', string>),
      before: before as LadderFigures | null,
      after: after as LadderFigures | null,
    })),
    procedures: procedures.map(({ key, before, after }) => ({
      ...(key as Record<'period' | 'procedure' | 'subject' | 'step', string>),
      before: stepOf(before),
      after: stepOf(after),
    })),
    scores: scores.flatMap(({ key, before, after }) => {
      const was = numberOf(before?.['score']);
      const is = numberOf(after?.['score']);
      return was === is
        ? []
        : [{ ...(key as Record<'period' | 'entity' | 'subject' | 'standard', string>), before: was, after: is }];
    }),
  };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function stepOf(row: Readonly<Record<string, unknown>> | null): StepFigures | null {
  return row === null ? null : { state: String(row['state']), lateByDays: numberOf(row['late_by_days']) };
}

export async function parquetOf(project: DataProject, dataFolder: string | null): Promise<readonly string[]> {
  const { entities } = await findSources(project, { dataFolder });
  return [...entities.values()].flatMap(({ files }) =>
    files.filter(({ format }) => format === 'parquet').map(({ path }) => path),
  );
}

/** Those of the head before those of the base. */
function titlesOf(found: Found, models: readonly ReturnType<Session['compared']['base']['modelOn']>[]): Diff['titles'] {
  const names = new Set([
    ...found.flips.map(({ rule }) => rule),
    ...[...found.standings, ...found.scores].map(({ standard }) => standard),
    ...found.rollups.flatMap(({ rollup, standard }) => [rollup, standard]),
    ...found.ladders.map(({ ladder }) => ladder),
    ...found.procedures.map(({ procedure }) => procedure),
  ]);
  const titles: Record<string, Localized> = {};
  for (const model of models) {
    if (model === null) continue;
    for (const all of [model.rules, model.standards, model.rollups, model.ladders, model.procedures]) {
      for (const { name, title } of all.values()) if (names.has(name)) titles[name] = title;
    }
  }
  return titles;
}
