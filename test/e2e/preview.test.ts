/** In VS Code: the preview of a rule, clicked through from the numbers to one unit's reasons, in both themes. */
import assert from 'node:assert/strict';
import { until, workbenchFor } from './workbench.ts';

for (const theme of ['light', 'dark'] as const) {
  describe(`in VS Code (${theme}): the preview`, () => {
    const workbench = workbenchFor({ folder: `preview-${theme}`, theme });

    it('shows the rule as a decision on the real units, who fails, and why', async () => {
      const { page, openFile, cursorAt, command, preview, screenshot } = workbench();
      await openFile('zero-petition.policy.yaml');
      await cursorAt('village-replies-in-time:');
      await command('预览规则或标准');
      const frame = await preview();
      await frame.locator('.exits .chip.fail').first().waitFor({ timeout: 60_000 });
      assert.equal(await frame.locator('h1').textContent(), '村（社区）及时答复');
      const failing = Number(await frame.locator('.counts .chip.fail b').textContent());
      assert.ok(failing > 0);
      await frame.getByRole('button', { name: '未通过', exact: true }).click();
      const rows = frame.locator('.rows').first().locator('tbody tr');
      await until(
        'the units that fail',
        () => rows.count(),
        (count) => count === failing,
      );
      await frame.locator('.sparkline').waitFor();
      await screenshot(`preview-${theme}`);
      await rows.first().locator('button').click();
      await frame.locator('.reason[open] .truth.false').first().waitFor();
      await screenshot(`explanation-${theme}`);
      await page.keyboard.press('Escape');
      await frame.locator('.flow').waitFor();
    });

    it('follows the cursor to another rule, and leads back to where a part is written', async () => {
      const { page, cursorAt, preview } = workbench();
      const frame = await preview();
      await cursorAt('no-negative-opinion:');
      await frame.locator('h1', { hasText: '无负面舆情' }).waitFor();
      await frame.getByRole('button', { name: 'negative-opinions = 0' }).click();
      await until(
        'the cursor in the rule',
        () => page.locator('.editor-group-container.active .tab.active').getAttribute('data-resource-name'),
        (name) => name === 'zero-petition.policy.yaml',
      );
    });
  });
}
