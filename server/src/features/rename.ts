/** Renames what a name means wherever it stands: policies, tests, waivers, the dictionary and the guide. */
import type { Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver-types';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { isPackFile } from '../../../engine/dictionary/uses.ts';
import type { Document } from '../document.ts';
import { toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol, Occurrence } from '../symbols/name.ts';
import { occurrenceAt } from '../symbols/occurrences.ts';
import { declarationsOf, factOf, occurrencesOf, symbolsOf } from '../symbols/resolve.ts';
import { at } from '../symbols/written.ts';

/** Why a name stays as it is. */
export interface Refusal {
  readonly refused: Localized;
}

export interface Renameable {
  readonly range: Range;
  readonly placeholder: string;
}

export function prepareRename(snapshot: Snapshot, document: Document, position: Position): Renameable | Refusal {
  const found = renameableAt(snapshot, document, position);
  if ('refused' in found) return found;
  return { range: toRange(found.occurrence.place.range), placeholder: wordOf(found.symbol) };
}

export function rename(
  snapshot: Snapshot,
  document: Document,
  position: Position,
  newName: string,
): WorkspaceEdit | Refusal {
  const found = renameableAt(snapshot, document, position);
  if ('refused' in found) return found;
  const { symbol } = found;
  const problem = problemOf(snapshot, symbol, newName);
  if (problem !== null) return { refused: problem };
  const changes: Record<string, TextEdit[]> = {};
  const seen = new Set<string>();
  for (const { place } of occurrencesOf(snapshot, symbol)) {
    const uri = snapshot.uriOf(place.file);
    const key = `${uri} ${place.range.start.line}:${place.range.start.column}`;
    if (seen.has(key)) continue;
    seen.add(key);
    changes[uri] = [...(changes[uri] ?? []), { range: toRange(place.range), newText: newName }];
  }
  return { changes };
}

function renameableAt(
  snapshot: Snapshot,
  document: Document,
  position: Position,
): { readonly occurrence: Occurrence; readonly symbol: NamedSymbol } | Refusal {
  const occurrence = occurrenceAt(document, position);
  const symbols = occurrence === null ? [] : symbolsOf(snapshot, occurrence.name);
  const [symbol, other] = symbols;
  if (occurrence === null || symbol === undefined) return { refused: nothingHere };
  if (other !== undefined) return { refused: severalMeanings };
  if (symbol.kind === 'code' || isFollowed(snapshot, symbol)) return { refused: inTheData };
  if (symbol.kind === 'rule' && symbol.name.includes('.')) return { refused: made };
  if (symbol.kind === 'fact' && factOf(snapshot, symbol.entity, symbol.name)?.definition.kind === 'field') {
    return { refused: inTheData };
  }
  if (declarationsOf(snapshot, symbol).length === 0) {
    return { refused: symbol.kind === 'clause' && snapshot.analysis.clauses.has(symbol.name) ? slug : notDeclared };
  }
  if (occurrencesOf(snapshot, symbol).some(({ place }) => isPackFile(place.file))) return { refused: ofPack };
  return { occurrence, symbol };
}

/** A letter of a ladder that follows those that were sent: the data has its name. */
function isFollowed(snapshot: Snapshot, symbol: NamedSymbol): boolean {
  if (symbol.kind !== 'letter') return false;
  const ladders = declarationsOf(snapshot, { kind: 'ladder', name: symbol.ladder });
  return ladders.some(({ declared }) => at(declared ?? undefined, 'sent') !== undefined);
}

/** Letters of any script, digits and `_`, joined by `-`: what the language takes for a name. */
const properName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*$/u;

function problemOf(snapshot: Snapshot, symbol: NamedSymbol, newName: string): Localized | null {
  if (!(symbol.kind === 'clause' ? /^[^\s{}#"']+$/ : properName).test(newName) || /^(true|false|and)$/.test(newName)) {
    return {
      zh: `“${newName}”不能作名称：须以字母开头，只含字母、数字、“_”和“-”`,
      en: `"${newName}" is no name: it begins with a letter and has letters, digits, "_" and "-" only`,
    };
  }
  const renamed = { ...symbol, name: symbol.kind === 'clause' ? symbol.name.replace(/#.*/, `#${newName}`) : newName };
  const rivals: readonly NamedSymbol[] =
    symbol.kind === 'rule' || symbol.kind === 'standard' || symbol.kind === 'procedure' || symbol.kind === 'ladder'
      ? (['rule', 'standard', 'procedure', 'ladder'] as const).map((kind) => ({ kind, name: newName }))
      : [renamed];
  if (newName !== wordOf(symbol) && rivals.some((rival) => declarationsOf(snapshot, rival).length > 0)) {
    return { zh: `已经有“${newName}”了`, en: `There is a "${newName}" already` };
  }
  return null;
}

/** What of a symbol stands in the files: of a clause its anchor. */
function wordOf({ kind, name }: NamedSymbol): string {
  return kind === 'clause' ? name.slice(name.indexOf('#') + 1) : name;
}

const nothingHere: Localized = { zh: '这里没有可以改名的东西', en: 'Nothing here has a name to change' };
const severalMeanings: Localized = {
  zh: '这个名称在这里指好几样东西；请到它的定义处改名',
  en: 'The name means several things here; rename it where it is defined',
};
const inTheData: Localized = {
  zh: '字段和代码是数据文件里的写法，改名须连同数据一起改',
  en: 'Fields and codes are what the data files have; they are renamed together with the data',
};
const ofPack: Localized = {
  zh: '它是所依据的项目（zhunsheng:uses）里的名称，请到那里改',
  en: 'It is a name of a project that this one uses (zhunsheng:uses); rename it there',
};
const made: Localized = {
  zh: '它是程序生成的规则，名称由程序和步骤而来，请改程序或步骤的名称',
  en: 'A procedure makes this rule and names it; rename the procedure or the step',
};
const slug: Localized = {
  zh: '这一条由标题得名；请在标题后写上 {#名称} 再改',
  en: 'The clause is named after its heading; write {#name} after the heading first',
};
const notDeclared: Localized = { zh: '没有找到它的定义', en: 'It is not defined anywhere' };
