/** Writes a planned project: all its files or none, and never over one that is there. */
import { constants, promises as fs } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/init.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import type { ProjectPlan } from './project-plan.ts';

/**
 * Refuses a folder that is none or that holds more than the data files themselves and hidden files (ZS7104, ZS7105): it is asked
 * before the user is.
 */
export async function checkFolder(folder: string, from: readonly string[]): Promise<void> {
  const stat = await fs.stat(folder).catch((error: unknown) => (isMissing(error) ? null : refuse(folder, error)));
  if (stat === null) return;
  if (!stat.isDirectory()) stopAt(folder, { zh: '它是文件', en: 'it is a file' });
  const root = await fs.realpath(folder);
  const allowed = new Set(await Promise.all(from.map((file) => fs.realpath(file).catch(() => resolve(file)))));
  const other = await firstOther(root, allowed);
  if (other !== null)
    stop(problems.folderInUse, folder, { path: folder, file: relative(root, other).split(sep).join('/') });
}

/** The files written, by path in the project, sorted. */
export async function writeProject({ folder, texts, copies }: ProjectPlan): Promise<readonly string[]> {
  const made: string[] = [];
  try {
    const first = await fs.mkdir(folder, { recursive: true });
    if (first !== undefined) made.push(first);
    for (const [path, source] of copies) {
      await place(folder, path, made, (target) => fs.copyFile(source, target, constants.COPYFILE_EXCL));
    }
    for (const [path, text] of texts)
      await place(folder, path, made, (target) => fs.writeFile(target, text, { flag: 'wx' }));
  } catch (error) {
    for (const path of made.reverse()) await fs.rm(path, { recursive: true, force: true });
    return refuse(folder, error);
  }
  return [...copies.keys(), ...texts.keys()].sort();
}

async function place(
  folder: string,
  path: string,
  made: string[],
  write: (target: string) => Promise<void>,
): Promise<void> {
  const target = join(folder, path);
  const first = await fs.mkdir(dirname(target), { recursive: true });
  if (first !== undefined) made.push(first);
  await write(target).catch(async (error: unknown) => {
    if (!isThere(error)) await fs.rm(target, { force: true });
    throw error;
  });
  made.push(target);
}

async function firstOther(folder: string, allowed: ReadonlySet<string>): Promise<string | null> {
  for (const entry of (await fs.readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue;
    const path = join(folder, entry.name);
    if (allowed.has(path)) continue;
    const holdsData = entry.isDirectory() && [...allowed].some((file) => file.startsWith(path + sep));
    const other = holdsData ? await firstOther(path, allowed) : path;
    if (other !== null) return other;
  }
  return null;
}

function refuse(folder: string, error: unknown): never {
  if (isThere(error) && error instanceof Error && 'path' in error) {
    stop(problems.folderInUse, folder, { path: folder, file: relative(folder, String(error.path)) });
  }
  const reason = systemReason(error, 'write');
  if (reason === null) throw error;
  return stopAt(folder, reason);
}

function stopAt(folder: string, reason: Localized): never {
  return stop(problems.notAFolder, folder, { path: folder, reason });
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
