/** Reads what a standard requires, and what is an occasion of a ladder: names of rules, standards and procedures. */
import * as problems from '../diagnostics/registry/language/rules.ts';
import type { Tree } from '../yaml/tree.ts';
import { type Fields, headOf, readFields, readItems, readPath, readWord } from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type { RequirementSyntax, Word } from './syntax.ts';

/** Names; or, to say which way records belong to the subject, `{ rule, via }`. */
export function readRequirements(sink: Sink, tree: Tree): readonly RequirementSyntax[] {
  return readItems(sink, tree, 'names')
    .map((item) => {
      if (item.kind !== 'map') {
        const name = readWord(sink, item);
        return name && { name, via: null };
      }
      const fields = readFields(sink, item, 'requirement', { place: headOf(item) });
      const name = fields === null ? null : nameIn(sink, fields);
      if (fields !== null && name === null) tell(sink, problems.requirementWithoutName, headOf(item), {});
      return name && { name, via: readPath(sink, fields?.get('via')) };
    })
    .filter((requirement) => requirement !== null);
}

/** The name under whichever of the keys is there. */
export function nameIn(sink: Sink, fields: Fields): Word | null {
  return readWord(sink, fields.get('rule') ?? fields.get('standard') ?? fields.get('procedure'));
}
