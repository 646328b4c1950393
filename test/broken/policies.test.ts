/**
 * Broken, wrong and hostile policies, dictionaries, tests and waivers, end to end: `zhunsheng check` names each by its code at its
 * place, in both languages, with what to do; status 1 where the project can be read, 2 where it can't. Never a stack trace, never a hang.
 */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { zhunsheng } from '../cli/command.ts';
import { type Case, checkIsTold, writeCase } from './case.ts';

const dictionary = `name: sample
resources:
  - name: unit
    path: data/unit.csv
    schema:
      fields:
        - { name: code, type: string }
        - { name: name, type: string }
        - { name: kind, type: string, constraints: { enum: [village, company] } }
        - { name: homes, type: integer, constraints: { minimum: 0 } }
      primaryKey: code
  - name: petition
    path: data/petition.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: who, type: string, zhunsheng:sensitive: true }
        - { name: received-on, type: date }
        - { name: replied-on, type: date }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
`;
const guide = '# 指引\n\n## 答复 {#reply}\n\n七日内答复。\n';
const head = 'policy: a\ntitle: { zh: 甲, en: A }\nversion: 1\neffective: { from: 2021-01-01 }\n';
const otherwise = 'otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }';

/** A policy with one rule about units; the requirement stands on line 9. */
function requiring(line: string, more = ''): string {
  return `${head}rules:\n  one:\n    title: { zh: 一, en: One }\n    for: unit\n    require: ${line}\n    ${otherwise}\n${more}`;
}

function policy(title: string, text: string | Uint8Array, code: string, at: string, says?: RegExp): Case {
  return {
    title,
    files: { 'a.policy.yaml': text },
    code,
    at: `a.policy.yaml:${at}`,
    ...(says === undefined ? {} : { says }),
  };
}

function descriptor(title: string, from: string, to: string, code: string, at: string, says?: RegExp): Case {
  assert.ok(dictionary.includes(from), from);
  const text = dictionary.replace(from, to);
  const file = `datapackage.yaml:${at}`;
  return {
    title,
    files: { 'datapackage.yaml': text, 'a.policy.yaml': requiring('homes > 0') },
    code,
    at: file,
    ...(says === undefined ? {} : { says }),
  };
}

function tests(title: string, text: string, code: string, at: string): Case {
  const files = { 'a.policy.yaml': requiring('homes > 0'), 'a.test.yaml': text };
  return { title, files, code, at: `a.test.yaml:${at}` };
}

function waiver(title: string, text: string, code: string, at: string): Case {
  return {
    title,
    files: { 'a.policy.yaml': requiring('homes > 0'), 'waivers.yaml': text },
    code,
    at: `waivers.yaml:${at}`,
  };
}

/** Nine levels of nine references each: 9 to the power of 9 nodes. */
function aliasBomb(): string {
  const levels = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 9; level++) {
    const before = String.fromCharCode(96 + level);
    const name = String.fromCharCode(97 + level);
    levels.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
  }
  return `${head}${levels.join('\n')}\n`;
}

