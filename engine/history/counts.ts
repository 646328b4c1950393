/** How many pass and fail by each version, each in its own time, on the data as they are now. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { withDatabase } from '../assess/database.ts';
import { refuse } from '../assess/duck-refusals.ts';
import { judge } from '../assess/judge.ts';
import { momentsOf } from '../assess/moments.ts';
import { defaultSpillParent, withSpill } from '../assess/spill.ts';
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, monthsFrom } from '../calendar/period.ts';
import type { DataProject } from '../data/sources.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import { stageSources } from '../data/stage.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import { parquetOf } from '../impact/diff.ts';
import { limitedTo } from '../impact/targets.ts';
import { type Analysis, modelOn } from '../language/analysis.ts';
import type { FactPath, Model } from '../model/policy.ts';
import { factsOfVerdict, reachOf } from '../model/reach.ts';
import { isAggregate } from '../model/reads.ts';
import { type Verdict, verdicts } from '../model/verdict.ts';
import type { Named } from './named.ts';
import type { Counts } from './result.ts';

/** What one version judges. */
export interface Counting {
  readonly analysis: Analysis;
  readonly named: Named;
  readonly spans: readonly { readonly from: CivilDate | null; readonly until: CivilDate | null }[];
}

export interface CountOptions {
  /** The project's folder now, where its data are. */
  readonly folder: string;
  readonly data: string | null;
  /** Null: the months of each span for which there are data. */
  readonly period: string | null;
  readonly memory: string;
  readonly language: Language;
  readonly onProgress: (step: Localized) => void;
}

export type Counted = Counts | { readonly uncounted: Localized };

/** For each span of each version, in their order. Throws ZhunshengError for what the caller can act on. */
export async function countAll(
  countings: readonly Counting[],
  options: CountOptions,
): Promise<readonly (readonly Counted[])[]> {
  const { folder, data, memory } = options;
  const files = await Promise.all(countings.map(({ analysis }) => filesToReach({ folder, analysis }, data)));
  const reach = { files: [...new Set(files.flat())], folders: [] };
  return withSpill(defaultSpillParent, (spillTo) =>
    withDatabase({ memory, spillTo, reach }, (connection) => count(connection, countings, options)).catch(
      (error: unknown) =>
        refuse(error, { memory, spill: { folder: spillTo, parent: defaultSpillParent }, output: null }),
    ),
  );
}

/** None where the files cannot be found: that is told when they are to be read. */
async function filesToReach(project: DataProject, dataFolder: string | null): Promise<readonly string[]> {
  return parquetOf(project, dataFolder).catch((error: unknown) => {
    if (error instanceof ZhunshengError) return [];
    throw error;
  });
}

async function count(
  connection: DuckDBConnection,
  countings: readonly Counting[],
  options: CountOptions,
): Promise<readonly (readonly Counted[])[]> {
  const { folder, data, language, onProgress } = options;
  const staged = { as: '', missing: new Set<string>() as ReadonlySet<string> };
  const all: (readonly Counted[])[] = [];
  for (const [i, counting] of countings.entries()) {
    onProgress({
      zh: `考核第 ${i + 1}/${countings.length} 个版本…`,
      en: `Judging version ${i + 1} of ${countings.length}…`,
    });
    const { analysis, spans } = counting;
    try {
      // Versions that read the data alike share them.
      const as = dictionaryText(analysis);
      if (staged.as !== as) {
        staged.as = '';
        staged.missing = (await stageSources(connection, { folder, analysis }, { dataFolder: data })).missing;
        staged.as = as;
      }
      const months = options.period === null ? await monthsOfData(connection, counting, staged.missing) : [];
      const counted: Counted[] = [];
      for (const span of spans) {
        const moments = momentsIn(span, options.period, months);
        counted.push(
          await countSpan(connection, counting, {
            moments,
            isAsked: options.period !== null,
            missing: staged.missing,
            language,
          }),
        );
      }
      all.push(counted);
    } catch (error) {
      if (!(error instanceof ZhunshengError)) throw error;
      // A version may be unable to read the data of today; the others are counted all the same.
      const { zh, en } = error.diagnostic.message;
      all.push(spans.map(() => ({ uncounted: { zh: `${error.code} ${zh}`, en: `${error.code} ${en}` } })));
    }
  }
  return all;
}

/** The places of declarations say nothing of how data are read. */
function dictionaryText({ resources }: Analysis): string {
  return JSON.stringify([...resources], (key, value: unknown) => {
    if (key === 'place' || key === 'fieldPlaces') return undefined;
    return value instanceof Map ? [...value] : value;
  });
}

interface Judging {
  readonly moments: readonly Moment[];
  /** Whether the period was chosen. */
  readonly isAsked: boolean;
  readonly missing: ReadonlySet<string>;
  readonly language: Language;
}

