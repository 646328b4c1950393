/** What may stand at the cursor. */
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  InsertTextFormat,
  MarkupKind,
  type Position,
  type Range,
} from 'vscode-languageserver-types';
import { dictionaryProposals } from '../completion/dictionary.ts';
import { bound, type Proposal } from '../completion/item.ts';
import { declarationProposals, keyProposals } from '../completion/keys.ts';
import { type Typed, treesWithProbe, typedAt } from '../completion/probe.ts';
import { pointsProposals } from '../completion/programme.ts';
import { type Spot, spotIn } from '../completion/spot.ts';
import { rowProposals, verdictProposals } from '../completion/tests.ts';
import { valueProposals } from '../completion/values.ts';
import type { Document } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';
import { matcherOf, spellings } from '../words/pinyin.ts';
import { about } from './hover-text.ts';
import type { Live } from './live.ts';

export async function completion(
  snapshot: Snapshot,
  document: Document,
  position: Position,
  live: Live,
): Promise<CompletionList> {
  const typed = typedAt(document, position);
  const proposals = await proposed(snapshot, document, typed, live);
  const items = matching(proposals, typed).map((proposal) => toItem(proposal, typed, snapshot.uriOf(document.file)));
  // Clients filter by what was typed when the list was made: a longer word is asked for again, and found by its pinyin too.
  return { isIncomplete: true, items };
}

/** The rank of a proposal that has none of its own. */
const usual = 4;

/** The documentation of an item, worked out only for the one that is looked at. */
export function resolveCompletion(snapshot: Snapshot, item: CompletionItem, symbol: NamedSymbol): CompletionItem {
  const text = about(snapshot, symbol, []);
  return text === null ? item : { ...item, documentation: { kind: MarkupKind.Markdown, value: text } };
}

/** The best first, each name once. */
function matching(proposals: readonly Proposal[], { word }: Typed): readonly Proposal[] {
  const seen = new Set<string>();
  const matches = matcherOf(word);
  const begins = beginsWith(word);
  return proposals
    .filter(({ label, title, anyWord }) => !seen.has(label) && (anyWord || matches(label, title)) && seen.add(label))
    .map((proposal) => ({ ...proposal, rank: (proposal.rank ?? usual) + (begins(proposal) ? 0 : later) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, bound);
}

/** What only holds the letters that are typed stands behind all that begins with them. */
const later = 10;

function beginsWith(word: string): (proposal: Proposal) => boolean {
  const typed = word.toLowerCase();
  return ({ label, title, anyWord, replacesBefore = 0 }) =>
    anyWord === true ||
    label.slice(replacesBefore).toLowerCase().startsWith(typed) ||
    spellings(title).some((way) => way.toLowerCase().startsWith(typed));
}

async function proposed(
  snapshot: Snapshot,
  document: Document,
  typed: Typed,
  live: Live,
): Promise<readonly Proposal[]> {
  if (document.kind === 'guide' || /^\s*#|\s#/.test(typed.before)) return [];
  const all: Proposal[] = [];
  for (const root of treesWithProbe(document, typed)) {
    if (document.kind === 'dictionary') {
      all.push(...dictionaryProposals(snapshot, root, typed));
      continue;
    }
    const spot = spotIn(document, root);
    if (spot !== null) all.push(...(await atSpot(snapshot, spot, typed, live)));
    // Where a key may stand a condition's line may too; elsewhere the first reading is the right one.
    if (all.length > 0 && spot?.kind !== 'key') break;
  }
  return all;
}

function atSpot(
  snapshot: Snapshot,
  spot: Spot,
  typed: Typed,
  live: Live,
): Promise<readonly Proposal[]> | readonly Proposal[] {
  switch (spot.kind) {
    case 'key':
      return keyProposals(spot.construct, spot.map, typed, snapshot.language);
    case 'declaration':
      return declarationProposals(spot.construct, typed, snapshot.language);
    case 'value':
      return valueProposals(snapshot, spot, typed, live);
    case 'rows':
      return rowProposals(snapshot, spot, typed.word, live);
    case 'verdicts':
      return verdictProposals(snapshot, spot, typed.before);
    case 'points':
      return pointsProposals(snapshot, spot, typed);
    case 'languages':
      return languageProposals(spot.map.entries.map(({ key }) => key.source));
  }
}

function languageProposals(present: readonly string[]): readonly Proposal[] {
  return (['zh', 'en'] as const)
    .filter((language) => !present.includes(language))
    .map((label) => ({
      label,
      title: { zh: '中文', en: 'English' }[label],
      kind: CompletionItemKind.Property,
      snippet: `${label}: $0`,
    }));
}

function toItem(proposal: Proposal, typed: Typed, uri: string): CompletionItem {
  const { label, title, kind, snippet, rank, symbol, replacesBefore = 0, detail } = proposal;
  const { start, end } = typed.range;
  const range: Range = { start: { ...start, character: start.character - replacesBefore }, end };
  return {
    label,
    labelDetails: { description: title, ...(detail === undefined ? {} : { detail: ` ${detail}` }) },
    kind,
    sortText: String(100 + Math.round((rank ?? usual) * 1000)).padStart(6, '0') + label,
    filterText: filterText(proposal, typed, replacesBefore),
    textEdit: { range, newText: snippet ?? label },
    ...(snippet === undefined ? {} : { insertTextFormat: InsertTextFormat.Snippet }),
    ...(symbol === undefined ? {} : { data: { uri, symbol } }),
  };
}

/** The longest word that clients look at. */
const filterBound = 120;

/**
 * What clients filter by: the identifier, then the ways to type its title. Clients that take only a beginning for a match find the
 * one that fits what is typed in front.
 */
function filterText({ label, title, anyWord }: Proposal, { word, before }: Typed, replacesBefore: number): string {
  if (anyWord) return `${word} ${label}`.trim();
  const leading = replacesBefore === 0 ? '' : before.slice(before.length - replacesBefore);
  const ways = [
    leading === '' ? label : label.startsWith(leading) ? label : `${leading}${label}`,
    ...(title === '' ? [] : spellings(title)),
  ];
  const typed = word.toLowerCase();
  const fitting = ways.findIndex((way) => way.toLowerCase().startsWith(typed));
  const ordered =
    fitting > 0 && typed !== '' ? [ways[fitting] as string, ...ways.filter((_, at) => at !== fitting)] : ways;
  return ordered.join(' ').slice(0, filterBound);
}
