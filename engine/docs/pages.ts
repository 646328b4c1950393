/** The pages that are made from tables and registries, each beside the code that it describes. */
import { coveragePage } from './coverage.ts';
import { diagnosticsPage } from './diagnostics.ts';
import { languagePage } from './language.ts';
import { mutationPage } from './mutation.ts';
import { schemaText } from './schema.ts';

/** By path in the repository. */
export function pages(): ReadonlyMap<string, string> {
  return new Map([
    ['engine/diagnostics/REFERENCE.md', diagnosticsPage('en')],
    ['engine/diagnostics/REFERENCE.zh.md', diagnosticsPage('zh')],
    ['engine/testing/COVERAGE.md', coveragePage('en')],
    ['engine/testing/COVERAGE.zh.md', coveragePage('zh')],
    ['engine/language/REFERENCE.md', languagePage('en')],
    ['engine/language/REFERENCE.zh.md', languagePage('zh')],
    ['engine/mutation/REFERENCE.md', mutationPage('en')],
    ['engine/mutation/REFERENCE.zh.md', mutationPage('zh')],
    ['extension/schema/policy.schema.json', schemaText('policy')],
    ['extension/schema/test.schema.json', schemaText('testFile')],
    ['extension/schema/waivers.schema.json', schemaText('waivers')],
  ]);
}
