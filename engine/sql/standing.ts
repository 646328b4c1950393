/** The pass that tells where an entity's records stand: verdicts, points and ranks as facts; semantics.md, "Standing". */
import type { Fact } from '../model/fact.ts';
import type { FactPath, Requirement } from '../model/policy.ts';
import { numberType, type Read } from './aggregate-parts.ts';
import { type Context, entityNamed, standardNamed } from './context.ts';
import type { NamedExpression } from './dialect.ts';
import { itemName, keyColumn, type StandingFact, type StandingPass } from './plan.ts';
import { rankSql } from './rank.ts';
import { ranksOf } from './ranks.ts';
import { type Computed, relationOf } from './relation.ts';
import { scoreSql } from './score.ts';
import { columnsOf, type SqlPlainValue, type SqlValue, transfer, valueIn } from './value.ts';
import {
  keyPaths,
  ownRules,
  type Ranks,
  ranksFrom,
  recordsItems,
  verdictSql,
  wantedByRule,
  wantedTogether,
} from './verdict.ts';

export interface StandingSql {
  readonly query: string;
  readonly values: ReadonlyMap<Fact, (read: Read) => SqlValue>;
}

export function standingSql(context: Context, computed: Computed, { entity, facts }: StandingPass): StandingSql {
  const { dialect } = context;
  const requirements = facts.flatMap(({ standing }) => requirementsOf(standing));
  const rules = ownRules(context, requirements);
  const worst = recordsItems(context, requirements);
  const keys = keyPaths(context, entity);
  const ranked = facts.flatMap(({ standing }) => pathsOf(standing));
  const wanted = wantedTogether([
    { facts: ranked, cells: keys, worst },
    ...rules.map((rule) => wantedByRule(context, computed, rule)),
  ]);
  const relation = relationOf(context, computed, entity, wanted, 's');
  const inner: NamedExpression[] = [
    ...keys.map((path, i) => ({ name: keyColumn(i), sql: relation.cell(path) })),
    ...(relation.exists === 'TRUE' ? [] : [{ name: existsColumn, sql: relation.exists }]),
    ...rules.map((rule) => ({ name: rule.name, sql: verdictSql(context, rule, relation) })),
    ...worst.map((item) => ({ name: itemName(item), sql: relation.worst(item) })),
    ...distinct(ranked).flatMap((path) => columnsOf(nameOf(path), relation.fact(path))),
  ];
  const column = (name: string): string => `v.${dialect.quote(name)}`;
  const ranks = ranksFrom(context, column);
  const read = (path: FactPath): SqlValue => valueIn(dialect, 'v', nameOf(path), relation.fact(path));
  const exists = relation.exists === 'TRUE' ? 'TRUE' : column(existsColumn);
  const { key, world } = entityNamed(context, entity);
  const worlds = world === undefined ? [] : [column(keyColumn(key.indexOf(world)))];
  const surroundings: Surroundings = { ranks, read, worlds, exists };
  const made = facts.map((one) => ({ fact: one.fact, value: factValue(context, one, surroundings) }));
  const outer: NamedExpression[] = [
    ...keys.map((_, i) => ({ name: keyColumn(i), sql: column(keyColumn(i)) })),
    ...made.flatMap(({ fact, value }) => columnsOf(fact.name, value)),
  ];
  const list = (columns: readonly NamedExpression[]): string =>
    columns.map(({ name, sql }) => `${sql} AS ${dialect.quote(name)}`).join(',\n  ');
  return {
    query: `SELECT ${list(outer)}\nFROM (SELECT ${list(inner)}\nFROM ${relation.from}) v`,
    values: new Map(
      made.map(({ fact, value }) => [fact, (of: Read) => transfer(value, fact.name, (name) => of(name))]),
    ),
  };
}

const existsColumn = '#exists';

function requirementsOf(standing: StandingFact['standing']): readonly Requirement[] {
  switch (standing.kind) {
    case 'verdict':
      return [
        standing.of === 'rule' ? { kind: 'rule', rule: standing.name } : { kind: 'standard', standard: standing.name },
      ];
    case 'score':
      return [{ kind: 'standard', standard: standing.standard }];
    case 'rank':
      return [];
  }
}

function pathsOf(standing: StandingFact['standing']): readonly FactPath[] {
  if (standing.kind !== 'rank') return [];
  return [standing.by, ...(standing.among === null ? [] : [standing.among])];
}

interface Surroundings {
  readonly ranks: Ranks;
  readonly read: (path: FactPath) => SqlValue;
  readonly worlds: readonly string[];
  readonly exists: string;
}

function factValue(
  context: Context,
  { fact, standing }: StandingFact,
  { ranks, read, worlds, exists }: Surroundings,
): SqlValue {
  switch (standing.kind) {
    case 'verdict':
      return verdictValue(context, fact, standing, ranks);
    case 'score':
      return scoreSql(context, standardNamed(context, standing.standard), ranks, numberType(fact));
    case 'rank': {
      const { by, among, order } = standing;
      const ranking = { by: read(by), among: among === null ? null : read(among), order, worlds, exists };
      return rankSql(context.dialect, numberType(fact), ranking);
    }
  }
}

function verdictValue(
  { dialect }: Context,
  fact: Fact,
  standing: Extract<StandingFact['standing'], { kind: 'verdict' }>,
  ranks: Ranks,
): SqlPlainValue {
  if (fact.type.kind === 'number') throw new Error(`${fact.name} is a number`);
  const { type } = fact;
  const word = (verdict: 'pass' | 'fail' | 'waived'): string => dialect.text(verdict);
  // A standard whose requirements are waived is passed.
  const [rank, waived] =
    standing.of === 'rule'
      ? [ranks.requirement({ kind: 'rule', rule: standing.name }), word('waived')]
      : [ranks.standard(standing.name), word('pass')];
  const sql =
    `CASE ${rank} WHEN ${ranksOf.fail} THEN ${word('fail')} WHEN ${ranksOf.pass} THEN ${word('pass')} ` +
    `WHEN ${ranksOf.waived} THEN ${waived} END`;
  return { kind: 'plain', type, sql, known: false, empty: `${rank} = ${ranksOf['not-applicable']}` };
}

function nameOf(path: FactPath): string {
  return `fact ${[...path.through, path.fact].join('.')}`;
}

function distinct(paths: readonly FactPath[]): readonly FactPath[] {
  return [...new Map(paths.map((path) => [nameOf(path), path])).values()];
}
