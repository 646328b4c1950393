/** The points of a standard as SQL; semantics.md, "Standing". */
import type { NumberType } from '../model/fact.ts';
import { type Exact, exact } from '../model/number.ts';
import type { Requirement, Standard } from '../model/policy.ts';
import { amountValue, type Context } from './context.ts';
import { choose } from './logic.ts';
import { arithmeticOf, type SqlNumber } from './number.ts';
import { ranksOf } from './ranks.ts';
import { type SqlNumberValue, unknownValue } from './value.ts';
import type { Ranks } from './verdict.ts';

/** Full less the points of what fails; what is undetermined may or may not fail. */
export function scoreSql(context: Context, standard: Standard, ranks: Ranks, type: NumberType): SqlNumberValue {
  const { dialect } = context;
  const standing = ranks.standard(standard.name);
  const empty = `${standing} = ${ranksOf['not-applicable']}`;
  const amounts = amountsOf(context, standard);
  if (amounts === null) {
    const unknown = unknownValue(dialect, type);
    if (unknown.kind !== 'number') throw new Error(`the score of ${standard.name} is no number`);
    return { ...unknown, empty };
  }
  const { full, less } = amounts;
  const sum = less.reduce((total, { points }) => total.add(points), full);
  const digits = String(sum.ceil()).length + (type.form === 'decimal' ? 9 : 0);
  const written = (value: Exact): string =>
    type.form === 'integer' ? String(value.n) : `CAST(${decimalText(value)} AS ${dialect.types.wideDecimal})`;
  const end = (worst: (rank: string) => string): SqlNumber => {
    const taken = less.map(
      ({ of, points }) => ` - ${choose(worst(ranks.requirement(of)), written(points), written(exact(0n)))}`,
    );
    const left = `${written(full)}${taken.join('')}`;
    const sql = `CASE WHEN ${standing} NOT IN (${ranksOf['not-applicable']}, ${ranksOf.undetermined}) THEN ${dialect.greatest([left, written(exact(0n))])} END`;
    return { form: type.form, sql, per: null, digits, perDigits: 1, literal: null };
  };
  return {
    kind: 'number',
    type,
    low: end((rank) => `${rank} >= ${ranksOf.undetermined}`),
    high: end((rank) => `${rank} = ${ranksOf.fail}`),
    known: false,
    empty,
  };
}

/** The single number of points as a decimal; NULL where it is none. */
export function oneScore(context: Context, standard: Standard, ranks: Ranks): string {
  const type: NumberType = { kind: 'number', form: 'decimal', nonNegative: true, display: 'number' };
  const { low, high } = scoreSql(context, standard, ranks, type);
  const same = arithmeticOf(context.dialect).compare(low, '=', high);
  return `CAST(CASE WHEN ${same} THEN ${low.sql} END AS ${context.dialect.types.decimal})`;
}

interface Amounts {
  readonly full: Exact;
  readonly less: readonly { readonly of: Requirement; readonly points: Exact }[];
}

/** Null: a parameter has no value yet. */
function amountsOf(context: Context, { name, requires, score }: Standard): Amounts | null {
  if (score === null) throw new Error(`${name} has no score`);
  const full = amountValue(context, score.full);
  const less = requires.flatMap((of) => {
    const amount = score.less.get(nameOf(of));
    return amount === undefined ? [] : [{ of, value: amountValue(context, amount) }];
  });
  if (full === null || less.some(({ value }) => value === null)) return null;
  return { full: exact(full), less: less.map(({ of, value }) => ({ of, points: exact(value ?? '0') })) };
}

function nameOf(requirement: Requirement): string {
  return requirement.kind === 'standard' ? requirement.standard : requirement.rule;
}

/** Of a number with at most nine digits after the point. */
function decimalText(value: Exact): string {
  const digits = String(value.mul(1_000_000_000n).n).padStart(10, '0');
  return `${digits.slice(0, -9)}.${digits.slice(-9)}`;
}
