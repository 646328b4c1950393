/**
 * Mechanisms M7 to M12 on the shipped data: who falls short and by how much, against a count by hand over the files that shares
 * nothing with the engine. The reference figures come out of the records; none is stored.
 */
import assert from 'node:assert/strict';
import { assessed, failing, found, rates } from '../assessed.ts';
import { type District, readDistrict, standingOn, yearSpan } from '../by-hand.ts';
import { fourLetters, lettersByHand, months } from '../letters-by-hand.ts';
import { csv, days, json, parquet, type Row, workdays } from '../reading.ts';

const year = yearSpan('2021');

describe('mechanisms M7 to M12 on the shipped data', () => {
  let district: District;

  before(async function () {
    this.timeout(180_000);
    district = await readDistrict();
    await assessed('2021');
  });

  it('M7: four of nine centres lack something, and what it is stands in the findings', async () => {
    const result = await assessed('2021');
    const items = csv('centre-items.csv');
    const count = (centre: string, part: string): number =>
      items.filter((row) => row['centre'] === centre && row['part'] === part && row['in-place'] === 'true').length;
    const short = json('centres.json').filter(
      ({ code = '', ...row }) =>
        count(code, 'link') < 3 ||
        count(code, 'function') < 5 ||
        count(code, 'system') < 6 ||
        Number(row['video-online']) < Number(row['video-places']),
    );
    assert.deepEqual(failing(result, 'centre-complete'), short.map(({ code = '' }) => code).sort());
    assert.equal(short.length, 4);
    const absent = items.filter((row) => row['in-place'] === 'false').map(({ id = '' }) => id);
    assert.deepEqual(found(result, 'item-in-place'), absent.sort());
  });

  it('M8: villages with too few awards or visits in the year', async () => {
    const result = await assessed('2021');
    const villages = standingOn(district, year.end).filter(({ sector }) => sector === '村（社区）');
    const enough = (file: string, day: string, kinds: readonly string[], least: number) => {
      const rows = csv(file).filter((row) => row[day]?.startsWith('2021'));
      return (unit: string): boolean =>
        kinds.every((kind) => rows.filter((row) => row['unit'] === unit && row['kind'] === kind).length >= least);
    };
    const awarded = enough('family-awards.csv', 'awarded-on', ['peaceful', 'harmonious', 'law-abiding', 'helpful'], 1);
    const visited = enough('home-visits.csv', 'visited-on', ['safety', 'law', 'mediation'], 2);
    const codes = villages.map(({ code }) => code).sort();
    assert.deepEqual(
      found(result, 'family-awards-given'),
      codes.filter((code) => !awarded(code)),
    );
    assert.deepEqual(
      found(result, 'homes-visited'),
      codes.filter((code) => !visited(code)),
    );
    assert.equal(failing(result, 'safe-families').length, 3);
  });

  it('M9: the third task force came in 2021; duties without evidence in the last quarter, by level', async () => {
    const quarter = await assessed('2021-Q4');
    const evidence = (await parquet('duty-evidence.parquet')).filter(
      (row) => (row['dated-on'] ?? '') >= '2021-10-01' && (row['dated-on'] ?? '') <= year.end,
    );
    const inForce = csv('duties.csv').filter(
      (row) => (row['valid-from'] ?? '') <= year.end && (row['valid-to'] === '' || (row['valid-to'] ?? '') >= year.end),
    );
    const unproven = inForce.filter(({ id }) => !evidence.some((row) => row['duty'] === id));
    assert.deepEqual(found(quarter, 'duty-proven'), unproven.map(({ id = '' }) => id).sort());
    const levels = Object.fromEntries(
      ['department', 'district', 'street', 'unit'].map((level) => {
        const held = inForce.filter((row) => row['level'] === level);
        return [level, `${held.length - held.filter((row) => unproven.includes(row)).length}/${held.length}`];
      }),
    );
    assert.deepEqual(rates(quarter, 'duties-by-level'), levels);
    assert.ok(unproven.length > 0);
    assert.deepEqual(found(await assessed('2020-Q4'), 'task-forces-set-up'), ['410811']);
    assert.deepEqual(found(quarter, 'task-forces-set-up'), []);
  });

  it('M10: what came out late or not at all, and the bulletin that did not reach the streets', async () => {
    const result = await assessed('2021');
    const due = csv('publications.csv').filter((row) => row['due-on']?.startsWith('2021'));
    const late = due.filter((row) => {
      const on = row['published-on'] ?? '';
      return (on === '' || on > year.end ? year.end : on) > (row['due-on'] ?? '');
    });
    assert.deepEqual(found(result, 'published-in-time'), late.map(({ id = '' }) => id).sort());
    assert.equal(late.length, 3);
    const partly = due.filter(
      (row) => row['kind'] === 'bulletin' && row['published-on'] !== '' && row['to-streets'] !== 'true',
    );
    assert.deepEqual(
      found(result, 'bulletin-distributed'),
      partly.map(({ id = '' }) => id),
    );
  });

  it('M11: problems that went to one line only, and who was not on site in time', async () => {
    const result = await assessed('2021');
    const tasks = csv('supervision-tasks.csv');
    const of2021 = (row: Row, column: string): boolean => row[column]?.startsWith('2021') === true;
    const single = csv('problems.csv').filter(
      (row) =>
        of2021(row, 'raised-on') &&
        !['territory', 'trade'].every((line) =>
          tasks.some((task) => task['problem'] === row['id'] && task['line'] === line),
        ),
    );
    assert.deepEqual(
      found(result, 'sent-to-both-lines'),
      single.map(({ id = '' }) => id),
    );
    const open = (row: Row): string => {
      const on = row['inspected-on'] ?? '';
      return on === '' || on > year.end ? year.end : on;
    };
    const assigned = tasks.filter((row) => of2021(row, 'assigned-on'));
    const late = (line: string, count: (from: string, to: string) => number): string[] =>
      assigned
        .filter((row) => row['line'] === line && count(row['assigned-on'] ?? '', open(row)) > 5)
        .map(({ id = '' }) => id);
    assert.deepEqual(found(result, 'territory-on-site'), late('territory', days));
    assert.deepEqual(found(result, 'trade-on-site'), late('trade', workdays));
    assert.deepEqual([single.length, late('territory', days).length, late('trade', workdays).length], [1, 1, 1]);
  });

  for (const period of ['2021', '2021-06', '2022-03']) {
    it(`M12: the letters due, missing, out of order and sent twice, ${period}`, async () => {
      const [from = '', to = ''] = { '2021': ['2021-01', '2021-12'], '2021-06': ['2021-01', '2021-06'] }[period] ?? [
        '2022-01',
        '2022-03',
      ];
      const byHand = await lettersByHand(district, { clearsAfter: 3, spans: months(from, to), steps: fourLetters });
      const names: Readonly<Record<string, string>> = {
        reminder: '提醒函',
        notice: '通报函',
        interview: '约谈函',
        accountability: '问责函',
      };
      const named = (steps: string | null): string[] =>
        (steps ?? '')
          .split(';')
          .filter((step) => step !== '')
          .map((step) => names[step] ?? step);
      const rows = (await assessed(period)).ladders.map((row) => [
        row.subject,
        {
          occasions: Number(row.occasions),
          due: names[row.due] ?? row.due,
          sent: named(row.sent),
          missing: named(row.missing),
          duplicates: named(row.duplicates),
          outOfOrder: named(row.outOfOrder),
        },
      ]);
      assert.deepEqual(
        rows,
        [...byHand].sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    });
  }

  it('M12: in 2021 a unit stands at each of the four letters; one is missing, one out of order, one sent twice', async () => {
    const { ladders } = await assessed('2021');
    assert.deepEqual([...new Set(ladders.map(({ due }) => due))].sort(), [
      'accountability',
      'interview',
      'notice',
      'reminder',
    ]);
    assert.deepEqual(
      [
        ladders.map(({ missing }) => missing),
        ladders.map(({ outOfOrder }) => outOfOrder),
        ladders.map(({ duplicates }) => duplicates),
      ].map((each) => each.filter((steps) => steps !== '')),
      [['reminder'], ['notice'], ['reminder']],
    );
  });
});
