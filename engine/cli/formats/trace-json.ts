/** The matrix as JSON, with the names of interfaces in camel case. */
import type { Place } from '../../diagnostics/diagnostic.ts';
import type { Trace } from '../../index.ts';

export function traceJson({ clauses, rules, fields, gaps }: Trace): object {
  return {
    clauses: clauses.map(({ place, ...clause }) => ({ ...clause, ...spot(place) })),
    rules: rules.map(({ name, place, ...rule }) => ({ rule: name, ...rule, ...spot(place) })),
    fields: fields.map(({ place, ...field }) => ({ ...field, ...spot(place) })),
    gaps,
    counts: {
      clauses: clauses.length,
      rules: rules.length,
      tests: casesOf(rules),
      fields: fields.length,
      gaps: gaps.length,
    },
  };
}

/** How many cases expect something of a rule. */
export function casesOf(rules: Trace['rules']): number {
  return new Set(rules.flatMap(({ tests }) => tests.map((test) => `${test.file}\n${test.case}`))).size;
}

/** The line counts from one, as editors do. */
function spot({ file, range }: Place): { readonly file: string; readonly line: number } {
  return { file, line: range.start.line + 1 };
}
