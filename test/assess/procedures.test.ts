import assert from 'node:assert/strict';
import type { AssessOptions } from '../../engine/assess/run.ts';
import { assessed, type Tables } from './small-district.ts';

const policy = (more = ''): string => `
parameters:
  close-months: { title: { zh: 办结月数, en: Months }, values: [{ from: 2020-01-01, value: 1 }] }
procedures:
  handling:
    title: { zh: 代理, en: Handling }
    for: agency${more}
    steps:
      - { step: apply, title: { zh: 申请, en: Applied }, on: applied-on }
      - { step: assign, title: { zh: 交办, en: Assigned }, on: assigned-on, within: { workdays: 3 } }
      - { step: close, title: { zh: 办结, en: Closed }, on: closed-on, within: { months: $close-months, from: apply } }
    otherwise: { severity: minor, responsible: [unit], remedy: { zh: 补办, en: Do it } }
`;

async function track(agency: Tables['agency'], options: AssessOptions, more?: string): Promise<readonly string[]> {
  const { procedures } = await assessed(policy(more), { agency: agency ?? [] }, options);
  // Each record's steps in the order of the procedure.
  const order = ['apply', 'assign', 'close'];
  return [...procedures]
    .sort((a, b) => a.subject.localeCompare(b.subject) || order.indexOf(a.step) - order.indexOf(b.step))
    .map(({ step, state, lateByDays }) => `${step} ${state}${lateByDays === null ? '' : ` ${lateByDays}`}`);
}

describe('A procedure tells of each step', () => {
  const year = { period: '2021' };

  it('that it was done in time, on the last day too, holidays and make-up days counted', async () => {
    // After 30 September 2021 the workdays are the 8th, the 9th (a Saturday made up) and the 11th of October.
    assert.deepEqual(await track(['a1,,2021-09-30,2021-10-11,2021-10-30'], year), [
      'apply done',
      'assign done',
      'close done',
    ]);
  });

  it('by how many days it was late', async () => {
    assert.deepEqual(await track(['a1,,2021-09-30,2021-10-12,2021-11-02'], year), [
      'apply done',
      'assign late 1',
      'close late 3',
    ]);
  });

  it('that it is due, and overdue from the day after the last', async () => {
    const open = ['a1,,2021-09-30,,'];
    const on = (asOf: string): Promise<readonly string[]> => track(open, { period: '2021', asOf });
    assert.deepEqual(await on('2021-10-11'), ['apply done', 'assign due', 'close pending']);
    assert.deepEqual(await on('2021-10-12'), ['apply done', 'assign overdue 1', 'close pending']);
    assert.deepEqual(await on('2021-11-01'), ['apply done', 'assign overdue 21', 'close overdue 2']);
  });

  it('a month’s end by the month’s end', async () => {
    assert.deepEqual(await track(['a1,,2021-01-31,2021-02-01,2021-02-28'], year), [
      'apply done',
      'assign done',
      'close done',
    ]);
    assert.deepEqual(await track(['a1,,2021-01-31,2021-02-01,2021-03-01'], year), [
      'apply done',
      'assign done',
      'close late 1',
    ]);
  });

  it('that it was left out, or taken after a later one', async () => {
    assert.deepEqual(await track(['a1,,2021-03-01,,2021-03-05'], year), ['apply done', 'assign missing', 'close done']);
    assert.deepEqual(await track(['a1,,2021-03-01,2021-03-10,2021-03-05'], year), [
      'apply done',
      'assign late 6',
      'close out-of-order',
    ]);
  });

  it('that it has not been taken, where its date lies after the as-of date', async () => {
    const agency = ['a1,,2021-03-01,2021-03-03,2021-03-05'];
    assert.deepEqual(await track(agency, { period: '2021', asOf: '2021-03-04' }), [
      'apply done',
      'assign done',
      'close due',
    ]);
  });
});

describe('A procedure has a row', () => {
  const admitted = '\n    admit-when: urgent';

  it('only for records that are admitted or have begun', async () => {
    const agency = ['a1,yes,,,', 'a2,no,,,', 'a3,no,2021-03-01,2021-03-02,2021-03-03'];
    assert.deepEqual(await track(agency, { period: '2021' }, admitted), [
      ...['apply due', 'assign pending', 'close pending'],
      ...['apply done', 'assign done', 'close done'],
    ]);
  });

  it('that says so where it is not known whether a record is admitted', async () => {
    assert.deepEqual(await track(['a1,,,,'], { period: '2021' }, admitted), [
      'apply undetermined',
      'assign undetermined',
      'close undetermined',
    ]);
  });

  it('only in the period of its date', async () => {
    const during = '\n    during: applied-on';
    const agency = ['a1,,2021-03-31,2021-04-01,2021-04-02'];
    assert.equal((await track(agency, { period: '2021-03' }, during)).length, 3);
    assert.deepEqual(await track(agency, { period: '2021-04' }, during), []);
  });
});

describe('The rules of a procedure', () => {
  it('are judged as others are', async () => {
    const agency = [
      'a1,yes,2021-03-01,2021-03-02,2021-03-03',
      'a2,no,2021-03-01,2021-03-02,2021-03-03',
      'a3,yes,2021-03-01,2021-03-08,2021-03-05',
      'a4,yes,2021-03-01,,2021-04-05',
    ];
    const { findings } = await assessed(policy('\n    admit-when: urgent'), { agency }, { period: '2021' });
    assert.deepEqual(
      findings.map(({ subject, rule }) => `${subject} ${rule}`),
      [
        'a2 handling.admitted',
        'a3 handling.assign',
        'a3 handling.in-order',
        ...['a4 handling.assign', 'a4 handling.close', 'a4 handling.complete'],
      ],
    );
  });

  it('are told with the current step, which is a fact of the record', async () => {
    const rules = `
rules:
  closed:
    title: { zh: 办结, en: Closed }
    for: agency
    require: handling = close
    otherwise: { severity: minor, message: { zh: '在{handling}', en: 'at {handling}' }, remedy: { zh: 办, en: Do }, responsible: [unit] }
`;
    const agency = ['a1,,2021-03-01,,', 'a2,,2021-03-01,2021-03-02,2021-03-03', 'a3,,,,'];
    const { findings } = await assessed(`${policy()}${rules}`, { agency }, { period: '2021', asOf: '2021-03-03' });
    const told = findings
      .filter(({ rule }) => rule === 'closed')
      .map(({ subject, message }) => `${subject} ${message}`);
    // One that has not begun is at no step, about which there is nothing to judge.
    assert.deepEqual(told, ['a1 at Applied']);
  });
});
