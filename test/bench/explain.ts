/** `explain` of one unit of the shipped district: again and again in one process, and as a fresh process. */
import { join } from 'node:path';
import { explain, openProject } from '../../engine/index.ts';
import { type Figure, figure, home, median } from './figure.ts';
import { runCommand } from './run-process.ts';

const period = '2021';
const warmBound = 20;
const freshBound = 500;

export async function* explainBenchmark(): AsyncGenerator<Figure> {
  const folder = join(home, 'rules');
  const project = await openProject(folder);
  const units = await someUnits(folder);
  await explain(project, { period, subject: units[0] as string });
  const warm: number[] = [];
  // Each unit once: what was found of one doesn't answer for the next.
  for (const subject of units.slice(1)) {
    const start = performance.now();
    const explained = await explain(project, { period, subject });
    warm.push(performance.now() - start);
    if (explained.verdicts.length === 0) throw new Error(`nothing is said of ${subject}`);
  }
  yield figure('explain one unit, warm', median(warm), 'ms', warmBound);
  const asked = ['explain', folder, '--period', period, '--subject', units[0] as string, '--format', 'json'];
  const fresh = Array.from({ length: 7 }, () => runCommand(asked).milliseconds);
  yield figure('explain one unit, fresh process', median(fresh), 'ms', freshBound);
}

/** The units of the district, those first that fail a standard: they have more to tell. */
async function someUnits(folder: string): Promise<readonly string[]> {
  const { output } = runCommand(['assess', folder, '--period', period, '--format', 'json']);
  const { standings } = JSON.parse(output) as {
    readonly standings: readonly { readonly entity: string; readonly subject: string; readonly verdict: string }[];
  };
  const units = standings.filter((standing) => standing.entity === 'unit');
  const failing = units.filter((standing) => standing.verdict === 'fail');
  return [...new Set([...failing, ...units].map((standing) => `unit:${standing.subject}`))];
}
