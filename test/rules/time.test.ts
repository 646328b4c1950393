/** Time on the shipped data: rules that change, and units that move, merge, open and close. */
import assert from 'node:assert/strict';
import { assess, openProject } from '../../engine/index.ts';
import { assessed, assessedAfter, found, rulesFolder } from './assessed.ts';
import { type District, readDistrict, standingOn } from './by-hand.ts';
import { months } from './letters-by-hand.ts';
import { csv, date, days } from './reading.ts';

describe('time on the shipped data', function () {
  this.timeout(180_000);
  let district: District;

  before(async () => {
    district = await readDistrict();
  });

  it('January is judged by the rules of January when run in June, though they have changed since', async () => {
    const change = {
      file: 'policies/petition-reply.policy.yaml',
      from: '- { from: 2021-01-01, value: 7, cites: guide.md#reply }',
      to: '- { from: 2021-01-01, value: 7, cites: guide.md#reply }\n      - { from: 2021-02-01, value: 3, cites: guide.md#reply }',
    };
    for (const [period, limit, end] of [
      ['2021-01', 7, '2021-01-31'],
      ['2021-02', 3, '2021-02-28'],
    ] as const) {
      const late = district.petitions.filter((row) => {
        const [received, replied] = [date(row['收到日期']), date(row['答复日期'])];
        return received.startsWith(period) && days(received, replied === '' || replied > end ? end : replied) > limit;
      });
      const after = await assessedAfter([change], period, ['petitions-answered']);
      assert.deepEqual(found(after, 'replied-in-time'), late.map((row) => row['信访编号'] ?? '').sort(), period);
      assert.ok(late.length > 0);
    }
  });

  it('2020 had fifteen days to reply, and no opinion events', async () => {
    const result = await assessed('2020-Q4');
    const end = '2020-12-31';
    const late = district.petitions.filter((row) => {
      const [received, replied] = [date(row['收到日期']), date(row['答复日期'])];
      if (received < '2020-10-01' || received > end) return false;
      return days(received, replied === '' || replied > end ? end : replied) > 15;
    });
    assert.deepEqual(found(result, 'replied-in-time'), late.map((row) => row['信访编号'] ?? '').sort());
    assert.deepEqual(found(result, 'no-negative-opinion'), []);
    assert.deepEqual(result.ladders, []);
  });

  it('each month counts the units that stood at its end, in the street where they were then', async () => {
    const range = months('2021-03', '2021-10');
    const { rollups } = await assess(await openProject(rulesFolder), {
      period: '2021-03..2021-10',
      standards: ['three-zero'],
      language: 'en',
    });
    const names = new Map(csv('streets.csv').map(({ code = '', name = '' }) => [code, name]));
    const seen = new Set<string>();
    for (const { months: [month = ''] = [], end } of range) {
      const byHand = new Map<string, number>();
      for (const { street } of standingOn(district, end)) {
        const name = names.get(street) ?? '';
        byHand.set(name, (byHand.get(name) ?? 0) + 1);
      }
      const rows = rollups.filter(({ rollup, period }) => rollup === 'by-street' && period === month);
      assert.deepEqual(
        new Map(rows.map((row) => [row.group, Number(row.assessed)])),
        new Map([...byHand].sort()),
        month,
      );
      seen.add(JSON.stringify([...byHand].sort()));
    }
    // One opened in April, one moved in May, one was merged after June, one closed after September.
    assert.equal(seen.size, 5);
  });

  it('a merged unit names the one that took it over, and is assessed until the merger only', async () => {
    const roster = district.units.filter(({ mergedInto }) => mergedInto !== '');
    assert.equal(roster.length, 1);
    const [gone] = roster;
    assert.ok(gone !== undefined && standingOn(district, '2021-12-31').some(({ code }) => code === gone.mergedInto));
    const has = (result: Awaited<ReturnType<typeof assessed>>): boolean =>
      result.standings.some(({ subject, standard }) => subject === gone.code && standard === 'three-zero');
    assert.equal(has(await assessed('2021-Q2')), true);
    assert.equal(has(await assessed('2021')), false);
  });
});
