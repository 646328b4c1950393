/** Sums, averages, minima and maxima. */
import type { Fact } from '../model/fact.ts';
import {
  type AggregateSql,
  doubtful,
  type Looking,
  mayBe,
  memberColumns,
  numberType,
  sumOf,
} from './aggregate-parts.ts';
import { knownSql } from './condition.ts';
import { choose, conjunction, disjunction, negation, unless } from './logic.ts';
import { arithmeticOf, numberUnless, type SqlNumber } from './number.ts';
import { isFalse, isTrue } from './truth.ts';
import { isPoint, point, type SqlNumberValue } from './value.ts';

/** Of elements that can't be negative: what is unknown only opens the top. */
export function growingSum(fact: Fact, element: SqlNumberValue, looking: Looking): AggregateSql {
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
      return {
        kind: 'number',
        type,
        low: least,
        high: { ...most, sql: unless(opened, most.sql) },
        known: false,
        empty: null,
      };
    },
  };
}

/** A sum or an average that is known only where every record and every element is. */
export function exactSum(fact: Fact, element: SqlNumberValue, looking: Looking, kind: 'sum' | 'average'): AggregateSql {
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
      const unknown = disjunction([
        open,
        inexact === 'FALSE' ? inexact : `coalesce(${read(`${name}#inexact`)}, 0) > 0`,
      ]);
      const total = sum.read(read(name));
      if (kind === 'sum') return point(type, { ...total, sql: unless(unknown, total.sql) }, unknown === 'FALSE');
      const { number, none } = members.read(read);
      const mean = arithmeticOf(dialect).divide(total, number);
      const nobody = disjunction([unknown, `${number.sql} = 0`]);
      const empty = conjunction([none, negation(open)]);
      return point(type, numberUnless(nobody, mean), false, empty);
    },
  };
}

export function extreme(
  fact: Fact,
  kind: 'minimum' | 'maximum',
  element: SqlNumberValue,
  looking: Looking,
): AggregateSql {
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
  if (!isOne)
    columns.push({ name: `${name}#other`, sql: dialect.filter(`${picks}(${otherEnd.sql})`, mayBe(membership)) });
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
            low: {
              ...sure,
              sql: floor === 'NULL' ? sure.sql : choose(nobody, 'NULL', `coalesce(${sure.sql}, ${floor})`),
            },
            high: loose(choose(disjunction([nobody, opened]), 'NULL', other)),
          };
      return { kind: 'number', type, ...ends, known: false, empty };
    },
  };
}
