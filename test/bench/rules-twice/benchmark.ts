/**
 * What twice the rules cost: the national project with its 40 rules against the same with 80, over 1,000,000 units, 3,000,000
 * events and one year. The promise is at most 1.5 times as long; BENCH_UNITS in the environment tries it with fewer units.
 */
import { join } from 'node:path';
import { cacheFolder, type Figure, figure } from '../figure.ts';
import { makeData } from '../national/data.ts';
import { policyFiles } from '../national/policy.ts';
import { rules } from '../national/rules.ts';
import { runScript } from '../run-process.ts';
import { benchSize, benchTurns, compareSides, writeSide } from '../sides.ts';
import { furtherPolicy, furtherRules } from './policy.ts';

const bound = 1.5;
const period = '2021';
const turns = benchTurns(3);

interface Compared {
  readonly rows: number;
  /** Whether the verdicts by the first forty are the same in both. */
  readonly same: boolean;
  /** Further rules that all units pass, or none, or with the verdicts of another. */
  readonly idle: readonly string[];
}

export async function* rulesTwiceBenchmark(): AsyncGenerator<Figure> {
  const size = benchSize();
  const data = await makeData(cacheFolder(), size);
  const before = writeSide(`rules-${size.units}-40`, policyFiles(), data);
  const after = writeSide(
    `rules-${size.units}-80`,
    new Map([...policyFiles(), ['further.policy.yaml', furtherPolicy()]]),
    data,
  );
  const sides = { before, after, period, turns };
  const only = { before: ['verdicts'], after: ['verdicts'] };
  const verdicts = compareSides('assess for verdicts by 80 rules, against 40', bound, { ...sides, tables: only });
  const ids = [...rules.map((rule) => rule.id), ...furtherRules()];
  const files = [before, after].map(({ out }) => join(out, 'verdicts/unit.parquet'));
  const compared = runScript('rules-twice/run-compare.ts', [...files, String(rules.length), ...ids]) as Compared;
  if (compared.rows !== size.units) throw new Error(`${compared.rows} of ${size.units} units are judged`);
  if (!compared.same) throw new Error('further rules change the verdicts by the first');
  if (compared.idle.length > 0) throw new Error(`nothing is measured by ${compared.idle.join(', ')}`);
  yield* verdicts;
  yield* compareSides('assess for all tables by 80 rules, against 40', bound, { ...sides, tables: null });
  yield figure('units judged by 80 rules', compared.rows, 'units', size.units);
}
