/** Proposes names of what the project has. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import { referenceOf } from '../../../engine/language/resolve/path.ts';
import type { Entity } from '../../../engine/model/dictionary.ts';
import type { FactType } from '../../../engine/model/fact.ts';
import { type Document, perDocument } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol, Occurrence, Scope } from '../symbols/name.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { entitiesOf, entityAfter, factOf } from '../symbols/resolve.ts';
import { titleIn } from '../symbols/title.ts';
import { textAt } from '../symbols/written.ts';
import { matcherOf } from '../words/pinyin.ts';
import { bound, kindOfSymbol, type Proposal } from './item.ts';

/** Works out ahead what is proposed of a file. */
export function readProposals(document: Document): void {
  proposalsIn(document);
  computedIn(document);
}

/** Everything of a kind that policies or the dictionary declare. */
export function declared(snapshot: Snapshot, kind: NamedSymbol['kind']): readonly Proposal[] {
  const seen = new Set<string>();
  const all: Proposal[] = [];
  for (const document of snapshot.documents.values()) {
    for (const proposal of proposalsIn(document)[snapshot.language].get(kind) ?? []) {
      if (seen.has(proposal.label)) continue;
      seen.add(proposal.label);
      all.push(proposal);
    }
  }
  return all;
}

/** By kind, in either language: kept with the document, since a project may have thousands. */
const proposalsIn = perDocument((document) => {
  const inLanguage = (language: Language): ReadonlyMap<string, readonly Proposal[]> => {
    const byKind = new Map<string, Proposal[]>();
    for (const { name, declared: tree } of declarationsIn(document)) {
      const symbol = name as NamedSymbol;
      const title = titleIn(tree ?? undefined, language) ?? '';
      const all = byKind.get(symbol.kind) ?? [];
      byKind.set(symbol.kind, all);
      all.push({ label: symbol.name, title, kind: kindOfSymbol[symbol.kind], symbol });
    }
    return byKind;
  };
  return { zh: inLanguage('zh'), en: inLanguage('en') };
});

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
  const computed: Proposal[] = [];
  for (const document of snapshot.documents.values()) {
    if (computed.length >= bound) break;
    const all = computedIn(document)[snapshot.language].get(entity.name);
    for (const proposal of all ?? []) if (isWanted(proposal)) computed.push(proposal);
  }
  return [...computed, ...fields.filter(isWanted)];
}

/** By entity, in either language. */
const computedIn = perDocument((document) => {
  const inLanguage = (language: Language): ReadonlyMap<string, readonly Proposal[]> => {
    const byEntity = new Map<string, Proposal[]>();
    for (const { name: declaredName, declared: tree } of declarationsIn(document)) {
      const name = declaredName as NamedSymbol;
      // A procedure's name is also the fact that says how far a record has come.
      const entity =
        name.kind === 'fact'
          ? name.entity
          : name.kind === 'procedure'
            ? (textAt(tree ?? undefined, 'for') ?? '')
            : null;
      if (entity === null || document.kind === 'dictionary') continue;
      const all = byEntity.get(entity) ?? [];
      byEntity.set(entity, all);
      const title = titleIn(tree ?? undefined, language) ?? '';
      all.push({ label: name.name, title, kind: CompletionItemKind.Variable, rank: 2, symbol: name });
    }
    return byEntity;
  };
  return { zh: inLanguage('zh'), en: inLanguage('en') };
});

const declarationsIn = perDocument((document): readonly Occurrence[] =>
  occurrencesIn(document).filter((occurrence) => occurrence.declared !== null),
);
