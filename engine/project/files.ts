/** Which files of a folder are a policy project's, and their text. Bounded, and never outside the folder. */
import { createHash } from 'node:crypto';
import { type Dirent, promises as fs } from 'node:fs';
import { join, sep } from 'node:path';
import { type Definition, report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized } from '../diagnostics/diagnostic.ts';
import { compareDiagnostics, startOfFile } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { notText, outsideProject, projectFileTooLarge, tooManyFiles, unreadable } from '../diagnostics/registry/run.ts';
import { systemReason } from '../diagnostics/system-reason.ts';
import { isPackFile } from '../dictionary/uses.ts';

/** A file that goes into an assessment, or comes out; its path is relative, with `/`. */
export interface FileHash {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface ProjectFiles {
  /** The folder with its links resolved; null where it is no folder. */
  readonly root: string | null;
  /** By path in the folder, with `/`, sorted. */
  readonly files: ReadonlyMap<string, string>;
  readonly inputs: readonly FileHash[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a project may have: more is an accident or an attack, such as a home folder given by mistake. */
export const limits = { fileBytes: 4 << 20, totalBytes: 64 << 20, entries: 100_000, depth: 16 } as const;

/** Files that are read side by side: most of the time goes by waiting for the system. */
const atOnce = 16;

/** Reads a project's text files. Throws only where the folder is over its limits (ZS5007). */
export async function readProjectFiles(
  folder: string,
  isWanted: (path: string) => boolean = isProjectFile,
): Promise<ProjectFiles> {
  const root = await realFolder(folder);
  if (root === null) return { root, files: new Map(), inputs: [], diagnostics: [] };
  const found: Found = { root, isWanted, paths: [], diagnostics: [], entries: 0 };
  await walk(found, '', 0);
  const files = new Map<string, string>();
  const inputs: FileHash[] = [];
  let total = 0;
  const paths = found.paths.sort();
  for (let first = 0; first < paths.length; first += atOnce) {
    const some = paths.slice(first, first + atOnce);
    const contents = await Promise.all(some.map((path) => readContent(found, path)));
    for (const [index, content] of contents.entries()) {
      if (content === null) continue;
      total += content.length;
      if (total > limits.totalBytes) stop(tooManyFiles, folder, { limit: bytes(limits.totalBytes) });
      const path = some[index] as string;
      files.set(path, new TextDecoder('utf-8').decode(content));
      inputs.push(inputOf(path, content));
    }
  }
  // In no order of their own: files are read side by side.
  return { root, files, inputs, diagnostics: found.diagnostics.sort(compareDiagnostics) };
}

export function inputOf(file: string, content: Buffer): FileHash {
  return { file, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

/** Whether a path in the folder is a file that the analysis wants. */
export function isProjectFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return /\.(policy|test)\.yaml$/.test(name) || rootFiles.includes(path);
}

/** Whether verdicts depend on the file: all but the policy tests, those of packs too. */
export function isJudgedBy(path: string): boolean {
  return (isProjectFile(path) || isPackFile(path)) && !path.endsWith('.test.yaml');
}

const rootFiles: readonly string[] = ['datapackage.yaml', 'datapackage.json', 'waivers.yaml', 'guide.md'];

interface Found {
  readonly root: string;
  readonly isWanted: (path: string) => boolean;
  readonly paths: string[];
  readonly diagnostics: Diagnostic[];
  entries: number;
}

async function realFolder(folder: string): Promise<string | null> {
  try {
    const root = await fs.realpath(folder);
    return (await fs.stat(root)).isDirectory() ? root : null;
  } catch {
    return null;
  }
}

async function walk(found: Found, folder: string, depth: number): Promise<void> {
  if (depth > limits.depth) stop(tooManyFiles, folder, { limit: folders(limits.depth) });
  let entries: Dirent[];
  try {
    entries = await fs.readdir(join(found.root, folder), { withFileTypes: true });
  } catch (error) {
    tell(found, unreadable, folder, { reason: systemReason(error, 'read') ?? String(error) });
    return;
  }
  for (const entry of entries) {
    found.entries++;
    if (found.entries > limits.entries) stop(tooManyFiles, folder, { limit: files(limits.entries) });
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isProjectFile(path)) {
      if (found.isWanted(path)) found.paths.push(path);
    } else if (entry.isDirectory()) await walk(found, path, depth + 1);
    else if (entry.isSymbolicLink()) await refuseOutwardFolder(found, path);
  }
}

/** A linked folder is not entered: inside the project it is read at its own place, and outside it is refused, not skipped. */
async function refuseOutwardFolder(found: Found, path: string): Promise<void> {
  const target = await fs.realpath(join(found.root, path)).catch(() => null);
  if (target === null || isInside(found.root, target)) return;
  const isFolder = await fs.stat(target).then((stat) => stat.isDirectory());
  if (isFolder) tell(found, outsideProject, path, {});
}

async function readContent(found: Found, path: string): Promise<Buffer | null> {
  const absolute = join(found.root, path);
  try {
    if (!isInside(found.root, await fs.realpath(absolute))) return tell(found, outsideProject, path, {});
    const stat = await fs.stat(absolute);
    if (!stat.isFile()) return tell(found, unreadable, path, { reason: notAFile });
    if (stat.size > limits.fileBytes) {
      return tell(found, projectFileTooLarge, path, { size: stat.size, limit: limits.fileBytes });
    }
    const content = await fs.readFile(absolute);
    const problem = textProblem(content);
    if (problem !== null) return tell(found, notText, path, { reason: problem });
    return content;
  } catch (error) {
    return tell(found, unreadable, path, { reason: systemReason(error, 'read') ?? String(error) });
  }
}

/** Why the bytes are no UTF-8 text, or null. A byte order mark is allowed (and dropped by the decoder). */
function textProblem(content: Buffer): Localized | null {
  if (
    content.length >= 2 &&
    ((content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff))
  )
    return { zh: '它是 UTF-16', en: 'it is UTF-16' };
  const nul = content.indexOf(0);
  if (nul >= 0)
    return { zh: `第 ${lineAt(content, nul)} 行有 NUL 字节`, en: `line ${lineAt(content, nul)} has a NUL byte` };
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content);
    return null;
  } catch {
    return {
      zh: '有不是 UTF-8 的字节，可能是 GBK 或 GB18030',
      en: 'it has bytes that are not UTF-8, perhaps GBK or GB18030',
    };
  }
}

function lineAt(content: Buffer, offset: number): number {
  let line = 1;
  for (let i = content.indexOf(10); i >= 0 && i < offset; i = content.indexOf(10, i + 1)) line++;
  return line;
}

/** Whether a resolved path lies in a resolved folder. */
function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}

function tell<P extends Readonly<Record<string, string | number | Localized>>>(
  found: Found,
  definition: Definition<P>,
  file: string,
  parameters: P,
): null {
  found.diagnostics.push(report(definition, { file: file === '' ? '.' : file, range: startOfFile }, parameters));
  return null;
}

const notAFile: Localized = { zh: '不是普通文件', en: 'it is not a plain file' };

function bytes(limit: number): Localized {
  return { zh: `文本共 ${limit} 字节`, en: `${limit} bytes of text` };
}

function files(limit: number): Localized {
  return { zh: `${limit} 个文件`, en: `${limit} files` };
}

function folders(limit: number): Localized {
  return { zh: `${limit} 层文件夹`, en: `${limit} levels of folders` };
}
