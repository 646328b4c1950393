/** What the data says, in words: for hovers and completion. */
import type { Language } from '../../../engine/diagnostics/diagnostic.ts';
import { verdicts } from '../../../engine/model/verdict.ts';
import type { Live } from '../features/live.ts';
import { isTestFromUnit, testEdit, testFromUnitActions } from '../features/test-from-unit.ts';
import type { Snapshot } from '../snapshot.ts';
import { factOf } from '../symbols/resolve.ts';
import { titleOfSymbol } from '../symbols/title.ts';
import { uriOf } from '../uris.ts';
import { subjectLines } from '../words/subject-words.ts';
import { movedWords, rail, stairs, wrongWords } from '../words/track-words.ts';
import { countsWords, flipsWords } from '../words/verdict-words.ts';
import type { Background } from './background.ts';
import { distributionLines } from './distribution-text.ts';
import type { Distribution } from './messages.ts';

/** A hover does not wait longer for its figures. */
const patience = 400;

export function liveOf(background: Background): Live {
  return {
    async hoverLines(snapshot, symbol) {
      const { language, folder } = snapshot;
      switch (symbol.kind) {
        case 'fact': {
          const fact = factOf(snapshot, symbol.entity, symbol.name);
          if (fact === null || fact.sensitive) return [];
          const distribution = await soon(distributionOf(background, snapshot, symbol.entity, symbol.name));
          return distribution === null ? [] : distributionLines(distribution, fact.type, fact.unit, language);
        }
        case 'rule':
        case 'standard': {
          const view = background.view(folder);
          const tally = view.tally(symbol.kind, symbol.name);
          if (tally === null) return [];
          const at = view.moment === null ? '' : periodWords(view.moment.period, view.moment.asOf, language);
          const counts = countsWords(
            tally.counts,
            verdicts.filter((verdict) => tally.counts[verdict] > 0),
            language,
          );
          const flips = tally.flips === null ? [] : [flipsWords(tally.flips, language)];
          return [[`${at}${counts}`, ...flips].join(' · ')];
        }
        case 'ladder':
        case 'procedure': {
          const { kind, name } = symbol;
          const view = background.view(folder);
          const track = view.track(kind, name);
          if (track === null) return [];
          const at = view.moment === null ? '' : periodWords(view.moment.period, view.moment.asOf, language);
          const titles = new Map(
            track.steps.map(({ step }) => [
              step,
              titleOfStep(snapshot, { kind: kind === 'ladder' ? 'ladder' : 'procedure', name }, step),
            ]),
          );
          const drawn = (symbol.kind === 'ladder' ? stairs : rail)(track, titles, language);
          const wrong = [
            ...wrongWords(symbol.kind, track, language),
            ...(track.flips === null ? [] : [movedWords(track.flips, language)]),
          ];
          return [`${at}${counted(track.total, language)}`, drawn, wrong.join(' · ')];
        }
        default:
          return [];
      }
    },
    async subjectLines(snapshot, entity, subject) {
      if (background.view(snapshot.folder).moment === null) return [];
      const asked = background.ask(snapshot, 'explain', { entity, subject }).catch(() => null);
      const explained = await soon(asked);
      return explained === null ? [] : subjectLines(explained, snapshot.language);
    },
    valuesOf(snapshot, entity, field) {
      const summary = background.view(snapshot.folder).summary(entity, field);
      return Promise.resolve(summary?.kind === 'values' ? summary.values : []);
    },
    actions: (snapshot, document, position) =>
      testFromUnitActions(snapshot, document, position, background.view(snapshot.folder)),
    async editOf(snapshots, data) {
      if (!isTestFromUnit(data)) return null;
      const snapshot = snapshots.find(({ folder }) => uriOf(folder) === data.project);
      if (snapshot === undefined) return null;
      const made = await background.ask(snapshot, 'testFrom', { rule: data.rule, subject: null });
      return made === null ? null : testEdit(snapshot, data.file, made);
    },
  };
}

function titleOfStep(
  snapshot: Snapshot,
  { kind, name: owner }: { readonly kind: 'ladder' | 'procedure'; readonly name: string },
  name: string,
): string {
  return titleOfSymbol(
    snapshot,
    kind === 'ladder' ? { kind: 'letter', ladder: owner, name } : { kind: 'procedure-step', procedure: owner, name },
  );
}

function counted(total: number, language: Language): string {
  return language === 'zh' ? `共 ${total}` : `${total} in all`;
}

/** Of fields without versions it is known beforehand; the others' and computed facts' subjects depend on the day judged. */
function distributionOf(
  background: Background,
  snapshot: Snapshot,
  entity: string,
  fact: string,
): Promise<Distribution | null> {
  const isVersioned = snapshot.analysis.dictionary.entities.get(entity)?.valid != null;
  const known = isVersioned ? null : background.view(snapshot.folder).summary(entity, fact);
  return known === null ? background.distribution(snapshot, entity, fact) : Promise.resolve(known);
}

function periodWords(period: string, asOf: string, language: Language): string {
  return language === 'zh' ? `${period}（截至 ${asOf}）：` : `${period}, as of ${asOf}: `;
}

async function soon<T>(promise: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
