/**
 * `test` of 1,000 cases on both evaluators: the shipped policies with their cases again and again under other names. Each turn is a
 * process of its own, without coverage and with it.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, type Figure, figure, home, median } from './figure.ts';
import { runScript } from './run-process.ts';

const cases = 1000;
const bound = 5;
const turns = 3;

/** What `run-tests.ts` prints. */
export interface TestCost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly cases: number;
  readonly failed: number;
}

export async function* testsBenchmark(): AsyncGenerator<Figure> {
  const folder = join(cacheFolder(), 'tests');
  writeCases(folder);
  const costs = Array.from({ length: turns }, () => ({
    plain: costOf(folder, 'plain'),
    covered: costOf(folder, 'coverage'),
  }));
  const of = (kind: 'plain' | 'covered', what: 'seconds' | 'cpuSeconds'): number =>
    median(costs.map((turn) => turn[kind][what]));
  yield figure(`tests: ${cases} cases on both evaluators, in processor time`, of('plain', 'cpuSeconds'), 's', bound);
  yield figure(`tests: ${cases} cases on both evaluators`, of('plain', 'seconds'), 's', bound);
  yield figure(
    `tests: ${cases} cases with coverage, in processor time`,
    of('covered', 'cpuSeconds'),
    's',
    of('plain', 'cpuSeconds'),
  );
}

function costOf(folder: string, what: 'plain' | 'coverage'): TestCost {
  const cost = runScript('run-tests.ts', [folder, what]) as TestCost;
  if (cost.cases !== cases || cost.failed > 0) throw new Error(`${cost.failed} of ${cost.cases} cases fail`);
  return cost;
}

/** The shipped project without data, each file's cases as often as needed, the last round cut short. */
function writeCases(folder: string): void {
  const shipped = join(home, 'rules');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'policies'), { recursive: true });
  for (const file of ['datapackage.yaml', 'guide.md', 'waivers.yaml']) cpSync(join(shipped, file), join(folder, file));
  const tests: TestText[] = [];
  for (const file of readdirSync(join(shipped, 'policies'))) {
    const path = join(shipped, 'policies', file);
    if (!file.endsWith('.test.yaml')) {
      cpSync(path, join(folder, 'policies', file));
      continue;
    }
    const [head = '', ...each] = readFileSync(path, 'utf8').split(/^ {2}- name: /m);
    tests.push({ file, head, each, written: [] });
  }
  let left = cases;
  for (let round = 1; left > 0; round++) {
    for (const { each, written } of tests) {
      const some = each.slice(0, left).map((text) => text.replace(/(["']?)\n/, ` (${round})$1\n`));
      left -= some.length;
      written.push(...some);
    }
  }
  for (const { file, head, written } of tests) {
    const text = written.map((one) => `  - name: ${one.trimEnd()}\n`).join('');
    writeFileSync(join(folder, 'policies', file), head + text);
  }
}

interface TestText {
  readonly file: string;
  readonly head: string;
  /** A case from its name on. */
  readonly each: readonly string[];
  readonly written: string[];
}
