/** In VS Code: the period in the status bar is changed by a click; the tree of standards shows who is to be helped in it. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { until, workbenchFor } from './workbench.ts';

describe('in VS Code: the period', () => {
  const workbench = workbenchFor({ folder: 'period' });

  it('is changed in the status bar, and with it every count', async () => {
    const { page, screenshot } = workbench();
    await page.locator('.activitybar [aria-label^="准绳"]').first().click();
    const tree = page.locator('.pane-body .monaco-list-rows').first();
    const counts = async () => (await tree.textContent()) ?? '';
    const year = await until('the counts of the year', counts, (seen) => /未通过 \d+/.test(seen), 60_000);
    await page.locator('.statusbar-item[id$="zhunsheng.period"] a').first().click();
    await page.locator('.quick-input-widget input').fill('2021-11');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: '2021-11' }).first().waitFor();
    await page.locator('.quick-input-widget input').press('Enter');
    const asOf = page.locator('.statusbar-item[id$="zhunsheng.asOf"]');
    await asOf.filter({ hasText: '2021-11-30' }).waitFor();
    await until('the counts of November', counts, (seen) => /未通过 \d+/.test(seen) && seen !== year, 60_000);
    await screenshot('period');
  });

  it('shows under a rule the units that fail, and a click on one explains it', async () => {
    const { page, preview, screenshot } = workbench();
    const rows = page.locator('.pane-body .monaco-list-row');
    const rule = rows
      .filter({ hasText: '登记完整' })
      .filter({ hasText: /未通过 \d/ })
      .first();
    // The tree has only the rows that can be seen.
    await rows.first().hover();
    await until(
      'the rule',
      async () => {
        if (!(await rule.isVisible())) await page.mouse.wheel(0, 100);
        return rule.isVisible();
      },
      Boolean,
    );
    await rule.locator('.monaco-tl-twistie').click();
    const unit = rows.filter({ hasText: /^[A-Z]{2}\d+/ }).first();
    await unit.waitFor();
    await screenshot('tree');
    await unit.click();
    await (await preview()).locator('.reason').first().waitFor({ timeout: 60_000 });
  });

  it('is the one that an assessment judges by, which writes its tables', async () => {
    const { page, folder, command } = workbench();
    await command('运行考核');
    await page.locator('.quick-input-title', { hasText: '考核 2021-11' }).waitFor();
    await page.locator('.quick-input-widget input').fill('out');
    await page.locator('.quick-input-widget input').press('Enter');
    await until('the tables', async () => existsSync(join(folder, 'out', 'standings.csv')), Boolean, 60_000);
    assert.ok(existsSync(join(folder, 'out', 'manifest.json')));
  });
});
