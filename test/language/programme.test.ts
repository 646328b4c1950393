/** Procedures, ladders, and facts that say where a record stands: what a policy's words become in the model. */
import assert from 'node:assert/strict';
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';
import { analyze } from '../../engine/language/analyze.ts';
import type { Model } from '../../engine/model/policy.ts';
import { head, otherwise, problems, project } from './marked.ts';

/** The only model of a policy that has nothing wrong in it. */
function modelOf(text: string, others: Readonly<Record<string, string>> = {}): Model {
  const analysis = project(head + text, others);
  assert.deepEqual(
    problems(analysis).map(({ code, message }) => `${code} ${message.en}`),
    [],
  );
  const [era] = analysis.eras;
  assert.ok(era !== undefined);
  return era.model;
}

const own = (fact: string) => ({ through: [], fact });

const titled = 'title: { zh: 样例, en: Sample }';

const rule = (name: string, require: string, entity = 'unit'): string =>
  `  ${name}:\n    ${titled}\n    for: ${entity}\n    require: ${require}\n${otherwise}`;

const handling = `procedures:
  handling:
    title: { zh: 办理, en: Handling }
    for: petition
    during: received-on
    admit-when: level = skip
    steps:
      - { step: receive, title: { zh: 受理, en: Received }, on: received-on }
      - { step: reply, title: { zh: 答复, en: Replied }, on: replied-on, within: { workdays: 3 } }
`;

