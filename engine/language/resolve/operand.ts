/** Type-checks an operand against the fact that it stands beside. */
import type { Localized, Place } from '../../diagnostics/diagnostic.ts';
import * as names from '../../diagnostics/registry/language/names.ts';
import * as problems from '../../diagnostics/registry/language/types.ts';
import type { Operand } from '../../model/condition.ts';
import type { Code, Entity } from '../../model/dictionary.ts';
import type { Fact, FactType } from '../../model/fact.ts';
import type { Literal, Parameter } from '../../model/policy.ts';
import { parseOperand } from '../condition/parse.ts';
import { type OperandNode, type PathNode, textOfPath } from '../condition/tree.ts';
import { replacement, suggest, tell } from '../sink.ts';
import type { LeafSyntax } from '../syntax.ts';
import { type Context, factOf, parameterOf } from './context.ts';
import { tellUnknown } from './names.ts';
import { pathSyntax, resolvePath } from './path.ts';

export function resolveOperand(
  context: Context,
  leaf: LeafSyntax,
  entity: Entity,
  fact: Fact,
  node: OperandNode,
): Operand | null {
  const place = leaf.at(node.span);
  const { type } = fact;
  switch (node.kind) {
    case 'missing':
      return null;
    case 'number':
    case 'date':
    case 'month':
      // `01` and `2021-03` may be codes.
      if (type.kind === 'code') return codeOperand(context, type.codes, node.written, place, fact);
      if (type.kind === node.kind) return literal({ kind: node.kind, value: node.value });
      return mismatch(context, fact, place, literalTitles[node.kind], remedyFor(type, node));
    case 'boolean':
      if (type.kind === 'boolean') return literal({ kind: 'boolean', value: node.value });
      if (type.kind === 'code') return codeOperand(context, type.codes, String(node.value), place, fact);
      return mismatch(context, fact, place, literalTitles.boolean);
    case 'text':
      return textOperand(context, node, fact, place);
    case 'parameter':
      return parameterOperand(context, node.name, fact, place);
    case 'path':
      return pathOperand(context, leaf, entity, fact, node);
  }
}

function literal(value: Literal): Operand {
  return { kind: 'literal', literal: value };
}

function codeOperand(context: Context, codes: readonly Code[], text: string, place: Place, fact: Fact): Operand | null {
  if (codes.some(({ value }) => value === text)) return literal({ kind: 'text', value: text });
  const titled = codes.find(({ title }) => title.zh === text || title.en === text);
  const { near, fixes } =
    titled === undefined
      ? suggest(
          context.sink,
          text,
          codes.map(({ value }) => value),
          place,
        )
      : {
          near: { zh: `，是否想写“${titled.value}”？`, en: `; did you mean "${titled.value}"?` },
          fixes: [replacement(place, titled.value)],
        };
  tell(context.sink, problems.unknownCode, place, { fact: fact.name, text, near }, { fixes });
  return null;
}

function textOperand(
  context: Context,
  node: Extract<OperandNode, { readonly kind: 'text' }>,
  fact: Fact,
  place: Place,
): Operand | null {
  const { type } = fact;
  if (type.kind === 'text') return literal({ kind: 'text', value: node.value });
  if (type.kind === 'code') return codeOperand(context, type.codes, node.value, place, fact);
  const { operand, problems: found } = parseOperand(node.value);
  const meant = found.length === 0 && operand.kind === type.kind && 'value' in operand ? operand : null;
  if (meant !== null && node.loose === true) {
    if (meant.kind === 'number' || meant.kind === 'date' || meant.kind === 'month') {
      return literal({ kind: meant.kind, value: meant.value });
    }
  }
  const fixes = meant === null ? [] : [replacement(place, node.value)];
  tell(
    context.sink,
    problems.typeMismatch,
    place,
    { fact: fact.name, type: typeTitle(type), found: literalTitles.text, hint: hintFor(type) },
    { fixes },
  );
  return null;
}

function parameterOperand(context: Context, name: string, fact: Fact, place: Place): Operand | null {
  const parameter = parameterOf(context, name);
  if (parameter === null) tellUnknown(context, 'parameter', { text: name, place }, context.era.parameters.keys());
  if (parameter === null || parameter === 'broken') return null;
  checkFirstDay(context, parameter, place);
  for (const { value, from } of parameter.values) {
    if (value.kind === fact.type.kind) continue;
    if (value.kind === 'text' && fact.type.kind === 'code') {
      if (fact.type.codes.some((code) => code.value === value.value)) continue;
      const parameters = { name, from, text: value.value, fact: fact.name };
      tell(context.sink, problems.parameterNoCode, place, parameters);
      return null;
    }
    return mismatch(context, fact, place, {
      zh: `参数 $${name}（${literalTitles[value.kind].zh}）`,
      en: `the parameter $${name}, ${literalTitles[value.kind].en}`,
    });
  }
  return { kind: 'parameter', parameter: name };
}

