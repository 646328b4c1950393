/** In VS Code: the preview of a ladder and of a procedure on the shipped data, from a step to who stands there, in both themes. */
import assert from 'node:assert/strict';
import { until, workbenchFor } from './workbench.ts';

for (const theme of ['light', 'dark'] as const) {
  describe(`in VS Code (${theme}): ladders and procedures`, () => {
    const workbench = workbenchFor({ folder: `programme-${theme}`, theme });

    it('shows a ladder as stairs with the units at each letter, and a procedure as a track', async () => {
      const { openFile, cursorAt, command, preview, screenshot } = workbench();
      await openFile('petition-agency.policy.yaml');
      await cursorAt('admit-when:');
      await command('预览规则或标准');
      const frame = await preview();
      await frame.locator('.track .state.here').first().waitFor({ timeout: 90_000 });
      assert.equal(await frame.locator('h1').textContent(), '信访代理六步');
      await frame.locator('.rows tbody tr').first().waitFor();
      await screenshot(`procedure-${theme}`);
      // The preview follows the cursor.
      await openFile('four-letters.policy.yaml');
      await cursorAt('counted-over:');
      await frame.locator('h1', { hasText: '四函' }).waitFor();
      const here = frame.locator('.stairs .state.here');
      await here.first().waitFor();
      assert.equal(await here.count(), 4);
      const due = Number(await here.last().textContent());
      await here.last().click();
      await until(
        'the units at the last letter',
        () => frame.locator('.rows tbody tr').count(),
        (count) => count === due,
      );
      await screenshot(`ladder-${theme}`);
      await frame.locator('.rows tbody button').first().click();
      await frame.locator('.period.occasion').first().waitFor();
      await screenshot(`ladder-of-unit-${theme}`);
    });
  });
}
