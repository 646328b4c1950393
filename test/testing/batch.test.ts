import assert from 'node:assert/strict';
import { interpret } from '../../engine/interpret/interpreter.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import type { Waiver } from '../../engine/model/policy.ts';
import { batchOf, subjectInBatch } from '../../engine/testing/batch.ts';
import {
  count,
  dataset,
  date,
  during,
  entity,
  fact,
  type Given,
  is,
  model,
  month,
  path,
  rule,
  select,
  standard,
  text,
} from '../interpret/world.ts';

const entities = [
  entity('street', { id: text, name: text }),
  entity(
    'unit',
    { id: text, street: text, since: date, until: date },
    { references: { street: 'street' }, valid: { from: 'since', to: 'until' } },
  ),
  entity('event', { id: text, unit: text, on: date, result: text }, { references: { unit: 'unit' } }),
  entity(
    'report',
    { unit: text, month: month },
    { key: ['unit', 'month'], references: { unit: 'unit' }, reports: { reference: 'unit', month: 'month' } },
  ),
];
const events = select('event', { during: 'on', reportedBy: 'report' });
const waiver: Waiver = {
  rule: 'quiet',
  entity: 'unit',
  subject: 'u2',
  reason: 'flood',
  approvedBy: 'office',
  from: '2021-01-01',
  until: '2021-12-31',
};
const world = model(entities, {
  facts: [
    fact('events', 'unit', count, { kind: 'count', ...events }),
    fact(
      'last',
      'unit',
      { kind: 'text' },
      { kind: 'latest', element: path('result'), ...select('event', { during: 'on' }) },
    ),
  ],
  rules: [
    rule('quiet', 'unit', is('events', '=', 0)),
    rule('well', 'unit', is('last', '=', 'good')),
    rule('named', 'event', is('unit.street.name', '=', 'First')),
  ],
  standards: [
    standard('zero', 'unit', [
      { kind: 'rule', rule: 'quiet' },
      { kind: 'records', rule: 'named', link: ['unit'] },
    ]),
  ],
  waivers: [waiver],
});

const u1 = { id: 'u1', street: 's1', since: '2020-01-01' };
const june = [{ unit: 'u1', month: '2021-06-01' }];
/** The same keys over and over: what is said of them in one case must not be heard in another. */
const cases: readonly Given[] = [
  { unit: [u1], street: [{ id: 's1', name: 'First' }], report: june },
  { unit: [u1], street: [{ id: 's1', name: 'Second' }] },
  { unit: [u1], event: [{ id: 'e1', unit: 'u1', on: '2021-06-01', result: 'good' }], report: june },
  {
    unit: [u1],
    event: [
      { id: 'e1', unit: 'u1', on: '2021-06-01', result: 'bad' },
      { id: 'e2', unit: 'u1', on: '2021-06-01', result: 'good' },
    ],
    street: [{ id: 's1', name: 'First' }],
    report: june,
  },
  { unit: [u1, { ...u1, id: 'u2' }], event: [{ id: 'e1', unit: 'u2', on: '2021-06-01', result: 'bad' }] },
  {
    unit: [
      { ...u1, until: '2021-06-15' },
      { ...u1, street: 's2', since: '2021-06-16' },
    ],
    event: [{ id: 'e1', unit: 'u1', on: '2021-06-16', result: 'bad' }],
    street: [{ id: 's2', name: 'First' }],
    report: june,
  },
  {},
];

describe('a batch of test cases', () => {
  it('has the verdicts of its cases one by one', async () => {
    const datasets: readonly Dataset[] = cases.map((given) => dataset(world, given));
    const at = during('2021-06');
    const batch = batchOf(world.dictionary, datasets);
    const together = interpret(batch.modelOf(world), batch.dataset, at);
    const seen = new Set<string>();
    for (const [number, one] of datasets.entries()) {
      const alone = interpret(world, one, at);
      for (const subject of alone.subjects('unit')) {
        const named = subjectInBatch(number, subject);
        for (const name of ['quiet', 'well']) {
          const { verdict, evidence } = await alone.rule(name, subject);
          const batched = await together.rule(name, named);
          assert.equal(batched.verdict, verdict, `${name} of ${named}`);
          assert.deepEqual(
            batched.evidence,
            evidence.map((key) => subjectInBatch(number, key)),
          );
          seen.add(verdict);
        }
        assert.equal(
          (await together.standard('zero', named)).verdict,
          (await alone.standard('zero', subject)).verdict,
          named,
        );
      }
      for (const subject of alone.subjects('event')) {
        const { verdict } = await alone.rule('named', subject);
        assert.equal((await together.rule('named', subjectInBatch(number, subject))).verdict, verdict);
      }
    }
    assert.deepEqual([...seen].sort(), ['fail', 'not-applicable', 'pass', 'undetermined', 'waived']);
    const subjects = datasets.flatMap((one, number) =>
      interpret(world, one, at)
        .subjects('unit')
        .map((subject) => subjectInBatch(number, subject)),
    );
    assert.deepEqual(together.subjects('unit'), subjects);
  });
});
