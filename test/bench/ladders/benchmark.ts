/**
 * What ladders cost: the national project over 1,000,000 units, 3,000,000 events and the 36 months of 2020 to 2022, with and without
 * a ladder of four letters. The promise is at most 30 % more; BENCH_UNITS in the environment tries it with fewer units.
 */
import { cacheFolder, type Figure, figure } from '../figure.ts';
import { runScript } from '../run-process.ts';
import { benchSize, benchTurns, compareSides, writeSide } from '../sides.ts';
import { makeLadderData } from './data.ts';
import { filesWithLadder, filesWithoutLadder, steps } from './policy.ts';

const bound = 1.3;
const period = '2020-01..2022-12';
const turns = benchTurns(2);

interface Counted {
  readonly differences: number;
  readonly sampled: number;
  readonly steps: number;
  readonly rows: number;
  /** Whether the verdicts are the same with a ladder and without. */
  readonly same: boolean;
}

export async function* laddersBenchmark(): AsyncGenerator<Figure> {
  const size = benchSize();
  const data = await makeLadderData(cacheFolder(), size);
  const before = writeSide(`ladders-${size.units}-without`, filesWithoutLadder(), data);
  const after = writeSide(`ladders-${size.units}-with`, filesWithLadder(), data);
  const sides = { before, after, period, turns };
  const only = { before: ['verdicts'], after: ['verdicts', 'ladders'] };
  const alone = compareSides('assess for verdicts and a ladder, against verdicts', bound, { ...sides, tables: only });
  // Among them is one of two hundred with many petitions.
  const sample = String(Math.max(1000, Math.floor(size.units / 50)));
  const counted = runScript('ladders/run-count.ts', [data, sample, after.out, before.out]) as Counted;
  if (counted.differences > 0) throw new Error(`${counted.differences} rows differ from those counted by hand`);
  if (counted.steps !== steps.length) throw new Error(`only ${counted.steps} steps fall due`);
  if (!counted.same) throw new Error('a ladder changes verdicts');
  yield* alone;
  yield* compareSides('assess for all tables with a ladder, against without', bound, { ...sides, tables: null });
  yield figure(
    'rows of the ladder, of which so many equal to those counted by hand',
    counted.rows,
    'rows',
    counted.sampled,
  );
}
