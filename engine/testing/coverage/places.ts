/** Where the parts of a model's conditions stand in the policy files. */
import type { Place } from '../../diagnostics/diagnostic.ts';
import type { ConditionSyntax } from '../../language/syntax.ts';
import type { Condition } from '../../model/condition.ts';

/** Visits each part with its place; a shared condition as a part, and not what it says. */
export function visitPlaces(
  condition: Condition,
  syntax: ConditionSyntax,
  visit: (condition: Condition, place: Place) => void,
): void {
  const place = placeOf(syntax);
  if (place !== null) visit(condition, place);
  switch (condition.kind) {
    case 'all':
    case 'any':
      if (syntax.kind !== condition.kind) return;
      for (const [index, part] of condition.of.entries()) {
        const written = syntax.of[index];
        if (written !== undefined) visitPlaces(part, written, visit);
      }
      return;
    case 'not':
      if (syntax.kind === 'not') visitPlaces(condition.of, syntax.of, visit);
      return;
    default:
  }
}

/** From its first leaf to its last. */
function placeOf(syntax: ConditionSyntax): Place | null {
  switch (syntax.kind) {
    case 'all':
    case 'any': {
      const places = syntax.of.map(placeOf).filter((place) => place !== null);
      const [first, last] = [places[0], places.at(-1)];
      if (first === undefined || last === undefined) return null;
      return { file: first.file, range: { start: first.range.start, end: last.range.end } };
    }
    case 'not':
      return placeOf(syntax.of);
    case 'shared':
      return syntax.name.place;
    case 'leaf':
      return syntax.at(syntax.line.span);
    case 'broken':
      return null;
  }
}
