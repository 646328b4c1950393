import assert from 'node:assert/strict';
import { analyze } from '../../engine/language/analyze.ts';
import { runTests } from '../../engine/testing/run.ts';

const descriptor = `
name: district
resources:
  - name: unit
    path: data/unit.csv
    schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: street, type: string }] }
  - name: accident
    path: data/accident.csv
    schema:
      primaryKey: id
      fields: [{ name: id, type: string }, { name: unit, type: string }, { name: on, type: date }]
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
  - name: case
    path: data/case.csv
    schema:
      primaryKey: id
      fields:
        - { name: id, type: string }
        - { name: applied-on, type: date }
        - { name: assigned-on, type: date }
        - { name: closed-on, type: date }
`;

const policy = `
policy: letters
title: { zh: 发函, en: Letters }
version: 1
effective: { from: 2020-01-01 }
facts:
  accidents: { of: unit, count: accident, during: on, title: { zh: 事故, en: Accidents } }
  before: { of: unit, previous: accidents, title: { zh: 上期, en: Before } }
  place: { of: unit, rank: { by: accidents, among: street }, title: { zh: 名次, en: Place } }
rules:
  calm: { title: { zh: 无事故, en: Calm }, for: unit, require: accidents = 0 }
  better: { title: { zh: 有进步, en: Better }, for: unit, require: accidents ≤ before }
  not-first: { title: { zh: 不居首, en: Not first }, for: unit, require: place > 1 }
procedures:
  agency:
    title: { zh: 代理, en: Agency }
    for: case
    during: applied-on
    steps:
      - { step: apply, title: { zh: 申请, en: Applied }, on: applied-on }
      - { step: assign, title: { zh: 指派, en: Assigned }, on: assigned-on, within: { days: 3 } }
      - { step: close, title: { zh: 办结, en: Closed }, on: closed-on }
ladders:
  letters:
    title: { zh: 函, en: Letters }
    for: unit
    occasion: [{ rule: calm }]
    each: month
    counted-over: year
    steps:
      - { letter: reminder, title: { zh: 提醒, en: Reminder }, to: [unit] }
      - { letter: warning, title: { zh: 警示, en: Warning }, to: [unit] }
`;

const tests = `
tests: letters
period: 2021-03
cases:
  - name: two months with accidents call for the warning
    given:
      unit: [{ code: u1 }, { code: u2 }, { code: u3 }]
      accident:
        - { id: a1, unit: u1, on: 2021-01-31 }
        - { id: a2, unit: u1, on: 2021-03-01 }
        - { id: a3, unit: u2, on: 2021-02-28 }
        - { id: a4, unit: u3, on: 2020-12-31 }
    expect:
      letters: { u1: warning, u2: reminder, u3: none }
      better: { u1: fail, u2: pass }
  - name: a case stands where its last recorded step is
    given:
      case:
        - { id: c1, applied-on: 2021-03-01, assigned-on: 2021-03-09 }
        - { id: c2, applied-on: 2021-03-01, closed-on: 2021-03-02 }
        - { id: c3, applied-on: 2021-02-01, assigned-on: 2021-02-02 }
        - { id: c4 }
    expect:
      agency: { c1: assign, c2: close, c3: none, c4: none }
      agency.assign: { c1: fail, c2: fail, c3: not-applicable }
      agency.complete: { c2: fail }
  - name: places are those of this case alone
    given:
      unit: [{ code: u1, street: a }, { code: u2, street: a }]
      accident: [{ id: a1, unit: u1, on: 2021-03-01 }]
    expect: { not-first: { u1: fail, u2: pass } }
  - name: and not of another
    given:
      unit: [{ code: u2, street: a }]
    expect: { not-first: { u2: fail } }
`;

async function problems(text: string): Promise<readonly string[]> {
  const analysis = analyze(
    new Map([
      ['datapackage.yaml', descriptor],
      ['letters.policy.yaml', policy],
      ['letters.test.yaml', text],
    ]),
  );
  assert.deepEqual(
    analysis.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message.en),
    [],
  );
  const { files } = await runTests(analysis);
  return files
    .flatMap(({ cases }) => cases)
    .flatMap(({ expectations }) =>
      expectations.flatMap(({ problem }) => (problem === null ? [] : [problem.message.en])),
    );
}

describe('policy tests of ladders, procedures, ranks and earlier periods', () => {
  it('pass where both evaluators give the step that is expected', async () => {
    assert.deepEqual(await problems(tests), []);
  });

  it('tell which step it is instead, and which months were counted', async () => {
    const wrong = tests
      .replace('u1: warning, u2: reminder, u3: none', 'u1: reminder, u2: none')
      .replace('c1: assign, c2: close', 'c1: none, c2: assign');
    const found = await problems(wrong);
    assert.equal(found.length, 4);
    assert.match(
      found[0] ?? '',
      /"letters" on "u1" should give reminder and gives warning: 2 counted; 2021-01 → reminder; 2021-03 → warning/,
    );
    assert.match(found[1] ?? '', /"u2" should give none and gives reminder/);
    assert.match(
      found[2] ?? '',
      /"agency" on "c1" should give none and gives assign: apply done 2021-03-01; assign late 2021-03-09; close due/,
    );
    assert.match(found[3] ?? '', /"c2" should give assign and gives close/);
  });
});
