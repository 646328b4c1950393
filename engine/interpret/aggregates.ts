/**
 * What an aggregate makes of the records that belong to a subject: those that count (members), those that may or may not
 * (doubtful), and whether there may be more than the data holds (open). The table in semantics.md, "Facts".
 */
import { addDays } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import type { Condition } from '../model/condition.ts';
import type { BehindFact } from '../model/explanation.ts';
import type { Aggregate } from '../model/fact.ts';
import { compareKeys } from '../model/key.ts';
import { exact, isKnown, type NumberRange } from '../model/number.ts';
import type { FactPath } from '../model/policy.ts';
import { and, type Truth } from '../model/truth.ts';
import { empty, unknown, type Value } from '../model/value.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Conditions } from './conditions.ts';
import { type End, greatestBounded, leastBounded, numberValue, sumOf, zero } from './ranges.ts';
import type { Records } from './records.ts';
import type { EntityRecord } from './rows.ts';
import type { Watch } from './watch.ts';

/** A fact's value and the records behind it. */
export interface FactResult {
  readonly value: Value;
  readonly records: readonly BehindFact[];
}

/** What an aggregate asks of the rest of the interpreter. */
export interface Surroundings {
  readonly records: Records;
  /** Of an aggregate's `where` or `that`, for a record of its source. */
  readonly truth: Conditions['truth'];
  readonly watch: Watch | null;
  readonly moment: Moment;
  value(record: EntityRecord, path: FactPath): Promise<Value>;
  verdict(rule: string, record: EntityRecord): Promise<Verdict>;
  isNonNegative(entity: string, path: FactPath): boolean;
}

export async function aggregate(
  definition: Aggregate,
  subject: EntityRecord,
  around: Surroundings,
): Promise<FactResult> {
  const selected = await select(definition, subject, around);
  const { value, counted, doubtful, that = null } = await aggregateValue(definition, selected, around);
  around.watch?.aggregated(definition, {
    members: selected.members.length,
    doubtful: selected.doubtful.length,
    open: selected.open,
    that,
  });
  return {
    value,
    records: [
      { entity: definition.source, keys: keysOf(counted), doubtful: keysOf(doubtful), unreported: selected.unreported },
    ],
  };
}

interface Selected {
  readonly members: readonly EntityRecord[];
  readonly doubtful: readonly EntityRecord[];
  /** There may be records that the data doesn't hold. */
  readonly open: boolean;
  readonly unreported: readonly string[];
}

interface Aggregated {
  readonly value: Value;
  /** The records behind the value. */
  readonly counted: readonly EntityRecord[];
  readonly doubtful: readonly EntityRecord[];
  /** For how many members `that` is true, and for how many false. */
  readonly that?: { readonly holds: number; readonly fails: number };
}

async function select(definition: Aggregate, subject: EntityRecord, around: Surroundings): Promise<Selected> {
  const { records, truth } = around;
  const { source, link, where, reportedBy } = definition;
  const members: EntityRecord[] = [];
  const doubtful: EntityRecord[] = [];
  for (const record of records.linked(source, link, subject)) {
    const placed = placedBy(definition, record, around);
    const chosen = placed === 'false' || where === null ? placed : await truth(where, record);
    const membership = and([placed, chosen]);
    if (membership === 'true') members.push(record);
    else if (membership !== 'false') doubtful.push(record);
  }
  const unreported = reportedBy === null ? [] : records.unreported(reportedBy, subject);
  const open =
    records.isMissing(source) || (reportedBy !== null && (records.isMissing(reportedBy) || unreported.length > 0));
  return { members, doubtful, open, unreported };
}

/** By `during`, or for a stock by whether it is there on the day. */
function placedBy(definition: Aggregate, record: EntityRecord, { records, moment }: Surroundings): Truth {
  if (definition.kind !== 'stock') return records.placed(record, definition.during);
  const day = definition.at === 'end' ? moment.judged : addDays(moment.period.first, -1);
  return records.present(record, definition.entered, definition.left, day);
}

