import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A line of the benchmarks. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it is measured against: another engine's figure, or the bound that was promised. */
  readonly baseline: number;
  /** Value by baseline. */
  readonly ratio: number;
}

export function figure(name: string, value: number, unit: string, baseline: number): Figure {
  return { name, value: rounded(value), unit, baseline: rounded(baseline), ratio: rounded(value / baseline) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

/** The repository's folder. */
export const home: string = resolve(import.meta.dirname, '../..');

/** Where generated inputs and results are kept; git ignores it. */
export function cacheFolder(): string {
  const folder = join(home, '.cache/bench');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
