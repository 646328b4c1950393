import assert from 'node:assert/strict';
import { addMonths } from '../../engine/calendar/civil-date.ts';
import type { FactDefinition } from '../../engine/model/fact.ts';
import { amount, event } from './district.ts';
import { type Given, path, select } from './world.ts';

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
