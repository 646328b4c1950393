/**
 * The columns of a GROUP BY that an aggregate needs, and how its value is read from them; the table in semantics.md, "Facts".
 * A subject without a row in the group has no records: its columns are NULL, and count as nothing.
 */
import type { Aggregate, Fact, NumberType } from '../model/fact.ts';
import { exact } from '../model/number.ts';
import { conditionSql, knownSql, type Scope } from './condition.ts';
import type { Dialect, NamedExpression } from './dialect.ts';
import { arithmeticOf, integerDigits, type SqlNumber } from './number.ts';
import { choose, conjunction, disjunction, negation, unless } from './logic.ts';
import { allOf, isFalse, isTrue, notOf, type SqlTruth } from './truth.ts';
import { columnsOf, isPoint, point, type SqlNumberValue, type SqlValue, transfer } from './value.ts';

export interface AggregateSql {
  readonly columns: readonly NamedExpression[];
  /** `read` gives a column of the group's table, `open` says whether there may be records that the data doesn't hold. */
  value(read: Read, open: string): SqlValue;
  /** Of `latest`, the key of the record that it chose; NULL where it chose none. */
  readonly record?: (read: Read, open: string) => string;
}

export type Read = (column: string) => string;

/** What an aggregate looks at in its source. */
export interface Looking {
  readonly scope: Scope;
  /** NULL for doubtful records; never empty. */
  readonly membership: SqlTruth;
  /** The verdict of a rule about the source, by its order (`verdictRank`). */
  rank(rule: string): string;
  /** What orders the records for `latest`, the latest being last. */
  readonly order: readonly string[];
  /** The record's key as text. */
  readonly key: string;
  /** The digits of the number of records. */
  readonly countDigits: number;
}

/** `verdictRank` of `undetermined`; `fail` is the next. */
export const undeterminedRank = 3;

export function aggregateSql(fact: Fact, aggregate: Aggregate, looking: Looking): AggregateSql {
  switch (aggregate.kind) {
    case 'count':
      return count(fact, looking);
    case 'failures':
      return failures(fact, aggregate.rule, looking);
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum': {
      const element = looking.scope.fact(aggregate.element);
      if (element.kind !== 'number') throw new Error(`${fact.name} is ${aggregate.kind} of something that is no number`);
      switch (aggregate.kind) {
        case 'sum':
          return element.type.nonNegative ? growingSum(fact, element, looking) : exactSum(fact, element, looking, 'sum');
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
      return aggregate.kind === 'share' ? share(fact, that, looking) : decidedByOne(fact, aggregate.kind, that, looking);
    }
  }
}

