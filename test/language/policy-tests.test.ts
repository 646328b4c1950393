/** Files of policy tests: what they give is typed like data, and what they expect must be there. */
import assert from 'node:assert/strict';
import { expectAt, problems, project, requiring } from './marked.ts';

const policy = requiring('[petitions = 0, skipped ≥ 0, last-level is known]');

function testing(cases: string, top = 'tests: sample\nperiod: 2021-Q2\n'): Record<string, string> {
  return { 'sample.test.yaml': `${top}cases:\n${cases}` };
}

const one = (given: string, expect: string): string => `  - name: one\n    given: ${given}\n    expect: ${expect}\n`;

describe('A file of policy tests', () => {
  it('gives typed records of every entity, fields that are left out unknown', () => {
    const analysis = project(
      policy,
      testing(
        one(
          '{ unit: [{ code: 007, households: 12, model: true, kind: village }], petition: [{ id: p1, unit: 007, received-on: 2021/3/5, level: null }], report: [{ unit: 007, month: 2021-04 }] }',
          '{ sample-rule: { 007: fail } }',
        ),
        'tests: sample\nas-of: 2021-06-15\nperiod: 2021-Q2\n',
      ),
    );
    assert.deepEqual(
      problems(analysis).map(({ message }) => message.en),
      [],
    );
    const [file] = analysis.tests;
    assert.equal(file?.file, 'sample.test.yaml');
    assert.equal(file?.asOf, '2021-06-15');
    assert.deepEqual(file?.period, { name: '2021-Q2', first: '2021-04-01', last: '2021-06-30' });
    const [example] = file?.cases ?? [];
    assert.deepEqual(example?.given.get('unit'), {
      state: 'present',
      rows: [{ cells: ['007', null, 'village', 12n, null, true] }],
    });
    assert.deepEqual(example?.given.get('petition'), {
      state: 'present',
      rows: [{ cells: ['p1', '007', null, null, '2021-03-05', null, null] }],
    });
    assert.deepEqual(example?.given.get('report'), { state: 'present', rows: [{ cells: ['007', '2021-04-01'] }] });
    assert.deepEqual(example?.given.get('street'), { state: 'present', rows: [] });
    assert.deepEqual(
      example?.expect.map(({ place: _, ...expected }) => expected),
      [{ name: 'sample-rule', kind: 'rule', subject: '007', verdict: 'fail', detail: null }],
    );
  });

  const wrong: readonly (readonly [string, string, string])[] = [
    ['ZS1805', '{ unit: [{ code: u1 }], ⟦petitoin⟧: [] }', '{ sample-rule: { u1: pass } }'],
    ['ZS1806', '{ unit: [{ code: u1, ⟦knd⟧: village }] }', '{ sample-rule: { u1: pass } }'],
    ['ZS1807', '{ unit: [{ code: u1, kind: ⟦hamlet⟧ }] }', '{ sample-rule: { u1: pass } }'],
    ['ZS1807', '{ unit: [{ code: u1, households: ⟦-1⟧ }] }', '{ sample-rule: { u1: pass } }'],
    [
      'ZS1807',
      '{ unit: [{ code: u1 }], petition: [{ id: p, received-on: ⟦2021-02-30⟧ }] }',
      '{ sample-rule: { u1: pass } }',
    ],
    ['ZS1810', '{ unit: [{ code: u1 }] }', '{ ⟦sample-rule-2⟧: { u1: pass } }'],
    ['ZS1811', '{ unit: [{ code: u1 }] }', '{ sample-rule: { u1: ⟦passes⟧ } }'],
    ['ZS1812', '{ unit: [{ code: u1 }] }', '{ sample-rule: { ⟦u2⟧: pass } }'],
  ];
  for (const [code, given, expect] of wrong) {
    it(`${code}: ${given} ${expect}`, () => {
      expectAt(policy, code, testing(one(given, expect)));
    });
  }

  it('never shows a sensitive value that is wrong', () => {
    const secret = 'x'.repeat(3);
    const given = `{ unit: [{ code: u1 }], petition: [{ id: p, petitioner: [${secret}] }] }`;
    const analysis = project(policy, testing(one(given, '{ sample-rule: { u1: pass } }')));
    assert.equal(problems(analysis).length, 1);
    assert.ok(!JSON.stringify(analysis.diagnostics).includes(secret));
  });

  it('leaves out a case that has something wrong, and keeps the others', () => {
    const good = '  - { name: two, given: { unit: [{ code: u1 }] }, expect: { sample-rule: { u1: undetermined } } }\n';
    const analysis = project(policy, testing(one('{ unit: [{ cod: u1 }] }', '{ sample-rule: { u1: pass } }') + good));
    assert.deepEqual(
      analysis.tests[0]?.cases.map(({ name }) => name),
      ['two'],
    );
  });

  it('does not say that a rule is missing which only has something wrong', () => {
    const files = testing(one('{ unit: [{ code: u1 }] }', '{ sample-rule: { u1: pass } }'));
    assert.deepEqual(
      problems(project(requiring('kind = vilage'), files)).map(({ code }) => code),
      ['ZS1252'],
    );
  });

  it('nor of one that could not be read', () => {
    const files = testing(one('{ unit: [{ code: u1 }] }', '{ sample-rule: { u1: pass } }'));
    const unreadable = policy.replace('    require:', '    requires:');
    assert.deepEqual(
      problems(project(unreadable, files)).map(({ code }) => code),
      ['ZS1102', 'ZS1101'],
    );
  });

  it('says once of a rule that is not there, where it first expects something of it, and runs none of those cases', () => {
    const case_ = (name: string, rule: string): string =>
      `  - { name: ${name}, given: { unit: [{ code: u1 }] }, expect: { ${rule}: { u1: undetermined } } }\n`;
    const files = testing(case_('one', 'sample-rul') + case_('two', 'sample-rule') + case_('three', 'sample-rul'));
    const analysis = project(policy, files);
    assert.deepEqual(
      problems(analysis).map(({ code, place }) => [code, place.range.start.line]),
      [['ZS1810', 3]],
    );
    assert.deepEqual(
      analysis.tests[0]?.cases.map(({ name }) => name),
      ['two'],
    );
  });

  it('is judged by the rules of its day', () => {
    const next = policy
      .replace('version: 1', 'version: 2')
      .replace('from: 2021-01-01', 'from: 2022-01-01')
      .replaceAll('sample-rule', 'next-rule');
    const files: Record<string, string> = {
      'next.policy.yaml': next,
      ...testing(one('{ unit: [{ code: u1 }] }', '{ next-rule: { u1: pass } }'), 'tests: sample\nperiod: 2021\n'),
    };
    const first = policy.replace('{ from: 2021-01-01 }', '{ from: 2021-01-01, until: 2021-12-31 }');
    assert.deepEqual(
      problems(project(first, files)).map(({ code }) => code),
      ['ZS1810'],
    );
    const later = {
      ...files,
      'sample.test.yaml': (files['sample.test.yaml'] ?? '').replace('period: 2021', 'period: 2022'),
    };
    assert.deepEqual(problems(project(first, later)), []);
  });
});
