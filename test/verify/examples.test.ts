/** The smallest change as a person reads it: of which fact, by how much, how many records that is, and whether it can still be. */
import assert from 'node:assert/strict';
import type { Condition } from '../../engine/model/condition.ts';
import type { Change, Search } from '../../engine/verify/change.ts';
import { smallestChanges } from '../../engine/verify/smallest.ts';
import {
  all,
  any,
  boolean,
  code,
  count,
  date,
  decimal,
  during,
  entity,
  fact,
  fraction,
  type Given,
  holds,
  integer,
  is,
  known,
  look,
  model,
  path,
  rule,
  select,
  standard,
  text,
} from '../interpret/world.ts';

const entities = [
  entity('street', { code: text, size: integer }),
  entity(
    'unit',
    {
      id: text,
      street: text,
      kind: code('village', 'enterprise'),
      fund: { type: decimal, minimum: '0' },
      leader: text,
      sure: boolean,
      due: { type: date, planned: true },
    },
    { references: { street: 'street' } },
  ),
  entity(
    'petition',
    { id: text, unit: text, received: date, replied: date, level: text },
    { references: { unit: 'unit' } },
  ),
];
const within7 = is('days', '≤', 7);
const facts = [
  fact('days', 'petition', count, { kind: 'days', from: path('received'), to: path('replied'), open: 'as-of' }),
  fact('petitions', 'unit', count, { kind: 'count', ...select('petition', { during: 'received' }) }),
  fact('in-time', 'unit', fraction, { kind: 'share', that: within7, ...select('petition', { during: 'received' }) }),
  fact('late', 'unit', count, { kind: 'failures', rule: 'replied', ...select('petition', { during: 'received' }) }),
  fact('members', 'unit', count, { kind: 'count', ...select('petition') }),
];
const replied = rule('replied', 'petition', within7, { during: 'received' });

/** Of a rule about u1. */
async function change(require: Condition, given: Given, more: { at?: ReturnType<typeof during>; limit?: number } = {}) {
  const { at = during('2021-03'), ...options } = more;
  const of = model(entities, { facts, rules: [rule('asked', 'unit', require), replied] });
  return smallestChanges(of, at, options).rule(look(of, given, at), 'asked', 'u1');
}

function told(search: Search) {
  if (search.kind === 'none') return search;
  return search.change.changes.map(({ subject, fact: { name }, to, records, isOpen }: Change) => ({
    of: subject,
    fact: name,
    to: to.kind === 'number' ? to.range.low?.toFraction() : 'value' in to ? to.value : to.kind,
    records,
    isOpen,
  }));
}

const petition = (id: string, received: string, answer: string | null) => ({
  id,
  unit: 'u1',
  received,
  replied: answer,
});

