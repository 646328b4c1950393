/** How far a record has come in a procedure, told: each step with its date, its state and its deadline. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import type { ProcedureExplanation, StepExplanation } from '../model/explanation.ts';
import type { Procedure, ProcedureStep } from '../model/policy.ts';
import type { StepState } from '../model/step-state.ts';
import { valueText } from '../model/text.ts';
import { type Speech, titleOf } from './words.ts';

export interface ExplainedProcedure {
  readonly procedure: string;
  readonly title: string;
  /** Whether the record lies in the period. */
  readonly placed: ProcedureExplanation['placed'];
  readonly isIn: ProcedureExplanation['isIn'];
  /** The name of the last step that is recorded. */
  readonly current: string | null;
  readonly steps: readonly ExplainedStep[];
  readonly cites: string | null;
}

export interface ExplainedStep {
  readonly step: string;
  readonly title: string;
  readonly on: CivilDate | null;
  readonly state: StepState;
  readonly deadline: ExplainedDeadline | null;
  readonly lateByDays: number | null;
}

export interface ExplainedDeadline {
  /** In words: `3 workdays from Applied`. */
  readonly text: string;
  /** In words, with its unit: `2 workdays`. */
  readonly taken: string;
  /** The last day on which the step is in time, where that is known. */
  readonly lastDay: CivilDate | null;
}

export function explainProcedure(
  procedure: Procedure,
  found: ProcedureExplanation,
  speech: Speech,
): ExplainedProcedure {
  return {
    procedure: procedure.name,
    title: procedure.title[speech.language],
    placed: found.placed,
    isIn: found.isIn,
    current: found.current,
    steps: procedure.steps.map((step, index) => explainStep(procedure, step, found.steps[index], speech)),
    cites: procedure.cites,
  };
}

function explainStep(
  procedure: Procedure,
  step: ProcedureStep,
  found: StepExplanation | undefined,
  speech: Speech,
): ExplainedStep {
  if (found === undefined) throw new Error(`the step ${step.name} was not looked at`);
  const { on, state, lateByDays } = found;
  const title = step.title[speech.language];
  return { step: step.name, title, on, state, deadline: explainDeadline(procedure, step, found, speech), lateByDays };
}

function explainDeadline(
  { steps }: Procedure,
  { within }: ProcedureStep,
  { deadline }: StepExplanation,
  speech: Speech,
): ExplainedDeadline | null {
  if (within === null || deadline === null) return null;
  const { language } = speech;
  const from = steps.find(({ on }) => on.fact === within.from.fact && on.through.join() === within.from.through.join());
  const start = from?.title[language] ?? titleOf(within.from, speech);
  const amount = valueText(deadline.amount, wholeNumber, language);
  const limit = withUnit(amount, within.unit, language);
  const taken = valueText(deadline.taken, wholeNumber, language);
  return {
    text: language === 'zh' ? `自“${start}”起 ${limit}内` : `within ${limit} of "${start}"`,
    taken: deadline.taken.kind === 'number' ? withUnit(taken, within.unit, language) : taken,
    lastDay: deadline.last,
  };
}

const wholeNumber = { kind: 'number', form: 'integer', nonNegative: false, display: 'number' } as const;

function withUnit(amount: string, unit: keyof typeof units, language: Language): string {
  const word = units[unit][language];
  return `${amount} ${language === 'en' && amount === '1' ? word.slice(0, -1) : word}`;
}

const units: Readonly<Record<'days' | 'workdays' | 'months', Readonly<Record<Language, string>>>> = {
  days: { zh: '天', en: 'days' },
  workdays: { zh: '个工作日', en: 'workdays' },
  months: { zh: '个月', en: 'months' },
} satisfies Record<string, Localized>;
