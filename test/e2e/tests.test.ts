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
    const failed = page.locator('.testing-run-glyph.codicon-testing-failed-icon, .codicon-testing-failed-icon').first();
    await failed.waitFor({ timeout: 60_000 });
    await command('Test: Go to Next Test Failure');
    const peek = page.locator('.test-output-peek, .peekview-widget').first();
    await peek.waitFor();
    await until(
      'the difference',
      async () => (await peek.textContent()) ?? '',
      (seen) => /fail/.test(seen) && /pass/.test(seen),
    );
    await screenshot('tests');
    await page.keyboard.press('Escape');
  });

  it('shows in the gutter which rules the tests cover', async () => {
    const { page, command, openFile, screenshot } = workbench();
    await command('Test: Run All Tests with Coverage');
    await openFile('zero-case.policy.yaml');
    await page.locator('.coverage-deco-gutter.coverage-deco-hit').first().waitFor({ timeout: 60_000 });
    await screenshot('coverage');
  });
});
