/** In VS Code: what no test would notice stands in the gutter, and a click adds the test that does. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until, workbenchFor } from './workbench.ts';

const tests = 'policies/zero-case.test.yaml';

for (const theme of ['light', 'dark'] as const) {
  describe(`in VS Code (${theme}): testing by mutants`, () => {
    const workbench = workbenchFor({
      folder: `mutants-${theme}`,
      theme,
      // Only the first case is left, which leaves much untested.
      prepare: (folder) => {
        const path = join(folder, tests);
        const text = readFileSync(path, 'utf8');
        const second = text.indexOf('\n  - name:', text.indexOf('\n  - name:') + 1);
        writeFileSync(path, `${text.slice(0, second).trimEnd()}\n`);
      },
    });

    it('marks what no test notices, and adds the test that would', async () => {
      const { page, openFile, command, text, screenshot } = workbench();
      await openFile('zero-case.policy.yaml');
      await command('变异测试：什么改动没有测试发现');
      const marks = page.locator('.editor-group-container.active .glyph-margin-widgets .cgmr');
      await marks.first().waitFor({ timeout: 120_000 });
      await screenshot(`mutants-${theme}`);
      await page
        .locator('.editor-instance .view-line', { hasText: 'reported-by' })
        .first()
        .getByText('reported-by')
        .click();
      await page.keyboard.press('Control+.');
      const action = page.locator('.action-widget .monaco-list-row', { hasText: '加上能发现它的测试' }).first();
      await action.waitFor();
      await page.keyboard.press('Enter');
      await page.locator('.tab.active[data-resource-name^="zero-case"][data-resource-name$=".test.yaml"]').waitFor();
      await until('the test', text, (seen) => seen.includes('查得出'));
      await screenshot(`mutants-added-${theme}`);
    });
  });
}
