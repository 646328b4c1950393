import assert from 'node:assert/strict';
import type { FactDefinition } from '../../engine/model/fact.ts';
import { amount, event, type Row } from './district.ts';
import { fraction, type Given, is, known, select, truth } from './world.ts';

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
    ['a doubtful one that is unsure', { event: [good('a'), unsure('b', doubtful)] }, ['[1/2, 1]', 'unknown', 'true']],
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
