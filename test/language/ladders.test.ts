/** Ladders, their versions, and what tests of policies expect of them and of procedures. */
import assert from 'node:assert/strict';
import { analyze } from '../../engine/language/analyze.ts';
import { head, problems, project } from './marked.ts';
import { handling, ladder, letters, modelOf, own } from './programme-parts.ts';

describe('A ladder', () => {
  const files = { 'datapackage.yaml': letters };
  const model = modelOf(ladder, files);
  const found = model.ladders.get('letters');

  it('stands in the model with its occasions, window, letters and steps', () => {
    assert.deepEqual(found, {
      name: 'letters',
      title: { zh: '样例', en: 'Sample' },
      policy: 'sample',
      entity: 'unit',
      occasions: [
        { kind: 'verdict', of: { kind: 'rule', rule: 'busy' } },
        {
          kind: 'rank',
          fact: 'letters:worst:descending:households:street',
          best: 'letters:best:descending:households:street',
          worst: 3,
        },
      ],
      each: 'quarter',
      countedOver: { kind: 'months', months: 12 },
      clearsAfter: 2,
      sent: { entity: 'letter', link: ['unit'], step: own('step'), on: own('sent-on'), about: own('month') },
      steps: [
        { name: 'reminder', title: { zh: '提醒函', en: 'Reminder' }, to: ['unit'] },
        { name: 'notice', title: { zh: 'notice', en: 'notice' }, to: [] },
      ],
      cites: null,
    });
  });

  it('ranks from the worst up and from the best down, where the greatest is best unless it is said', () => {
    const orders = (text: string): unknown => {
      const all = modelOf(text, files);
      const [, occasion] = all.ladders.get('letters')?.occasions ?? [];
      if (occasion?.kind !== 'rank') return null;
      const facts = all.facts.get('unit');
      return [occasion.fact, occasion.best].map((name) => {
        const definition = facts?.get(name)?.definition;
        return definition?.kind === 'rank' && [definition.by.fact, definition.among?.fact, definition.order];
      });
    };
    const down = ['households', 'street', 'descending'];
    const up = ['households', 'street', 'ascending'];
    assert.deepEqual(orders(ladder), [up, down]);
    assert.deepEqual(orders(ladder.replace('among: street', 'among: street, order: ascending')), [down, up]);
  });

  it('has one fact for what several occasions or versions rank alike', () => {
    const twice = ladder.replace(
      '{ rank: households, worst: 3, among: street }',
      '{ rank: households, worst: 3 }, { rank: households, worst: 1 }',
    );
    const all = modelOf(twice, files);
    const names = all.ladders.get('letters')?.occasions.flatMap((each) => (each.kind === 'rank' ? [each.fact] : []));
    assert.deepEqual(names, ['letters:worst:descending:households', 'letters:worst:descending:households']);
  });

  it('follows no letters where it does not say which, and the fields that it names where it does', () => {
    assert.equal(modelOf(ladder.replace('    sent: letter\n', ''), files).ladders.get('letters')?.sent, null);
    const written = ladder.replace('sent: letter', 'sent: { entity: letter, step: step, on: sent-on, via: unit }');
    assert.deepEqual(modelOf(written, files).ladders.get('letters')?.sent, {
      entity: 'letter',
      link: ['unit'],
      step: own('step'),
      on: own('sent-on'),
      about: null,
    });
  });

  it('knows the steps in a text called letter or step where the dictionary lists no codes', () => {
    for (const name of ['letter', 'step']) {
      const plain = letters.replace(
        'name: step, type: string, constraints: { enum: [reminder, notice] }',
        `name: ${name}, type: string`,
      );
      assert.deepEqual(modelOf(ladder, { 'datapackage.yaml': plain }).ladders.get('letters')?.sent?.step, own(name));
    }
  });

  it('takes a procedure’s rules as occasions, one by one', () => {
    const text = `${handling}${ladder.replace('{ rule: busy }, { rank', '{ procedure: handling }, { rule: busy }, { rank')}`;
    assert.deepEqual(
      modelOf(text, files)
        .ladders.get('letters')
        ?.occasions.flatMap((each) => (each.kind === 'verdict' && each.of.kind === 'records' ? [each.of.rule] : [])),
      ['handling.admitted', 'handling.in-order', 'handling.complete', 'handling.reply'],
    );
  });
});

describe('A test of a policy', () => {
  const cases = (expect: string): Record<string, string> => ({
    'datapackage.yaml': letters,
    'sample.test.yaml': `tests: sample\nperiod: 2021-06\ncases:\n  - name: one\n    given: { unit: [{ code: u1 }, { code: u2 }], petition: [{ id: p1 }] }\n    expect: ${expect}\n`,
  });

  it('may expect the letter that is due, the step of a procedure, or none', () => {
    const analysis = project(
      head + handling + ladder,
      cases('{ letters: { u1: notice, u2: none }, handling: { p1: receive }, handling.reply: { p1: not-applicable } }'),
    );
    assert.deepEqual(problems(analysis), []);
    assert.deepEqual(
      analysis.tests[0]?.cases[0]?.expect.map(({ place: _, ...rest }) => rest),
      [
        { name: 'letters', subject: 'u1', kind: 'ladder', step: 'notice' },
        { name: 'letters', subject: 'u2', kind: 'ladder', step: null },
        { name: 'handling', subject: 'p1', kind: 'procedure', step: 'receive' },
        { name: 'handling.reply', subject: 'p1', kind: 'rule', verdict: 'not-applicable', detail: null },
      ],
    );
  });

  it('names a step that there is', () => {
    const found = problems(project(head + ladder, cases('{ letters: { u1: notise } }')));
    assert.deepEqual(
      found.map(({ code, message }) => `${code} ${message.en}`),
      ['ZS1815 "letters" has no step "notise"; did you mean "notice"?'],
    );
  });
});

describe('A version of a policy', () => {
  it('may rank, score and require otherwise than the one before, each from its own day on', () => {
    const version = (from: string, until: string, worst: number): string =>
      head.replace('{ from: 2021-01-01 }', `{ from: ${from}${until} }`).replace('version: 1', `version: ${worst}`) +
      ladder.replace('worst: 3', `worst: ${worst}`);
    const { eras, diagnostics } = analyze(
      new Map([
        ['datapackage.yaml', letters],
        ['a.policy.yaml', version('2020-01-01', ', until: 2020-12-31', 3)],
        ['b.policy.yaml', version('2021-01-01', '', 1)],
      ]),
    );
    assert.deepEqual(diagnostics, []);
    const occasions = eras.map(({ model }) => model.ladders.get('letters')?.occasions[1]);
    assert.deepEqual(
      occasions.map((each) => each?.kind === 'rank' && [each.fact, each.worst]),
      [
        ['letters:worst:descending:households:street', 3],
        ['letters:worst:descending:households:street', 1],
      ],
    );
  });
});
