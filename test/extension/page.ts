/** The preview's page by itself in a browser: fed with messages, looked at, and asked what it has sent. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import axe, { type AxeResults } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { words } from './preview-messages.ts';
import { themes } from './themes.ts';

const root = join(import.meta.dirname, '../..');

/** What VS Code gives a webview's page. As text, since the transpiler's helpers are not in the browser. */
const editorApi = `
  window.sent = [];
  window.acquireVsCodeApi = () => ({ postMessage: (message) => window.sent.push(message), setState() {} });
`;

/** The page with its messages, as after the extension has answered "ready". */
export async function openPage(browser: Browser, theme: 'light' | 'dark', told: readonly unknown[]): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 760, height: 900 } });
  const dist = join(root, 'extension', 'dist');
  await page.setContent(
    `<!DOCTYPE html><html lang="zh-cn"><head><title>预览</title><style>${themes[theme]}</style></head>` +
      '<body><main id="root"></main></body></html>',
  );
  await page.addStyleTag({ path: join(dist, 'preview.css') });
  await page.evaluate(editorApi);
  await page.addScriptTag({ path: join(dist, 'preview.js') });
  assert.deepEqual(await messages(page), [{ type: 'ready' }]);
  await send(page, { type: 'words', words });
  for (const message of told) await send(page, message);
  await page.locator('.rows').first().waitFor();
  return page;
}

export async function send(page: Page, message: unknown): Promise<void> {
  await page.evaluate((data) => window.dispatchEvent(new MessageEvent('message', { data })), message);
}

interface Sent {
  readonly type: string;
  readonly query?: unknown;
  readonly location: { readonly range: { readonly start: { readonly line: number } } };
}

export function messages(page: Page): Promise<readonly Sent[]> {
  return page.evaluate(() => (window as unknown as { sent: Sent[] }).sent);
}

/** What a checker of accessibility finds, colours' contrast among it. */
export async function faults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const checker = (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe;
    const { violations } = await checker.run();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  });
}
