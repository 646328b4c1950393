/** What `check` found, as suites: one a file, where an error is a case that failed. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import { placeText } from '../failure.ts';
import type { JunitSuite } from './junit.ts';

/** A file without errors has one case, which passed; what is no error stands in the notes. */
export function checkSuites(files: Iterable<string>, diagnostics: readonly Diagnostic[]): readonly JunitSuite[] {
  const names = new Set([...files, ...diagnostics.map(({ place }) => place.file)]);
  return [...names].sort().map((name) => {
    const here = diagnostics.filter(({ place }) => place.file === name);
    const errors = here.filter(({ severity }) => severity === 'error');
    const cases = errors.map((error) => ({ name: `${error.code} ${placeText(error.place)}`, problems: [error] }));
    return {
      name,
      cases: cases.length > 0 ? cases : [{ name: 'check', problems: [] }],
      notes: here.filter(({ severity }) => severity !== 'error'),
    };
  });
}
