/** In VS Code: an officer changes 7 days to 5, sees whose verdict flips and why, and approves it; in both themes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until, workbenchFor } from './workbench.ts';

for (const theme of ['light', 'dark'] as const) {
  describe(`in VS Code (${theme}): the flips of an edit`, () => {
    const workbench = workbenchFor({ folder: `flips-${theme}`, theme });

    it('stand in a tree with the change that made each, and their reason in the preview', async () => {
      const { page, openFile, cursorAt, preview, screenshot } = workbench();
      await openFile('petition-reply.policy.yaml');
      await cursorAt('value: 7');
      await page.keyboard.press('End');
      // Before the closing of the value: `, cites: guide.md#reply }`.
      for (let i = 0; i < ', cites: guide.md#reply }'.length; i++) await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('5');
      await cursorAt('replied-in-time:');
      const lens = page.locator('.codelens-decoration a', { hasText: /翻转 [1-9]/ }).first();
      await lens.waitFor({ timeout: 60_000 });
      await lens.click();
      const row = page
        .locator('.pane-body .monaco-list-row', { hasText: /XF2021\d+\s*通过 → 未通过 · 参数 reply-days 7 → 5/ })
        .first();
      await row.waitFor({ timeout: 60_000 });
      await row.click();
      const frame = await preview();
      await frame.locator('#why').waitFor({ timeout: 60_000 });
      const told = (await frame.locator('.why').first().textContent()) ?? '';
      assert.match(told, /按时答复/);
      assert.match(told, /参数 reply-days 7 → 5（policies\/petition-reply\.policy\.yaml:11/);
      assert.match(told, /答复用时（日）[67]/);
      await screenshot(`flips-${theme}`);
      await frame
        .getByRole('button', { name: /参数 reply-days/ })
        .first()
        .click();
      await page.locator('.tab.active[data-resource-name="petition-reply.policy.yaml"]').waitFor();
    });

    it('are approved with a reason, which is written to the list that the review reads', async () => {
      const { page, folder, screenshot } = workbench();
      const row = page.locator('.pane-body .monaco-list-row', { hasText: /XF2021\d+\s*通过 → 未通过/ }).first();
      const input = page.locator('.quick-input-widget input');
      // The tree is filled again when causes are found: a row that is hovered then is another.
      await until(
        'the question for a reason',
        async () => {
          await row.hover();
          await row.getByRole('button', { name: '批准这处结论变化' }).click();
          return input.isVisible();
        },
        Boolean,
        60_000,
      );
      await input.fill('办法改为五日');
      await input.press('Enter');
      await page.locator('.pane-body .monaco-list-row', { hasText: '已批准' }).first().waitFor({ timeout: 60_000 });
      const list = readFileSync(join(folder, 'expected-flips.yaml'), 'utf8');
      assert.match(list, /^- \{ rule: "replied-in-time", subject: "petition:.+", .+ reason: "办法改为五日" \}\n$/);
      await screenshot(`flips-approved-${theme}`);
    });

    it('are none where the edit is taken back, which the empty tree says', async () => {
      const { page, cursorAt } = workbench();
      await cursorAt('value: 5');
      await page.keyboard.press('End');
      for (let i = 0; i < ', cites: guide.md#reply }'.length; i++) await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Backspace');
      await page.keyboard.type('7');
      await until(
        'the words of the empty tree',
        () => page.locator('.pane-body .welcome-view-content').allTextContents(),
        (seen) => seen.join('').includes('没有结论变化'),
        60_000,
      );
    });
  });
}
