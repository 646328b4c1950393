/** What the background has said of a project, as features show it. */
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { LiveState } from '../protocol.ts';
import { type Base, type Judgement, type Summary, type Tally, type Track, tallyKey, trackKey } from './messages.ts';

export interface LiveView {
  readonly state: LiveState;
  /** Why there are no counts, or why those there are say little. */
  readonly problem: Localized | null;
  /** Whether the counts are of texts before the last edits. */
  readonly isStale: boolean;
  /** By which it was judged; null before the first time. */
  readonly moment: { readonly period: string; readonly asOf: CivilDate } | null;
  /** Counts the changes of the data; null before the first judgement. */
  readonly data: number | null;
  /** Null: not known yet. */
  readonly base: Base | null;
  /** Null: not known, or not judged. */
  tally(kind: 'rule' | 'standard', name: string): Tally | null;
  /** Null: not known, or not in force. */
  track(kind: 'ladder' | 'procedure', name: string): Track | null;
  /** Null: sensitive, or not known. */
  summary(entity: string, field: string): Summary['distribution'] | null;
}

export interface ViewParts {
  readonly state: LiveState;
  readonly problem: Localized | null;
  readonly isStale: boolean;
  readonly judged: Judgement | null;
  readonly summaries: ReadonlyMap<string, Summary['distribution']>;
}

export function makeView({ state, problem, isStale, judged, summaries }: ViewParts): LiveView {
  return {
    state,
    problem: problem ?? (state === 'ready' ? (judged?.problem ?? null) : null),
    isStale,
    moment: judged === null ? null : { period: judged.period, asOf: judged.asOf },
    data: judged?.data ?? null,
    base: judged?.base ?? null,
    tally: (kind, name) => judged?.tallies.get(tallyKey(kind, name)) ?? null,
    track: (kind, name) => judged?.tracks.get(trackKey(kind, name)) ?? null,
    summary: (entity, field) => summaries.get(summaryKey(entity, field)) ?? null,
  };
}

export function summaryKey(entity: string, field: string): string {
  return `${entity} ${field}`;
}

/** Before anything was said. */
export const nothingYet: LiveView = makeView({
  state: 'running',
  problem: null,
  isStale: false,
  judged: null,
  summaries: new Map(),
});

export const untrusted: LiveView = makeView({
  state: 'untrusted',
  problem: {
    zh: '工作区未受信任，因此不读取数据，也不运行测试',
    en: 'The workspace is not trusted, so no data is read and no test is run',
  },
  isStale: false,
  judged: null,
  summaries: new Map(),
});
