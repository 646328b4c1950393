/** What was wrong with a value, as a finding or a diagnostic tells it. */
import { type Definition, fill } from '../diagnostics/define.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Cell, Field } from '../model/dictionary.ts';
import { readDateObject } from './date-text.ts';

/** Why a value is taken as unknown. Never shows the value of a sensitive field. */
export interface CellProblem {
  readonly code: string;
  readonly message: Localized;
  readonly remedy: Localized;
}

/** With a problem the cell is null. */
export interface CellResult {
  readonly cell: Cell;
  readonly problem: CellProblem | null;
}

/** A problem made from an entry of the registry. */
export function failure<P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  parameters: P,
): CellResult {
  return {
    cell: null,
    problem: {
      code: definition.code,
      message: fill(definition.message, parameters),
      remedy: fill(definition.remedy, parameters),
    },
  };
}

/** A value as a message may show it: quoted and cut short, or words in its place where the field is sensitive. */
export function shown(field: Field, value: unknown): Localized {
  if (field.sensitive) return { zh: '该值（敏感，不显示）', en: 'the value (sensitive, not shown)' };
  const whole = value instanceof Date ? (readDateObject(value) ?? '') : String(value);
  const characters = Array.from(whole.slice(0, 100).replace(/\s+/g, ' '));
  const text = characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : characters.join('');
  return { zh: `“${text}”`, en: `"${text}"` };
}
