/** In VS Code: an error stands at its characters, in Chinese, with what to do; a quick fix mends it. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edit, until, workbenchFor } from './workbench.ts';

describe('in VS Code: a slip in a policy', () => {
  const workbench = workbenchFor({
    // A name as people give their folders.
    folder: '三零 试点',
    prepare: (folder) => edit(folder, 'policies/zero-petition.policy.yaml', 'level = skip-level', 'level = skip-levle'),
  });

  it('is underlined, says in Chinese what is wrong and what to do, and is mended by its quick fix', async () => {
    const { page, folder, openFile, cursorAt, screenshot } = workbench();
    await openFile('zero-petition.policy.yaml');
    await page.locator('.squiggly-error').first().waitFor();
    await cursorAt('skip-levle');
    await page.keyboard.press('F8');
    const message = page.locator('.marker-widget .message').first();
    await message.filter({ hasText: /\p{Script=Han}/u }).waitFor();
    assert.match((await message.textContent()) ?? '', /skip-levle[\s\S]*ZS\d{4}/);
    await screenshot('errors');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+.');
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'skip-level' }).first();
    await fix.waitFor();
    await fix.click();
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
    await until(
      'the mended file',
      async () => readFileSync(join(folder, 'policies/zero-petition.policy.yaml'), 'utf8'),
      (seen) => seen.includes('level = skip-level\n') && !seen.includes('levle'),
    );
  });
});
