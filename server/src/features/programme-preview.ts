/** A ladder as stairs, a procedure as a track: each step with how many stand there, and what is wrong there. */
import type { Ladder, Model, Procedure } from '../../../engine/model/policy.ts';
import type { Track } from '../live/messages.ts';
import type { LiveView } from '../live/view.ts';
import type { Preview, ProgrammeStep } from '../protocol.ts';
import { toLocation } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { uriOf } from '../uris.ts';
import { ladderSentences, procedureSentences, stepDetail } from '../words/programme-words.ts';
import { baseWords, placeOf, sceneOf } from './judged.ts';

/** Null where there is nothing of that name in force. */
export function programmePreview(
  snapshot: Snapshot,
  view: LiveView,
  { kind, name }: { readonly kind: 'ladder' | 'procedure'; readonly name: string },
): Preview | null {
  const { language, analysis } = snapshot;
  const { model, moment } = sceneOf(snapshot);
  const item = (kind === 'ladder' ? model?.ladders : model?.procedures)?.get(name);
  if (model === null || item === undefined) return null;
  const track = view.track(kind, name);
  const speech = { model, entity: item.entity, language, judged: moment.judged };
  const says = 'occasions' in item ? ladderSentences(item, speech) : procedureSentences(item, speech);
  return {
    ...sceneWords(snapshot, view),
    kind,
    name,
    title: item.title[language],
    entity: item.entity,
    entityTitle: analysis.dictionary.entities.get(item.entity)?.title[language] ?? item.entity,
    location: toLocation(snapshot, placeOf(snapshot, { kind, name }, item.policy)),
    counts: null,
    flips: track?.flips ?? null,
    severity: null,
    clause: clauseOf(snapshot, item.cites),
    flow: [],
    requires: [],
    months: [],
    programme: {
      says,
      total: track?.total ?? null,
      none: track?.none ?? null,
      steps: stepsOf(snapshot, model, item, track, moment.judged),
    },
  };
}

/** What the preview says beside its subject. */
export function sceneWords(
  snapshot: Snapshot,
  view: LiveView,
): Pick<Preview, 'project' | 'period' | 'asOf' | 'state' | 'problem' | 'base'> {
  const { moment } = sceneOf(snapshot);
  return {
    project: uriOf(snapshot.folder),
    period: view.moment?.period ?? moment.period.name,
    asOf: view.moment?.asOf ?? moment.asOf,
    state: view.state,
    problem: view.problem?.[snapshot.language] ?? null,
    base: baseWords(view),
  };
}

export function clauseOf(snapshot: Snapshot, cites: string | null): Preview['clause'] {
  const clause = cites === null ? undefined : snapshot.analysis.clauses.get(cites);
  if (clause === undefined) return null;
  const { cite, title, text, place } = clause;
  return { anchor: cite, title, text, location: toLocation(snapshot, place) };
}

function stepsOf(
  snapshot: Snapshot,
  model: Model,
  item: Ladder | Procedure,
  track: Track | null,
  judged: string,
): readonly ProgrammeStep[] {
  const { language } = snapshot;
  const speech = { model, entity: item.entity, language, judged };
  return item.steps.map(({ name, title }, index): ProgrammeStep => {
    const symbol =
      'occasions' in item
        ? ({ kind: 'letter', ladder: item.name, name } as const)
        : ({ kind: 'procedure-step', procedure: item.name, name } as const);
    const tally = track?.steps.find(({ step }) => step === name);
    return {
      step: name,
      title: title[language],
      detail: stepDetail(item, index, speech),
      location: toLocation(snapshot, placeOf(snapshot, symbol, item.policy)),
      here: tally?.here ?? null,
      states: shownStates
        .map((state) => ({ state, count: tally?.states[state] ?? 0 }))
        .filter(({ count }) => count > 0),
    };
  });
}

/** What is worth a look; that a step is done says where the record stands. */
const shownStates = ['sent', 'missing', 'out-of-order', 'duplicates', 'late', 'overdue', 'undetermined'];
