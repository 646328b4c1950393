/** Files by which processes keep out of each other's way: one names the process that has made it. */
import { promises as fs } from 'node:fs';
import { hostname } from 'node:os';

/** A process that holds a lock, as far as its file tells. */
export interface LockHolder {
  /** Empty where the file does not say it, or not yet. */
  readonly process: string;
  readonly host: string;
}

/**
 * Makes the file, which then is this process's until it removes it. That of a process of this machine that is gone is taken over.
 * Returns null, or who holds it. Throws what the system does.
 */
export async function takeLock(lock: string): Promise<LockHolder | null> {
  const own = `${process.pid} ${hostname()}\n`;
  if (await created(lock, own)) return null;
  if (isDead(await holderOf(lock)) && (await removeDead(lock)) && (await created(lock, own))) return null;
  return holderOf(lock);
}

export async function freeLock(lock: string): Promise<void> {
  await fs.rm(lock, { force: true });
}

/** Whether a process with this id runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/**
 * Of several that see the same dead lock only one may remove it: the next might remove the lock that the first has taken
 * meanwhile.
 */
async function removeDead(lock: string): Promise<boolean> {
  const turn = `${lock}.removal`;
  if (!(await created(turn, ''))) return false;
  try {
    if (isDead(await holderOf(lock))) await fs.rm(lock, { force: true });
  } finally {
    await fs.rm(turn, { force: true });
  }
  return true;
}

async function holderOf(lock: string): Promise<LockHolder> {
  const text = await fs.readFile(lock, 'utf8').catch(() => '');
  const [pid = '', host = ''] = text.trim().split(' ');
  return { process: pid, host };
}

function isDead({ process: pid, host }: LockHolder): boolean {
  return host === hostname() && /^\d+$/.test(pid) && !isAlive(Number(pid));
}

/** False: it is there already. */
async function created(file: string, text: string): Promise<boolean> {
  try {
    await fs.writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}
