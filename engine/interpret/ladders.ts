/** Where a subject stands on a ladder; semantics.md, "Ladders". */
import type { CivilDate } from '../calendar/civil-date.ts';
import { momentOf } from '../calendar/period.ts';
import { periodsOfWindow } from '../calendar/window.ts';
import type { LadderExplanation, LadderLetters, LadderPeriod, OccasionCause } from '../model/explanation.ts';
import { compareKeys } from '../model/key.ts';
import type { FactPath, Ladder, Occasion, Requirement, SentLetters } from '../model/policy.ts';
import type { Value } from '../model/value.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Judging, JudgingAt } from './judging.ts';
import type { EntityRecord } from './rows.ts';
import { nameOf } from './standings.ts';

export async function climb(
  ladder: Ladder,
  record: EntityRecord,
  judging: Judging,
  at: JudgingAt,
): Promise<LadderExplanation> {
  const found: Found[] = [];
  for (const period of periodsOfWindow(ladder.countedOver, ladder.each, judging.moment.judged)) {
    const then = momentOf(period, judging.moment.asOf);
    const exists = judging.records.existsOn(record, then.judged);
    const seen = exists ? await lookAt(ladder, record, judging, at(then)) : absent;
    found.push({ period, ...seen });
  }
  const { periods, calls, began } = count(ladder, found);
  const due = calls.at(-1);
  const { sent } = ladder;
  return {
    ladder: ladder.name,
    entity: ladder.entity,
    subject: record.key,
    periods,
    occasions: calls.length,
    due: due === undefined ? null : stepName(ladder, due),
    letters: sent === null ? null : await lettersOf({ ladder, sent, record, judging, calls, began }),
  };
}

type Found = Pick<LadderPeriod, 'period' | 'state' | 'causes'>;

const absent: Omit<Found, 'period'> = { state: 'absent', causes: [] };
const clear: Omit<Found, 'period'> = { state: 'clear', causes: [] };

async function lookAt(
  ladder: Ladder,
  record: EntityRecord,
  now: Judging,
  then: Judging | null,
): Promise<Omit<Found, 'period'>> {
  const subject = then?.records.same(record) ?? null;
  if (then === null || subject === null) return clear;
  const looks: Look[] = [];
  for (const [index, occasion] of ladder.occasions.entries()) {
    looks.push(await lookAtOccasion(occasion, index, subject, now, then));
  }
  const decides = looks.some(({ is }) => is === 'true') ? 'true' : 'unknown';
  const causes = looks.filter(({ is }) => is === decides).map(({ cause }) => cause);
  return { state: causes.length === 0 ? 'clear' : decides === 'true' ? 'occasion' : 'open', causes };
}

interface Look {
  readonly is: 'true' | 'false' | 'unknown';
  readonly cause: OccasionCause;
}

async function lookAtOccasion(
  occasion: Occasion,
  index: number,
  subject: EntityRecord,
  now: Judging,
  then: Judging,
): Promise<Look> {
  const cause = { occasion: index, verdict: null, records: [], requirements: [], rank: null };
  if (occasion.kind === 'rank') {
    const rank = await rankOf(occasion.fact, subject, then);
    const best = await rankOf(occasion.best, subject, then);
    return { is: isAmongWorst(occasion.worst, rank, best), cause: { ...cause, rank } };
  }
  if (!has(occasion.of, subject.entity.name, now, then)) return { is: 'false', cause };
  const verdict = await then.verdictOn(occasion.of, subject);
  const is = verdict === 'fail' ? 'true' : verdict === 'undetermined' ? 'unknown' : 'false';
  if (is === 'false') return { is, cause };
  const records = await recordsWith(verdict, occasion.of, subject, then);
  const requirements = await requirementsWith(verdict, occasion.of, subject, then);
  return { is, cause: { ...cause, verdict, records, requirements } };
}

/** Null where the model of the moment has no such rank. */
async function rankOf(fact: string, subject: EntityRecord, { model, facts }: Judging): Promise<Value | null> {
  const found = model.facts.get(subject.entity.name)?.get(fact);
  if (found?.definition.kind !== 'rank') return null;
  return (await facts.fact(subject, { through: [], fact })).value;
}

/** Where all are equal there is no worst. */
function isAmongWorst(worst: number, rank: Value | null, best: Value | null): Look['is'] {
  if (rank === null || best === null) return 'false';
  if (rank.kind === 'unknown' || best.kind === 'unknown') return 'unknown';
  const [fromWorst, fromBest] = [placeOf(rank), placeOf(best)];
  return fromWorst !== null && fromBest !== null && fromWorst <= worst && fromBest > 1 ? 'true' : 'false';
}

function placeOf(value: Value): number | null {
  return value.kind === 'number' && value.range.low !== null ? value.range.low.valueOf() : null;
}

/** Whether the model of the moment has what the occasion names, about the same entity. */
function has(of: Requirement, entity: string, now: Judging, then: Judging): boolean {
  switch (of.kind) {
    case 'standard':
      return then.model.standards.get(of.standard)?.entity === entity;
    case 'rule':
      return then.model.rules.get(of.rule)?.entity === entity;
    case 'records':
      return then.model.rules.get(of.rule)?.entity === now.ruleNamed(of.rule).entity;
  }
}

