/**
 * Parses a condition's line: a fact, then an operator with its operands, or the fact alone. By recursive descent; after a
 * problem it goes on with what follows, so that an editor has the rest.
 */

import type { Definition } from '../../diagnostics/define.ts';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/nearest.ts';
import * as problems from '../../diagnostics/registry/language/condition.ts';
import { lex, type Token } from './lex.ts';
import { canonicalDate, canonicalMonth, canonicalNumber } from './literals.ts';
import { type Operator, operatorBySpelling, operators } from './operators.ts';
import { type Fix, makeProblem, type Problem } from './problem.ts';
import type { Line, OperandNode, PathNode, PatternNode, Span } from './tree.ts';

export interface ParsedLine {
  /** Null where not even a fact could be read. */
  readonly line: Line | null;
  readonly problems: readonly Problem[];
}

/** Longer lines are cut into shared conditions by any person; it bounds the work. */
const lengthBound = 4000;

export function parseLine(text: string): ParsedLine {
  if (text.length > lengthBound) {
    const problem = makeProblem(problems.lineTooLong, { start: 0, end: text.length }, { bound: lengthBound });
    return { line: null, problems: [problem] };
  }
  const parser: Parser = { text, tokens: lex(text), at: 0, problems: [] };
  const line = parseWhole(parser);
  return { line, problems: parser.problems };
}

/** An operand alone: the value of a parameter, or of a leaf in JSON that is a text. */
export function parseOperand(text: string): { readonly operand: OperandNode; readonly problems: readonly Problem[] } {
  const parser: Parser = { text, tokens: lex(text), at: 0, problems: [] };
  const operand = parseOperandAt(parser);
  if (current(parser).kind !== 'end')
    tell(parser, problems.leftOver, rest(parser), { text: textOf(parser, rest(parser)) });
  return { operand, problems: parser.problems };
}

interface Parser {
  readonly text: string;
  readonly tokens: readonly Token[];
  at: number;
  readonly problems: Problem[];
}

function parseWhole(parser: Parser): Line | null {
  const fact = parseFact(parser);
  if (fact === null) return null;
  const line = parseOperator(parser, fact);
  const token = current(parser);
  if (token.kind !== 'end') reportRest(parser, token);
  return line;
}

function parseFact(parser: Parser): PathNode | null {
  const token = current(parser);
  if (token.kind === 'word') {
    parser.at++;
    if (token.text === 'not' && current(parser).kind === 'word') {
      tell(parser, problems.notBeforeFact, token, { fact: textOf(parser, rest(parser)) });
      return parseFact(parser);
    }
    return pathOf(token.text, token);
  }
  if (token.kind === 'end') tell(parser, problems.emptyCondition, token, {});
  else tell(parser, problems.factExpected, token, { text: textOf(parser, token) });
  return null;
}

function pathOf(text: string, { start, end }: Span): PathNode {
  let at = start;
  const steps = text.split('.').map((name) => {
    const span = { start: at, end: at + name.length };
    at += name.length + 1;
    return { name, span };
  });
  return { kind: 'path', span: { start, end }, steps };
}

function parseOperator(parser: Parser, fact: PathNode): Line {
  const first = current(parser);
  const holds: Line = { kind: 'holds', span: fact.span, fact, sign: fact.span };
  if (first.kind === 'end') return holds;
  const found = operatorAt(parser);
  if (found === null) {
    if (first.kind === 'word' && joiners.has(first.text)) return holds;
    return reportOperator(parser, fact, first);
  }
  const { operator, sign } = found;
  if (operator.foreign.includes(textOf(parser, sign))) {
    tell(parser, problems.foreignOperator, sign, { written: textOf(parser, sign), spelling: operator.spelling }, [
      {
        title: { zh: `改为 ${operator.spelling}`, en: `Write ${operator.spelling}` },
        span: sign,
        text: operator.spelling,
      },
    ]);
  }
  return parseOperands(parser, fact, operator, sign);
}

