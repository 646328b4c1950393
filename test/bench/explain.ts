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
  const subject = await someUnit(folder);
  const warm: number[] = [];
  for (let turn = 0; turn < 30; turn++) {
    const start = performance.now();
    const explained = await explain(project, { period, subject });
    warm.push(performance.now() - start);
    if (explained.verdicts.length === 0) throw new Error(`nothing is said of ${subject}`);
  }
  yield figure('explain one unit, warm', median(warm.slice(10)), 'ms', warmBound);
  const fresh = Array.from(
    { length: 7 },
    () => runCommand(['explain', folder, '--period', period, '--subject', subject, '--format', 'json']).milliseconds,
  );
  yield figure('explain one unit, fresh process', median(fresh), 'ms', freshBound);
}

/** The first unit that fails a standard, which has more to tell than one that passes. */
async function someUnit(folder: string): Promise<string> {
  const { output } = runCommand(['assess', folder, '--period', period, '--format', 'json']);
  const { standings } = JSON.parse(output) as {
    readonly standings: readonly { readonly entity: string; readonly subject: string; readonly verdict: string }[];
  };
  const failing = standings.find((standing) => standing.entity === 'unit' && standing.verdict === 'fail');
  if (failing === undefined) throw new Error('no unit of the district fails');
  return `unit:${failing.subject}`;
}
