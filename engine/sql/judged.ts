/** The wide projection of an entity: each subject with the verdict of every rule and standard about it. */
import type { Condition } from '../model/condition.ts';
import type { FactPath, Requirement, Rollup, Rule, Standard } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';
import { conditionSql } from './condition.ts';
import type { Context } from './context.ts';
import type { Dialect, NamedExpression } from './dialect.ts';
import { withoutDigits } from './digits.ts';
import { groupColumn, scoreColumn, standardColumn, subjectColumn, writtenColumn } from './judged-columns.ts';
import { keyTextSql } from './key-text.ts';
import { conjunction, disjunction } from './logic.ts';
import {
  factsOfOccasions,
  type LadderOccasions,
  occasionColumn,
  occasionSql,
  requirementsOfOccasions,
} from './occasions.ts';
import { mayBePlaced } from './placed.ts';
import { type Goals, type Group, itemName } from './plan.ts';
import { ranksOf } from './ranks.ts';
import { type Computed, type Relation, relationOf } from './relation.ts';
import { oneScore } from './score.ts';
import { groupTextSql } from './text.ts';
import type { SqlTruth } from './truth.ts';
import { columnsOf, valueIn } from './value.ts';
import {
  keyPaths,
  ranksFrom,
  recordsItems,
  type SettledDigit,
  settledDigit,
  verdictOfRank,
  verdictSql,
  wantedByRule,
  wantedTogether,
} from './verdict.ts';
import type { Wanted } from './wanted.ts';

/** What is judged of one entity. */
export interface EntityGoals {
  readonly entity: string;
  readonly rules: readonly Rule[];
  readonly standards: readonly Standard[];
  readonly rollups: readonly Rollup[];
  /** The rules that place the subjects that are written. */
  readonly asked: readonly Rule[];
  readonly occasions: readonly LadderOccasions[];
}

/** By entity, in the order of the model; entities about which nothing is judged are left out. */
export function goalsByEntity(
  context: Context,
  goals: Goals,
  kept: readonly LadderOccasions[] = [],
): readonly EntityGoals[] {
  const byEntity: EntityGoals[] = [];
  for (const entity of context.model.dictionary.entities.keys()) {
    const rules = goals.rules.filter((rule) => rule.entity === entity);
    const standards = goals.standards.filter((standard) => standard.entity === entity);
    const rollups = goals.rollups.filter(({ standard }) => standards.some(({ name }) => name === standard));
    const asked = goals.asked.filter((rule) => rule.entity === entity);
    const occasions = kept.filter(({ ladder }) => ladder.entity === entity);
    if (rules.length + standards.length + occasions.length > 0) {
      byEntity.push({ entity, rules, standards, rollups, asked, occasions });
    }
  }
  return byEntity;
}

const alias = 's';

/** Each subject with its verdicts, sorted. */
export function judgedSql(context: Context, computed: Computed, goals: EntityGoals): string {
  const { quote } = context.dialect;
  const rows = judgedRows(context, computed, goals, {}, words(context.dialect));
  const { subject, written, from } = rows;
  const verdicts = [...rows.rules, ...rows.standards, ...rows.scores];
  const columns = [subject, written, ...verdicts, ...rows.rollups, ...rows.occasions];
  const list = columns.map(({ name, sql }) => `${sql} AS ${quote(name)}`).join(',\n  ');
  return `SELECT ${list}\nFROM ${from}\nORDER BY ${subject.sql}`;
}

/** A row for each subject, in any order: its columns, and a FROM after which they stand. */
export interface JudgedRows {
  readonly from: string;
  readonly subject: NamedExpression;
  readonly written: NamedExpression;
  readonly rules: readonly NamedExpression[];
  readonly standards: readonly NamedExpression[];
  readonly occasions: readonly NamedExpression[];
  readonly scores: readonly NamedExpression[];
  /** The groups of roll-ups. */
  readonly rollups: readonly NamedExpression[];
  /** Numbers whose digits are verdicts of rules, for whoever keeps verdicts so. */
  readonly settled: readonly { readonly sql: string; readonly rules: ReadonlyMap<string, bigint> }[];
  /** The earlier passes that tell something of some of the subjects only. */
  readonly groups: readonly Group[];
}

