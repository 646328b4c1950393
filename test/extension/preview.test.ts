/**
 * The preview's page by itself, in a browser, fed as the extension feeds it: what it shows, by keyboard and to a screen reader,
 * in both themes. (test/e2e shows it in the editor.)
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { setUpBrowser } from '../e2e/setup.ts';
import { faults, messages, openPage, send } from './page.ts';
import { explanation, page as firstPage, flips, preview, reasons } from './preview-messages.ts';

const root = join(import.meta.dirname, '../..');
const screenshots = join(root, '.cache', 'screenshots');

describe('the preview’s page', function () {
  this.timeout(120_000);
  let browser: Browser;

  before(async () => {
    execFileSync(process.execPath, [join(root, 'extension', 'build.js')]);
    const executablePath = await setUpBrowser();
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    mkdirSync(screenshots, { recursive: true });
  });
  after(() => browser.close());

  const open = (on: Browser, theme: 'light' | 'dark'): Promise<Page> =>
    openPage(on, theme, [
      { type: 'preview', preview, section: 'top' },
      { type: 'subjects', query: { search: '', verdict: null, limit: 50 }, page: firstPage },
      { type: 'flips', flips },
    ]);

  for (const theme of ['light', 'dark'] as const) {
    it(`shows a rule as a decision with the numbers at each branch, readable to everyone (${theme})`, async () => {
      const page = await open(browser, theme);
      assert.match((await page.locator('.flow').textContent()) ?? '', /判定 412 信访件/);
      assert.deepEqual(
        await page.locator('.step').evaluateAll((steps) => steps.map((step) => step.querySelector('h3')?.textContent)),
        ['是否在期间内？', '是否适用？', '是否符合？'],
      );
      const [, , met] = await page.locator('.exits').allTextContents();
      assert.equal(met?.replace(/\s+/g, ' '), '✗ 未通过 9? 待定 3✓ 通过 270');
      await page.screenshot({ path: join(screenshots, `preview-page-${theme}.png`), fullPage: true });
      assert.deepEqual(await faults(page), []);
      await page.close();
    });
  }

  it('asks for what is typed into the search, and for one verdict at a time', async () => {
    const page = await open(browser, 'light');
    await page.locator('#search').pressSequentially('东关');
    await page.getByRole('button', { name: '待定', exact: true }).click();
    const sent = (await messages(page)).filter(({ type }) => type === 'subjects');
    assert.deepEqual(sent.at(-1), { type: 'subjects', query: { search: '东关', verdict: 'undetermined', limit: 50 } });
    assert.equal(await page.locator('.filter[aria-pressed="true"]').textContent(), '待定');
    await page.close();
  });

  it('explains a unit by the keyboard alone, and comes back with Escape', async () => {
    const page = await open(browser, 'dark');
    const unit = page.getByRole('button', { name: '解释 信访件 p17' });
    await unit.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual((await messages(page)).at(-1), {
      type: 'explain',
      subject: { entity: 'petition', subject: 'p17' },
    });
    await send(page, { type: 'explanation', explanation });
    assert.match((await page.locator('.reason').first().textContent()) ?? '', /时限 7 天[\s\S]*答复天数为 12/);
    await page.waitForFunction(() => document.activeElement?.className === 'back');
    await page.screenshot({ path: join(screenshots, 'explanation-page-dark.png'), fullPage: true });
    assert.deepEqual(await faults(page), []);
    await page.keyboard.press('Escape');
    assert.deepEqual((await messages(page)).at(-1), { type: 'explained' });
    assert.equal(await page.locator('h1').textContent(), '七日内答复');
    await page.close();
  });

  for (const theme of ['light', 'dark'] as const) {
    it(`says of a unit why its verdict changed: the change, the facts and the records (${theme})`, async () => {
      const page = await open(browser, theme);
      await send(page, { type: 'explanation', explanation });
      await page.getByText('正在查找原因…').waitFor();
      await send(page, { type: 'why', reasons });
      const [first, second] = await page.locator('.why').allTextContents();
      assert.match(first ?? '', /七日内答复 ✓ 通过 → ✗ 未通过/);
      assert.match(first ?? '', /起因参数 reply-days 7 → 5（reply\.policy\.yaml:15）/);
      assert.match(first ?? '', /答复天数66（未变）/);
      assert.match(second ?? '', /件件有回复 ✓ 通过 → ✗ 未通过 ✓ 已批准/);
      assert.deepEqual(await page.locator('.patch span').allTextContents(), [
        '- requires: [a]\n',
        '+ requires: [a, b]\n',
      ]);
      await page.screenshot({ path: join(screenshots, `why-page-${theme}.png`), fullPage: true });
      assert.deepEqual(await faults(page), []);
      await page
        .getByRole('button', { name: /^参数 reply-days/ })
        .first()
        .click();
      const last = (await messages(page)).at(-1);
      assert.equal(last?.type === 'open' && last.location.range.start.line, 14);
      await send(page, { type: 'explanation', explanation });
      assert.equal(await page.locator('.why').count(), 2);
      await page.close();
    });
  }

  it('leads from each part of the rule to where it is written', async () => {
    const page = await open(browser, 'light');
    await page.getByRole('button', { name: 'days-to-reply ≤ $reply-days' }).click();
    const last = (await messages(page)).at(-1);
    assert.equal(last?.type === 'open' && last.location.range.start.line, 44);
    await page.close();
  });

  it('tells those who hear it that the numbers changed, once they rest', async () => {
    const page = await open(browser, 'light');
    const { counts } = preview;
    await send(page, { type: 'preview', preview: { ...preview, counts: { ...counts, fail: 10 } }, section: 'top' });
    await send(page, { type: 'preview', preview: { ...preview, counts: { ...counts, fail: 11 } }, section: 'top' });
    await page.locator('[aria-live]', { hasText: '已更新：11 未通过, 3 待定' }).waitFor({ state: 'attached' });
    await page.close();
  });

  it('keeps what is typed while the numbers change under it', async () => {
    const page = await open(browser, 'light');
    await page.locator('#search').pressSequentially('东');
    await send(page, { type: 'preview', preview, section: 'top' });
    await page.keyboard.type('关');
    assert.equal(await page.locator('#search').inputValue(), '东关');
    await page.close();
  });
});
