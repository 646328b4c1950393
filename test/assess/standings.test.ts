import assert from 'node:assert/strict';
import { DuckDBInstance } from '@duckdb/node-api';
import { assess } from '../../engine/assess/assess.ts';
import { compile } from '../../engine/assess/compile.ts';
import type { AssessOptions } from '../../engine/assess/run.ts';
import { stageSources } from '../../engine/data/stage.ts';
import { assessed, type Tables, withDistrict } from './small-district.ts';

/** A rule that nobody passes, so that its message shows facts of each unit. */
const telling = (message: string, of = 'unit'): string => `
  tells:
    title: { zh: 说, en: Tells }
    for: ${of}
    require: code is unknown
    otherwise: { severity: minor, message: { zh: '${message}', en: '${message}' }, remedy: { zh: 无, en: None }, responsible: [unit] }`;

async function told(
  policies: string | Record<string, string>,
  tables: Tables,
  options: AssessOptions,
): Promise<readonly string[]> {
  const { findings } = await assessed(policies, tables, options);
  return findings
    .filter(({ rule }) => rule === 'tells')
    .map(({ period, subject, message }) => `${period} ${subject}: ${message}`);
}

const three: Tables = { street: ['s1', 's2'], unit: ['u1,s1,2019-01-01,', 'u2,s1,2019-01-01,', 'u3,s2,2019-01-01,'] };

describe('A stock', () => {
  const policy = `
facts:
  at-start: { of: unit, stock: dispute, entered: found-on, left: resolved-on, at: start }
  at-end: { of: unit, stock: dispute, entered: found-on, left: resolved-on }
  found: { of: unit, count: dispute, during: found-on }
  resolved: { of: unit, count: dispute, during: resolved-on, where: resolved-on is known }
rules:${telling('{at-start} + {found} - {resolved} = {at-end}')}
`;

  it('at the start, what came and what went make the stock at the end', async () => {
    const dispute = [
      'd1,u1,2021-03-31,', // before
      'd2,u1,2021-03-01,2021-03-31', // gone the day before
      'd3,u1,2021-04-01,2021-04-30', // came on the first day and went on the last
      'd4,u1,2021-03-31,2021-04-01', // went on the first day
      'd5,u1,2021-04-30,2021-05-01', // still there at the end
      'd6,u1,2021-05-01,', // not there yet
    ];
    const tables = { street: ['s1'], unit: ['u1,s1,2019-01-01,'], dispute };
    assert.deepEqual(await told(policy, tables, { period: '2021-04' }), ['2021-04 u1: 2 + 2 - 2 = 2']);
    // As of the 15th the last two have not come, and the third has not gone.
    const middle = { period: '2021-04', asOf: '2021-04-15' };
    assert.deepEqual(await told(policy, tables, middle), ['2021-04 u1: 2 + 1 - 1 = 2']);
  });

  it('may hold what came on an unknown day', async () => {
    const tables = { street: ['s1'], unit: ['u1,s1,2019-01-01,'], dispute: ['d1,u1,,', 'd2,u1,2021-01-01,'] };
    const [line] = await told(policy, tables, { period: '2021-04' });
    assert.match(String(line), /^2021-04 u1: 1 to 2 .* = 1 to 2$/);
  });
});

