/** Resolves paths of names: references, then a fact. */
import * as problems from '../../diagnostics/registry/language/facts.ts';
import type { Entity, Reference } from '../../model/dictionary.ts';
import type { Fact } from '../../model/fact.ts';
import type { FactPath } from '../../model/policy.ts';
import { suggest, tell } from '../sink.ts';
import type { PathSyntax, Word } from '../syntax.ts';
import { type Context, factOf } from './context.ts';
import { tellNotInForce } from './names.ts';

export interface ResolvedPath {
  readonly path: FactPath;
  readonly fact: Fact;
}

/** The fact that a path leads to; null where it leads nowhere (reported) or to a fact that is itself wrong. */
export function resolvePath(context: Context, entity: Entity, { steps }: PathSyntax): ResolvedPath | null {
  const through: string[] = [];
  let at = entity;
  for (const step of steps.slice(0, -1)) {
    const reference = referenceOf(at, step.text);
    const target = reference === null ? undefined : context.dictionary.entities.get(reference.target);
    if (reference === null || target === undefined) {
      tellNoReference(context, at, step);
      return null;
    }
    through.push(reference.name);
    at = target;
  }
  const last = steps.at(-1) as Word;
  const fact = factOf(context, at, last.text);
  if (fact === null) tellUnknownFact(context, at, last);
  return fact === null || fact === 'broken' ? null : { path: { through, fact: fact.name }, fact };
}

/** By its own name, else by the target's where no field has that name and only one reference leads there. */
export function referenceOf(entity: Entity, name: string): Reference | null {
  const own = entity.references.get(name);
  if (own !== undefined) return own;
  if (entity.fields.has(name)) return null;
  const leading = [...entity.references.values()].filter(({ target }) => target === name);
  return leading.length === 1 ? (leading[0] as Reference) : null;
}

export function tellNoReference(context: Context, entity: Entity, { text, place }: Word): void {
  const names = [...entity.references.values()].flatMap(({ name, target }) => [name, target]);
  const { near, fixes } = suggest(context.sink, text, new Set(names), place);
  tell(context.sink, problems.unknownReference, place, { name: text, entity: entity.name, near }, { fixes });
}

function tellUnknownFact(context: Context, entity: Entity, word: Word): void {
  const { text, place } = word;
  const ofEntity = (declaration: { readonly kind: string; readonly of?: unknown }): boolean =>
    declaration.kind === 'fact' && (declaration.of as Word).text === entity.name;
  if (tellNotInForce(context, 'fact', word, ofEntity)) return;
  const owner = otherOwner(context, entity, text);
  if (owner !== null) {
    tell(context.sink, problems.factOfOther, place, { name: text, owner, entity: entity.name });
    return;
  }
  const names = [...entity.fields.keys(), ...(context.era.facts.get(entity.name)?.keys() ?? [])];
  const { near, fixes } = suggest(context.sink, text, names, place);
  tell(context.sink, problems.unknownFact, place, { name: text, entity: entity.name, near }, { fixes });
}

/** Another entity that has a fact of that name. */
function otherOwner(context: Context, entity: Entity, name: string): string | null {
  for (const other of context.dictionary.entities.values()) {
    if (other.name === entity.name) continue;
    if (other.fields.has(name) || context.era.facts.get(other.name)?.has(name)) return other.name;
  }
  return null;
}
