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
    const tree = page.locator('.pane-body').first();
    await until(
      'the reason',
      async () => (await tree.textContent()) ?? '',
      (seen) => seen.includes('未受信任'),
    );
    await screenshot('restricted');
    assert.equal(await page.locator('.codelens-decoration', { hasText: /\d/ }).count(), 0);
  });

  it('the editor asks for trust before it runs tests, and judges the units once it is given', async () => {
    const { page, folder, openFile, command } = workbench();
    await openFile('zero-petition.test.yaml');
    await command('Test: Run All Tests');
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await page.locator('.part.panel .monaco-list-row', { hasText: '零上访' }).count(), 0);
    edit(folder, 'policies/zero-petition.policy.yaml', 'skip-levle', 'skip-level');
    await command('Test: Run All Tests');
    await dialog.getByRole('button', { name: /Trust Folder/ }).click();
    const tree = page.locator('.pane-body').first();
    await until(
      'the counts',
      async () => (await tree.textContent()) ?? '',
      (seen) => /未通过 \d+/.test(seen),
      60_000,
    );
  });
});
