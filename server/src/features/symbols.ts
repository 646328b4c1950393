/** What a file declares, as a tree; and what the project declares, found by name, title or pinyin. */
import { type DocumentSymbol, type SymbolInformation, SymbolKind } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import { isBefore, toLocation, toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol, Occurrence } from '../symbols/name.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { titleIn } from '../symbols/title.ts';
import { at, textAt } from '../symbols/written.ts';
import { kindWords } from '../words/kinds.ts';
import { matcherOf } from '../words/pinyin.ts';

export function documentSymbols(snapshot: Snapshot, document: Document): readonly DocumentSymbol[] {
  if (document.kind === 'guide') return headings(snapshot, document);
  if (document.kind === 'tests') return cases(document);
  const roots: DocumentSymbol[] = [];
  const open: DocumentSymbol[] = [];
  for (const occurrence of occurrencesIn(document)) {
    const symbol = symbolOf(snapshot, occurrence);
    if (symbol === null) continue;
    while (open.length > 0 && !contains(open.at(-1), symbol)) open.pop();
    const parent = open.at(-1);
    if (parent === undefined) roots.push(symbol);
    else parent.children?.push(symbol);
    open.push(symbol);
  }
  return roots;
}

/** At most so many: a person reads the first few. */
const bound = 200;

export function workspaceSymbols(snapshot: Snapshot, query: string): readonly SymbolInformation[] {
  const { language } = snapshot;
  const found: SymbolInformation[] = [];
  const matches = matcherOf(query);
  for (const document of snapshot.documents.values()) {
    for (const { name, place, declared } of occurrencesIn(document)) {
      if (declared === null || found.length >= bound) continue;
      const symbol = name as NamedSymbol;
      const title = symbol.kind === 'clause' ? null : titleIn(declared, language);
      if (!matches(symbol.name, title)) continue;
      found.push({
        name: title === null || title === symbol.name ? symbol.name : `${symbol.name} ${title}`,
        kind: kinds[symbol.kind],
        location: toLocation(snapshot, place),
        containerName: kindWords[symbol.kind][language],
      });
    }
  }
  return found;
}

export const kinds: Readonly<Record<NamedSymbol['kind'], SymbolKind>> = {
  policy: SymbolKind.Module,
  parameter: SymbolKind.Constant,
  condition: SymbolKind.Boolean,
  rule: SymbolKind.Method,
  standard: SymbolKind.Interface,
  procedure: SymbolKind.Operator,
  ladder: SymbolKind.Enum,
  'procedure-step': SymbolKind.EnumMember,
  letter: SymbolKind.EnumMember,
  rollup: SymbolKind.Array,
  entity: SymbolKind.Class,
  fact: SymbolKind.Field,
  code: SymbolKind.EnumMember,
  clause: SymbolKind.String,
};

function symbolOf({ language }: Snapshot, { name, around, place, declared }: Occurrence): DocumentSymbol | null {
  if (declared === null) return null;
  const symbol = name as NamedSymbol;
  const end = toRange(declared.place.range).end;
  const start = toRange(around.range).start;
  const whole = symbol.kind === 'policy' || symbol.kind === 'entity' ? toRange(declared.place.range) : { start, end };
  return {
    name: symbol.name,
    detail: titleIn(declared, language) ?? '',
    kind: kinds[symbol.kind],
    range: isBefore(whole.end, toRange(place.range).end) ? toRange(place.range) : whole,
    selectionRange: toRange(place.range),
    children: [],
  };
}

function contains(outer: DocumentSymbol | undefined, inner: DocumentSymbol): boolean {
  return (
    outer !== undefined &&
    !isBefore(inner.range.start, outer.range.start) &&
    !isBefore(outer.range.end, inner.range.end)
  );
}

function headings({ analysis }: Snapshot, document: Document): readonly DocumentSymbol[] {
  const seen = new Set<number>();
  return [...analysis.clauses.values()].flatMap(({ title, cite, place }) => {
    if (place.file !== document.file || seen.has(place.range.start.line)) return [];
    seen.add(place.range.start.line);
    const range = toRange(place.range);
    return [
      {
        name: title === '' ? cite : title,
        detail: cite.slice(cite.indexOf('#')),
        kind: kinds.clause,
        range,
        selectionRange: range,
      },
    ];
  });
}

function cases({ tree }: Document): readonly DocumentSymbol[] {
  const list = at(tree ?? undefined, 'cases');
  if (list?.kind !== 'list') return [];
  return list.items.flatMap((item) => {
    const name = at(item, 'name');
    const text = textAt(item, 'name');
    if (name === undefined || text === null) return [];
    return [
      {
        name: text,
        kind: SymbolKind.Event,
        range: toRange(item.place.range),
        selectionRange: toRange(name.place.range),
      },
    ];
  });
}
