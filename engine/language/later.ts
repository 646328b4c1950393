/**
 * Diagnostics that say what other declarations would have to say: the nearest name, the days on which a name is in force, the
 * place where it is declared. They are made at the end of each analysis, so that what was resolved need not be resolved again
 * when only such a thing has changed.
 */
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import type { Clause } from './guide.ts';
import { type Declarations, type Owned, type OwnedPolicy, sections } from './resolve/declarations.ts';
import type { EraState } from './resolve/era-state.ts';
import { type Guess, guessAmong, noGuess, type Sink } from './sink.ts';
import type { Declaration } from './syntax.ts';

export interface Later {
  /** Where, and which of its kind: of the same in several eras the first is told. */
  readonly place: Place;
  readonly code: string;
  /** Null: nothing is wrong. */
  readonly make: (now: Now) => Diagnostic | null;
}

/** The whole project, as a diagnostic made at the end sees it. */
export interface Now {
  /** The era that it is told in. */
  readonly era: Declarations | null;
  readonly clauses: ReadonlyMap<string, Clause>;
  readonly policies: ReadonlySet<string>;
  /** Declarations of any era, in the order of the files. */
  elsewhere(kind: Declaration['kind'], name: string): readonly Owned<Declaration>[];
  /** Among the names of a list, which its key tells from others. */
  guess(name: string, list: string, names: () => Iterable<string>, place: Place): Guess;
}

export function tellLater(sink: Sink, code: string, place: Place, make: Later['make']): void {
  sink.later.push({ place, code, make });
}

/** The project as it is now, told in one of its eras (by number; -1: in none). */
export function makeNow(
  eras: readonly EraState[],
  clauses: ReadonlyMap<string, Clause>,
  policies: readonly OwnedPolicy[],
): (era: number) => Now {
  let names: ReadonlySet<string> | null = null;
  const byName = new Map<Declaration['kind'], ReadonlyMap<string, readonly Owned<Declaration>[]>>();
  const elsewhere: Now['elsewhere'] = (kind, name) => {
    // With one era all are in force in it.
    if (eras.length < 2) return [];
    const known = byName.get(kind) ?? indexOf(policies, kind);
    byName.set(kind, known);
    return known.get(name) ?? [];
  };
  const guesses = makeGuesses();
  return (index) => {
    const era = eras[index]?.context.era ?? null;
    return {
      era,
      clauses,
      get policies() {
        names ??= new Set(policies.map(({ policy }) => policy.name.text));
        return names;
      },
      elsewhere,
      guess: guesses(era),
    };
  };
}

function indexOf(
  policies: readonly OwnedPolicy[],
  kind: Declaration['kind'],
): ReadonlyMap<string, readonly Owned<Declaration>[]> {
  const byName = new Map<string, Owned<Declaration>[]>();
  for (const owned of policies.flatMap((policy) => sections(policy).flat())) {
    const { declaration } = owned;
    if (declaration.kind !== kind) continue;
    const all = byName.get(declaration.name.text);
    if (all === undefined) byName.set(declaration.name.text, [owned]);
    else all.push(owned);
  }
  return byName;
}

/** Guesses for one analysis: the same asked again is answered at once, and after so many others none is made. */
function makeGuesses(most = 200): (era: Declarations | null) => Now['guess'] {
  const known = new Map<string, string | null>();
  const lists = new Map<string, readonly string[]>();
  return (era) => (name, list, names, place) => {
    const listKey = `${era?.from ?? ''} ${list}`;
    const key = `${listKey} ${name}`;
    const before = known.get(key);
    if (before === undefined && known.size >= most) return noGuess;
    const all = lists.get(listKey) ?? [...names()];
    lists.set(listKey, all);
    if (before !== undefined) return guessAmong(name, before === null ? few(all) : [before], place);
    const guess = guessAmong(name, all, place);
    known.set(key, guess.fixes[0]?.edits[0]?.text ?? null);
    return guess;
  };
}

/** Where none is near, a short list is shown whole and a long one not at all. */
function few(names: readonly string[]): readonly string[] {
  return names.length > 12 ? [] : names;
}
