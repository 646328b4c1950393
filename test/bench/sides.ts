/** What the benchmarks of costs share: two projects on the same data, each assessed in a process of its own, in turns. */
import { linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, type Figure, figure } from './figure.ts';
import { national, type Size } from './national/data.ts';
import { runScript } from './run-process.ts';

/** What one run took. */
interface Cost {
  readonly seconds: number;
  /** Of processors: what else the machine does counts less. */
  readonly cpuSeconds: number;
  readonly peakMiB: number;
}

export interface Side {
  readonly project: string;
  readonly out: string;
}

export interface Comparison {
  readonly before: Side;
  readonly after: Side;
  readonly period: string;
  readonly turns: number;
  /** What is asked for of each; null: everything. */
  readonly tables: { readonly before: readonly string[]; readonly after: readonly string[] } | null;
}

/** The national size, or as many units as the environment's BENCH_UNITS says with their share of events. */
export function benchSize(): Size {
  const units = Number(process.env.BENCH_UNITS ?? national.units);
  if (!Number.isInteger(units) || units < 1000) throw new Error('BENCH_UNITS: a number of units from 1000 on');
  return {
    units,
    petitions: Math.round(units * 1.2),
    accidents: Math.round(units * 0.9),
    cases: Math.round(units * 0.9),
  };
}

/** How often each side runs, of which the least counts, or as often as the environment's BENCH_TURNS says. */
export function benchTurns(usual: number): number {
  const turns = Number(process.env.BENCH_TURNS ?? usual);
  if (!Number.isInteger(turns) || turns < 1) throw new Error('BENCH_TURNS: a number from 1 on');
  return turns;
}

/** A project in the cache's folder; the data are links to these files, as one that is symbolic would be refused. */
export function writeSide(name: string, files: ReadonlyMap<string, string>, data: string): Side {
  const project = join(cacheFolder(), name);
  rmSync(project, { recursive: true, force: true });
  for (const [path, text] of files) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  }
  mkdirSync(join(project, 'data'));
  for (const file of readdirSync(data)) linkSync(join(data, file), join(project, 'data', file));
  return { project, out: `${project}-assessed` };
}

/**
 * The figures of a comparison: `what` in processor time, in time, and at its peak of memory, each side's least of its turns, and
 * how many times the processor time that is against the bound.
 */
export function compareSides(what: string, bound: number, comparison: Comparison): readonly Figure[] {
  const { before, after, period, turns, tables } = comparison;
  const costs: { readonly before: Cost[]; readonly after: Cost[] } = { before: [], after: [] };
  for (let turn = 0; turn < turns; turn++) {
    costs.before.push(assessed(before, period, tables?.before ?? []));
    costs.after.push(assessed(after, period, tables?.after ?? []));
  }
  const least = (of: keyof Cost): readonly [number, number] => [
    Math.min(...costs.after.map((cost) => cost[of])),
    Math.min(...costs.before.map((cost) => cost[of])),
  ];
  const [cpu, cpuBefore] = least('cpuSeconds');
  const [wall, wallBefore] = least('seconds');
  const [peak, peakBefore] = least('peakMiB');
  return [
    figure(`${what}, in processor time`, cpu, 's', cpuBefore),
    figure(`${what}`, wall, 's', wallBefore),
    figure(`${what}, peak of memory`, peak, 'MiB', peakBefore),
    figure(`${what}, in processor time: how many times (bound)`, cpu / cpuBefore, '×', bound),
  ];
}

function assessed({ project, out }: Side, period: string, tables: readonly string[]): Cost {
  return runScript('run-assess-period.ts', [project, out, period, ...tables]) as Cost;
}
