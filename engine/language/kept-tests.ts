/** Reads the files of policy tests, each again only when what it speaks of has changed. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Dictionary } from '../model/dictionary.ts';
import type { Tree } from '../yaml/tree.ts';
import type { Later } from './later.ts';
import type { FileRead } from './read-files.ts';
import { readTests, type Standing, type Tested } from './read-tests.ts';
import { makeSink } from './sink.ts';
import type { TestFile } from './test-file.ts';

export interface TestsRead {
  readonly tests: TestFile | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly later: readonly Later[];
  /** The day that the tests speak of, as far as it is known. */
  readonly day: CivilDate | null;
}

export interface TestsReader {
  /** `asBefore`: what stands under which name is the same as at the last time. */
  update(files: readonly FileRead<Tree>[], tested: Tested, asBefore: boolean): readonly TestsRead[];
}

interface Kept {
  readonly file: FileRead<Tree>;
  readonly dictionary: Dictionary;
  readonly read: TestsRead;
  /** What it has asked of the project, and was answered. */
  readonly asked: readonly { readonly again: (tested: Tested) => unknown; readonly answer: unknown }[];
}

export function testsReader(): TestsReader {
  let kept = new Map<string, Kept>();
  return {
    update(files, tested, asBefore) {
      const before = kept;
      kept = new Map();
      for (const file of files) {
        const known = before.get(file.file);
        const same =
          known !== undefined &&
          known.file === file &&
          known.dictionary === tested.dictionary &&
          (asBefore || known.asked.every(({ again, answer }) => again(tested) === answer));
        kept.set(file.file, same ? known : readOne(file, tested));
      }
      return [...kept.values()].map(({ read }) => read);
    },
  };
}

function readOne(file: FileRead<Tree>, tested: Tested): Kept {
  const { dictionary } = tested;
  // Of a file that is no proper YAML only that is told.
  const broken = file.diagnostics.length > 0;
  const asked = new Map<string, Kept['asked'][number]>();
  let day: CivilDate | null = null;
  function ask<T>(key: string, again: (of: Tested) => T): T {
    const answer = again(tested);
    asked.set(key, { again, answer });
    return answer;
  }
  const recording: Tested = {
    dictionary,
    isPolicy: (name) => ask(`policy ${name}`, (of) => of.isPolicy(name)),
    hasPolicies: () => ask('policies', (of) => of.hasPolicies()),
    isInForce: (on) => {
      day = on;
      return ask(`day ${on}`, (of) => of.isInForce(on));
    },
    standing: (on, name): Standing => ask(`name ${on} ${name}`, (of) => of.standing(on, name)),
  };
  const sink = makeSink();
  const tests = broken && file.item === null ? null : readTests(sink, file.file, file.item, recording);
  const read: TestsRead = broken
    ? { tests, diagnostics: [], later: [], day }
    : { tests, diagnostics: sink.diagnostics, later: sink.later, day };
  return { file, dictionary, read, asked: [...asked.values()] };
}
