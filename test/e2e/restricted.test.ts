/** In VS Code's Restricted Mode: help with writing works, nothing is read or run. */
import assert from 'node:assert/strict';
import { edit, until, workbenchFor } from './workbench.ts';

describe('in VS Code’s Restricted Mode', () => {
  const workbench = workbenchFor({
    folder: 'restricted',
    restricted: true,
    prepare: (folder) => edit(folder, 'policies/zero-petition.policy.yaml', 'level = skip-level', 'level = skip-levle'),
  });

  it('errors are shown, but no unit is judged', async () => {
    const { page, openFile, screenshot } = workbench();
    await openFile('zero-petition.policy.yaml');
    await page.locator('.squiggly-error').first().waitFor();
    await page.locator('.activitybar [aria-label^="准绳"]').first().click();
    const tree = page.locator('.tree-explorer-viewlet-tree-view, .pane-body').first();
    await until(
      'the reason',
      async () => (await tree.textContent()) ?? '',
      (seen) => seen.includes('受限模式'),
    );
    await screenshot('restricted');
    assert.equal(await page.locator('.codelens-decoration', { hasText: /\d/ }).count(), 0);
  });

  it('a test is refused with the reason', async () => {
    const { page, openFile, command } = workbench();
    await openFile('zero-petition.test.yaml');
    await command('Test: Run All Tests');
    await page.locator('.codicon-testing-error-icon').first().waitFor();
  });
});
