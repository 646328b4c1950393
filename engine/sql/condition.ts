/** Conditions as SQL over the values of one record's facts; semantics.md, "Truth of conditions". */
import type { Comparison, Condition, Leaf, Operand } from '../model/condition.ts';
import { exact } from '../model/number.ts';
import type { FactPath, Literal } from '../model/policy.ts';
import type { Dialect } from './dialect.ts';
import { type Arithmetic, arithmeticOf, type Comparator, type SqlNumber } from './number.ts';
import { allOf, always, anyOf, decided, decidedBy, never, notOf, type SqlTruth, undecided } from './truth.ts';
import { isPoint, point, type SqlNumberValue, type SqlPlainValue, type SqlValue } from './value.ts';

/** What a condition reads. */
export interface Scope {
  readonly dialect: Dialect;
  fact(path: FactPath): SqlValue;
  /** Null where it has no value yet. */
  parameter(name: string): Literal | null;
}

export function conditionSql(condition: Condition, scope: Scope): SqlTruth {
  switch (condition.kind) {
    case 'all':
      return allOf(condition.of.map((member) => conditionSql(member, scope)));
    case 'any':
      return anyOf(condition.of.map((member) => conditionSql(member, scope)));
    case 'not':
      return notOf(conditionSql(condition.of, scope));
    case 'shared':
      return conditionSql(condition.of, scope);
    default:
      return leafSql(condition, scope);
  }
}

function leafSql(leaf: Leaf, scope: Scope): SqlTruth {
  const { dialect } = scope;
  const fact = scope.fact(leaf.fact);
  switch (leaf.kind) {
    case 'compare':
      return compare(dialect, fact, leaf.operator, operandOf(leaf.operand, scope));
    case 'between':
      return allOf([
        compare(dialect, fact, '≥', operandOf(leaf.low, scope)),
        compare(dialect, fact, '≤', operandOf(leaf.high, scope)),
      ]);
    case 'in': {
      const among = isAmong(
        dialect,
        fact,
        leaf.operands.map((operand) => operandOf(operand, scope)),
      );
      return leaf.negated ? notOf(among) : among;
    }
    case 'matches':
      return decided(dialect.matches(plain(fact).sql, dialect.text(leaf.pattern)), fact.known, [fact.empty]);
    case 'contains': {
      const part = operandOf(leaf.operand, scope);
      if (part === null) return nothingKnown(fact);
      const found = decided(dialect.contains(plain(fact).sql, plain(part).sql), fact.known && part.known, [
        fact.empty,
        part.empty,
      ]);
      return leaf.negated ? notOf(found) : found;
    }
    case 'known': {
      const known = knownSql(dialect, fact);
      return leaf.negated ? notOf(known) : known;
    }
    case 'holds':
      return decided(plain(fact).sql, fact.known, [fact.empty]);
  }
}

/** Null: a parameter without a value. */
function operandOf(operand: Operand, scope: Scope): SqlValue | null {
  switch (operand.kind) {
    case 'literal':
      return literalSql(scope.dialect, operand.literal);
    case 'parameter': {
      const literal = scope.parameter(operand.parameter);
      return literal === null ? null : literalSql(scope.dialect, literal);
    }
    case 'fact':
      return scope.fact(operand.fact);
  }
}

function literalSql(dialect: Dialect, literal: Literal): SqlValue {
  const known = { kind: 'plain', known: true, empty: null } as const;
  switch (literal.kind) {
    case 'number': {
      const value = exact(literal.value);
      const form = value.d === 1n ? 'integer' : 'fraction';
      // An operand's own type says nothing of integers: a literal is a point, which is compared as it is.
      return point(
        { kind: 'number', form, nonNegative: value.s >= 0n, display: 'number' },
        arithmeticOf(dialect).literal(value),
        true,
      );
    }
    case 'text':
      return { ...known, type: { kind: 'text' }, sql: dialect.text(literal.value) };
    case 'boolean':
      return { ...known, type: { kind: 'boolean' }, sql: literal.value ? 'TRUE' : 'FALSE' };
    case 'date':
    case 'month':
      return { ...known, type: { kind: literal.kind }, sql: dialect.date(literal.value) };
  }
}

/** Known is one value, of a number a single one. */
export function knownSql(dialect: Dialect, fact: SqlValue): SqlTruth {
  if (fact.known && (fact.kind === 'plain' || isPoint(fact))) return always;
  if (fact.kind === 'plain') return { sql: `(${fact.sql} IS NOT NULL)`, known: true, unknown: null };
  if (isPoint(fact)) return { sql: `(${fact.low.sql} IS NOT NULL)`, known: true, unknown: null };
  const meet = arithmeticOf(dialect).compare(fact.low, '=', fact.high);
  return { sql: `coalesce(${meet}, FALSE)`, known: true, unknown: null };
}

export const comparators: Readonly<Record<Comparison, Comparator>> = {
  '=': '=',
  '≠': '<>',
  '<': '<',
  '≤': '<=',
  '>': '>',
  '≥': '>=',
  before: '<',
  after: '>',
};

