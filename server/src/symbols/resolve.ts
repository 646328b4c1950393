/** What names mean in a project. */

import { quickly } from '../../../engine/language/resolve/era-model.ts';
import { referenceOf } from '../../../engine/language/resolve/path.ts';
import type { Entity, Field } from '../../../engine/model/dictionary.ts';
import type { Fact } from '../../../engine/model/fact.ts';
import type { Document } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';
import { gathered, grouped } from './gathered.ts';
import { type Name, type NamedSymbol, type Occurrence, type Scope, symbolKey } from './name.ts';
import { declarationsIn, occurrencesIn } from './occurrences.ts';
import { textAt } from './written.ts';

/** The symbols that a name may mean: most mean one; one of a condition that several entities use may mean several facts. */
export function symbolsOf(snapshot: Snapshot, name: Name): readonly NamedSymbol[] {
  switch (name.kind) {
    case 'requirement':
      return (['rule', 'standard', 'procedure', 'ladder'] as const)
        .map((kind) => ({ kind, name: name.name }))
        .filter((symbol) => declarationsOf(snapshot, symbol).length > 0);
    case 'made': {
      const step = { kind: 'procedure-step', procedure: name.procedure, name: name.name } as const;
      if (declarationsOf(snapshot, step).length > 0) return [step];
      return [{ kind: 'rule', name: `${name.procedure}.${name.name}` }];
    }
    case 'expected':
      return [
        { kind: 'procedure-step', procedure: name.of, name: name.name } as const,
        { kind: 'letter', ladder: name.of, name: name.name } as const,
      ].filter((symbol) => declarationsOf(snapshot, symbol).length > 0);
    case 'start': {
      const step = { kind: 'procedure-step', procedure: name.procedure, name: name.path[0] ?? '' } as const;
      if (name.path.length === 1 && declarationsOf(snapshot, step).length > 0) return [step];
      return unique(entitiesOf(snapshot, name.scope).flatMap((entity) => stepOf(snapshot, entity, name.path, name.at)));
    }
    case 'step':
      return unique(entitiesOf(snapshot, name.scope).flatMap((entity) => stepOf(snapshot, entity, name.path, name.at)));
    case 'operand':
      return unique(entitiesOf(snapshot, name.scope).flatMap((entity) => operandOf(snapshot, entity, name)));
    case 'code':
      return factOf(snapshot, name.entity, name.fact)?.type.kind === 'code' ? [name] : [];
    default:
      return [name];
  }
}

/** The entities whose facts are spoken of. */
export function entitiesOf(snapshot: Snapshot, scope: Scope | null): readonly Entity[] {
  if (scope === null) return [];
  const { entities } = snapshot.analysis.dictionary;
  return [...scopeNames(snapshot, scope, new Set())]
    .map((name) => entities.get(name))
    .filter((entity) => entity !== undefined);
}

/** The entity to which a path's references lead; null where one of them leads nowhere. */
export function entityAfter(snapshot: Snapshot, entity: Entity, references: readonly string[]): Entity | null {
  let at: Entity | null = entity;
  for (const step of references) {
    const target: string | undefined = at === null ? undefined : referenceOf(at, step)?.target;
    at = target === undefined ? null : (snapshot.analysis.dictionary.entities.get(target) ?? null);
  }
  return at;
}

/** A fact as the analysis knows it: in the latest era that has it. */
export function factOf({ analysis }: Snapshot, entity: string, name: string): Fact | null {
  for (const { model } of analysis.eras.toReversed()) {
    const fact = quickly(model).facts.get(entity)?.get(name);
    if (fact !== undefined) return fact;
  }
  const field = analysis.dictionary.entities.get(entity)?.fields.get(name);
  return field === undefined ? null : fieldOnly(entity, field);
}

/** Works out ahead which names stand in a file. */
export function readNames(snapshot: Snapshot, document: Document): void {
  declarations.readAhead(snapshot, document);
  names.readAhead(snapshot, document);
}

/** Where a symbol is declared; of a rule that a procedure makes, the step or procedure that it comes from. */
export function declarationsOf(snapshot: Snapshot, symbol: NamedSymbol): readonly Occurrence[] {
  const declared = declaredAs(snapshot, symbol);
  const dot = symbol.kind === 'rule' ? symbol.name.indexOf('.') : -1;
  if (declared.length > 0 || dot === -1) return declared;
  const procedure = symbol.name.slice(0, dot);
  const step = declaredAs(snapshot, { kind: 'procedure-step', procedure, name: symbol.name.slice(dot + 1) });
  return step.length > 0 ? step : declaredAs(snapshot, { kind: 'procedure', name: procedure });
}

function declaredAs(snapshot: Snapshot, symbol: NamedSymbol): readonly Occurrence[] {
  return declarations.of(snapshot, symbolKey(symbol));
}

