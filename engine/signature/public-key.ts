/** Public keys as `ssh-keygen` writes them: a line `ssh-ed25519 BASE64 COMMENT`. */
import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { promises as fs } from 'node:fs';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { keyUnreadable, notPublicKey, wrongKeyKind } from '../diagnostics/registry/signature.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import { field, Malformed, wireReader } from './wire.ts';

export const keyKind = 'ssh-ed25519';

/**
 * Reads the keys of a file, one a line, as `ssh-keygen` makes `KEY.pub`: whose signatures are accepted. Throws ZhunshengError
 * where it cannot be read (ZS8401), is not Ed25519 (ZS8403) or has no public key (ZS8405).
 */
export async function readPublicKeys(file: string): Promise<readonly Buffer[]> {
  const text = await fs
    .readFile(file, 'utf8')
    .catch((error: unknown) => stop(keyUnreadable, file, { reason: systemReason(error, 'read') ?? String(error) }));
  if (text.includes('-----BEGIN')) stop(notPublicKey, file, { reason: reasons.private });
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => keyOfLine(line, file));
  return keys.length === 0 ? stop(notPublicKey, file, { reason: reasons.none }) : keys;
}

/** `SHA256:…`, as `ssh-keygen -l` prints it. */
export function fingerprintOf(key: Uint8Array): string {
  const hash = createHash('sha256').update(keyBlob(key)).digest('base64');
  return `SHA256:${hash.replace(/=+$/, '')}`;
}

/** The key in SSH's form. */
export function keyBlob(key: Uint8Array): Buffer {
  return Buffer.concat([field(keyKind), field(key)]);
}

/** The 32 bytes of an Ed25519 key in SSH's form. Throws Malformed where it is of another kind or damaged. */
export function keyOfBlob(blob: Buffer): Buffer {
  const reader = wireReader(blob);
  if (reader.text() !== keyKind) throw new Malformed();
  const key = reader.field();
  if (key.length !== 32 || reader.rest().length > 0) throw new Malformed();
  return key;
}

/** RFC 8037 */
export function publicKeyObject(key: Uint8Array): KeyObject {
  const x = Buffer.from(key).toString('base64url');
  return createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } });
}

function keyOfLine(line: string, file: string): Buffer {
  const [kind = '', base64 = ''] = line.split(/\s+/);
  if (kind !== keyKind && isKindOfKey(kind)) stop(wrongKeyKind, file, { kind });
  if (kind !== keyKind || base64 === '') stop(notPublicKey, file, { reason: reasons.line });
  try {
    return keyOfBlob(Buffer.from(base64, 'base64'));
  } catch (error) {
    if (error instanceof Malformed) stop(notPublicKey, file, { reason: reasons.damaged });
    throw error;
  }
}

/** The names of RFC 4253, 5656, and OpenSSH's own. */
function isKindOfKey(word: string): boolean {
  return /^(?:sk-)?(?:ssh|ecdsa)-[a-z0-9-]+(?:@openssh\.com)?$/.test(word);
}

const reasons = {
  private: { zh: '这是私钥', en: 'this is the private key' },
  none: { zh: '文件里没有密钥', en: 'there is no key in it' },
  line: { zh: '有一行不是“ssh-ed25519 密钥 说明”', en: 'a line is not "ssh-ed25519 KEY COMMENT"' },
  damaged: { zh: '密钥已损坏', en: 'the key is damaged' },
} as const satisfies Readonly<Record<string, Localized>>;
