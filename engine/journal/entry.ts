/**
 * An entry of the log of assessments: a line of canonical JSON that names the entry before it by its hash, so that none can be
 * altered, taken out or moved without the chain telling.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, canonicalMembers, objectOf } from './canonical-json.ts';

/** What an assessment has done, as the log keeps it. */
export interface Occurrence {
  /** When, as the caller's clock says: ISO 8601, in UTC. */
  readonly time: string;
  readonly period: string;
  /** Null: the last day of each period. */
  readonly asOf: string | null;
  readonly engine: { readonly zhunsheng: string; readonly duckdb: string };
  readonly counts: Readonly<Record<string, unknown>>;
  /** SHA-256 of the manifest's bytes. */
  readonly manifest: string;
  /** Where the manifest was written: the folder as seen from the log's. */
  readonly out: string;
}

export interface LogEntry extends Occurrence {
  readonly log: 1;
  /** From 1. */
  readonly sequence: number;
  /** The hash of the entry before; null: this is the first. */
  readonly previous: string | null;
  /** Of the entry without `signature` and `hash`: SSH's binary form in base64; null: it was not signed. */
  readonly signature: string | null;
  /** SHA-256 of the entry's canonical JSON without this key. */
  readonly hash: string;
}

/** An entry after another; `sign` signs its bytes. */
export function entryAfter(
  last: LogEntry | null,
  occurrence: Occurrence,
  sign: ((bytes: Buffer) => Buffer) | null,
): LogEntry {
  const { time, period, asOf, engine, counts, manifest, out } = occurrence;
  const sequence = (last?.sequence ?? 0) + 1;
  const previous = last?.hash ?? null;
  const content = { log: 1 as const, sequence, previous, time, period, asOf, engine, counts, manifest, out };
  const signature = sign === null ? null : sign(Buffer.from(canonicalJson(content))).toString('base64');
  return { ...content, signature, hash: sha256(canonicalJson({ ...content, signature })) };
}

/** The line, without its line break. */
export function lineOf(entry: LogEntry): string {
  return canonicalJson(entry);
}

/** What `signature` signs. */
export function signedContent({ hash: _, signature: __, ...rest }: LogEntry): Buffer {
  return Buffer.from(canonicalJson(rest));
}

export interface ReadEntry {
  readonly entry: LogEntry;
  /** Whether its content gives its hash; false: one of them was changed. */
  readonly isUnaltered: boolean;
}

/** The entry of a line; null: it is none, or is not written as one is. */
export function entryOf(line: Buffer): ReadEntry | null {
  try {
    const text = utf8.decode(line);
    const entry: unknown = JSON.parse(text);
    if (!isEntry(entry)) return null;
    const members = canonicalMembers(entry);
    if (objectOf(members.map((member) => member.text)) !== text) return null;
    const content = members.filter(({ key }) => key !== 'hash').map((member) => member.text);
    return { entry, isUnaltered: sha256(objectOf(content)) === entry.hash };
  } catch {
    return null;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isEntry(value: unknown): value is LogEntry {
  if (!isRecord(value)) return false;
  const { log, sequence, previous, time, period, asOf, engine, counts, manifest, out, signature, hash } = value;
  return (
    log === 1 &&
    Number.isSafeInteger(sequence) &&
    (sequence as number) > 0 &&
    (previous === null || isHash(previous)) &&
    [time, period, out].every((text) => typeof text === 'string') &&
    (asOf === null || typeof asOf === 'string') &&
    isRecord(engine) &&
    typeof engine['zhunsheng'] === 'string' &&
    isRecord(counts) &&
    isHash(manifest) &&
    (signature === null || typeof signature === 'string') &&
    isHash(hash)
  );
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