describe('A procedure', () => {
  const model = modelOf(handling);

  it('stands in the model with its steps, their dates and their deadlines', () => {
    assert.deepEqual(model.procedures.get('handling'), {
      name: 'handling',
      title: { zh: '办理', en: 'Handling' },
      policy: 'sample',
      entity: 'petition',
      during: own('received-on'),
      admitWhen: {
        kind: 'compare',
        fact: own('level'),
        operator: '=',
        operand: { kind: 'literal', literal: { kind: 'text', value: 'skip' } },
      },
      steps: [
        { name: 'receive', title: { zh: '受理', en: 'Received' }, on: own('received-on'), within: null },
        {
          name: 'reply',
          title: { zh: '答复', en: 'Replied' },
          on: own('replied-on'),
          within: {
            unit: 'workdays',
            amount: { kind: 'literal', literal: { kind: 'number', value: '3' } },
            from: own('received-on'),
            taken: 'handling:reply',
          },
        },
      ],
      cites: null,
      rules: ['handling.admitted', 'handling.in-order', 'handling.complete', 'handling.reply'],
    });
  });

  it('makes a rule for admission, order, completeness and each deadline, of its own period and severity', () => {
    const made = [...model.rules.values()].filter(({ procedure }) => procedure === 'handling');
    assert.deepEqual(
      made.map(({ name, title, severity }) => [name, title.en, severity]),
      [
        ['handling.admitted', 'Handling: admission', 'major'],
        ['handling.in-order', 'Handling: order', 'major'],
        ['handling.complete', 'Handling: completeness', 'major'],
        ['handling.reply', 'Handling: deadline of Replied', 'major'],
      ],
    );
    for (const each of made) {
      assert.deepEqual(each.during, own('received-on'));
      assert.equal(each.entity, 'petition');
    }
  });

  it('asks of the order that no date is after a later step’s, of completeness that nothing follows what is missing', () => {
    const known = (fact: string, negated = false) => ({ kind: 'known', fact: own(fact), negated });
    const operand = { kind: 'fact', fact: own('replied-on') };
    assert.deepEqual(model.rules.get('handling.in-order')?.require, {
      kind: 'all',
      of: [
        {
          kind: 'any',
          of: [
            known('received-on', true),
            known('replied-on', true),
            { kind: 'compare', fact: own('received-on'), operator: '≤', operand },
          ],
        },
      ],
    });
    assert.deepEqual(model.rules.get('handling.complete')?.require, {
      kind: 'all',
      of: [{ kind: 'any', of: [known('received-on'), { kind: 'all', of: [known('replied-on', true)] }] }],
    });
  });

  it('applies to what may enter it and what has a step, and without admission to all', () => {
    const { when } = model.rules.get('handling.in-order') ?? {};
    assert.equal(when?.kind === 'any' && when.of.length, 3);
    const open = modelOf(handling.replace('    admit-when: level = skip\n', ''));
    assert.equal(open.rules.get('handling.in-order')?.when, null);
    assert.equal(open.rules.has('handling.admitted'), false);
  });

  it('has its current step as a fact, with the steps as codes, that conditions may read', () => {
    const reading = modelOf(`${handling}rules:\n${rule('moves', 'handling ≠ receive', 'petition')}`);
    const { type, definition, title } = reading.facts.get('petition')?.get('handling') ?? {};
    assert.deepEqual(type, {
      kind: 'code',
      codes: [
        { value: 'receive', title: { zh: '受理', en: 'Received' } },
        { value: 'reply', title: { zh: '答复', en: 'Replied' } },
      ],
    });
    assert.deepEqual(definition, { kind: 'step', procedure: 'handling' });
    assert.deepEqual(title, { zh: '办理：当前步骤', en: 'Handling: current step' });
  });

  it('counts a deadline up to the as-of date, from the step before, another one, or a date of the record', () => {
    const from = (written: string): unknown => {
      const text = handling.replace('{ workdays: 3 }', `{ months: 2${written} }`);
      return modelOf(text).facts.get('petition')?.get('handling:reply')?.definition;
    };
    const counted = { kind: 'months', from: own('received-on'), to: own('replied-on'), open: 'as-of' };
    assert.deepEqual(from(''), counted);
    assert.deepEqual(from(', from: receive'), counted);
    assert.deepEqual(from(', from: received-on'), counted);
    const first = handling.replace('on: received-on }', 'on: received-on, within: { days: 1, from: replied-on } }');
    assert.deepEqual(modelOf(first).facts.get('petition')?.get('handling:receive')?.definition, {
      kind: 'days',
      from: own('replied-on'),
      to: own('received-on'),
      open: 'as-of',
    });
  });

  it('says in both languages what is wrong by the names of the steps, unless the policy says it', () => {
    const text = (template: Model['rules'] extends ReadonlyMap<string, infer R> ? R : never): string =>
      template.message.zh.map((part) => (part.kind === 'text' ? part.text : `{${part.kind}}`)).join('');
    const reply = model.rules.get('handling.reply');
    assert.ok(reply !== undefined);
    assert.equal(text(reply), '“答复”已用 {fact} 个工作日，期限是“受理”起 3 个工作日');
    const said = modelOf(
      `${handling}    otherwise: { severity: veto, message: { zh: 迟, en: Late }, responsible: [agency] }\n`,
    ).rules.get('handling.reply');
    assert.ok(said !== undefined);
    assert.equal(text(said), '迟');
    assert.deepEqual([said.severity, said.responsible], ['veto', ['agency']]);
    assert.deepEqual(said.remedy, reply.remedy);
  });

  it('is required as a whole, or by one of its rules, about the record or about a subject’s records', () => {
    const requires = (entity: string, list: string): unknown =>
      modelOf(`${handling}standards:\n  s: { ${titled}, for: ${entity}, requires: [${list}] }\n`).standards.get('s')
        ?.requires;
    const rules = ['admitted', 'in-order', 'complete', 'reply'].map((each) => `handling.${each}`);
    assert.deepEqual(
      requires('petition', 'handling'),
      rules.map((each) => ({ kind: 'rule', rule: each })),
    );
    assert.deepEqual(
      requires('unit', '{ procedure: handling, via: unit }'),
      rules.map((each) => ({ kind: 'records', rule: each, link: ['unit'] })),
    );
    assert.deepEqual(requires('street', 'handling.reply'), [
      { kind: 'records', rule: 'handling.reply', link: ['unit', 'street'] },
    ]);
  });

  it('has rules that can be waived', () => {
    const waivers =
      "- { rule: handling.reply, subject: 'petition:p1', reason: 洪灾, approved-by: 区, from: 2021-01-01, until: 2021-06-30 }\n";
    const { waivers: held } = modelOf(handling, { 'waivers.yaml': waivers });
    assert.deepEqual(
      held.map((each) => [each.rule, each.entity, each.subject]),
      [['handling.reply', 'petition', 'p1']],
    );
  });
});

const letters = `${exampleDictionary}  - name: letter
    path: letter.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: step, type: string, constraints: { enum: [reminder, notice] } }
        - { name: sent-on, type: date }
        - { name: month, type: yearmonth }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
`;

const ladder = `rules:
${rule('busy', 'households > 0')}ladders:
  letters:
    ${titled}
    for: unit
    occasion: [{ rule: busy }, { rank: households, worst: 3, among: street }]
    each: quarter
    counted-over: { months: 12 }
    clears-after: 2
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice }
`;

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