async function recordsWith(
  verdict: Verdict,
  of: Requirement,
  subject: EntityRecord,
  { records, verdict: verdictOf, ruleNamed }: Judging,
): Promise<readonly string[]> {
  if (of.kind !== 'records') return [];
  const keys: string[] = [];
  for (const record of records.linked(ruleNamed(of.rule).entity, of.link, subject)) {
    if ((await verdictOf(of.rule, record)) === verdict) keys.push(record.key);
  }
  return keys.sort(compareKeys);
}

async function requirementsWith(
  verdict: Verdict,
  of: Requirement,
  subject: EntityRecord,
  { standing, standardNamed }: Judging,
): Promise<readonly string[]> {
  if (of.kind !== 'standard') return [];
  const { requires } = await standing(of.standard, subject);
  const names = standardNamed(of.standard).requires.map(nameOf);
  return [...new Set(names.filter((_, index) => requires[index] === verdict))];
}

interface Counted {
  readonly periods: readonly LadderPeriod[];
  /** The place of the step that each occasion counted calls for. */
  readonly calls: readonly number[];
  /** The first day of the run; null where no occasion is counted. */
  readonly began: CivilDate | null;
}

function count({ steps, clearsAfter }: Ladder, found: readonly Found[]): Counted {
  /** Places in `found` of the occasions counted. */
  let counted: readonly number[] = [];
  let clearInARow = 0;
  const after = found.map(({ state }, place) => {
    if (state === 'absent') return { count: counted.length, cleared: false };
    clearInARow = state === 'clear' ? clearInARow + 1 : 0;
    if (state === 'occasion') counted = [...counted, place];
    const cleared = counted.length > 0 && clearInARow === clearsAfter;
    if (cleared) counted = [];
    return { count: counted.length, cleared };
  });
  const calls = counted.map((_, index) => Math.min(index, steps.length - 1));
  const first = counted[0];
  return {
    periods: found.map((one, place) => {
      const call = calls[counted.indexOf(place)];
      const { count: number, cleared } = after[place] ?? { count: 0, cleared: false };
      return { ...one, count: number, cleared, calls: call === undefined ? null : (steps[call]?.name ?? null) };
    }),
    calls,
    began: first === undefined ? null : (found[first]?.period.first ?? null),
  };
}

interface Run {
  readonly ladder: Ladder;
  readonly sent: SentLetters;
  readonly record: EntityRecord;
  readonly judging: Judging;
  readonly calls: readonly number[];
  readonly began: CivilDate | null;
}

interface Letter {
  readonly key: string;
  /** Its place among the steps. */
  readonly step: number;
  readonly on: CivilDate;
  readonly about: CivilDate | null;
}

/** Null where the letters' table is missing. */
async function lettersOf(run: Run): Promise<LadderLetters | null> {
  const { ladder, sent, record, judging, calls } = run;
  if (judging.records.isMissing(sent.entity)) return null;
  const letters: Letter[] = [];
  for (const one of judging.records.linked(sent.entity, sent.link, record)) {
    const letter = await letterOf(one, run);
    if (letter !== null) letters.push(letter);
  }
  letters.sort((a, b) => (a.on === b.on ? compareKeys(a.key, b.key) : a.on < b.on ? -1 : 1));
  const steps = ladder.steps.map(({ name }, place) => {
    const own = letters.filter(({ step }) => step === place);
    return { name, called: calls.filter((step) => step === place).length, sent: own.length, first: own[0]?.on ?? null };
  });
  const namesWhere = (holds: (step: (typeof steps)[number], place: number) => boolean): readonly string[] =>
    steps.filter(holds).map(({ name }) => name);
  return {
    letters: letters.map(({ step, ...letter }) => ({ ...letter, step: stepName(ladder, step) })),
    sent: namesWhere((step) => step.sent > 0),
    missing: namesWhere((step) => step.called > step.sent),
    outOfOrder: namesWhere(({ called, first }, place) => {
      if (first === null) return false;
      const isTooEarly = steps.slice(0, place).some((earlier) => earlier.first === null || first < earlier.first);
      return called === 0 || isTooEarly;
    }),
    duplicates: namesWhere((step) => step.called > 0 && step.sent > step.called),
  };
}

/** Null where the letter counts for none, or is not about the run. */
async function letterOf(record: EntityRecord, { ladder, sent, judging, began }: Run): Promise<Letter | null> {
  const { judged, asOf } = judging.moment;
  const read = async (path: FactPath): Promise<string | null> => {
    const { value } = await judging.facts.fact(record, path);
    return value.kind === 'text' || value.kind === 'date' || value.kind === 'month' ? value.value : null;
  };
  const name = await read(sent.step);
  const step = ladder.steps.findIndex((one) => one.name === name);
  const on = await read(sent.on);
  const about = sent.about === null ? null : await read(sent.about);
  if (step === -1 || on === null || on > asOf || began === null) return null;
  if (sent.about === null) return began <= on ? { key: record.key, step, on, about } : null;
  return about !== null && began <= about && about <= judged ? { key: record.key, step, on, about } : null;
}

function stepName({ steps }: Ladder, place: number): string {
  const step = steps[place];
  if (step === undefined) throw new Error('a ladder without the step');
  return step.name;
}
