/** Procedures: what a policy’s words become in the model. */
import assert from 'node:assert/strict';
import type { Model } from '../../engine/model/policy.ts';
import { handling, modelOf, own, rule, titled } from './programme-parts.ts';

describe('A procedure', () => {
  const model = modelOf(handling);

  it('tells a limit of one in the singular', () => {
    for (const [within, told] of [
      ['{ months: 1 }', '; the limit is 1 month from "Received"'],
      ['{ days: 2 }', '; the limit is 2 days from "Received"'],
    ] as const) {
      const of = modelOf(handling.replace('{ workdays: 3 }', within));
      const message = of.rules.get('handling.reply')?.message.en.at(-1);
      assert.match(message?.kind === 'text' ? message.text : '', new RegExp(told));
    }
  });

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