/** A parameter must have a value on the first day on which something reads it. */
export function checkFirstDay(context: Context, parameter: Parameter, place: Place): void {
  const first = parameter.values[0]?.from;
  const day = context.era.from;
  if (first === undefined || first <= day) return;
  tell(context.sink, names.noValueYet, place, { name: parameter.name, day, first });
}

function pathOperand(context: Context, leaf: LeafSyntax, entity: Entity, fact: Fact, node: PathNode): Operand | null {
  const place = leaf.at(node.span);
  const text = textOfPath(node);
  const { type } = fact;
  if (type.kind === 'code') {
    if (type.codes.some(({ value }) => value === text)) return literal({ kind: 'text', value: text });
    // A word that is no fact either is a misspelt code rather than a misspelt fact.
    if (node.steps.length === 1 && factOf(context, entity, text) === null) {
      return codeOperand(context, type.codes, text, place, fact);
    }
  }
  if (node.steps.length === 1 && factOf(context, entity, text) === null) {
    if (type.kind === 'text') {
      const quoted = `"${text}"`;
      tell(context.sink, problems.unquotedText, place, { text }, { fixes: [replacement(place, quoted)] });
      return null;
    }
    const truth = truths.get(text.toLowerCase());
    if (type.kind === 'boolean' && truth !== undefined) {
      tell(context.sink, problems.truthWord, place, { text, truth }, { fixes: [replacement(place, truth)] });
      return null;
    }
  }
  const steps = node.steps.map(({ name, span }) => ({ name, place: leaf.at(span) }));
  const other = resolvePath(context, entity, pathSyntax(steps, place));
  if (other === null) return null;
  if (comparable(type, other.fact.type)) return { kind: 'fact', fact: other.path };
  return mismatch(context, fact, place, {
    zh: `事实“${text}”（${typeTitle(other.fact.type).zh}）`,
    en: `the fact "${text}", ${typeTitle(other.fact.type).en}`,
  });
}

const truths: ReadonlyMap<string, string> = new Map([
  ['yes', 'true'],
  ['no', 'false'],
  ['是', 'true'],
  ['否', 'false'],
  ['真', 'true'],
  ['假', 'false'],
]);

function comparable(a: FactType, b: FactType): boolean {
  const textual = (type: FactType): boolean => type.kind === 'text' || type.kind === 'code';
  return a.kind === b.kind || (textual(a) && textual(b));
}

function mismatch(context: Context, fact: Fact, place: Place, found: Localized, hint?: Localized): null {
  const parameters = { fact: fact.name, type: typeTitle(fact.type), found, hint: hint ?? hintFor(fact.type) };
  tell(context.sink, problems.typeMismatch, place, parameters);
  return null;
}

function remedyFor(type: FactType, node: Extract<OperandNode, { readonly written: string }>): Localized {
  if (type.kind === 'month' && node.kind === 'date') {
    return { zh: `请写月份，如 ${node.value.slice(0, 7)}`, en: `Write a month, such as ${node.value.slice(0, 7)}` };
  }
  if (type.kind === 'date' && node.kind === 'month') {
    return { zh: `请写到日，如 ${node.value}`, en: `Write the day too, such as ${node.value}` };
  }
  if (type.kind === 'text') return { zh: `请加引号："${node.written}"`, en: `Quote it: "${node.written}"` };
  return hintFor(type);
}

function hintFor(type: FactType): Localized {
  switch (type.kind) {
    case 'number':
      return { zh: '请写数字，如 7 或 95%', en: 'Write a number, such as 7 or 95%' };
    case 'text':
      return { zh: '请写带引号的文字', en: 'Write a quoted text' };
    case 'code':
      return { zh: '请写它的一个代码', en: 'Write one of its codes' };
    case 'boolean':
      return { zh: '请写 true 或 false，或让事实单独成行', en: 'Write true or false, or the fact alone' };
    case 'date':
      return { zh: '请写日期，如 2021-03-05', en: 'Write a date, such as 2021-03-05' };
    case 'month':
      return { zh: '请写月份，如 2021-03', en: 'Write a month, such as 2021-03' };
  }
}

const literalTitles: Readonly<Record<Literal['kind'], Localized>> = {
  number: { zh: '数字', en: 'a number' },
  text: { zh: '文字', en: 'a text' },
  boolean: { zh: '真假值', en: 'true or false' },
  date: { zh: '日期', en: 'a date' },
  month: { zh: '月份', en: 'a month' },
};

export function typeTitle(type: FactType): Localized {
  return type.kind === 'code' ? { zh: '代码', en: 'a code' } : literalTitles[type.kind];
}