function aggregateValue(
  definition: Aggregate,
  selected: Selected,
  around: Surroundings,
): Aggregated | Promise<Aggregated> {
  switch (definition.kind) {
    case 'count':
    case 'stock':
      return count(selected);
    case 'failures':
      return failures(definition.rule, selected, around);
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
      return overNumbers(definition.kind, definition.source, definition.element, selected, around);
    case 'latest':
      return latest(definition.element, definition.during, selected, around);
    case 'share':
    case 'every':
    case 'any':
      return overTruths(definition.kind, definition.that, selected, around);
  }
}

function count({ members, doubtful, open }: Selected): Aggregated {
  const low = members.length;
  return { value: between(low, low + doubtful.length, open), counted: members, doubtful };
}

async function failures(rule: string, selected: Selected, around: Surroundings): Promise<Aggregated> {
  const failing: EntityRecord[] = [];
  const mayFail: EntityRecord[] = [];
  for (const record of selected.members) {
    const verdict = await around.verdict(rule, record);
    if (verdict === 'fail') failing.push(record);
    else if (verdict === 'undetermined') mayFail.push(record);
  }
  for (const record of selected.doubtful) {
    const verdict = await around.verdict(rule, record);
    if (verdict === 'fail' || verdict === 'undetermined') mayFail.push(record);
  }
  const value = between(failing.length, failing.length + mayFail.length, selected.open);
  return { value, counted: failing, doubtful: mayFail };
}

async function overNumbers(
  kind: 'sum' | 'average' | 'minimum' | 'maximum',
  source: string,
  element: FactPath,
  selected: Selected,
  around: Surroundings,
): Promise<Aggregated> {
  const { members, doubtful, open } = selected;
  const own = await rangesOf(members, element, around);
  const others = await rangesOf(doubtful, element, around);
  const floor = around.isNonNegative(source, element) ? zero : null;
  return { value: numberOf(kind, own, others, open, floor), counted: members, doubtful };
}

/** `floor` is 0 for elements that can't be negative, else null. */
function numberOf(
  kind: 'sum' | 'average' | 'minimum' | 'maximum',
  members: readonly NumberRange[],
  doubtful: readonly NumberRange[],
  open: boolean,
  floor: End,
): Value {
  const all = [...members, ...doubtful];
  const isExact = doubtful.length === 0 && !open && members.every(isKnown);
  if (kind !== 'sum' && all.length === 0 && !open) return empty;
  switch (kind) {
    case 'sum': {
      if (floor === null) {
        const total = sumOf(members.map(({ low }) => low));
        return isExact ? numberValue(total, total) : unknown;
      }
      const low = sumOf(members.map((member) => member.low ?? zero));
      return numberValue(low, open ? null : sumOf(all.map(({ high }) => high)));
    }
    case 'average': {
      const total = isExact ? sumOf(members.map(({ low }) => low)) : null;
      const mean = total?.div(exact(BigInt(members.length))) ?? null;
      return numberValue(mean, mean);
    }
    case 'minimum': {
      if (members.length === 0) return unknown;
      const lows = all.map(({ low }) => low);
      return numberValue(
        open || lows.includes(null) ? floor : leastBounded(lows),
        leastBounded(members.map(({ high }) => high)),
      );
    }
    case 'maximum': {
      if (members.length === 0) return unknown;
      const highs = all.map(({ high }) => high);
      return numberValue(
        greatestBounded(members.map(({ low }) => low)) ?? floor,
        open || highs.includes(null) ? null : greatestBounded(highs),
      );
    }
  }
}

