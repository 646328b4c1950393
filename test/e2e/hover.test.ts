/** In VS Code: what a fact means, and how it is spread over the district's real units. */
import assert from 'node:assert/strict';
import { until, workbenchFor } from './workbench.ts';

describe('in VS Code: a hover', () => {
  const workbench = workbenchFor({ folder: 'hover' });

  it('over a fact shows its meaning and its distribution over the data', async () => {
    const { page, openFile, cursorAt, command, screenshot } = workbench();
    await openFile('zero-petition.policy.yaml');
    await cursorAt('late-replies = 0');
    const hover = page.locator('.monaco-hover:not(.hidden)').first();
    const text = await until(
      'the distribution',
      async () => {
        await page.keyboard.press('Escape');
        await command('Show or Focus Hover');
        // Asked for before the server has an answer it may not come up at all: then it is asked for again.
        const shown = await hover.waitFor({ timeout: 5000 }).then(
          () => true,
          () => false,
        );
        return shown ? ((await hover.textContent()) ?? '') : '';
      },
      (seen) => /[▁▂▃▄▅▆▇█]/.test(seen),
      60_000,
    );
    assert.match(text, /超期答复件数/);
    await screenshot('hover');
  });
});
