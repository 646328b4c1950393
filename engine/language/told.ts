/** Puts together what reading and resolving have told: sorted, each once. */
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Later, Now } from './later.ts';

/** Something to be made at the end, in the era (by its number) and for the declaration that has come upon it. */
export interface Pending {
  readonly later: Later;
  readonly era: number;
  readonly by: string;
}

/**
 * Makes what was left for the end, in the order of places: after so many guesses no more are made, and which are must not
 * depend on what was resolved first. Of the same in several eras the first is told.
 */
export function makePending(pending: readonly Pending[], now: (era: number) => Now): readonly Diagnostic[] {
  const sorted = pending
    .map((each) => [each, each.later.place] as const)
    .sort(
      ([a, one], [b, other]) =>
        compareText(one.file, other.file) ||
        one.range.start.line - other.range.start.line ||
        one.range.start.column - other.range.start.column ||
        compareText(a.later.code, b.later.code) ||
        a.era - b.era ||
        compareText(a.by, b.by),
    );
  const told = new Set<string>();
  const made: Diagnostic[] = [];
  for (const [{ later, era, by }, { file, range }] of sorted) {
    const key = `${later.code} ${file} ${range.start.line}:${range.start.column} ${by}`;
    const diagnostic = told.has(key) ? null : later.make(now(era));
    if (diagnostic === null) continue;
    told.add(key);
    made.push(diagnostic);
  }
  return made;
}

export interface Assembler {
  /** All diagnostics in the order in which they are listed; of the same at the same place the first is kept. */
  assemble(told: readonly (readonly Diagnostic[])[]): readonly Diagnostic[];
}

/** Keeps each file's, so that only those of files whose diagnostics have changed are sorted again. */
export function makeAssembler(): Assembler {
  let kept = new Map<string, { readonly told: readonly Diagnostic[]; readonly sorted: readonly Diagnostic[] }>();
  return {
    assemble(all) {
      const byFile = new Map<string, Diagnostic[]>();
      for (const diagnostics of all) {
        for (const diagnostic of diagnostics) {
          const { file } = diagnostic.place;
          const ofFile = byFile.get(file);
          if (ofFile === undefined) byFile.set(file, [diagnostic]);
          else ofFile.push(diagnostic);
        }
      }
      const before = kept;
      kept = new Map();
      for (const [file, told] of [...byFile].sort(([a], [b]) => compareText(a, b))) {
        const known = before.get(file);
        const same = known?.told.length === told.length && known.told.every((each, index) => each === told[index]);
        kept.set(file, same ? known : { told, sorted: withoutRepeats(told) });
      }
      return [...kept.values()].flatMap(({ sorted }) => sorted);
    },
  };
}

/** Sorted; the same is found again in each era. */
function withoutRepeats(told: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return [...told]
    .sort((a, b) => compareDiagnostics(a, b) || compareText(a.message.en, b.message.en))
    .filter(({ code, place: { range }, message }) => {
      const key = `${code} ${range.start.line}:${range.start.column} ${message.en}`;
      const known = seen.has(key);
      seen.add(key);
      return !known;
    });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
