/**
 * What an output folder of `report` holds: its manifest. A run of a part for a period replaces that part of that period; all else
 * in the folder stays as it is, so that bulletins gather in one folder, month by month.
 */
import { promises as fs } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { parsePeriod } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { otherAudience, otherOutput } from '../diagnostics/registry/report.ts';
import type { FileHash } from '../project/files.ts';
import { version } from '../version.ts';
import { type Audience, audiences } from './audience.ts';

export interface Published {
  readonly report: 1;
  readonly engine: { readonly zhunsheng: string };
  readonly audience: Audience;
  /** Sorted by part, then by period. */
  readonly runs: readonly PublishedRun[];
}

/** A part of a period. */
export interface PublishedRun {
  readonly part: string;
  readonly period: string;
  readonly asOf: string;
  readonly language: Language;
  /** Of rules and data. */
  readonly fingerprint: string;
  /** The pages that the index leads to. */
  readonly entries: readonly string[];
  /** Sorted by name. */
  readonly files: readonly FileHash[];
}

const manifestName = 'manifest.json';

/** What is there; null: nothing yet. Refuses other outputs (ZS8101) and those for another audience (ZS8102). */
export async function readPublished(folder: string, out: string, audience: Audience): Promise<Published | null> {
  const text = await fs.readFile(join(folder, manifestName), 'utf8').catch(() => null);
  if (text === null) return null;
  const found = parsed(text);
  if (found === null) return stop(otherOutput, out, { path: out });
  if (found.audience !== audience) stop(otherAudience, out, { path: out, found: found.audience, asked: audience });
  return found;
}

/** Takes over what a folder holds of the runs given. */
export async function keepRuns(from: string, to: string, runs: readonly PublishedRun[]): Promise<void> {
  for (const { file } of runs.flatMap(({ files }) => files)) {
    await fs.mkdir(dirname(join(to, file)), { recursive: true });
    await fs.copyFile(join(from, file), join(to, file));
  }
}

export async function writePublished(folder: string, audience: Audience, runs: readonly PublishedRun[]): Promise<void> {
  const published: Published = { report: 1, engine: { zhunsheng: version }, audience, runs };
  await fs.writeFile(join(folder, manifestName), `${JSON.stringify(published, null, 2)}\n`);
}

export function sortedRuns(runs: readonly PublishedRun[]): readonly PublishedRun[] {
  const key = ({ part, period }: PublishedRun): string => `${part} ${period}`;
  return [...runs].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Null where it is not one of ours. Files may only lie in the folder: they are copied. */
function parsed(text: string): Published | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || value['report'] !== 1) return null;
  const isKnown = audiences.some((audience) => audience === value['audience']);
  return isKnown && Array.isArray(value['runs']) && value['runs'].every(isRun) ? (value as unknown as Published) : null;
}

function isRun(value: unknown): value is PublishedRun {
  if (!isRecord(value)) return false;
  const { part, period, asOf, language, fingerprint, entries, files } = value;
  return (
    [part, asOf, fingerprint].every((text) => typeof text === 'string') &&
    typeof period === 'string' &&
    parsePeriod(period) !== null &&
    (language === 'zh' || language === 'en') &&
    Array.isArray(entries) &&
    entries.every((entry) => typeof entry === 'string') &&
    Array.isArray(files) &&
    files.every((file) => isRecord(file) && typeof file['file'] === 'string' && isInside(file['file']))
  );
}

function isInside(file: string): boolean {
  return file === posix.normalize(file) && !posix.isAbsolute(file) && !/^\.\.?(?:\/|$)|\\|^[A-Za-z]:/.test(file);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
