/**
 * The columns of a GROUP BY that an aggregate needs, and how its value is read from them; the table in semantics.md, "Facts".
 * A subject without a row in the group has no records: its columns are NULL, and count as nothing.
 */
import type { Aggregate, Fact } from '../model/fact.ts';
import { exact } from '../model/number.ts';
import { exactSum, extreme, growingSum } from './aggregate-number.ts';
import {
  type AggregateSql,
  counted,
  type Looking,
  mayBe,
  memberColumns,
  numberOf,
  numberType,
  type Read,
} from './aggregate-parts.ts';
import { decidedByOne, share } from './aggregate-truth.ts';
import { conditionSql } from './condition.ts';
import type { Dialect } from './dialect.ts';
import { conjunction, disjunction, negation, unless } from './logic.ts';
import { arithmeticOf } from './number.ts';
import { allOf, isTrue } from './truth.ts';
import { columnsOf, nullOf, point, type SqlValue, transfer } from './value.ts';

export function aggregateSql(fact: Fact, aggregate: Aggregate, looking: Looking): AggregateSql {
  switch (aggregate.kind) {
    case 'count':
    case 'stock':
      return count(fact, looking);
    case 'failures':
      return failures(fact, aggregate.rule, looking);
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum': {
      const element = looking.scope.fact(aggregate.element);
      if (element.kind !== 'number')
        throw new Error(`${fact.name} is ${aggregate.kind} of something that is no number`);
      switch (aggregate.kind) {
        case 'sum':
          return element.type.nonNegative
            ? growingSum(fact, element, looking)
            : exactSum(fact, element, looking, 'sum');
        case 'average':
          return exactSum(fact, element, looking, 'average');
        default:
          return extreme(fact, aggregate.kind, element, looking);
      }
    }
    case 'latest':
      return latest(fact, looking.scope.fact(aggregate.element), looking);
    case 'share':
    case 'every':
    case 'any': {
      const that = conditionSql(aggregate.that, looking.scope);
      return aggregate.kind === 'share'
        ? share(fact, that, looking)
        : decidedByOne(fact, aggregate.kind, that, looking);
    }
  }
}

/** The value of an aggregate whose source's table is missing. */
export function valueWithoutSource(dialect: Dialect, fact: Fact, aggregate: Aggregate): SqlValue {
  const { type } = fact;
  if (type.kind !== 'number')
    return { kind: 'plain', type, sql: nullOf(dialect, type.kind), known: false, empty: null };
  const sums = ['count', 'stock', 'failures', 'sum'].includes(aggregate.kind);
  const open = numberOf('NULL', 1, type.form);
  if (sums && type.nonNegative) {
    return { kind: 'number', type, low: numberOf('0', 1, type.form), high: open, known: false, empty: null };
  }
  return point(type, open, false);
}

/** The value of an aggregate over no records. */
export function valueOfNothing(dialect: Dialect, fact: Fact, aggregate: Aggregate): SqlValue {
  const { type } = fact;
  switch (aggregate.kind) {
    case 'count':
    case 'stock':
    case 'failures':
    case 'sum':
      return point(numberType(fact), arithmeticOf(dialect).literal(exact(0n)), true);
    case 'every':
    case 'any':
      return {
        kind: 'plain',
        type: { kind: 'boolean' },
        sql: aggregate.kind === 'every' ? 'TRUE' : 'FALSE',
        known: true,
        empty: null,
      };
    case 'average':
    case 'minimum':
    case 'maximum':
    case 'latest':
    case 'share':
      return type.kind === 'number'
        ? point(type, numberOf('NULL', 1, type.form), false, 'TRUE')
        : { kind: 'plain', type, sql: nullOf(dialect, type.kind), known: false, empty: 'TRUE' };
  }
}

/** `verdictRank` of `undetermined`; `fail` is the next. */
const undeterminedRank = 3;

function count(fact: Fact, { scope, membership, countDigits }: Looking): AggregateSql {
  const { dialect } = scope;
  const name = fact.name;
  const columns = [{ name, sql: dialect.countIf(isTrue(membership)) }];
  if (!membership.known) columns.push({ name: `${name}#may`, sql: dialect.countIf(mayBe(membership)) });
  return { columns, value: (read, open) => growing(fact, read, open, membership.known, countDigits) };
}

function failures(fact: Fact, rule: string, { scope, membership, rank, countDigits }: Looking): AggregateSql {
  const { dialect } = scope;
  const name = fact.name;
  const worst = rank(rule);
  const fails = { sql: `${worst} > ${undeterminedRank}`, known: true, unknown: null };
  const columns = [
    { name, sql: dialect.countIf(isTrue(allOf([membership, fails]))) },
    { name: `${name}#may`, sql: dialect.countIf(`${mayBe(membership)} AND ${worst} >= ${undeterminedRank}`) },
  ];
  return { columns, value: (read, open) => growing(fact, read, open, false, countDigits) };
}

/** A number of records, at least and at most. */
function growing(fact: Fact, read: Read, open: string, isExact: boolean, digits: number): SqlValue {
  const type = numberType(fact);
  const low = counted(read(fact.name), digits);
  if (isExact && open === 'FALSE') return point(type, low, true);
  const most = isExact ? low.sql : counted(read(`${fact.name}#may`), digits).sql;
  return { kind: 'number', type, low, high: { ...low, sql: unless(open, most) }, known: false, empty: null };
}

function latest(fact: Fact, element: SqlValue, looking: Looking): AggregateSql {
  const { scope, membership, order, key } = looking;
  const { dialect } = scope;
  const { name } = fact;
  const members = memberColumns(name, looking);
  const values = [...columnsOf('value', element), { name: 'record', sql: key }];
  const last = dialect.filter(dialect.lastBy(values, [...order, key]), isTrue(membership));
  const pickFrom = (read: Read, open: string): { none: string; from: (column: string) => string } => {
    const { number, none, doubtful: doubts } = members.read(read);
    const unsure = disjunction([`${number.sql} = 0`, doubts, open]);
    return { none, from: (column) => unless(unsure, dialect.member(read(name), column)) };
  };
  return {
    columns: [{ name, sql: last }, ...members.columns],
    value(read, open) {
      const { none, from } = pickFrom(read, open);
      const nothing = conjunction([none, negation(open)]);
      const empty =
        element.empty === null ? nothing : disjunction([nothing, `coalesce(${from('value#empty')}, FALSE)`]);
      if (open === 'TRUE' && element.kind === 'plain') {
        return { ...element, sql: nullOf(dialect, element.type.kind), known: false, empty: null };
      }
      return { ...transfer(element, 'value', from), known: false, empty };
    },
    record: (read, open) => pickFrom(read, open).from('record'),
  };
}
