/** Whether the signature beside a manifest is valid, and whose it is. */
import { promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Diagnostic, startOfFile } from '../diagnostics/diagnostic.ts';
import { signatureProblem } from '../signature/problem.ts';
import { type SignatureState, signatureState, unarmoured } from '../signature/sshsig.ts';
import { signatureName } from './seal.ts';

export interface ManifestSignature {
  /** The fingerprint of the key that made it; null: it is not valid. */
  readonly signer: string | null;
  /** Whether it is of a key that was asked for. */
  readonly trusted: boolean;
  /** Why it does not count; null: it does, or no key was asked for and it is valid. */
  readonly problem: Diagnostic | null;
}

/** `keys`: whose signatures count; null: anybody's. Null: there is none, and none is asked for. */
export async function manifestSignature(
  manifestFile: string,
  keys: readonly Buffer[] | null,
): Promise<ManifestSignature | null> {
  const file = join(dirname(manifestFile), signatureName);
  const [manifest, text] = await Promise.all([fs.readFile(manifestFile), fs.readFile(file, 'utf8').catch(() => null)]);
  if (text === null && keys === null) return null;
  const signature = text === null ? null : unarmoured(text);
  const state: SignatureState | null =
    text === null
      ? null
      : signature === null
        ? { kind: 'malformed' }
        : signatureState(manifest, signature, 'zhunsheng-manifest', keys);
  const signer = state !== null && 'signer' in state ? state.signer : null;
  const problem = signatureProblem(state, 'zhunsheng-manifest', { file, range: startOfFile });
  return { signer, trusted: keys !== null && state?.kind === 'valid', problem };
}
