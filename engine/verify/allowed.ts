/** Whether a field could hold a value: the dictionary's constraints. */
import { constraintCheck } from '../dictionary/constraints.ts';
import { memo } from '../interpret/memo.ts';
import type { Cell, Field } from '../model/dictionary.ts';
import type { Value } from '../model/value.ts';
import type { Variable } from './variable.ts';

export function allowedBy(): (variable: Variable, value: Value) => boolean {
  const checkOf = memo((field: Field) => constraintCheck(field));
  return ({ fact: { definition } }, value) => {
    if (definition.kind !== 'field') return value.kind !== 'unknown';
    const { field } = definition;
    const cell = cellOf(value);
    if (cell === null) return !field.constraints.required;
    return checkOf(field)(cell, () => ({ zh: '', en: '' })) === null;
  };
}

function cellOf(value: Value): Cell {
  switch (value.kind) {
    case 'number':
      return value.range.low?.toString() ?? null;
    case 'unknown':
    case 'empty':
      return null;
    default:
      return value.value;
  }
}
