/** The mutants of a condition, in each of its forms: a line, a list, json-rules-engine's maps. */
import { type Operator, operatorByJsonName, operatorBySpelling, operatorOf } from '../language/condition/operators.ts';
import { parseLine } from '../language/condition/parse.ts';
import { type OperandNode, operandsOf, type Span } from '../language/condition/tree.ts';
import type { Comparison } from '../model/condition.ts';
import { get, type ListTree, type MapTree, placeWithin, type ScalarTree, type Tree } from '../yaml/tree.ts';
import { nextTo } from './next-values.ts';
import { becomes, leftOut, replace, type Site, shortened } from './site.ts';
import { asAny, negated, textAt, withoutItem, withoutNot } from './tree-edits.ts';

export function mutateCondition(site: Site, tree: Tree): void {
  switch (tree.kind) {
    case 'scalar':
      mutateLine(site, tree);
      return;
    case 'list': {
      const [first] = tree.items;
      if (tree.items.length > 1 && first !== undefined) {
        site.put('all-any', first.place, asAny(site.source, tree), becomes('all', 'any'));
      }
      mutateMembers(site, tree);
      return;
    }
    case 'map':
      mutateMap(site, tree);
  }
}

function mutateMap(site: Site, map: MapTree): void {
  for (const { key, value } of map.entries) {
    switch (key.source) {
      case 'all':
      case 'any':
        if (value.kind !== 'list') break;
        if (value.items.length > 1) replace(site, 'all-any', key.place, key.source === 'all' ? 'any' : 'all');
        mutateMembers(site, value);
        break;
      case 'not':
        site.put('condition-negated', key.place, withoutNot(site.source, map, value), leftOut('not'));
        mutateCondition(site, value);
        break;
      case 'condition':
        negate(site, map);
        break;
      case 'fact':
        mutateLeaf(site, map);
    }
  }
}

function mutateMembers(site: Site, list: ListTree): void {
  for (const [index, item] of list.items.entries()) {
    const text = leftOut(textAt(site.source, item.place));
    site.put('part-dropped', item.place, withoutItem(site.source, list, index), text);
    mutateCondition(site, item);
  }
}

function negate(site: Site, tree: Tree): void {
  const text = shortened(textAt(site.source, tree.place));
  site.put('condition-negated', tree.place, negated(site.source, tree), becomes(text, `not: ${text}`));
}

function mutateLine(site: Site, scalar: ScalarTree): void {
  const { line, problems } = parseLine(scalar.source);
  if (line === null || problems.length > 0) return;
  const at = (span: Span) => placeWithin(scalar, span.start, span.end);
  const operator = operatorOf(line);
  const turned = operator === null ? null : mutationsOf(operator);
  if (turned === null) {
    negate(site, scalar);
  } else {
    const written = scalar.source.slice(line.sign.start, line.sign.end);
    const json = operator?.json === written && operator.spelling !== written;
    for (const [id, to] of turned) replace(site, id, at(line.sign), json ? to.json : to.spelling);
  }
  for (const operand of operandsOf(line)) {
    const written = scalar.source.slice(operand.span.start, operand.span.end);
    if (isMovable(operand)) for (const text of nextTo(written)) replace(site, 'constant', at(operand.span), text);
  }
  if (line.kind !== 'in' || line.operands.length < 2) return;
  for (const [index, { span }] of line.operands.entries()) {
    const next = line.operands[index + 1];
    const before = line.operands[index - 1];
    const gone =
      next === undefined
        ? { start: before?.span.end ?? 0, end: span.end }
        : { start: span.start, end: next.span.start };
    const text = leftOut(scalar.source.slice(span.start, span.end));
    site.put('member-dropped', at(span), { place: at(gone), text: '' }, text);
  }
}

/** `{ fact, operator, value }` */
function mutateLeaf(site: Site, map: MapTree): void {
  const written = get(map, 'operator');
  const value = get(map, 'value');
  if (written?.kind !== 'scalar') return;
  const json = operatorByJsonName.get(written.source);
  const operator = json ?? operatorBySpelling.get(written.source);
  const turned = operator === undefined ? null : mutationsOf(operator);
  if (turned === null) negate(site, map);
  else {
    const inner = { start: 0, end: written.source.length };
    const place = placeWithin(written, inner.start, inner.end);
    for (const [id, to] of turned) replace(site, id, place, json === undefined ? to.spelling : to.json);
  }
  if (value?.kind === 'scalar' && typeof value.value === 'number') {
    for (const text of nextTo(value.source)) replace(site, 'constant', value.place, text);
  }
  if (value?.kind !== 'list' || operator?.form.kind !== 'in') return;
  for (const [index, item] of value.items.entries()) {
    const text = leftOut(textAt(site.source, item.place));
    site.put('member-dropped', item.place, withoutItem(site.source, value, index), text);
  }
}

/** What an operator becomes; null where only `not` around the whole turns it round. */
function mutationsOf({
  form,
}: Operator): readonly (readonly ['comparison-boundary' | 'comparison-negated', Operator])[] | null {
  switch (form.kind) {
    case 'compare': {
      const { boundary, negation } = comparisons[form.operator];
      const turned = ['comparison-negated', spelt(negation)] as const;
      return boundary === null ? [turned] : [['comparison-boundary', spelt(boundary)], turned];
    }
    case 'in':
    case 'contains':
    case 'known': {
      const other = operatorOf({ kind: form.kind, negated: !form.negated });
      return other === null ? null : [['comparison-negated', other]];
    }
    case 'between':
    case 'matches':
      return null;
  }
}

const comparisons: Readonly<
  Record<Comparison, { readonly boundary: Comparison | null; readonly negation: Comparison }>
> = {
  '=': { boundary: null, negation: '≠' },
  '≠': { boundary: null, negation: '=' },
  '<': { boundary: '≤', negation: '≥' },
  '≤': { boundary: '<', negation: '>' },
  '>': { boundary: '≥', negation: '≤' },
  '≥': { boundary: '>', negation: '<' },
  before: { boundary: '≤', negation: '≥' },
  after: { boundary: '≥', negation: '≤' },
};

function spelt(comparison: Comparison): Operator {
  const found = operatorOf({ kind: 'compare', operator: comparison });
  if (found === null) throw new Error(`no operator ${comparison}`);
  return found;
}

function isMovable({ kind }: OperandNode): boolean {
  return kind === 'number' || kind === 'date' || kind === 'month';
}
