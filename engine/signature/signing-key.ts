/** Private keys as `ssh-keygen -t ed25519` writes them: OpenSSH's PROTOCOL.key. */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { report } from '../diagnostics/define.ts';
import { type Diagnostic, type Localized, startOfFile } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import {
  keyEncrypted,
  keyOpenToOthers,
  keyUnreadable,
  notPrivateKey,
  wrongKeyKind,
} from '../diagnostics/registry/signature.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import { keyKind } from './public-key.ts';
import { Malformed, type WireReader, wireReader } from './wire.ts';

export interface SigningKey {
  /** 32 bytes. */
  readonly publicKey: Buffer;
  readonly privateKey: KeyObject;
  /** What is risky about the file. */
  readonly warnings: readonly Diagnostic[];
}

/**
 * Reads the key to sign with. Throws ZhunshengError where the file cannot be read (ZS8401), is encrypted (ZS8402), is not of the
 * kind Ed25519 (ZS8403) or not a private key of OpenSSH (ZS8404).
 */
export async function readSigningKey(file: string): Promise<SigningKey> {
  const { text, mode } = await readKeyFile(file);
  if (/^\s*(?:sk-)?(?:ssh|ecdsa)-/.test(text)) stop(notPrivateKey, file, { reason: reasons.public });
  const armoured = /-----BEGIN OPENSSH PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END OPENSSH PRIVATE KEY-----/.exec(text);
  if (armoured === null) {
    if (text.includes('-----BEGIN ENCRYPTED PRIVATE KEY')) stop(keyEncrypted, file, {});
    return stop(notPrivateKey, file, { reason: text.includes('-----BEGIN') ? reasons.pem : reasons.other });
  }
  try {
    const read = keyIn(Buffer.from(armoured[1] as string, 'base64'), file);
    return { ...read, warnings: isOpenToOthers(mode) ? [warningOf(file, mode)] : [] };
  } catch (error) {
    if (error instanceof Malformed) stop(notPrivateKey, file, { reason: reasons.damaged });
    throw error;
  }
}

async function readKeyFile(file: string): Promise<{ readonly text: string; readonly mode: number }> {
  try {
    const { mode } = await fs.stat(file);
    return { text: await fs.readFile(file, 'utf8'), mode };
  } catch (error) {
    return stop(keyUnreadable, file, { reason: systemReason(error, 'read') ?? String(error) });
  }
}

const magic = 'openssh-key-v1\0';

function keyIn(bytes: Buffer, file: string): Omit<SigningKey, 'warnings'> {
  const reader = wireReader(bytes);
  if (reader.bytes(magic.length).toString('latin1') !== magic) throw new Malformed();
  const [cipher, derivation] = [reader.text(), reader.text()];
  reader.field();
  if (reader.uint32() !== 1) throw new Malformed();
  const kind = wireReader(reader.field()).text();
  if (kind !== keyKind) stop(wrongKeyKind, file, { kind });
  if (cipher !== 'none' || derivation !== 'none') stop(keyEncrypted, file, {});
  return keyAt(wireReader(reader.field()));
}

/** Two equal check numbers, the kind, the public key, the private one (seed and public key), a comment, padding 1, 2, 3 … */
function keyAt(reader: WireReader): Omit<SigningKey, 'warnings'> {
  const [check, again] = [reader.uint32(), reader.uint32()];
  if (check !== again || reader.text() !== keyKind) throw new Malformed();
  const publicKey = reader.field();
  const secret = reader.field();
  reader.field();
  if (publicKey.length !== 32 || secret.length !== 64 || reader.rest().some((byte, i) => byte !== i + 1)) {
    throw new Malformed();
  }
  const [d, x] = [secret.subarray(0, 32), publicKey].map((part) => part.toString('base64url'));
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: { kty: 'OKP', crv: 'Ed25519', d: d as string, x: x as string },
  });
  // A key whose halves do not fit would make signatures that nobody can verify.
  if (createPublicKey(privateKey).export({ format: 'jwk' })['x'] !== x) throw new Malformed();
  return { publicKey: Buffer.from(publicKey), privateKey };
}

/** Windows has no such bits. */
function isOpenToOthers(mode: number): boolean {
  return process.platform !== 'win32' && (mode & 0o077) !== 0;
}

function warningOf(file: string, mode: number): Diagnostic {
  const bits = (mode & 0o777).toString(8).padStart(3, '0');
  return report(keyOpenToOthers, { file, range: startOfFile }, { mode: bits, file });
}

const reasons = {
  public: { zh: '这是公钥', en: 'this is the public key' },
  pem: { zh: '这是别种格式的密钥文件', en: 'this is a key file of another format' },
  other: { zh: '里面没有 OpenSSH 私钥', en: 'there is no private key of OpenSSH in it' },
  damaged: { zh: '密钥已损坏', en: 'the key is damaged' },
} as const satisfies Readonly<Record<string, Localized>>;
