/** Names of files after keys: any key has one, no two keys have the same, also where a file system does not tell cases apart. */
import { createHash } from 'node:crypto';

/** By key, without an ending. */
export function fileNames(keys: readonly string[]): ReadonlyMap<string, string> {
  const times = new Map<string, number>();
  for (const key of keys) times.set(key.toLowerCase(), (times.get(key.toLowerCase()) ?? 0) + 1);
  return new Map(
    keys.map((key) => [
      key,
      isPlain(key) && times.get(key.toLowerCase()) === 1 ? key : `${readable(key)}${hashOf(key)}`,
    ]),
  );
}

function isPlain(key: string): boolean {
  return /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,78}[A-Za-z0-9])?$/.test(key) && !reserved.test(key);
}

/** The index, what Windows keeps for devices, and what might be the name of another key with its hash. */
const reserved = /^(?:index|con|prn|aux|nul|com\d|lpt\d)$|(?:^|-)[0-9a-f]{16}$/i;

function readable(key: string): string {
  const letters = key
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return letters === '' ? '' : `${letters}-`;
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 16);
}
