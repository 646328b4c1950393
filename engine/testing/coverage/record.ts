/**
 * Notes in a ledger what the cases show. Only what comes out as expected shows something; what a case went through on the way, only
 * where the whole case passes.
 */
import type { Moment } from '../../calendar/period.ts';
import { literalValue, parameterValue } from '../../interpret/literals.ts';
import type { Aggregated, Watch } from '../../interpret/watch.ts';
import type { Condition, Operand } from '../../model/condition.ts';
import type {
  LadderExplanation,
  ProcedureExplanation,
  RuleExplanation,
  Trace,
  TracedFact,
} from '../../model/explanation.ts';
import type { Aggregate } from '../../model/fact.ts';
import type { Model, Rule } from '../../model/policy.ts';
import { operandsOf } from '../../model/reads.ts';
import { and } from '../../model/truth.ts';
import { unknown, type Value } from '../../model/value.ts';
import { type Verdict, verdictOf, waive } from '../../model/verdict.ts';
import { spotOf } from './boundary.ts';
import { decides, type Outcomes, outcomesOf, visitParts } from './deciding.ts';
import { type Ledger, note, noteHalf, ruleKey, stepKey } from './ledger.ts';
import { ladderShows, procedureShows } from './programme.ts';
import { quantityOf } from './quantifier.ts';
import type { CaseRef } from './result.ts';

/** What one case went through, kept until it is known what comes of it. */
export interface Recording {
  readonly watch: Watch;
  /** A rule of which the case expects something. */
  rule(explained: RuleExplanation): void;
  ladder(explained: LadderExplanation): void;
  /** `isExpected`: the case expects something of the procedure itself, not of a rule that it makes. */
  procedure(explained: ProcedureExplanation, isExpected: boolean): void;
  /** Whether the expectation looked at last comes out. */
  settle(holds: boolean): void;
  /** The end of the case. */
  count(by: CaseRef, passed: boolean): void;
}

/** Of a case that is judged by a model at a moment. */
export function recordingIn(ledger: Ledger, model: Model, at: Moment): Recording {
  let open: Note[] = [];
  const held: Note[] = [];
  const onTheWay: Note[] = [];
  return {
    watch: {
      looked: (condition, trace, by, then) => {
        onTheWay.push((one) => noteCondition({ ledger, model: by, at: then, by: one }, condition, trace, truths));
      },
      aggregated: (definition, seen) => onTheWay.push((by) => noteAggregate(ledger, definition, seen, by)),
      judged: (rule, verdict, by) => onTheWay.push(() => noteReached(ledger, rule, verdict, by)),
    },
    rule: (explained) => open.push((by) => noteRule({ ledger, model, at, by }, explained)),
    ladder: (explained) =>
      open.push((by) => {
        const policy = model.ladders.get(explained.ladder)?.policy ?? '';
        for (const which of ladderShows(explained)) {
          note(ledger.steps.get(stepKey(policy, versionOf(model, policy), explained.ladder, which)), by);
        }
      }),
    procedure: (explained, isExpected) =>
      open.push((by) => {
        const policy = model.procedures.get(explained.procedure)?.policy ?? '';
        for (const which of procedureShows(explained, isExpected)) {
          note(ledger.steps.get(stepKey(policy, versionOf(model, policy), explained.procedure, which)), by);
        }
      }),
    settle: (holds) => {
      if (holds) held.push(...open);
      open = [];
    },
    count: (by, passed) => {
      for (const each of passed ? [...held, ...onTheWay] : held) each(by);
    },
  };
}

type Note = (by: CaseRef) => void;

interface Noting {
  readonly ledger: Ledger;
  readonly model: Model;
  readonly at: Moment;
  readonly by: CaseRef;
}

/** What comes of a fact's condition is its own truth. */
const truths: Outcomes = { true: 'true', false: 'false', unknown: 'undetermined', empty: 'undetermined' };

const undecided = 'undetermined';

function noteRule(noting: Noting, { rule: name, placed, when, require, verdict, waived }: RuleExplanation): void {
  const { ledger, model, by } = noting;
  const rule = model.rules.get(name);
  if (rule === undefined) return;
  const cells = ledger.rules.get(ruleKey(rule.policy, versionOf(model, rule.policy), name));
  note(cells?.judged, by);
  cells?.expected.add(verdict);
  cells?.reached.add(verdict);
  if (placed === 'false') return;
  const shown = (found: Verdict): Verdict => (waived === null ? found : waive(found));
  if (rule.when !== null && when !== null) {
    const outcomes = outcomesOf((truth) => shown(verdictOf(and([placed, truth]), require.truth)));
    noteCondition(noting, rule.when, when, outcomes);
  }
  const applies = and([placed, when?.truth ?? 'true']);
  if (applies !== 'true') return;
  const outcomes = outcomesOf((truth) => shown(verdictOf(applies, truth)));
  noteCondition(noting, rule.require, require, outcomes);
}

function noteReached({ rules }: Ledger, { name, policy }: Rule, verdict: Verdict, model: Model): void {
  rules.get(ruleKey(policy, versionOf(model, policy), name))?.reached.add(verdict);
}

function noteAggregate({ facts }: Ledger, definition: Aggregate, seen: Aggregated, by: CaseRef): void {
  const quantity = quantityOf(seen);
  if (quantity !== null) note(facts.get(definition)?.get(quantity), by);
}

function noteCondition(noting: Noting, whole: Condition, trace: Trace, outcomes: Outcomes): void {
  const { ledger, by } = noting;
  visitParts(whole, trace, outcomes, (condition, { truth, ...found }, comes) => {
    const cells = ledger.parts.get(condition);
    if (cells === undefined) return;
    if (truth === 'true' || truth === 'false') {
      note(cells[truth], by);
      if (!decides(comes)) return;
      if (cells.pair !== null && comes[truth] !== undecided) noteHalf(cells.pair, truth, comes[truth], by);
      if (found.kind !== 'leaf') return;
      for (const { bound, spots } of cells.bounds) {
        const limit = operandValue(bound.operand, operandFacts(found), noting);
        const spot = spotOf(bound, found.facts[0]?.value ?? unknown, limit);
        if (spot !== null) note(spots.get(spot), by);
      }
    } else if (truth === 'unknown' && comes.unknown === undecided && isSettledBy(comes)) {
      note(cells.unknown, by);
    }
  });
}

/** Whatever it were, what comes of the whole would be decided. */
function isSettledBy(outcomes: Outcomes): boolean {
  return decides(outcomes) && outcomes.true !== undecided && outcomes.false !== undecided;
}

/** The values of a leaf's operands that are facts. */
function operandFacts({ leaf, facts }: Omit<Extract<Trace, { kind: 'leaf' }>, 'truth'>): ReadonlyMap<Operand, Value> {
  const operands = operandsOf(leaf).filter((operand) => operand.kind === 'fact');
  return new Map(operands.map((operand, index) => [operand, (facts[index + 1] as TracedFact).value]));
}

function operandValue(operand: Operand, facts: ReadonlyMap<Operand, Value>, { model, at }: Noting): Value {
  switch (operand.kind) {
    case 'literal':
      return literalValue(operand.literal);
    case 'parameter':
      return parameterValue(model, operand.parameter, at);
    case 'fact':
      return facts.get(operand) ?? unknown;
  }
}

function versionOf({ policies }: Model, policy: string): string {
  return policies.find(({ name }) => name === policy)?.version ?? '';
}
