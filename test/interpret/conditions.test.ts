import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Condition } from '../../engine/model/condition.ts';
import type { Trace } from '../../engine/model/explanation.ts';
import { and, not, or, type Truth } from '../../engine/model/truth.ts';
import {
  all,
  any,
  boolean,
  during,
  entity,
  fact,
  fraction,
  holds,
  is,
  known,
  look,
  model,
  no,
  rule,
  select,
  standard,
  text,
} from './world.ts';

/** A unit of which `yes` is true, `no` is false, `gap` is not known, and `share` is of no records. */
const entities = [
  entity('unit', { id: text, yes: boolean, no: boolean, gap: boolean }),
  entity('event', { id: text, unit: text }, { references: { unit: 'unit' } }),
];
const share = fact('share', 'unit', fraction, { kind: 'share', that: known('id'), ...select('event') });
const given = { unit: [{ id: 'u1', yes: true, no: false, gap: null }] };

const asStandard = standard('standard', 'unit', [{ kind: 'rule', rule: 'asked' }]);

/** The trace of a condition. The verdict that is found in short, without a trace, must be the same. */
async function traceOf(condition: Condition): Promise<Trace> {
  const world = model(entities, { facts: [share], rules: [rule('asked', 'unit', condition)], standards: [asStandard] });
  const { verdict, require } = await look(world, given, during('2021')).rule('asked', 'u1');
  const inShort = await look(world, given, during('2021')).standard('standard', 'u1');
  assert.deepEqual(inShort.requires, [{ name: 'asked', verdict }]);
  return require;
}

const leaf: Readonly<Record<Truth, Condition>> = {
  true: holds('yes'),
  false: holds('no'),
  unknown: holds('gap'),
  empty: is('share', '≥', 0.5),
};
const truths: readonly Truth[] = ['true', 'false', 'unknown', 'empty'];

describe('conditions', () => {
  it('know four truths', async () => {
    for (const truth of truths) assert.equal((await traceOf(leaf[truth])).truth, truth);
  });

  // Kleene's tables, with `empty` between unknown and what decides nothing.
  const conjunctions: Readonly<Record<Truth, readonly Truth[]>> = {
    true: ['true', 'false', 'unknown', 'empty'],
    false: ['false', 'false', 'false', 'false'],
    unknown: ['unknown', 'false', 'unknown', 'unknown'],
    empty: ['empty', 'false', 'unknown', 'empty'],
  };
  const disjunctions: Readonly<Record<Truth, readonly Truth[]>> = {
    true: ['true', 'true', 'true', 'true'],
    false: ['true', 'false', 'unknown', 'empty'],
    unknown: ['true', 'unknown', 'unknown', 'unknown'],
    empty: ['true', 'empty', 'unknown', 'empty'],
  };
  for (const a of truths) {
    for (const [index, b] of truths.entries()) {
      it(`${a} and ${b}, ${a} or ${b}`, async () => {
        assert.equal((await traceOf(all(leaf[a], leaf[b]))).truth, conjunctions[a][index]);
        assert.equal((await traceOf(any(leaf[a], leaf[b]))).truth, disjunctions[a][index]);
      });
    }
  }

  it('not turns true and false only', async () => {
    const turned = await Promise.all(truths.map(async (truth) => (await traceOf(no(leaf[truth]))).truth));
    assert.deepEqual(turned, ['false', 'true', 'unknown', 'empty']);
  });

  it('of nothing: all of nothing holds, any of nothing does not', async () => {
    assert.equal((await traceOf(all())).truth, 'true');
    assert.equal((await traceOf(any())).truth, 'false');
    assert.equal((await traceOf(no(any(all(), leaf.unknown)))).truth, 'false');
  });

  it('show the truth of every part, however they are nested, as Kleene has it', async () => {
    const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { depthSize: 'medium', withCrossShrink: true },
        fc.constantFrom(...Object.values(leaf)),
        fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => ({ kind: 'all', of })),
        fc.array(tie('condition'), { maxLength: 3 }).map((of): Condition => ({ kind: 'any', of })),
        tie('condition').map((of): Condition => ({ kind: 'not', of })),
        tie('condition').map((of): Condition => ({ kind: 'shared', name: 'shared', of })),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(condition, async (asked) => {
        assert.equal(kleene(await traceOf(asked), asked), truthOf(asked));
      }),
      { numRuns: 200 },
    );
  });

  it('are decided to a depth of 50, and where a shared condition is used over and over', async () => {
    let deep: Condition = leaf.unknown;
    for (let depth = 0; depth < 50; depth++) deep = depth % 2 === 0 ? all(leaf.true, deep) : any(leaf.false, deep);
    assert.equal((await traceOf(deep)).truth, 'unknown');
    let wide: Condition = leaf.unknown;
    for (let depth = 0; depth < 50; depth++) {
      const shared: Condition = { kind: 'shared', name: `level-${depth}`, of: wide };
      wide = any(shared, shared);
    }
    assert.equal((await traceOf(wide)).truth, 'unknown');
  });
});

/** Checks that every part of the trace has its members' truth and the condition's shape. */
function kleene(trace: Trace, condition: Condition): Truth {
  assert.equal(trace.truth, truthOf(condition));
  switch (trace.kind) {
    case 'all':
    case 'any':
      assert.ok(condition.kind === trace.kind && condition.of.length === trace.of.length);
      trace.of.forEach((part, index) => {
        kleene(part, condition.of[index] as Condition);
      });
      break;
    case 'not':
    case 'shared':
      assert.ok(condition.kind === trace.kind);
      kleene(trace.of, condition.of);
      break;
    case 'leaf':
      assert.equal(trace.leaf, condition);
  }
  return trace.truth;
}

function truthOf(condition: Condition): Truth {
  switch (condition.kind) {
    case 'all':
      return and(condition.of.map(truthOf));
    case 'any':
      return or(condition.of.map(truthOf));
    case 'not':
      return not(truthOf(condition.of));
    case 'shared':
      return truthOf(condition.of);
    default:
      return truths.find((truth) => leaf[truth] === condition) as Truth;
  }
}
