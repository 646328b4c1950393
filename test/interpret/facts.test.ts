import assert from 'node:assert/strict';
import { addMonths } from '../../engine/calendar/civil-date.ts';
import type { Cell } from '../../engine/model/dictionary.ts';
import type { FactDefinition, FactType } from '../../engine/model/fact.ts';
import type { Value } from '../../engine/model/value.ts';
import {
  code,
  count,
  date,
  decimal,
  during,
  entity,
  fact,
  fraction,
  type Given,
  integer,
  is,
  known,
  look,
  model,
  month,
  number,
  path,
  rule,
  select,
  text,
  truth,
} from './world.ts';

const district = [
  entity('street', { id: text, name: text }),
  entity(
    'unit',
    { id: text, street: text, kind: code('village', 'company'), since: date, until: date, staff: integer },
    {
      references: { street: 'street' },
      valid: { from: 'since', to: 'until' },
    },
  ),
  entity(
    'event',
    {
      id: text,
      unit: text,
      level: code('high', 'low'),
      on: date,
      ended: date,
      due: { type: date, planned: true },
      lost: { type: integer, minimum: '0' },
      change: integer,
      score: decimal,
      result: code('good', 'bad'),
    },
    { references: { unit: 'unit' } },
  ),
  entity(
    'report',
    { id: text, unit: text, month: month },
    {
      references: { unit: 'unit' },
      reports: { reference: 'unit', month: 'month' },
    },
  ),
];
const u1 = { id: 'u1', street: 's1', since: '2020-01-01' };
const base: Given = { street: [{ id: 's1', name: 'First' }], unit: [u1] };

type Row = Readonly<Record<string, Cell | number>>;

/** A fact's value of u1 in the period, as text: `2`, `[1, 3]`, `[1, …]`, `unknown`, `true`. */
async function amount(
  definition: FactDefinition,
  given: Given,
  more: { type?: FactType; period?: string; asOf?: string; of?: string; subject?: string; read?: string } = {},
): Promise<string> {
  const of = more.of ?? 'unit';
  const asked = fact('asked', of, more.type ?? count, definition);
  const quickly = rule('quickly', 'event', is('lost', '≤', 7), { during: 'on', when: is('level', '=', 'high') });
  const world = model(district, { facts: [asked], rules: [quickly] });
  const at = during(more.period ?? '2021', more.asOf);
  const found = await look(world, { ...base, ...given }, at).fact(of, more.subject ?? 'u1', path(more.read ?? 'asked'));
  return show(found.value);
}

function show(value: Value): string {
  if (value.kind === 'unknown' || value.kind === 'empty') return value.kind;
  if (value.kind !== 'number') return String(value.value);
  const { low, high } = value.range;
  if (low !== null && high !== null && low.equals(high)) return low.toFraction();
  return `[${low?.toFraction() ?? '…'}, ${high?.toFraction() ?? '…'}]`;
}

const event = (id: string, cells: Row = {}): Row => ({ id, unit: 'u1', on: '2021-05-05', ...cells });

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
  });
});

