/** Units of a small world, rules over them, and every change of their facts, to hold the search against. */
import fc from 'fast-check';
import { addDays, daysBetween } from '../../engine/calendar/civil-date.ts';
import type { Condition } from '../../engine/model/condition.ts';
import type { Cell } from '../../engine/model/dictionary.ts';
import { exact, exactly } from '../../engine/model/number.ts';
import type { Value } from '../../engine/model/value.ts';
import {
  all,
  any,
  boolean,
  code,
  count,
  date,
  during,
  entity,
  fact,
  holds,
  integer,
  is,
  known,
  model,
  no,
  path,
  rule,
  select,
  standard,
  text,
} from '../interpret/world.ts';

export const at = during('2021-03', '2021-03-20');

const unit = entity('unit', {
  id: text,
  staff: { type: integer, minimum: '0' },
  rooms: { type: integer, minimum: '0' },
  open: boolean,
  kind: code('a', 'b', 'c'),
  asked: date,
  answered: date,
  due: { type: date, planned: true },
});
const event = entity('event', { id: text, unit: text, on: date }, { references: { unit: 'unit' } });

const number = { kind: 'number', form: 'integer', nonNegative: false, display: 'number' } as const;
const facts = [
  fact('events', 'unit', count, { kind: 'count', ...select('event', { during: 'on' }) }),
  fact('days', 'unit', number, { kind: 'days', from: path('asked'), to: path('answered'), open: 'as-of' }),
  fact('all', 'unit', number, { kind: 'total', of: [path('staff'), path('rooms')] }),
  fact('spare', 'unit', number, { kind: 'difference', of: path('rooms'), less: path('staff') }),
];

/** What can change of a unit, and to what; more than is ever nearer than a boundary. */
export const domains: Readonly<Record<string, readonly Value[]>> = {
  staff: numbers(0, 14),
  rooms: numbers(0, 14),
  open: [{ kind: 'boolean', value: true }, { kind: 'boolean', value: false }, { kind: 'unknown' }],
  kind: [...['a', 'b', 'c'].map((value) => ({ kind: 'text', value }) as const), { kind: 'unknown' }],
  answered: [...days('2021-03-01', 20), { kind: 'unknown' }],
  due: [...days('2021-03-10', 25), { kind: 'unknown' }],
  events: numbers(0, 8).filter(({ kind }) => kind === 'number'),
};

function numbers(from: number, to: number): readonly Value[] {
  const known = Array.from({ length: to - from + 1 }, (_, i): Value => {
    return { kind: 'number', range: exactly(exact(BigInt(from + i))) };
  });
  return [...known, { kind: 'unknown' }];
}

function days(from: string, many: number): readonly Value[] {
  return Array.from({ length: many }, (_, i): Value => ({ kind: 'date', value: addDays(from, i) }));
}

/** How far a value is from the one found: in ones, in days; what is not known counts from 0, or from the as-of date. */
export function distance(fact: string, from: Value, to: Value): number {
  if (to.kind === 'number' && (from.kind === 'number' || from.kind === 'unknown')) {
    const [low, high] = from.kind === 'number' ? [from.range.low, from.range.high] : [exact(0n), exact(0n)];
    const step = Number(to.range.low?.valueOf());
    if (low !== null && step < Number(low.valueOf())) return Number(low.valueOf()) - step;
    return high !== null && step > Number(high.valueOf()) ? step - Number(high.valueOf()) : 0;
  }
  if (to.kind === 'date') return Math.abs(daysBetween(from.kind === 'date' ? from.value : at.asOf, to.value));
  return fact === '' ? 0 : 1;
}

export interface GeneratedUnit {
  readonly row: Readonly<Record<string, Cell | number>>;
  readonly events: readonly Readonly<Record<string, Cell>>[];
}

const maybe = <T extends Cell | number>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 5 });

export const generatedUnit: fc.Arbitrary<GeneratedUnit> = fc
  .record({
    staff: maybe(fc.nat(5)),
    rooms: maybe(fc.nat(5)),
    open: maybe(fc.boolean()),
    kind: maybe(fc.constantFrom('a', 'b', 'c')),
    asked: maybe(fc.nat(14).map((n) => addDays('2021-03-01', n))),
    answered: maybe(fc.nat(19).map((n) => addDays('2021-03-01', n))),
    due: maybe(fc.nat(24).map((n) => addDays('2021-03-10', n))),
    events: fc.array(maybe(fc.nat(30).map((n) => addDays('2021-02-25', n))), { maxLength: 4 }),
  })
  .map(({ events, ...row }) => ({
    row: { id: 'u1', ...row },
    events: events.map((on, i) => ({ id: `e${i}`, unit: 'u1', on })),
  }));

const ordered = fc.constantFrom('=', '≠', '<', '≤', '>', '≥' as const);
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.constantFrom('staff', 'rooms', 'events', 'all', 'spare', 'days'), ordered, fc.nat(6))
    .map(([name, operator, value]) => is(name, operator, value)),
  fc
    .tuple(fc.constantFrom('answered', 'due'), ordered, fc.nat(20))
    .map(([name, operator, n]) => is(name, operator, addDays('2021-03-01', n))),
  fc
    .tuple(fc.constantFrom('staff', 'events'), ordered)
    .map(([name, operator]) => is(name, operator, { kind: 'fact', fact: path('rooms') })),
  fc
    .tuple(fc.constantFrom('=', '≠' as const), fc.constantFrom('a', 'b', 'c'))
    .map(([operator, value]) => is('kind', operator, value)),
  fc.constant(holds('open')),
  fc
    .tuple(fc.constantFrom('staff', 'rooms', 'open', 'kind', 'answered', 'due'), fc.boolean())
    .map(([name, negated]) => known(name, negated)),
);

const generatedCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 2 },
    leaf,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((of) => all(...of)),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((of) => any(...of)),
    tie('condition').map(no),
  ),
})).condition;

export interface GeneratedRules {
  readonly requires: readonly Condition[];
  readonly when: Condition | null;
}

export const generatedRules: fc.Arbitrary<GeneratedRules> = fc.record({
  requires: fc.array(generatedCondition, { minLength: 1, maxLength: 2 }),
  when: fc.option(leaf, { nil: null, freq: 3 }),
});

/** The first rule has the `when`; a standard requires them all. */
export function modelOf({ requires, when }: GeneratedRules) {
  const rules = requires.map((require, i) => rule(`r${i}`, 'unit', require, i === 0 ? { when } : {}));
  const required = rules.map(({ name }) => ({ kind: 'rule', rule: name }) as const);
  return model([unit, event], { facts, rules, standards: [standard('s', 'unit', required)] });
}
