/** Reads numbers that count something: points, days, months, places. */
import { tooManyDigits } from '../diagnostics/registry/language/condition.ts';
import * as ladderProblems from '../diagnostics/registry/language/ladders.ts';
import * as standingProblems from '../diagnostics/registry/language/standings.ts';
import { placeWithin, type Tree } from '../yaml/tree.ts';
import { canonicalNumber } from './condition/literals.ts';
import { parseOperand } from './condition/parse.ts';
import { readFields, wrongShape } from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type { AmountSyntax, ScoreSyntax, Word } from './syntax.ts';
import { wordAt, wordOf } from './word.ts';

/** A number of at least 0, or a `$parameter`. */
export function readAmount(sink: Sink, tree: Tree | undefined): AmountSyntax | null {
  if (tree === undefined) return null;
  if (tree.kind !== 'scalar' || tree.value === null) {
    wrongShape(sink, tree, 'amount');
    return null;
  }
  const { operand, problems: found } = parseOperand(tree.source);
  if (found.length === 0 && operand.kind === 'parameter') {
    const { name, span } = operand;
    // Without the sign, so that a name can be put in its place.
    const own = { start: span.end - name.length, end: span.end };
    return { kind: 'parameter', name: wordAt(name, own, (part) => placeWithin(tree, part.start, part.end)) };
  }
  const isNumber = found.length === 0 && operand.kind === 'number' && !operand.percent && !tree.quoted;
  if (isNumber && !operand.value.startsWith('-')) return { kind: 'literal', value: operand.value, place: tree.place };
  const isTooLong = /^\d+(\.\d+)?$/.test(tree.source) && canonicalNumber(tree.source, false) === null;
  tell(sink, isTooLong ? tooManyDigits : standingProblems.noAmount, tree.place, { text: tree.source });
  return null;
}

/** From 1 on. */
export function readWhole(sink: Sink, tree: Tree | undefined, key: string): number | null {
  if (tree === undefined) return null;
  if (tree.kind === 'scalar' && !tree.quoted && /^[1-9]\d{0,5}$/.test(tree.source)) return Number(tree.source);
  if (tree.kind !== 'scalar' || tree.value === null) wrongShape(sink, tree, 'whole');
  else tell(sink, ladderProblems.noWhole, tree.place, { key, text: tree.source });
  return null;
}

export function readScore(sink: Sink, tree: Tree | undefined, owner: Word): ScoreSyntax | null {
  if (tree === undefined) return null;
  const fields = readFields(sink, tree, 'score', owner);
  if (fields === null) return null;
  const less = fields.get('less');
  const full = readAmount(sink, fields.get('full'));
  if (less === undefined) return { full: null, less: [] };
  if (less.kind !== 'map' || less.entries.length === 0) {
    wrongShape(sink, less, 'amounts');
    return { full: null, less: [] };
  }
  return { full, less: less.entries.map(({ key, value }) => ({ name: wordOf(key), amount: readAmount(sink, value) })) };
}