describe('sum, average, minimum and maximum', () => {
  type Kind = 'sum' | 'average' | 'minimum' | 'maximum';
  const kinds: readonly Kind[] = ['sum', 'average', 'minimum', 'maximum'];
  const over = (kind: Kind, element: string): FactDefinition => ({
    kind,
    element: path(element),
    ...select('event', { during: 'on', reportedBy: 'report' }),
  });
  const reported = {
    report: Array.from({ length: 12 }, (_, index) => ({
      id: `r${index}`,
      unit: 'u1',
      month: addMonths('2021-01-01', index),
    })),
  };

  // `lost` can't be negative, `change` can. Values of the four, in order.
  const table: readonly (readonly [
    what: string,
    element: 'lost' | 'change',
    given: Given,
    values: readonly string[],
  ])[] = [
    ['of nothing', 'lost', {}, ['0', 'empty', 'empty', 'empty']],
    ['of known numbers', 'lost', { event: [event('a', { lost: 1 }), event('b', { lost: 4 })] }, ['5', '5/2', '1', '4']],
    [
      'of known numbers that may be negative',
      'change',
      { event: [event('a', { change: -1 }), event('b', { change: 4 })] },
      ['3', '3/2', '-1', '4'],
    ],
    [
      'with an unknown one',
      'lost',
      { event: [event('a', { lost: 1 }), event('b')] },
      ['[1, …]', 'unknown', '[0, 1]', '[1, …]'],
    ],
    [
      'with an unknown one that may be negative',
      'change',
      { event: [event('a', { change: 1 }), event('b')] },
      ['unknown', 'unknown', '[…, 1]', '[1, …]'],
    ],
    ['of unknown ones only', 'lost', { event: [event('a')] }, ['[0, …]', 'unknown', '[0, …]', '[0, …]']],
    [
      'of unknown ones only that may be negative',
      'change',
      { event: [event('a')] },
      ['unknown', 'unknown', 'unknown', 'unknown'],
    ],
    [
      'with a doubtful record',
      'lost',
      { event: [event('a', { lost: 2 }), event('b', { lost: 5, on: null })] },
      ['[2, 7]', 'unknown', '2', '[2, 5]'],
    ],
    [
      'with a doubtful record below',
      'lost',
      { event: [event('a', { lost: 2 }), event('b', { lost: 1, on: null })] },
      ['[2, 3]', 'unknown', '[1, 2]', '2'],
    ],
    [
      'with a doubtful record that may be negative',
      'change',
      { event: [event('a', { change: 2 }), event('b', { change: 5, on: null })] },
      ['unknown', 'unknown', '2', '[2, 5]'],
    ],
    [
      'of doubtful records only',
      'lost',
      { event: [event('a', { lost: 2, on: null })] },
      ['[0, 2]', 'unknown', 'unknown', 'unknown'],
    ],
    ['of a missing file', 'lost', { event: 'missing' }, ['[0, …]', 'unknown', 'unknown', 'unknown']],
    [
      'of a missing file, may be negative',
      'change',
      { event: 'missing' },
      ['unknown', 'unknown', 'unknown', 'unknown'],
    ],
    [
      'with a report missing',
      'lost',
      { event: [event('a', { lost: 2 })], report: [] },
      ['[2, …]', 'unknown', '[0, 2]', '[2, …]'],
    ],
    [
      'with a report missing, may be negative',
      'change',
      { event: [event('a', { change: 2 })], report: [] },
      ['unknown', 'unknown', '[…, 2]', '[2, …]'],
    ],
    ['of nothing with a report missing', 'lost', { report: [] }, ['[0, …]', 'unknown', 'unknown', 'unknown']],
  ];
  for (const [what, element, given, values] of table) {
    it(`${what}: ${values.join(', ')}`, async () => {
      const got = await Promise.all(kinds.map((kind) => amount(over(kind, element), { ...reported, ...given })));
      assert.deepEqual(got, values);
    });
  }

  it('stay exact where floating point does not', async () => {
    const given: Given = {
      ...reported,
      event: [
        event('a', { score: '0.1' }),
        event('b', { score: '0.2' }),
        event('c', { score: '123456789012345678.123456789' }),
      ],
    };
    assert.equal(await amount(over('sum', 'score'), given), '123456789012345678423456789/1000000000');
    assert.equal(
      await amount(over('average', 'score'), {
        ...reported,
        event: [event('a', { score: '1' }), event('b', { score: '0' }), event('c', { score: '0' })],
      }),
      '1/3',
    );
  });
});

