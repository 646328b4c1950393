/** What a bulletin says, gathered from the results of a period and of those before it. */
import { outermostStandards } from '../../assess/failures.ts';
import type { Results } from '../../assess/results.ts';
import { subjectNames } from '../../assess/subject-names.ts';
import { quoteText } from '../../data/sql-text.ts';
import type { Standard } from '../../model/policy.ts';
import { defaultSmallestCell } from '../audience.ts';
import { type LineName, lineRollup, linesOf, mainStandard } from '../lines.ts';
import type { Judged, ReportContext } from '../part.ts';
import { type Disclosure, fullDisclosure, protect } from './disclosure.ts';
import { type Population, populationOf, type Tally, tallyOf, totalOf } from './tally.ts';

/** A standard in one period. */
export interface StandardFigures extends Population {
  readonly period: string;
  /** Of all its subjects. */
  readonly tally: Tally;
  readonly disclosure: Disclosure;
}

/** All of a period's standards that have a subject. */
export interface PeriodFigures extends Judged {
  readonly standards: ReadonlyMap<string, StandardFigures>;
  /** Of the groups of roll-ups, by `rankId`. */
  readonly ranks: ReadonlyMap<string, number>;
}

export function rankId(rollup: string, group: string): string {
  return JSON.stringify([rollup, group]);
}

export interface Bulletin extends ReportContext {
  readonly now: PeriodFigures;
  /** The period just before, where rules were in force. */
  readonly before: PeriodFigures | null;
  /** In order of time, this one last: only the main standard and those within it. */
  readonly trend: readonly PeriodFigures[];
  /** What the bulletin is about; null where nothing is judged by a standard. */
  readonly main: Standard | null;
  /** The standards within the main one. */
  readonly within: readonly Standard[];
  /** All others that no standard requires. */
  readonly others: readonly Standard[];
  /** By line, what its keys are called. */
  readonly lineNames: Readonly<Record<LineName, LineNames | null>>;
}

export interface LineNames {
  /** The entity: `街道`. */
  readonly title: string;
  readonly entity: string;
  /** By key. */
  readonly names: ReadonlyMap<string, string>;
}

export async function gather(context: ReportContext): Promise<Bulletin> {
  const { model, results, earlier } = context;
  const main = mainStandard(model);
  const within = main === null ? [] : innerStandards(context, main);
  const outermost = outermostStandards(model);
  const inTrend = new Set([...(main === null ? [] : [main]), ...within].map(({ name }) => name));
  const now = await figuresOf(context, context, null);
  const last = earlier.at(-1);
  const before = last === undefined || !isJustBefore(last, context) ? null : await figuresOf(context, last, null);
  const trend: PeriodFigures[] = [];
  for (const one of earlier)
    trend.push(one === last && before !== null ? before : await figuresOf(context, one, inTrend));
  const lines = linesOf(model);
  const lineNames = async (line: LineName): Promise<LineNames | null> => {
    const entity = lines[line]?.target;
    const known = entity === undefined ? undefined : model.dictionary.entities.get(entity);
    if (entity === undefined || known === undefined || main === null) return null;
    const population = now.standards.get(main.name);
    const at = population?.rollups.findIndex(({ name }) => name === lineRollup(line)) ?? -1;
    if (population === undefined || at < 0) return null;
    const keys = [...new Set(population.members.map(({ groups }) => groups[at] ?? ''))].filter((key) => key !== '');
    return {
      title: known.title[context.language],
      entity,
      names: await subjectNames(results, model, entity, keys),
    };
  };
  return {
    ...context,
    now,
    before,
    trend: [...trend, now],
    main: main !== null && now.standards.has(main.name) ? main : null,
    within: within.filter(({ name }) => now.standards.has(name)),
    others: outermost.filter((one) => one !== main && now.standards.has(one.name)),
    lineNames: { territory: await lineNames('territory'), department: await lineNames('department') },
  };
}

/** The standards that one requires, each after the one that requires it. */
function innerStandards({ model }: Judged, { requires }: Standard): readonly Standard[] {
  const found = new Set<Standard>();
  for (const requirement of requires) {
    const inner = requirement.kind === 'standard' ? model.standards.get(requirement.standard) : undefined;
    if (inner === undefined) continue;
    found.add(inner);
    for (const deeper of innerStandards({ model } as Judged, inner)) found.add(deeper);
  }
  return [...found];
}

/** `only`: the names of the standards that are asked for; null: all. */
async function figuresOf(
  { results, audience }: ReportContext,
  judged: Judged,
  only: ReadonlySet<string> | null,
): Promise<PeriodFigures> {
  const { model, moment } = judged;
  const register = mainStandard(model)?.entity;
  const smallest = model.dictionary.publication?.smallestCell ?? defaultSmallestCell;
  const standards = new Map<string, StandardFigures>();
  for (const standard of model.standards.values()) {
    if (only !== null && !only.has(standard.name)) continue;
    const population = await populationOf(results, judged, standard);
    const tally = tallyOf(population.members);
    if (totalOf(tally) === 0) continue;
    const disclosure =
      audience === 'internal'
        ? fullDisclosure
        : protect(population, { smallest, isRegister: standard.entity === register });
    standards.set(standard.name, { ...population, period: moment.period.name, tally, disclosure });
  }
  if (audience === 'public') withholdTogether(judged, standards);
  return { moment, model, standards, ranks: await ranksOf(results, moment.period.name) };
}

/**
 * A standard's counts are those of one that it alone requires, or nearly: what is withheld of all subjects of one is withheld of
 * all that stand on each other.
 */
function withholdTogether(judged: Judged, standards: Map<string, StandardFigures>): void {
  const main = mainStandard(judged.model);
  if (main === null) return;
  const family = [main, ...innerStandards(judged, main)].flatMap(({ name }) => standards.get(name) ?? []);
  for (const figures of family) {
    const disclosure: Disclosure = {
      ...figures.disclosure,
      isShown: (cell) =>
        cell.rollup === null ? family.every((one) => one.disclosure.isShown(cell)) : figures.disclosure.isShown(cell),
    };
    standards.set(figures.standard.name, { ...figures, disclosure });
  }
}

async function ranksOf(results: Results, period: string): Promise<ReadonlyMap<string, number>> {
  const rows = await results.query(
    `SELECT rollup, "group", rank::DOUBLE AS rank FROM run.rollups WHERE period = ${quoteText(period)} AND rank IS NOT NULL`,
  );
  return new Map(rows.map((row) => [rankId(String(row['rollup']), String(row['group'])), Number(row['rank'])]));
}

function isJustBefore({ moment: { period } }: Judged, { moment }: Judged): boolean {
  return Date.parse(moment.period.first) - Date.parse(period.last) === 86_400_000;
}
