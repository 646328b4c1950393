/** In VS Code: a rule renamed in its policy is renamed in the tests and wherever else it is named. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until, workbenchFor } from './workbench.ts';

describe('in VS Code: rename', () => {
  const workbench = workbenchFor({ folder: 'rename' });

  it('changes a rule’s name in policies, tests and waivers at once', async () => {
    const { page, folder, openFile, cursorAt, command } = workbench();
    await openFile('zero-petition.policy.yaml');
    await cursorAt('no-collective-petition:');
    await page.keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('no-group-petition');
    await page.keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await command('Save All');
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
    const files = ['policies/zero-petition.policy.yaml', 'policies/zero-petition.test.yaml', 'waivers.yaml'];
    await until(
      'the new name on disk',
      async () => files.map((file) => read(file).includes('no-group-petition')),
      (seen) => seen.every(Boolean),
    );
    for (const file of files) assert.ok(!read(file).includes('no-collective-petition'), file);
  });
});
