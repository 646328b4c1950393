/** Above each rule and standard how the units stand on the current data, and how many verdicts the edits since the last commit flip. */
import type { CodeLens, Command, Range } from 'vscode-languageserver-types';
import type { Language, Place } from '../../../engine/diagnostics/diagnostic.ts';
import { type Verdict, verdicts } from '../../../engine/model/verdict.ts';
import type { Tree } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';
import type { Tally, Track } from '../live/messages.ts';
import type { LiveView } from '../live/view.ts';
import type { ClientCommands, Counts } from '../protocol.ts';
import { toRange } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { titleIn } from '../symbols/title.ts';
import { at, textAt } from '../symbols/written.ts';
import { uriOf } from '../uris.ts';
import { movedWords, trackWords } from '../words/track-words.ts';
import { countsWords, flipsWords } from '../words/verdict-words.ts';

export function codeLenses(snapshot: Snapshot, document: Document, view: LiveView): readonly CodeLens[] {
  if (document.kind !== 'policy') return [];
  const { language, folder } = snapshot;
  const lenses = occurrencesIn(document).flatMap(({ name, place, declared }): readonly CodeLens[] => {
    if (declared !== null && (name.kind === 'ladder' || name.kind === 'procedure')) {
      const track = view.track(name.kind, name.name);
      return track === null ? [] : trackLenses(snapshot, name.kind, declared, place.range, track, view, name.name);
    }
    if (declared === null || (name.kind !== 'rule' && name.kind !== 'standard')) return [];
    const tally = view.tally(name.kind, name.name);
    if (tally === null) return [];
    const range = toRange(place.range);
    const subject = { project: uriOf(folder), name: name.name };
    return [countsLens(range, tally, view, subject, language), ...flipsLens(range, tally, view, subject, language)];
  });
  const problem = lenses.length === 0 || view.state === 'failed' ? view.problem : null;
  if (problem === null || view.state === 'untrusted') return lenses;
  const first = occurrencesIn(document).find(({ name, declared }) => name.kind === 'policy' && declared !== null);
  const range = toRange(first?.place.range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } });
  return [{ range, command: { title: problem[language], command: '' } }, ...lenses];
}

/** How many stand on each step, what is missing, late or out of order, and how many stand elsewhere than before. */
function trackLenses(
  { language, folder }: Snapshot,
  kind: 'ladder' | 'procedure',
  declared: Tree,
  at: Place['range'],
  track: Track,
  view: LiveView,
  name: string,
): readonly CodeLens[] {
  const range = toRange(at);
  const subject = { project: uriOf(folder), name };
  const titles = stepTitles(kind, declared, language);
  const title = `${trackWords(kind, track, titles, language)}${staleWords(view, language)}`;
  const counts = { range, command: commandOf('zhunsheng.preview.show', title, subject) };
  if (view.base?.commit == null) return [counts];
  const moved = track.flips === null ? notCommitted[language] : movedWords(track.flips, language);
  const command =
    track.flips === null ? { title: moved, command: '' } : commandOf('zhunsheng.preview.show', moved, subject);
  return [counts, { range, command }];
}

function stepTitles(kind: 'ladder' | 'procedure', declared: Tree, language: Language): ReadonlyMap<string, string> {
  const steps = at(declared, 'steps');
  const items = steps?.kind === 'list' ? steps.items : [];
  return new Map(
    items.flatMap((step) => {
      const name = textAt(step, kind === 'ladder' ? 'letter' : 'step');
      return name === null ? [] : [[name, titleIn(step, language) ?? name] as const];
    }),
  );
}

type Subject = ClientCommands['zhunsheng.preview.show'];

function countsLens(range: Range, { counts }: Tally, view: LiveView, subject: Subject, language: Language): CodeLens {
  const always: readonly Verdict[] = ['pass', 'fail', 'undetermined'];
  const shown = verdicts.filter((verdict) => always.includes(verdict) || counts[verdict] > 0);
  const title = `${countsWords(counts, inOrder(shown), language)}${staleWords(view, language)}`;
  return { range, command: commandOf('zhunsheng.preview.show', title, subject) };
}

function flipsLens(
  range: Range,
  { flips, counts }: Tally,
  { base, isStale, state }: LiveView,
  subject: Subject,
  language: Language,
): readonly CodeLens[] {
  if (base === null || base.commit === null) return [];
  if (flips !== null) {
    const title = `${flipsWords(flips, language)}${isStale && state === 'waiting' ? staleMark[language] : ''}`;
    return [{ range, command: commandOf('zhunsheng.flips.show', title, subject) }];
  }
  const title = notCommitted[language];
  return total(counts) === 0 ? [] : [{ range, command: { title, command: '' } }];
}

function commandOf(command: keyof ClientCommands, title: string, subject: Subject): Command {
  return { title, command, arguments: [subject] };
}

/** The order in which a reader wants them: how many do, how many don't, how many nobody knows. */
function inOrder(shown: readonly Verdict[]): readonly Verdict[] {
  const order: readonly Verdict[] = ['pass', 'fail', 'undetermined', 'waived', 'not-applicable'];
  return order.filter((verdict) => shown.includes(verdict));
}

const notCommitted: Readonly<Record<Language, string>> = { zh: '上次提交中没有', en: 'not in the last commit' };
const staleMark: Readonly<Record<Language, string>> = { zh: '（改动前）', en: ' (before the edit)' };

/** While a text is being judged the counts are about to change; only where they can't is that told. */
function staleWords({ isStale, state }: LiveView, language: Language): string {
  return isStale && (state === 'waiting' || state === 'failed') ? staleMark[language] : '';
}

function total(counts: Counts): number {
  return verdicts.reduce((sum, verdict) => sum + counts[verdict], 0);
}