/** The operator at the token, of one or two words, and passes it. */
function operatorAt(parser: Parser): { operator: Operator; sign: Span } | null {
  const first = current(parser);
  if (first.kind !== 'sign' && first.kind !== 'word') return null;
  const second = parser.tokens[parser.at + 1];
  if (first.kind === 'word' && second?.kind === 'word') {
    const two = operatorBySpelling.get(`${first.text} ${second.text}`);
    if (two !== undefined) {
      parser.at += 2;
      return { operator: two, sign: { start: first.start, end: second.end } };
    }
  }
  const one = operatorBySpelling.get(first.text);
  if (one === undefined) return null;
  parser.at++;
  return { operator: one, sign: { start: first.start, end: first.end } };
}

function reportOperator(parser: Parser, fact: PathNode, token: Token): Line {
  const line: Line = { kind: 'holds', span: fact.span, fact, sign: fact.span };
  if (token.kind === 'word' || token.kind === 'sign') {
    const spellings = operators.map(({ spelling }) => spelling);
    const near =
      token.text === 'is'
        ? { zh: '，可用：is known、is unknown', en: '; there are: is known, is unknown' }
        : suggestion(token.text, spellings);
    tell(parser, problems.unknownOperator, token, { text: token.text, near });
  } else {
    tell(parser, problems.operatorExpected, token, { text: textOf(parser, token) });
  }
  // Nothing sure can be said of what follows.
  parser.at = parser.tokens.length - 1;
  return line;
}

function parseOperands(parser: Parser, fact: PathNode, operator: Operator, sign: Span): Line {
  const { form } = operator;
  const part = { fact, sign };
  const spanNow = (): Span => ({ start: fact.span.start, end: previousEnd(parser) });
  switch (form.kind) {
    case 'compare': {
      const operand = parseOperandAt(parser);
      return { kind: 'compare', ...part, operator: form.operator, operand, span: spanNow() };
    }
    case 'in': {
      const operands = parseList(parser);
      return { kind: 'in', ...part, negated: form.negated, operands, span: spanNow() };
    }
    case 'between': {
      const low = parseOperandAt(parser);
      const token = current(parser);
      if (token.kind === 'word' && token.text === 'and') parser.at++;
      else if (low.kind !== 'missing') {
        tell(parser, problems.andExpected, token, {});
        if (token.kind === 'comma') parser.at++;
      }
      const second = current(parser).kind;
      const absent = low.kind === 'missing' || (second === 'end' && parser.problems.length > 0);
      const high: OperandNode = absent ? { kind: 'missing', span: current(parser) } : parseOperandAt(parser);
      return { kind: 'between', ...part, low, high, span: spanNow() };
    }
    case 'matches': {
      const pattern = parsePattern(parser);
      return { kind: 'matches', ...part, pattern, span: spanNow() };
    }
    case 'contains': {
      const operand = parseOperandAt(parser);
      return { kind: 'contains', ...part, negated: form.negated, operand, span: spanNow() };
    }
    case 'known':
      return { kind: 'known', ...part, negated: form.negated, span: spanNow() };
  }
}

/** `[a, b]`; a list without brackets is taken as one and reported. */
function parseList(parser: Parser): OperandNode[] {
  const open = current(parser);
  if (open.kind !== 'open') {
    const operand = parseOperandAt(parser);
    const operands = [operand];
    while (current(parser).kind === 'comma') {
      parser.at++;
      operands.push(parseOperandAt(parser));
    }
    const span = { start: open.start, end: Math.max(open.end, previousEnd(parser)) };
    if (operand.kind !== 'missing') {
      const text = `[${textOf(parser, span)}]`;
      tell(parser, problems.listExpected, span, {}, [{ title: { zh: '加方括号', en: 'Add brackets' }, span, text }]);
    }
    return operands;
  }
  parser.at++;
  const operands: OperandNode[] = [];
  while (current(parser).kind !== 'close' && current(parser).kind !== 'end') {
    const before = parser.at;
    operands.push(parseOperandAt(parser));
    const token = current(parser);
    if (token.kind === 'comma') parser.at++;
    else if (token.kind !== 'close' && token.kind !== 'end' && operands.at(-1)?.kind !== 'missing') {
      tell(parser, problems.commaExpected, token, { text: textOf(parser, token) });
    }
    // Whatever could not be read is passed, so that each turn goes on.
    if (parser.at === before) parser.at++;
  }
  const close = current(parser);
  if (close.kind === 'close') parser.at++;
  else tell(parser, problems.listNotClosed, { start: open.start, end: open.end }, {});
  if (operands.length === 0 && close.kind === 'close') {
    tell(parser, problems.emptyList, { start: open.start, end: close.end }, {});
  }
  return operands;
}

