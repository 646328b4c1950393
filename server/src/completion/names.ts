/** Proposes names of what the project has. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import { referenceOf } from '../../../engine/language/resolve/path.ts';
import type { Entity } from '../../../engine/model/dictionary.ts';
import type { FactType } from '../../../engine/model/fact.ts';
import type { Document } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';
import { type Gathered, gathered, grouped } from '../symbols/gathered.ts';
import type { NamedSymbol, Scope } from '../symbols/name.ts';
import { declarationsIn } from '../symbols/occurrences.ts';
import { entitiesOf, entityAfter, factOf } from '../symbols/resolve.ts';
import { titleIn } from '../symbols/title.ts';
import { textAt } from '../symbols/written.ts';
import { matcherOf } from '../words/pinyin.ts';
import { bound, kindOfSymbol, type Proposal } from './item.ts';

/** Works out ahead what is proposed of a file. */
export function readProposals(snapshot: Snapshot, document: Document): void {
  declarations[snapshot.language].readAhead(snapshot, document);
  computed[snapshot.language].readAhead(snapshot, document);
}

/** Everything of a kind that policies or the dictionary declare. */
export function declared(snapshot: Snapshot, kind: NamedSymbol['kind']): readonly Proposal[] {
  const seen = new Set<string>();
  return declarations[snapshot.language].of(snapshot, kind).filter(({ label }) => !seen.has(label) && seen.add(label));
}

/** By kind. */
function declarationsWith(language: Language): Gathered<Proposal> {
  return gathered(
    (document) =>
      new Map(
        [...grouped(declarationsIn(document), ({ name }) => name.kind)].map(([kind, all]) => [
          kind,
          all.map(({ name, declared: tree }) => {
            const symbol = name as NamedSymbol;
            const title = titleIn(tree ?? undefined, language) ?? '';
            return { label: symbol.name, title, kind: kindOfSymbol[symbol.kind], symbol };
          }),
        ]),
      ),
    () => true,
  );
}

const declarations = { zh: declarationsWith('zh'), en: declarationsWith('en') };

export function clauses({ analysis }: Snapshot): readonly Proposal[] {
  return [...analysis.clauses.values()].map(({ cite, title }) => ({
    label: cite,
    title,
    kind: kindOfSymbol.clause,
    symbol: { kind: 'clause', name: cite },
  }));
}

/** Which facts are looked for: by what is typed so far, and by their types. */
export interface Wanted {
  readonly word: string;
  readonly fits: (type: FactType) => boolean;
}

/** The facts of the entities in scope after the references already written; where the scope is not known those of all. */
export function facts(
  snapshot: Snapshot,
  scope: Scope | null,
  path: readonly string[],
  wanted: Wanted,
): readonly Proposal[] {
  const known = entitiesOf(snapshot, scope);
  const owners = known.length > 0 ? known : [...snapshot.analysis.dictionary.entities.values()];
  const seen = new Set<string>();
  return owners
    .flatMap((owner) => {
      const entity = entityAfter(snapshot, owner, path);
      return entity === null ? [] : [...ofEntity(snapshot, entity, wanted), ...references(snapshot, entity)];
    })
    .filter(({ label }) => !seen.has(label) && seen.add(label));
}

/** The ways from a record to others, for `via`, and as the beginning of a path. */
export function references({ analysis, language }: Snapshot, entity: Entity): readonly Proposal[] {
  return [...entity.references.values()].flatMap(({ name, target }) => {
    const title = analysis.dictionary.entities.get(target)?.title[language] ?? '';
    const label = referenceOf(entity, target) !== null && !entity.fields.has(target) ? target : name;
    return [
      {
        label: `${label}.`,
        title,
        kind: CompletionItemKind.Reference,
        rank: 5,
        symbol: { kind: 'entity', name: target } as const,
      },
    ];
  });
}

function ofEntity(snapshot: Snapshot, entity: Entity, { word, fits }: Wanted): readonly Proposal[] {
  const matches = matcherOf(word);
  const isWanted = ({ label, title }: Proposal): boolean => {
    if (!matches(label, title)) return false;
    const fact = factOf(snapshot, entity.name, label);
    return fact !== null && fits(fact.type);
  };
  const fields = [...entity.fields.values()].map(({ name, title }) => ({
    label: name,
    title: title[snapshot.language],
    kind: CompletionItemKind.Field,
    rank: 3,
    symbol: { kind: 'fact', entity: entity.name, name } as const,
  }));
  // By what the files say now; of thousands no more than can be shown.
  const found: Proposal[] = [];
  for (const proposal of computed[snapshot.language].of(snapshot, entity.name)) {
    if (found.length >= bound) break;
    if (isWanted(proposal)) found.push(proposal);
  }
  return [...found, ...fields.filter(isWanted)];
}

/** The facts that policies compute, by entity. A procedure's name is also the fact that says how far a record of it has come. */
function computedWith(language: Language): Gathered<Proposal> {
  return gathered(
    (document) => {
      const inPolicies = document.kind === 'policy' ? declarationsIn(document) : [];
      const owned = inPolicies.flatMap(({ name, declared: tree }) => {
        const entity =
          name.kind === 'fact'
            ? name.entity
            : name.kind === 'procedure'
              ? (textAt(tree ?? undefined, 'for') ?? '')
              : null;
        if (entity === null) return [];
        const symbol = name as NamedSymbol;
        const title = titleIn(tree ?? undefined, language) ?? '';
        const kind = CompletionItemKind.Variable;
        return [{ entity, proposal: { label: symbol.name, title, kind, rank: 2, symbol } }];
      });
      const byEntity = grouped(owned, ({ entity }) => entity);
      return new Map([...byEntity].map(([entity, all]) => [entity, all.map(({ proposal }) => proposal)]));
    },
    () => true,
  );
}

const computed = { zh: computedWith('zh'), en: computedWith('en') };
