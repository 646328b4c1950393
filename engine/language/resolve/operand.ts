/** Type-checks an operand against the fact that it stands beside. */
import { report } from '../../diagnostics/define.ts';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import * as names from '../../diagnostics/registry/language/names.ts';
import * as problems from '../../diagnostics/registry/language/types.ts';
import type { Operand } from '../../model/condition.ts';
import type { Code, Entity } from '../../model/dictionary.ts';
import type { Fact, FactType } from '../../model/fact.ts';
import type { Literal, Parameter } from '../../model/policy.ts';
import { parseOperand } from '../condition/parse.ts';
import { type OperandNode, type PathNode, textOfPath } from '../condition/tree.ts';
import { tellLater } from '../later.ts';
import { replacement, tell } from '../sink.ts';
import type { LeafSyntax, Word } from '../syntax.ts';
import { wordAt } from '../word.ts';
import { type Context, factOf, parameterOf } from './context.ts';
import { tellUnknown } from './names.ts';
import { resolvePath } from './path.ts';

export function resolveOperand(
  context: Context,
  leaf: LeafSyntax,
  entity: Entity,
  fact: Fact,
  node: OperandNode,
): Operand | null {
  const where = wordAt(shown(node), node.span, leaf.at);
  const { type } = fact;
  switch (node.kind) {
    case 'missing':
      return null;
    case 'number':
    case 'date':
    case 'month':
      // `01` and `2021-03` may be codes.
      if (type.kind === 'code') return codeOperand(context, type.codes, node.written, where, fact);
      if (type.kind === node.kind) {
        if (node.kind === 'number') warnOfShare(context, fact, where, node.value, node.percent);
        return literal({ kind: node.kind, value: node.value });
      }
      return mismatch(context, fact, where, literalTitles[node.kind], remedyFor(type, node));
    case 'boolean':
      if (type.kind === 'boolean') return literal({ kind: 'boolean', value: node.value });
      if (type.kind === 'code') return codeOperand(context, type.codes, String(node.value), where, fact);
      return mismatch(context, fact, where, literalTitles.boolean);
    case 'text':
      return textOperand(context, node, fact, where);
    case 'parameter':
      return parameterOperand(context, node.name, fact, where);
    case 'path':
      return pathOperand(context, leaf, entity, fact, node);
  }
}

/** `share ≥ 95` where 95% is meant: no share is greater than 1. */
function warnOfShare(context: Context, fact: Fact, { place, text }: Word, value: string, percent: boolean): void {
  if (fact.definition.kind !== 'share' || percent || Number(value) <= 1) return;
  const fixes = text === '' ? [replacement(place, `${value}%`)] : [];
  const parameters = { fact: fact.name, value, percent: String(Math.round(Number(value) * 1e11) / 1e9) };
  tell(context.sink, problems.shareBeyondAll, place, parameters, { fixes });
}

/** An operand as a message names it. */
function shown(node: OperandNode): string {
  if (node.kind === 'path') return textOfPath(node);
  return node.kind === 'parameter' ? node.name : '';
}

function literal(value: Literal): Operand {
  return { kind: 'literal', literal: value };
}

function codeOperand(context: Context, codes: readonly Code[], text: string, where: Word, fact: Fact): Operand | null {
  if (codes.some(({ value }) => value === text)) return literal({ kind: 'text', value: text });
  const titled = codes.find(({ title }) => title.zh === text || title.en === text);
  const { place } = where;
  const { entity, name } = fact;
  tellLater(context.sink, problems.unknownCode.code, place, (now) => {
    const { near, fixes } =
      titled === undefined
        ? now.guess(text, `code ${entity}.${name}`, () => codes.map(({ value }) => value), place)
        : {
            near: { zh: `，是否想写“${titled.value}”？`, en: `; did you mean "${titled.value}"?` },
            fixes: [replacement(place, titled.value)],
          };
    return report(problems.unknownCode, place, { fact: name, text, near }, { fixes });
  });
  return null;
}

