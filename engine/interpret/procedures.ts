/** How far a record has come in a procedure; semantics.md, "Procedures". */
import { type CivilDate, daysBetween } from '../calendar/civil-date.ts';
import { lastDayAllowed } from '../calendar/deadline.ts';
import type { DeadlineExplanation, ProcedureExplanation, StepExplanation } from '../model/explanation.ts';
import { exactly, isKnown } from '../model/number.ts';
import type { Deadline, FactPath, Procedure } from '../model/policy.ts';
import type { StepState } from '../model/step-state.ts';
import { or, type Truth } from '../model/truth.ts';
import { unknown, type Value } from '../model/value.ts';
import type { Judging } from './judging.ts';
import { amountOf } from './literals.ts';
import type { EntityRecord } from './rows.ts';

export async function follow(
  procedure: Procedure,
  record: EntityRecord,
  judging: Judging,
): Promise<ProcedureExplanation> {
  const { records, moment } = judging;
  const taken = await datesOf(procedure, record, judging);
  const isIn = await isInProcedure(procedure, taken, record, judging);
  const steps: StepExplanation[] = [];
  for (const [index, { name, within }] of procedure.steps.entries()) {
    const on = taken[index] ?? null;
    const deadline = within === null ? null : await deadlineOf(within, record, judging);
    const isLate = deadline !== null && exceeds(deadline);
    const state = isIn === 'unknown' ? 'undetermined' : stateOf(index, taken, isLate);
    const late = isLate && deadline !== null && deadline.last !== null && countsLateness[state];
    const lateByDays = late ? daysBetween(deadline.last, on ?? moment.asOf) : null;
    steps.push({ step: name, on, state, deadline, lateByDays });
  }
  return {
    procedure: procedure.name,
    entity: procedure.entity,
    subject: record.key,
    placed: records.placed(record, procedure.during),
    isIn,
    current: procedure.steps.findLast((_, index) => taken[index] !== null)?.name ?? null,
    steps,
  };
}

const countsLateness: Readonly<Record<StepState, boolean>> = {
  undetermined: false,
  'out-of-order': true,
  late: true,
  done: false,
  missing: false,
  overdue: true,
  due: false,
  pending: false,
};

/** The dates of the steps; null where a step is not recorded. */
async function datesOf(
  { steps }: Procedure,
  record: EntityRecord,
  judging: Judging,
): Promise<readonly (CivilDate | null)[]> {
  const dates: (CivilDate | null)[] = [];
  for (const { on } of steps) dates.push(await dayOf(on, record, judging));
  return dates;
}

async function dayOf(path: FactPath, record: EntityRecord, { facts }: Judging): Promise<CivilDate | null> {
  const { value } = await facts.fact(record, path);
  return value.kind === 'date' || value.kind === 'month' ? value.value : null;
}

async function isInProcedure(
  { admitWhen }: Procedure,
  taken: readonly (CivilDate | null)[],
  record: EntityRecord,
  { facts }: Judging,
): Promise<ProcedureExplanation['isIn']> {
  const admitted: Truth = admitWhen === null ? 'true' : await facts.conditions.truth(admitWhen, record);
  const truth = or([admitted, ...taken.map((date): Truth => (date === null ? 'false' : 'true'))]);
  return truth === 'empty' ? 'false' : truth;
}

async function deadlineOf(
  { unit, amount, from, taken }: Deadline,
  record: EntityRecord,
  judging: Judging,
): Promise<DeadlineExplanation> {
  const most = amountOf(judging.model, amount, judging.moment);
  const start = await dayOf(from, record, judging);
  return {
    taken: (await judging.facts.fact(record, { through: [], fact: taken })).value,
    amount: most === null ? unknown : { kind: 'number', range: exactly(most) },
    last: start === null || most === null ? null : lastDayAllowed(start, unit, most.valueOf()),
  };
}

function exceeds({ taken, amount }: DeadlineExplanation): boolean {
  const [count, most] = [knownNumber(taken), knownNumber(amount)];
  return count !== null && most !== null && count.gt(most);
}

function knownNumber(value: Value) {
  return value.kind === 'number' && isKnown(value.range) ? value.range.low : null;
}

function stateOf(index: number, taken: readonly (CivilDate | null)[], isLate: boolean): StepState {
  const own = taken[index] ?? null;
  if (own !== null) {
    const isBeforeEarlier = taken.slice(0, index).some((date) => date !== null && date > own);
    return isBeforeEarlier ? 'out-of-order' : isLate ? 'late' : 'done';
  }
  if (taken.slice(index + 1).some((date) => date !== null)) return 'missing';
  if (isLate) return 'overdue';
  return index === 0 || taken[index - 1] !== null ? 'due' : 'pending';
}
