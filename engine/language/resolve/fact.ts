/** Resolves and types a computed fact. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/facts.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Fact, FactDefinition, FactType, NumberType, Selection } from '../../model/fact.ts';
import { tell } from '../sink.ts';
import type { FactDefinitionSyntax, FactSyntax, PathSyntax, SelectionSyntax, Word } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { resolveCondition } from './condition.ts';
import { type Context, ruleOf } from './context.ts';
import type { Owned } from './declarations.ts';
import { count, dateAt, dateFieldAt, type Made, numberAt, resolveDuring } from './fact-parts.ts';
import type { Resolved } from './graph.ts';
import { resolveLink } from './link.ts';
import { entityOf, tellUnknown } from './names.ts';
import { typeTitle } from './operand.ts';
import { type ResolvedPath, resolvePath } from './path.ts';
import { resolveStanding } from './standing.ts';

export function resolveFact(context: Context, { declaration }: Owned<FactSyntax>, entity: Entity): Resolved<Fact> {
  const { name, title, unit } = declaration;
  const made = resolveDefinition(context, declaration.definition, entity, name);
  if (made === null) return 'broken';
  return { name: name.text, entity: entity.name, title, unit, ...made };
}

function resolveDefinition(context: Context, syntax: FactDefinitionSyntax, owner: Entity, name: Word): Made | null {
  switch (syntax.kind) {
    case 'count': {
      const chosen = resolveSelection(context, syntax, entityOf(context, syntax.source), owner, syntax.source);
      return chosen && { type: count, sensitive: false, definition: { kind: 'count', ...chosen.selection } };
    }
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
    case 'latest':
      return resolveElement(context, syntax, owner);
    case 'share':
    case 'every':
    case 'any': {
      const chosen = resolveSelection(context, syntax, entityOf(context, syntax.source), owner, syntax.source);
      const that = chosen && resolveCondition(context, syntax.that, chosen.source);
      if (chosen === null || that === null) return null;
      const type: FactType = syntax.kind === 'share' ? share : { kind: 'boolean' };
      return { type, sensitive: false, definition: { kind: syntax.kind, that, ...chosen.selection } };
    }
    case 'failures': {
      const rule = ruleOf(context, syntax.rule.text);
      if (rule === null) tellUnknown(context.sink, 'rule', syntax.rule);
      if (rule === null || rule === 'broken') return null;
      const source = context.dictionary.entities.get(rule.entity) ?? null;
      const chosen = resolveSelection(context, syntax, source, owner, syntax.rule);
      return (
        chosen && {
          type: count,
          sensitive: false,
          definition: { kind: 'failures', rule: rule.name, ...chosen.selection },
        }
      );
    }
    case 'stock':
      return resolveStock(context, syntax, owner);
    case 'verdict':
    case 'score':
    case 'rank':
    case 'previous':
    case 'step':
      return resolveStanding(context, syntax, owner);
    case 'days':
    case 'workdays':
    case 'months': {
      const from = dateAt(context, owner, syntax.from);
      const to = dateAt(context, owner, syntax.to);
      if (from === null || to === null) return null;
      const definition: FactDefinition = { kind: syntax.kind, from: from.path, to: to.path, open: syntax.open };
      const sensitive = from.fact.sensitive || to.fact.sensitive;
      return { type: { ...count, nonNegative: false }, sensitive, definition };
    }
    case 'ratio': {
      const of = numberAt(context, owner, syntax.of);
      const to = numberAt(context, owner, syntax.to);
      if (of === null || to === null) return null;
      const nonNegative = of.type.nonNegative && to.type.nonNegative;
      const type: NumberType = { kind: 'number', form: 'fraction', nonNegative, display: 'percent' };
      return { type, sensitive: anySensitive([of, to]), definition: { kind: 'ratio', of: of.path, to: to.path } };
    }
    case 'difference': {
      const of = numberAt(context, owner, syntax.of);
      const less = numberAt(context, owner, syntax.less);
      if (of === null || less === null) return null;
      const type = { ...combined([of.type, less.type]), nonNegative: false };
      return {
        type,
        sensitive: anySensitive([of, less]),
        definition: { kind: 'difference', of: of.path, less: less.path },
      };
    }
    case 'total': {
      const all = syntax.of.map((path) => numberAt(context, owner, path));
      const sound = all.filter((each) => each !== null);
      if (sound.length < all.length) return null;
      warnOfTwice(context, syntax.of, name);
      const of = sound.map(({ path }) => path);
      return {
        type: combined(sound.map(({ type }) => type)),
        sensitive: anySensitive(sound),
        definition: { kind: 'total', of },
      };
    }
  }
}

const share: NumberType = { kind: 'number', form: 'fraction', nonNegative: true, display: 'percent' };

interface Chosen {
  readonly selection: Selection;
  readonly source: Entity;
}

function resolveSelection(
  context: Context,
  syntax: SelectionSyntax,
  source: Entity | null,
  owner: Entity,
  word: Word,
): Chosen | null {
  if (source === null) return null;
  const link = resolveLink(context, source, owner, syntax.via, word);
  const where = syntax.where === null ? null : resolveCondition(context, syntax.where, source);
  const during = syntax.during === null ? null : resolveDuring(context, source, syntax.during);
  const reportedBy = syntax.reportedBy === null ? null : resolveReports(context, syntax.reportedBy, owner);
  if (link === null) return null;
  // What was written and could not be resolved has been told of.
  if ((syntax.where !== null && where === null) || (syntax.during !== null && during === null)) return null;
  if (syntax.reportedBy !== null && reportedBy === null) return null;
  return { source, selection: { source: source.name, link, where, during, reportedBy } };
}

function resolveReports(context: Context, word: Word, owner: Entity): string | null {
  const entity = entityOf(context, word);
  if (entity === null) return null;
  if (entity.reports === null) {
    tell(context.sink, problems.reportsNothing, word.place, { name: entity.name });
    return null;
  }
  const target = entity.references.get(entity.reports.reference)?.target;
  if (target === owner.name) return entity.name;
  tell(context.sink, problems.reportsOther, word.place, {
    name: entity.name,
    target: target ?? '?',
    owner: owner.name,
  });
  return null;
}

type StockSyntax = Extract<FactDefinitionSyntax, { readonly kind: 'stock' }>;

function resolveStock(context: Context, syntax: StockSyntax, owner: Entity): Made | null {
  const chosen = resolveSelection(context, syntax, entityOf(context, syntax.source), owner, syntax.source);
  if (chosen === null) return null;
  const entered = dateFieldAt(context, chosen.source, syntax.entered);
  const left = dateFieldAt(context, chosen.source, syntax.left);
  if (entered === null || left === null) return null;
  const { at } = syntax;
  return { type: count, sensitive: false, definition: { kind: 'stock', entered, left, at, ...chosen.selection } };
}

type ElementSyntax = Extract<FactDefinitionSyntax, { readonly element: PathSyntax }>;

function resolveElement(context: Context, syntax: ElementSyntax, owner: Entity): Made | null {
  const { kind } = syntax;
  const chosen = resolveSelection(context, syntax, entityOf(context, syntax.source), owner, syntax.source);
  const element = chosen && resolvePath(context, chosen.source, syntax.element);
  if (chosen === null || element === null) return null;
  const { path, fact } = element;
  const definition: FactDefinition = { kind, element: path, ...chosen.selection };
  if (kind === 'latest') return { type: fact.type, sensitive: fact.sensitive, definition };
  const { type, sensitive } = fact;
  if (type.kind !== 'number' || type.form === 'fraction') {
    const found: Localized = type.kind === 'number' ? { zh: '分数', en: 'a fraction' } : typeTitle(type);
    tell(context.sink, problems.elementNoNumber, placeOfPath(syntax.element), { name: fact.name, kind, found });
    return null;
  }
  const averaged: NumberType = { ...type, form: 'fraction', display: 'number' };
  return { type: kind === 'average' ? averaged : type, sensitive, definition };
}

function anySensitive(resolved: readonly ResolvedPath[]): boolean {
  return resolved.some(({ fact }) => fact.sensitive);
}

const forms: readonly NumberType['form'][] = ['integer', 'decimal', 'fraction'];

/** The widest form; not negative, and a percentage, if all are. */
function combined(types: readonly NumberType[]): NumberType {
  const form = forms[Math.max(...types.map((type) => forms.indexOf(type.form)))] ?? 'fraction';
  const nonNegative = types.every((type) => type.nonNegative);
  const display = types.every((type) => type.display === 'percent') ? 'percent' : 'number';
  return { kind: 'number', form, nonNegative, display };
}

function warnOfTwice(context: Context, paths: readonly PathSyntax[], name: Word): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const text = path.steps.map((step) => step.text).join('.');
    if (seen.has(text)) tell(context.sink, problems.addedTwice, placeOfPath(path), { fact: text, name: name.text });
    seen.add(text);
  }
}
