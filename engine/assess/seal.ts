/** Makes an assessment accountable before it takes its place: its manifest signed, its entry in the log. */
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { appendToLog } from '../journal/append.ts';
import type { LogEntry } from '../journal/entry.ts';
import type { SigningKey } from '../signature/signing-key.ts';
import { armoured, signatureOf } from '../signature/sshsig.ts';
import { type Manifest, manifestName, manifestText } from './manifest.ts';

export interface SealOptions {
  /** Signs the manifest, and the entry of the log. */
  readonly sign?: SigningKey | null;
  /** The log to append to. `time`: now, in ISO 8601, as only the caller has a clock. */
  readonly log?: { readonly file: string; readonly time: string } | null;
}

/** The signature beside a manifest. */
export const signatureName = `${manifestName}.sig`;

/**
 * Writes the signature into the folder that is about to become the output, then the entry into the log: no results are in place
 * that the log does not have. `out` is their place. Returns the entry. Throws ZhunshengError (ZS83xx).
 */
export async function seal(
  folder: string,
  out: string,
  manifest: Manifest,
  { sign = null, log = null }: SealOptions,
): Promise<LogEntry | null> {
  const bytes = Buffer.from(manifestText(manifest));
  if (sign !== null) {
    await fs.writeFile(join(folder, signatureName), armoured(signatureOf(bytes, sign, 'zhunsheng-manifest')));
  }
  if (log === null) return null;
  const { settings, engine, counts } = manifest;
  const occurrence = {
    time: log.time,
    period: settings.period,
    asOf: settings.asOf,
    engine,
    counts: { ...counts },
    manifest: createHash('sha256').update(bytes).digest('hex'),
    out:
      relative(dirname(resolve(log.file)), resolve(out))
        .split(sep)
        .join('/') || '.',
  };
  return appendToLog(log.file, occurrence, sign);
}
