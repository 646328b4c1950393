/**
 * The 40 rules of the national benchmark, each in the three forms that are compared: as a policy states it, as somebody who
 * knows SQL writes it over the aggregates of `hand-written.ts`, and as json-rules-engine takes it over the facts of
 * `json-rules-engine.ts`. In SQL a NULL is "nothing to judge by"; `unknown` says when a gap in the data leaves a rule open.
 */
import type { TopLevelCondition } from 'json-rules-engine';

export interface NationalRule {
  readonly id: string;
  /** The kinds of unit that it applies to; null: all. */
  readonly kinds: readonly string[] | null;
  readonly require: unknown;
  readonly sql: string;
  /** True where gaps leave it open. */
  readonly unknown?: string;
  readonly conditions: TopLevelCondition;
  /** Facts without a value make it not applicable. */
  readonly needs?: readonly string[];
  /** Facts that a gap leaves open make it undetermined: the name of a fact that is true then. */
  readonly gap?: string;
}

const residential = ['village', 'community'];
const working = ['enterprise', 'institution'];

const leaf = (fact: string, operator: string, value: unknown): TopLevelCondition => ({
  all: [{ fact, operator, value }],
});
const at = (fact: string, value: number): TopLevelCondition => leaf(fact, 'lessThanInclusive', value);
const above = (fact: string, value: number): TopLevelCondition => leaf(fact, 'greaterThanInclusive', value);
const none = (fact: string): TopLevelCondition => leaf(fact, 'equal', 0);
const most = (
  id: string,
  fact: string,
  column: string,
  value: number,
  kinds: readonly string[] | null = null,
): NationalRule => ({
  id,
  kinds,
  require: `${fact} ≤ ${value}`,
  sql: `${column} <= ${value}`,
  conditions: at(fact, value),
});
const mostIfAny = (...parameters: Parameters<typeof most>): NationalRule => ({
  ...most(...parameters),
  needs: [parameters[1]],
});

