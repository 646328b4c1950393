/**
 * Detached signatures in the format of `ssh-keygen -Y sign`, so that anyone can verify one without this product: OpenSSH's
 * PROTOCOL.sshsig, with Ed25519 and SHA-512. Equal bytes and key give an equal signature.
 */
import { createHash, sign, verify } from 'node:crypto';
import { fingerprintOf, keyBlob, keyKind, keyOfBlob, publicKeyObject } from './public-key.ts';
import type { SigningKey } from './signing-key.ts';
import { field, Malformed, uint32, wireReader } from './wire.ts';

/** What a signature is for: one made for another purpose does not count. */
export type Purpose = 'zhunsheng-manifest' | 'zhunsheng-log';

/** A signature in binary form. */
export function signatureOf(message: Uint8Array, { publicKey, privateKey }: SigningKey, purpose: Purpose): Buffer {
  const signed = sign(null, signedBytes(message, purpose, 'sha512'), privateKey);
  const signature = Buffer.concat([field(keyKind), field(signed)]);
  return Buffer.concat([
    Buffer.from(magic),
    uint32(1),
    field(keyBlob(publicKey)),
    field(purpose),
    field(''),
    field('sha512'),
    field(signature),
  ]);
}

export function armoured(signature: Uint8Array): string {
  const lines =
    Buffer.from(signature)
      .toString('base64')
      .match(/.{1,70}/g) ?? [];
  return [begin, ...lines, end, ''].join('\n');
}

/** Null: the text is no armoured signature. */
export function unarmoured(text: string): Buffer | null {
  const body = /^-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=\r\n]+)\r?\n-----END SSH SIGNATURE-----\s*$/.exec(
    text,
  )?.[1];
  if (body === undefined) return null;
  const base64 = body.replace(/[\r\n]/g, '');
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : null;
}

export type SignatureState =
  /** `signer`: the fingerprint of the key that made it. */
  | { readonly kind: 'valid'; readonly signer: string }
  /** Valid, but of a key that was not asked for. */
  | { readonly kind: 'other-key'; readonly signer: string }
  /** What was signed, or the signature, has been changed. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'other-purpose'; readonly purpose: string }
  | { readonly kind: 'malformed' };

/** `keys`: whose signatures count; null: anybody's, and the caller tells whose it is. */
export function signatureState(
  message: Uint8Array,
  signature: Buffer,
  purpose: Purpose,
  keys: readonly Buffer[] | null,
): SignatureState {
  try {
    const reader = wireReader(signature);
    if (reader.bytes(magic.length).toString('latin1') !== magic || reader.uint32() !== 1) return { kind: 'malformed' };
    const key = keyOfBlob(reader.field());
    const namespace = reader.text();
    reader.field();
    const hash = reader.text();
    const inner = wireReader(reader.field());
    if (reader.rest().length > 0 || (hash !== 'sha512' && hash !== 'sha256')) return { kind: 'malformed' };
    if (inner.text() !== keyKind) return { kind: 'malformed' };
    const signed = inner.field();
    if (signed.length !== 64 || inner.rest().length > 0) return { kind: 'malformed' };
    if (namespace !== purpose) return { kind: 'other-purpose', purpose: namespace };
    if (!verify(null, signedBytes(message, purpose, hash), publicKeyObject(key), signed)) return { kind: 'wrong' };
    const signer = fingerprintOf(key);
    return { kind: keys === null || keys.some((one) => one.equals(key)) ? 'valid' : 'other-key', signer };
  } catch (error) {
    if (error instanceof Malformed) return { kind: 'malformed' };
    throw error;
  }
}

const magic = 'SSHSIG';
const begin = '-----BEGIN SSH SIGNATURE-----';
const end = '-----END SSH SIGNATURE-----';

function signedBytes(message: Uint8Array, purpose: Purpose, hash: 'sha256' | 'sha512'): Buffer {
  const digest = createHash(hash).update(message).digest();
  return Buffer.concat([Buffer.from(magic), field(purpose), field(''), field(hash), field(digest)]);
}
