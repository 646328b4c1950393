/**
 * Changes that an officer makes in a line of a policy file, each with the flip that it causes: exactly the subjects that a count by
 * hand over the files expects, before and after.
 */
import assert from 'node:assert/strict';
import { assessed, assessedAfter, type Edit, failing, found } from './assessed.ts';
import { type District, readDistrict, shortcomings, standingOn, yearSpan } from './by-hand.ts';
import { fourLetters, type Ladder, lettersByHand, months, quarters } from './letters-by-hand.ts';
import { csv, date, days, type Row, sheet, workdays } from './reading.ts';

const year = yearSpan('2021');
const letters = 'policies/four-letters.policy.yaml';
const agency = 'policies/petition-agency.policy.yaml';

describe('a line changed in a policy file flips what a count by hand expects', function () {
  this.timeout(180_000);
  let district: District;

  before(async () => {
    district = await readDistrict();
  });

  it('7 days become 5 workdays: who registered over the Spring Festival is in time', async () => {
    const cases = await agencyCases();
    const late = (count: (from: string, to: string) => number, most: number): string[] =>
      ids(
        cases.filter((row) => count(date(row['确定代理员日期']), date(row['登记日期'])) > most),
        '代理编号',
      );
    const after = await edited(
      [{ file: agency, from: 'within: { days: 7 }', to: 'within: { workdays: 5 }' }],
      'agency-handling',
    );
    assert.deepEqual(found(await assessed('2021'), 'petition-agency.register'), late(days, 7));
    assert.deepEqual(found(after, 'petition-agency.register'), late(workdays, 5));
    assert.notDeepEqual(late(days, 7), late(workdays, 5));
  });

  it('a veto becomes a major finding: the same units, another severity', async () => {
    const events = district.opinions.filter(
      (row) => row['nature'] === 'negative' && date(row['found-on']).startsWith('2021'),
    );
    const units = [...new Set(events.map(({ unit = '' }) => unit))].sort();
    const after = await edited(
      [
        {
          file: 'policies/zero-petition.policy.yaml',
          from: 'cites: guide.md#opinion\n    otherwise:\n      severity: veto',
          to: 'cites: guide.md#opinion\n    otherwise:\n      severity: major',
        },
      ],
      'zero-petition',
    );
    for (const [result, severity] of [
      [await assessed('2021'), 'veto'],
      [after, 'major'],
    ] as const) {
      const rows = result.findings.filter(({ rule }) => rule === 'no-negative-opinion');
      assert.deepEqual(
        rows.map((row) => [row.subject, row.severity]),
        units.map((unit) => [unit, severity]),
      );
    }
    assert.ok(units.length > 1);
  });

  it('a fifth letter before the last: who was called to account is warned first', async () => {
    const edit: Edit[] = [
      {
        file: letters,
        from: '      - { letter: accountability',
        to: '      - { letter: warning, title: { zh: 警示函, en: Warning }, to: [unit] }\n      - { letter: accountability',
      },
      // The register of letters learns the new kind in its dictionary.
      {
        file: 'datapackage.yaml',
        from: '            - { value: accountability, label: { zh: 问责函',
        to: '            - { value: warning, label: { zh: 警示函, en: Warning } }\n            - { value: accountability, label: { zh: 问责函',
      },
    ];
    const spans = months('2021-01', '2021-12');
    const [first, second, third, last] = fourLetters;
    await compareLetters(edit, '2021', { clearsAfter: 3, spans, steps: [first, second, third, '警示函', last] });
  });

  it('occasions by the quarter: several months of one quarter count once', async () => {
    const edit = [{ file: letters, from: 'each: month', to: 'each: quarter' }];
    await compareLetters(edit, '2021', { clearsAfter: 3, spans: quarters('2021-01', '2021-12'), steps: fourLetters });
  });

  it('cleared after six months instead of three: older occasions still count', async () => {
    const edit = [{ file: letters, from: 'clears-after: 3', to: 'clears-after: 6' }];
    await compareLetters(edit, '2021', { clearsAfter: 6, spans: months('2021-01', '2021-12'), steps: fourLetters });
  });

  it('counted over twelve months instead of the year: what happened in autumn counts in January', async () => {
    const edit = [{ file: letters, from: 'counted-over: year', to: 'counted-over: { months: 12 }' }];
    await compareLetters(edit, '2022-01', { clearsAfter: 3, spans: months('2021-02', '2022-01'), steps: fourLetters });
  });

  it('one watch instead of three: only missing reports are occasions', async () => {
    const edit = [
      {
        file: letters,
        from: '      - { standard: three-zero } # 盯数据\n      - { rule: monthly-report-filed } # 盯报送\n      - { rank: late-replies, worst: 1, among: street, order: ascending } # 盯排名\n',
        to: '      - { rule: monthly-report-filed }\n',
      },
    ];
    const spans = months('2021-01', '2021-10');
    await compareLetters(edit, '2021-10', { clearsAfter: 3, spans, steps: fourLetters, watch: 'reports' });
  });

  it('another kind of unit: institutions are held to what villages are', async () => {
    const after = await edited(
      [
        {
          file: 'policies/three-zero.policy.yaml',
          from: 'residential: kind in [village, community]',
          to: 'residential: kind in [village, community, institution]',
        },
      ],
      'three-zero',
    );
    const short = (both: boolean): string[] =>
      standingOn(district, year.end)
        .filter(({ code, sector, kind }) => {
          const sectors = both && kind === '事业单位' ? ['村（社区）', '企事业单位'] : [sector];
          const why = sectors.flatMap((each) => shortcomings(district, code, each, year));
          return why.some((reason) => reason !== 'missing-report');
        })
        .map(({ code }) => code)
        .sort();
    assert.deepEqual(failing(await assessed('2021'), 'three-zero'), short(false));
    assert.deepEqual(failing(after, 'three-zero'), short(true));
    assert.notDeepEqual(short(false), short(true));
  });

  it('a seventh step: cases closed and not called upon within thirty days', async () => {
    const cases = await agencyCases();
    const slow = cases.filter((row) => {
      const [closed, called] = [date(row['办结日期']), date(row['回访日期'])];
      return closed !== '' && days(closed, called === '' || called > year.end ? year.end : called) > 30;
    });
    const step =
      '      - { step: follow-up, title: { zh: 回访, en: Called upon }, on: followed-up-on, within: { days: 30 } }\n';
    const end = '    otherwise:\n      severity: major\n      remedy: { zh: 由信访局';
    const after = await edited([{ file: agency, from: end, to: `${step}${end}` }], 'agency-handling');
    assert.deepEqual(found(after, 'petition-agency.follow-up'), ids(slow, '代理编号'));
    assert.ok(slow.length > 0);
    const before = failing(await assessed('2021'), 'agency-handling');
    assert.deepEqual(failing(after, 'agency-handling'), [...new Set([...before, ...ids(slow, '代理编号')])].sort());
  });

  it('a target of 90 % instead of 85 %: eight of nine are no longer enough', async () => {
    const cases = await agencyCases();
    const closed = cases.filter((row) => row['办结日期'] !== '').length;
    assert.ok(closed * 100 >= 85 * cases.length && closed * 100 < 90 * cases.length);
    const after = await edited(
      [{ file: agency, from: 'from: 2021-01-01, value: 85%', to: 'from: 2021-01-01, value: 90%' }],
      'agency-service',
    );
    assert.deepEqual(failing(await assessed('2021'), 'agency-service'), []);
    assert.deepEqual(failing(after, 'agency-service'), ['410811']);
  });

  it('three activities on each channel instead of two', async () => {
    const held = csv('street-activities.csv', 'gb18030').filter(
      (row) => (row['活动日期'] ?? '') >= '2021-10-01' && (row['活动日期'] ?? '') <= year.end,
    );
    const short = (least: number): string[] =>
      csv('streets.csv')
        .map(({ code = '' }) => code)
        .filter((street) =>
          ['专项', '综合'].some((scope) =>
            ['线上', '线下'].some(
              (channel) =>
                held.filter((row) => row['主办街道代码'] === street && row['范围'] === scope && row['渠道'] === channel)
                  .length < least,
            ),
          ),
        );
    const edit = {
      file: 'policies/publicity-season.policy.yaml',
      from: 'value: 2, cites: guide.md#season-streets',
      to: 'value: 3, cites: guide.md#season-streets',
    };
    assert.deepEqual(failing(await assessed('2021'), 'season-by-street'), short(2));
    assert.deepEqual(failing(await edited([edit], 'season-by-street'), 'season-by-street'), short(3));
    assert.ok(short(3).length > short(2).length);
  });

  it('three workdays on site instead of five', async () => {
    const late = (most: number): string[] =>
      csv('supervision-tasks.csv')
        .filter((row) => row['line'] === 'trade' && row['assigned-on']?.startsWith('2021'))
        .filter((row) => {
          const on = row['inspected-on'] ?? '';
          return workdays(row['assigned-on'] ?? '', on === '' || on > year.end ? year.end : on) > most;
        })
        .map(({ id = '' }) => id);
    const edit = {
      file: 'policies/double-supervision.policy.yaml',
      from: "zh: 部门到场时限（工作日）, en: 'Workdays to be on site, trade' }\n    values:\n      - { from: 2020-07-01, value: 5",
      to: "zh: 部门到场时限（工作日）, en: 'Workdays to be on site, trade' }\n    values:\n      - { from: 2020-07-01, value: 3",
    };
    assert.deepEqual(found(await assessed('2021'), 'trade-on-site'), late(5));
    assert.deepEqual(found(await edited([edit], 'task-done'), 'trade-on-site'), late(3));
    assert.ok(late(3).length > late(5).length);
  });

  /** Every unit's occasions and letter after the edit as counted by hand, and not as they were before it. */
  async function compareLetters(edits: readonly Edit[], period: string, ladder: Ladder): Promise<void> {
    const titles = {
      reminder: '提醒函',
      notice: '通报函',
      interview: '约谈函',
      warning: '警示函',
      accountability: '问责函',
    };
    const named = (steps: string | null): string[] =>
      Object.entries(titles).flatMap(([step, title]) => ((steps ?? '').split(';').includes(step) ? [title] : []));
    const shown = ({ ladders }: Awaited<ReturnType<typeof assessed>>): Map<string, unknown> =>
      new Map(
        ladders.map((row) => [
          row.subject,
          {
            occasions: Number(row.occasions),
            due: named(row.due)[0],
            sent: named(row.sent),
            missing: named(row.missing),
            duplicates: named(row.duplicates),
            outOfOrder: named(row.outOfOrder),
          },
        ]),
      );
    const after = shown(await assessedAfter(edits, period));
    assert.deepEqual(after, new Map([...(await lettersByHand(district, ladder))].sort(([a], [b]) => (a < b ? -1 : 1))));
    assert.notDeepEqual(after, shown(await assessed(period)));
  }
});

/** Only the standard that the edit is about: the others would take their time and say nothing. */
function edited(edits: readonly Edit[], standard: string): ReturnType<typeof assessed> {
  return assessedAfter(edits, '2021', [standard]);
}

async function agencyCases(): Promise<Row[]> {
  return (await sheet('agency-cases.xlsx')).filter((row) => date(row['申请日期']).startsWith('2021'));
}

function ids(rows: readonly Row[], column: string): string[] {
  return rows.map((row) => row[column] ?? '').sort();
}
