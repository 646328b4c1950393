import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differenceOf, type End, ratioOf } from '../../engine/interpret/ranges.ts';
import { exact, type NumberRange } from '../../engine/model/number.ts';
import { show } from './district.ts';

function range(low: number | null, high: number | null): NumberRange {
  const end = (at: number | null): End => (at === null ? null : exact(BigInt(at)));
  return { low: end(low), high: end(high) };
}

describe('ranges', () => {
  type Ends = readonly [number | null, number | null];
  const ratios: readonly (readonly [of: Ends, to: Ends, ratio: string])[] = [
    [[2, 2], [3, 3], '2/3'],
    [[2, 4], [1, 2], '[1, 4]'],
    [[0, 0], [0, 0], 'empty'],
    [[1, 1], [0, 0], 'empty'],
    [[1, 1], [0, 2], 'unknown'],
    [[1, 1], [0, null], 'unknown'],
    [[1, 1], [null, 0], 'unknown'],
    [[-2, 4], [1, 2], '[-2, 4]'],
    [[-2, 4], [-2, -1], '[-4, 2]'],
    [[2, 4], [2, null], '[0, 2]'],
    [[2, null], [2, 4], '[1/2, …]'],
    [[2, null], [2, null], '[0, …]'],
    [[-1, null], [2, 4], 'unknown'],
    [[null, 4], [2, 4], 'unknown'],
    [[2, 4], [null, -1], 'unknown'],
    [[2, null], [-2, -1], 'unknown'],
  ];
  for (const [of, to, ratio] of ratios) {
    it(`${JSON.stringify(of)} divided by ${JSON.stringify(to)} is ${ratio}`, () => {
      assert.equal(show(ratioOf(range(...of), range(...to))), ratio);
    });
  }

  it('subtract end from opposite end, and stay open where they are', () => {
    assert.equal(show(differenceOf(range(2, 4), range(1, 1))), '[1, 3]');
    assert.equal(show(differenceOf(range(2, 4), range(1, 3))), '[-1, 3]');
    assert.equal(show(differenceOf(range(2, null), range(1, 3))), '[-1, …]');
    assert.equal(show(differenceOf(range(2, 4), range(1, null))), '[…, 3]');
    assert.equal(show(differenceOf(range(2, null), range(1, null))), 'unknown');
  });

  it('hold every result of numbers within them, and reach their ends', () => {
    const ends = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(ends, ends, ([a, wide], [c, long]) => {
        const of = range(a, a + wide);
        const to = range(c, c + long);
        const within = ratioOf(of, to);
        if (c <= 0 && c + long >= 0) {
          assert.notEqual(within.kind, 'number');
          return;
        }
        assert.ok(within.kind === 'number');
        const { low, high } = within.range;
        assert.ok(low !== null && high !== null);
        for (let x = a; x <= a + wide; x++) {
          for (let y = c; y <= c + long; y++) {
            const quotient = exact(BigInt(x)).div(exact(BigInt(y)));
            assert.ok(low.lte(quotient) && high.gte(quotient));
          }
        }
        const corners = [a, a + wide].flatMap((x) => [c, c + long].map((y) => exact(BigInt(x)).div(exact(BigInt(y)))));
        assert.ok(corners.some((corner) => corner.equals(low)) && corners.some((corner) => corner.equals(high)));
      }),
      { numRuns: 300 },
    );
  });
});
