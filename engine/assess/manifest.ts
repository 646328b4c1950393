/**
 * The manifest: what went into an assessment and what came out, by hash, with the settings. It has no clock and no absolute
 * path, so that the same rules, data and settings give the same manifest.
 */
import { promises as fs } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { isCivilDate } from '../calendar/civil-date.ts';
import { parsePeriods } from '../calendar/period.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { badManifest } from '../diagnostics/registry/run.ts';
import { isPackFile } from '../dictionary/uses.ts';
import type { FileHash } from '../project/files.ts';
import { type AskedTable, askedTables } from './only.ts';
import type { Counts } from './results.ts';

export interface Manifest {
  readonly manifest: 1;
  readonly engine: { readonly zhunsheng: string; readonly duckdb: string };
  /** From the manifest's folder. */
  readonly project: string;
  /** From the manifest's folder; null: the descriptor's own paths. */
  readonly data: string | null;
  readonly settings: Settings;
  readonly inputs: readonly FileHash[];
  readonly counts: Counts;
  readonly outputs: readonly FileHash[];
}

export interface Settings {
  readonly period: string;
  readonly asOf: string | null;
  readonly standards: readonly string[] | null;
  /** The tables asked for; null: all. */
  readonly only: readonly AskedTable[] | null;
  readonly language: 'zh' | 'en';
  readonly tables: 'csv' | 'parquet';
  readonly bom: boolean;
}

export const manifestName = 'manifest.json';

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await fs.writeFile(join(folder, manifestName), manifestText(manifest));
}

/** What is written; a signature is of these bytes. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Reads a manifest. Throws ZhunshengError (ZS5030) where it is none. */
export async function readManifest(file: string): Promise<Manifest> {
  const text = await fs.readFile(file, 'utf8').catch(() => stop(badManifest, file, { reason: reasons.unreadable }));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    stop(badManifest, file, { reason: reasons.notJson });
  }
  const wrong = problem(value);
  if (wrong !== null) stop(badManifest, file, { reason: wrong });
  return value as Manifest;
}

function problem(value: unknown): Localized | string | null {
  if (!isRecord(value) || value['manifest'] !== 1) return reasons.noMark;
  const { engine, project, data, settings, inputs, outputs } = value;
  if (!isRecord(engine) || typeof engine['zhunsheng'] !== 'string') return 'engine';
  if (typeof project !== 'string' || !(data === null || typeof data === 'string')) return 'project';
  if (!isRecord(settings)) return 'settings';
  const { period, asOf, standards, only, language, tables, bom } = settings;
  if (typeof period !== 'string' || parsePeriods(period) === null) return 'settings.period';
  if (!(asOf === null || (typeof asOf === 'string' && isCivilDate(asOf)))) return 'settings.asOf';
  if (!(standards === null || (Array.isArray(standards) && standards.every((name) => typeof name === 'string')))) {
    return 'settings.standards';
  }
  const isTable = (name: unknown): boolean => askedTables.some((table) => table === name);
  if (!(only === undefined || only === null || (Array.isArray(only) && only.length > 0 && only.every(isTable))))
    return 'settings.only';
  if (language !== 'zh' && language !== 'en') return 'settings.language';
  if (tables !== 'csv' && tables !== 'parquet') return 'settings.tables';
  if (typeof bom !== 'boolean') return 'settings.bom';
  // Inputs are compared by name alone; outputs are looked for beside the manifest.
  if (!isFileList(inputs, (file) => isInside(file) || isPackFile(file))) return 'inputs';
  return isFileList(outputs, isInside) ? null : 'outputs';
}

function isFileList(value: unknown, mayBe: (file: string) => boolean): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (item) =>
        isRecord(item) && typeof item['file'] === 'string' && mayBe(item['file']) && typeof item['sha256'] === 'string',
    )
  );
}

/** A relative path that stays in its folder. */
function isInside(file: string): boolean {
  return !isAbsolute(file) && !file.split(/[\\/]/).includes('..');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const reasons = {
  unreadable: { zh: '读不了这个文件', en: 'the file cannot be read' },
  notJson: { zh: '它不是 JSON', en: 'it is not JSON' },
  noMark: { zh: '它没有 "manifest": 1', en: 'it has no "manifest": 1' },
} as const;
