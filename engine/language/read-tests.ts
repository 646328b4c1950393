/** Reads a file of policy tests. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, type Period, parsePeriod } from '../calendar/period.ts';
import { report } from '../diagnostics/define.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import { emptyFile } from '../diagnostics/registry/language/shape.ts';
import * as problems from '../diagnostics/registry/language/tests.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Dictionary, Entity } from '../model/dictionary.ts';
import { keyOf } from '../model/key.ts';
import { type Verdict, verdicts } from '../model/verdict.ts';
import { isNull, type Tree } from '../yaml/tree.ts';
import { canonicalNumber } from './condition/literals.ts';
import { tellLater } from './later.ts';
import { type GivenReading, readGiven, shownKey } from './read-given.ts';
import { severities } from './read-otherwise.ts';
import { noStep } from './read-steps.ts';
import { headOf, readDate, readFields, readText, readWord, wrongShape } from './shape.ts';
import { type Sink, suggest, tell, toldIn } from './sink.ts';
import type { Word } from './syntax.ts';
import type { Expectation, TestCase, TestFile, VerdictExpectation } from './test-file.ts';

/** What a file of tests asks of the project. */
export interface Tested {
  readonly dictionary: Dictionary;
  isPolicy(name: string): boolean;
  hasPolicies(): boolean;
  /** Whether any policy is in force on a day. */
  isInForce(day: CivilDate): boolean;
  /** What a name stands for on a day. */
  standing(day: CivilDate, name: string): Standing;
}

/**
 * What is expected of which entity's records, as one text so that answers can be compared: a rule or standard with the entity that
 * it is about, a ladder or procedure also with its steps; one with something wrong in it, or nothing.
 */
export type Standing = `${'rule' | 'standard' | 'ladder' | 'procedure'} ${string}` | 'wrong' | 'nothing';

export function readTests(sink: Sink, file: string, root: Tree | null, tested: Tested): TestFile | null {
  if (root === null || isNull(root)) {
    tell(sink, emptyFile, { file, range: startOfFile }, {});
    return null;
  }
  const fields = readFields(sink, root, 'testFile', { place: { file, range: startOfFile } });
  if (fields === null) return null;
  const tests = readWord(sink, fields.get('tests'));
  if (tests !== null && !tested.isPolicy(tests.text)) {
    const { text: name, place } = tests;
    tellLater(sink, problems.unknownPolicy.code, place, ({ guess, policies }) => {
      const { near, fixes } = guess(name, 'policy', () => policies, place);
      return report(problems.unknownPolicy, place, { name, near }, { fixes });
    });
  }
  const asOf = readDate(sink, fields.get('as-of'));
  const period = readPeriod(sink, fields.get('period'));
  const list = fields.get('cases');
  if (list !== undefined && list.kind !== 'list') wrongShape(sink, list, 'list');
  if (tests === null || period === null || list?.kind !== 'list') return null;
  if (asOf !== null && asOf < period.first) {
    tell(sink, problems.asOfBeforePeriod, fields.get('as-of')?.place ?? root.place, { asOf, first: period.first });
    return null;
  }
  const when = moment(period, asOf ?? period.last);
  if (!tested.isInForce(when.judged)) {
    const place = fields.get('period')?.place ?? root.place;
    if (tested.hasPolicies()) tell(sink, problems.noPolicyThen, place, { day: when.judged });
    return null;
  }
  const reading: Reading = {
    sink,
    tested,
    when,
    dictionary: tested.dictionary,
    readers: new Map(),
    unknown: new Set(),
  };
  const cases = list.items.map((item) => readCase(reading, item)).filter((each) => each !== null);
  warnOfTwice(sink, cases);
  return { file, tests: tests.text, asOf, period, cases };
}

interface Reading extends GivenReading {
  readonly tested: Tested;
  readonly when: Moment;
  /** Names of no rule or standard: each is told where the file first has it. */
  readonly unknown: Set<string>;
}

function readPeriod(sink: Sink, tree: Tree | undefined): Period | null {
  const word = readWord(sink, tree, 'period');
  if (word === null) return null;
  const period = parsePeriod(word.text);
  if (period === null) tell(sink, problems.badPeriod, word.place, { text: word.text });
  return period;
}

function readCase(reading: Reading, tree: Tree): TestCase | null {
  const { sink } = reading;
  const owner = headOf(tree);
  const fields = readFields(sink, tree, 'testCase', { place: owner });
  if (fields === null) return null;
  const name = readText(sink, fields.get('name'));
  const before = toldIn(sink);
  const given = readGiven(reading, fields.get('given'));
  const expect = readExpect(reading, fields.get('expect'), given);
  // A case with something wrong in it would fail for that, and not for what it shows.
  if (name === null || expect === null || toldIn(sink) > before) return null;
  return { name, place: fields.get('name')?.place ?? owner, given, expect };
}

