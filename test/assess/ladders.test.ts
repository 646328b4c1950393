import assert from 'node:assert/strict';
import type { AssessOptions } from '../../engine/assess/run.ts';
import { assessed, type Tables } from './small-district.ts';

/** A month in which something was lost is an occasion; where it is not known how much, it may be one. */
const policy = (more: string): string => `
facts:
  lost: { of: unit, sum: incident.lost, during: on }
rules:
  nothing-lost:
    title: { zh: 无损失, en: Nothing lost }
    for: unit
    require: lost = 0
    otherwise:
      severity: major
      message: { zh: 有损失, en: Something was lost }
      remedy: { zh: 查, en: Look into it }
      responsible: [unit]
ladders:
  letters:
    title: { zh: 函, en: Letters }
    for: unit
    occasion: [{ rule: nothing-lost }]
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通报函, en: Notice }, to: [unit] }
      - { letter: talk, title: { zh: 约谈函, en: Talk }, to: [unit] }
${more.replace(/^/gm, '    ')}
`;
const byMonth = 'each: month\ncounted-over: year';
const district: Tables = { street: ['s1'], unit: ['u1,s1,2019-01-01,'] };

let next = 0;
/** Incidents of u1 on these days, each with a loss; `?` behind a day: it is not known how much. */
function losses(...days: readonly string[]): readonly string[] {
  return days.map((day) => `i${next++},u1,${day.replace('?', '')},${day.endsWith('?') ? '' : 1}`);
}

async function rungs(more: string, tables: Tables, options: AssessOptions): Promise<readonly string[]> {
  const { ladders, dataFindings } = await assessed(policy(more), { ...district, ...tables }, options);
  assert.ok(dataFindings.every(({ row }) => row === null));
  return ladders.map(({ period, subject, occasions, due, sent, missing, outOfOrder, duplicates }) =>
    [period, subject, occasions, due, sent, missing, outOfOrder, duplicates].join(' | '),
  );
}

async function counted(more: string, incident: readonly string[], period: string): Promise<readonly string[]> {
  const { ladders } = await assessed(policy(more), { ...district, incident }, { period });
  return ladders.map(({ occasions, due }) => `${occasions} ${due}`);
}

describe('A ladder counts the occasions', () => {
  const around = losses('2020-11-30', '2020-12-01', '2021-01-31');

  it('of a year from its first day', async () => {
    assert.deepEqual(await counted(byMonth, around, '2020-12'), ['2 notice']);
    assert.deepEqual(await counted(byMonth, around, '2021-01'), ['1 reminder']);
  });

  it('of so many months over a year’s end', async () => {
    const over = (months: number): string => `each: month\ncounted-over: { months: ${months} }`;
    assert.deepEqual(await counted(over(3), around, '2021-01'), ['3 talk']);
    assert.deepEqual(await counted(over(2), around, '2021-01'), ['2 notice']);
  });

  it('each month once, and calls for the last step again beyond it', async () => {
    const often = losses('2021-01-01', '2021-01-31', '2021-02-28', '2021-03-01', '2021-04-30', '2021-05-01');
    assert.deepEqual(await counted(byMonth, often, '2021-02'), ['2 notice']);
    assert.deepEqual(await counted(byMonth, often, '2021'), ['5 talk']);
  });

  it('by quarters, the last of them as far as the month has come', async () => {
    const quarters = 'each: quarter\ncounted-over: year';
    const incident = losses('2021-01-10', '2021-03-31', '2021-05-31', '2021-06-01');
    assert.deepEqual(await counted(quarters, incident, '2021-04'), ['1 reminder']);
    assert.deepEqual(await counted(quarters, incident, '2021-05'), ['2 notice']);
    assert.deepEqual(await counted(quarters, losses('2021-06-01'), '2021-05'), []);
  });

  it('of each month of a range as it was at that month’s end, and as of a later day alike', async () => {
    const incident = losses('2021-01-10', '2021-03-31');
    const due = ['2021-01 1', '2021-02 1', '2021-03 2'];
    for (const asOf of [null, '2021-06-30']) {
      const options = { period: '2021-01..2021-03', asOf };
      const { ladders } = await assessed(policy(byMonth), { ...district, incident }, options);
      assert.deepEqual(
        ladders.map(({ period, occasions }) => `${period} ${occasions}`),
        due,
      );
    }
  });
});

describe('A ladder is cleared', () => {
  const clearing = (months: number): string => `${byMonth}\nclears-after: ${months}`;

  it('by so many clear months in a row, and by no fewer', async () => {
    assert.deepEqual(await counted(clearing(3), losses('2021-01-31', '2021-05-01'), '2021-05'), ['1 reminder']);
    assert.deepEqual(await counted(clearing(3), losses('2021-01-31', '2021-04-30'), '2021-04'), ['2 notice']);
  });

  it('so that nothing is due after them, as was before', async () => {
    assert.deepEqual(await counted(clearing(3), losses('2021-01-31'), '2021-03'), ['1 reminder']);
    assert.deepEqual(await counted(clearing(3), losses('2021-01-31'), '2021-04'), []);
  });

  it('not by months one of which may have been an occasion', async () => {
    const incident = losses('2021-01-31', '2021-04-15?', '2021-07-01');
    assert.deepEqual(await counted(clearing(3), incident, '2021-07'), ['2 notice']);
    assert.deepEqual(await counted(clearing(2), incident, '2021-07'), ['1 reminder']);
  });

  it('by clear months on both sides of one in which the unit was not there', async () => {
    const tables = { ...district, unit: ['u1,s1,2021-01-01,2021-02-28', 'u1,s1,2021-04-01,'] };
    const at = async (months: number): Promise<readonly number[]> => {
      const incident = losses('2021-01-31', '2021-06-01');
      const { ladders } = await assessed(policy(clearing(months)), { ...tables, incident }, { period: '2021-06' });
      return ladders.map(({ occasions }) => occasions);
    };
    assert.deepEqual(await at(3), [1]);
    assert.deepEqual(await at(4), [2]);
  });
});

