/**
 * One run at a time into one output folder. What is written is whole either way (`folder-swap.ts`); the lock keeps a second run
 * from silently replacing what the first is about to write.
 */
import { promises as fs } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { stop } from '../diagnostics/error.ts';
import { outputBusy } from '../diagnostics/registry/run.ts';
import { isAlive, type OutputPlace, refuseSystemErrors } from './folder-swap.ts';

/**
 * Holds the lock of an output's place while `use` runs: a file beside it that names the process. That of a process of this
 * machine that is gone is taken over. Throws ZhunshengError where another run holds it (ZS5024) or it can't be written (ZS5021).
 */
export async function withOutputLock<T>(place: OutputPlace, use: () => Promise<T>): Promise<T> {
  const lock = join(dirname(place.target), `.${basename(place.target)}.lock`);
  await refuseSystemErrors(place.out, () => take(lock, place.out));
  try {
    return await use();
  } finally {
    await fs.rm(lock, { force: true });
  }
}

async function take(lock: string, out: string): Promise<void> {
  await fs.mkdir(dirname(lock), { recursive: true });
  const own = `${process.pid} ${hostname()}\n`;
  if (await created(lock, own)) return;
  const holder = await fs.readFile(lock, 'utf8').catch(() => '');
  const [pid = '', host = ''] = holder.trim().split(' ');
  const isGone = host === hostname() && /^\d+$/.test(pid) && !isAlive(Number(pid));
  // A holder that has just ended has removed its file itself.
  if (isGone) await fs.rm(lock, { force: true });
  if ((isGone || holder === '') && (await created(lock, own))) return;
  stop(outputBusy, out, { path: out, process: pid === '' ? '?' : pid, lock });
}

async function created(lock: string, text: string): Promise<boolean> {
  try {
    await fs.writeFile(lock, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