export const rules: readonly NationalRule[] = [
  {
    id: 'no-skip-level',
    kinds: null,
    require: 'skip-level = 0',
    sql: 'skip_level = 0',
    conditions: none('skip-level'),
  },
  { id: 'no-fatal', kinds: null, require: 'fatal = 0', sql: 'fatal = 0', conditions: none('fatal') },
  { id: 'no-criminal', kinds: null, require: 'criminal = 0', sql: 'criminal = 0', conditions: none('criminal') },
  { id: 'no-grave', kinds: working, require: 'grave = 0', sql: 'grave = 0', conditions: none('grave') },
  {
    id: 'no-collective',
    kinds: null,
    require: 'collective = 0',
    sql: 'collective = 0',
    unknown: 'collective = 0 AND persons_unknown > 0',
    conditions: none('collective'),
    gap: 'collective-open',
  },
  {
    id: 'few-people',
    kinds: residential,
    require: 'people ≤ 20',
    sql: 'people <= 20',
    unknown: 'people <= 20 AND persons_unknown > 0',
    conditions: at('people', 20),
    gap: 'people-open',
  },
  {
    id: 'no-crowd',
    kinds: null,
    require: 'crowd ≤ 30',
    sql: 'CASE WHEN petitions > 0 THEN coalesce(crowd, 0) <= 30 END',
    unknown: 'coalesce(crowd, 0) <= 30 AND persons_unknown > 0',
    conditions: at('crowd', 30),
    needs: ['crowd'],
    gap: 'crowd-open',
  },
  most('few-petitions', 'petitions', 'petitions', 3),
  most('fewer-petitions', 'petitions', 'petitions', 2, working),
  most('few-district', 'district', 'district', 2, residential),
  {
    id: 'in-time',
    kinds: null,
    require: 'in-time ≥ 50%',
    sql: 'CASE WHEN petitions > 0 THEN in_time * 2 >= petitions END',
    conditions: above('in-time', 0.5),
    needs: ['in-time'],
  },
  {
    id: 'ordinary-in-time',
    kinds: residential,
    require: 'ordinary-in-time ≥ 95%',
    sql: 'CASE WHEN ordinary > 0 THEN ordinary_in_time * 100 >= ordinary * 95 END',
    conditions: above('ordinary-in-time', 0.95),
    needs: ['ordinary-in-time'],
  },
  {
    id: 'all-replied',
    kinds: ['institution'],
    require: 'all-replied',
    sql: 'replied = petitions',
    conditions: leaf('all-replied', 'equal', true),
  },
  mostIfAny('slowest', 'slowest', 'slowest', 20),
  {
    id: 'average-days',
    kinds: null,
    require: 'average-days ≤ 15',
    sql: 'CASE WHEN petitions > 0 THEN days <= 15 * petitions END',
    conditions: at('average-days', 15),
    needs: ['average-days'],
  },
  {
    id: 'average-days-short',
    kinds: residential,
    require: 'average-days < 14',
    sql: 'CASE WHEN petitions > 0 THEN days < 14 * petitions END',
    conditions: leaf('average-days', 'lessThan', 14),
    needs: ['average-days'],
  },
  most('few-accidents', 'accidents', 'accidents', 2),
  most('fewer-accidents', 'accidents', 'accidents', 2, residential),
  most('few-injured', 'injured', 'injured', 6),
  mostIfAny('worst', 'worst', 'worst', 5),
  most('small-loss', 'loss', 'loss', 15_000),
  most('smaller-loss', 'loss', 'loss', 12_000, working),
  {
    id: 'last-not-grave',
    kinds: working,
    require: 'last-severity ≠ grave',
    sql: "last_severity <> 'grave'",
    conditions: leaf('last-severity', 'notEqual', 'grave'),
    needs: ['last-severity'],
  },
  {
    id: 'last-slight',
    kinds: ['institution'],
    require: 'last-severity in [slight, serious]',
    sql: "last_severity IN ('slight', 'serious')",
    conditions: leaf('last-severity', 'in', ['slight', 'serious']),
    needs: ['last-severity'],
  },
  most('few-cases', 'cases', 'cases', 2),
  most('few-security', 'security', 'security', 1),
  most('small-amount', 'amount', 'amount', 35_000),
  {
    id: 'average-amount',
    kinds: null,
    require: 'average-amount ≤ 19990',
    sql: 'CASE WHEN cases > 0 THEN amount <= 19990 * cases END',
    conditions: at('average-amount', 19_990),
    needs: ['average-amount'],
  },
  {
    id: 'closed-soon',
    kinds: null,
    require: 'all-closed',
    sql: 'closed_soon = cases',
    conditions: leaf('all-closed', 'equal', true),
  },
  {
    id: 'no-criminal-enterprise',
    kinds: ['enterprise'],
    require: { not: 'any-criminal' },
    sql: 'criminal = 0',
    conditions: { not: { fact: 'any-criminal', operator: 'equal', value: true } },
  },
  most('few-incidents', 'incidents', 'accidents + cases', 4),
  most('few-events', 'events', 'petitions + accidents + cases', 6),
  most('fewer-events', 'events', 'petitions + accidents + cases', 4, ['community']),
  {
    id: 'injured-rate',
    kinds: working,
    require: 'injured-rate ≤ 4',
    sql: 'CASE WHEN accidents > 0 THEN injured <= 4 * accidents END',
    conditions: at('injured-rate', 4),
    needs: ['injured-rate'],
  },
  {
    id: 'skip-rate',
    kinds: null,
    require: 'skip-rate < 100%',
    sql: 'CASE WHEN petitions > 0 THEN skip_level < petitions END',
    conditions: leaf('skip-rate', 'lessThan', 1),
    needs: ['skip-rate'],
  },
  {
    id: 'per-head',
    kinds: null,
    require: 'per-head ≤ 5%',
    sql: '(petitions + accidents + cases) * 20 <= size',
    unknown: 'size IS NULL',
    conditions: at('per-head', 0.05),
    gap: 'size-open',
  },
  most('more-cases', 'more-cases', 'cases - accidents', 2),
  {
    id: 'quiet-or-answered',
    kinds: null,
    require: { any: ['petitions ≤ 1', 'all-replied', { all: ['district = 0', 'slowest ≤ 25'] }] },
    sql: 'petitions <= 1 OR replied = petitions OR (district = 0 AND slowest <= 25)',
    conditions: {
      any: [
        { fact: 'petitions', operator: 'lessThanInclusive', value: 1 },
        { fact: 'all-replied', operator: 'equal', value: true },
        {
          all: [
            { fact: 'district', operator: 'equal', value: 0 },
            { fact: 'slowest', operator: 'lessThanInclusive', value: 25 },
          ],
        },
      ],
    },
  },
  {
    id: 'safe-and-quiet',
    kinds: residential,
    require: { all: ['fatal = 0', { not: { all: ['skip-level > 0', 'criminal > 0'] } }, 'security ≤ 2'] },
    sql: 'fatal = 0 AND NOT (skip_level > 0 AND criminal > 0) AND security <= 2',
    conditions: {
      all: [
        { fact: 'fatal', operator: 'equal', value: 0 },
        {
          not: {
            all: [
              { fact: 'skip-level', operator: 'greaterThan', value: 0 },
              { fact: 'criminal', operator: 'greaterThan', value: 0 },
            ],
          },
        },
        { fact: 'security', operator: 'lessThanInclusive', value: 2 },
      ],
    },
  },
  {
    id: 'balanced',
    kinds: working,
    require: { any: ['incidents between 0 and 2', 'injured = 0'] },
    sql: 'accidents + cases BETWEEN 0 AND 2 OR injured = 0',
    conditions: {
      any: [
        { fact: 'incidents', operator: 'lessThanInclusive', value: 2 },
        { fact: 'injured', operator: 'equal', value: 0 },
      ],
    },
  },
];