describe('The letters of a ladder', () => {
  const incident = losses('2021-02-10', '2021-03-10', '2021-05-10');
  const march = { period: '2021-05', asOf: '2021-06-20' };
  const sent = (...letter: readonly string[]): Promise<readonly string[]> =>
    rungs(byMonth, { incident, letter }, march);

  it('are compared with what is due: sent, missing', async () => {
    assert.deepEqual(await sent('l1,u1,reminder,2021-03-05,2021-02', 'l2,u1,notice,2021-04-05,2021-03'), [
      '2021-05 | u1 | 3 | talk | reminder;notice | talk |  | ',
    ]);
  });

  it('out of order, too early, and twice', async () => {
    assert.deepEqual(await sent('l1,u1,talk,2021-03-05,2021-03', 'l2,u1,reminder,2021-03-06,2021-02'), [
      '2021-05 | u1 | 3 | talk | reminder;talk | notice | talk | ',
    ]);
    assert.deepEqual(await sent('l1,u1,reminder,2021-03-05,2021-02', 'l2,u1,reminder,2021-03-06,2021-02'), [
      '2021-05 | u1 | 3 | talk | reminder | notice;talk |  | reminder',
    ]);
    const early = rungs(
      byMonth,
      { incident, letter: ['l1,u1,reminder,2021-03-01,2021-02', 'l2,u1,notice,2021-03-02,2021-02'] },
      { period: '2021-02', asOf: '2021-03-31' },
    );
    assert.deepEqual(await early, ['2021-02 | u1 | 1 | reminder | reminder;notice |  | notice | ']);
  });

  it('do not count where they are about an earlier run, come after the as-of date, or do not say what they are', async () => {
    assert.deepEqual(
      await sent(
        'l1,u1,reminder,2021-03-05,2021-01',
        'l2,u1,reminder,2021-06-21,2021-02',
        'l3,u1,,2021-03-05,2021-02',
        'l4,u1,reminder,,2021-02',
        'l5,u1,reminder,2021-03-05,',
      ),
      ['2021-05 | u1 | 3 | talk |  | reminder;notice;talk |  | '],
    );
  });

  it('are not spoken of where there is no file of them', async () => {
    assert.deepEqual(await rungs(byMonth, { incident, letter: 'missing' }, march), [
      '2021-05 | u1 | 3 | talk |  |  |  | ',
    ]);
  });
});

describe('A ladder', () => {
  it('has no row for a unit that is no longer there', async () => {
    const incident = losses('2021-01-31');
    const tables = { ...district, unit: ['u1,s1,2019-01-01,2021-03-15'], incident };
    assert.equal((await rungs(byMonth, tables, { period: '2021-02' })).length, 1);
    assert.deepEqual(await rungs(byMonth, tables, { period: '2021-03' }), []);
  });

  it('takes a rule about records, and the worst by a number, of whom there is none where all tie', async () => {
    const occasions = (list: string): string => `
facts:
  incidents: { of: unit, count: incident, during: on }
rules:
  small:
    title: { zh: 小, en: Small }
    for: incident
    during: on
    require: lost ≤ 5
    otherwise: { severity: minor, message: { zh: 大, en: Large }, remedy: { zh: 查, en: Look }, responsible: [unit] }
ladders:
  letters:
    title: { zh: 函, en: Letters }
    for: unit
    occasion: [${list}]
    each: month
    counted-over: year
    steps: [{ letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }]
`;
    const tables: Tables = {
      street: ['s1', 's2'],
      unit: ['u1,s1,2019-01-01,', 'u2,s1,2019-01-01,', 'u3,s1,2019-01-01,', 'u4,s2,2019-01-01,'],
      incident: ['i1,u1,2021-05-01,6', 'i2,u2,2021-05-01,5', 'i3,u2,2021-05-02,1', 'i4,u1,2021-05-03,1'],
    };
    const subjects = async (list: string): Promise<readonly string[]> => {
      const { ladders } = await assessed(occasions(list), tables, { period: '2021-05' });
      return ladders.map(({ subject, sent }) => `${subject} ${sent}`);
    };
    assert.deepEqual(await subjects('{ rule: small }'), ['u1 null']);
    // u1 and u2 tie as the worst; u4 is alone in its street, and nobody is worse than others there.
    const worst = '{ rank: incidents, worst: 1, among: street, order: ascending }';
    assert.deepEqual(await subjects(worst), ['u1 null', 'u2 null']);
  });

  it('knows no occasion before its rules were in force', async () => {
    const policies = {
      old: 'effective: { from: 2020-01-01, until: 2021-02-28 }\nrules: {}\n',
      new: `effective: { from: 2021-03-01 }\n${policy(byMonth)}`,
    };
    const incident = losses('2021-01-31', '2021-02-28', '2021-03-01');
    const { ladders } = await assessed(policies, { ...district, incident }, { period: '2021-03' });
    assert.deepEqual(
      ladders.map(({ occasions }) => occasions),
      [1],
    );
  });
});