const cases: readonly Case[] = [
  policy('an empty file', '', 'ZS1109', '1:1'),
  policy('a file of blanks and comments', '# nothing\n\n', 'ZS1109', '1:1'),
  policy('a NUL byte', `${head}rules:\u0000\n`, 'ZS5005', '1:1'),
  policy(
    'bytes that are no UTF-8',
    Buffer.concat([Buffer.from(head), Buffer.from([0xc1, 0xe3, 0xc9, 0xcf])]),
    'ZS5005',
    '1:1',
  ),
  policy('a tab as indentation', `${head}rules:\n\tone: {}\n`, 'ZS1001', '6:1'),
  policy('a brace that is not closed', `${head}rules: { one: { for: unit\n`, 'ZS1001', '6:1'),
  policy('a quote that is not closed', `${head}cites: "guide.md#reply\n`, 'ZS1001', '6:1'),
  policy('a key that stands twice', `${head}version: 2\n`, 'ZS1003', '5:1', /"version" stands twice/),
  policy('an alias bomb', aliasBomb(), 'ZS1004', '9:12'),
  policy('an alias that contains itself', `${head}rules: &r { one: *r }\n`, 'ZS1005', '5:18'),
  policy('an alias without its anchor', `${head}cites: *reply\n`, 'ZS1001', '5:8', /anchor/),
  policy('a second document', `${requiring('homes > 0')}---\npolicy: b\n`, 'ZS1006', '11:1'),
  policy('nesting of 100,000 brackets', `${head}rules: ${'['.repeat(100_000)}\n`, 'ZS1007', '5:72'),
  policy(
    'nesting of 500 blocks',
    `${head}rules:\n${Array.from({ length: 500 }, (_, i) => `${' '.repeat(i + 1)}k:`).join('\n')}\n`,
    'ZS1007',
    '69:65',
  ),
  policy('a key that is a list', `${head}[a, b]: c\n`, 'ZS1008', '5:1'),
  policy('a list instead of a policy', '- a\n- b\n', 'ZS1103', '1:3'),
  policy('a full-width colon after a key', `${head}cites：guide.md#reply\n`, 'ZS1110', '5:6'),
  policy('a misspelt key', `${head}ruels: {}\n`, 'ZS1101', '5:1', /did you mean "rules"/),
  policy('a policy without a version', head.replace('version: 1\n', ''), 'ZS1102', '1:9', /version/),
  policy('a number where rules should be', `${head}rules: 7\n`, 'ZS1103', '5:8'),
  policy('a date that is none', head.replace('2021-01-01', '2021-02-30'), 'ZS1106', '4:20'),
  policy(
    'an end before the beginning',
    head
      .replace('}\n', ', until: 2020-01-01 }\n')
      .replace('A , until', 'A }')
      .replace('title: { zh: 甲, en: A , until: 2020-01-01 }', 'title: { zh: 甲, en: A }')
      .replace('from: 2021-01-01 }', 'from: 2021-01-01, until: 2020-01-01 }'),
    'ZS1112',
    '4:39',
  ),
  policy('a misspelt fact', requiring('hoems > 0'), 'ZS1301', '9:14', /did you mean "homes"/),
  policy('a fact of another entity', requiring('received-on is known'), 'ZS1302', '9:14'),
  policy('a misspelt code', requiring('kind = vilage'), 'ZS1252', '9:21', /did you mean "village"/),
  policy('a date against a number', requiring('homes > 2021-01-01'), 'ZS1251', '9:22'),
  policy('a text without quotes', requiring('name = two words'), 'ZS1218', '9:25'),
  policy('an operator of another language', requiring('homes <> 0'), 'ZS1205', '9:20'),
  policy('two conditions in a line', requiring('homes > 0 and homes < 9'), 'ZS1217', '9:24'),
  policy('a catastrophic pattern of another dialect', requiring('name matches /^(a+)+(?=b)$/'), 'ZS1257', '9:27'),
  policy('a pattern that is not closed', requiring('name matches /abc'), 'ZS1213', '9:27'),
  policy('a number of thirty digits', requiring(`homes = ${'9'.repeat(30)}`), 'ZS1214', '9:22'),
  policy('a line of a million characters', requiring(`homes in [${'1, '.repeat(350_000)}2]`), 'ZS1220', '9:14'),
  policy(
    'a list in braces that YAML splits',
    requiring('homes > 0').replace('homes > 0', '{ any: [kind in [village, company], homes > 0] }'),
    'ZS1009',
    '9:22',
  ),
  policy('a range that is reversed', requiring('homes between 9 and 1'), 'ZS1258', '9:34'),
  policy(
    'facts in a circle',
    `${requiring('x > 0')}facts:\n  x: { of: unit, total: [y, homes] }\n  y: { of: unit, total: [x, homes] }\n`,
    'ZS1507',
    '12:3',
    /x → y → x|y → x → y/,
  ),
  policy(
    'conditions in a circle',
    `${requiring('{ condition: c }')}conditions:\n  c: { all: [homes > 0, { condition: d }] }\n  d: { not: { condition: c } }\n`,
    'ZS1507',
    '12:3',
  ),
  policy(
    'standards in a circle',
    `${requiring('homes > 0')}standards:\n  s: { title: { zh: 甲, en: S }, for: unit, requires: [one, t] }\n  t: { title: { zh: 乙, en: T }, for: unit, requires: [s] }\n`,
    'ZS1507',
    '12:3',
  ),
  policy('a parameter that is not there', requiring('homes > $limit'), 'ZS1502', '9:22'),
  policy(
    'a sensitive field in a message',
    `${head}rules:\n  one:\n    title: { zh: 一, en: One }\n    for: petition\n    require: replied-on is known\n    otherwise: { severity: minor, message: { zh: "{who}", en: A }, remedy: { zh: 乙, en: B } }\n`,
    'ZS1403',
    '10:52',
  ),
  policy(
    'a brace that stands for nothing',
    `${head}rules:\n  one:\n    title: { zh: 一, en: One }\n    for: unit\n    require: homes > 0\n    otherwise: { severity: minor, message: { zh: "{homes", en: A }, remedy: { zh: 乙, en: B } }\n`,
    'ZS1402',
    '10:51',
  ),
  policy(
    'an unknown severity',
    requiring('homes > 0').replace('severity: minor', 'severity: fatal'),
    'ZS1107',
    '10:28',
    /veto/,
  ),
  policy(
    'a clause that is not in the guide',
    requiring('homes > 0', '    cites: guide.md#repyl\n'),
    'ZS1516',
    '11:12',
    /did you mean/,
  ),
  policy('a citation of a file outside', requiring('homes > 0', '    cites: ../../etc/passwd#x\n'), 'ZS1515', '11:12'),
  policy(
    'a requirement that is not there',
    `${requiring('homes > 0')}standards:\n  s: { title: { zh: 甲, en: S }, for: unit, requires: [two] }\n`,
    'ZS1404',
    '12:55',
  ),
  {
    title: 'two versions of a policy that overlap',
    files: {
      'a.policy.yaml': requiring('homes > 0'),
      'b.policy.yaml': requiring('homes > 1').replace('version: 1', 'version: 2'),
    },
    code: 'ZS1509',
    at: 'b.policy.yaml:4:12',
  },
  {
    title: 'one rule in two policies',
    files: {
      'a.policy.yaml': requiring('homes > 0'),
      'b.policy.yaml': requiring('homes > 1').replace('policy: a', 'policy: b'),
    },
    code: 'ZS1504',
    at: 'b.policy.yaml:6:3',
  },
  {
    title: 'a policy of five megabytes',
    files: { 'a.policy.yaml': `${head}# ${'x'.repeat(5 << 20)}\n` },
    code: 'ZS5004',
    at: 'a.policy.yaml:1:1',
  },
  {
    title: 'a folder named like a policy',
    files: { 'b.policy.yaml': requiring('homes > 0') },
    prepare: (folder) => mkdirSync(join(folder, 'a.policy.yaml')),
    code: 'ZS5006',
    at: 'a.policy.yaml:1:1',
  },
  {
    title: 'a link that leads out of the project',
    files: { 'b.policy.yaml': requiring('homes > 0') },
    prepare: (folder) => symlinkSync('/etc/passwd', join(folder, 'a.policy.yaml')),
    code: 'ZS5003',
    at: 'a.policy.yaml:1:1',
  },
  descriptor('a dictionary that is a list', dictionary, '- a\n', 'ZS2003', '1:1'),
  descriptor('a type that there is not', 'type: integer', 'type: intger', 'ZS2003', '10:32'),
  descriptor('a data path outside the project', 'data/unit.csv', '../../etc/passwd', 'ZS2023', '4:11'),
  descriptor('an absolute data path', 'data/unit.csv', '/etc/passwd', 'ZS2023', '4:11'),
  descriptor('a data path on the web', 'data/unit.csv', 'https://example.org/unit.csv', 'ZS2023', '4:11'),
  descriptor('a key that is no field', 'primaryKey: code', 'primaryKey: cod', 'ZS2011', '11:19', /did you mean "code"/),
  descriptor('a resource without a key', '      primaryKey: id\n', '', 'ZS2010', '15:7'),
  descriptor('a reference to a resource that is not there', 'resource: unit', 'resource: units', 'ZS2012', '23:50'),
  descriptor(
    'a sensitive key',
    'name: id, type: string',
    'name: id, type: string, zhunsheng:sensitive: true',
    'ZS2013',
    '21:19',
  ),
  descriptor('a zhunsheng: property that there is not', 'zhunsheng:sensitive', 'zhunsheng:sensitiv', 'ZS2005', '18:38'),
  descriptor(
    'two fields of one name',
    '{ name: name, type: string }',
    '{ name: code, type: string }',
    'ZS2007',
    '8:19',
  ),
  descriptor('a minimum that is no number', 'minimum: 0', 'minimum: none', 'ZS2019', '10:65'),
  descriptor('a pattern that is not RE2', 'enum: [village, company]', 'pattern: "(?<=a)b"', 'ZS2021', '9:63'),
  tests(
    'tests of a policy that is not there',
    'tests: b\nperiod: 2021\ncases: [{ name: x, given: {}, expect: { one: { u1: pass } } }]\n',
    'ZS1801',
    '1:8',
  ),
  tests(
    'a period that is none',
    'tests: a\nperiod: 2021-13\ncases: [{ name: x, given: { unit: [{ code: u1 }] }, expect: { one: { u1: pass } } }]\n',
    'ZS1802',
    '2:9',
  ),
  tests(
    'a misspelt field in a test',
    'tests: a\nperiod: 2021\ncases: [{ name: x, given: { unit: [{ code: u1, hoems: 1 }] }, expect: { one: { u1: pass } } }]\n',
    'ZS1806',
    '3:48',
  ),
  tests(
    'a verdict that there is not',
    'tests: a\nperiod: 2021\ncases: [{ name: x, given: { unit: [{ code: u1 }] }, expect: { one: { u1: passed } } }]\n',
    'ZS1811',
    '3:74',
  ),
  waiver(
    'a waiver without an end',
    '- { rule: one, subject: unit:u1, reason: x, approved-by: y, from: 2021-01-01 }\n',
    'ZS1601',
    '1:3',
  ),
  waiver(
    'a waiver of no rule',
    '- { rule: two, subject: unit:u1, reason: x, approved-by: y, from: 2021-01-01, until: 2021-12-31 }\n',
    'ZS1603',
    '1:11',
  ),
  waiver(
    'a waiver for another entity',
    '- { rule: one, subject: petition:p1, reason: x, approved-by: y, from: 2021-01-01, until: 2021-12-31 }\n',
    'ZS1606',
    '1:25',
  ),
];