describe('the latest', () => {
  const last: FactDefinition = {
    kind: 'latest',
    element: path('result'),
    ...select('event', { during: 'on', reportedBy: 'report' }),
  };
  const plain: FactDefinition = { kind: 'latest', element: path('result'), ...select('event', { during: 'on' }) };
  const table: readonly (readonly [what: string, definition: FactDefinition, given: Given, value: string])[] = [
    ['of nothing is empty', plain, {}, 'empty'],
    [
      'is of the greatest date',
      plain,
      { event: [event('b', { on: '2021-06-02', result: 'good' }), event('c', { on: '2021-06-01', result: 'bad' })] },
      'good',
    ],
    [
      'of several with that date is the one with the greatest key',
      plain,
      { event: [event('b', { result: 'bad' }), event('c', { result: 'good' }), event('a', { result: 'bad' })] },
      'good',
    ],
    [
      'orders keys by code point',
      plain,
      { event: [event('\uFFFD', { result: 'bad' }), event('\u{1F600}', { result: 'good' })] },
      'good',
    ],
    [
      'is unknown where its element is',
      plain,
      { event: [event('a', { on: '2021-06-02' }), event('b', { result: 'bad' })] },
      'unknown',
    ],
    [
      'is unknown where a record has no date',
      plain,
      { event: [event('a', { result: 'good' }), event('b', { on: null, result: 'bad' })] },
      'unknown',
    ],
    ['is unknown where a report is missing', last, { event: [event('a', { result: 'good' })] }, 'unknown'],
    ['is unknown where the file is missing', plain, { event: 'missing' }, 'unknown'],
    [
      'looks at the period only',
      plain,
      { event: [event('a', { result: 'good' }), event('b', { on: '2022-01-01', result: 'bad' })] },
      'good',
    ],
  ];
  for (const [what, definition, given, value] of table) {
    it(what, async () => assert.equal(await amount(definition, given, { type: { kind: 'text' } }), value));
  }
});

describe('share, every and any', () => {
  const kinds = ['share', 'every', 'any'] as const;
  const over = (kind: (typeof kinds)[number]): FactDefinition => ({
    kind,
    that: is('lost', '≤', 7),
    ...select('event', { during: 'on' }),
  });
  const good = (id: string, more: Row = {}): Row => event(id, { lost: 7, ...more });
  const bad = (id: string, more: Row = {}): Row => event(id, { lost: 8, ...more });
  const unsure = (id: string, more: Row = {}): Row => event(id, more);
  const doubtful = { on: null };

  const table: readonly (readonly [what: string, given: Given, values: readonly string[]])[] = [
    ['of nothing', {}, ['empty', 'true', 'false']],
    ['of a missing file', { event: 'missing' }, ['unknown', 'unknown', 'unknown']],
    [
      'of 8 of 9',
      { event: [bad('0'), ...'12345678'].map((id) => (typeof id === 'string' ? good(id) : id)) },
      ['8/9', 'false', 'true'],
    ],
    ['all good', { event: [good('a'), good('b')] }, ['1', 'true', 'true']],
    ['all bad', { event: [bad('a')] }, ['0', 'false', 'false']],
    ['one unsure', { event: [good('a'), unsure('b')] }, ['[1/2, 1]', 'unknown', 'true']],
    ['one bad, one unsure', { event: [bad('a'), unsure('b')] }, ['[0, 1/2]', 'false', 'unknown']],
    ['unsure only', { event: [unsure('a')] }, ['[0, 1]', 'unknown', 'unknown']],
    ['a good one that is doubtful', { event: [bad('a'), good('b', doubtful)] }, ['[0, 1/2]', 'false', 'unknown']],
    ['a bad one that is doubtful', { event: [good('a'), bad('b', doubtful)] }, ['[1/2, 1]', 'unknown', 'true']],
    [
      'a good one beside a good one that is doubtful',
      { event: [good('a'), good('b', doubtful)] },
      ['1', 'true', 'true'],
    ],
    ['a bad one beside a bad one that is doubtful', { event: [bad('a'), bad('b', doubtful)] }, ['0', 'false', 'false']],
    ['doubtful ones only', { event: [good('a', doubtful)] }, ['unknown', 'true', 'unknown']],
  ];
  for (const [what, given, values] of table) {
    it(`${what}: ${values.join(', ')}`, async () => {
      const got = await Promise.all(
        kinds.map((kind) => amount(over(kind), given, { type: kind === 'share' ? fraction : truth })),
      );
      assert.deepEqual(got, values);
    });
  }

  it('with a report missing there may be more', async () => {
    const reported = (kind: (typeof kinds)[number]): FactDefinition => ({
      kind,
      that: is('lost', '≤', 7),
      ...select('event', { during: 'on', reportedBy: 'report' }),
    });
    const got = async (given: Given): Promise<readonly string[]> =>
      Promise.all(kinds.map((kind) => amount(reported(kind), given, { type: truth })));
    assert.deepEqual(await got({ event: [good('a')] }), ['[0, 1]', 'unknown', 'true']);
    assert.deepEqual(await got({ event: [bad('a')] }), ['[0, 1]', 'false', 'unknown']);
    assert.deepEqual(await got({}), ['unknown', 'unknown', 'unknown']);
  });

  it('a member whose condition is empty counts as unsure', async () => {
    const nested: FactDefinition = { kind: 'every', that: is('unit.asked', '≥', 0), ...select('event') };
    assert.equal(await amount(nested, { event: [event('a', { unit: null })] }, { type: truth }), 'true');
    const ofStreet: FactDefinition = {
      kind: 'share',
      that: known('lost'),
      ...select('event', { where: is('result', '=', 'good') }),
    };
    assert.equal(await amount(ofStreet, { event: [event('a', { result: 'bad' })] }, { type: fraction }), 'empty');
  });
});

