/** In VS Code: policy tests in the Test Explorer; a failed expectation is shown as a difference, coverage in the gutter. */
import { edit, until, workbenchFor } from './workbench.ts';

/** The expectation that was made wrong. */
const wrong = /^( {6}no-public-security-case: \{ u1: )fail( \})/m;

describe('in VS Code: the Test Explorer', () => {
  const workbench = workbenchFor({
    folder: 'tests',
    prepare: (folder) => edit(folder, 'policies/zero-case.test.yaml', /^( {6}[\w-]+: \{ u1: )pass( \})/m, '$1fail$2'),
  });

  it('runs all policy tests and shows a wrong expectation beside the verdict that came', async () => {
    const { page, command, openFile, screenshot } = workbench();
    await openFile('zero-case.test.yaml');
    await command('Test: Run All Tests');
    // The failure stands at the top of the results.
    const failed = page.locator('.part.panel .monaco-list-row', { hasText: '立案日期不明' }).first();
    await failed.waitFor({ timeout: 60_000 });
    await failed.click();
    const difference = page.locator('.part.panel .monaco-diff-editor').first();
    await until(
      'the difference',
      async () => (await difference.textContent({ timeout: 1000 }).catch(() => null)) ?? '',
      (seen) => /\bfail\b/.test(seen) && /\bpass\b|undetermined/.test(seen),
    );
    await screenshot('tests');
  });

  it('runs again by itself after a change, while it watches', async () => {
    const { page, folder, command, screenshot } = workbench();
    await command('Test: Start Continuous Run');
    // The first profile runs, the second counts coverage as well.
    const profile = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: /Run$/ }).first();
    await profile.click();
    await page
      .locator('.quick-input-action .monaco-button:visible, .quick-input-header .monaco-button:visible')
      .last()
      .click();
    edit(folder, 'policies/zero-case.test.yaml', wrong, '$1pass$2');
    // Failures stand at the top.
    await until(
      'no failure',
      () => page.locator('.part.panel .monaco-list-row').allTextContents(),
      (rows) => rows.length > 3 && !rows.slice(0, 3).some((row) => row.includes('立案日期不明')),
      60_000,
    );
    await screenshot('watch');
    await command('Test: Stop Continuous Run');
  });

  it('shows in the gutter which rules the tests cover', async () => {
    const { page, command, cursorAt, openFile, screenshot } = workbench();
    await command('Test: Run All Tests with Coverage');
    await openFile('zero-case.policy.yaml');
    await cursorAt('no-criminal-case:');
    await page.locator('.coverage-deco-gutter.coverage-deco-hit').first().waitFor({ timeout: 60_000 });
    await screenshot('coverage');
  });
});
