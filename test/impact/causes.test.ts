/** The search for causes, on verdicts that a small formula gives. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { causesOf } from '../../engine/impact/causes.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');

describe('The causes of a flip', () => {
  /** The verdict is `fail` where all changes of one of the sets are there. */
  const search = async (candidates: readonly string[], sets: readonly (readonly string[])[]) => {
    let trials = 0;
    const verdict = (applied: readonly string[]): string =>
      sets.some((set) => set.every((one) => applied.includes(one))) ? 'fail' : 'pass';
    const trial = (applied: readonly string[]): Promise<string> => {
      trials++;
      return Promise.resolve(verdict(applied));
    };
    const causes = await causesOf({ candidates, before: 'pass', after: 'fail', trial });
    return { causes, trials, verdict };
  };

  it('is the one change that can matter, without a trial', async () => {
    assert.deepEqual(await search(['a'], [['a']]).then(({ causes, trials }) => [causes, trials]), [[['a']], 0]);
  });

  it('are all changes that are enough alone', async () => {
    assert.deepEqual((await search(letters, [['c'], ['x']])).causes, [['c'], ['x']]);
  });

  it('are the smallest set where only together they do it', async () => {
    assert.deepEqual((await search(letters, [['b', 'k', 'y']])).causes, [['b', 'k', 'y']]);
  });

  it('are also what must be undone for the verdict to come back', async () => {
    assert.deepEqual((await search(letters, [['a'], ['b', 'c']])).causes, [['a'], ['b']]);
  });

  it('bring the verdict back when they are undone, and none of a set can be left out', async () => {
    const some = fc.uniqueArray(fc.constantFrom(...letters.slice(0, 8)), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(some, { minLength: 1, maxLength: 3 }), async (sets) => {
        const { causes, verdict } = await search(letters, sets);
        const named = causes.flat();
        assert.equal(verdict(letters.filter((one) => !named.includes(one))), 'pass');
        const [first = []] = causes;
        assert.equal(verdict(first), 'fail');
        for (const one of first) assert.equal(verdict(first.filter((other) => other !== one)), 'pass');
      }),
    );
  });
});
