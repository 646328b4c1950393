/** Reads a file of policy tests, and types its cells by the dictionary. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, type Period, parsePeriod } from '../calendar/period.ts';
import { report } from '../diagnostics/define.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import { emptyFile } from '../diagnostics/registry/language/shape.ts';
import * as problems from '../diagnostics/registry/language/tests.ts';
import { type CellReader, cellReader } from '../dictionary/cell.ts';
import type { Dataset, Row, Table } from '../model/dataset.ts';
import type { Cell, Dictionary, Entity } from '../model/dictionary.ts';
import { keyOf } from '../model/key.ts';
import { verdicts } from '../model/verdict.ts';
import { isNull, type MapTree, type Tree } from '../yaml/tree.ts';
import { tellLater } from './later.ts';
import { headOf, readDate, readFields, readText, readWord, wrongShape } from './shape.ts';
import { type Sink, suggest, tell, toldIn } from './sink.ts';
import type { Expectation, TestCase, TestFile } from './test-file.ts';

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

/** A rule or a standard with the entity that it is about, one with something wrong in it, or nothing. */
export type Standing = `rule ${string}` | `standard ${string}` | 'wrong' | 'nothing';

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

interface Reading {
  readonly sink: Sink;
  readonly tested: Tested;
  readonly when: Moment;
  readonly dictionary: Dictionary;
  /** By entity and field. */
  readonly readers: Map<string, CellReader>;
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

function readGiven(reading: Reading, tree: Tree | undefined): Dataset {
  const { sink, dictionary } = reading;
  const tables = new Map<string, Table>();
  for (const name of dictionary.entities.keys()) tables.set(name, { state: 'present', rows: [] });
  if (tree === undefined) return tables;
  if (tree.kind !== 'map') {
    wrongShape(sink, tree, 'rows');
    return tables;
  }
  for (const { key, value } of tree.entries) {
    const entity = dictionary.entities.get(key.source);
    if (entity === undefined) {
      const { near, fixes } = suggest(sink, key.source, dictionary.entities.keys(), key.place);
      tell(sink, problems.givenUnknownEntity, key.place, { name: key.source, near }, { fixes });
    } else if (value.kind !== 'list') {
      if (!isNull(value)) wrongShape(sink, value, 'list');
    } else {
      tables.set(entity.name, { state: 'present', rows: readRows(reading, entity, value.items) });
    }
  }
  return tables;
}

function readRows(reading: Reading, entity: Entity, items: readonly Tree[]): readonly Row[] {
  const rows: Row[] = [];
  const byKey = new Map<string, Row[]>();
  for (const item of items) {
    if (item.kind !== 'map') {
      wrongShape(reading.sink, item, 'construct');
      continue;
    }
    const row = readRow(reading, entity, item);
    if (row === null) continue;
    rows.push(row);
    const key = keyOf(entity, row);
    if (key === null) continue;
    const same = byKey.get(key) ?? [];
    byKey.set(key, same);
    if (same.some((other) => inForceTogether(entity, row, other))) {
      tell(reading.sink, problems.givenKeyTwice, headOf(item), { entity: entity.name, key: shownKey(entity, key) });
    }
    same.push(row);
  }
  return rows;
}

function readRow(reading: Reading, entity: Entity, map: MapTree): Row | null {
  const { sink } = reading;
  const cells = new Map<string, Cell>();
  for (const { key, value } of map.entries) {
    const field = entity.fields.get(key.source);
    if (field === undefined) {
      const { near, fixes } = suggest(sink, key.source, entity.fields.keys(), key.place);
      tell(sink, problems.givenUnknownField, key.place, { entity: entity.name, name: key.source, near }, { fixes });
    } else if (value.kind !== 'scalar') {
      wrongShape(sink, value, 'literal');
    } else if (value.value !== null) {
      // Numbers as written, so that they stay exact and codes keep their zeros.
      const raw = typeof value.value === 'boolean' ? value.value : value.source;
      const { cell, problem } = readerOf(reading, entity, field.name)(raw);
      cells.set(field.name, cell);
      if (problem !== null) {
        const { message, remedy } = problem;
        tell(sink, problems.givenBadCell, value.place, { field: field.name, problem: message, remedy });
      }
    }
  }
  for (const field of entity.key) {
    if ((cells.get(field) ?? null) !== null) continue;
    const written = map.entries.some(({ key, value }) => key.source === field && !isNull(value));
    if (!written) tell(sink, problems.givenWithoutKey, headOf(map), { entity: entity.name, field });
    return null;
  }
  return { cells: [...entity.fields.keys()].map((name) => cells.get(name) ?? null) };
}

function readerOf(reading: Reading, entity: Entity, name: string): CellReader {
  const key = `${entity.name} ${name}`;
  const known = reading.readers.get(key);
  if (known !== undefined) return known;
  const field = entity.fields.get(name);
  if (field === undefined) throw new Error(`no field ${key}`);
  const reader = cellReader(field);
  reading.readers.set(key, reader);
  return reader;
}

/** Two rows of one key are versions of one record, and must not be in force on the same day. */
function inForceTogether(entity: Entity, a: Row, b: Row): boolean {
  const { valid } = entity;
  if (valid === null) return true;
  const order = [...entity.fields.keys()];
  const cell = (row: Row, name: string | null): Cell =>
    name === null ? null : (row.cells[order.indexOf(name)] ?? null);
  const begins = (row: Row): Cell => cell(row, valid.from);
  const ends = (row: Row): Cell => cell(row, valid.to);
  const before = (one: Cell, other: Cell): boolean => one !== null && other !== null && one < other;
  return !before(ends(a), begins(b)) && !before(ends(b), begins(a));
}

function shownKey(entity: Entity, key: string): string {
  return entity.key.some((name) => entity.fields.get(name)?.sensitive) ? '***' : key;
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
      const names = (): string[] => [...(era?.rules.keys() ?? []), ...(era?.standards.keys() ?? [])];
      const { near, fixes } = guess(name, 'requirement', names, place);
      return report(problems.expectUnknown, place, { name, day: when.judged, near }, { fixes });
    });
    return null;
  }
  if (tree.kind !== 'map') {
    wrongShape(sink, tree, 'verdicts');
    return [];
  }
  if (tree.entries.length === 0) tell(sink, problems.expectsNothing, key.place, {});
  const [kind, about] = standing.split(' ') as ['rule' | 'standard', string];
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
    const verdict = verdicts.find((each) => each === word.text);
    if (verdict === undefined) {
      const { near, fixes } = suggest(sink, word.text, verdicts, word.place);
      tell(sink, problems.unknownVerdict, word.place, { text: word.text, near }, { fixes });
    } else expected.push({ name, kind, subject: subject.source, verdict, place: word.place });
  }
  return expected;
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