describe('Facts of where a record stands', () => {
  const text = `parameters:
  points: { ${titled}, values: [{ from: 2020-01-01, value: 30 }, { from: 2022-01-01, value: POINTS }] }
facts:
  at-start: { of: unit, ${titled}, stock: petition, entered: received-on, left: replied-on, at: start, reported-by: report }
  now: { of: unit, ${titled}, stock: petition, entered: received-on, left: replied-on, where: level = skip }
  before: { of: unit, ${titled}, previous: now }
  stands: { of: unit, ${titled}, verdict: falls }
  whole: { of: unit, ${titled}, verdict: good }
  left: { of: unit, ${titled}, score: good }
  place: { of: unit, ${titled}, rank: { by: left, among: street.name, order: ascending } }
rules:
${rule('falls', '[before ≥ now, at-start ≥ 0]')}${rule('reads', '[stands = pass, whole ≠ fail, left ≥ 60, place ≤ 3]')}standards:
  good: { ${titled}, for: unit, requires: [falls], score: { full: 100, less: { falls: $points } } }
`;
  const model = modelOf(text.replace('POINTS', '40'));
  const facts = model.facts.get('unit');

  it('count what is there before the period or, unless it is said, at its end', () => {
    const { type, definition } = facts?.get('at-start') ?? {};
    assert.deepEqual(type, { kind: 'number', form: 'integer', nonNegative: true, display: 'number' });
    assert.deepEqual(definition, {
      kind: 'stock',
      source: 'petition',
      link: ['unit'],
      where: null,
      during: null,
      reportedBy: 'report',
      entered: own('received-on'),
      left: own('replied-on'),
      at: 'start',
    });
    const now = facts?.get('now')?.definition;
    assert.equal(now?.kind === 'stock' && now.at, 'end');
  });

  it('give verdicts as codes, of rules and of standards', () => {
    const { type, definition } = facts?.get('stands') ?? {};
    assert.deepEqual(type?.kind === 'code' && type.codes.map(({ value }) => value), ['pass', 'fail', 'waived']);
    assert.deepEqual(definition, { kind: 'verdict', of: 'rule', name: 'falls' });
    assert.deepEqual(facts?.get('whole')?.definition, { kind: 'verdict', of: 'standard', name: 'good' });
  });

  it('give scores as whole numbers where all points are whole, else as decimals', () => {
    const form = (points: string): unknown => {
      const type = modelOf(text.replace('POINTS', points)).facts.get('unit')?.get('left')?.type;
      return type?.kind === 'number' && [type.form, type.nonNegative];
    };
    assert.deepEqual(form('40'), ['integer', true]);
    assert.deepEqual(form('12.5'), ['decimal', true]);
  });

  it('give ranks among those alike, and the same fact of the period before', () => {
    assert.deepEqual(facts?.get('place')?.definition, {
      kind: 'rank',
      by: own('left'),
      among: { through: ['street'], fact: 'name' },
      order: 'ascending',
    });
    assert.deepEqual(facts?.get('before')?.definition, { kind: 'previous', fact: 'now' });
    assert.deepEqual(facts?.get('before')?.type, facts?.get('now')?.type);
  });

  it('use the names that they speak of: nothing is told to be unused', () => {
    const { diagnostics } = project(head + text.replace('POINTS', '40'));
    assert.deepEqual(diagnostics, []);
  });
});

describe('Facts, verdicts and ladders', () => {
  function circle(text: string): readonly string[] {
    return problems(project(head + text)).flatMap(({ code, message }) =>
      code === 'ZS1507' ? [message.en.replace('The definitions form a circle: ', '')] : [],
    );
  }
  const reads = (fact: string): string => `rules:\n${rule('one', fact)}`;

  it('must not stand on themselves: a fact on the verdict of a rule that reads it', () => {
    const text = `${reads('stands = pass')}facts:\n  stands: { of: unit, ${titled}, verdict: one }\n`;
    assert.deepEqual(circle(text), ['one → stands → one']);
  });

  it('nor by way of the period before', () => {
    const text = `${reads('a > 0')}facts:\n  a: { of: unit, ${titled}, total: [b, households] }\n  b: { of: unit, ${titled}, previous: a }\n`;
    assert.deepEqual(circle(text), ['a → b → a']);
  });

  it('nor by way of a score, a rank and a standard', () => {
    const text = `${reads('place < 3')}facts:
  place: { of: unit, ${titled}, rank: { by: left } }
  left: { of: unit, ${titled}, score: good }
standards:
  good: { ${titled}, for: unit, requires: [one], score: { full: 100, less: { one: 10 } } }
`;
    assert.deepEqual(circle(text), ['one → place → left → good → one']);
  });

  it('nor by way of a procedure whose admission reads its own step', () => {
    const text = handling.replace('level = skip', 'handling = reply');
    assert.equal(circle(text).length, 1);
    assert.match(circle(text)[0] ?? '', /handling → handling/);
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
        { name: 'handling.reply', subject: 'p1', kind: 'rule', verdict: 'not-applicable' },
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
