/** Lays a project's files out in the one canonical way. */
import { randomBytes } from 'node:crypto';
import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { compareDiagnostics, type Diagnostic } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { projectNotFound } from '../diagnostics/registry/run.ts';
import { formatFile, isFormatted } from '../language/format.ts';
import { readProjectFiles } from './files.ts';

export interface FormatResult {
  /** Files whose layout is not the canonical one, sorted. */
  readonly changed: readonly string[];
  /** How many there are that `fmt` has a layout for. */
  readonly files: number;
  /** Why files were left alone: they cannot be read, or have syntax errors. */
  readonly diagnostics: readonly Diagnostic[];
}

/** With `write`, files are replaced one by one, each whole. Throws where the folder is none (ZS5001). */
export async function format(folder: string, { write }: { readonly write: boolean }): Promise<FormatResult> {
  const { root, files, diagnostics: unreadable } = await readProjectFiles(folder);
  if (root === null) stop(projectNotFound, folder, { path: folder });
  const changed: string[] = [];
  const diagnostics = [...unreadable];
  const wanted = [...files].filter(([file]) => isFormatted(file));
  for (const [file, text] of wanted) {
    const formatted = formatFile(file, text);
    diagnostics.push(...formatted.diagnostics);
    if (formatted.text === text) continue;
    changed.push(file);
    if (write) await replaceFile(join(root, file), formatted.text);
  }
  return { changed, files: wanted.length, diagnostics: diagnostics.sort(compareDiagnostics) };
}

/** A file is never seen half-written; a link to it stays one. */
async function replaceFile(path: string, text: string): Promise<void> {
  const target = await fs.realpath(path);
  const { mode } = await fs.stat(target);
  const beside = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    await fs.writeFile(beside, text, { mode });
    await fs.rename(beside, target);
  } finally {
    await fs.rm(beside, { force: true });
  }
}
