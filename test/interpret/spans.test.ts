import assert from 'node:assert/strict';
import type { FactDefinition } from '../../engine/model/fact.ts';
import { amount, base, district, event, type Row, show } from './district.ts';
import { count, during, fact, fraction, type Given, is, look, model, number, path, select } from './world.ts';

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

describe('a span to a day of which there is none', () => {
  const facts = [
    fact(
      'last-on',
      'unit',
      { kind: 'date' },
      { kind: 'latest', element: path('ended'), ...select('event', { during: 'on' }) },
    ),
    fact('idle', 'unit', number('integer'), { kind: 'days', from: path('since'), to: path('last-on'), open: 'as-of' }),
  ];
  it('is empty, while to a day that is not known it counts to the as-of date', async () => {
    const idle = async (given: Given): Promise<string> =>
      show(
        (await look(model(district, { facts }), { ...base, ...given }, during('2021')).fact('unit', 'u1', path('idle')))
          .value,
      );
    assert.equal(await idle({}), 'empty');
    assert.equal(await idle({ event: [event('a')] }), '730');
    assert.equal(await idle({ event: [event('a', { ended: '2021-05-05' })] }), '490');
    assert.equal(await idle({ unit: [{ id: 'u1' }] }), 'unknown');
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

  it('names the records behind an operand once, however often the operand stands in it', async () => {
    const found = look(model(district, { facts }), { ...base, ...levels('high', 'low') }, during('2021'));
    const { records } = await found.fact('unit', 'u1', path('total'));
    assert.deepEqual(
      records.map(({ keys }) => keys),
      [['e0'], ['e1']],
    );
  });

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
