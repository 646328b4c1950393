/**
 * Whether a change can still come about: what is not known or not yet there can be supplied, a plan or a state can be changed; what
 * has happened cannot, nor can what was to be done by a day that is over.
 */
import type { Moment } from '../calendar/period.ts';
import { isKnown } from '../model/number.ts';
import type { Model } from '../model/policy.ts';
import { isAggregate } from '../model/reads.ts';
import type { Value } from '../model/value.ts';
import type { Variable } from './variable.ts';

export interface OpenOptions {
  readonly moment: Moment;
  /** How many records it means. */
  readonly records: number | null;
  /** The entities whose records are events: what they say of themselves has happened. */
  readonly events: ReadonlySet<string>;
  /** Of the records behind an aggregate, how many can still come to be as it asks. */
  canPass(keys: readonly string[]): Promise<number>;
}

/** Null where it does not show. */
export async function isStillOpen(variable: Variable, to: Value, options: OpenOptions): Promise<boolean | null> {
  const { fact, now } = variable;
  const { moment, records, events } = options;
  const { definition } = fact;
  switch (definition.kind) {
    case 'field':
      return isFieldOpen(variable, to, moment, events);
    case 'failures':
    case 'share':
    case 'every': {
      if (isWithin(now, to)) return true;
      const behind = variable.records.flatMap(({ keys }) => keys);
      if (records === null || behind.length > mostRecords || !isBetter(variable, to))
        return isRunning(moment) ? null : false;
      return (await options.canPass(behind)) >= records;
    }
    case 'count':
    case 'sum':
    case 'stock':
    case 'any':
    case 'maximum':
      if (isWithin(now, to)) return true;
      return isRunning(moment) && (definition.kind === 'stock' ? definition.at === 'end' : isMore(now, to));
    case 'minimum':
    case 'average':
    case 'latest':
      return isWithin(now, to) ? true : isRunning(moment) ? null : false;
    case 'previous':
      return now.kind === 'unknown';
    default:
      return null;
  }
}

/** Those that dates place in a period. */
export function eventEntities({ rules, facts }: Model): ReadonlySet<string> {
  const own = [...rules.values()].flatMap(({ entity, during }) => (during === null ? [] : [entity]));
  const definitions = [...facts.values()].flatMap((named) => [...named.values()].map(({ definition }) => definition));
  const sources = definitions.flatMap((each) => (isAggregate(each) && each.during !== null ? [each.source] : []));
  return new Set([...own, ...sources]);
}

/** More are not looked at one by one. */
const mostRecords = 500;

function isFieldOpen(
  { entity, fact, now }: Variable,
  to: Value,
  { asOf }: Moment,
  events: ReadonlySet<string>,
): boolean {
  if (fact.definition.kind !== 'field') return false;
  if (fact.definition.field.planned) return true;
  if (fact.type.kind === 'date') return now.kind === 'unknown' && (to.kind !== 'date' || to.value >= asOf);
  return now.kind === 'unknown' || !events.has(entity);
}

function isRunning({ asOf, period }: Moment): boolean {
  return asOf < period.last;
}

/** What is found may be so: it only has to be made known. */
function isWithin(now: Value, to: Value): boolean {
  if (now.kind === 'unknown') return true;
  if (now.kind !== 'number' || to.kind !== 'number' || !isKnown(to.range)) return false;
  const { low, high } = now.range;
  return (low === null || low.lte(to.range.low)) && (high === null || high.gte(to.range.high));
}

function isMore(now: Value, to: Value): boolean {
  if (to.kind === 'boolean') return to.value;
  return (
    now.kind === 'number' &&
    to.kind === 'number' &&
    now.range.high !== null &&
    to.range.low?.gt(now.range.high) === true
  );
}

/** Fewer failures, a larger share: it takes records that are not as they should be. */
function isBetter({ fact, now }: Variable, to: Value): boolean {
  return (fact.definition.kind === 'failures') !== isMore(now, to);
}
