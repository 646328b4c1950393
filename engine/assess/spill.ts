/** Where DuckDB spills what does not fit in memory. */
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from './folder-swap.ts';

/** A folder to spill to, gone afterwards; those of killed runs go with the next. */
export async function withSpill<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(tmpdir(), `zhunsheng-${process.pid}-${randomBytes(4).toString('hex')}`);
  await removeDeadOnes(tmpdir());
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
