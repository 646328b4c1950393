/** Finds the files of the dictionary's resources, and makes sure that they are plain files where they may be. */
import { createHash } from 'node:crypto';
import { createReadStream, promises as fs, type Stats } from 'node:fs';
import { basename, extname, join, posix, sep } from 'node:path';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/data.ts';
import { inputChanged } from '../diagnostics/registry/run.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import { type DataFormat, formatOf, formats, type Source } from '../dictionary/resource.ts';

export interface DataFile {
  /** As findings and the manifest name it: relative to the project, or to the data folder. */
  readonly name: string;
  /** Absolute, links resolved. */
  readonly path: string;
  readonly format: DataFormat;
  readonly bytes: number;
}

export interface LocatedFile extends DataFile {
  /** When it was last written, in milliseconds, and which file of its disk it is: another where it is written or replaced. */
  readonly written: { readonly at: number; readonly inode: number };
}

export interface Input {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * A source's file, or null where there is none. With a data folder (`--data`) it is looked for in it by the same relative path,
 * else by its name alone, else by either with another extension that can be read; without, it lies in the project's folder.
 */
export async function locate(source: Source, project: string, dataFolder: string | null): Promise<LocatedFile | null> {
  if (dataFolder === null) {
    const file = await plainFile(project, source.path, source.format);
    if (file !== null && !isInside(project, file.path))
      stop(problems.outsideFolder, source.path, { path: source.path });
    return file;
  }
  for (const path of new Set([source.path, posix.basename(source.path)])) {
    const exact = await plainFile(dataFolder, path, source.format);
    if (exact !== null) return exact;
    const stem = path.slice(0, path.length - extname(path).length);
    for (const extension of Object.keys(formats)) {
      const other = `${stem}.${extension}`;
      const found = await plainFile(dataFolder, other, formatOf(other) ?? source.format);
      if (found !== null) return found;
    }
  }
  return null;
}

/** The data folder as an absolute path. */
export async function dataFolderOf(folder: string | null | undefined): Promise<string | null> {
  if (folder === null || folder === undefined) return null;
  try {
    const real = await fs.realpath(folder);
    if ((await fs.stat(real)).isDirectory()) return real;
  } catch {
    // Reported below.
  }
  return stop(problems.noDataFolder, folder, { path: folder });
}

export async function hashFile(file: DataFile): Promise<Input> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(file.path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
  } catch (error) {
    unreadable(file.name, error);
  }
  return { file: file.name, bytes, sha256: hash.digest('hex') };
}

/** Refuses files that were written, replaced or removed since they were located (ZS5025). */
export async function refuseChanged(files: Iterable<LocatedFile>): Promise<void> {
  for (const { name, path, bytes, written } of files) {
    const now = await fs.stat(path).catch(() => null);
    const isSame = now?.size === bytes && now.mtimeMs === written.at && now.ino === written.inode;
    if (!isSame) stop(inputChanged, name, { path: name });
  }
}

/** Stops because the system refuses to read a file. */
export function unreadable(path: string, error: unknown): never {
  const reason = systemReason(error, 'read') ?? { zh: '读取出错', en: 'reading failed' };
  return stop(problems.fileUnreadable, path, { path, reason });
}

async function plainFile(folder: string, name: string, format: DataFormat): Promise<LocatedFile | null> {
  try {
    const path = await fs.realpath(join(folder, name));
    const stat = await fs.stat(path);
    if (!stat.isFile()) return stop(problems.notAPlainFile, name, { path: basename(name), kind: kindOf(stat) });
    return { name, path, format, bytes: stat.size, written: { at: stat.mtimeMs, inode: stat.ino } };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return null;
    if (code === null || typeof code !== 'string' || code.startsWith('ZS')) throw error;
    return unreadable(name, error);
  }
}

function kindOf(stat: Stats): Localized {
  if (stat.isDirectory()) return { zh: '文件夹', en: 'a folder' };
  return stat.isFIFO() || stat.isSocket() ? { zh: '管道', en: 'a pipe' } : { zh: '设备', en: 'a device' };
}

function isInside(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}
