/**
 * The country by the shipped policies: 620,574 villages and communities, twelve months, every rule. The promise is under 60 seconds
 * and 4 GiB on two cores, and that 1 GiB is enough to finish. BENCH_FACTOR in the environment takes the country several times over.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, type Figure, figure, home } from '../figure.ts';
import { runScript } from '../run-process.ts';
import { country, makeCountry } from './data.ts';

const seconds = 60;
const mebibytes = 4096;
const tables = ['verdicts', 'rollups'] as const;

interface Cost {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

export async function* countryBenchmark(): AsyncGenerator<Figure> {
  const factor = Number(process.env.BENCH_FACTOR ?? country.factor);
  const data = await makeCountry(cacheFolder(), { ...country, factor });
  const out = join(cacheFolder(), 'country-assessed');
  const assessed = (memory: string): Cost =>
    runScript('country/run-assess.ts', [join(home, 'rules'), data, out, memory, ...tables]) as Cost;
  const what = `the country ${factor} times, 12 months, all rules`;
  const usual = assessed('3GB');
  yield figure(what, usual.seconds, 's', seconds * factor);
  yield figure(`${what}, in processor time`, usual.cpuSeconds, 's', 2 * seconds * factor);
  yield figure(`${what}, peak of memory`, usual.peakMiB, 'MiB', mebibytes);
  const small = assessed('1GB');
  yield figure(`${what}, with a limit of 1 GB`, small.seconds, 's', usual.seconds);
  yield figure(`${what}, peak of memory with a limit of 1 GB`, small.peakMiB, 'MiB', usual.peakMiB);
  rmSync(out, { recursive: true, force: true });
}
