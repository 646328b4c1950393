/** What the engine says of the shipped project, in the shape in which a count by hand is compared with it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assessment, assess, openProject } from '../../engine/index.ts';
import { dataFolder } from './reading.ts';

export const rulesFolder = join(dataFolder, '..');

const kept = new Map<string, Promise<Assessment>>();

/** The shipped project over its shipped data; each period once for all tests. */
export function assessed(period: string): Promise<Assessment> {
  let result = kept.get(period);
  if (result === undefined) {
    result = openProject(rulesFolder).then((project) => assess(project, { period, language: 'en' }));
    kept.set(period, result);
  }
  return result;
}

export interface Edit {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The same data by rules in which one line has been changed, as an officer would change it. */
export async function assessedAfter(
  edits: readonly Edit[],
  period: string,
  standards?: readonly string[],
): Promise<Assessment> {
  const folder = mkdtempSync(join(tmpdir(), 'district-'));
  try {
    cpSync(rulesFolder, folder, { recursive: true });
    for (const { file, from, to } of edits) {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      if (text.split(from).length !== 2)
        throw new Error(`${from} stands ${text.split(from).length - 1} times in ${file}`);
      writeFileSync(path, text.replace(from, to));
    }
    const options = { period, language: 'en', ...(standards === undefined ? {} : { standards }) } as const;
    return await assess(await openProject(folder), options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The subjects that a standard fails, in order. */
export function failing({ standings }: Assessment, standard: string, verdict = 'fail'): string[] {
  return standings
    .filter((row) => row.standard === standard && row.verdict === verdict)
    .map(({ subject }) => subject)
    .sort();
}

/** The subjects with a finding of the rule, in order. */
export function found({ findings }: Assessment, rule: string): string[] {
  return findings
    .filter((row) => row.rule === rule)
    .map(({ subject }) => subject)
    .sort();
}

/** Of one roll-up: the rate as it is written, by group. */
export function rates({ rollups }: Assessment, rollup: string): Record<string, string> {
  return Object.fromEntries(
    rollups.filter((row) => row.rollup === rollup).map((row) => [row.group, `${row.passed}/${row.assessed}`]),
  );
}