describe('The smallest change', () => {
  it('of a count of what has happened is not possible any more', async () => {
    const given = { unit: [{ id: 'u1' }], petition: [petition('p1', '2021-03-02', '2021-03-04')] };
    assert.deepEqual(told(await change(is('petitions', '=', 0), given)), [
      { of: 'u1', fact: 'petitions', to: '0', records: 1, isOpen: false },
    ]);
    // More of them can come as long as the period lasts.
    const found = await change(is('petitions', '≥', 3), given, { at: during('2021-03', '2021-03-10') });
    assert.deepEqual(told(found), [{ of: 'u1', fact: 'petitions', to: '3', records: 2, isOpen: true }]);
  });

  it('of a share is told by the records, and is possible where those can still come to be so', async () => {
    const answered = Array.from({ length: 17 }, (_, i) => petition(`a${i}`, '2021-03-01', '2021-03-03'));
    const late = (answer: string | null) => ['x', 'y', 'z'].map((id) => petition(id, '2021-03-01', answer));
    const given = (answer: string | null) => ({ unit: [{ id: 'u1' }], petition: [...answered, ...late(answer)] });
    const asked = is('in-time', '≥', 0.95);
    const over = [{ of: 'u1', fact: 'in-time', to: '19/20', records: 2, isOpen: false }];
    assert.deepEqual(told(await change(asked, given('2021-03-20'))), over);
    assert.deepEqual(told(await change(asked, given(null))), over);
  });

  it('of a reply that is open is the last day in time, and possible until then', async () => {
    const of = model(entities, { facts, rules: [replied] });
    const at = during('2021-03', '2021-03-20');
    const given = { petition: [petition('p1', '2021-03-02', null), petition('p2', '2021-03-02', '2021-03-12')] };
    const of1 = await smallestChanges(of, at).rule(look(of, given, at), 'replied', 'p1');
    assert.deepEqual(told(of1), [{ of: 'p1', fact: 'replied', to: '2021-03-09', records: null, isOpen: false }]);
    const of2 = await smallestChanges(of, at).rule(look(of, given, at), 'replied', 'p2');
    assert.deepEqual(told(of2), [{ of: 'p2', fact: 'replied', to: '2021-03-09', records: null, isOpen: false }]);
  });

  it('takes the cheaper of two ways, fewer facts before a shorter way', async () => {
    const given = { unit: [{ id: 'u1', kind: 'village', sure: false, fund: '1' }] };
    const two = all(holds('sure'), is('kind', '=', 'enterprise'));
    assert.deepEqual(told(await change(any(two, is('fund', '≥', 9)), given)), [
      { of: 'u1', fact: 'fund', to: '9', records: null, isOpen: true },
    ]);
  });

  it('never leaves what the dictionary allows', async () => {
    const given = { unit: [{ id: 'u1', fund: '1' }] };
    assert.deepEqual(told(await change(is('fund', '>', 9.5), given)), [
      { of: 'u1', fact: 'fund', to: '951/100', records: null, isOpen: true },
    ]);
    assert.deepEqual(await change(is('fund', '<', 0), given), { kind: 'none', isComplete: true });
  });

  it('does not change whom the verdict is about', async () => {
    const given = { unit: [{ id: 'u1', street: 's1' }], street: [{ code: 's1', size: 3 }] };
    assert.deepEqual(await change(is('id', '=', 'u2'), given), { kind: 'none', isComplete: true });
    assert.deepEqual(told(await change(is('street.size', '≥', 5), given)), [
      { of: 's1', fact: 'size', to: '5', records: null, isOpen: true },
    ]);
  });

  it('of what is not known is to supply it; of a plan, to plan otherwise', async () => {
    const given = { unit: [{ id: 'u1', due: '2021-06-01' }] };
    const [leader] = told(await change(known('leader'), given)) as readonly { isOpen: boolean }[];
    assert.equal(leader?.isOpen, true);
    assert.deepEqual(told(await change(is('due', '≤', '2021-05-01'), given)), [
      { of: 'u1', fact: 'due', to: '2021-05-01', records: null, isOpen: true },
    ]);
  });

  it('says so where the search was cut short', async () => {
    const given = { unit: [{ id: 'u1', sure: false, fund: '1' }] };
    const asked = all(holds('sure'), is('fund', '≥', 5));
    assert.deepEqual(await change(asked, given, { limit: 1 }), { kind: 'none', isComplete: false });
  });

  it('of a standard covers all that it requires, records too, and leaves out what follows by itself', async () => {
    const rules = [rule('sure', 'unit', holds('sure')), rule('none-late', 'unit', is('late', '=', 0)), replied];
    const requires = [
      { kind: 'rule', rule: 'sure' },
      { kind: 'rule', rule: 'none-late' },
      { kind: 'records', rule: 'replied', link: ['unit'] },
    ] as const;
    const of = model(entities, { facts, rules, standards: [standard('all', 'unit', requires)] });
    const at = during('2021-03');
    const given = look(
      of,
      { unit: [{ id: 'u1', sure: false }], petition: [petition('p1', '2021-03-02', '2021-03-12')] },
      at,
    );
    const search = await smallestChanges(of, at).standard(given, 'all', 'u1');
    assert.deepEqual(told(search), [
      { of: 'u1', fact: 'sure', to: true, records: null, isOpen: true },
      { of: 'p1', fact: 'replied', to: '2021-03-09', records: null, isOpen: false },
    ]);
  });
});
