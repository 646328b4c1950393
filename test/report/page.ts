/** A published page in a browser, and what can be read back from it. */
import type { Browser, Page } from 'playwright-core';

export interface OpenOptions {
  readonly width?: number;
  readonly dark?: boolean;
  readonly scripts?: boolean;
}

/** What the page says on the console: a policy's refusals and errors, of which there should be none. */
export interface Opened {
  readonly page: Page;
  readonly complaints: readonly string[];
}

export async function open(browser: Browser, file: string, options: OpenOptions = {}): Promise<Opened> {
  const { width = 1440, dark = false, scripts = true } = options;
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: scripts,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.url() !== `file://${file}`) complaints.push(`asked for ${request.url()}`);
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(`file://${file}`);
  return { page, complaints };
}

export interface Figure {
  readonly from: string;
  /** Of a number; null: a text. */
  readonly value: number | null;
  readonly text: string;
}

/** Every figure and cited text, without what is only heard. */
export function figures(page: Page): Promise<readonly Figure[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[data-from]')].map((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const heard of copy.querySelectorAll('.heard, .unit')) heard.remove();
      return {
        from: element.getAttribute('data-from') ?? '',
        value: element instanceof HTMLDataElement ? Number(element.value) : null,
        text: (copy.textContent ?? '').trim(),
      };
    }),
  );
}

/** Texts with a digit that carry no mark of where they come from. */
export function unmarked(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!/\p{Nd}/u.test(node.textContent ?? '')) continue;
      if (parent?.closest('[data-from], [data-text], time, script, style, svg') == null)
        found.push(node.textContent ?? '');
    }
    return found;
  });
}

/** Texts with a digit in drawings that the table behind them does not have; shortened ones are looked for by their beginning. */
export function strayInCharts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.chart')].flatMap((figure) => {
      const cells = [...figure.querySelectorAll('table data, table time, table bdi')].map(
        (cell) => cell.textContent ?? '',
      );
      return [...figure.querySelectorAll('svg text')]
        .map((text) => (text.textContent ?? '').replace(/[\u2066-\u2069]/g, ''))
        .filter((text) => /\p{Nd}/u.test(text))
        .filter(
          (text) => !cells.some((cell) => cell === text || (text.endsWith('…') && cell.startsWith(text.slice(0, -1)))),
        );
    }),
  );
}
