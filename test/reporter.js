/** Mocha's spec reporter, closed by one plain line that a script can read: `N passed, N failed`, and skipped ones if any. */
import { createRequire } from 'node:module';

const { Spec } = createRequire(import.meta.url)('mocha').reporters;

export default class CountingSpec extends Spec {
  epilogue() {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    process.stdout.write(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}\n`);
  }
}