async function countSpan(
  connection: DuckDBConnection,
  { analysis, named: { kind, name } }: Counting,
  { moments, isAsked, missing, language }: Judging,
): Promise<Counted> {
  if (kind !== 'rule' && kind !== 'standard') return { uncounted: noVerdicts };
  const all = analysis.eras.flatMap(({ model }) => model[kind === 'rule' ? 'rules' : 'standards'].get(name) ?? []);
  const entity = all.at(-1)?.entity ?? '';
  if (missing.has(entity)) return { uncounted: noFile(entity) };
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return { uncounted: isAsked ? notThen : nothingToCount };
  const limited = new Map<Model, Model>();
  const limitedOn = (day: CivilDate): Model => {
    const whole = modelOn(analysis, day) as Model;
    const known = limited.get(whole) ?? limitedTo(whole, [{ kind, name }]);
    limited.set(whole, known);
    return known;
  };
  const earlierModelOn = (day: CivilDate): Model | null => modelOn(analysis, day);
  await judge(connection, { moments, modelOn: limitedOn, earlierModelOn, missing, language, findings: false });
  const verdict =
    kind === 'rule'
      ? `SELECT ${quoteName(name)}::VARCHAR AS verdict FROM run.${quoteName(`verdicts_${entity}`)}`
      : `SELECT verdict::VARCHAR AS verdict FROM run.standings WHERE standard = ${quoteText(name)}`;
  const found = await connection.runAndReadAll(
    `SELECT verdict, count(*) FROM (${verdict}) WHERE verdict IS NOT NULL GROUP BY 1`,
  );
  const counts = new Map(found.getRows().map(([word, number]) => [String(word), Number(number)]));
  const period = first === last ? first.period.name : `${first.period.name}..${last.period.name}`;
  const each = Object.fromEntries(verdicts.map((word) => [word, counts.get(word) ?? 0]));
  return { period, ...(each as Record<Verdict, number>) };
}

function momentsIn(
  { from, until }: Counting['spans'][number],
  period: string | null,
  months: readonly Moment[],
): readonly Moment[] {
  const asked = period === null ? months : momentsOf({ period });
  return asked.filter(({ judged }) => (from === null || judged >= from) && (until === null || judged <= until));
}

/** The months for which there are dated records that it looks at. */
async function monthsOfData(
  connection: DuckDBConnection,
  { analysis, named }: Counting,
  missing: ReadonlySet<string>,
): Promise<readonly Moment[]> {
  const spans: string[] = [];
  for (const { entity, field } of datesThatPlace(analysis, named)) {
    if (missing.has(entity)) continue;
    const column = quoteName(field);
    // A few slips of the pen, in the next century or in the last, are no period.
    spans.push(
      `SELECT quantile_disc(${column}, 0.001) AS first, quantile_disc(${column}, 0.999) AS last FROM data.${quoteName(entity)}`,
    );
  }
  if (spans.length === 0) return [];
  const found = await connection.runAndReadAll(
    `SELECT strftime(min(first), '%Y-%m-%d'), strftime(max(last), '%Y-%m-%d') FROM (${spans.join(' UNION ALL ')})`,
  );
  const [first, last] = found.getRows()[0] ?? [];
  if (typeof first !== 'string' || typeof last !== 'string') return [];
  return monthsFrom(first, last)
    .slice(-mostMonths)
    .map((month) => moment(month));
}

/** Fifty years. */
const mostMonths = 600;

/** The date fields by which it, and the facts that it rests on, place records in a period. */
function datesThatPlace(
  { eras }: Analysis,
  { kind, name }: Named,
): readonly { readonly entity: string; readonly field: string }[] {
  const found = new Map<string, { readonly entity: string; readonly field: string }>();
  const add = (model: Model, entity: string, during: FactPath | null): void => {
    if (during === null || during.through.length > 0) return;
    const definition = model.facts.get(entity)?.get(during.fact)?.definition;
    if (definition?.kind === 'field') found.set(`${entity} ${during.fact}`, { entity, field: definition.field.name });
  };
  for (const { model } of eras) {
    const from = kind === 'rule' ? { rules: [name] } : kind === 'standard' ? { standards: [name] } : {};
    const { rules, facts } = reachOf(model, from, factsOfVerdict);
    for (const one of rules) {
      const rule = model.rules.get(one);
      if (rule !== undefined) add(model, rule.entity, rule.during);
    }
    for (const { definition } of facts) if (isAggregate(definition)) add(model, definition.source, definition.during);
  }
  return [...found.values()];
}

const nothingToCount: Localized = {
  zh: '没有这段时间的数据（也可用 --period 指定考核期）',
  en: 'no data of this time (a period can be chosen with --period)',
};

const notThen: Localized = { zh: '所选的考核期不按它考核', en: 'not what the chosen period is judged by' };

function noFile(entity: string): Localized {
  return { zh: `没有“${entity}”的数据文件`, en: `there is no file of the data of "${entity}"` };
}

const noVerdicts: Localized = { zh: '它没有结论', en: 'it has no verdicts' };
