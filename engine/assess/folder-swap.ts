/**
 * An output folder that appears whole or not at all. The new one is made beside it and takes its place in one step of the file
 * system, so that whoever looks, and a process killed at any moment, sees the old one whole or the new one whole.
 *
 * POSIX `rename` cannot replace a folder that holds files, but Linux (`renameat2`, RENAME_EXCHANGE) and macOS (`renamex_np`,
 * RENAME_SWAP) can exchange two folders atomically; Node has no call for them, so they are called through `koffi`. Where there
 * is no exchange (Windows, some network file systems) the old folder is moved aside first; a kill between the two moves leaves
 * it whole under its aside name, and the next run puts it back.
 */
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import { cannotWrite, notAnOutput } from '../diagnostics/registry/run.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import { isAlive } from '../project/lock-file.ts';

/** Exchanges two paths atomically; false where the system or the file system cannot. */
export type Exchange = (one: string, other: string) => Promise<boolean>;

/** Where an output goes, and the folder beside it in which it is made. */
export interface OutputPlace {
  /** As the caller wrote it. */
  readonly out: string;
  readonly target: string;
  readonly work: string;
}

/** Makes nothing yet. A link to a folder is written through; the folder need not exist yet. */
export async function placeFor(out: string): Promise<OutputPlace> {
  const target = await fs.realpath(out).catch(() => resolve(out));
  const name = `.${basename(target)}.tmp-${process.pid}-${randomBytes(4).toString('hex')}`;
  return { out, target, work: join(dirname(target), name) };
}

/**
 * Lets `make` fill a new folder, then puts it in its place. Refuses a place that is a folder, not empty, without a
 * manifest.json (ZS5020); where `make` throws, it stays as it was. What earlier, killed runs left beside it is removed.
 */
export async function replaceFolder<T>(
  { out, target, work }: OutputPlace,
  make: (folder: string) => Promise<T>,
  exchange: Exchange = systemExchange,
): Promise<T> {
  try {
    return await refuseSystemErrors(out, async () => {
      await fs.mkdir(dirname(target), { recursive: true });
      await recover(target);
      await refuseOutput(target);
      await fs.mkdir(work);
      const made = await make(work);
      await moveInto(work, target, exchange);
      return made;
    });
  } finally {
    await fs.rm(work, { recursive: true, force: true });
  }
}

/** Lets `write` do its work at an output's place; what the system refuses is told in words (ZS5021). */
export async function refuseSystemErrors<T>(out: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ZhunshengError || !isSystemError(error)) throw error;
    return stop(cannotWrite, out, { path: out, reason: reasonOf(error) });
  }
}

/** Refuses at once what `replaceFolder` would refuse in the end: a folder with files that are no earlier output (ZS5020). */
export async function refuseOutput(out: string): Promise<void> {
  try {
    const names = await fs.readdir(out);
    if (names.length > 0 && !names.includes('manifest.json')) stop(notAnOutput, out, { path: out });
  } catch (error) {
    if (error instanceof ZhunshengError || !isSystemError(error)) throw error;
    if (error.code !== 'ENOENT') stop(cannotWrite, out, { path: out, reason: reasonOf(error) });
  }
}

/** Linux and macOS; resolves to false elsewhere, and where the file system refuses. */
async function systemExchange(one: string, other: string): Promise<boolean> {
  const swap = (await nativeExchange()) ?? null;
  return swap?.(one, other) ?? false;
}

/** Puts back an old folder that a run killed between two moves left aside, and removes dead runs' unfinished folders. */
async function recover(target: string): Promise<void> {
  const beside = dirname(target);
  const leftovers = (await fs.readdir(beside)).filter((name) => isLeftover(name, basename(target)));
  const exists = await fs.stat(target).then(
    () => true,
    () => false,
  );
  if (!exists) {
    const aside = leftovers.find((name) => name.startsWith(asidePrefix(basename(target))));
    if (aside !== undefined) await fs.rename(join(beside, aside), target);
  }
  for (const name of leftovers) await fs.rm(join(beside, name), { recursive: true, force: true });
}

function isLeftover(name: string, base: string): boolean {
  const owner = /^\.(?:tmp|old)-(\d+)-[0-9a-f]{8}$/.exec(
    name.startsWith(`.${base}`) ? name.slice(base.length + 1) : '',
  );
  return owner !== null && !isAlive(Number(owner[1]));
}

function asidePrefix(base: string): string {
  return `.${base}.old-`;
}

async function moveInto(work: string, target: string, exchange: Exchange): Promise<void> {
  const names = await fs.readdir(target).catch(() => []);
  // `rename` replaces nothing and an empty folder in one step.
  if (names.length === 0) return fs.rename(work, target);
  if (await exchange(work, target)) return;
  const aside = join(dirname(target), `${asidePrefix(basename(target))}${basename(work).split('.tmp-')[1]}`);
  await fs.rename(target, aside);
  await fs.rename(work, target);
  await fs.rm(aside, { recursive: true, force: true });
}

function reasonOf(error: Error & { readonly code: string }): Localized {
  return systemReason(error, 'write') ?? { zh: error.code, en: error.code };
}

function isSystemError(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
}

type NativeExchange = (one: string, other: string) => boolean;

async function nativeExchange(): Promise<NativeExchange | null> {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return null;
  try {
    const { default: koffi } = await import('koffi');
    const library = koffi.load(process.platform === 'darwin' ? '/usr/lib/libSystem.B.dylib' : null);
    if (process.platform === 'darwin') {
      const rename = library.func('int renamex_np(const char *from, const char *to, unsigned int flags)');
      return (one, other) => rename(one, other, RENAME_SWAP) === 0;
    }
    const rename = library.func(
      'int renameat2(int olddir, const char *from, int newdir, const char *to, unsigned int flags)',
    );
    return (one, other) => rename(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) === 0;
  } catch {
    // An optional dependency without a build for this platform, or a C library without the call: the slower way serves.
    return null;
  }
}

/** <fcntl.h>, <linux/fs.h> and <sys/stdio.h>. */
const AT_FDCWD = -100;
const RENAME_EXCHANGE = 2;
const RENAME_SWAP = 2;
