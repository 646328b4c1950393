/**
 * What the public edition withholds can't be computed from what it shows. Tried as an attacker would: every state of affairs that
 * agrees with all that is shown is written down, and a withheld count must not be the same in all of them.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Cell, type Disclosure, protect } from '../../engine/report/bulletin/disclosure.ts';
import type { Members, Population } from '../../engine/report/bulletin/tally.ts';
import type { State } from '../../engine/report/page/states.ts';

interface One {
  readonly groups: readonly string[];
  readonly state: State;
}

const verdicts = ['pass', 'fail', 'undetermined'] as const;
const rollups = ['street', 'kind'];

function populationOf(ones: readonly One[]): Population {
  const members = new Map<string, Members>();
  for (const { groups, state } of ones) {
    const id = JSON.stringify([groups, state]);
    members.set(id, { groups, state, count: (members.get(id)?.count ?? 0) + 1 });
  }
  return {
    standard: { name: 's', entity: 'unit' } as Population['standard'],
    rollups: rollups.map((name) => ({ name })) as unknown as Population['rollups'],
    members: [...members.values()],
  };
}

function countOf(ones: readonly One[], { rollup, group, of }: Cell): number {
  const at = rollup === null ? null : rollups.indexOf(rollup);
  return ones.filter(
    (one) => (at === null || one.groups[at] === group) && (of === 'assessed' ? true : one.state === of),
  ).length;
}

function cellsOf(ones: readonly One[]): readonly Cell[] {
  const groups = rollups.flatMap((rollup, at) =>
    [...new Set(ones.map((one) => one.groups[at] as string))].map((group) => ({ rollup, group })),
  );
  return [{ rollup: null, group: '' }, ...groups].flatMap((each) =>
    (['assessed', ...verdicts] as const).map((of) => ({ ...each, of })),
  );
}

/** Every assignment of verdicts to the same subjects that shows the same. */
function* worlds(ones: readonly One[], disclosure: Disclosure): Generator<readonly One[]> {
  const shown = cellsOf(ones).filter((cell) => disclosure.isShown(cell));
  const fixed = ones.map(({ groups }) => disclosure.showsMembers('street', groups[0] as string));
  const total = verdicts.length ** ones.length;
  for (let n = 0; n < total; n++) {
    let rest = n;
    const world = ones.map((one) => {
      const state = verdicts[rest % 3] as State;
      rest = Math.floor(rest / 3);
      return { ...one, state };
    });
    if (world.some((one, i) => fixed[i] === true && one.state !== ones[i]?.state)) continue;
    if (shown.every((cell) => countOf(world, cell) === countOf(ones, cell))) yield world;
  }
}

const town = fc.array(
  fc.record({
    groups: fc.tuple(fc.constantFrom('东街', '西街', '南街'), fc.constantFrom('村', '企业')),
    state: fc.constantFrom<State>('pass', 'pass', 'pass', 'fail', 'undetermined'),
  }),
  { minLength: 1, maxLength: 7 },
);

describe('Small counts in the public edition', () => {
  it('are never shown', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 2, max: 4 }), (ones, smallest) => {
        const disclosure = protect(populationOf(ones), { smallest, isRegister: true });
        for (const cell of cellsOf(ones).filter(({ of }) => of !== 'assessed')) {
          const count = countOf(ones, cell);
          if (count > 0 && count < smallest) assert.equal(disclosure.isShown(cell), false, JSON.stringify(cell));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('can’t be computed from totals, other roll-ups or the wall chart', () => {
    fc.assert(
      fc.property(town, fc.integer({ min: 2, max: 3 }), (ones, smallest) => {
        const disclosure = protect(populationOf(ones), { smallest, isRegister: true });
        const small = cellsOf(ones).filter((cell) => {
          const count = countOf(ones, cell);
          return cell.of !== 'assessed' && count > 0 && count < smallest;
        });
        const open = new Set(small);
        for (const world of worlds(ones, disclosure)) {
          for (const cell of open) if (countOf(world, cell) !== countOf(ones, cell)) open.delete(cell);
          if (open.size === 0) break;
        }
        assert.deepEqual([...open], []);
      }),
      { numRuns: 120 },
    );
  });

  it('take with them a group that is itself small, where it is not known who is in it', () => {
    const ones: readonly One[] = [
      ...Array.from({ length: 5 }, (): One => ({ groups: ['东街', '村'], state: 'pass' })),
      ...Array.from({ length: 6 }, (): One => ({ groups: ['西街', '村'], state: 'pass' })),
      { groups: ['南街', '村'], state: 'pass' },
    ];
    const { isShown, showsRanks } = protect(populationOf(ones), { smallest: 3, isRegister: false });
    const size = (group: string) => isShown({ rollup: 'street', group, of: 'assessed' });
    // Of three groups the smallest other one goes too, or the total would tell.
    assert.deepEqual(['东街', '西街', '南街'].map(size), [false, true, false]);
    assert.equal(isShown({ rollup: null, group: '', of: 'assessed' }), true);
    assert.equal(showsRanks('street'), false);
  });

  it('are all shown where the threshold is one', () => {
    fc.assert(
      fc.property(town, (ones) => {
        const disclosure = protect(populationOf(ones), { smallest: 1, isRegister: true });
        assert.equal(cellsOf(ones).every(disclosure.isShown), true);
      }),
    );
  });
});