describe('spans of time', () => {
  type Kind = 'days' | 'workdays' | 'months';
  const span = async (
    kind: Kind,
    cells: Row,
    open: 'as-of' | null,
    more: { asOf?: string; period?: string; to?: string } = {},
  ): Promise<string> =>
    amount(
      { kind, from: path('on'), to: path(more.to ?? 'ended'), open },
      { event: [event('e1', cells)] },
      {
        of: 'event',
        subject: 'e1',
        type: number('integer'),
        ...more,
      },
    );

  const table: readonly (readonly [
    kind: Kind,
    on: string | null,
    ended: string | null,
    open: 'as-of' | null,
    asOf: string,
    value: string,
  ])[] = [
    ['days', '2021-03-01', '2021-03-01', null, '2021-12-31', '0'],
    ['days', '2021-03-01', '2021-03-08', null, '2021-12-31', '7'],
    ['days', '2021-03-01', '2021-03-09', null, '2021-12-31', '8'],
    ['days', '2020-02-28', '2020-03-01', null, '2021-12-31', '2'],
    ['days', '2021-03-09', '2021-03-01', null, '2021-12-31', '-8'],
    ['days', '2021-03-01', null, null, '2021-12-31', 'unknown'],
    ['days', null, '2021-03-01', null, '2021-12-31', 'unknown'],
    ['days', null, null, 'as-of', '2021-12-31', 'unknown'],
    // An open case is judged at the as-of date: not yet due is not late.
    ['days', '2021-03-01', null, 'as-of', '2021-03-08', '7'],
    ['days', '2021-03-01', null, 'as-of', '2021-03-09', '8'],
    ['days', '2021-03-01', '2021-03-20', 'as-of', '2021-03-08', '7'],
    ['days', '2021-03-01', '2021-03-20', null, '2021-03-08', 'unknown'],
    ['months', '2021-11-30', '2022-02-28', null, '2022-12-31', '3'],
    ['months', '2021-11-30', '2022-03-01', null, '2022-12-31', '4'],
    ['months', '2019-11-30', '2020-02-29', null, '2022-12-31', '3'],
    ['months', '2020-02-29', '2021-02-28', null, '2022-12-31', '12'],
    ['months', '2021-01-31', null, 'as-of', '2021-02-28', '1'],
    ['workdays', '2021-09-30', '2021-10-07', null, '2021-12-31', '0'],
    ['workdays', '2021-09-30', '2021-10-08', null, '2021-12-31', '1'],
    ['workdays', '2021-09-30', '2021-10-09', null, '2021-12-31', '2'],
    ['workdays', '2021-09-30', '2021-10-10', null, '2021-12-31', '2'],
    ['workdays', '2021-09-24', '2021-09-26', null, '2021-12-31', '1'],
    ['workdays', '2021-09-30', null, 'as-of', '2021-10-11', '3'],
    ['workdays', '1999-09-30', '2021-10-08', null, '2021-12-31', 'unknown'],
  ];
  for (const [kind, on, ended, open, asOf, value] of table) {
    it(`${kind} from ${on} to ${ended}${open === null ? '' : ' or the as-of date'} as of ${asOf}: ${value}`, async () => {
      assert.equal(await span(kind, { on, ended }, open, { asOf, period: '2021' }), value);
    });
  }

  it('a planned day is known ahead, and counted to the as-of date where the span is open', async () => {
    assert.equal(
      await span('days', { on: '2021-03-01', due: '2021-04-01' }, null, { asOf: '2021-03-08', to: 'due' }),
      '31',
    );
    assert.equal(
      await span('days', { on: '2021-03-01', due: '2021-04-01' }, 'as-of', { asOf: '2021-03-08', to: 'due' }),
      '7',
    );
  });
});

