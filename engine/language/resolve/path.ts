/** Resolves paths of names: references, then a fact. */
import { report } from '../../diagnostics/define.ts';
import * as problems from '../../diagnostics/registry/language/facts.ts';
import type { Entity, Reference } from '../../model/dictionary.ts';
import type { Fact } from '../../model/fact.ts';
import type { FactPath } from '../../model/policy.ts';
import { tellLater } from '../later.ts';
import type { Declaration, FactSyntax, PathSyntax, Word } from '../syntax.ts';
import { type Context, factOf } from './context.ts';
import type { Declarations, Owned } from './declarations.ts';
import { notInForce } from './names.ts';

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

/** The fact at the end of a path that was resolved before. */
export function factAt(context: Context, entity: Entity, { through, fact }: FactPath): Fact | null {
  let at: Entity | undefined = entity;
  for (const name of through) at = context.dictionary.entities.get(at?.references.get(name)?.target ?? '');
  const found = at === undefined ? null : factOf(context, at, fact);
  return found === 'broken' ? null : found;
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
  const names = (): Iterable<string> =>
    new Set([...entity.references.values()].flatMap(({ name, target }) => [name, target]));
  tellLater(context.sink, problems.unknownReference.code, place, (now) => {
    const { near, fixes } = now.guess(text, `reference ${entity.name}`, names, place);
    return report(problems.unknownReference, place, { name: text, entity: entity.name, near }, { fixes });
  });
}

function tellUnknownFact({ sink, dictionary }: Context, entity: Entity, { text, place }: Word): void {
  const ofEntity = (declaration: Declaration): boolean =>
    declaration.kind === 'fact' && declaration.of.text === entity.name;
  tellLater(sink, problems.unknownFact.code, place, (now) => {
    const elsewhere = notInForce(now, 'fact', text, place, ofEntity);
    if (elsewhere !== null) return elsewhere;
    const owner = otherOwner(dictionary, now.era, entity, text);
    if (owner !== null) return report(problems.factOfOther, place, { name: text, owner, entity: entity.name });
    const computed = (): string[] =>
      [...(now.era?.facts.get(entity.name) ?? [])]
        .filter(([each, owned]) => isSpoken(each, owned))
        .map(([each]) => each);
    const names = (): string[] => [...entity.fields.keys(), ...computed()];
    const { near, fixes } = now.guess(text, `fact ${entity.name}`, names, place);
    return report(problems.unknownFact, place, { name: text, entity: entity.name, near }, { fixes });
  });
}

/** Not what only the rules of procedures and ladders read. */
function isSpoken(name: string, { declaration }: Owned<FactSyntax>): boolean {
  return declaration.madeBy === null || declaration.madeBy.text === name;
}

/** Another entity that has a fact of that name. */
function otherOwner(
  { entities }: Context['dictionary'],
  era: Declarations | null,
  entity: Entity,
  name: string,
): string | null {
  for (const other of entities.values()) {
    if (other.name === entity.name) continue;
    if (other.fields.has(name) || era?.facts.get(other.name)?.has(name)) return other.name;
  }
  return null;
}
