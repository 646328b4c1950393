/**
 * Mechanisms M13 to M17 on the shipped data: who falls short and by how much, against a count by hand over the files that shares
 * nothing with the engine. The reference figures come out of the records; none is stored.
 */
import assert from 'node:assert/strict';
import { assessed, failing, found } from '../assessed.ts';
import { type District, readDistrict, standingOn, yearSpan } from '../by-hand.ts';
import { csv, date, days, monthsLater, type Row } from '../reading.ts';

const year = yearSpan('2021');

describe('mechanisms M13 to M17 on the shipped data', () => {
  let district: District;

  before(async function () {
    this.timeout(180_000);
    district = await readDistrict();
    await assessed('2021');
  });

  it('M13: grids without a head or a helper, and villages that settle too little inside', async () => {
    const result = await assessed('2021');
    const grids = csv('grids.csv');
    const inPost = csv('grid-members.csv').filter(
      (row) => row['valid-to'] === '' || (row['valid-to'] ?? '') >= year.end,
    );
    const has = (grid = '', role: string): boolean =>
      inPost.some((row) => row['grid'] === grid && row['role'] === role);
    const without = (roles: readonly string[]): string[] =>
      grids.filter(({ id }) => !roles.every((role) => has(id, role))).map(({ id = '' }) => id);
    assert.deepEqual(found(result, 'grid-headed'), without(['head']));
    assert.deepEqual(found(result, 'grid-staffed'), without(['party-member', 'police', 'mediator', 'volunteer']));
    const settled = csv('grid-events.csv').filter((row) => row['resolved-on']?.startsWith('2021'));
    const villages = [...new Set(grids.map(({ unit = '' }) => unit))];
    const low = villages.filter((village) => {
      const own = settled.filter((row) => grids.some(({ id, unit }) => unit === village && id === row['grid']));
      return own.length > 0 && own.filter((row) => row['resolved-at'] === 'grid').length * 100 < 80 * own.length;
    });
    assert.deepEqual(found(result, 'mostly-inside'), low.sort());
    assert.ok(low.length > 0);
  });

  it('M14: petitions answered after seven days or settled after three months, complaints, and the backlog', async () => {
    const result = await assessed('2021');
    const received = district.petitions.filter((row) => date(row['收到日期']).startsWith('2021'));
    const until = (row: Row, column: string): string => {
      const on = date(row[column]);
      return on === '' || on > year.end ? year.end : on;
    };
    const ids = (rows: readonly Row[]): string[] => rows.map((row) => row['信访编号'] ?? '').sort();
    const late = received.filter((row) => days(date(row['收到日期']), until(row, '答复日期')) > 7);
    // One is excused in writing.
    assert.deepEqual(
      found(result, 'replied-in-time'),
      ids(late).filter((id) => id !== 'XF20210148'),
    );
    const slow = received.filter((row) => until(row, '办结日期') > monthsLater(date(row['收到日期']), 3));
    assert.deepEqual(found(result, 'outcome-in-time'), ids(slow));
    const complained = csv('complaints.csv').filter(
      (row) => row['cause'] === 'late-answer' && row['made-on']?.startsWith('2021'),
    );
    const units = complained.map(
      (row) => district.petitions.find((petition) => petition['信访编号'] === row['petition'])?.['涉事单位代码'] ?? '',
    );
    assert.deepEqual(found(result, 'no-late-complaint'), [...new Set(units)].sort());
    const streetOf = (unit = ''): string =>
      standingOn(district, year.end).find(({ code }) => code === unit)?.street ??
      district.units.findLast(({ code }) => code === unit)?.street ??
      '';
    const unsettled = district.petitions.filter(
      (row) =>
        row['是否积案'] === '是' &&
        date(row['收到日期']) <= year.end &&
        (date(row['办结日期']) === '' || date(row['办结日期']) > year.end),
    );
    assert.deepEqual(
      found(result, 'backlog-settled'),
      [...new Set(unsettled.map((row) => streetOf(row['涉事单位代码'])))].sort(),
    );
  });

  it('M15: a lost case without an analysis, failing units without one, advice that does not fit, advice done late', async () => {
    const result = await assessed('2021');
    const lost = csv('lawsuits.csv').filter((row) => row['result'] === 'lost' && row['decided-on']?.startsWith('2021'));
    const late = lost.filter((row) => {
      const on = row['analysed-on'] ?? '';
      return days(row['decided-on'] ?? '', on === '' || on > year.end ? year.end : on) > 30;
    });
    assert.deepEqual(
      found(result, 'lost-case-analysed'),
      late.map(({ id = '' }) => id),
    );
    const written = csv('unit-analyses.csv').filter((row) => row['written-on']?.startsWith('2021'));
    const without = failing(result, 'three-zero').filter((unit) => !written.some((row) => row['unit'] === unit));
    assert.deepEqual(found(result, 'failure-analysed'), without);
    const causes = csv('causes.csv');
    const unfit = written.filter(
      (row) => causes.find(({ code }) => code === row['cause'])?.['advice'] !== row['advice'],
    );
    assert.deepEqual(
      found(result, 'unit-advice-fits'),
      unfit.map(({ id = '' }) => id),
    );
    const overdue = written.filter((row) => {
      const on = row['acted-on'] ?? '';
      return (on === '' || on > year.end ? year.end : on) > (row['act-by'] ?? '');
    });
    assert.deepEqual(
      found(result, 'unit-advice-followed'),
      overdue.map(({ id = '' }) => id),
    );
    assert.deepEqual([late.length, unfit.length, overdue.length], [1, 1, 1]);
  });

  it('M16: one department behind its targets over the year, another in the second quarter only', async () => {
    const measures = {
      visits: 'enough-visits',
      sessions: 'enough-sessions',
      messages: 'enough-messages',
      audience: 'enough-audience',
    };
    for (const [period, ends] of [
      ['2021', ['2021-03-31', '2021-06-30', '2021-09-30', '2021-12-31']],
      ['2021-Q2', ['2021-06-30']],
    ] as const) {
      const result = await assessed(period);
      const sum = (file: string, department: string, measure: string): number =>
        csv(file)
          .filter(
            (row) => row['department'] === department && (ends as readonly string[]).includes(row['counted-to'] ?? ''),
          )
          .reduce((total, row) => total + Number(row[measure]), 0);
      for (const [measure, rule] of Object.entries(measures)) {
        const behind = csv('departments.csv')
          .map(({ code = '' }) => code)
          .filter((code) => sum('legal-publicity.csv', code, measure) < sum('legal-targets.csv', code, measure));
        assert.deepEqual(found(result, rule), behind, `${period} ${measure}`);
      }
    }
    assert.deepEqual(failing(await assessed('2021'), 'legal-publicity'), ['D07']);
    assert.deepEqual(failing(await assessed('2021-Q2'), 'legal-publicity'), ['D03', 'D07']);
  });

  it('M17: twelve offenders in 2021, seven penalised and five admonished; in 2022 one post does not add up', async () => {
    const posts = csv('enforcement-posts.csv');
    const of = (prefix: string): Row[] => posts.filter((row) => row['night']?.startsWith(prefix));
    const sum = (rows: readonly Row[], column: string): number =>
      rows.reduce((total, row) => total + Number(row[column]), 0);
    assert.deepEqual(
      ['found', 'penalised', 'admonished'].map((column) => sum(of('2021'), column)),
      [12, 7, 5],
    );
    const wrong = of('2022').filter(
      (row) => Number(row['found']) !== Number(row['penalised']) + Number(row['admonished']),
    );
    assert.equal(wrong.length, 1);
    assert.deepEqual(found(await assessed('2021'), 'post-adds-up'), []);
    assert.deepEqual(found(await assessed('2021'), 'offenders-within-found'), []);
    assert.deepEqual(failing(await assessed('2021'), 'enforcement', 'pass'), ['410811']);
    assert.deepEqual(
      found(await assessed('2022-Q1'), 'post-adds-up'),
      wrong.map(({ id = '' }) => id),
    );
    assert.deepEqual(found(await assessed('2022-Q1'), 'offenders-add-up'), ['410811']);
    const thin = of('2021').filter((row) => Number(row['officers']) < 4 || Number(row['vehicles']) < 1);
    assert.deepEqual(
      found(await assessed('2021'), 'post-manned'),
      thin.map(({ id = '' }) => id),
    );
  });
});
