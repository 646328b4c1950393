/** Table Schema's constraints on one cell. `unique` concerns whole tables and is checked where rows meet. */
import { RE2JS } from 're2js';
import type { Localized } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/data.ts';
import type { Cell, Field } from '../model/dictionary.ts';
import { type CellResult, failure } from './cell-problem.ts';
import { compareDecimals } from './number-text.ts';

/** Takes a cell and what a message may show of it; null where nothing is broken. An unknown cell breaks nothing here. */
export type ConstraintCheck = (cell: Cell, show: () => Localized) => CellResult | null;

/** The field's `pattern` must compile: the dictionary's reader has seen to that. */
export function constraintCheck(field: Field): ConstraintCheck {
  const checks = [...limits(field), ...lengths(field), ...patterns(field), ...slashes(field), ...lists(field)];
  if (checks.length === 0) return () => null;
  return (cell, show) => {
    if (cell === null) return null;
    for (const check of checks) {
      const broken = check(cell, show);
      if (broken !== null) return broken;
    }
    return null;
  };
}

function limits(field: Field): ConstraintCheck[] {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = field.constraints;
  const kind = field.type.kind;
  const compare =
    kind === 'integer' || kind === 'decimal'
      ? (cell: Cell, limit: string) => compareDecimals(String(cell), limit)
      : (cell: Cell, limit: string) => (String(cell) < limit ? -1 : String(cell) > limit ? 1 : 0);
  const limit = (
    at: string | null,
    sign: '' | '>' | '<',
    breaks: (order: number) => boolean,
    problem: typeof problems.belowMinimum,
  ): ConstraintCheck[] =>
    at === null
      ? []
      : [
          (cell, show) =>
            breaks(compare(cell, at))
              ? failure(problem, { value: show(), limit: sign === '' ? at : `(${sign}) ${at}` })
              : null,
        ];
  return [
    ...limit(minimum, '', (order) => order < 0, problems.belowMinimum),
    ...limit(exclusiveMinimum, '>', (order) => order <= 0, problems.belowMinimum),
    ...limit(maximum, '', (order) => order > 0, problems.aboveMaximum),
    ...limit(exclusiveMaximum, '<', (order) => order >= 0, problems.aboveMaximum),
  ];
}

/** In characters, not in UTF-16 units: a rare ideograph counts as one. */
function lengths(field: Field): ConstraintCheck[] {
  const { minLength, maxLength } = field.constraints;
  if (minLength === null && maxLength === null) return [];
  const least = minLength ?? 0;
  const most = maxLength ?? Number.POSITIVE_INFINITY;
  const expected = maxLength === null ? `≥ ${least}` : minLength === null ? `≤ ${maxLength}` : `${least}–${maxLength}`;
  return [
    (cell, show) => {
      const length = Array.from(String(cell)).length;
      return length < least || length > most
        ? failure(problems.wrongLength, { value: show(), length, expected })
        : null;
    },
  ];
}

function patterns(field: Field): ConstraintCheck[] {
  const { pattern } = field.constraints;
  if (pattern === null) return [];
  const compiled = RE2JS.compile(pattern);
  return [
    (cell, show) =>
      compiled.matches(String(cell)) ? null : failure(problems.patternBroken, { value: show(), pattern }),
  ];
}

function slashes(field: Field): ConstraintCheck[] {
  if (field.constraints.noSlash !== true) return [];
  return [(cell, show) => (String(cell).includes('/') ? failure(problems.slashInKey, { value: show() }) : null)];
}

function lists(field: Field): ConstraintCheck[] {
  const { oneOf } = field.constraints;
  if (oneOf === null) return [];
  const allowed = new Set(oneOf);
  return [
    (cell, show) =>
      allowed.has(String(cell)) ? null : failure(problems.notAllowed, { value: show(), allowed: oneOf.join(' ') }),
  ];
}
