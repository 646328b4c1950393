/** Beside identifiers what people call them, and beside `$parameter` the value that it has on the day. */
import { type InlayHint, InlayHintKind, type Range } from 'vscode-languageserver-types';
import { literalText } from '../../../engine/model/text.ts';
import type { Document } from '../document.ts';
import { overlaps, toPosition } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { symbolsOf } from '../symbols/resolve.ts';
import { titleOfSymbol } from '../symbols/title.ts';

export function inlayHints(snapshot: Snapshot, document: Document, range: Range): readonly InlayHint[] {
  if (document.kind === 'guide' || document.kind === 'dictionary') return [];
  const hints = occurrencesIn(document).flatMap(({ name, place, around, declared }): InlayHint[] => {
    if (declared !== null || !overlaps(place.range, range)) return [];
    const [symbol, other] = symbolsOf(snapshot, name);
    if (symbol === undefined || other !== undefined) return [];
    const label = labelOf(snapshot, symbol);
    if (label === null) return [];
    const position = toPosition(around.range.end);
    return [
      {
        position,
        label,
        kind: symbol.kind === 'parameter' ? InlayHintKind.Parameter : InlayHintKind.Type,
        paddingLeft: true,
      },
    ];
  });
  // A path and its last step end at one place.
  const seen = new Set<string>();
  return hints.filter(({ position: { line, character } }) => {
    const key = `${line}:${character}`;
    return !seen.has(key) && seen.add(key);
  });
}

function labelOf(snapshot: Snapshot, symbol: NamedSymbol): string | null {
  if (symbol.kind === 'parameter') return parameterText(snapshot, symbol.name);
  if (symbol.kind === 'entity' || symbol.kind === 'policy') return null;
  const title = titleOfSymbol(snapshot, symbol);
  return title === symbol.name ? null : title;
}

/** On the day that is judged; where none is chosen the last. */
function parameterText({ analysis, language, moment }: Snapshot, name: string): string | null {
  for (const { model } of analysis.eras.toReversed()) {
    const values = model.parameters.get(name)?.values;
    if (values === undefined) continue;
    const value = moment === null ? values.at(-1) : values.findLast(({ from }) => from <= moment.judged);
    return value === undefined ? null : `= ${literalText(value.value, language)}`;
  }
  return null;
}
