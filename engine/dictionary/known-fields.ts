/** Names of fields, where a descriptor names them. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import { unknownField } from '../diagnostics/registry/dictionary.ts';
import type { Field } from '../model/dictionary.ts';
import type { ScalarTree } from '../yaml/tree.ts';

/** Those of the names that are fields, each once; the others are reported. */
export function knownFields(
  entity: string,
  written: readonly ScalarTree[],
  fields: ReadonlyMap<string, Field>,
  diagnostics: Diagnostic[],
): string[] {
  const known = new Set<string>();
  for (const { place, source } of written) {
    if (fields.has(source)) {
      known.add(source);
    } else {
      const parameters = { entity, field: source, suggestion: suggestion(source, fields.keys()) };
      diagnostics.push(report(unknownField, place, parameters));
    }
  }
  return [...known];
}
