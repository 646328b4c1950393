/**
 * One run at a time into one output folder. What is written is whole either way (`folder-swap.ts`); the lock keeps a second run
 * from silently replacing what the first is about to write.
 */
import { promises as fs } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stop } from '../diagnostics/error.ts';
import { outputBusy } from '../diagnostics/registry/run.ts';
import { freeLock, takeLock } from '../project/lock-file.ts';
import { type OutputPlace, refuseSystemErrors } from './folder-swap.ts';

/**
 * Holds the lock of an output's place while `use` runs: a file beside it that names the process. That of a process of this
 * machine that is gone is taken over. Throws ZhunshengError where another run holds it (ZS5024) or it can't be written (ZS5021).
 */
export async function withOutputLock<T>(place: OutputPlace, use: () => Promise<T>): Promise<T> {
  const lock = join(dirname(place.target), `.${basename(place.target)}.lock`);
  await refuseSystemErrors(place.out, async () => {
    await fs.mkdir(dirname(lock), { recursive: true });
    // A holder that has just ended has removed its file itself.
    const first = await takeLock(lock);
    const holder = first?.process === '' ? await takeLock(lock) : first;
    if (holder !== null) stop(outputBusy, place.out, { path: place.out, process: holder.process || '?', lock });
  });
  try {
    return await use();
  } finally {
    await freeLock(lock);
  }
}
