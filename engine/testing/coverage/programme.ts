/** The goals of ladders and procedures: each letter due, the count begun anew; each step current, each state that a step can have. */
import type { Localized, Place } from '../../diagnostics/diagnostic.ts';
import type { LadderSyntax, ProcedureSyntax } from '../../language/syntax.ts';
import type { LadderExplanation, ProcedureExplanation } from '../../model/explanation.ts';
import type { Procedure } from '../../model/policy.ts';
import type { StepState } from '../../model/step-state.ts';
import { cellOf, type Declaring, ownerIn } from './draft.ts';
import { type Cell, stepKey } from './ledger.ts';
import { clearedNeeds, currentNeeds, dueNeeds, stateNeeds } from './needs.ts';
import type { Owner } from './result.ts';

export function declareLadder(declaring: Declaring, { name, steps }: LadderSyntax): void {
  const ladder = declaring.model.ladders.get(name.text);
  if (ladder === undefined) return;
  const owner = ownerIn(declaring, 'ladder', ladder.name);
  const add = adder(declaring, owner, 'ladder');
  for (const { name: step, title } of steps) add(`due ${step.text}`, step.place, title, dueNeeds(title));
  add('due none', name.place, ladder.title, dueNeeds(null));
  if (ladder.clearsAfter !== null) add('cleared', name.place, ladder.title, clearedNeeds);
}

/** The goals that a ladder's standing for one subject meets. */
export function ladderShows({ due, periods }: LadderExplanation): readonly string[] {
  const cleared = periods.some((period) => period.cleared);
  return [`due ${due ?? 'none'}`, ...(cleared ? ['cleared'] : [])];
}

export function declareProcedure(declaring: Declaring, { name, steps }: ProcedureSyntax): void {
  const procedure = declaring.model.procedures.get(name.text);
  if (procedure === undefined) return;
  const owner = ownerIn(declaring, 'procedure', procedure.name);
  const add = adder(declaring, owner, 'procedure');
  for (const [index, { name: step, title }] of steps.entries()) {
    add(`current ${step.text}`, step.place, title, currentNeeds(title));
    for (const state of statesOf(procedure, index)) {
      add(`${state} ${step.text}`, step.place, title, stateNeeds(title, state));
    }
  }
  add('current none', name.place, procedure.title, currentNeeds(null));
  if (procedure.admitWhen !== null) {
    add('undetermined', name.place, procedure.title, stateNeeds(procedure.title, 'undetermined'));
  }
}

/** The goals that a record's way through a procedure meets. `current` counts only where a case expects it. */
export function procedureShows(
  { current, placed, isIn, steps }: ProcedureExplanation,
  isExpected: boolean,
): readonly string[] {
  const told = isExpected ? [`current ${(placed !== 'false' && current) || 'none'}`] : [];
  if (placed === 'false' || isIn === 'false') return told;
  return [...told, ...steps.map(({ step, state }) => (state === 'undetermined' ? 'undetermined' : `${state} ${step}`))];
}

/** The states that a step can have; whether it is undetermined is asked of the whole procedure. */
function statesOf({ steps }: Procedure, index: number): readonly StepState[] {
  const hasDeadline = steps[index]?.within != null;
  return [
    'done',
    ...(hasDeadline ? (['late', 'overdue'] as const) : []),
    ...(index > 0 ? (['out-of-order'] as const) : []),
    ...(index < steps.length - 1 ? (['missing'] as const) : []),
    'due',
    ...(index > 0 ? (['pending'] as const) : []),
  ];
}

type Add = (which: string, place: Place, text: Localized, needs: Localized) => void;

function adder({ draft }: Declaring, of: Owner, measure: 'ladder' | 'procedure'): Add {
  return (which, place, text, needs) => {
    const cell = cellOf<Cell>(draft, { measure, which, of, place, text, needs, by: [] });
    draft.steps.set(stepKey(of.policy, of.version, of.name, which), cell);
  };
}
