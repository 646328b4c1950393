import assert from 'node:assert/strict';
import * as problems from '../../engine/diagnostics/registry/testing.ts';
import { analyze } from '../../engine/language/analyze.ts';
import type { CaseResult, TestRun } from '../../engine/testing/result.ts';
import { runTests, type TestOptions } from '../../engine/testing/run.ts';

const district = `
name: district
resources:
  - name: street
    path: data/street.csv
    schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: name, type: string }] }
  - name: unit
    path: data/unit.csv
    schema:
      primaryKey: code
      fields:
        - { name: code, type: string }
        - { name: kind, type: string, constraints: { enum: [village, community, enterprise] } }
        - { name: street, type: string }
      foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }]
  - name: petition
    path: data/petition.csv
    schema:
      primaryKey: id
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: level, type: string, constraints: { enum: [ordinary, skip-level] } }
        - { name: petitioner, type: string, zhunsheng:sensitive: true }
        - { name: received-on, type: date }
        - { name: replied-on, type: date }
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`;

const policy = `
policy: zero-petition
title: { zh: 零上访, en: Zero petitions }
version: 2021.1
effective: { from: 2021-01-01 }
parameters:
  reply-days:
    title: { zh: 答复时限, en: Days to reply }
    values:
      - { from: 2020-01-01, value: 7 }
facts:
  days-to-reply:
    of: petition
    title: { zh: 答复天数, en: Days to reply }
    days: { from: received-on, to: replied-on, open: as-of }
  skip-level-petitions:
    of: unit
    title: { zh: 越级上访数, en: Skip-level petitions }
    count: petition
    where: level = skip-level
    during: received-on
conditions:
  residential: kind in [village, community]
rules:
  no-skip-level-petition:
    title: { zh: 无越级上访, en: No skip-level petition }
    for: unit
    when: { condition: residential }
    require: skip-level-petitions = 0
    otherwise:
      severity: veto
      message: { zh: "本期越级上访 {skip-level-petitions} 起", en: "{skip-level-petitions} skip-level petitions" }
      remedy: { zh: 请查明原因, en: Find the cause }
  replied-in-time:
    title: { zh: 按期答复, en: Replied in time }
    for: petition
    during: received-on
    require: days-to-reply ≤ $reply-days
    otherwise:
      severity: major
      message: { zh: 逾期, en: Late }
      remedy: { zh: 请答复, en: Reply }
  petitioner-known:
    title: { zh: 上访人已登记, en: Petitioner registered }
    for: petition
    require: petitioner = "Nobody"
    otherwise:
      severity: minor
      message: { zh: 未登记, en: Not registered }
      remedy: { zh: 请登记, en: Register }
standards:
  zero-petition:
    title: { zh: 零上访, en: Zero petitions }
    for: unit
    requires: [no-skip-level-petition, replied-in-time]
`;

const tests = `
tests: zero-petition
period: 2021
cases:
  - name: one skip-level petition is a veto
    given:
      unit: [{ code: u1, kind: village }]
      petition: [{ id: p1, unit: u1, level: skip-level, received-on: 2021-03-02, replied-on: 2021-03-03 }]
    expect:
      no-skip-level-petition: { u1: fail }
      replied-in-time: { p1: pass }
      zero-petition: { u1: fail }
  - name: day 7 is in time and day 8 is not
    given:
      unit: [{ code: u1, kind: village }, { code: u2, kind: enterprise }]
      petition:
        - { id: p1, unit: u1, level: ordinary, received-on: 2021-03-01, replied-on: 2021-03-08 }
        - { id: p2, unit: u2, level: ordinary, received-on: 2021-03-01, replied-on: 2021-03-09 }
        - { id: p3, unit: u1, level: ordinary, received-on: 2020-03-01, replied-on: 2021-03-09 }
    expect:
      no-skip-level-petition: { u1: pass, u2: not-applicable }
      replied-in-time: { p1: pass, p2: fail, p3: not-applicable }
      zero-petition: { u1: pass, u2: fail }
  - name: what is not known is not zero
    given:
      unit: [{ code: u1 }]
      petition: [{ id: p1, unit: u1, received-on: 2021-03-01 }]
    expect:
      no-skip-level-petition: { u1: undetermined }
      replied-in-time: { p1: fail }
`;

