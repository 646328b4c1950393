/** What the page knows, and how a message changes it. */
import type { StandingsQuery, SubjectsQuery, ToPage } from '../src/preview/messages.ts';
import type { Words } from '../src/preview/words.ts';

type Message<Type extends ToPage['type']> = Extract<ToPage, { readonly type: Type }>;

export interface State {
  readonly words: Words | null;
  readonly preview: Message<'preview'>['preview'] | null;
  readonly query: SubjectsQuery;
  readonly page: Message<'subjects'>['page'] | null;
  readonly standingsQuery: StandingsQuery;
  readonly standings: Message<'standings'>['page'] | null;
  readonly flips: Message<'flips'>['flips'] | null;
  /** Undefined: none is open; null: the unit is not judged. */
  readonly explanation: Message<'explanation'>['explanation'] | undefined;
  /** Of the unit explained; undefined: they are being looked for. */
  readonly reasons: Message<'why'>['reasons'] | undefined;
  readonly nothing: string | null;
}

const firstQuery: SubjectsQuery = { search: '', verdict: null, limit: 50 };

const firstStandings: StandingsQuery = { search: '', which: null, limit: 50 };

export const initial: State = {
  words: null,
  preview: null,
  query: firstQuery,
  page: null,
  standingsQuery: firstStandings,
  standings: null,
  flips: null,
  explanation: undefined,
  reasons: undefined,
  nothing: null,
};

export function next(state: State, message: ToPage): State {
  switch (message.type) {
    case 'words':
      return { ...state, words: message.words };
    case 'preview': {
      const same = state.preview?.name === message.preview.name && state.preview.project === message.preview.project;
      const fresh = { query: firstQuery, page: null, standingsQuery: firstStandings, standings: null, flips: null };
      const kept = same ? state : { ...state, ...fresh };
      return { ...kept, preview: message.preview, explanation: undefined, reasons: undefined, nothing: null };
    }
    case 'subjects':
      return { ...state, page: message.page };
    case 'standings':
      return { ...state, standings: message.page };
    case 'flips':
      return { ...state, flips: message.flips };
    case 'explanation':
      return {
        ...state,
        explanation: message.explanation,
        reasons: isSame(state, message) ? state.reasons : undefined,
      };
    case 'why':
      return { ...state, reasons: message.reasons };
    case 'nothing':
      return { ...initial, words: state.words, nothing: message.text };
  }
}

/** While a unit is explained anew, its reasons stay until there are others. */
function isSame({ explanation }: State, { explanation: next }: Message<'explanation'>): boolean {
  return explanation?.subject === next?.subject && explanation?.entity === next?.entity && next !== null;
}