describe('A broken policy project', function () {
  this.timeout(120_000);
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  for (const one of cases) {
    it(`${one.title} is ${one.code} at ${one.at}`, () => checkIsTold(projectOf(one, folders), one));
  }

  it('is not judged: one line with code, place and what to do, status 2', async () => {
    const folder = projectOf(policy('', requiring('hoems > 0'), '', ''), folders);
    for (const args of [
      ['assess', folder, '--period', '2021'],
      ['compile', folder, '--to', 'duckdb', '--period', '2021'],
    ]) {
      const { status, out, err } = await zhunsheng(args);
      assert.deepEqual([status, out], [2, '']);
      assert.match(err, /^ZS1301 .*a\.policy\.yaml:9:14 .*"hoems".*\n$/);
    }
  });

  it('is left alone by the formatter where its syntax is broken, with status 1', async () => {
    const text = `${head}rules: { one: {\n`;
    const folder = projectOf(policy('', text, '', ''), folders);
    const { status, err } = await zhunsheng(['fmt', folder]);
    assert.equal(status, 1);
    assert.match(err, /ZS1001/);
  });
});

function projectOf(one: Case, folders: string[]): string {
  const folder = writeCase({ ...one, files: { 'datapackage.yaml': dictionary, 'guide.md': guide, ...one.files } });
  folders.push(folder);
  return folder;
}
