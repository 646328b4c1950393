/** Reads a procedure: its steps with their dates and deadlines. */
import * as problems from '../diagnostics/registry/language/procedures.ts';
import { isNull, type Tree } from '../yaml/tree.ts';
import { stepIn } from './made.ts';
import { readAmount } from './read-amount.ts';
import { readCondition } from './read-condition.ts';
import { readOtherwise } from './read-otherwise.ts';
import { readStepName, readSteps, withoutTwice } from './read-steps.ts';
import { headOf, readFields, readLocalized, readPath, readWord } from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type { DeadlineSyntax, ProcedureStepSyntax, ProcedureSyntax, Word } from './syntax.ts';

export function readProcedure(sink: Sink, name: Word, tree: Tree): ProcedureSyntax | null {
  const fields = readFields(sink, tree, 'procedure', name);
  if (fields === null) return null;
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name.text, en: name.text };
  readLocalized(sink, fields.get('description'));
  const entity = readWord(sink, fields.get('for'));
  const items = readSteps(sink, fields.get('steps'));
  const read = items.map((item) => readStep(sink, item)).filter((step) => step !== null);
  const steps = withoutTwice(sink, read, name);
  if (items.length === 1) tell(sink, problems.oneStep, name.place, { name: name.text });
  checkStarts(sink, steps);
  const { says: _, ...otherwise } = readOtherwise(sink, fields.get('otherwise'), name);
  const rest = {
    during: readPath(sink, fields.get('during')),
    admitWhen: readCondition(sink, fields.get('admit-when')),
    cites: readWord(sink, fields.get('cites'), 'cites'),
  };
  return entity === null ? null : { kind: 'procedure', name, title, entity, steps, ...rest, ...otherwise };
}

/** Words that stand for the other rules of a procedure. */
const otherRules = ['admitted', 'in-order', 'complete'];

function readStep(sink: Sink, tree: Tree): ProcedureStepSyntax | null {
  const owner = { place: headOf(tree) };
  const fields = readFields(sink, tree, 'procedureStep', owner);
  const name = readStepName(sink, fields?.get('step'), otherRules);
  const title = readLocalized(sink, fields?.get('title'));
  const on = readPath(sink, fields?.get('on'));
  const within = readDeadline(sink, fields?.get('within'), name ?? { text: '', ...owner });
  return name && { name, title: title ?? { zh: name.text, en: name.text }, on, within };
}

const units: readonly DeadlineSyntax['unit'][] = ['days', 'workdays', 'months'];

function readDeadline(sink: Sink, tree: Tree | undefined, owner: Word): DeadlineSyntax | null {
  if (tree === undefined) return null;
  const fields = readFields(sink, tree, 'deadline', owner);
  if (fields === null || tree.kind !== 'map') return null;
  const written = tree.entries.filter(({ key }) => units.some((unit) => unit === key.source));
  const [first, second] = written;
  if (first === undefined) tell(sink, problems.deadlineWithoutUnit, headOf(tree), {});
  if (first !== undefined && second !== undefined) {
    tell(sink, problems.deadlineOfTwoUnits, second.key.place, { first: first.key.source, second: second.key.source });
  }
  const unit = units.find((each) => each === first?.key.source) ?? 'days';
  const isOne = first !== undefined && second === undefined && !isNull(first.value);
  const amount = readAmount(sink, fields.get(unit));
  return { unit, amount: isOne ? amount : null, from: readPath(sink, fields.get('from')) };
}

/** Whether each deadline says from when it counts: the first step has none before it, and no step waits for a later one. */
function checkStarts(sink: Sink, steps: readonly ProcedureStepSyntax[]): void {
  for (const [index, { name, within }] of steps.entries()) {
    if (within === null) continue;
    if (within.from === null) {
      if (index === 0) tell(sink, problems.deadlineWithoutStart, name.place, { step: name.text });
      continue;
    }
    const [word] = within.from.steps;
    if (word !== undefined && stepIn(steps, within.from) >= index) {
      tell(sink, problems.deadlineFromLater, word.place, { step: name.text, from: word.text });
    }
  }
}
