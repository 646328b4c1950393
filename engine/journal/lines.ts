/** The lines of a log, as bytes: a changed bit may be no text. */
import { promises as fs } from 'node:fs';
import { stop } from '../diagnostics/error.ts';
import { logUnreadable } from '../diagnostics/registry/journal.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import { entryOf, type LogEntry, type ReadEntry } from './entry.ts';

export interface LogLine {
  /** From 1. */
  readonly line: number;
  /** Where it begins in the file. */
  readonly offset: number;
  /** Null: the line is no entry. */
  readonly read: ReadEntry | null;
  /** False: the file ends before its line break. */
  readonly isWhole: boolean;
}

/** Throws ZhunshengError where the file cannot be read (ZS8301). */
export async function readLog(file: string): Promise<readonly LogLine[]> {
  const bytes = await fs
    .readFile(file)
    .catch((error: unknown) => stop(logUnreadable, file, { reason: systemReason(error, 'read') ?? String(error) }));
  return linesIn(bytes);
}

/** Only what is an entry; `verifyLog` tells of the rest. */
export async function readEntries(file: string): Promise<readonly LogEntry[]> {
  return (await readLog(file)).flatMap(({ read }) => read?.entry ?? []);
}

export function linesIn(bytes: Buffer): readonly LogLine[] {
  const lines: LogLine[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const found = bytes.indexOf(lineBreak, offset);
    const end = found < 0 ? bytes.length : found;
    const isWhole = found >= 0;
    lines.push({ line: lines.length + 1, offset, read: entryOf(bytes.subarray(offset, end)), isWhole });
    offset = end + 1;
  }
  return lines;
}

/** `\n` */
export const lineBreak = 10;
