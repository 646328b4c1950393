import assert from 'node:assert/strict';
import { moment } from '../../engine/calendar/period.ts';
import { interpreter } from '../../engine/interpret/interpreter.ts';
import type { Fact, FactDefinition } from '../../engine/model/fact.ts';
import type { Model } from '../../engine/model/policy.ts';
import { amount, base, district, event, show } from './district.ts';
import { count, dataset, during, fact, type Given, is, look, model, path, rule, select } from './world.ts';

const events = fact('events', 'unit', count, { kind: 'count', ...select('event', { during: 'on' }) });
const open = fact('open', 'unit', count, {
  kind: 'count',
  ...select('event', { during: 'on', where: is('ended', '<', '2030-01-01') }),
});
const before = fact('before', 'unit', count, { kind: 'previous', fact: 'events' });

async function value(facts: readonly Fact[], given: Given, period: string, asOf?: string): Promise<string> {
  const found = look(model(district, { facts }), { ...base, ...given }, during(period, asOf));
  return show((await found.fact('unit', 'u1', path('before'))).value);
}

describe('the period before', () => {
  const given: Given = {
    event: [
      event('a', { on: '2020-12-31' }),
      event('b', { on: '2021-01-01' }),
      event('c', { on: '2021-01-31' }),
      event('d', { on: '2020-11-30' }),
    ],
  };

  it('is the month, quarter or year just before, over the end of a year', async () => {
    assert.equal(await value([events, before], given, '2021-02'), '2');
    assert.equal(await value([events, before], given, '2021-01'), '1');
    assert.equal(await value([events, before], given, '2021-03'), '0');
    assert.equal(await value([events, before], given, '2021-Q1'), '2');
    assert.equal(await value([events, before], given, '2021'), '2');
  });

  it('is judged as it was at its own end, or on the as-of date where that is earlier', async () => {
    const ended: Given = { event: [event('a', { on: '2021-01-05', ended: '2021-02-03' })] };
    const known = fact('before', 'unit', count, { kind: 'previous', fact: 'open' });
    // On 31 January the end was not yet known, whatever is known today.
    assert.equal(await value([open, known], ended, '2021-02', '2021-06-30'), '[0, 1]');
    assert.equal(await value([events, before], given, '2021-02', '2021-01-15'), '1');
    assert.equal(await value([events, before], given, '2021-02', '2020-12-31'), '0');
  });

  it('is empty where the record was not there, and may be a period before that', async () => {
    const young: Given = { ...given, unit: [{ id: 'u1', street: 's1', since: '2021-01-20' }] };
    assert.equal(await value([events, before], young, '2021-01'), 'empty');
    assert.equal(await value([events, before], young, '2021-02'), '2');
    const earliest = [
      events,
      fact('first', 'unit', count, { kind: 'previous', fact: 'events' }),
      fact('before', 'unit', count, { kind: 'previous', fact: 'first' }),
    ];
    assert.equal(await value(earliest, given, '2021-02'), '1');
    assert.equal(await value(earliest, given, '2021-01'), '1');
  });

  it('sees a unit where it was then', async () => {
    const street: FactDefinition = { kind: 'previous', fact: 'street' };
    const moved: Given = {
      unit: [
        { id: 'u1', street: 's1', since: '2020-01-01', until: '2021-04-30' },
        { id: 'u1', street: 's2', since: '2021-05-01' },
      ],
    };
    assert.equal(await amount(street, moved, { type: { kind: 'text' }, period: '2021-05' }), 's1');
    assert.equal(await amount(street, moved, { type: { kind: 'text' }, period: '2021-06' }), 's2');
  });

  it('is read by the rules that were in force then', async () => {
    const strict = rule('strict', 'event', is('lost', '≤', 5));
    const failures = fact('failures', 'unit', count, {
      kind: 'failures',
      ...select('event', { during: 'on' }),
      rule: 'strict',
    });
    const previous = fact('failed-before', 'unit', count, { kind: 'previous', fact: 'failures' });
    const late = model(district, { facts: [failures, previous], rules: [strict] });
    const mild = model(district, { facts: [failures], rules: [{ ...strict, require: is('lost', '≤', 7) }] });
    const lacking = model(district, {});
    const other = model(district, {
      facts: [fact('failures', 'unit', { kind: 'text' }, { kind: 'field', field: nameField() })],
    });
    const rows = dataset(late, { ...base, event: [event('a', { on: '2021-01-05', lost: 6 })] });
    const ask = async (earlier: Model | null): Promise<string> => {
      const bench = interpreter((day) => (day < '2021-02-01' ? earlier : late), rows);
      const found = bench.at(moment({ name: '2021-02', first: '2021-02-01', last: '2021-02-28' }));
      return show((await found?.fact('unit', 'u1', path('failed-before')))?.value ?? { kind: 'unknown' });
    };
    assert.equal(await ask(late), '1');
    assert.equal(await ask(mild), '0');
    assert.equal(await ask(lacking), 'unknown');
    assert.equal(await ask(other), 'unknown');
    assert.equal(await ask(null), 'unknown');
  });

  it('is not known before the first year', async () => {
    assert.equal(await value([events, before], { ...given, unit: [{ id: 'u1', street: 's1' }] }, '0001'), 'unknown');
  });

  it('a moment is made once, and none where no rules are in force', () => {
    const world = model(district, {});
    const bench = interpreter((day) => (day < '2021-01-01' ? null : world), dataset(world, base));
    assert.equal(bench.at(during('2020-12')), null);
    assert.equal(bench.at(during('2021-12')), bench.at(during('2021-12', '2021-12-31')));
    assert.notEqual(bench.at(during('2021-12')), bench.at(during('2021-12', '2021-12-30')));
  });
});

function nameField() {
  const field = district[1]?.fields.get('street');
  if (field === undefined) throw new Error('no street');
  return field;
}
