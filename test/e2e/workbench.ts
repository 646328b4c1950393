/**
 * A real VS Code with the packaged extension in it, and what a person does there: opens a file, puts the cursor somewhere, types,
 * runs a command, looks. Every wait is bounded; nothing waits for a fixed time where there is something to see.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Browser, chromium, type Frame, type Locator, type Page } from 'playwright-core';
import { setUp, type VsCode } from './setup.ts';

const root = join(import.meta.dirname, '..', '..');
const cache = join(root, '.cache', 'e2e');
const extensions = join(cache, 'extensions');
const screenshots = join(root, '.cache', 'screenshots');

export interface Options {
  /** The folder's name in the workspace; a copy of the shipped project stands there. */
  readonly folder: string;
  /** Changes the copy before it is opened, and before its first commit. */
  readonly prepare?: (folder: string) => void;
  /** Whether VS Code asks for trust, so that the folder opens in Restricted Mode. */
  readonly restricted?: boolean;
  readonly theme?: 'light' | 'dark';
}

export interface Workbench {
  readonly page: Page;
  readonly folder: string;
  openFile(path: string): Promise<void>;
  /** Runs a command by its title, as the palette shows it. */
  command(title: string): Promise<void>;
  /** Puts the cursor before the first occurrence of a text in the open file, by the editor's own search. */
  cursorAt(text: string): Promise<void>;
  /** The editor's visible lines as text. */
  text(): Promise<string>;
  /** The preview's page. */
  preview(): Promise<Frame>;
  screenshot(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a copy of the shipped project in a workbench of its own. */
async function openWorkbench(options: Options): Promise<Workbench> {
  const code = await installed();
  const folder = makeFolder(options);
  const [{ port }, browser] = await Promise.all([serverFor(code, options), browserOf(code)]);
  // A window of its own, which remembers nothing of another.
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
  page.setDefaultTimeout(20_000);
  await page.goto(`http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
  // The extension's own entry: by then its server has answered.
  await page.locator('.statusbar-item[id$="zhunsheng.period"]').waitFor({ timeout: 60_000 });
  return {
    page,
    folder,
    openFile: (path) => openFile(page, path),
    command: (title) => command(page, title),
    cursorAt: (text) => cursorAt(page, text),
    text: () => editorText(page),
    preview: () => previewFrame(page),
    async screenshot(name) {
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path: join(screenshots, `${name}.png`) });
    },
    close: () => page.context().close(),
  };
}

/** A workbench for the tests of a `describe`; what a failed one looked like is kept as a picture. */
export function workbenchFor(options: Options): () => Workbench {
  let workbench: Workbench | undefined;
  before(async function () {
    this.timeout(12 * 60_000);
    workbench = await openWorkbench(options);
  });
  beforeEach(function () {
    // More than the waits of a whole test, on a busy machine.
    this.currentTest?.timeout(3 * 60_000);
  });
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await workbench?.screenshot(`failed ${this.currentTest.title}`);
  });
  after(() => workbench?.close());
  return () => {
    if (workbench === undefined) throw new Error('the workbench is not open');
    return workbench;
  };
}

/** Changes a file of a project; a change that finds nothing is an error of the test. */
export function edit(folder: string, file: string, from: string | RegExp, to: string): void {
  const path = join(folder, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${file} has no ${from}`);
  writeFileSync(path, after);
}

/** Waits until what a probe sees satisfies a condition, and gives it; fails with what it last saw. */
export async function until<T>(
  what: string,
  probe: () => Promise<T>,
  holds: (seen: T) => boolean,
  milliseconds = 20_000,
): Promise<T> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const seen = await probe();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`${what}: not seen in ${milliseconds} ms; last: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

/** One for each way in which VS Code itself is set up; workbenches share it. */
const servers = new Map<string, Promise<Server>>();
let browser: Promise<Browser> | undefined;

after(async () => {
  await (await browser)?.close();
  await Promise.all([...servers.values()].map(async (server) => (await server).stop()));
});

function browserOf(code: VsCode): Promise<Browser> {
  browser ??= launch(code);
  return browser;
}

function serverFor(code: VsCode, { restricted = false, theme = 'light' }: Options): Promise<Server> {
  const name = `${restricted ? 'restricted' : 'trusted'}-${theme}`;
  const server = servers.get(name) ?? serve(code, name, restricted, theme);
  servers.set(name, server);
  return server;
}

let installation: Promise<VsCode> | undefined;

function installed(): Promise<VsCode> {
  installation ??= install();
  return installation;
}

/** The package itself is under test, so it is made and installed as a user would, anew where anything in it has changed. */
async function install(): Promise<VsCode> {
  const code = await setUp();
  execFileSync(process.execPath, [join(root, 'extension', 'build.js')]);
  const stamp = join(extensions, '.stamp');
  const now = contentsHash(['extension', 'engine/dist'].map((folder) => join(root, folder)));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== now) {
    rmSync(extensions, { recursive: true, force: true });
    mkdirSync(extensions, { recursive: true });
    execFileSync(process.execPath, [join(root, 'extension', 'package.js')], { stdio: 'pipe' });
    const vsix = join(root, 'out', `zhunsheng-${process.platform}-${process.arch}.vsix`);
    execFileSync(code.node, [code.entry, '--install-extension', vsix, '--extensions-dir', extensions], {
      stdio: 'pipe',
    });
    writeFileSync(stamp, now);
  }
  return code;
}

function contentsHash(folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (file) => !file.includes('node_modules') && statSync(join(folder, file)).isFile(),
    );
    for (const file of files.toSorted()) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
}

/** VS Code takes a display language only where a language pack stands for it; this one translates nothing of VS Code itself. */
function makeLanguagePack(data: string): void {
  const translation = join(data, 'main.i18n.json');
  writeFileSync(translation, '{ "version": "1.0.0", "contents": {} }');
  const pack = {
    hash: 'e2e',
    label: '中文(简体)',
    extensions: [{ extensionIdentifier: { id: 'test.language-pack-zh-cn' }, version: '1.0.0' }],
    translations: { vscode: translation },
  };
  writeFileSync(join(data, 'languagepacks.json'), JSON.stringify({ 'zh-cn': pack }));
}

function makeFolder({ folder: name, prepare }: Options): string {
  const folder = join(cache, 'work', name);
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'rules'), folder, { recursive: true });
  prepare?.(folder);
  if (existsSync(folder)) commitAll(folder);
  return folder;
}

function commitAll(folder: string): void {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', '-c', 'init.defaultBranch=main', ...args], {
      cwd: folder,
      stdio: 'pipe',
    });
  git('init', '-q');
  git('add', '-A');
  git('commit', '-q', '-m', 'as shipped');
}

async function serve(code: VsCode, name: string, restricted: boolean, theme: 'light' | 'dark'): Promise<Server> {
  const port = await freePort();
  const data = join(cache, 'data', name);
  rmSync(data, { recursive: true, force: true });
  mkdirSync(join(data, 'User'), { recursive: true });
  writeFileSync(
    join(data, 'User', 'settings.json'),
    JSON.stringify({
      'workbench.startupEditor': 'none',
      'workbench.colorTheme': theme === 'dark' ? 'Default Dark Modern' : 'Default Light Modern',
      'workbench.enableExperiments': false,
      'workbench.tips.enabled': false,
      'telemetry.telemetryLevel': 'off',
      'update.mode': 'none',
      'extensions.autoUpdate': false,
      'extensions.ignoreRecommendations': true,
      'chat.disableAIFeatures': true,
      'window.commandCenter': false,
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'editor.minimap.enabled': false,
      'editor.accessibilitySupport': 'off',
      'git.openRepositoryInParentFolders': 'never',
    }),
  );
  makeLanguagePack(data);
  const args = [
    code.entry,
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`],
    ...['--user-data-dir', data, '--extensions-dir', extensions, '--locale', 'zh-cn'],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(restricted ? [] : ['--disable-workspace-trust']),
  ];
  const process_ = spawn(code.node, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  await answering(process_, port);
  return { port, stop: () => stop(process_) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function answering(server: ChildProcess, port: number): Promise<void> {
  let log = '';
  server.stdout?.on('data', (data) => {
    log += data;
  });
  server.stderr?.on('data', (data) => {
    log += data;
  });
  await until(
    'code-server answers',
    async () => {
      if (server.exitCode !== null) throw new Error(`code-server ended: ${log}`);
      return fetch(`http://127.0.0.1:${port}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
    },
    (ok) => ok,
    30_000,
  );
}

/** With all that it started: it stands in a process group of its own. */
async function stop(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  process.kill(-server.pid, 'SIGTERM');
  const timer = setTimeout(() => server.pid !== undefined && process.kill(-server.pid, 'SIGKILL'), 3000);
  await ended;
  clearTimeout(timer);
}

function launch(code: VsCode): Promise<Browser> {
  return chromium.launch({
    executablePath: code.chromium,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync'],
    ],
  });
}

async function openFile(page: Page, path: string): Promise<void> {
  const name = path.split('/').at(-1) ?? path;
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`);
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').fill(path);
  await page.locator(`.quick-input-list .monaco-list-row:has-text("${name}")`).first().waitFor();
  await page.locator('.quick-input-widget input').press('Enter');
  await tab.waitFor();
  await page.locator('.editor-instance .view-line').first().waitFor();
}

async function command(page: Page, title: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill(`>${title}`);
  const row = page.locator('.quick-input-list .monaco-list-row').first();
  await until(
    'the command',
    () => row.textContent().catch(() => null),
    (text) => text?.includes(title) === true,
  );
  await page.locator('.quick-input-widget input').press('Enter');
}

async function cursorAt(page: Page, text: string): Promise<void> {
  await page.locator('.editor-group-container .editor-instance .view-lines').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+F');
  const find = page.locator('.find-widget.visible textarea[aria-label="Find"], .find-widget.visible .input').first();
  await find.fill(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  // What was found is selected; the cursor goes before it.
  await page.keyboard.press('ArrowLeft');
}

async function editorText(page: Page): Promise<string> {
  const lines: Locator = page.locator('.editor-group-container.active .monaco-editor .view-lines .view-line');
  const found = await lines.evaluateAll((elements) =>
    elements
      .map((element) => ({
        top: Number.parseFloat(element.style.top),
        text: element.textContent ?? '',
      }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text.replaceAll('\u00a0', ' ')),
  );
  return found.join('\n');
}

/** A webview's page is a frame in a frame. */
async function previewFrame(page: Page): Promise<Frame> {
  return until(
    'the preview',
    async () => {
      for (const frame of page.frames()) {
        if ((await frame.$('main#root').catch(() => null)) !== null) return frame;
      }
      return null;
    },
    (frame): frame is Frame => frame !== null,
  ) as Promise<Frame>;
}
