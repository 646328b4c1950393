/**
 * The operators that exported rules use beside json-rules-engine's own: those of texts, for which it has
 * none (its `contains` wants a list). All are false where a side is not known.
 */
import type { Engine } from 'json-rules-engine';
import { RE2JS } from 're2js';
import type { Comparison } from '../model/condition.ts';

type Test = (fact: string, value: string) => boolean;

export const textOperators = {
  containsText: (fact, value) => fact.includes(value),
  doesNotContainText: (fact, value) => !fact.includes(value),
  /** An RE2 pattern found somewhere in the text. */
  matches: (fact, value) => patternOf(value).matcher(fact).find(),
} as const satisfies Readonly<Record<string, Test>>;

/** Adds the operators to an engine that is to run exported rules. */
export function registerOperators(engine: Engine): void {
  for (const [name, test] of Object.entries(textOperators)) {
    engine.addOperator(name, (fact: unknown, value: unknown) => {
      return typeof fact === 'string' && typeof value === 'string' && test(fact, value);
    });
  }
}

/** json-rules-engine's names of the comparisons. */
export const stockNames: Readonly<Record<Exclude<Comparison, 'before' | 'after'>, string>> = {
  '=': 'equal',
  '≠': 'notEqual',
  '<': 'lessThan',
  '≤': 'lessThanInclusive',
  '>': 'greaterThan',
  '≥': 'greaterThanInclusive',
};

const patterns = new Map<string, RE2JS>();

function patternOf(text: string): RE2JS {
  const found = patterns.get(text);
  if (found !== undefined) return found;
  const pattern = RE2JS.compile(text);
  patterns.set(text, pattern);
  return pattern;
}
