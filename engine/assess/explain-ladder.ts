/** Where a subject stands on a ladder, told: what happened in each month, what it calls for, what was sent. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { LadderExplanation, LadderPeriod, OccasionCause } from '../model/explanation.ts';
import { factAt } from '../model/path.ts';
import type { Ladder, Model, Occasion } from '../model/policy.ts';
import { pathText, valueText } from '../model/text.ts';
import type { Verdict } from '../model/verdict.ts';
import { type Speech, titleOf } from './words.ts';

export interface ExplainedLadder {
  readonly ladder: string;
  readonly title: string;
  /** How many are counted at the end. */
  readonly occasions: number;
  /** The name of the step that the last one calls for; null where none is counted. */
  readonly due: string | null;
  /** From the mildest to the most serious. */
  readonly steps: readonly ExplainedRung[];
  /** The periods over which occasions are counted, in order of time. */
  readonly periods: readonly ExplainedPeriod[];
  /** Null where the ladder follows no letters, or their table is missing. */
  readonly letters: Omit<NonNullable<LadderExplanation['letters']>, 'letters'> | null;
  readonly cites: string | null;
}

export interface ExplainedRung {
  readonly step: string;
  readonly title: string;
  /** To whom it goes: words of the policy. */
  readonly to: readonly string[];
  /** The periods, by name, that call for it. */
  readonly calledFor: readonly string[];
  readonly letters: readonly { readonly key: string; readonly on: CivilDate; readonly about: CivilDate | null }[];
}

export interface ExplainedPeriod {
  /** `2021-03`, `2021-Q1`. */
  readonly period: string;
  readonly state: LadderPeriod['state'];
  /** The occasions counted after it. */
  readonly count: number;
  /** The count began anew with it. */
  readonly cleared: boolean;
  /** The name of the step that it calls for, where it is still counted. */
  readonly calls: string | null;
  readonly causes: readonly ExplainedCause[];
}

export interface ExplainedCause {
  readonly kind: 'standard' | 'rule' | 'rank';
  /** Of the standard or rule, or the path of the number by which subjects are ranked. */
  readonly name: string;
  readonly title: string;
  /** Of a standard or rule. */
  readonly verdict: Verdict | null;
  /** Of a standard: the requirements that have the verdict. */
  readonly requirements: readonly { readonly name: string; readonly title: string }[];
  /** Of a rule about records: those that have the verdict. */
  readonly records: readonly string[];
  /** The rank from the worst up, in words, and the last that counts as worst. */
  readonly rank: { readonly place: string; readonly worst: number } | null;
}

export function explainLadder(ladder: Ladder, found: LadderExplanation, speech: Speech): ExplainedLadder {
  const { language } = speech;
  const { letters } = found;
  return {
    ladder: ladder.name,
    title: ladder.title[language],
    occasions: found.occasions,
    due: found.due,
    steps: ladder.steps.map(({ name, title, to }) => ({
      step: name,
      title: title[language],
      to,
      calledFor: found.periods.filter(({ calls }) => calls === name).map(({ period }) => period.name),
      letters: (letters?.letters ?? [])
        .filter(({ step }) => step === name)
        .map(({ key, on, about }) => ({ key, on, about })),
    })),
    periods: found.periods.map(({ period, state, count, cleared, calls, causes }) => ({
      period: period.name,
      state,
      count,
      cleared,
      calls,
      causes: causes.map((cause) => explainCause(ladder, cause, speech)),
    })),
    letters:
      letters === null
        ? null
        : {
            sent: letters.sent,
            missing: letters.missing,
            outOfOrder: letters.outOfOrder,
            duplicates: letters.duplicates,
          },
    cites: ladder.cites,
  };
}

function explainCause(ladder: Ladder, cause: OccasionCause, speech: Speech): ExplainedCause {
  const { model, language } = speech;
  const occasion = ladder.occasions[cause.occasion];
  if (occasion === undefined) throw new Error('an occasion that the ladder lacks');
  return {
    ...namesOf(ladder, occasion, speech),
    verdict: cause.verdict,
    requirements: cause.requirements.map((name) => ({ name, title: requiredTitle(model, name)?.[language] ?? name })),
    records: cause.records,
    rank:
      occasion.kind === 'rank' && cause.rank !== null
        ? { place: valueText(cause.rank, rankType, language), worst: occasion.worst }
        : null,
  };
}

const rankType = { kind: 'number', form: 'integer', nonNegative: true, display: 'number' } as const;

function namesOf(ladder: Ladder, occasion: Occasion, speech: Speech): Pick<ExplainedCause, 'kind' | 'name' | 'title'> {
  const { model, language } = speech;
  if (occasion.kind === 'rank') {
    const { definition } = factAt(model, ladder.entity, { through: [], fact: occasion.fact });
    if (definition.kind !== 'rank') throw new Error(`${occasion.fact} is no rank`);
    return { kind: 'rank', name: pathText(definition.by), title: titleOf(definition.by, speech) };
  }
  const { of } = occasion;
  const name = of.kind === 'standard' ? of.standard : of.rule;
  const kind = of.kind === 'standard' ? 'standard' : 'rule';
  return { kind, name, title: requiredTitle(model, name)?.[language] ?? name };
}

/** Rules and standards share their names. */
function requiredTitle(model: Model, name: string) {
  return model.standards.get(name)?.title ?? model.rules.get(name)?.title;
}
