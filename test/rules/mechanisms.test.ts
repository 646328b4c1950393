/**
 * The seventeen mechanisms on the shipped data: who falls short and by how much, against a count by hand over the files that shares
 * nothing with the engine. The reference figures come out of the records; none is stored.
 */
import assert from 'node:assert/strict';
import { assessed, failing, found, rates } from './assessed.ts';
import {
  countByHand,
  type District,
  lateReplies,
  readDistrict,
  shortcomings,
  standingOn,
  yearSpan,
} from './by-hand.ts';
import { fourLetters, lettersByHand, months } from './letters-by-hand.ts';
import { csv, date, days, json, monthsLater, parquet, type Row, sheet, workdays } from './reading.ts';

const year = yearSpan('2021');

describe('the seventeen mechanisms on the shipped data', () => {
  let district: District;

  before(async function () {
    this.timeout(180_000);
    district = await readDistrict();
    await assessed('2021');
  });

  it('M1: 62.5 % of villages and communities and 98.2 % of organisations are up to standard', async () => {
    const { residential, organisation } = countByHand(district, '2021');
    assert.deepEqual(rates(await assessed('2021'), 'by-class'), {
      residential: `${residential.passed.length}/${residential.assessed.length}`,
      organisation: `${organisation.passed.length}/${organisation.assessed.length}`,
    });
    assert.equal(residential.passed.length / residential.assessed.length, 0.625);
    assert.equal((organisation.passed.length / organisation.assessed.length).toFixed(3), '0.982');
  });

  it('M1: the score of a unit is 100 less the points of each zero that it misses', async () => {
    const scores = new Map(
      (await assessed('2021')).standings
        .filter(({ standard }) => standard === 'three-zero')
        .map(({ subject, score }) => [subject, score]),
    );
    for (const { code, sector } of standingOn(district, year.end)) {
      const why = shortcomings(district, code, sector, year);
      // Where a report is missing, whether the other zeros hold is open, and so is the score.
      if (why.includes('missing-report')) continue;
      const missed = (...reasons: string[]): boolean => reasons.some((reason) => why.includes(reason));
      const petitions = missed('skip-level', 'collective', 'wages', 'opinion', 'late-reply') ? 40 : 0;
      const accidents = missed('accident', 'road-death', 'casualty') ? 30 : 0;
      const cases = missed('criminal', 'public-security', 'penalty') ? 30 : 0;
      assert.equal(Number(scores.get(code)), 100 - petitions - accidents - cases, code);
    }
  });

  it('M2: one street is an activity short in the season, one department never spoke in its trade', async () => {
    const season = await assessed('2021-Q4');
    const inSeason = (row: Row): boolean =>
      (row['活动日期'] ?? '') >= '2021-10-01' && (row['活动日期'] ?? '') <= year.end;
    const held = csv('street-activities.csv', 'gb18030').filter(inSeason);
    const streets = csv('streets.csv').map(({ code = '' }) => code);
    const short = streets.filter((street) =>
      ['专项', '综合'].some((scope) =>
        ['线上', '线下'].some(
          (channel) =>
            held.filter((row) => row['主办街道代码'] === street && row['范围'] === scope && row['渠道'] === channel)
              .length < 2,
        ),
      ),
    );
    assert.deepEqual(failing(season, 'season-by-street'), short);
    assert.equal(short.length, 1);
    const spoken = csv('department-activities.csv', 'gb18030').filter((row) => inSeason(row) && row['本行业'] === '是');
    const silent = csv('departments.csv')
      .map(({ code = '' }) => code)
      .filter(
        (code) =>
          !['培训', '宣讲'].every((form) => spoken.some((row) => row['主办部门代码'] === code && row['形式'] === form)),
      );
    assert.deepEqual(failing(season, 'season-by-department'), silent);
    assert.equal(silent.length, 1);
  });

  it('M2: outside the season nobody is held to it', async () => {
    assert.deepEqual(
      (await assessed('2022-Q1')).standings.filter(({ standard }) => standard.startsWith('season-')),
      [],
    );
  });

  it('M3: what is missing of the four fixed and the four guarantees, by responsible department', async () => {
    const result = await assessed('2021');
    const open = (row: Row, column: string): number => {
      const until = date(row[column]);
      return days(date(row['收到日期']), until === '' || until > year.end ? year.end : until);
    };
    const due = district.petitions.filter(
      (row) => date(row['收到日期']).startsWith('2021') && open(row, '办结日期') > 3,
    );
    const gaps: Readonly<Record<string, (row: Row) => boolean>> = {
      'fixed-in-time': (row) => open(row, '四定日期') > 3,
      'leader-fixed': (row) => row['包案领导职务'] === '',
      'person-fixed': (row) => row['责任人职务'] === '',
      'deadline-fixed': (row) =>
        row['办结时限'] === '' || date(row['办结时限']) > monthsLater(date(row['收到日期']), 3),
      'situation-known': (row) => open(row, '掌握情况日期') > 30,
      'difficulty-dealt-with': (row) => open(row, '解决困难日期') > 30,
      'people-persuaded': (row) => open(row, '教育疏导日期') > 30,
      'handled-by-law': (row) => open(row, '依法处理日期') > 30,
    };
    const departments = new Set<string>();
    for (const [rule, is] of Object.entries(gaps)) {
      const short = due.filter(is);
      assert.deepEqual(found(result, rule), short.map((row) => row['信访编号'] ?? '').sort(), rule);
      for (const row of short) departments.add(row['责任部门代码'] ?? '');
    }
    assert.deepEqual(failing(result, 'responsibility-in-place'), [...departments].sort());
  });

  it('M4: for each failing unit the responsibilities with a lapse on record, and those nobody has traced', async () => {
    const result = await assessed('2021');
    const failed = failing(result, 'three-zero');
    const { residential, organisation } = countByHand(district, '2021');
    const byHand = [...residential.reasons, ...organisation.reasons].filter(
      ([, why]) => why.join() !== 'missing-report',
    );
    assert.deepEqual(failed, byHand.map(([code]) => code).sort());
    const lapses = csv('lapses.csv').filter((row) => row['found-on']?.startsWith('2021'));
    const kinds = {
      source: 'source',
      'first-receipt': 'first-receipt',
      territory: 'territory',
      line: 'line',
      'case-leader': 'leader',
    };
    for (const [kind, rule] of Object.entries(kinds)) {
      const traced = failed.filter((unit) =>
        lapses.some((row) => row['unit'] === unit && row['responsibility'] === kind),
      );
      assert.deepEqual(found(result, `${rule}-responsibility`), traced, kind);
    }
    const untraced = failed.filter((unit) => !lapses.some((row) => row['unit'] === unit));
    assert.deepEqual(found(result, 'failure-traced'), untraced);
    assert.ok(untraced.length > 0);
  });

  it('M5: the stock of disputes falls in every street but one; start plus added less resolved is the end', async () => {
    const result = await assessed('2021');
    const streets = csv('streets.csv').map(({ code = '' }) => code);
    const streetOf = (unit = ''): string =>
      standingOn(district, year.end).find(({ code }) => code === unit)?.street ??
      district.units.find(({ code }) => code === unit)?.street ??
      '';
    const dated = district.disputes.filter((row) => date(row['发现日期']) !== '');
    const stock = (street: string, day: string): number =>
      dated.filter((row) => {
        const resolved = date(row['化解日期']);
        return (
          streetOf(row['所在单位代码']) === street &&
          date(row['发现日期']) <= day &&
          (resolved === '' || resolved > day)
        );
      }).length;
    const within = (street: string, column: string): number =>
      dated.filter((row) => streetOf(row['所在单位代码']) === street && date(row[column]).startsWith('2021')).length;
    const growing = streets.filter((street) => stock(street, year.end) > stock(street, '2020-12-31'));
    for (const street of streets) {
      const end = stock(street, '2020-12-31') + within(street, '发现日期') - within(street, '化解日期');
      assert.equal(stock(street, year.end), end, street);
    }
    assert.deepEqual(found(result, 'stock-not-growing'), growing);
    assert.equal(growing.length, 1);
    assert.deepEqual(found(result, 'stock-reconciles'), []);
    const wrong = csv('stock-reports.csv').filter(
      ({ month, opening, added, resolved, closing, ...row }) =>
        (month ?? row['月份'])?.startsWith('2021') &&
        Number(opening ?? row['期初存量']) + Number(added ?? row['本月新增']) - Number(resolved ?? row['本月化解']) !==
          Number(closing ?? row['期末存量']),
    );
    assert.deepEqual(
      found(result, 'stock-report-adds-up'),
      wrong.map((row) => `${row['街道代码']}/${row['月份']}-01`).sort(),
    );
    assert.ok(wrong.length > 0);
  });

  it('M5: entries that are incomplete, and disputes not resolved by their day', async () => {
    const result = await assessed('2021');
    const entered = district.disputes.filter((row) => date(row['发现日期']).startsWith('2021'));
    const ids = (rows: readonly Row[]): string[] => rows.map((row) => row['纠纷编号'] ?? '').sort();
    const incomplete = entered.filter((row) =>
      ['责任单位', '责任人职务', '化解时限'].some((column) => row[column] === ''),
    );
    const overdue = entered.filter((row) => {
      const [deadline, resolved] = [date(row['化解时限']), date(row['化解日期'])];
      return deadline !== '' && (resolved === '' || resolved > year.end ? year.end : resolved) > deadline;
    });
    const undated = entered.filter((row) => row['化解时限'] !== '' && date(row['化解时限']) === '');
    assert.deepEqual(found(result, 'entry-complete'), ids([...incomplete, ...undated]));
    assert.deepEqual(found(result, 'resolved-in-time'), ids(overdue));
  });

  it('M6: of nine cases eight are closed and eight satisfied, 89 % each; two late, one out of order, one not admitted', async () => {
    const result = await assessed('2021');
    const cases = (await sheet('agency-cases.xlsx')).filter((row) => date(row['申请日期']).startsWith('2021'));
    const closed = cases.filter((row) => row['办结日期'] !== '' && date(row['办结日期']) <= year.end);
    const satisfied = cases.filter((row) => row['满意度'] === '满意');
    assert.deepEqual([cases.length, closed.length, satisfied.length], [9, 8, 8]);
    assert.equal(Math.round((100 * closed.length) / cases.length), 89);
    const ids = (rows: readonly Row[]): string[] => rows.map((row) => row['代理编号'] ?? '').sort();
    const why = ['跨区域', '跨部门', '跨行业', '人户分离', '人事分离', '人责分离', '超出区级权限'];
    const steps = ['申请日期', '确定代理员日期', '登记日期', '办理日期', '反馈日期', '办结日期'];
    const of = (row: Row, index: number): string => date(row[steps[index] ?? '']);
    assert.deepEqual(
      found(result, 'petition-agency.admitted'),
      ids(cases.filter((row) => why.every((flag) => row[flag] === '否'))),
    );
    assert.deepEqual(
      found(result, 'petition-agency.in-order'),
      ids(
        cases.filter((row) =>
          steps.some((_, index) => of(row, index + 1) !== '' && of(row, index) > of(row, index + 1)),
        ),
      ),
    );
    assert.deepEqual(
      found(result, 'petition-agency.assign'),
      ids(cases.filter((row) => workdays(of(row, 0), of(row, 1)) > 3)),
    );
    const slow = cases.filter((row) => days(of(row, 1), of(row, 2)) > 7);
    assert.deepEqual(found(result, 'petition-agency.register'), ids(slow));
    for (const step of ['handle', 'report', 'close']) assert.deepEqual(found(result, `petition-agency.${step}`), []);
    const open = result.procedures.filter(({ state }) => ['due', 'pending', 'overdue', 'missing'].includes(state));
    assert.deepEqual(
      [...new Set(open.map(({ subject }) => subject))],
      ids(cases.filter((row) => !closed.includes(row))),
    );
    const late = result.procedures.filter(({ state }) => state === 'late');
    assert.deepEqual(
      late.map(({ subject, step, lateByDays }) => [subject, step, Number(lateByDays)]),
      [
        [ids(slow)[0], 'register', 3],
        [ids(cases.filter((row) => workdays(of(row, 0), of(row, 1)) > 3))[0], 'assign', 1],
      ],
    );
  });

  it('M6: the share closed and the share satisfied reach 85 %, and would not reach 90 %', async () => {
    assert.deepEqual(failing(await assessed('2021'), 'agency-service', 'pass'), ['410811']);
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

  it('streets rank by their share up to standard, those that tie share a rank: 1, 2, 2, 4', async () => {
    const rows = (await assessed('2021')).rollups.filter(({ rollup }) => rollup === 'by-street');
    assert.ok(rows.length > 5);
    for (const row of rows) {
      assert.equal(
        Number(row.rank),
        1 + rows.filter((other) => Number(other.rate) > Number(row.rate)).length,
        row.group,
      );
    }
    assert.ok(new Set(rows.map(({ rank }) => rank)).size < rows.length);
  });

  it('a late answer costs an organisation the ranking, not the zero', () => {
    const late = standingOn(district, year.end).filter(
      ({ code, sector }) => sector === '企事业单位' && lateReplies(district, code, year) > 0,
    );
    assert.ok(late.length > 0);
  });
});
