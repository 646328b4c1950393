/** PDF of a page, by a Chromium, Chrome or Edge that the user has, without network and in a profile of its own. */
import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { CivilDate } from '../calendar/civil-date.ts';
import { stop } from '../diagnostics/error.ts';
import { browserFailed, noBrowser } from '../diagnostics/registry/report.ts';

/** Where browsers may be: the search path, and where each system installs them. */
export interface BrowserPlaces {
  readonly path: string;
  readonly platform: NodeJS.Platform;
}

/** `given` where it is a file, else the first that is found. Throws ZhunshengError (ZS8103). */
export async function findBrowser(given: string | null, { path, platform }: BrowserPlaces): Promise<string> {
  const inPath = path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => names.map((name) => join(folder, platform === 'win32' ? `${name}.exe` : name)));
  const candidates =
    given !== null
      ? [resolve(given), ...(/[\\/]/.test(given) ? [] : inPath.filter((one) => one.endsWith(given)))]
      : [...inPath, ...(installed[platform] ?? [])];
  for (const file of candidates) {
    const isThere = await fs.access(file, fs.constants.X_OK).then(
      async () => (await fs.stat(file)).isFile(),
      () => false,
    );
    if (isThere) return file;
  }
  const looked = given ?? names.join(', ');
  return stop(noBrowser, '--pdf', { looked });
}

/** Prints a page beside it; the same page gives the same bytes. Throws ZhunshengError (ZS8104). */
export async function printPage(browser: string, page: string, pdf: string, asOf: CivilDate): Promise<void> {
  const profile = await fs.mkdtemp(join(tmpdir(), 'zhunsheng-pdf-'));
  try {
    const isRoot = process.getuid?.() === 0;
    await run(
      browser,
      [
        '--headless',
        '--disable-gpu',
        // Chromium refuses to run for root with it; the page can run nothing but its own script.
        ...(isRoot ? ['--no-sandbox'] : []),
        '--no-first-run',
        '--disable-extensions',
        '--disable-background-networking',
        '--host-resolver-rules=MAP * ~NOTFOUND',
        `--user-data-dir=${profile}`,
        '--no-pdf-header-footer',
        `--print-to-pdf=${resolve(pdf)}`,
        pathToFileURL(resolve(page)).href,
      ],
      { timeout: MOST_TIME },
    );
    await fs.writeFile(pdf, dated(await fs.readFile(pdf), asOf));
  } catch (error) {
    stop(browserFailed, '--pdf', { browser, page: page.split(/[\\/]/).at(-1) ?? page, reason: reasonOf(error) });
  } finally {
    await fs.rm(profile, { recursive: true, force: true });
  }
}

const run = promisify(execFile);

const MOST_TIME = 120_000;

/** The two dates of a document's information, in place: the bytes before and after stay where the file's table says. */
function dated(pdf: Buffer, asOf: CivilDate): Buffer {
  const text = pdf.toString('latin1');
  const day = asOf.replaceAll('-', '');
  const found = text.replace(/(\/(?:CreationDate|ModDate) ?\(D:)(\d{14})/g, (_, head: string) => `${head}${day}000000`);
  return Buffer.from(found, 'latin1');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if ('killed' in error && error.killed === true) return `> ${MOST_TIME / 1000} s`;
  const said =
    'stderr' in error && typeof error.stderr === 'string' ? error.stderr.trim().split('\n').at(-1) : undefined;
  return (said === undefined || said === '' ? error.message : said).slice(0, 200);
}

const names: readonly string[] = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge',
  'msedge',
];

const installed: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};