describe('ratio, difference and total', () => {
  const of = (name: string, given: string): readonly [string, FactDefinition] => {
    const where = is('level', '=', given);
    return [name, { kind: 'count', ...select('event', { during: 'on', where }) }];
  };
  const facts = [
    ...([of('high', 'high'), of('low', 'low')] as const).map(([name, definition]) =>
      fact(name, 'unit', count, definition),
    ),
    fact('changed', 'unit', number('integer'), { kind: 'sum', element: path('change'), ...select('event') }),
    fact('best', 'unit', number('integer'), { kind: 'maximum', element: path('lost'), ...select('event') }),
    fact('ratio', 'unit', fraction, { kind: 'ratio', of: path('high'), to: path('low') }),
    fact('by-change', 'unit', fraction, { kind: 'ratio', of: path('high'), to: path('changed') }),
    fact('by-best', 'unit', fraction, { kind: 'ratio', of: path('changed'), to: path('best') }),
    fact('difference', 'unit', number('integer'), { kind: 'difference', of: path('high'), less: path('low') }),
    fact('total', 'unit', count, { kind: 'total', of: [path('high'), path('low'), path('high')] }),
    fact('with-best', 'unit', count, { kind: 'total', of: [path('high'), path('best')] }),
    fact('with-unknown', 'unit', count, { kind: 'total', of: [path('changed'), path('best')] }),
  ];
  const values = async (given: Given, ...names: string[]): Promise<readonly string[]> => {
    const found = look(model(district, { facts }), { ...base, ...given }, during('2021'));
    return Promise.all(names.map(async (name) => show((await found.fact('unit', 'u1', path(name))).value)));
  };
  const levels = (...given: (string | null)[]): Given => ({
    event: given.map((level, index) => event(`e${index}`, { level, change: 1 })),
  });
  const names = ['ratio', 'difference', 'total'];

  const table: readonly (readonly [what: string, given: Given, values: readonly string[]])[] = [
    ['of known numbers', levels('high', 'high', 'low', 'low', 'low'), ['2/3', '-1', '7']],
    ['0 of 0 is empty, never 100 % or 0 %', levels(), ['empty', '0', '0']],
    ['by exactly 0 is empty', levels('high'), ['empty', '1', '2']],
    ['by what may be 0 is unknown', levels('high', null), ['unknown', '[0, 2]', '[2, 5]']],
    ['of ranges', levels('high', 'low', null), ['[1/2, 2]', '[-1, 1]', '[3, 6]']],
    ['of a missing file', { event: 'missing' }, ['unknown', 'unknown', '[0, …]']],
  ];
  for (const [what, given, expected] of table) {
    it(`${what}: ${expected.join(', ')}`, async () => assert.deepEqual(await values(given, ...names), expected));
  }

  it('an empty operand makes empty, an unknown one unknown, and unknown wins', async () => {
    assert.deepEqual(await values({}, 'with-best', 'with-unknown', 'by-best'), ['empty', 'empty', 'empty']);
    assert.deepEqual(await values({ event: [event('a', { on: null })] }, 'with-unknown', 'by-change'), [
      'unknown',
      'unknown',
    ]);
    assert.deepEqual(await values({ event: 'missing' }, 'with-unknown'), ['unknown']);
  });

  it('a ratio with a negative divisor takes the least and the greatest quotient', async () => {
    const given: Given = { event: [event('a', { change: -4, level: 'high' }), event('b', { change: 0, level: null })] };
    assert.deepEqual(await values(given, 'by-change'), ['[-1/2, -1/4]']);
  });
});

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
