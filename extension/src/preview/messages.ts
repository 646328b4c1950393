/** What the preview's page and the extension say to each other. Types only. */
import type {
  ClientCommands,
  ExplainParams,
  FlipReason,
  Flips,
  Preview,
  StandingsPage,
  SubjectExplanation,
  SubjectsPage,
  WhichStep,
} from '../../../server/src/protocol.ts';
import type { Words } from './words.ts';

type Location = Preview['location'];
export type Section = 'top' | 'changes';
export type Subject = ClientCommands['zhunsheng.preview.show'];

export interface SubjectsQuery {
  readonly search: string;
  /** Null: all. */
  readonly verdict: Verdict | null;
  readonly limit: number;
}

/** Who stands where on a ladder or in a procedure. */
export interface StandingsQuery {
  readonly search: string;
  /** Null: all. */
  readonly which: WhichStep | null;
  readonly limit: number;
}

export type Verdict = SubjectsPage['subjects'][number]['verdict'];

export type ToPage =
  | { readonly type: 'words'; readonly words: Words }
  | { readonly type: 'preview'; readonly preview: Preview; readonly section: Section }
  | { readonly type: 'subjects'; readonly query: SubjectsQuery; readonly page: SubjectsPage }
  | { readonly type: 'standings'; readonly query: StandingsQuery; readonly page: StandingsPage }
  | { readonly type: 'flips'; readonly flips: Flips }
  /** Why the verdicts of the unit explained flip; null: not known. */
  | { readonly type: 'why'; readonly reasons: readonly FlipReason[] | null }
  | { readonly type: 'explanation'; readonly explanation: SubjectExplanation | null }
  /** There is nothing to show, and why. */
  | { readonly type: 'nothing'; readonly text: string };

export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'subjects'; readonly query: SubjectsQuery }
  | { readonly type: 'standings'; readonly query: StandingsQuery }
  | { readonly type: 'explain'; readonly subject: Pick<ExplainParams, 'entity' | 'subject'> }
  | { readonly type: 'explained' }
  | { readonly type: 'show'; readonly name: string }
  | { readonly type: 'open'; readonly location: Location };