/** Null: something is expected of what is no rule. */
function readExpect(reading: Reading, tree: Tree | undefined, given: Dataset): readonly Expectation[] | null {
  const { sink } = reading;
  if (tree === undefined) return [];
  if (tree.kind !== 'map') {
    wrongShape(sink, tree, 'verdicts');
    return [];
  }
  const expected = tree.entries.map(({ key, value }) => readVerdicts(reading, key.source, key, value, given));
  if (tree.entries.length === 0) tell(sink, problems.expectsNothing, tree.place, {});
  return expected.includes(null) ? null : expected.flatMap((each) => each ?? []);
}

function readVerdicts(
  { sink, tested, when, dictionary, unknown }: Reading,
  name: string,
  key: Tree,
  tree: Tree,
  given: Dataset,
): readonly Expectation[] | null {
  const standing = tested.standing(when.judged, name);
  // What is wrong with the rule has been told where it stands.
  if (standing === 'wrong') return [];
  if (standing === 'nothing') {
    const { place } = key;
    if (unknown.has(name)) return null;
    unknown.add(name);
    tellLater(sink, problems.expectUnknown.code, place, ({ guess, era }) => {
      const names = (): string[] =>
        era === null ? [] : [era.rules, era.standards, era.ladders, era.procedures].flatMap((each) => [...each.keys()]);
      const { near, fixes } = guess(name, 'expected', names, place);
      return report(problems.expectUnknown, place, { name, day: when.judged, near }, { fixes });
    });
    return null;
  }
  if (tree.kind !== 'map') {
    wrongShape(sink, tree, 'verdicts');
    return [];
  }
  if (tree.entries.length === 0) tell(sink, problems.expectsNothing, key.place, {});
  const [kind, about, ...steps] = standing.split(' ') as [Expectation['kind'], string, ...string[]];
  const entity = dictionary.entities.get(about) as Entity;
  const table = given.get(entity.name);
  const rows = table?.state === 'present' ? table.rows : [];
  const subjects = new Set(rows.map((row) => keyOf(entity, row)).filter((subject) => subject !== null));
  const expected: Expectation[] = [];
  for (const { key: subject, value } of tree.entries) {
    if (!subjects.has(subject.source)) {
      const sensitive = entity.key.some((field) => entity.fields.get(field)?.sensitive);
      const { near, fixes } = suggest(sink, subject.source, sensitive ? [] : subjects, subject.place);
      const parameters = { entity: entity.name, subject: shownKey(entity, subject.source), near };
      tell(sink, problems.danglingSubject, subject.place, parameters, { fixes });
    }
    const word = readWord(sink, value, 'choice');
    if (word === null) continue;
    const one = { name, subject: subject.source, place: word.place };
    if (kind === 'rule' || kind === 'standard') {
      const read = readVerdict(sink, word, kind);
      if (read !== null) expected.push({ ...one, kind, ...read });
    } else if (word.text === noStep || isStep(sink, word, name, steps)) {
      expected.push({ ...one, kind, step: word.text === noStep ? null : word.text });
    }
  }
  return expected;
}

/** A verdict, and after it what else is expected: `fail veto` of a rule, `fail 60` of a standard. */
function readVerdict(
  sink: Sink,
  { text, place }: Word,
  kind: VerdictExpectation['kind'],
): Pick<VerdictExpectation, 'verdict' | 'detail'> | null {
  const [first = '', ...more] = text.split(/\s+/);
  const verdict = verdicts.find((each) => each === first);
  if (verdict === undefined) {
    const { near, fixes } = suggest(sink, first, verdicts, place);
    tell(sink, problems.unknownVerdict, place, { text: first, near }, { fixes });
    return null;
  }
  const [written] = more;
  if (written === undefined) return { verdict, detail: null };
  const detail = more.length > 1 ? null : detailOf(kind, verdict, written);
  if (detail === null) tell(sink, problems.verdictDetail, place, { text: more.join(' '), verdict });
  return detail === null ? null : { verdict, detail };
}

function detailOf(kind: VerdictExpectation['kind'], verdict: Verdict, written: string): string | null {
  if (kind === 'standard') return canonicalNumber(written, false);
  return verdict === 'fail' ? (severities.find((each) => each === written) ?? null) : null;
}

function isStep(sink: Sink, { text, place }: Word, name: string, steps: readonly string[]): boolean {
  if (steps.includes(text)) return true;
  const { near, fixes } = suggest(sink, text, [...steps, noStep], place);
  tell(sink, problems.unknownStep, place, { name, text, near, steps: [...steps, noStep].join(' ') }, { fixes });
  return false;
}

function warnOfTwice(sink: Sink, cases: readonly TestCase[]): void {
  const seen = new Map<string, TestCase>();
  for (const each of cases) {
    const first = seen.get(each.name);
    if (first === undefined) seen.set(each.name, each);
    else {
      const related = [{ place: first.place, message: { zh: '另一个在这里', en: 'the other is here' } }];
      tell(sink, problems.caseTwice, each.place, { name: each.name }, { related });
    }
  }
}