function parsePattern(parser: Parser): PatternNode | null {
  const token = current(parser);
  if (token.kind !== 'pattern' && token.kind !== 'text') {
    tell(parser, problems.patternExpected, token, {});
    if (token.kind !== 'end') parser.at++;
    return null;
  }
  parser.at++;
  if (!token.closed) tell(parser, problems.notClosed, token, { sign: token.kind === 'pattern' ? '/' : '"' });
  return { span: { start: token.start, end: token.end }, pattern: token.text };
}

function parseOperandAt(parser: Parser): OperandNode {
  const token = current(parser);
  const span = { start: token.start, end: token.end };
  switch (token.kind) {
    case 'number': {
      parser.at++;
      const value = canonicalNumber(token.text, token.percent);
      if (value === null) tell(parser, problems.tooManyDigits, token, { text: textOf(parser, token) });
      if (value === null) return { kind: 'missing', span };
      const written = token.percent ? `${token.text}%` : token.text;
      return { kind: 'number', span, value, percent: token.percent, written };
    }
    case 'date':
    case 'month': {
      parser.at++;
      const value = token.kind === 'date' ? canonicalDate(token.text) : canonicalMonth(token.text);
      if (value === null) tell(parser, problems.noSuchDay, token, { text: token.text });
      return value === null ? { kind: 'missing', span } : { kind: token.kind, span, value, written: token.text };
    }
    case 'text':
      parser.at++;
      if (!token.closed) tell(parser, problems.notClosed, token, { sign: '"' });
      return { kind: 'text', span, value: token.text };
    case 'parameter':
      parser.at++;
      if (token.text === '') tell(parser, problems.parameterNameExpected, token, {});
      return token.text === '' ? { kind: 'missing', span } : { kind: 'parameter', span, name: token.text };
    case 'word':
      parser.at++;
      if (token.text === 'true' || token.text === 'false')
        return { kind: 'boolean', span, value: token.text === 'true' };
      return pathOf(token.text, token);
    default:
      tell(parser, problems.operandExpected, token, {});
      return { kind: 'missing', span };
  }
}

const joiners: ReadonlyMap<string, string> = new Map([
  ['and', 'all'],
  ['or', 'any'],
  ['且', 'all'],
  ['并且', 'all'],
  ['或', 'any'],
  ['或者', 'any'],
  ['&&', 'all'],
  ['&', 'all'],
  ['||', 'any'],
  ['|', 'any'],
]);

/** What stands after a whole condition: most often a second one, joined as other languages do. */
function reportRest(parser: Parser, token: Token): void {
  // After another problem in the line what is left over tells nothing new.
  if (parser.problems.length > 0) return;
  const joined = token.kind === 'word' || token.kind === 'sign' ? joiners.get(token.text) : undefined;
  if (joined !== undefined) {
    tell(parser, problems.joined, token, { word: textOf(parser, token), key: joined });
    return;
  }
  tell(parser, problems.leftOver, rest(parser), { text: textOf(parser, rest(parser)) });
}

function current(parser: Parser): Token {
  return parser.tokens[parser.at] as Token;
}

function previousEnd(parser: Parser): number {
  return parser.tokens[parser.at - 1]?.end ?? 0;
}

function rest(parser: Parser): Span {
  return { start: current(parser).start, end: (parser.tokens.at(-1) as Token).end };
}

function textOf(parser: Parser, { start, end }: Span): string {
  return parser.text.slice(start, end);
}

function tell<P extends Readonly<Record<string, string | number | Localized>>>(
  parser: Parser,
  definition: Definition<P>,
  { start, end }: Span,
  parameters: P,
  fixes: readonly Fix[] = [],
): void {
  parser.problems.push(makeProblem(definition, { start, end }, parameters, fixes));
}
