/** What facts are made of: paths that must lead to a date or a number. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import * as problems from '../../diagnostics/registry/language/facts.ts';
import { sensitiveStep } from '../../diagnostics/registry/language/procedures.ts';
import { noDateField } from '../../diagnostics/registry/language/standings.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Fact, NumberType } from '../../model/fact.ts';
import type { FactPath } from '../../model/policy.ts';
import { tell } from '../sink.ts';
import type { PathSyntax } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import type { Context } from './context.ts';
import { typeTitle } from './operand.ts';
import { type ResolvedPath, resolvePath } from './path.ts';

/** What a definition gives. */
export type Made = Pick<Fact, 'type' | 'definition' | 'sensitive'>;

export const count: NumberType = { kind: 'number', form: 'integer', nonNegative: true, display: 'number' };

/** The field that places a record in the period. */
export function resolveDuring(context: Context, entity: Entity, syntax: PathSyntax): FactPath | null {
  const resolved = resolvePath(context, entity, syntax);
  if (resolved === null) return null;
  const { fact, path } = resolved;
  if (fact.definition.kind === 'field' && (fact.type.kind === 'date' || fact.type.kind === 'month')) return path;
  const computed: Localized = { zh: '计算的事实', en: 'a computed fact' };
  const found = fact.definition.kind === 'field' ? typeTitle(fact.type) : computed;
  tell(context.sink, problems.duringNoDate, placeOfPath(syntax), { name: fact.name, found });
  return null;
}

/** A field that is a date, own or of a referred record. */
export function dateFieldAt(context: Context, entity: Entity, syntax: PathSyntax): FactPath | null {
  const resolved = resolvePath(context, entity, syntax);
  if (resolved === null) return null;
  const { fact, path } = resolved;
  if (fact.definition.kind === 'field' && fact.type.kind === 'date') return path;
  const computed: Localized = { zh: '计算的事实', en: 'a computed fact' };
  const found = fact.definition.kind === 'field' ? typeTitle(fact.type) : computed;
  tell(context.sink, noDateField, placeOfPath(syntax), { name: fact.name, found });
  return null;
}

/** A path that must lead to a date. */
export function dateAt(context: Context, entity: Entity, syntax: PathSyntax): ResolvedPath | null {
  const resolved = resolvePath(context, entity, syntax);
  if (resolved === null || resolved.fact.type.kind === 'date') return resolved;
  const { name, type } = resolved.fact;
  tell(context.sink, problems.operandNoDate, placeOfPath(syntax), { name, found: typeTitle(type) });
  return null;
}

/** Whether what the path leads to may be shown; told where not. */
export function isShown(context: Context, { fact }: ResolvedPath, syntax: PathSyntax): boolean {
  if (fact.sensitive) tell(context.sink, sensitiveStep, placeOfPath(syntax), { name: fact.name });
  return !fact.sensitive;
}

export interface NumberAt extends ResolvedPath {
  readonly type: NumberType;
}

/** A path that must lead to a number. */
export function numberAt(context: Context, entity: Entity, syntax: PathSyntax): NumberAt | null {
  const resolved = resolvePath(context, entity, syntax);
  if (resolved === null) return null;
  const { name, type } = resolved.fact;
  if (type.kind === 'number') return { ...resolved, type };
  tell(context.sink, problems.operandNoNumber, placeOfPath(syntax), { name, found: typeTitle(type) });
  return null;
}
