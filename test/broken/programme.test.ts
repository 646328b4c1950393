/**
 * Broken procedures, ladders, scores, stocks, ranks and tests of them, end to end: each is named by its code at its place, in both
 * languages, with what to do.
 */
import { rmSync } from 'node:fs';
import { type Case, checkIsTold, writeCase } from './case.ts';

const dictionary = `name: sample
resources:
  - name: street
    path: street.csv
    schema:
      fields: [{ name: code, type: string }]
      primaryKey: code
  - name: unit
    path: unit.csv
    schema:
      fields:
        - { name: code, type: string }
        - { name: kind, type: string, constraints: { enum: [village, company] } }
        - { name: homes, type: integer, constraints: { minimum: 0 } }
        - { name: street, type: string }
      primaryKey: code
      foreignKeys:
        - { fields: street, reference: { resource: street, fields: code } }
  - name: agency-case
    path: case.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: beyond, type: boolean }
        - { name: applied-on, type: date }
        - { name: assigned-on, type: date }
        - { name: closed-on, type: date }
        - { name: called-on, type: date, 'zhunsheng:sensitive': true }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
  - name: letter
    path: letter.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: step, type: string, constraints: { enum: [reminder, notice] } }
        - { name: sent-on, type: date }
        - { name: due-on, type: date }
        - { name: told-on, type: date, 'zhunsheng:sensitive': true }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
`;

const head = 'policy: a\ntitle: { zh: 甲, en: A }\nversion: 1\neffective: { from: 2021-01-01 }\n';
const titled = 'title: { zh: 一, en: One }';
const otherwise = 'otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }';
const rule = (name: string, require: string, entity = 'unit'): string =>
  `  ${name}: { ${titled}, for: ${entity}, require: ${require}, ${otherwise} }\n`;

/** A policy, with the character where the diagnostic must begin marked by `⟦`. */
function broken(title: string, marked: string, code: string, says?: RegExp): Case {
  return inFile(title, 'a.policy.yaml', { 'a.policy.yaml': head + marked }, code, says);
}

function inFile(
  title: string,
  file: string,
  marked: Readonly<Record<string, string>>,
  code: string,
  says?: RegExp,
): Case {
  const before = (marked[file] ?? '').split('⟦')[0] ?? '';
  const lines = before.split('\n');
  const files = Object.fromEntries(Object.entries(marked).map(([path, text]) => [path, text.replace('⟦', '')]));
  return {
    title,
    files: { 'datapackage.yaml': dictionary, ...files },
    code,
    at: `${file}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`,
    ...(says === undefined ? {} : { says }),
  };
}

const apply = '{ step: apply, on: applied-on }';
const close = '{ step: close, on: closed-on }';

function procedure(title: string, steps: readonly string[], code: string, says?: RegExp, more = ''): Case {
  return broken(title, procedureOf(steps) + more, code, says);
}

function procedureOf(steps: readonly string[], keys = ''): string {
  const list = steps.map((step) => `      - ${step}\n`).join('');
  return `procedures:\n  agency:\n    ${titled}\n    for: agency-case\n${keys}    steps:\n${list}`;
}

function within(title: string, deadline: string, code: string, says?: RegExp, more = ''): Case {
  return procedure(title, [apply, `{ step: close, on: closed-on, within: ${deadline} }`], code, says, more);
}

function ladder(title: string, keys: Readonly<Record<string, string>>, code: string, says?: RegExp): Case {
  const all = {
    for: 'unit',
    occasion: '[{ rule: one }]',
    each: 'month',
    'counted-over': 'year',
    steps: '[{ letter: reminder }, { letter: notice }]',
    ...keys,
  };
  const lines = Object.entries(all).map(([key, value]) => `    ${key}: ${value}\n`);
  const text = `rules:\n${rule('one', 'homes > 0')}ladders:\n  letters:\n    ${titled}\n${lines.join('')}`;
  return broken(title, text, code, says);
}

function fact(title: string, definition: string, code: string, says?: RegExp): Case {
  const text = `facts:\n  x: { of: unit, ${titled}, ${definition} }\nrules:\n${rule('one', 'homes > 0')}${rule('about', 'beyond', 'agency-case')}standards:\n  good: { ${titled}, for: unit, requires: [one] }\n`;
  return broken(title, text, code, says);
}

function score(title: string, written: string, code: string, says?: RegExp): Case {
  const text = `parameters:\n  days: { ${titled}, values: [{ from: 2021-01-01, value: 2021-05-01 }] }\nrules:\n${rule('one', 'homes > 0')}standards:\n  good: { ${titled}, for: unit, requires: [one], score: ${written} }\n`;
  return broken(title, text, code, says);
}

