/** In VS Code: the walkthrough, followed from its first step to its last. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until, workbenchFor } from './workbench.ts';

describe('in VS Code: the walkthrough', () => {
  const workbench = workbenchFor({ folder: 'walkthrough' });

  it('leads to a first policy with its effect and its tests, each step ticked', async () => {
    const { page, folder, command, cursorAt, preview, screenshot } = workbench();
    const ticked = () => page.locator('.getting-started-step .codicon-getting-started-step-checked:visible').count();
    const start = async () => {
      await command('五分钟写出第一条政策');
      await page.locator('.getting-started-step').first().waitFor();
    };
    await start();
    await until('the project found', ticked, (count) => count === 1);
    await screenshot('walkthrough-begin');

    await command('新建政策');
    const input = page.locator('.quick-input-widget input');
    await page.locator('.quick-input-title', { hasText: '新建政策' }).waitFor();
    await input.fill('first-policy');
    // On the question itself: the walkthrough's page may take the focus back meanwhile.
    await input.press('Enter');
    await until(
      'the question for a title',
      () => input.inputValue(),
      (value) => value === '',
    );
    await input.fill('第一条政策');
    await input.press('Enter');
    await page.locator('.tab.active[data-resource-name="first-policy.policy.yaml"]').waitFor();
    await page.keyboard.press('Escape');

    await cursorAt('require:');
    await page.keyboard.press('End');
    await page.keyboard.type('late-replies = 0');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+S');
    const file = join(folder, 'policies', 'first-policy.policy.yaml');
    await until(
      'the policy on disk',
      async () => (existsSync(file) ? readFileSync(file, 'utf8') : ''),
      (text) => text.includes('require: late-replies = 0'),
    );
    await page.locator('.squiggly-error').first().waitFor({ state: 'detached' });

    await cursorAt('first-policy-rule:');
    await command('预览规则或标准');
    await (await preview()).locator('.exits .chip.fail').first().waitFor({ timeout: 60_000 });
    await command('Test: Run All Tests');
    await page.locator('.codicon-testing-passed-icon').first().waitFor({ state: 'attached', timeout: 60_000 });
    await start();
    await until('every step ticked', ticked, (count) => count === 5);
    await screenshot('walkthrough-end');
  });
});
