/** In VS Code: the effect of an edit on the real units stands above the rule before it is saved. */
import { until, workbenchFor } from './workbench.ts';

describe('in VS Code: the lens over a rule', () => {
  const workbench = workbenchFor({ folder: 'lenses' });

  it('counts verdicts, and how many an edit changes, while it is typed', async () => {
    const { page, openFile, cursorAt, screenshot } = workbench();
    await openFile('zero-petition.policy.yaml');
    await cursorAt('no-skip-level-petition:');
    const lenses = () => page.locator('.codelens-decoration').allTextContents();
    const before = await until('counts', lenses, (seen) => seen.some((text) => /\d+/.test(text)), 60_000);
    await cursorAt('skip-level-petitions = 0');
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1');
    await until(
      'other counts and flips',
      lenses,
      (seen) => seen.join() !== before.join() && seen.some((text) => /翻转 [1-9]/.test(text)),
      60_000,
    );
    await screenshot('lenses');
  });
});
