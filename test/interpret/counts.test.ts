import assert from 'node:assert/strict';
import { addMonths } from '../../engine/calendar/civil-date.ts';
import type { FactDefinition } from '../../engine/model/fact.ts';
import { amount, district, event, type Row, u1 } from './district.ts';
import { type Given, is, select, truth } from './world.ts';

describe('the field of a record', () => {
  it('is unknown where its cell is, where its date has not come, and where a reference leads nowhere', async () => {
    const read = (name: string, cells: Row, more = {}): Promise<string> => {
      const field = district[2]?.fields.get(name);
      assert.ok(field !== undefined);
      const given = { event: [event('e1', cells)] };
      return amount({ kind: 'field', field }, given, { of: 'event', subject: 'e1', read: name, type: truth, ...more });
    };
    assert.equal(await read('lost', { lost: 3 }), '3');
    assert.equal(await read('score', { score: '-12.5' }), '-25/2');
    assert.equal(await read('lost', {}), 'unknown');
    assert.equal(await read('ended', { ended: '2021-12-31' }), '2021-12-31');
    assert.equal(await read('ended', { ended: '2022-01-01' }), 'unknown');
    assert.equal(await read('ended', { ended: '2022-01-01' }, { asOf: '2022-01-01' }), '2022-01-01');
    assert.equal(await read('due', { due: '2022-01-01' }), '2022-01-01');
    const throughReference = (cells: Row, name: string): Promise<string> =>
      amount(
        { kind: 'count', ...select('event') },
        { event: [event('e1', cells)] },
        { of: 'event', subject: 'e1', read: name },
      );
    assert.equal(await throughReference({}, 'unit.street.name'), 'First');
    assert.equal(await throughReference({ unit: null }, 'unit.street.name'), 'unknown');
    assert.equal(await throughReference({ unit: 'u9' }, 'unit.street.name'), 'unknown');
  });
});