function compare(dialect: Dialect, a: SqlValue, operator: Comparison, b: SqlValue | null): SqlTruth {
  if (b === null) return nothingKnown(a);
  if (a.kind === 'plain' || b.kind === 'plain') {
    const sql = `${plain(a).sql} ${comparators[operator]} ${plain(b).sql}`;
    return decided(sql, a.known && b.known, [a.empty, b.empty]);
  }
  if (operator === '≠') return notOf(compare(dialect, a, '=', b));
  const arithmetic = arithmeticOf(dialect);
  if (isPoint(a) && isPoint(b)) {
    const sql = arithmetic.compare(a.low, comparators[operator], b.low);
    return decided(sql, a.known && b.known, [a.empty, b.empty]);
  }
  const [yes, no] = whenDecided(arithmetic, a, operator, b);
  return decidedBy(yes, no, [a.empty, b.empty]);
}

/** When all numbers of two ranges agree that it is so, and when all agree that it is not. */
function whenDecided(
  { compare: sql, isWhole }: Arithmetic,
  a: SqlNumberValue,
  operator: Exclude<Comparison, '≠'>,
  b: SqlNumberValue,
): readonly [string, string] {
  switch (operator) {
    case '<':
    case 'before':
      return [sql(a.high, '<', b.low), sql(a.low, '>=', b.high)];
    case '≤':
      return [sql(a.high, '<=', b.low), sql(a.low, '>', b.high)];
    case '>':
    case 'after':
      return [sql(a.low, '>', b.high), sql(a.high, '<=', b.low)];
    case '≥':
      return [sql(a.low, '>=', b.high), sql(a.high, '<', b.low)];
    case '=': {
      const counted = isZero(a, b) ?? isZero(b, a);
      if (counted !== null) return counted;
      const points = [a, b].filter((side) => !isPoint(side)).map(({ low, high }) => sql(low, '=', high));
      const apart = [sql(a.high, '<', b.low), sql(a.low, '>', b.high), neverWhole(a, b), neverWhole(b, a)];
      return [[...points, sql(a.low, '=', b.low)].join(' AND '), apart.filter((one) => one !== null).join(' OR ')];
    }
  }

  /** What can't be negative is 0 where its high end is. */
  function isZero(range: SqlNumberValue, zero: SqlNumberValue): readonly [string, string] | null {
    if (!range.type.nonNegative || !isPoint(zero) || zero.low.literal?.equals(0n) !== true) return null;
    return [sql(range.high, '=', zero.low), sql(range.low, '>', zero.low)];
  }

  /** A single number that is no integer, beside a range of integers. */
  function neverWhole(single: SqlNumberValue, integers: SqlNumberValue): string | null {
    if (integers.type.form !== 'integer' || single.type.form === 'integer' || isPoint(integers)) return null;
    const somewhere = `(${integers.low.sql} IS NOT NULL OR ${integers.high.sql} IS NOT NULL)`;
    const broken = isPoint(single) ? '' : `${sql(single.low, '=', single.high)} AND `;
    return `(${somewhere} AND ${broken}NOT (${isWhole(single.low)}))`;
  }
}

function isAmong(dialect: Dialect, fact: SqlValue, operands: readonly (SqlValue | null)[]): SqlTruth {
  const short = amongConstants(fact, operands);
  if (short !== null) return short;
  const truth = anyOf(operands.map((operand) => compare(dialect, fact, '=', operand)));
  if (fact.kind !== 'number' || isPoint(fact) || fact.type.form !== 'integer') return truth;
  const covered = coverage(dialect, fact, operands);
  return covered === null ? truth : anyOf([truth, { sql: covered, known: true, unknown: null }]);
}

/** One list of constants is quicker than as many comparisons. */
function amongConstants(fact: SqlValue, operands: readonly (SqlValue | null)[]): SqlTruth | null {
  const constants: string[] = [];
  for (const operand of operands) {
    if (operand?.kind !== 'plain' || !operand.known || !/^(?:'|DATE|TRUE|FALSE)/.test(operand.sql)) return null;
    constants.push(operand.sql);
  }
  if (constants.length === 0) return never;
  return decided(`${plain(fact).sql} IN (${constants.join(', ')})`, fact.known, [fact.empty]);
}

/** Whether the list's known points cover a whole range of integers. */
function coverage(dialect: Dialect, fact: SqlNumberValue, operands: readonly (SqlValue | null)[]): string | null {
  const { compare: sql, isWhole } = arithmeticOf(dialect);
  const points = operands.filter((operand) => operand?.kind === 'number');
  const distinct = points.map((operand, i) => {
    const value: SqlNumber = operand.low;
    const single = isPoint(operand) ? [] : [sql(operand.low, '=', operand.high)];
    const earlier = points.slice(0, i).map((other) => {
      const same = sql(other.low, '=', value);
      return `NOT coalesce(${isPoint(other) ? same : `${same} AND ${sql(other.low, '=', other.high)}`}, FALSE)`;
    });
    const within = [...single, isWhole(value), sql(value, '>=', fact.low), sql(value, '<=', fact.high), ...earlier];
    return `CASE WHEN ${within.filter((one) => one !== 'TRUE').join(' AND ')} THEN 1 ELSE 0 END`;
  });
  if (distinct.length === 0) return null;
  return `coalesce(${distinct.join(' + ')} = ${fact.high.sql} - ${fact.low.sql} + 1, FALSE)`;
}

function nothingKnown(fact: SqlValue): SqlTruth {
  return fact.empty === null ? undecided : { sql: 'NULL', known: false, unknown: `(NOT ${fact.empty})` };
}

function plain(value: SqlValue): SqlPlainValue {
  if (value.kind !== 'plain') throw new Error('a number where a text, code, boolean or date is needed');
  return value;
}