/** The value of an aggregate whose source's table is missing. */
export function valueWithoutSource(dialect: Dialect, fact: Fact, aggregate: Aggregate): SqlValue {
  const { type } = fact;
  if (type.kind !== 'number') return { kind: 'plain', type, sql: nullOf(dialect, type.kind), known: false, empty: null };
  const sums = aggregate.kind === 'count' || aggregate.kind === 'failures' || aggregate.kind === 'sum';
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
    case 'failures':
    case 'sum':
      return point(numberType(fact), arithmeticOf(dialect).literal(exact(0n)), true);
    case 'every':
    case 'any':
      return { kind: 'plain', type: { kind: 'boolean' }, sql: aggregate.kind === 'every' ? 'TRUE' : 'FALSE', known: true, empty: null };
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

/** Of elements that can't be negative: what is unknown only opens the top. */
function growingSum(fact: Fact, element: SqlNumberValue, looking: Looking): AggregateSql {
  const { scope, membership } = looking;
  const { dialect } = scope;
  const { name } = fact;
  const low = sumOf(looking, element.low, isTrue(membership));
  // Of known records and single numbers both sums are one; an element that is unknown opens the top.
  const high = membership.known && isPoint(element) ? low : sumOf(looking, element.high, mayBe(membership));
  const opens = element.known ? 'FALSE' : conjunction([mayBe(membership), `${element.high.sql} IS NULL`]);
  const columns = [{ name, sql: low.column }];
  if (high !== low) columns.push({ name: `${name}#most`, sql: high.column });
  if (opens !== 'FALSE') columns.push({ name: `${name}#open`, sql: dialect.countIf(opens) });
  return {
    columns,
    value(read, open) {
      const type = numberType(fact);
      const least = low.read(read(name));
      const opened = disjunction([open, opens === 'FALSE' ? opens : `coalesce(${read(`${name}#open`)}, 0) > 0`]);
      if (high === low && opened === 'FALSE') return point(type, least, true);
      const most = high === low ? least : high.read(read(`${name}#most`));
      return { kind: 'number', type, low: least, high: { ...most, sql: unless(opened, most.sql) }, known: false, empty: null };
    },
  };
}

/** A sum or an average that is known only where every record and every element is. */
function exactSum(fact: Fact, element: SqlNumberValue, looking: Looking, kind: 'sum' | 'average'): AggregateSql {
  const { scope, membership } = looking;
  const { dialect } = scope;
  const { name } = fact;
  const elementKnown = knownSql(dialect, element);
  const inexact = disjunction([doubtful(membership), conjunction([isTrue(membership), isFalse(elementKnown)])]);
  const members = memberColumns(name, looking);
  const sum = sumOf(looking, element.low, isTrue(membership));
  const columns = [
    { name, sql: sum.column },
    ...(inexact === 'FALSE' ? [] : [{ name: `${name}#inexact`, sql: dialect.countIf(inexact) }]),
    ...(kind === 'average' ? members.columns : []),
  ];
  return {
    columns,
    value(read, open) {
      const type = numberType(fact);
      const unknown = disjunction([open, inexact === 'FALSE' ? inexact : `coalesce(${read(`${name}#inexact`)}, 0) > 0`]);
      const total = sum.read(read(name));
      if (kind === 'sum') return point(type, { ...total, sql: unless(unknown, total.sql) }, unknown === 'FALSE');
      const { number, none } = members.read(read);
      const mean = arithmeticOf(dialect).divide(total, number);
      const nobody = disjunction([unknown, `${number.sql} = 0`]);
      const empty = conjunction([none, negation(open)]);
      return point(type, { ...mean, sql: unless(nobody, mean.sql) }, false, empty);
    },
  };
}

function extreme(fact: Fact, kind: 'minimum' | 'maximum', element: SqlNumberValue, looking: Looking): AggregateSql {
  const { scope, membership } = looking;
  const { dialect } = scope;
  const { name } = fact;
  const isSmallest = kind === 'minimum';
  const picks = isSmallest ? 'min' : 'max';
  // Of a minimum the high end is sure, bounded by the members, and the low end is what else there may be; mirrored for a maximum.
  const [sureEnd, otherEnd] = isSmallest ? [element.high, element.low] : [element.low, element.high];
  const members = memberColumns(name, looking);
  const columns = [{ name, sql: dialect.filter(`${picks}(${sureEnd.sql})`, isTrue(membership)) }, ...members.columns];
  // Of known records and single numbers both ends are picked from the same.
  const isOne = membership.known && isPoint(element);
  const opens = element.known ? 'FALSE' : conjunction([mayBe(membership), `${otherEnd.sql} IS NULL`]);
  if (!isOne) columns.push({ name: `${name}#other`, sql: dialect.filter(`${picks}(${otherEnd.sql})`, mayBe(membership)) });
  if (opens !== 'FALSE') columns.push({ name: `${name}#open`, sql: dialect.countIf(opens) });
  return {
    columns,
    value(read, open) {
      const type = numberType(fact);
      const { number, none } = members.read(read);
      const empty = conjunction([none, negation(open)]);
      const sure = { ...sureEnd, sql: read(name), literal: null };
      if (isOne && opens === 'FALSE' && open === 'FALSE') return point(type, sure, false, empty);
      const opened = disjunction([open, opens === 'FALSE' ? opens : `coalesce(${read(`${name}#open`)}, 0) > 0`]);
      const floor = element.type.nonNegative ? '0' : 'NULL';
      const other = isOne ? read(name) : read(`${name}#other`);
      const loose = (sql: string): SqlNumber => ({ ...otherEnd, sql, literal: null });
      const nobody = `${number.sql} = 0`;
      const ends = isSmallest
        ? { low: loose(choose(nobody, 'NULL', choose(opened, floor, other))), high: sure }
        : {
            low: { ...sure, sql: floor === 'NULL' ? sure.sql : choose(nobody, 'NULL', `coalesce(${sure.sql}, ${floor})`) },
            high: loose(choose(disjunction([nobody, opened]), 'NULL', other)),
          };
      return { kind: 'number', type, ...ends, known: false, empty };
    },
  };
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
      const empty = element.empty === null ? nothing : disjunction([nothing, `coalesce(${from('value#empty')}, FALSE)`]);
      if (open === 'TRUE' && element.kind === 'plain') {
        return { ...element, sql: nullOf(dialect, element.type.kind), known: false, empty: null };
      }
      return { ...transfer(element, 'value', from), known: false, empty };
    },
    record: (read, open) => pickFrom(read, open).from('record'),
  };
}

function share(fact: Fact, that: SqlTruth, looking: Looking): AggregateSql {
  const { scope, membership } = looking;
  const { dialect } = scope;
  const { name } = fact;
  const members = memberColumns(name, looking);
  const maybe = doubtful(membership);
  const numbers: { readonly name: string; readonly sql: string }[] = [
    { name, sql: dialect.countIf(isTrue(allOf([membership, that]))) },
  ];
  if (!that.known) numbers.push({ name: `${name}#fails`, sql: dialect.countIf(isTrue(allOf([membership, notOf(that)]))) });
  if (maybe !== 'FALSE') {
    numbers.push({ name: `${name}#may`, sql: dialect.countIf(conjunction([maybe, isTrue(that)])) });
    numbers.push({ name: `${name}#may fail`, sql: dialect.countIf(conjunction([maybe, isFalse(that)])) });
  }
  return {
    columns: [...numbers, ...members.columns],
    value(read, open) {
      const type = numberType(fact);
      const at = (suffix: string): string => `coalesce(${read(`${name}${suffix}`)}, 0)`;
      const { number, none } = members.read(read);
      const all = number.sql;
      const empty = conjunction([none, negation(open)]);
      const nobody = `${all} = 0`;
      const end = (sql: string, per: string): SqlNumber => ({
        ...number,
        form: 'fraction',
        sql: unless(nobody, sql),
        per,
        digits: number.digits,
        perDigits: number.digits,
      });
      if (that.known && maybe === 'FALSE' && open === 'FALSE') return point(type, end(at(''), all), false, empty);
      const notFailing = that.known ? at('') : `(${all} - ${at('#fails')})`;
      const doubts = maybe === 'FALSE' ? '0' : `coalesce(${read(`${name}#doubtful`)}, 0)`;
      const [mayHold, mayFail] = maybe === 'FALSE' ? ['0', '0'] : [at('#may'), at('#may fail')];
      const least = end(choose(open, '0', at('')), plus(all, `(${doubts} - ${mayHold})`, doubts));
      const whole = plus(all, `(${doubts} - ${mayFail})`, doubts);
      const most = end(choose(open, whole, plus(notFailing, `(${doubts} - ${mayFail})`, doubts)), whole);
      return { kind: 'number', type, low: least, high: most, known: false, empty };
    },
  };
}

function plus(a: string, b: string, zero: string): string {
  return zero === '0' ? a : `(${a} + ${b})`;
}

/** `every` is decided by one record that fails, `any` by one that holds. */
function decidedByOne(fact: Fact, kind: 'every' | 'any', that: SqlTruth, { scope, membership }: Looking): AggregateSql {
  const { dialect } = scope;
  const { name } = fact;
  const deciding = kind === 'every' ? notOf(that) : that;
  const undecidedMembers = that.known ? 'FALSE' : conjunction([isTrue(membership), `${that.sql} IS NULL`]);
  // A doubtful record may decide unless it surely does not.
  const doubts = conjunction([doubtful(membership), negation(isFalse(deciding))]);
  const unsure = disjunction([undecidedMembers, doubts]);
  const columns = [{ name, sql: dialect.countIf(isTrue(allOf([membership, deciding]))) }];
  if (unsure !== 'FALSE') columns.push({ name: `${name}#unsure`, sql: dialect.countIf(unsure) });
  return {
    columns,
    value(read, open) {
      const decided = `coalesce(${read(name)}, 0) > 0`;
      const isOpen = disjunction([open, unsure === 'FALSE' ? unsure : `coalesce(${read(`${name}#unsure`)}, 0) > 0`]);
      const [one, other] = kind === 'every' ? ['FALSE', 'TRUE'] : ['TRUE', 'FALSE'];
      const sql = isOpen === 'FALSE' ? choose(decided, one, other) : choose(decided, one, choose(isOpen, 'NULL', other));
      return { kind: 'plain', type: { kind: 'boolean' }, sql: `(${sql})`, known: isOpen === 'FALSE', empty: null };
    },
  };
}

interface Members {
  readonly columns: readonly NamedExpression[];
  read(read: Read): { number: SqlNumber; none: string; doubtful: string };
}

/** How many members and doubtful records there are. */
function memberColumns(name: string, { scope, membership, countDigits }: Looking): Members {
  const { dialect } = scope;
  const columns = [{ name: `${name}#members`, sql: dialect.countIf(isTrue(membership)) }];
  const maybe = doubtful(membership);
  if (maybe !== 'FALSE') columns.push({ name: `${name}#doubtful`, sql: dialect.countIf(maybe) });
  return {
    columns,
    read(read) {
      const number = counted(read(`${name}#members`), countDigits);
      const doubts = maybe === 'FALSE' ? maybe : `coalesce(${read(`${name}#doubtful`)}, 0) > 0`;
      return { number, none: conjunction([`${number.sql} = 0`, negation(doubts)]), doubtful: doubts };
    },
  };
}

/** NULL of a type, which the engine doesn't guess from where it stands. */
function nullOf({ types }: Dialect, kind: 'text' | 'code' | 'boolean' | 'date' | 'month'): string {
  const type = kind === 'boolean' ? types.boolean : kind === 'date' || kind === 'month' ? types.date : types.text;
  return `CAST(NULL AS ${type})`;
}

function counted(column: string, digits: number): SqlNumber {
  return numberOf(`coalesce(${column}, 0)`, digits, 'integer');
}

/** Σ of elements, 0 of none: the column, in a type that is no wider than it must be, and how it is read. */
function sumOf(
  { scope, countDigits }: Looking,
  element: SqlNumber,
  among: string,
): { readonly column: string; readonly read: (column: string) => SqlNumber } {
  const { dialect } = scope;
  const digits = element.digits + countDigits;
  // Sums of integers come as wide ones, those of decimals with nine digits after the point.
  const isNarrow = element.form === 'integer' && digits <= integerDigits;
  const sum = dialect.filter(`sum(${element.sql})`, among);
  return {
    column: isNarrow ? `CAST(${sum} AS ${dialect.types.integer})` : sum,
    read: (column) => numberOf(`coalesce(${column}, 0)`, digits, element.form),
  };
}

function numberOf(sql: string, digits: number, form: SqlNumber['form']): SqlNumber {
  const literal = sql === '0' ? exact(0n) : null;
  return { form, sql, per: form === 'fraction' ? '1' : null, digits, perDigits: 1, literal };
}

function numberType(fact: Fact): NumberType {
  if (fact.type.kind !== 'number') throw new Error(`${fact.name} is no number`);
  return fact.type;
}

/** Members and doubtful records. */
function mayBe(membership: SqlTruth): string {
  return membership.known ? membership.sql : `coalesce(${membership.sql}, TRUE)`;
}

function doubtful(membership: SqlTruth): string {
  return membership.known ? 'FALSE' : `(${membership.sql}) IS NULL`;
}