/** How the verdicts of rules stand in a row. */
export interface Writing {
  constant(verdict: Verdict): string;
  rank(written: string): string;
}

/** As themselves. */
function words({ verdict, verdictRank }: Dialect): Writing {
  return { constant: verdict, rank: verdictRank };
}

/** As their ranks, for whoever makes numbers of them. */
export function asRanks({ types }: Dialect): Writing {
  return { constant: (verdict) => `CAST(${ranksOf[verdict]} AS ${types.integer})`, rank: (written) => written };
}

/** The subjects with their verdicts, or those of them that `only` speaks of. */
export function judgedRows(
  context: Context,
  computed: Computed,
  goals: EntityGoals,
  only: Pick<Wanted, 'among' | 'passes'>,
  writing: Writing,
): JudgedRows {
  const { dialect } = context;
  const { entity, rules, standards, rollups, asked, occasions } = goals;
  const wanted = { ...wantedByVerdicts(context, computed, goals), ...only };
  const relation = relationOf(context, computed, entity, wanted, alias);
  const worst = recordsItems(context, requirementsOf(context, goals));
  const ranked = rankedFacts(context, goals);
  const whens = sharedWhens(dialect, rules, relation);
  const settled = settledNumbers(context, rules, relation, whens.truthOf);
  const inner: NamedExpression[] = [
    { name: subjectColumn, sql: keyTextSql(context, entity, relation) },
    { name: writtenColumn, sql: placedByAny(context, asked, relation) },
    ...rules.map((rule) => ({
      name: rule.name,
      sql: verdictSql(context, rule, relation, whens.truthOf, writing.constant),
    })),
    ...worst.map((item) => ({ name: itemName(item), sql: relation.worst(item) })),
    ...rollups.map(({ name, by }) => ({
      name: groupColumn(name),
      sql: groupTextSql(context, relation.fact(by)),
    })),
    ...ranked.flatMap((path) => columnsOf(factColumn(path), relation.fact(path))),
    ...settled.map(({ name, sql }) => ({ name, sql })),
  ];
  const column = (name: string): string => `v.${dialect.quote(name)}`;
  const ranks = ranksFrom(context, column, writing.rank);
  // Standings and ladders name every record that exists; without any, the records that no rule places are not looked at.
  const isAll = standards.length + occasions.length > 0;
  const where = conjunction([relation.exists, isAll ? 'TRUE' : placedByAny(context, rules, relation)]);
  const list = (columns: readonly NamedExpression[]): string =>
    columns.map(({ name, sql }) => `${sql} AS ${dialect.quote(name)}`).join(',\n  ');
  return {
    from: `(SELECT ${list(inner)}\nFROM ${whens.from}${where === 'TRUE' ? '' : `\nWHERE ${where}`}) v`,
    subject: { name: subjectColumn, sql: column(subjectColumn) },
    written: { name: writtenColumn, sql: column(writtenColumn) },
    rules: rules.map(({ name }) => ({ name, sql: column(name) })),
    standards: standards.map(({ name }) => ({
      name: standardColumn(name),
      sql: verdictOfRank(dialect, ranks.standard(name)),
    })),
    occasions: occasions.map((one) => ({
      name: occasionColumn(one),
      sql: occasionSql(context, one.ladder, ranks, (path) =>
        valueIn(dialect, 'v', factColumn(path), relation.fact(path)),
      ),
    })),
    scores: standards
      .filter(({ score }) => score !== null)
      .map((standard) => ({ name: scoreColumn(standard.name), sql: oneScore(context, standard, ranks) })),
    rollups: rollups.map(({ name }) => ({ name: groupColumn(name), sql: column(groupColumn(name)) })),
    settled: settled.map(({ name, digits }) => ({ sql: column(name), rules: digits })),
    groups: relation.groups,
  };
}

