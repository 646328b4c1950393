/** The kinds of names in a file, for colours that tell a fact from a code and a rule from a standard. */
import {
  type Range,
  SemanticTokenModifiers,
  type SemanticTokensLegend,
  SemanticTokenTypes,
} from 'vscode-languageserver-types';
import type { Place } from '../../../engine/diagnostics/diagnostic.ts';
import { lex } from '../../../engine/language/condition/lex.ts';
import { parseLine } from '../../../engine/language/condition/parse.ts';
import { placeWithin } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';
import { overlaps } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { conditionsIn } from '../symbols/conditions.ts';
import type { NamedSymbol, Occurrence } from '../symbols/name.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { factOf, symbolsOf } from '../symbols/resolve.ts';
import { slotsIn } from '../symbols/slots.ts';

export const legend: SemanticTokensLegend = {
  tokenTypes: [
    SemanticTokenTypes.namespace,
    SemanticTokenTypes.class,
    SemanticTokenTypes.property,
    SemanticTokenTypes.variable,
    SemanticTokenTypes.parameter,
    SemanticTokenTypes.function,
    SemanticTokenTypes.method,
    SemanticTokenTypes.interface,
    SemanticTokenTypes.struct,
    SemanticTokenTypes.enumMember,
    SemanticTokenTypes.string,
    SemanticTokenTypes.keyword,
    SemanticTokenTypes.operator,
    SemanticTokenTypes.number,
  ],
  tokenModifiers: [SemanticTokenModifiers.declaration, SemanticTokenModifiers.readonly],
};

interface Token {
  readonly place: Place;
  readonly type: SemanticTokenTypes;
  readonly declaration: boolean;
}

/** Five numbers a token, each relative to the one before, as the protocol wants them. */
export function semanticTokens(snapshot: Snapshot, document: Document, range: Range | null): readonly number[] {
  const tokens = [...namesOf(snapshot, document, range), ...wordsOf(document)]
    .filter(({ place }) => place.range.start.line === place.range.end.line)
    .filter(({ place }) => range === null || overlaps(place.range, range))
    .sort((a, b) => comparePlaces(a.place, b.place));
  const data: number[] = [];
  let line = 0;
  let column = 0;
  let end = 0;
  for (const { place, type, declaration } of tokens) {
    const { start, end: to } = place.range;
    if (start.line === line && start.column < end) continue;
    if (to.column <= start.column) continue;
    data.push(start.line - line, start.line === line ? start.column - column : start.column);
    data.push(to.column - start.column, legend.tokenTypes.indexOf(type), declaration ? 1 : 0);
    ({ line, column } = start);
    end = to.column;
  }
  return data;
}

function namesOf(snapshot: Snapshot, document: Document, range: Range | null): readonly Token[] {
  return occurrencesIn(document).flatMap((occurrence) => {
    if (range !== null && !overlaps(occurrence.place.range, range)) return [];
    const type = typeOf(snapshot, occurrence);
    return type === null ? [] : [{ place: occurrence.place, type, declaration: occurrence.declared !== null }];
  });
}

function typeOf(snapshot: Snapshot, { name }: Occurrence): SemanticTokenTypes | null {
  const [symbol] = symbolsOf(snapshot, name);
  if (symbol === undefined) return null;
  if (symbol.kind !== 'fact') return types[symbol.kind];
  const isField = factOf(snapshot, symbol.entity, symbol.name)?.definition.kind === 'field';
  return isField ? SemanticTokenTypes.property : SemanticTokenTypes.variable;
}

const types: Readonly<Record<Exclude<NamedSymbol['kind'], 'fact'>, SemanticTokenTypes>> = {
  policy: SemanticTokenTypes.namespace,
  entity: SemanticTokenTypes.class,
  parameter: SemanticTokenTypes.parameter,
  condition: SemanticTokenTypes.function,
  rule: SemanticTokenTypes.method,
  standard: SemanticTokenTypes.interface,
  rollup: SemanticTokenTypes.struct,
  procedure: SemanticTokenTypes.interface,
  ladder: SemanticTokenTypes.interface,
  'procedure-step': SemanticTokenTypes.enumMember,
  letter: SemanticTokenTypes.enumMember,
  code: SemanticTokenTypes.enumMember,
  clause: SemanticTokenTypes.string,
};

/** Keys of the language, and the operators and numbers of conditions. */
function wordsOf(document: Document): readonly Token[] {
  const keys = slotsIn(document).map(({ place }) => ({ place, type: SemanticTokenTypes.keyword, declaration: false }));
  const inLines = conditionsIn(document).flatMap(({ tree, form }) => {
    if (form !== 'line' || tree.kind !== 'scalar') return [];
    const { line } = parseLine(tree.source);
    const numbers = lex(tree.source).flatMap(({ kind, start, end }) =>
      kind === 'number' || kind === 'date' || kind === 'month'
        ? [{ place: placeWithin(tree, start, end), type: SemanticTokenTypes.number, declaration: false }]
        : [],
    );
    if (line === null || line.kind === 'holds') return numbers;
    const { start, end } = line.sign;
    return [
      ...numbers,
      { place: placeWithin(tree, start, end), type: SemanticTokenTypes.operator, declaration: false },
    ];
  });
  return [...keys, ...inLines];
}

function comparePlaces({ range: a }: Place, { range: b }: Place): number {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}