async function latest(
  element: FactPath,
  during: FactPath | null,
  { members, doubtful, open }: Selected,
  around: Surroundings,
): Promise<Aggregated> {
  if (members.length + doubtful.length === 0 && !open) return { value: empty, counted: [], doubtful };
  if (members.length === 0 || doubtful.length > 0 || open) return { value: unknown, counted: [], doubtful };
  const dated = members.map((record) => ({ record, day: dayOf(record, during, around.records) }));
  const last = dated.reduce((a, b) =>
    b.day > a.day || (b.day === a.day && compareKeys(b.record.key, a.record.key) > 0) ? b : a,
  );
  return { value: await around.value(last.record, element), counted: [last.record], doubtful };
}

function dayOf(record: EntityRecord, during: FactPath | null, records: Records): string {
  const holder = during === null ? null : records.follow(record, during.through);
  return during === null || holder === null ? '' : String(records.cell(holder, during.fact) ?? '');
}

async function overTruths(
  kind: 'share' | 'every' | 'any',
  that: Condition,
  { members, doubtful, open }: Selected,
  around: Surroundings,
): Promise<Aggregated> {
  const own = await sort(members, that, around);
  const others = await sort(doubtful, that, around);
  const counted = kind === 'any' ? own.holds : own.fails;
  const unsure = [...own.unsure, ...doubtful];
  const told = { counted, doubtful: unsure, that: { holds: own.holds.length, fails: own.fails.length } };
  switch (kind) {
    case 'share':
      return { value: share(own, others, open), ...told };
    case 'every': {
      const isOpen = own.unsure.length + others.fails.length + others.unsure.length > 0 || open;
      return { value: own.fails.length > 0 ? no : isOpen ? unknown : yes, ...told };
    }
    case 'any': {
      const isOpen = own.unsure.length + others.holds.length + others.unsure.length > 0 || open;
      return { value: own.holds.length > 0 ? yes : isOpen ? unknown : no, ...told };
    }
  }
}

interface Sorted {
  readonly holds: readonly EntityRecord[];
  readonly fails: readonly EntityRecord[];
  readonly unsure: readonly EntityRecord[];
}

async function sort(records: readonly EntityRecord[], that: Condition, around: Surroundings): Promise<Sorted> {
  const sorted = { holds: [] as EntityRecord[], fails: [] as EntityRecord[], unsure: [] as EntityRecord[] };
  for (const record of records) {
    const truth = await around.truth(that, record);
    sorted[truth === 'true' ? 'holds' : truth === 'false' ? 'fails' : 'unsure'].push(record);
  }
  return sorted;
}

function share(own: Sorted, others: Sorted, open: boolean): Value {
  const [t, f, u] = sizes(own);
  const [t2, f2, u2] = sizes(others);
  if (t + f + u + t2 + f2 + u2 === 0n && !open) return empty;
  if (t + f + u === 0n) return unknown;
  if (open) return numberValue(zero, exact(1n));
  return numberValue(exact(t).div(exact(t + f + u + f2 + u2)), exact(t + u + t2 + u2).div(exact(t + f + u + t2 + u2)));
}

function sizes({ holds, fails, unsure }: Sorted): readonly [bigint, bigint, bigint] {
  return [BigInt(holds.length), BigInt(fails.length), BigInt(unsure.length)];
}

const yes: Value = { kind: 'boolean', value: true };
const no: Value = { kind: 'boolean', value: false };

function between(low: number, high: number, open: boolean): Value {
  return numberValue(exact(BigInt(low)), open ? null : exact(BigInt(high)));
}

/** An unknown or empty element bounds nothing. */
async function rangesOf(
  records: readonly EntityRecord[],
  element: FactPath,
  around: Surroundings,
): Promise<readonly NumberRange[]> {
  const ranges: NumberRange[] = [];
  for (const record of records) {
    const value = await around.value(record, element);
    ranges.push(value.kind === 'number' ? value.range : { low: null, high: null });
  }
  return ranges;
}

function keysOf(records: readonly EntityRecord[]): readonly string[] {
  return records.map(({ key }) => key).sort(compareKeys);
}
