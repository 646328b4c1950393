/** What is told of a signature that does not count. */
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/signature.ts';
import type { Purpose, SignatureState } from './sshsig.ts';

/** Null: it is valid. `state` null: there is no signature. */
export function signatureProblem(state: SignatureState | null, purpose: Purpose, place: Place): Diagnostic | null {
  if (state === null) return report(problems.signatureMissing, place, {});
  switch (state.kind) {
    case 'valid':
      return null;
    case 'other-key':
      return report(problems.signatureOfOther, place, { signer: state.signer });
    case 'wrong':
      return report(problems.signatureWrong, place, {});
    case 'other-purpose':
      return report(problems.signatureForOther, place, { purpose: state.purpose, wanted: purpose });
    case 'malformed':
      return report(problems.signatureMalformed, place, {});
  }
}
