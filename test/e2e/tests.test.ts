/** In VS Code: policy tests in the Test Explorer; a failed expectation is shown as a difference, coverage in the gutter. */
import { edit, until, workbenchFor } from './workbench.ts';

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

  it('shows in the gutter which rules the tests cover', async () => {
    const { page, command, cursorAt, openFile, screenshot } = workbench();
    await command('Test: Run All Tests with Coverage');
    await openFile('zero-case.policy.yaml');
    await cursorAt('no-criminal-case:');
    await page.locator('.coverage-deco-gutter.coverage-deco-hit').first().waitFor({ timeout: 60_000 });
    await screenshot('coverage');
  });
});
