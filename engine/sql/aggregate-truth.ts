/** Shares of records, and whether every or any record satisfies a condition. */
import type { Fact } from '../model/fact.ts';
import { type AggregateSql, doubtful, type Looking, memberColumns, numberType } from './aggregate-parts.ts';
import { choose, conjunction, disjunction, negation, unless } from './logic.ts';
import type { SqlNumber } from './number.ts';
import { allOf, isFalse, isTrue, notOf, type SqlTruth } from './truth.ts';
import { point } from './value.ts';

export function share(fact: Fact, that: SqlTruth, looking: Looking): AggregateSql {
  const { scope, membership } = looking;
  const { dialect } = scope;
  const { name } = fact;
  const members = memberColumns(name, looking);
  const maybe = doubtful(membership);
  const numbers: { readonly name: string; readonly sql: string }[] = [
    { name, sql: dialect.countIf(isTrue(allOf([membership, that]))) },
  ];
  if (!that.known)
    numbers.push({ name: `${name}#fails`, sql: dialect.countIf(isTrue(allOf([membership, notOf(that)]))) });
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

/** `every` is decided by one record that fails, `any` by one that holds. */
export function decidedByOne(
  fact: Fact,
  kind: 'every' | 'any',
  that: SqlTruth,
  { scope, membership }: Looking,
): AggregateSql {
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
      const sql =
        isOpen === 'FALSE' ? choose(decided, one, other) : choose(decided, one, choose(isOpen, 'NULL', other));
      return { kind: 'plain', type: { kind: 'boolean' }, sql: `(${sql})`, known: isOpen === 'FALSE', empty: null };
    },
  };
}

function plus(a: string, b: string, zero: string): string {
  return zero === '0' ? a : `(${a} + ${b})`;
}