async function run(test: string, options: TestOptions = {}): Promise<TestRun> {
  const files = { 'datapackage.yaml': district, 'zero.policy.yaml': policy, 'zero.test.yaml': test };
  const analysis = analyze(new Map(Object.entries(files)));
  assert.deepEqual(
    analysis.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  );
  return runTests(analysis, options);
}

function problemsOf({ expectations }: CaseResult): readonly (string | null)[] {
  return expectations.map(({ problem }) => (problem === null ? null : problem.message.en));
}

describe('policy tests', () => {
  it('pass where both evaluators give what they expect', async () => {
    const { files, counts } = await run(tests);
    assert.deepEqual(
      files.map(({ file, tests: policyName }) => [file, policyName]),
      [['zero.test.yaml', 'zero-petition']],
    );
    assert.deepEqual(
      files[0]?.cases.flatMap(problemsOf).filter((problem) => problem !== null),
      [],
    );
    assert.deepEqual(counts, { cases: 3, passed: 3, failed: 0 });
    for (const { interpreted, compiled, expectation } of files[0]?.cases.flatMap(({ expectations }) => expectations) ??
      []) {
      const expected = 'verdict' in expectation ? expectation.verdict : expectation.step;
      assert.deepEqual([interpreted, compiled], [expected, expected]);
    }
  });

  it('tell what a rule gives instead, and why, at the expectation', async () => {
    const { files, counts } = await run(
      tests.replaceAll('u1: fail', 'u1: pass').replace('p3: not-applicable', 'p3: fail'),
    );
    assert.deepEqual(counts, { cases: 3, passed: 1, failed: 2 });
    const problems =
      files[0]?.cases.flatMap(({ expectations }) => expectations.flatMap(({ problem }) => problem ?? [])) ?? [];
    assert.deepEqual(
      problems.map(({ code, place, message }) => [code, place.range.start.line + 1, message.zh, message.en]),
      [
        [
          'ZS6101',
          10,
          '“no-skip-level-petition”对“u1”的结论应为 pass，实际是 fail：“越级上访数 = 0”不成立（越级上访数 = 1）',
          '"no-skip-level-petition" on "u1" should give pass and gives fail: "Skip-level petitions = 0" does not hold (Skip-level petitions = 1)',
        ],
        [
          'ZS6101',
          12,
          '“zero-petition”对“u1”的结论应为 pass，实际是 fail：no-skip-level-petition: fail',
          '"zero-petition" on "u1" should give pass and gives fail: no-skip-level-petition: fail',
        ],
        [
          'ZS6101',
          22,
          '“replied-in-time”对“p3”的结论应为 fail，实际是 not-applicable：这条记录不在期间内',
          '"replied-in-time" on "p3" should give fail and gives not-applicable: the record is not in the period',
        ],
      ],
    );
  });

  it('never show a sensitive value', async () => {
    const { files } = await run(`
tests: zero-petition
period: 2021
cases:
  - name: a name
    given: { petition: [{ id: p1, petitioner: Zhang-Marked }] }
    expect: { petitioner-known: { p1: pass } }
`);
    const [only] = files[0]?.cases ?? [];
    assert.ok(only !== undefined && !only.passed);
    assert.doesNotMatch(JSON.stringify(only), /Zhang-Marked/);
  });

  it('run only those that a filter names, by case or by file', async () => {
    const names = async (filter: string): Promise<readonly string[]> =>
      (await run(tests, { filter })).files.flatMap(({ cases }) => cases.map(({ name }) => name));
    assert.deepEqual(await names('day 7'), ['day 7 is in time and day 8 is not']);
    assert.equal((await names('zero.test.yaml')).length, 3);
    assert.deepEqual(await names('nothing of the kind'), []);
  });

  for (const definition of Object.values(problems)) {
    if (definition.example === undefined || !definition.code.startsWith('ZS61')) continue;
    const { code, example } = definition;
    it(`show ${code} on its example`, async () => {
      const analysis = analyze(new Map(Object.entries(example.files)));
      assert.deepEqual(
        analysis.diagnostics.filter(({ severity }) => severity === 'error'),
        [],
      );
      const { files } = await runTests(analysis);
      const found = files.flatMap(({ cases }) =>
        cases.flatMap(({ expectations }) => expectations.map(({ problem }) => problem?.code)),
      );
      assert.deepEqual(found, [code]);
    });
  }
});
