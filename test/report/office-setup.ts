/** LibreOffice, which lays letters out as Word does, and poppler, which reads what it printed: from Debian's packages. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Throws one clear line where they cannot be had. */
export async function setUpOffice(): Promise<void> {
  if (await isThere()) return;
  if (process.getuid?.() === 0) {
    await run('apt-get', ['update', '-q'], quiet);
    const packages = ['libreoffice-writer-nogui', 'poppler-utils', 'fonts-noto-cjk'];
    await run('apt-get', ['install', '-yq', '--no-install-recommends', ...packages], quiet);
  }
  if (!(await isThere()))
    throw new Error(
      'LibreOffice is missing: sudo apt-get install libreoffice-writer-nogui poppler-utils fonts-noto-cjk',
    );
}

/** Word files as PDF, beside each other in a folder; gives the text of each page by page, by name of the file. */
export async function printed(files: readonly string[], folder: string): Promise<ReadonlyMap<string, string>> {
  const profile = await mkdtemp(join(tmpdir(), 'office-'));
  try {
    const settings = [`-env:UserInstallation=file://${profile}`, '--headless', '--convert-to', 'pdf'];
    await run('soffice', [...settings, '--outdir', folder, ...files], quiet);
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
  const texts = new Map<string, string>();
  for (const file of files) {
    const pdf = join(folder, basename(file).replace(/docx$/, 'pdf'));
    texts.set(file, (await run('pdftotext', ['-raw', pdf, '-'], quiet)).stdout);
  }
  return texts;
}

/** How many pages a PDF has. */
export async function pagesOf(pdf: string): Promise<number> {
  const { stdout } = await run('pdfinfo', [pdf], quiet);
  return Number(/^Pages:\s+(\d+)/m.exec(stdout)?.[1]);
}

async function isThere(): Promise<boolean> {
  const commands = [run('soffice', ['--version'], quiet), run('pdftotext', ['-v'], quiet)];
  return Promise.all(commands).then(
    () => true,
    () => false,
  );
}

const quiet = { maxBuffer: 64 * 1024 * 1024, timeout: 8 * 60_000 };
