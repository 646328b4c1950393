/** Verdicts of rules and standards as SQL; semantics.md, "Verdicts". */
import type { Condition } from '../model/condition.ts';
import type { FactPath, Requirement, Rule } from '../model/policy.ts';
import { factsOfCondition, factsOfRule } from '../model/reads.ts';
import type { Verdict } from '../model/verdict.ts';
import { conditionSql } from './condition.ts';
import { type Context, entityNamed, ruleNamed, standardNamed } from './context.ts';
import type { Dialect } from './dialect.ts';
import { type Digit, isDigit, verdictOfDigit } from './digits.ts';
import { placedSql } from './field.ts';
import { keyTextSql } from './key-text.ts';
import { disjunction } from './logic.ts';
import { type Item, itemName } from './plan.ts';
import { ranksOf } from './ranks.ts';
import type { Computed, Relation } from './relation.ts';
import { allOf, always, isEmpty, isTrue, isUnknown, type SqlTruth, whenFalse, whenTrue } from './truth.ts';
import type { Wanted } from './wanted.ts';

/** What a rule's verdict reads of its subjects. */
export function wantedByRule(context: Context, computed: Computed, rule: Rule): Wanted {
  const during = rule.during === null ? [] : [rule.during];
  const waived = waivedSubjects(context, rule).length === 0 ? [] : keyPaths(context, rule.entity);
  const cells = [...during, ...waived];
  if (computed.settlerOf(rule) === null) return { facts: factsOfRule(rule), cells };
  return { facts: rule.when === null ? [] : factsOfCondition(rule.when), cells, settled: [rule] };
}

export function keyPaths(context: Context, entity: string): readonly FactPath[] {
  return entityNamed(context, entity).key.map((fact) => ({ through: [], fact }));
}

export function wantedTogether(parts: readonly Wanted[]): Wanted {
  return {
    facts: parts.flatMap(({ facts }) => facts),
    cells: parts.flatMap(({ cells }) => cells),
    records: parts.flatMap(({ records }) => records ?? []),
    worst: parts.flatMap(({ worst }) => worst ?? []),
    settled: [...new Set(parts.flatMap(({ settled }) => settled ?? []))],
  };
}

/** The rule's verdict on each record of the relation, waivers included; `whenOf` gives the truth of its `when`, `word` a verdict's constant. */
export function verdictSql(
  context: Context,
  rule: Rule,
  relation: Relation,
  whenOf: (when: Condition) => SqlTruth = (when) => conditionSql(when, relation),
  word: (verdict: Verdict) => string = context.dialect.verdict,
): string {
  const applies = appliesOf(context, rule, relation, whenOf);
  const waived = waivedSql(context, rule, relation);
  const settled = relation.settled(rule);
  if (settled !== null) return settledVerdict(word, applies, settled, waived);
  const required = conditionSql(rule.require, relation);
  const cases: string[] = [];
  const when = (condition: string, verdict: Verdict): void => {
    if (condition !== 'FALSE') cases.push(`WHEN ${condition} THEN ${word(verdict)}`);
  };
  // In the order of `verdictOf`; a NULL condition of WHEN doesn't hold, so that these need no care for unknown.
  when(never(applies) ? 'FALSE' : whenFalse(applies), 'not-applicable');
  when(isEmpty(applies), 'not-applicable');
  when(isEmpty(required), 'not-applicable');
  const appliesUnknown = isUnknown(applies);
  const passes = whenTrue(required);
  if (waived === null) when(appliesUnknown, 'undetermined');
  when(waived === null || appliesUnknown === 'FALSE' ? passes : `${isTrue(applies)} AND ${passes}`, 'pass');
  if (waived !== null) {
    when(waived, 'waived');
    when(appliesUnknown, 'undetermined');
  }
  if (!required.known && required.sql !== 'NULL') when(whenFalse(required), 'fail');
  const otherwise = word(required.known ? 'fail' : 'undetermined');
  return cases.length === 0 ? otherwise : `CASE ${cases.join(' ')} ELSE ${otherwise} END`;
}

/** A rule's verdict as a digit of a number, and when it is none as the rule does not apply. */
export interface SettledDigit extends Digit {
  /** As a condition of CASE: where it is NULL, the rule applies. */
  readonly unless: string;
}

/** Where an earlier pass has settled the requirement, and nothing but whether the rule applies is left to say; null: there is more. */
export function settledDigit(
  context: Context,
  rule: Rule,
  relation: Relation,
  whenOf: (when: Condition) => SqlTruth,
): SettledDigit | null {
  const settled = relation.settled(rule);
  const applies = appliesOf(context, rule, relation, whenOf);
  if (settled === null || isUnknown(applies) !== 'FALSE' || waivedSubjects(context, rule).length > 0) return null;
  if (never(applies)) return { ...settled, unless: 'FALSE' };
  return { ...settled, unless: disjunction([whenFalse(applies), isEmpty(applies)]) };
}

function appliesOf(context: Context, rule: Rule, relation: Relation, whenOf: (when: Condition) => SqlTruth): SqlTruth {
  return allOf([placedOf(context, rule, relation), rule.when === null ? always : whenOf(rule.when)]);
}

