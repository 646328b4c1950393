/** Appends an assessment to the log: a whole line, or nothing. */
import { promises as fs } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import { logEndsBadly, logTorn, logUnwritable } from '../diagnostics/registry/journal.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import type { SigningKey } from '../signature/signing-key.ts';
import { signatureOf } from '../signature/sshsig.ts';
import { entryAfter, type LogEntry, lineOf, type Occurrence } from './entry.ts';
import { lineBreak, linesIn } from './lines.ts';
import { withLock } from './lock.ts';

/**
 * Appends what happened, signed where a key is given; a file that is not there begins with it. Returns the new entry. Throws
 * ZhunshengError where the file cannot be written (ZS8311), ends with no whole entry (ZS8312, ZS8313) or is locked (ZS8310).
 */
export async function appendToLog(file: string, occurrence: Occurrence, key: SigningKey | null): Promise<LogEntry> {
  return told(file, () =>
    withLock(file, async () => {
      const handle = await fs.open(file, 'a+');
      try {
        const { size } = await handle.stat();
        const sign = key === null ? null : (bytes: Buffer) => signatureOf(bytes, key, 'zhunsheng-log');
        const entry = entryAfter(await lastEntry(handle, size, file), occurrence, sign);
        await writeWhole(handle, size, `${lineOf(entry)}\n`);
        return entry;
      } finally {
        await handle.close();
      }
    }),
  );
}

/** Whether the log could be appended to: told before an assessment begins rather than at its end. Throws as `appendToLog`. */
export async function refuseLog(file: string): Promise<void> {
  await told(file, async () => {
    // Made by the run that appends first: to make it now and take it away again could take another's entry away.
    if (!(await isThere(file))) return fs.access(dirname(resolve(file)), fs.constants.W_OK);
    const handle = await fs.open(file, 'r+');
    try {
      await lastEntry(handle, (await handle.stat()).size, file);
    } finally {
      await handle.close();
    }
  });
}

function isThere(file: string): Promise<boolean> {
  return fs.stat(file).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    },
  );
}

/** Null: the log is empty. */
async function lastEntry(handle: fs.FileHandle, size: number, file: string): Promise<LogEntry | null> {
  if (size === 0) return null;
  const tail = await tailOf(handle, size);
  const [last] = linesIn(tail.bytes).slice(-1);
  if (last === undefined) return null;
  if (!last.isWhole) stop(logTorn, file, { bytes: tail.offset + last.offset });
  return last.read?.isUnaltered === true ? last.read.entry : stop(logEndsBadly, file, { file });
}

/** The last line, from its beginning. */
async function tailOf(
  handle: fs.FileHandle,
  size: number,
): Promise<{ readonly bytes: Buffer; readonly offset: number }> {
  for (let length = Math.min(size, 1 << 14); ; length = Math.min(size, length * 4)) {
    const bytes = Buffer.alloc(length);
    await handle.read(bytes, 0, length, size - length);
    const before = bytes.lastIndexOf(lineBreak, length - 2);
    if (before >= 0) return { bytes: bytes.subarray(before + 1), offset: size - length + before + 1 };
    if (length === size) return { bytes, offset: 0 };
  }
}

async function writeWhole(handle: fs.FileHandle, size: number, line: string): Promise<void> {
  const bytes = Buffer.from(line);
  try {
    const { bytesWritten } = await handle.write(bytes, 0, bytes.length);
    if (bytesWritten < bytes.length) await handle.write(bytes, bytesWritten, bytes.length - bytesWritten);
    await handle.sync();
  } catch (error) {
    await handle.truncate(size).catch(() => undefined);
    throw error;
  }
}

async function told<T>(file: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ZhunshengError) throw error;
    const reason = systemReason(error, 'write');
    if (reason === null) throw error;
    return stop(logUnwritable, file, { reason });
  }
}