describe('Points and places', () => {
  const policy = `
parameters:
  small-points: { title: { zh: 分, en: Points }, values: [{ from: 2020-01-01, value: 12.5 }, { from: 2021-06-01, value: 20 }] }
facts:
  incidents: { of: unit, count: incident, during: on }
  lost: { of: unit, sum: incident.lost, during: on }
  points: { of: unit, score: peace }
  place: { of: unit, rank: { by: points } }
  place-in-street: { of: unit, rank: { by: points, among: street } }
  from-below: { of: unit, rank: { by: points, order: ascending } }
  state: { of: unit, verdict: peace }
  peaceful: { of: street, share: unit, that: state = pass }
  street-place: { of: street, rank: { by: peaceful } }
rules:
  quiet:
    title: { zh: 静, en: Quiet }
    for: unit
    require: incidents ≤ 1
    otherwise: { severity: major, message: { zh: 多, en: Many }, remedy: { zh: 无, en: None }, responsible: [unit] }
  small:
    title: { zh: 小, en: Small }
    for: unit
    require: lost ≤ 5
    otherwise: { severity: major, message: { zh: 大, en: Large }, remedy: { zh: 无, en: None }, responsible: [unit] }
MORE
standards:
  peace:
    title: { zh: 安, en: Peace }
    for: unit
    requires: [quiet, small]
    score: { full: 100, less: { quiet: 90, small: $small-points } }
rollups:
  by-street: { title: { zh: 街, en: Street }, of: peace, by: street, show: [rate, rank, change] }
`;
  const units = policy.replace('MORE', telling('{points}, {place}, {place-in-street}, {from-below}'));

  it('leave what is not lost, and never less than nothing', async () => {
    const incident = [
      'i1,u1,2021-05-01,6',
      'i2,u2,2021-05-01,6',
      'i3,u2,2021-05-02,',
      'i4,u2,2021-06-02,6',
      'i5,u2,2021-06-03,6',
    ];
    const { standings } = await assessed(
      policy.replace('MORE', ''),
      { ...three, incident },
      { period: '2021-05..2021-06' },
    );
    assert.deepEqual(
      standings.map(({ period, subject, verdict, score }) => `${period} ${subject} ${verdict} ${score}`),
      [
        ...['2021-05 u1 fail 87.5', '2021-05 u2 fail 0', '2021-05 u3 pass 100'],
        ...['2021-06 u1 pass 100', '2021-06 u2 fail 0', '2021-06 u3 pass 100'],
      ],
    );
  });

  it('are open where a requirement that may fail stands beside one that does', async () => {
    const incident = ['i1,u1,2021-05-01,', 'i2,u1,2021-05-02,', 'i3,u2,2021-05-01,'];
    const { standings } = await assessed(policy.replace('MORE', ''), { ...three, incident }, { period: '2021-05' });
    assert.deepEqual(
      standings.map(({ subject, verdict, score }) => `${subject} ${verdict} ${score}`),
      ['u1 fail null', 'u2 undetermined null', 'u3 pass 100'],
    );
    assert.deepEqual(await told(units, { ...three, incident }, { period: '2021-05' }), [
      '2021-05 u1: 0 to 10, unknown, unknown, unknown',
      '2021-05 u2: unknown, unknown, unknown, unknown',
      '2021-05 u3: 100, 1, 1, 1',
    ]);
  });

  it('are shared by those who tie, and those after them come after all of these', async () => {
    const unit = [
      'u1,s1,2019-01-01,',
      'u2,s1,2019-01-01,',
      'u3,s2,2019-01-01,',
      'u4,s2,2019-01-01,',
      'u5,s2,2019-01-01,2021-05-30',
    ];
    const incident = ['i1,u2,2021-05-01,6', 'i2,u3,2021-05-01,6', 'i3,u4,2021-05-01,6', 'i4,u4,2021-05-02,6'];
    assert.deepEqual(await told(units, { ...three, unit, incident }, { period: '2021-05' }), [
      '2021-05 u1: 100, 1, 1, 4',
      '2021-05 u2: 87.5, 2, 2, 2',
      '2021-05 u3: 87.5, 2, 1, 2',
      '2021-05 u4: 0, 4, 2, 1',
    ]);
  });

  it('of a street come from the verdicts on its units', async () => {
    const streets = policy.replace('MORE', telling('{peaceful}, {street-place}', 'street'));
    const incident = ['i1,u1,2021-05-01,6'];
    assert.deepEqual(await told(streets, { ...three, street: ['s1', 's2', 's3'], incident }, { period: '2021-05' }), [
      '2021-05 s1: 50%, 2',
      '2021-05 s2: 100%, 1',
      '2021-05 s3: none, none',
    ]);
  });

  it('of a group are compared with the period before, as it was at its own end', async () => {
    const incident = ['i1,u1,2021-04-01,6', 'i2,u3,2021-05-01,6'];
    const changes = async (options: AssessOptions): Promise<readonly string[]> => {
      const { rollups } = await assessed(policy.replace('MORE', ''), { ...three, incident }, options);
      return rollups.map(({ period, group, rate, change }) => `${period} ${group} ${rate} ${change}`);
    };
    const may = ['2021-05 s1 1 0.5', '2021-05 s2 0 -1'];
    assert.deepEqual(await changes({ period: '2021-05' }), may);
    assert.deepEqual(await changes({ period: '2021-05', asOf: '2021-12-31' }), may);
    assert.deepEqual(await changes({ period: '2021-04..2021-05' }), ['2021-04 s1 0.5 -0.5', '2021-04 s2 1 0', ...may]);
  });

  it('of a group that was not there before have no change', async () => {
    const unit = ['u1,s1,2019-01-01,', 'u2,s2,2021-05-20,'];
    const { rollups } = await assessed(policy.replace('MORE', ''), { ...three, unit }, { period: '2021-05' });
    assert.deepEqual(
      rollups.map(({ group, rate, change }) => `${group} ${rate} ${change}`),
      ['s1 1 0', 's2 1 null'],
    );
  });
});