/** The numbers with the verdicts of requirements that are settled, without those of rules that don't apply. */
function settledNumbers(
  context: Context,
  rules: readonly Rule[],
  relation: Relation,
  whenOf: (when: Condition) => SqlTruth,
): readonly (NamedExpression & { readonly digits: ReadonlyMap<string, bigint> })[] {
  const numbers = new Map<string, Map<string, SettledDigit>>();
  for (const rule of rules) {
    const digit = settledDigit(context, rule, relation, whenOf);
    if (digit === null) continue;
    const digits = numbers.get(digit.number) ?? new Map<string, SettledDigit>();
    numbers.set(digit.number, digits.set(rule.name, digit));
  }
  return [...numbers].map(([number, digits], i) => ({
    name: `#settled ${i + 1}`,
    sql: withoutDigits(context.dialect, number, [...digits.values()]),
    digits: new Map([...digits].map(([name, { one }]) => [name, one])),
  }));
}

interface Whens {
  readonly truthOf: (when: Condition) => SqlTruth;
  /** The relation, under the same alias, with the columns that hold these truths. */
  readonly from: string;
}

/** A condition on which several rules depend is worked out once: DuckDB would do it for each CASE again. */
function sharedWhens(dialect: Dialect, rules: readonly Rule[], relation: Relation): Whens {
  const uses = new Map<string, number>();
  for (const { when } of rules) {
    const sql = when === null ? null : conditionSql(when, relation);
    if (sql !== null && sql.unknown === null) uses.set(sql.sql, (uses.get(sql.sql) ?? 0) + 1);
  }
  const shared = [...uses].filter(([sql, count]) => count > 1 && sql.startsWith('(')).map(([sql]) => sql);
  const nameOf = (sql: string): string => dialect.quote(`#when ${shared.indexOf(sql) + 1}`);
  const columns = shared.map((sql) => `${sql} AS ${nameOf(sql)}`);
  return {
    truthOf(when) {
      const truth = conditionSql(when, relation);
      if (truth.unknown !== null || !shared.includes(truth.sql)) return truth;
      return { sql: `${alias}.${nameOf(truth.sql)}`, known: truth.known, unknown: null };
    },
    from:
      shared.length === 0
        ? relation.from
        : `(SELECT ${alias}.*, ${columns.join(', ')}\nFROM ${relation.from}) ${alias}`,
  };
}

/** Whether some rule places the record in the period, or might; without rules, every record is written. */
export function placedByAny(context: Context, rules: readonly Rule[], relation: Relation): string {
  const placed = rules.map((rule) => mayBePlaced(context, rule.entity, rule.during, relation));
  return placed.length === 0 ? 'TRUE' : disjunction(placed);
}

function wantedByVerdicts(context: Context, computed: Computed, goals: EntityGoals): Wanted {
  const facts = [...goals.rollups.map(({ by }) => by), ...rankedFacts(context, goals)];
  return wantedTogether([
    { facts, cells: keyPaths(context, goals.entity), worst: recordsItems(context, requirementsOf(context, goals)) },
    ...goals.rules.map((rule) => wantedByRule(context, computed, rule)),
  ]);
}

function requirementsOf(context: Context, { standards, occasions }: EntityGoals): readonly Requirement[] {
  return [
    ...standards.map(({ name }) => ({ kind: 'standard', standard: name }) as const),
    ...occasions.flatMap(({ ladder }) => requirementsOfOccasions(context, ladder)),
  ];
}

/** The ranks that are occasions of ladders, each once. */
function rankedFacts(context: Context, { occasions }: EntityGoals): readonly FactPath[] {
  const paths = occasions.flatMap(({ ladder }) => factsOfOccasions(context, ladder));
  return [...new Map(paths.map((path) => [path.fact, path])).values()];
}

function factColumn(path: FactPath): string {
  return `fact ${path.fact}`;
}
