/** In VS Code: a person who thinks in Chinese finds the English names. */
import { until, workbenchFor } from './workbench.ts';

describe('in VS Code: completion', () => {
  const workbench = workbenchFor({ folder: 'completion' });

  it('finds a fact by the initials of its Chinese title, and puts its name in', async () => {
    const { page, openFile, cursorAt, text, screenshot } = workbench();
    await openFile('zero-petition.policy.yaml');
    await cursorAt('skip-level-petitions = 0');
    await page.keyboard.press('Control+Shift+ArrowRight');
    await page.keyboard.press('Shift+End');
    await page.keyboard.type('jtsf');
    const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'collective-petitions' }).first();
    await row.waitFor();
    await screenshot('completion');
    await page.keyboard.press('Enter');
    await until('the completed line', text, (seen) => /require: collective-petitions\b/.test(seen));
  });
});
