/** What comes out for a subject, by the interpreter; the compiled SQL gives the same, as each policy test checks. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import { ZhunshengError } from '../diagnostics/error.ts';
import { type Engines, makeEngines } from '../interpret/conditions.ts';
import { type Interpretation, interpreter } from '../interpret/interpreter.ts';
import { type Era, modelOn } from '../language/analysis.ts';
import { noStep } from '../language/read-steps.ts';
import type { Condition } from '../model/condition.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Model } from '../model/policy.ts';
import { pointsText } from '../testing/expected.ts';
import type { Target } from './affected.ts';

/** One version of the rules, with what is made once to judge by it. */
export interface Rules {
  readonly eras: readonly Era[];
  readonly engines: Engines;
}

/** Conditions that another version has too are judged by its engines: making them costs more than running them. */
export function rulesOf(eras: readonly Era[], other: Rules | null = null): Rules {
  const own = makeEngines();
  if (other === null) return { eras, engines: own };
  const shared = new Set(other.eras.flatMap(({ model }) => conditionsIn(model)));
  const enginesOf = (condition: Condition): Engines => (shared.has(condition) ? other.engines : own);
  return {
    eras,
    engines: {
      whole: (condition) => enginesOf(condition).whole(condition),
      brief: (condition) => enginesOf(condition).brief(condition),
    },
  };
}

/** Records as one version of the rules judges them. */
export interface Bench {
  readonly model: Model;
  readonly interpretation: Interpretation;
}

/** Null: nothing is in force. */
export function benchOf({ eras, engines }: Rules, given: Dataset, at: Moment): Bench | null {
  const model = modelOn({ eras }, at.judged);
  const interpretation = interpreter((day: CivilDate) => modelOn({ eras }, day), given, { engines }).at(at);
  return model === null || interpretation === null ? null : { model, interpretation };
}

export interface Outcome {
  /** The verdict, or the step; where there is none, why: no text that a test could expect. */
  readonly plain: string;
  /** With the severity of a rule that fails, or the points of a standard. */
  readonly full: string;
  /** Whether a test can expect it. */
  readonly sound: boolean;
}

export async function outcomeOf(bench: Bench | null, target: Target, subject: string): Promise<Outcome> {
  const entity = bench === null ? null : entityOf(bench.model, target);
  if (bench === null || entity === null || !bench.interpretation.subjects(entity).includes(subject)) return absent;
  try {
    return await judged(bench, target, subject);
  } catch (error) {
    // Such as a day outside the years whose holidays are known.
    if (error instanceof ZhunshengError) return { plain: error.message, full: error.message, sound: false };
    throw error;
  }
}

export function entityOf(model: Model, { kind, name }: Target): string | null {
  return model[`${kind}s`].get(name)?.entity ?? null;
}

const absent: Outcome = { plain: 'absent', full: 'absent', sound: false };

async function judged({ model, interpretation }: Bench, { kind, name }: Target, subject: string): Promise<Outcome> {
  switch (kind) {
    case 'rule': {
      const verdict = await interpretation.verdict(name, subject);
      return outcome(verdict, verdict === 'fail' ? (model.rules.get(name)?.severity ?? null) : null);
    }
    case 'standard': {
      const { verdict, score } = await interpretation.standard(name, subject);
      return outcome(verdict, pointsText(score));
    }
    case 'ladder':
      return outcome((await interpretation.ladder(name, subject)).due ?? noStep, null);
    case 'procedure': {
      const explained = await interpretation.procedure(name, subject);
      return outcome((explained.placed !== 'false' && explained.current) || noStep, null);
    }
  }
}

function outcome(plain: string, detail: string | null): Outcome {
  return { plain, full: detail === null ? plain : `${plain} ${detail}`, sound: true };
}

/** Those that are judged as a whole. */
function conditionsIn({ rules, facts, procedures }: Model): readonly Condition[] {
  const found = [
    ...[...rules.values()].flatMap(({ when, require }) => [when, require]),
    ...[...procedures.values()].map(({ admitWhen }) => admitWhen),
    ...[...facts.values()].flatMap((all) =>
      [...all.values()].flatMap(({ definition }) => [
        ...('where' in definition ? [definition.where] : []),
        ...('that' in definition ? [definition.that] : []),
      ]),
    ),
  ];
  return found.filter((condition) => condition !== null);
}
