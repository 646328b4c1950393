/** One process at a time appends to a log: a file beside it names the one that does. */
import { promises as fs } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../assess/folder-swap.ts';
import { stop } from '../diagnostics/error.ts';
import { logBusy } from '../diagnostics/registry/journal.ts';

/**
 * Waits for its turn, at most half a minute. The lock of a process of this machine that is gone is taken over. Throws
 * ZhunshengError where another holds it all the time (ZS8310).
 */
export async function withLock<T>(file: string, use: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  const own = `${process.pid} ${hostname()}\n`;
  for (let tried = 0; !(await created(lock, own)); tried++) {
    if (tried === mostTries) stop(logBusy, file, { lock, holder: (await holderOf(lock)).trim() || '?' });
    if (!(await removeDead(lock))) await pause(20 + Math.random() * 40);
  }
  try {
    return await use();
  } finally {
    await fs.rm(lock, { force: true });
  }
}

const mostTries = 750;

/**
 * Removes the lock of a process that is gone. Of several that see the same dead lock only one may do so: the next might remove
 * the lock that the first has taken meanwhile.
 */
async function removeDead(lock: string): Promise<boolean> {
  if (!isDead(await holderOf(lock))) return false;
  const turn = `${lock}.removal`;
  if (!(await created(turn, ''))) return false;
  try {
    if (isDead(await holderOf(lock))) await fs.rm(lock, { force: true });
  } finally {
    await fs.rm(turn, { force: true });
  }
  return true;
}

/** Empty where there is no lock, or its holder has not written its name yet. */
function holderOf(lock: string): Promise<string> {
  return fs.readFile(lock, 'utf8').catch(() => '');
}

function isDead(holder: string): boolean {
  const [pid = '', host = ''] = holder.trim().split(' ');
  return host === hostname() && /^\d+$/.test(pid) && !isAlive(Number(pid));
}

/** False: it is there already. */
async function created(file: string, text: string): Promise<boolean> {
  try {
    await fs.writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}
