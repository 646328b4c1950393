/**
 * `npm run bench [NAME…]`: runs the benchmarks (all, or those whose name begins so) and prints one line of JSON for each figure:
 * `{ name, value, unit, baseline, ratio }`. What is compared runs in this one run, on this machine, with equal verdicts checked.
 */
import { checkBenchmark } from './check.ts';
import { countryBenchmark } from './country/benchmark.ts';
import { editorBenchmark } from './editor/benchmark.ts';
import { explainBenchmark } from './explain.ts';
import type { Figure } from './figure.ts';
import { laddersBenchmark } from './ladders/benchmark.ts';
import { liveBenchmark } from './live.ts';
import { logBenchmark } from './log.ts';
import { nationalBenchmark } from './national/benchmark.ts';
import { rulesTwiceBenchmark } from './rules-twice/benchmark.ts';
import { testsBenchmark } from './tests.ts';

const benchmarks: Readonly<Record<string, () => AsyncGenerator<Figure>>> = {
  explain: explainBenchmark,
  check: checkBenchmark,
  log: logBenchmark,
  editor: editorBenchmark,
  tests: testsBenchmark,
  live: liveBenchmark,
  national: nationalBenchmark,
  country: countryBenchmark,
  'rules-twice': rulesTwiceBenchmark,
  ladders: laddersBenchmark,
};

const asked = process.argv.slice(2);
for (const [name, run] of Object.entries(benchmarks)) {
  if (asked.length > 0 && !asked.some((prefix) => name.startsWith(prefix))) continue;
  for await (const figure of run()) process.stdout.write(`${JSON.stringify(figure)}\n`);
}
