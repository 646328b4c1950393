/**
 * 1,000,000 units × 3,000,000 events × 40 rules × 12 months, files to files: `assess` against json-rules-engine on a sample and
 * against a query written by hand, verdicts compared, in processes of their own. The query writes verdicts and nothing else; so
 * `assess` is asked for the verdicts only, and beside it for everything: standings, findings with their evidence, roll-ups. Its
 * file is sorted and the same on each run, which the query's is not; so a sorted one is measured beside it.
 */
import { linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, type Figure, figure } from '../figure.ts';
import { runScript } from '../run-process.ts';
import { makeData, national } from './data.ts';
import { policyFiles } from './policy.ts';

const months = 12;
const sampleUnits = 2000;
/** Each is run so many times, in turn; the fastest counts, as what slows a run is not the program. */
const turns = 3;
const memoryBound = 4096;

interface Run {
  readonly seconds: number;
  /** Of processors: what else the machine does counts less. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

interface Sample {
  readonly judged: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly differences: number;
  readonly checksums: readonly [string, string];
}

export async function* nationalBenchmark(): AsyncGenerator<Figure> {
  const data = await makeData(cacheFolder(), national);
  const project = writeProject(data);
  const out = join(cacheFolder(), 'assessed');
  const byHand = join(cacheFolder(), 'by-hand.parquet');
  const assessed: Run[] = [];
  const whole: Run[] = [];
  const written: Run[] = [];
  const sorted: Run[] = [];
  for (let turn = 0; turn < turns; turn++) {
    assessed.push(runScript('national/run-assess.ts', [project, out, 'verdicts']) as Run);
    written.push(runScript('national/run-by-hand.ts', [data, byHand]) as Run);
    sorted.push(runScript('national/run-by-hand.ts', [data, `${byHand}.sorted`, 'period, subject']) as Run);
    whole.push(runScript('national/run-assess.ts', [project, join(cacheFolder(), 'assessed-whole')]) as Run);
  }
  const sample = runScript('national/run-sample.ts', [
    data,
    String(sampleUnits),
    join(out, 'verdicts/unit.parquet'),
    byHand,
  ]) as Sample;
  if (sample.differences > 0) throw new Error(`json-rules-engine differs in ${sample.differences} verdicts`);
  if (sample.checksums[0] !== sample.checksums[1])
    throw new Error('the verdicts differ from the query written by hand');
  const peak = Math.max(...[...assessed, ...whole].map((run) => run.peakMiB));
  for (const [name, what] of [
    ['units and months a second, against json-rules-engine', 'seconds'],
    ['the same, in processor time', 'cpuSeconds'],
  ] as const) {
    yield figure(name, (national.units * months) / least(assessed, what), '1/s', sample.judged / sample[what]);
  }
  for (const [name, runs, query] of [
    ['verdicts, against a query written by hand whose rows lie in any order', assessed, written],
    ['verdicts, against the same query with ORDER BY period, subject, as assess writes them', assessed, sorted],
    ['all tables, against the query for the verdicts in any order', whole, written],
  ] as const) {
    yield figure(`assess for ${name}`, least(runs, 'seconds'), 's', least(query, 'seconds'));
    yield figure('the same, in processor time', least(runs, 'cpuSeconds'), 's', least(query, 'cpuSeconds'));
  }
  yield figure('peak memory of assess', peak, 'MiB', memoryBound);
}

function least(runs: readonly Run[], what: keyof Run): number {
  return Math.min(...runs.map((run) => run[what]));
}

/** The policies beside the data, whose files are shared with the cache: a symbolic link out of a project is refused. */
function writeProject(data: string): string {
  const folder = join(cacheFolder(), 'national-project');
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of policyFiles()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  mkdirSync(join(folder, 'data'));
  for (const name of readdirSync(data)) linkSync(join(data, name), join(folder, 'data', name));
  return folder;
}
