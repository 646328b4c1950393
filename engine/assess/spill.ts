/** Where DuckDB spills what does not fit in memory. */
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stop } from '../diagnostics/error.ts';
import { cannotSpill } from '../diagnostics/registry/run.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import { isAlive } from '../project/lock-file.ts';

/** Where to spill unless something else is asked for. */
export const defaultSpillParent = tmpdir();

/** A folder in `parent` to spill to, gone afterwards; those of killed runs go with the next. Throws where there is no `parent` (ZS5023). */
export async function withSpill<T>(parent: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(resolve(parent), `zhunsheng-${process.pid}-${randomBytes(4).toString('hex')}`);
  try {
    await removeDeadOnes(parent);
  } catch (error) {
    stop(cannotSpill, parent, { path: parent, reason: systemReason(error, 'write') ?? String(error) });
  }
  try {
    return await use(folder);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function removeDeadOnes(folder: string): Promise<void> {
  for (const name of await fs.readdir(folder)) {
    const owner = /^zhunsheng-(\d+)-[0-9a-f]{8}$/.exec(name);
    if (owner !== null && !isAlive(Number(owner[1]))) await fs.rm(join(folder, name), { recursive: true, force: true });
  }
}