/** The verdict of a requirement that an earlier pass has settled, where the rule applies. */
function settledVerdict(
  verdict: (verdict: Verdict) => string,
  applies: SqlTruth,
  settled: Digit,
  waived: string | null,
): string {
  const not = verdict('not-applicable');
  const cases: string[] = [];
  const when = (conditions: readonly string[], word: string): void => {
    if (!conditions.includes('FALSE')) cases.push(`WHEN ${conditions.join(' AND ')} THEN ${word}`);
  };
  when([never(applies) ? 'FALSE' : whenFalse(applies)], not);
  when([isEmpty(applies)], not);
  const open = [isUnknown(applies), `NOT ${isDigit(settled, ranksOf['not-applicable'])}`];
  if (waived !== null) {
    when([...open, waived], verdict('waived'));
    const isBad = disjunction([isDigit(settled, ranksOf.fail), isDigit(settled, ranksOf.undetermined)]);
    when([isBad, waived], verdict('waived'));
  }
  when(open, verdict('undetermined'));
  const otherwise = verdictOfDigit(verdict, settled);
  return cases.length === 0 ? otherwise : `CASE ${cases.join(' ')} ELSE ${otherwise} END`;
}

/** Whether the period has a place for the record; without `during` it always has. */
export function placedOf(context: Context, rule: Rule, relation: Relation): SqlTruth {
  return placedSql(context, rule.entity, rule.during, rule.during === null ? '' : relation.cell(rule.during));
}

/** The requirements about records, those of required standards included, each once. */
export function recordsItems(context: Context, requirements: readonly Requirement[]): readonly RecordsItem[] {
  const items = new Map<string, RecordsItem>();
  const visit = (requirement: Requirement): void => {
    const item = recordsItem(context, requirement);
    if (item !== null) items.set(itemName(item), item);
    if (requirement.kind === 'standard') standardNamed(context, requirement.standard).requires.forEach(visit);
  };
  requirements.forEach(visit);
  return [...items.values()];
}

/** The rules about the same entity, those of required standards included, each once. */
export function ownRules(context: Context, requirements: readonly Requirement[]): readonly Rule[] {
  const rules = new Set<Rule>();
  const visit = (requirement: Requirement): void => {
    if (requirement.kind === 'rule') rules.add(ruleNamed(context, requirement.rule));
    if (requirement.kind === 'standard') standardNamed(context, requirement.standard).requires.forEach(visit);
  };
  requirements.forEach(visit);
  return [...rules];
}

/** Verdicts by their ranks, of which `fail` is the greatest. */
export interface Ranks {
  /** The worst of its requirements'; `waived` ranks as a pass. */
  standard(name: string): string;
  requirement(requirement: Requirement): string;
}

/**
 * From the columns of a SELECT: the verdicts of rules by their names, of which `rankOf` makes ranks, the worst of records by their
 * item's.
 */
export function ranksFrom(
  context: Context,
  column: (name: string) => string,
  rankOf: (verdict: string) => string = context.dialect.verdictRank,
): Ranks {
  const { dialect } = context;
  const ranks: Ranks = {
    standard(name) {
      const required = standardNamed(context, name).requires.map(ranks.requirement);
      return required.length === 0 ? '0' : dialect.greatest(required);
    },
    requirement(requirement) {
      switch (requirement.kind) {
        case 'rule':
          return rankOf(column(requirement.rule));
        case 'standard':
          return ranks.standard(requirement.standard);
        case 'records': {
          const item = recordsItem(context, requirement);
          // Of records that are in no file, nothing is known.
          return item === null ? String(ranksOf.undetermined) : column(itemName(item));
        }
      }
    },
  };
  return ranks;
}

/** A standard's verdict from its rank. */
export function verdictOfRank({ verdict }: Dialect, rank: string): string {
  return (
    `CASE ${rank} WHEN ${ranksOf.fail} THEN ${verdict('fail')} WHEN ${ranksOf.undetermined} THEN ${verdict('undetermined')} ` +
    `WHEN ${ranksOf['not-applicable']} THEN ${verdict('not-applicable')} ELSE ${verdict('pass')} END`
  );
}

/** An item that holds the worst verdict of a requirement about records. */
type RecordsItem = Extract<Item, { kind: 'records' }>;

function recordsItem(context: Context, requirement: Requirement): RecordsItem | null {
  if (requirement.kind !== 'records') return null;
  const rule = ruleNamed(context, requirement.rule);
  return context.missing.has(rule.entity) ? null : { kind: 'records', rule, link: requirement.link };
}

/** Whether the truth can't be false. */
function never({ sql }: SqlTruth): boolean {
  return sql === 'TRUE' || sql === 'NULL';
}

function waivedSubjects({ model, moment }: Context, rule: Rule): readonly string[] {
  const inForce = model.waivers.filter(
    (waiver) =>
      waiver.rule === rule.name &&
      waiver.entity === rule.entity &&
      waiver.from <= moment.judged &&
      moment.judged <= waiver.until,
  );
  return [...new Set(inForce.map(({ subject }) => subject))];
}

function waivedSql(context: Context, rule: Rule, relation: Relation): string | null {
  const subjects = waivedSubjects(context, rule);
  if (subjects.length === 0) return null;
  const key = keyTextSql(context, rule.entity, relation);
  return `${key} IN (${subjects.map((subject) => context.dialect.text(subject)).join(', ')})`;
}
