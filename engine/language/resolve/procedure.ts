/** Resolves procedures. */
import * as problems from '../../diagnostics/registry/language/procedures.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Deadline, Procedure, ProcedureStep } from '../../model/policy.ts';
import { pathText } from '../../model/text.ts';
import { rulesMadeBy, startOf, takenName } from '../made.ts';
import { tell } from '../sink.ts';
import type { ProcedureSyntax } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { resolveAmount } from './amount.ts';
import { resolveCondition } from './condition.ts';
import type { Context } from './context.ts';
import type { Owned } from './declarations.ts';
import { dateAt, isShown, resolveDuring } from './fact-parts.ts';
import type { Resolved } from './graph.ts';
import { citeOf, entityOf } from './names.ts';

export function resolveProcedure(
  context: Context,
  { declaration, policy }: Owned<ProcedureSyntax>,
): Resolved<Procedure> {
  const { name, title } = declaration;
  const entity = entityOf(context, declaration.entity);
  const cites = citeOf(context, declaration.cites, policy.file);
  if (entity === null) return 'broken';
  const during = declaration.during === null ? null : resolveDuring(context, entity, declaration.during);
  const admitWhen = declaration.admitWhen === null ? null : resolveCondition(context, declaration.admitWhen, entity);
  const steps = declaration.steps.map((_, index) => resolveStep(context, declaration, index, entity));
  const sound = steps.filter((step) => step !== null);
  tellSharedDates(context, declaration, steps);
  if (sound.length < steps.length || sound.length < 2) return 'broken';
  if ((declaration.during !== null && during === null) || (declaration.admitWhen !== null && admitWhen === null)) {
    return 'broken';
  }
  return {
    name: name.text,
    title,
    policy: policy.name.text,
    entity: entity.name,
    during,
    admitWhen,
    steps: sound,
    cites,
    rules: rulesMadeBy(declaration).map((rule) => rule.name.text),
  };
}

function resolveStep(
  context: Context,
  procedure: ProcedureSyntax,
  index: number,
  entity: Entity,
): ProcedureStep | null {
  const { name, title, on, within } = procedure.steps[index] as ProcedureSyntax['steps'][number];
  const date = on && dateAt(context, entity, on);
  const deadline = within === null ? null : resolveDeadline(context, procedure, index, entity);
  if (date === null || (within !== null && deadline === null)) return null;
  if (on !== null && !isShown(context, date, on)) return null;
  return { name: name.text, title, on: date.path, within: deadline };
}

function resolveDeadline(context: Context, procedure: ProcedureSyntax, index: number, entity: Entity): Deadline | null {
  const within = procedure.steps[index]?.within;
  const start = startOf(procedure, index);
  const amount = within?.amount ? resolveAmount(context, within.amount, 'whole') : null;
  const from = start && dateAt(context, entity, start);
  if (within === null || within === undefined || amount === null || from === null) return null;
  return { unit: within.unit, amount, from: from.path, taken: takenName(procedure, index) };
}

/** Two steps of one date are always taken together: nothing could be out of order. */
function tellSharedDates(context: Context, procedure: ProcedureSyntax, steps: readonly (ProcedureStep | null)[]): void {
  const seen = new Map<string, ProcedureStep>();
  for (const [index, step] of steps.entries()) {
    const on = procedure.steps[index]?.on;
    if (step === null || on === null || on === undefined) continue;
    const first = seen.get(pathText(step.on));
    if (first === undefined) seen.set(pathText(step.on), step);
    else tell(context.sink, problems.stepsOfOneDate, placeOfPath(on), { first: first.name, second: step.name });
  }
}