function textOperand(
  context: Context,
  node: Extract<OperandNode, { readonly kind: 'text' }>,
  fact: Fact,
  where: Word,
): Operand | null {
  const { type } = fact;
  if (type.kind === 'text') return literal({ kind: 'text', value: node.value });
  if (type.kind === 'code') return codeOperand(context, type.codes, node.value, where, fact);
  const { operand, problems: found } = parseOperand(node.value);
  const meant = found.length === 0 && operand.kind === type.kind && 'value' in operand ? operand : null;
  if (meant !== null && node.loose === true) {
    if (meant.kind === 'number' || meant.kind === 'date' || meant.kind === 'month') {
      return literal({ kind: meant.kind, value: meant.value });
    }
  }
  const fixes = meant === null ? [] : [replacement(where.place, node.value)];
  tell(
    context.sink,
    problems.typeMismatch,
    where.place,
    { fact: fact.name, type: typeTitle(type), found: literalTitles.text, hint: hintFor(type) },
    { fixes },
  );
  return null;
}

function parameterOperand(context: Context, name: string, fact: Fact, where: Word): Operand | null {
  const parameter = parameterOf(context, name);
  if (parameter === null) tellUnknown(context.sink, 'parameter', where);
  if (parameter === null || parameter === 'broken') return null;
  checkFirstDay(context, parameter, where);
  for (const { value, from } of parameter.values) {
    if (value.kind === 'number') warnOfShare(context, fact, where, value.value, value.percent === true);
    if (value.kind === fact.type.kind) continue;
    if (value.kind === 'text' && fact.type.kind === 'code') {
      if (fact.type.codes.some((code) => code.value === value.value)) continue;
      const parameters = { name, from, text: value.value, fact: fact.name };
      tell(context.sink, problems.parameterNoCode, where.place, parameters);
      return null;
    }
    return mismatch(context, fact, where, {
      zh: `参数 $${name}（${literalTitles[value.kind].zh}）`,
      en: `the parameter $${name}, ${literalTitles[value.kind].en}`,
    });
  }
  return { kind: 'parameter', parameter: name };
}

/** A parameter must have a value on the first day on which something reads it. */
export function checkFirstDay(context: Context, parameter: Parameter, where: Word): void {
  const first = parameter.values[0]?.from;
  const { text, place } = where;
  if (first === undefined || first <= context.era.from) return;
  tellLater(context.sink, names.noValueYet.code, place, ({ era }) => {
    if (era === null || first <= era.from) return null;
    return report(names.noValueYet, place, { name: text, day: era.from, first });
  });
}

function pathOperand(context: Context, leaf: LeafSyntax, entity: Entity, fact: Fact, node: PathNode): Operand | null {
  const where = wordAt(shown(node), node.span, leaf.at);
  const text = textOfPath(node);
  const { type } = fact;
  if (type.kind === 'code') {
    if (type.codes.some(({ value }) => value === text)) return literal({ kind: 'text', value: text });
    // A word that is no fact either is a misspelt code rather than a misspelt fact.
    if (node.steps.length === 1 && factOf(context, entity, text) === null) {
      return codeOperand(context, type.codes, text, where, fact);
    }
  }
  if (node.steps.length === 1 && factOf(context, entity, text) === null) {
    if (type.kind === 'text') {
      const quoted = `"${text}"`;
      tell(context.sink, problems.unquotedText, where.place, { text }, { fixes: [replacement(where.place, quoted)] });
      return null;
    }
    const truth = truths.get(text.toLowerCase());
    if (type.kind === 'boolean' && truth !== undefined) {
      tell(
        context.sink,
        problems.truthWord,
        where.place,
        { text, truth },
        { fixes: [replacement(where.place, truth)] },
      );
      return null;
    }
  }
  const steps = node.steps.map(({ name, span }) => wordAt(name, span, leaf.at));
  const other = resolvePath(context, entity, { steps });
  if (other === null) return null;
  if (comparable(type, other.fact.type)) return { kind: 'fact', fact: other.path };
  return mismatch(context, fact, where, {
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

function mismatch(context: Context, fact: Fact, where: Word, found: Localized, hint?: Localized): null {
  const parameters = { fact: fact.name, type: typeTitle(fact.type), found, hint: hint ?? hintFor(fact.type) };
  tell(context.sink, problems.typeMismatch, where.place, parameters);
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