describe('The period before', () => {
  const policy = `
facts:
  incidents: { of: unit, count: incident, during: on }
  incidents-before: { of: unit, previous: incidents }
  more: { of: unit, difference: { of: incidents, less: incidents-before } }
  more-before: { of: unit, previous: more }
rules:${telling('{incidents}, {incidents-before}, {more}, {more-before}')}
`;
  const incident = ['i1,u1,2020-12-31,', 'i2,u1,2021-01-01,', 'i3,u1,2021-01-31,', 'i4,u1,2020-11-02,'];
  const unit = ['u1,s1,2019-01-01,', 'u2,s1,2021-01-02,'];

  it('is a fact’s value in the month before, over a year’s end too; a new unit has none', async () => {
    assert.deepEqual(await told(policy, { ...three, unit, incident }, { period: '2021-01' }), [
      '2021-01 u1: 2, 1, 1, 0',
      '2021-01 u2: 0, none, none, none',
    ]);
  });

  it('is the quarter before for a quarter, the year before for a year', async () => {
    assert.deepEqual(await told(policy, { ...three, incident }, { period: '2021-Q1' }), [
      '2021-Q1 u1: 2, 2, 0, 2',
      ...['2021-Q1 u2: 0, 0, 0, 0', '2021-Q1 u3: 0, 0, 0, 0'],
    ]);
    const [year] = await told(policy, { ...three, incident }, { period: '2021' });
    assert.match(String(year), /^2021 u1: 2, 2, 0, /);
  });

  it('is the same for each month of a range', async () => {
    const range = await told(policy, { ...three, unit, incident }, { period: '2020-12..2021-02' });
    assert.deepEqual(
      range.filter((line) => line.includes('u1')),
      ['2020-12 u1: 1, 1, 0, 1', '2021-01 u1: 2, 1, 1, 0', '2021-02 u1: 0, 2, -2, 1'],
    );
  });

  it('is unknown where its policy was not in force then', async () => {
    const policies = { late: `effective: { from: 2021-01-01 }\n${policy}` };
    assert.deepEqual(await told(policies, { ...three, unit: unit.slice(0, 1), incident }, { period: '2021-01' }), [
      '2021-01 u1: 2, unknown, unknown, unknown',
    ]);
  });
});

describe('A standing of records', () => {
  it('says nothing of those outside the period, so that January is the same when it is assessed in June', async () => {
    const policy = `
rules:
  resolved:
    title: { zh: 化解, en: Resolved }
    for: dispute
    during: found-on
    require: resolved-on is known
    otherwise: { severity: minor, message: { zh: 否, en: No }, remedy: { zh: 办, en: Do }, responsible: [unit] }
standards:
  settled: { title: { zh: 办结, en: Settled }, for: dispute, requires: [resolved] }
`;
    const dispute = ['d1,u1,2020-12-31,2021-01-01', 'd2,u1,2021-01-31,2021-01-31', 'd3,u1,2021-02-01,2021-02-01'];
    const { standings } = await assessed(policy, { ...three, dispute }, { period: '2021-01' });
    assert.deepEqual(
      standings.map(({ subject, verdict }) => `${subject} ${verdict}`),
      ['d2 pass'],
    );
  });
});

