import assert from 'node:assert/strict';
import { amount, district, event } from './district.ts';
import { during, type Given, look, model, select } from './world.ts';

describe('versions of records', () => {
  const events: Given = { event: [event('a')] };
  const street = (given: Given, more: { period?: string; asOf?: string } = {}): Promise<string> =>
    amount(
      { kind: 'count', ...select('event') },
      { ...events, ...given },
      { of: 'event', subject: 'a', read: 'unit.street.id', ...more },
    );
  const versions: Given = {
    street: [{ id: 's1' }, { id: 's2' }],
    unit: [
      { id: 'u1', street: 's1', since: '2020-01-01', until: '2021-06-30' },
      { id: 'u1', street: 's2', since: '2021-07-01', until: '2021-12-30' },
    ],
  };

  it('a reference leads to the version of the day judged, even if it has ended', async () => {
    assert.equal(await street(versions, { period: '2021-06' }), 's1');
    assert.equal(await street(versions, { period: '2021-07' }), 's2');
    assert.equal(await street(versions, { period: '2021', asOf: '2021-06-30' }), 's1');
    assert.equal(await street(versions, { period: '2021', asOf: '2021-07-01' }), 's2');
    assert.equal(await street(versions, { period: '2022' }), 's2');
    assert.equal(await street(versions, { period: '2019' }), 'unknown');
  });

  it('a version without a beginning is the first', async () => {
    const open: Given = {
      ...versions,
      unit: [
        { id: 'u1', street: 's1' },
        { id: 'u1', street: 's2', since: '2021-07-01' },
      ],
    };
    assert.equal(await street(open, { period: '2021-06' }), 's1');
    assert.equal(await street(open, { period: '2021-07' }), 's2');
  });

  it('subjects are the versions in force on the day judged, both ends inclusive', () => {
    const world = model(district, {});
    const subjects = (period: string, asOf?: string): readonly string[] =>
      look(world, versions, during(period, asOf)).subjects('unit');
    assert.deepEqual(subjects('2021-06'), ['u1']);
    assert.deepEqual(subjects('2021-07'), ['u1']);
    assert.deepEqual(subjects('2019-12'), []);
    assert.deepEqual(subjects('2021', '2021-12-30'), ['u1']);
    assert.deepEqual(subjects('2021'), []);
    assert.deepEqual(subjects('2020-01', '2020-01-01'), ['u1']);
  });
});
