/** Procedures: two to four steps on dates of the entity, some with deadlines from the step before, another step or another date. */
import type { ProcedureSpec, ProcedureStepSpec } from '../project.ts';
import { pathsFrom } from '../types.ts';
import { drawCondition, drawPath, type Material } from './conditions.ts';
import { isOwnDate } from './facts.ts';
import { drawAmount } from './standards.ts';

const names = ['apply', 'assign', 'review', 'close'];

/** Null where the entity drawn has fewer than two dates. */
export function drawProcedure(material: Material, name: string): ProcedureSpec | null {
  const { draw, scope } = material;
  const entity = draw.pick(scope.entities).name;
  const dates = pathsFrom(scope, entity, 1).flatMap(({ path, type }) => (type.kind === 'date' ? [path] : []));
  const own = dates.filter((path) => !path.includes('.'));
  // A date of another record is a step only now and then.
  const usable = draw.chance(15) ? dates : own;
  if (usable.length < 2) return null;
  const steps: ProcedureStepSpec[] = draw.some(usable, draw.integer(2, 4)).map((on, index) => ({
    name: names[index] ?? on,
    on,
    within: draw.chance(55) ? drawDeadline(material, dates, index) : null,
  }));
  return {
    name,
    entity,
    during: draw.chance(40) ? drawPath(material, entity, isOwnDate(material, entity)) : null,
    admitWhen: draw.chance(45) ? drawCondition(material, entity, draw.integer(0, 2)) : null,
    steps,
  };
}

function drawDeadline(material: Material, dates: readonly string[], index: number): ProcedureStepSpec['within'] {
  const { draw } = material;
  const unit = draw.pick(['days', 'workdays', 'months'] as const);
  const amount = drawAmount(material, 'whole', unit === 'months' ? ['0', '1', '2'] : ['0', '1', '3', '7', '8']);
  const from = index > 0 && draw.chance(60) ? null : draw.pick([...names.slice(0, index), ...dates]);
  return { unit, amount, from };
}
