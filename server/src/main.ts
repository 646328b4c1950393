/** The language server on standard input and output. */
import { existsSync } from 'node:fs';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { version } from '../../engine/version.ts';
import { serve } from './connection.ts';
import type { ReferenceOf } from './features/diagnostics.ts';

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
serve(connection, { version, referenceOf: referencePages(), worker: workerEntry() });
connection.listen();

/** The reference pages that lie beside the bundle; looked for once, since an edit may bring thousands of diagnostics. */
function referencePages(): ReferenceOf {
  const pages = {
    zh: new URL('./REFERENCE.zh.md', import.meta.url),
    en: new URL('./REFERENCE.md', import.meta.url),
  };
  const there = { zh: existsSync(pages.zh), en: existsSync(pages.en) };
  return (code, language) => (there[language] ? `${pages[language].href}#${code.toLowerCase()}` : null);
}

/** The thread's entry stands beside the bundle. */
function workerEntry(): URL {
  return new URL('./live-worker.js', import.meta.url);
}
