/** One process at a time appends to a log: a file beside it names the one that does. */
import { setTimeout as pause } from 'node:timers/promises';
import { stop } from '../diagnostics/error.ts';
import { logBusy } from '../diagnostics/registry/journal.ts';
import { freeLock, takeLock } from '../project/lock-file.ts';

/** Waits for its turn, at most half a minute. Throws ZhunshengError where another holds it all the time (ZS8310). */
export async function withLock<T>(file: string, use: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  for (let tries = 1; ; tries++) {
    const holder = await takeLock(lock);
    if (holder === null) break;
    if (tries === mostTries) stop(logBusy, file, { lock, holder: `${holder.process} ${holder.host}`.trim() || '?' });
    await pause(20 + Math.random() * 40);
  }
  try {
    return await use();
  } finally {
    await freeLock(lock);
  }
}

const mostTries = 750;