/** Every place of a symbol, declarations among them. */
export function occurrencesOf(snapshot: Snapshot, symbol: NamedSymbol): readonly Occurrence[] {
  const key = symbolKey(symbol);
  return names
    .of(snapshot, wordOf(symbol))
    .filter((each) => symbolsOf(snapshot, each.name).some((found) => symbolKey(found) === key));
}

/** As it is written; of a rule that a procedure makes what follows the dot. */
function wordOf({ kind, name }: NamedSymbol): string {
  return kind === 'rule' ? name.slice(name.indexOf('.') + 1) : name;
}

const declarations = gathered(
  (document) => grouped(declarationsIn(document), ({ name }) => symbolKey(name as NamedSymbol)),
  () => true,
);

/** By the word as written, so that what a name means is asked only of those that are spelt so. */
const names = gathered(
  (document) =>
    grouped(occurrencesIn(document), ({ name }) => ('path' in name ? (name.path[name.at] ?? '') : name.name)),
  // An escape may stand for any character, and the anchors of a guide are named by its file too.
  ({ kind, text }, word) => kind !== 'policy' || text.includes(word) || text.includes('\\'),
);

function stepOf(snapshot: Snapshot, entity: Entity, path: readonly string[], at: number): readonly NamedSymbol[] {
  const owner = entityAfter(snapshot, entity, path.slice(0, at));
  const word = path[at];
  if (owner === null || word === undefined) return [];
  if (at < path.length - 1 && !owner.fields.has(word)) {
    const target = referenceOf(owner, word)?.target;
    return target === undefined ? [] : [{ kind: 'entity', name: target }];
  }
  if (owner.fields.has(word)) return [{ kind: 'fact', entity: owner.name, name: word }];
  return procedureAbout(snapshot, owner.name, word)
    ? [{ kind: 'procedure', name: word }]
    : [{ kind: 'fact', entity: owner.name, name: word }];
}

/** A procedure's name is also the fact that says how far a record of its entity has come. */
function procedureAbout(snapshot: Snapshot, entity: string, name: string): boolean {
  return declaredAs(snapshot, { kind: 'procedure', name }).some(
    ({ declared }) => textAt(declared ?? undefined, 'for') === entity,
  );
}

function operandOf(
  snapshot: Snapshot,
  entity: Entity,
  { compared, path, at }: Extract<Name, { readonly kind: 'operand' }>,
): readonly NamedSymbol[] {
  const owner = entityAfter(snapshot, entity, compared.slice(0, -1));
  const fact = owner === null ? null : factOf(snapshot, owner.name, compared.at(-1) ?? '');
  const word = path.join('.');
  if (fact?.type.kind === 'code' && fact.type.codes.some(({ value }) => value === word)) {
    // `pass` and `fail` are words of the language.
    if (fact.definition.kind === 'verdict') return [];
    if (fact.definition.kind === 'step') {
      return [{ kind: 'procedure-step', procedure: fact.definition.procedure, name: word }];
    }
    const { entity: of, name } = originOf(snapshot, fact);
    return [{ kind: 'code', entity: of, fact: name, name: word }];
  }
  return fact === null || fact.type.kind === 'text' ? [] : stepOf(snapshot, entity, path, at);
}

/** The field whose codes a fact has: its own, or that which `latest` takes, or the one of the period before. */
function originOf(
  snapshot: Snapshot,
  { entity, name, definition }: Fact,
): { readonly entity: string; readonly name: string } {
  if (definition.kind === 'latest' && definition.element.through.length === 0) {
    return { entity: definition.source, name: definition.element.fact };
  }
  const before = definition.kind === 'previous' ? factOf(snapshot, entity, definition.fact) : null;
  return before === null ? { entity, name } : originOf(snapshot, before);
}

function fieldOnly(entity: string, field: Field): Fact {
  const { name, title, unit, sensitive, type } = field;
  const number = type.kind === 'integer' || type.kind === 'decimal';
  return {
    name,
    entity,
    title,
    unit,
    sensitive,
    type: number ? { kind: 'number', form: type.kind, nonNegative: false, display: 'number' } : type,
    definition: { kind: 'field', field },
  };
}

function scopeNames(snapshot: Snapshot, scope: Scope, seen: Set<string>): ReadonlySet<string> {
  if (scope.kind === 'entity') return new Set([scope.name]);
  const key = `${scope.kind} ${scope.name}`;
  if (seen.has(key)) return new Set();
  seen.add(key);
  if (scope.kind !== 'condition') {
    const declared = declarationsOf(snapshot, { kind: scope.kind, name: scope.name });
    return new Set(
      declared.map(({ declared: tree }) => textAt(tree ?? undefined, 'for')).filter((each) => each !== null),
    );
  }
  const users = names.of(snapshot, scope.name).filter(({ name }) => name.kind === 'condition');
  return new Set(users.flatMap((user) => (user.scope === null ? [] : [...scopeNames(snapshot, user.scope, seen)])));
}

function unique(symbols: readonly NamedSymbol[]): readonly NamedSymbol[] {
  return [...new Map(symbols.map((symbol) => [symbolKey(symbol), symbol])).values()];
}