describe('a count', () => {
  const inYear: FactDefinition = { kind: 'count', ...select('event', { during: 'on' }) };
  const high: FactDefinition = { kind: 'count', ...select('event', { during: 'on', where: is('level', '=', 'high') }) };
  const reported: FactDefinition = { kind: 'count', ...select('event', { during: 'on', reportedBy: 'report' }) };
  const reports = (...months: string[]): Row[] =>
    months.map((name, index) => ({ id: `r${index}`, unit: 'u1', month: `${name}-01` }));
  const everyMonth = Array.from({ length: 12 }, (_, index) => addMonths('2021-01-01', index).slice(0, 7));

  const table: readonly (readonly [what: string, definition: FactDefinition, given: Given, value: string])[] = [
    ['of an empty file is 0', inYear, {}, '0'],
    ['of a missing file has no top', inYear, { event: 'missing' }, '[0, …]'],
    [
      'takes the first and the last day of the period',
      inYear,
      { event: [event('a', { on: '2021-01-01' }), event('b', { on: '2021-12-31' })] },
      '2',
    ],
    [
      'leaves out the days before and after',
      inYear,
      { event: [event('a', { on: '2020-12-31' }), event('b', { on: '2022-01-01' })] },
      '0',
    ],
    ['may hold a record without a date', inYear, { event: [event('a'), event('b', { on: null })] }, '[1, 2]'],
    [
      'may hold a record whose condition is unknown',
      high,
      { event: [event('a', { level: 'high' }), event('b', { level: null }), event('c', { level: 'low' })] },
      '[1, 2]',
    ],
    [
      'is sure of a record that its condition leaves out, dated or not',
      high,
      { event: [event('a', { level: 'low', on: null })] },
      '0',
    ],
    [
      'is sure of a record outside the period, whatever its condition',
      high,
      { event: [event('a', { level: null, on: '2020-01-01' })] },
      '0',
    ],
    [
      'takes no records of another unit, nor of none',
      inYear,
      { event: [event('a', { unit: null }), event('b', { unit: 'u9' })] },
      '0',
    ],
    ['is exact where every month is reported', reported, { event: [event('a')], report: reports(...everyMonth) }, '1'],
    [
      'has no top where a month is not reported',
      reported,
      { event: [event('a')], report: reports(...everyMonth.slice(1)) },
      '[1, …]',
    ],
    ['has no top where the file of reports is missing', reported, { event: [event('a')], report: 'missing' }, '[1, …]'],
    ['has no top where the file of reports is empty', reported, { event: [event('a')] }, '[1, …]'],
  ];
  for (const [what, definition, given, value] of table) {
    it(what, async () => assert.equal(await amount(definition, given), value));
  }

  it('needs reports only of months that have begun and in which the unit existed', async () => {
    const june: Given = { report: reports(...everyMonth.slice(0, 6)) };
    assert.equal(await amount(reported, june, { asOf: '2021-06-30' }), '0');
    assert.equal(await amount(reported, june, { asOf: '2021-07-01' }), '[0, …]');
    const young: Given = { unit: [{ ...u1, since: '2021-07-15' }], report: reports(...everyMonth.slice(6)) };
    assert.equal(await amount(reported, young), '0');
    assert.equal(await amount(reported, { ...young, report: reports(...everyMonth.slice(7)) }), '[0, …]');
    const moved: Given = {
      unit: [
        { ...u1, until: '2021-03-31' },
        { ...u1, since: '2021-06-01', street: 's2' },
      ],
      report: reports('2021-01', '2021-02', '2021-03', ...everyMonth.slice(5)),
    };
    assert.equal(await amount(reported, moved), '0');
  });

  it('counts what has happened by the as-of date only', async () => {
    const given: Given = { event: [event('a', { on: '2021-06-30' }), event('b', { on: '2021-07-01' })] };
    assert.equal(await amount(inYear, given, { asOf: '2021-06-30' }), '1');
    assert.equal(await amount({ kind: 'count', ...select('event') }, given, { asOf: '2021-06-30' }), '2');
  });

  it('places a month in the period where the whole of it lies within', async () => {
    const filed: FactDefinition = { kind: 'count', ...select('report', { during: 'month' }) };
    const given: Given = { report: reports('2020-12', '2021-01', '2021-12', '2022-01') };
    assert.equal(await amount(filed, given), '2');
    assert.equal(await amount(filed, given, { period: '2021-Q4' }), '1');
    assert.equal(await amount(filed, given, { asOf: '2021-11-30' }), '1');
  });

  it('goes up several references', async () => {
    const ofStreet: FactDefinition = { kind: 'count', ...select('event', { link: ['unit', 'street'] }) };
    assert.equal(
      await amount(
        ofStreet,
        { event: [event('a'), event('b'), event('c', { unit: 'u9' })] },
        { of: 'street', subject: 's1' },
      ),
      '2',
    );
  });
});

describe('failures of a rule', () => {
  // The rule asks of `high` events of the period that no more than 7 are lost.
  const failing: FactDefinition = { kind: 'failures', rule: 'quickly', ...select('event') };
  it('count those that fail for sure, and those that may', async () => {
    const given: Given = {
      event: [
        event('a', { level: 'high', lost: 7 }),
        event('b', { level: 'high', lost: 8 }),
        event('c', { level: 'high' }),
        event('d', { level: null, lost: 8 }),
        event('e', { level: 'low', lost: 8 }),
        event('f', { level: 'high', lost: 9, on: '2020-01-01' }),
        event('g', { level: 'high', lost: 9, on: null }),
      ],
    };
    assert.equal(await amount(failing, given), '[1, 4]');
  });
  it('of a doubtful record may count where it fails', async () => {
    const doubtful: FactDefinition = {
      kind: 'failures',
      rule: 'quickly',
      ...select('event', { where: is('result', '=', 'bad') }),
    };
    assert.equal(await amount(doubtful, { event: [event('a', { level: 'high', lost: 8 })] }), '[0, 1]');
    assert.equal(await amount(doubtful, { event: [event('a', { level: 'high', lost: 7 })] }), '0');
    assert.equal(await amount(doubtful, { event: [event('a', { level: 'high' })] }), '[0, 1]');
  });
});
