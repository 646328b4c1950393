/** Makes an assessment accountable before it takes its place: its manifest signed, its entry in the log. */
import { createHash } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { stop } from '../diagnostics/error.ts';
import { logInOutput, needsOutput } from '../diagnostics/registry/journal.ts';
import { appendToLog, refuseLog } from '../journal/append.ts';
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

/**
 * Told before an assessment begins: that nothing is written to sign (ZS8315), that the log would go with the output (ZS8316), that
 * it cannot be appended to (ZS8310 to ZS8313).
 */
export async function refuseSeal(out: string | null, { sign = null, log = null }: SealOptions): Promise<void> {
  if (out === null && sign !== null) stop(needsOutput, '--sign', { flag: '--sign' });
  if (log === null) return;
  if (out === null) stop(needsOutput, '--log', { flag: '--log' });
  if (resolve(log.file).startsWith(resolve(out) + sep)) stop(logInOutput, log.file, { out });
  await refuseLog(log.file);
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
