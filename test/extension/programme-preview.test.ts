/** A ladder as stairs and a procedure as a track on the preview's page, by keyboard and to a screen reader, in both themes. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { setUpBrowser } from '../e2e/setup.ts';
import { faults, messages, openPage, send } from './page.ts';
import { ladder, ladderRows, procedure, procedureRows, unit } from './programme-messages.ts';

const root = join(import.meta.dirname, '../..');
const screenshots = join(root, '.cache', 'screenshots');
const query = { search: '', which: null, limit: 50 };

describe('the preview’s page of ladders and procedures', function () {
  this.timeout(120_000);
  let browser: Browser;

  before(async () => {
    execFileSync(process.execPath, [join(root, 'extension', 'build.js')]);
    browser = await chromium.launch({ executablePath: await setUpBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
    mkdirSync(screenshots, { recursive: true });
  });
  after(() => browser.close());

  const open = (preview: unknown, page: unknown, theme: 'light' | 'dark'): Promise<Page> =>
    openPage(browser, theme, [
      { type: 'preview', preview, section: 'top' },
      { type: 'standings', query, page },
    ]);

  for (const theme of ['light', 'dark'] as const) {
    it(`shows a ladder as stairs, each letter higher and further right than the milder one (${theme})`, async () => {
      const page = await open(ladder, ladderRows, theme);
      const boxes = await page
        .locator('.stairs > li')
        .evaluateAll((steps) => steps.map((step) => step.getBoundingClientRect().toJSON()));
      for (const [i, box] of boxes.slice(1).entries()) {
        assert.ok(box.left > boxes[i].left && box.top < boxes[i].top, `step ${i + 2}`);
      }
      assert.match((await page.locator('.stairs > li').nth(3).textContent()) ?? '', /问责函.*1.*缺 1/);
      await page.screenshot({ path: join(screenshots, `ladder-page-${theme}.png`), fullPage: true });
      assert.deepEqual(await faults(page), []);
      await page.close();
    });

    it(`shows a procedure as a track with what is late or overdue at each step (${theme})`, async () => {
      const page = await open(procedure, procedureRows, theme);
      assert.deepEqual(await page.locator('.track > li .link').allTextContents(), [
        '申请',
        '确定代理员',
        '登记',
        '办结',
      ]);
      assert.match(
        (await page.locator('.rows tbody').textContent()) ?? '',
        /c4.*确定代理员 迟办 2 天.*登记 超期未办 11 天/,
      );
      await page.screenshot({ path: join(screenshots, `procedure-page-${theme}.png`), fullPage: true });
      assert.deepEqual(await faults(page), []);
      await page.close();
    });

    it(`shows where one unit stands, month by month, and how far one record has come (${theme})`, async () => {
      const page = await open(ladder, ladderRows, theme);
      await send(page, { type: 'explanation', explanation: unit });
      assert.deepEqual(await page.locator('.period.occasion .code').allTextContents(), ['2021-03', '2021-05']);
      assert.match(
        (await page.locator('.stairs [aria-current="step"], .stairs > li').last().textContent()) ?? '',
        /通报函.*因 2021-05.*缺/,
      );
      assert.match(
        (await page.locator('.track > li').nth(1).textContent()) ?? '',
        /超期未办 30 天.*自“申请”起 3 个工作日内 · 至 2021-03-05/,
      );
      await page.screenshot({ path: join(screenshots, `standing-page-${theme}.png`), fullPage: true });
      assert.deepEqual(await faults(page), []);
      await page.close();
    });
  }

  it('lists who stands on a step by the keyboard alone, and everybody again', async () => {
    const page = await open(ladder, ladderRows, 'light');
    const here = page.getByRole('button', { name: '通报函: 在此 6' });
    await here.focus();
    await page.keyboard.press('Enter');
    const asked = async () => (await messages(page)).filter(({ type }) => type === 'standings').at(-1)?.query;
    assert.deepEqual(await asked(), { search: '', which: { step: 'notice', state: 'here' }, limit: 50 });
    assert.equal(await here.getAttribute('aria-pressed'), 'true');
    await page.keyboard.press('Enter');
    assert.deepEqual(await asked(), { search: '', which: null, limit: 50 });
    await page.getByRole('button', { name: '提醒函: 缺 2' }).click();
    await page.locator('#search').pressSequentially('东');
    assert.deepEqual(await asked(), { search: '东', which: { step: 'reminder', state: 'missing' }, limit: 50 });
    await page.close();
  });

  it('leads from a step to where it is written, and from a unit to its reasons', async () => {
    const page = await open(ladder, ladderRows, 'dark');
    await page.locator('.stairs').getByRole('button', { name: '约谈函', exact: true }).click();
    assert.equal((await messages(page)).at(-1)?.location.range.start.line, 12);
    await page.getByRole('button', { name: '解释 东关社区' }).click();
    assert.deepEqual((await messages(page)).at(-1), { type: 'explain', subject: { entity: 'unit', subject: 'u9' } });
    await page.close();
  });
});
