/** What DuckDB could not do for want of memory, of disk or of a permission, as an assessment tells it. */
import { stop } from '../diagnostics/error.ts';
import { cannotSpill, cannotWrite, outOfMemory } from '../diagnostics/registry/run.ts';
import { systemReason } from '../diagnostics/system-reason.ts';

/** Where a database writes, and how much memory it has. */
export interface Bounds {
  readonly memory: string;
  readonly spill: { readonly folder: string; readonly parent: string };
  /** The folder in which the output is made, and the output's own name; null where none is written. */
  readonly output: { readonly folder: string; readonly name: string } | null;
}

/** Throws ZhunshengError (ZS5021, ZS5023, ZS5040) where the error is DuckDB's refusal, else the error itself. */
export function refuse(error: unknown, { memory, spill, output }: Bounds): never {
  if (!(error instanceof Error)) throw error;
  const { message } = error;
  if (message.startsWith('Out of Memory')) stop(outOfMemory, '--memory', { limit: memory });
  if (!message.startsWith('IO Error')) throw error;
  const reason = systemReason(Object.assign(new Error(message), { code: codeOf(message) }), 'write') ?? message;
  if (output !== null && message.includes(output.folder)) stop(cannotWrite, output.name, { path: output.name, reason });
  if (message.includes(spill.folder)) stop(cannotSpill, spill.parent, { path: spill.parent, reason });
  throw error;
}

/** The system's code, from the words that the C library has for it at the end of DuckDB's message. */
function codeOf(message: string): string {
  const known = words.find(([text]) => message.includes(text));
  return known?.[1] ?? 'EIO';
}

/** <errno.h> in the words of glibc; a write that ends short, as DuckDB tells it, is a full disk. */
const words: readonly (readonly [string, string])[] = [
  ['No space left on device', 'ENOSPC'],
  ['Could not write all bytes', 'ENOSPC'],
  ['Disk quota exceeded', 'EDQUOT'],
  ['Permission denied', 'EACCES'],
  ['Operation not permitted', 'EPERM'],
  ['Read-only file system', 'EROFS'],
  ['File too large', 'EFBIG'],
  ['Too many open files', 'EMFILE'],
  ['No such file or directory', 'ENOENT'],
];