describe('What was', () => {
  it('counts a unit that moves in May for its old street until then, and an abolished one only while it was there', async () => {
    const policy = `
facts:
  incidents: { of: unit, count: incident, during: on }
  units: { of: street, count: unit }
  loud: { of: street, count: unit, where: incidents > 0 }
rules:${telling('{loud} of {units}', 'street')}
`;
    const unit = [
      'u1,s1,2019-01-01,2021-05-14',
      'u1,s2,2021-05-15,',
      'u2,s1,2019-01-01,2021-04-30',
      'u3,s2,2021-06-01,',
    ];
    const incident = ['i1,u1,2021-04-01,', 'i2,u1,2021-05-01,', 'i3,u2,2021-04-30,'];
    const tables = { street: ['s1', 's2'], unit, incident };
    const as = (asOf: string | null) => told(policy, tables, { period: '2021-04..2021-06', asOf });
    const months = [
      ...['2021-04 s1: 2 of 2', '2021-04 s2: 0 of 0'],
      ...['2021-05 s1: 0 of 0', '2021-05 s2: 1 of 1'],
      ...['2021-06 s1: 0 of 0', '2021-06 s2: 0 of 2'],
    ];
    assert.deepEqual(await as(null), months);
    assert.deepEqual(await as('2021-12-31'), months);
  });

  it('is judged by the rules of its time, in June too', async () => {
    const rules = (most: number): string => `
facts:
  incidents: { of: unit, count: incident, during: on }
  incidents-before: { of: unit, previous: incidents }
rules:
  quiet:
    title: { zh: 静, en: Quiet }
    for: unit
    require: incidents ≤ ${most}
    otherwise: { severity: major, message: { zh: 多, en: 'More than ${most}' }, remedy: { zh: 无, en: None }, responsible: [unit] }
`;
    const policies = {
      '1': `effective: { from: 2020-01-01, until: 2021-01-31 }\n${rules(1)}`,
      '2': `effective: { from: 2021-02-01 }\n${rules(0)}`,
    };
    const incident = ['i1,u1,2021-01-01,', 'i2,u1,2021-02-01,', 'i3,u2,2021-01-05,', 'i4,u2,2021-01-06,'];
    const { findings } = await assessed(
      policies,
      { ...three, incident },
      { period: '2021-01..2021-02', asOf: '2021-06-30' },
    );
    assert.deepEqual(
      findings.map(({ period, subject, message }) => `${period} ${subject} ${message}`),
      ['2021-01 u2 More than 1', '2021-02 u1 More than 0'],
    );
  });
});

describe('The program that compile prints', () => {
  const policy = `
facts:
  incidents: { of: unit, count: incident, during: on }
  incidents-before: { of: unit, previous: incidents }
rules:
  no-more:
    title: { zh: 不增, en: No more }
    for: unit
    require: incidents ≤ incidents-before
    otherwise: { severity: major, message: { zh: 增, en: More }, remedy: { zh: 无, en: None }, responsible: [unit] }
ladders:
  letters:
    title: { zh: 函, en: Letters }
    for: unit
    occasion: [{ rule: no-more }]
    each: month
    counted-over: { months: 3 }
    clears-after: 2
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通报函, en: Notice }, to: [unit] }
      - { letter: talk, title: { zh: 约谈函, en: Talk }, to: [unit] }
`;
  const incident = ['i1,u1,2021-03-05,', 'i2,u1,2021-05-05,', 'i3,u2,2021-05-06,'];

  it('runs as it stands over the staged data, earlier periods and all, and gives what an assessment does', async () => {
    await withDistrict(policy, { ...three, incident }, async (project) => {
      const { ladders } = await assess(project, { period: '2021-05', language: 'en' });
      assert.deepEqual(
        ladders.map(({ subject, occasions }) => `${subject} ${occasions}`),
        ['u1 2', 'u2 1'],
      );
      const { text } = compile(project, { to: 'duckdb', period: '2021-05', language: 'en' });
      const connection = await (await DuckDBInstance.create(':memory:')).connect();
      await stageSources(connection, project, { dataFolder: null });
      await connection.run(text);
      const rows = await connection.runAndReadAll('SELECT subject, occasions::INTEGER FROM run.ladders ORDER BY 1');
      assert.deepEqual(rows.getRows(), [
        ['u1', 2],
        ['u2', 1],
      ]);
      const left = await connection.runAndReadAll(
        `SELECT DISTINCT table_schema FROM information_schema.tables WHERE table_schema NOT IN ('stage', 'data', 'run')`,
      );
      assert.deepEqual(left.getRows(), [['2021-05']]);
      connection.closeSync();
    });
  });
});
