/** Type-checks a condition's line: its fact, its operator, its operands. */
import { RE2JS } from 're2js';
import type { Place } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/types.ts';
import type { Leaf, Operand } from '../../model/condition.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Fact } from '../../model/fact.ts';
import type { FactPath } from '../../model/policy.ts';
import { operatorOf, operators } from '../condition/operators.ts';
import type { OperandNode, PathNode } from '../condition/tree.ts';
import { tell } from '../sink.ts';
import type { LeafSyntax, PathSyntax } from '../syntax.ts';
import { wordAt } from '../word.ts';
import type { Context } from './context.ts';
import { compareLiterals } from './literal-order.ts';
import { resolveOperand, typeTitle } from './operand.ts';
import { resolvePath } from './path.ts';

export function resolveLeaf(context: Context, leaf: LeafSyntax, entity: Entity): Leaf | null {
  const { line } = leaf;
  const resolved = resolvePath(context, entity, pathOf(leaf, line.fact));
  if (resolved === null) return null;
  const { path, fact } = resolved;
  if (!operatorApplies(context, leaf, fact)) return null;
  const operand = (node: OperandNode): Operand | null => resolveOperand(context, leaf, entity, fact, node);
  switch (line.kind) {
    case 'holds':
      return { kind: 'holds', fact: path };
    case 'known':
      return { kind: 'known', fact: path, negated: line.negated };
    case 'matches':
      return resolveMatches(context, leaf, path);
    case 'contains': {
      // A part of a code need not be a code.
      const of = resolveOperand(context, leaf, entity, { ...fact, type: { kind: 'text' } }, line.operand);
      return of && { kind: 'contains', fact: path, negated: line.negated, operand: of };
    }
    case 'compare': {
      const of = operand(line.operand);
      if (of === null) return null;
      warnOfNever(context, leaf, fact, of);
      return { kind: 'compare', fact: path, operator: line.operator, operand: of };
    }
    case 'in': {
      const operands = line.operands.map(operand).filter((each) => each !== null);
      if (operands.length < line.operands.length) return null;
      warnOfTwice(context, leaf, line.operands, operands);
      return { kind: 'in', fact: path, negated: line.negated, operands };
    }
    case 'between': {
      const low = operand(line.low);
      const high = operand(line.high);
      if (low === null || high === null) return null;
      if (low.kind === 'literal' && high.kind === 'literal' && compareLiterals(low.literal, high.literal) > 0) {
        tell(context.sink, problems.betweenReversed, leaf.at(line.high.span), {});
        return null;
      }
      return { kind: 'between', fact: path, low, high };
    }
  }
}

function pathOf({ at }: LeafSyntax, { steps }: PathNode): PathSyntax {
  return { steps: steps.map(({ name, span }) => wordAt(name, span, at)) };
}

function operatorApplies(context: Context, leaf: LeafSyntax, fact: Fact): boolean {
  const { line } = leaf;
  if (line.kind === 'holds') {
    if (fact.type.kind === 'boolean') return true;
    tell(context.sink, problems.notBoolean, leaf.at(line.fact.span), { fact: fact.name, type: typeTitle(fact.type) });
    return false;
  }
  const operator = operatorOf(line);
  if (operator === null || operator.on.includes(fact.type.kind)) return true;
  const usable = operators.filter(({ on }) => on.includes(fact.type.kind)).map(({ spelling }) => spelling);
  tell(context.sink, problems.operatorNotOn, leaf.at(line.sign), {
    operator: operator.spelling,
    fact: fact.name,
    type: typeTitle(fact.type),
    usable: usable.join(' '),
  });
  return false;
}

function resolveMatches(context: Context, leaf: LeafSyntax, path: FactPath): Leaf | null {
  const { line } = leaf;
  if (line.kind !== 'matches' || line.pattern === null) return null;
  const { pattern, span } = line.pattern;
  let reason = context.patterns.get(pattern);
  if (reason === undefined) {
    reason = patternProblem(pattern);
    context.patterns.set(pattern, reason);
  }
  if (reason === null) return { kind: 'matches', fact: path, pattern };
  tell(context.sink, problems.badPattern, leaf.at(span), { reason });
  return null;
}

function patternProblem(pattern: string): string | null {
  if (pattern === '') return 'empty';
  if (pattern.length > 1000) return 'longer than 1000 characters';
  try {
    RE2JS.compile(pattern);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A comparison of a fact that cannot be negative with a negative number, or with `< 0`. */
function warnOfNever(context: Context, leaf: LeafSyntax, fact: Fact, operand: Operand): void {
  const { line } = leaf;
  if (line.kind !== 'compare' || fact.type.kind !== 'number' || operand.kind !== 'literal') return;
  if (operand.literal.kind !== 'number') return;
  const { value } = operand.literal;
  const negative = value.startsWith('-');
  const place = (): Place => leaf.at(line.operand.span);
  if (fact.type.nonNegative && ((negative && line.operator !== '≠') || (value === '0' && line.operator === '<'))) {
    const always = line.operator === '>' || line.operator === '≥';
    tell(context.sink, always ? problems.alwaysTrue : problems.neverTrue, place(), { fact: fact.name });
  } else if (fact.type.form === 'integer' && value.includes('.') && (line.operator === '=' || line.operator === '≠')) {
    tell(context.sink, problems.neverWhole, place(), { fact: fact.name, value });
  } else if (fact.type.form === 'integer' && line.operand.kind === 'number' && line.operand.percent) {
    tell(context.sink, problems.percentOfCount, place(), { fact: fact.name, value });
  }
}

function warnOfTwice(
  context: Context,
  leaf: LeafSyntax,
  nodes: readonly OperandNode[],
  operands: readonly Operand[],
): void {
  const seen = new Set<string>();
  for (const [index, operand] of operands.entries()) {
    const key = JSON.stringify(operand);
    const node = nodes[index];
    if (seen.has(key) && node !== undefined) tell(context.sink, problems.valueTwice, leaf.at(node.span), {});
    seen.add(key);
  }
}