function expecting(title: string, expect: string, code: string, says?: RegExp): Case {
  const text = `tests: a\nperiod: 2021\ncases:\n  - name: one\n    given: { unit: [{ code: u1 }], agency-case: [{ id: c1 }] }\n    expect: ${expect}\n`;
  const policy = `${head}rules:\n${rule('one', 'homes > 0')}${procedureOf([apply, close])}ladders:\n  letters: { ${titled}, for: unit, occasion: [one], each: month, counted-over: year, steps: [{ letter: reminder }] }\n`;
  return inFile(title, 'a.test.yaml', { 'a.policy.yaml': policy, 'a.test.yaml': text }, code, says);
}

const cases: readonly Case[] = [
  broken('a procedure of one step', procedureOf([apply]).replace('  agency:', '  ⟦agency:'), 'ZS1714', /only one step/),
  broken('steps that are no list', procedureOf([]).replace('steps:', 'steps: ⟦none'), 'ZS1103'),
  broken('a procedure without steps', `procedures:\n  ⟦agency: { ${titled}, for: agency-case }\n`, 'ZS1102', /steps/),
  broken(
    'a procedure about no entity',
    procedureOf([apply, close]).replace('agency-case', '⟦agency-cse'),
    'ZS1501',
    /did you mean "agency-case"/,
  ),
  broken(
    'a misspelt key of a procedure',
    procedureOf([apply, close], '    ⟦admit-wen: beyond\n'),
    'ZS1101',
    /did you mean "admit-when"/,
  ),
  broken('an admission by no fact', procedureOf([apply, close], '    admit-when: ⟦beyonds\n'), 'ZS1301', /"beyond"/),
  broken('a period by no date', procedureOf([apply, close], '    during: ⟦beyond\n'), 'ZS1313'),
  broken('a clause that is not there', procedureOf([apply, close], '    cites: ⟦guide.md#agency\n'), 'ZS1515'),
  procedure('a step without its date', [apply, '⟦{ step: close }'], 'ZS1102', /on/),
  procedure('a step without a name', [apply, '⟦{ on: closed-on }'], 'ZS1102', /step/),
  procedure('a step with a dot in its name', [apply, '{ step: ⟦close.it, on: closed-on }'], 'ZS1105'),
  procedure('a step with the name of another rule', [apply, '{ step: ⟦in-order, on: closed-on }'], 'ZS1712'),
  procedure('a step called none', [apply, '{ step: ⟦none, on: closed-on }'], 'ZS1712'),
  procedure('two steps of one name', [apply, close, '{ step: ⟦close, on: assigned-on }'], 'ZS1713'),
  procedure('a step of a sensitive date', [apply, '{ step: close, on: ⟦called-on }'], 'ZS1733', /called-on/),
  procedure('two steps of one date', [apply, '{ step: close, on: ⟦applied-on }'], 'ZS1715', /"close" and "apply"/),
  procedure('a step on no date', [apply, '{ step: close, on: ⟦beyond }'], 'ZS1317'),
  procedure('a step on a misspelt date', [apply, '{ step: close, on: ⟦closd-on }'], 'ZS1301', /"closed-on"/),
  within('a deadline that is a number', '⟦3', 'ZS1103'),
  within('a deadline without a number', '⟦{ from: apply }', 'ZS1716'),
  within('a deadline of two units', '{ days: 3, ⟦months: 1 }', 'ZS1717'),
  within('a deadline in weeks', '{ ⟦weeks: 3 }', 'ZS1101'),
  within('a deadline of less than nothing', '{ days: ⟦-3 }', 'ZS1701'),
  within('a deadline in words', '{ days: ⟦three }', 'ZS1701'),
  within('a deadline of half a day', '{ days: ⟦0.5 }', 'ZS1702'),
  within('a deadline by no parameter', '{ days: $⟦limit }', 'ZS1502'),
  within(
    'a deadline by a parameter that is a text',
    '{ days: $⟦limit }',
    'ZS1704',
    /whole numbers/,
    `parameters:\n  limit: { ${titled}, values: [{ from: 2021-01-01, value: many }] }\n`,
  ),
  within(
    'a deadline by a parameter without a value at first',
    '{ days: $⟦limit }',
    'ZS1512',
    undefined,
    `parameters:\n  limit: { ${titled}, values: [{ from: 2021-06-01, value: 3 }] }\n`,
  ),
  within('a deadline from a later step', '{ days: 3, from: ⟦close }', 'ZS1719'),
  within('a deadline from what is no step', '{ days: 3, from: ⟦aply }', 'ZS1301'),
  procedure(
    'a first step’s deadline from nowhere',
    ['{ step: ⟦apply, on: applied-on, within: { days: 3 } }', close],
    'ZS1718',
  ),
  broken(
    'a procedure with the name of a field',
    procedureOf([apply, close]).replace('  agency:', '  ⟦beyond:'),
    'ZS1720',
  ),
  broken(
    'a procedure with the name of a fact',
    `facts:\n  agency: { of: agency-case, ${titled}, days: { from: applied-on, to: closed-on } }\n${procedureOf([apply, close]).replace('  agency:', '  ⟦agency:')}`,
    'ZS1720',
  ),
  broken(
    'a procedure with the name of a rule',
    `rules:\n${rule('agency', 'homes > 0')}${procedureOf([apply, close]).replace('  agency:', '  ⟦agency:')}`,
    'ZS1721',
    /both a rule and a procedure/,
  ),
  procedure(
    'a rule that no step has made',
    [apply, close],
    'ZS1404',
    /agency\.close/,
    `standards:\n  s: { ${titled}, for: unit, requires: [⟦agency.close] }\n`,
  ),
  procedure(
    'a code that is no step',
    [apply, close],
    'ZS1252',
    /did you mean "close"/,
    `rules:\n${rule('moves', 'agency ≠ ⟦clos', 'agency-case')}`,
  ),
  procedure(
    'a verdict of a whole procedure',
    [apply, close],
    'ZS1709',
    /each of its rules/,
    `facts:\n  x: { of: agency-case, ${titled}, verdict: ⟦agency }\n`,
  ),
  broken(
    'a procedure that admits by its own step',
    procedureOf([apply, close], '    admit-when: agency = close\n').replace('  agency:', '  ⟦agency:'),
    'ZS1507',
  ),
  ladder('a ladder of no occasion', { occasion: '⟦[]' }, 'ZS1103'),
  ladder('an occasion of nothing', { occasion: '[⟦{ worst: 3 }]' }, 'ZS1722'),
  ladder('an occasion of two kinds', { occasion: '[{ rule: one, ⟦rank: homes, worst: 3 }]' }, 'ZS1723'),
  ladder('an occasion by a misspelt rule', { occasion: '[{ rule: ⟦onee }]' }, 'ZS1404', /did you mean "one"/),
  ladder('a key that does not go with the occasion', { occasion: '[{ rule: one, ⟦worst: 3 }]' }, 'ZS1724'),
  ladder('a rank without how many', { occasion: '[{ ⟦rank: homes }]' }, 'ZS1725'),
  ladder('a rank of the worst none', { occasion: '[{ rank: homes, worst: ⟦0 }]' }, 'ZS1726'),
  ladder('a rank by a code', { occasion: '[{ rank: ⟦kind, worst: 3 }]' }, 'ZS1318'),
  ladder('a rank among nothing', { occasion: '[{ rank: homes, worst: 3, among: ⟦stret }]' }, 'ZS1301', /"street"/),
  ladder('a rank in no order', { occasion: '[{ rank: homes, worst: 3, order: ⟦falling }]' }, 'ZS1107'),
  ladder('occasions by the week', { each: '⟦week' }, 'ZS1107', /month/),
  ladder('a window of a decade', { 'counted-over': '⟦decade' }, 'ZS1107', /year/),
  ladder('a window of half a month', { 'counted-over': '{ months: ⟦0.5 }' }, 'ZS1726'),
  ladder('a window that is a list', { 'counted-over': '⟦[year]' }, 'ZS1103'),
  ladder('a window of a thousand months', { 'counted-over': '{ months: ⟦1000 }' }, 'ZS1732', /120/),
  broken(
    'a procedure of a hundred steps',
    procedureOf(Array.from({ length: 100 }, (_, n) => `{ step: s${n}, on: applied-on }`)).replace(
      '- { step: s0',
      '- ⟦{ step: s0',
    ),
    'ZS1732',
    /50/,
  ),
  ladder('quarters over seven months', { each: 'quarter', 'counted-over': '⟦{ months: 7 }' }, 'ZS1727'),
  ladder('a clearing after nothing', { 'clears-after': '⟦none' }, 'ZS1726'),
  ladder('a ladder without letters', { steps: '⟦[]' }, 'ZS1103'),
  ladder('two letters of one name', { steps: '[{ letter: reminder }, { letter: ⟦reminder }]' }, 'ZS1713'),
  ladder('a letter called none', { steps: '[{ letter: ⟦none }]' }, 'ZS1712'),
  ladder('letters of no entity', { sent: '⟦leter' }, 'ZS1501', /did you mean "letter"/),
  ladder('letters with two dates', { sent: '⟦letter' }, 'ZS1729', /sent-on due-on/),
  ladder('letters without a code', { sent: '⟦letter', steps: '[{ letter: warning }]' }, 'ZS1728', /`step`/),
  broken(
    'letters that do not say when',
    `rules:\n${rule('one', 'homes > 0')}ladders:\n  ⟦letters: { ${titled}, for: unit, occasion: [one], each: month, counted-over: year, steps: [{ letter: reminder }], sent: { entity: letter, step: step } }\n`,
    'ZS1102',
    /"on"|on/,
  ),
  ladder('letters of a sensitive date', { sent: '{ entity: letter, step: step, on: ⟦told-on }' }, 'ZS1733', /told-on/),
  ladder('letters of which the step is a date', { sent: '{ entity: letter, step: ⟦sent-on, on: sent-on }' }, 'ZS1730'),
  ladder('letters sent on a code', { sent: '{ entity: letter, step: step, on: ⟦step }' }, 'ZS1710'),
  ladder(
    'letters that lack a step',
    { sent: '{ entity: letter, step: ⟦step, on: sent-on }', steps: '[{ letter: reminder }, { letter: warning }]' },
    'ZS1731',
    /warning/,
  ),
  ladder('letters that go another way', { sent: '{ entity: letter, step: step, on: sent-on, via: ⟦step }' }, 'ZS1303'),
  broken(
    'a stock without a date of leaving',
    `facts:\n  ⟦x: { of: unit, ${titled}, stock: agency-case, entered: applied-on }\n`,
    'ZS1711',
    /left/,
  ),
  fact('a stock by a text', 'stock: agency-case, entered: ⟦id, left: closed-on', 'ZS1710'),
  fact('a stock at noon', 'stock: agency-case, entered: applied-on, left: closed-on, at: ⟦noon', 'ZS1107', /start/),
  fact(
    'a stock during a period',
    'stock: agency-case, entered: applied-on, left: closed-on, ⟦during: applied-on',
    'ZS1306',
  ),
  fact('a verdict of nothing', 'verdict: ⟦onee', 'ZS1404', /did you mean "one"/),
  fact('a verdict on another entity', 'verdict: ⟦about', 'ZS1708', /agency-case/),
  fact('a score of a standard that has none', 'score: ⟦good', 'ZS1707'),
  fact('a score of a rule', 'score: ⟦one', 'ZS1502'),
  fact('a rank by a code', 'rank: { by: ⟦kind }', 'ZS1318'),
  broken(
    'a rank without its number',
    `facts:\n  ⟦x: { of: unit, ${titled}, rank: { among: street } }\n`,
    'ZS1102',
    /by/,
  ),
  fact('the period before of no fact', 'previous: ⟦hoems', 'ZS1301', /did you mean "homes"/),
  broken('itself in the period before', `facts:\n  ⟦x: { of: unit, ${titled}, previous: x }\n`, 'ZS1507', /x → x/),
  broken(
    'a fact on the verdict of a rule that reads it',
    `facts:\n  ⟦x: { of: unit, ${titled}, verdict: one }\nrules:\n${rule('one', 'x = pass')}`,
    'ZS1507',
    /x → one → x/,
  ),
  fact('a fact of two kinds', 'verdict: one, ⟦score: good', 'ZS1305'),
  score('points below nothing', '{ full: 100, less: { one: ⟦-40 } }', 'ZS1701'),
  score('a full number in percent', '{ full: ⟦100%, less: { one: 40 } }', 'ZS1701'),
  score('points by a date', '{ full: 100, less: { one: $⟦days } }', 'ZS1703'),
  score('points for what is not required', '{ full: 100, less: { ⟦onee: 40 } }', 'ZS1705', /did you mean "one"/),
  score('points that are a list', '{ full: 100, less: ⟦[one] }', 'ZS1103'),
  score('a score that is a number', '⟦100', 'ZS1103'),
  expecting('a step that a procedure has not', '{ agency: { c1: ⟦aply } }', 'ZS1815', /did you mean "apply"/),
  expecting('a letter that a ladder has not', '{ letters: { u1: ⟦fail } }', 'ZS1815', /no step "fail"/),
  expecting('a step of a rule', '{ one: { u1: ⟦apply } }', 'ZS1811'),
  expecting('a ladder that is not there', '{ ⟦leters: { u1: none } }', 'ZS1810', /did you mean "letters"/),
  expecting('a ladder of another entity’s record', '{ letters: { ⟦c1: none } }', 'ZS1812'),
];

describe('A broken procedure, ladder or standing', function () {
  this.timeout(120_000);
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  for (const one of cases) {
    it(`${one.title} is ${one.code} at ${one.at}`, async () => {
      const folder = writeCase(one);
      folders.push(folder);
      await checkIsTold(folder, one);
    });
  }
});
