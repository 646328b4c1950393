/** The language server on standard input and output. */
import { existsSync } from 'node:fs';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import type { Language } from '../../engine/diagnostics/diagnostic.ts';
import { version } from '../../engine/version.ts';
import { serve } from './connection.ts';

const connection = createConnection(ProposedFeatures.all, process.stdin, process.stdout);
serve(connection, { version, referenceOf, worker: workerEntry() });
connection.listen();

/** The reference pages that lie beside the bundle. */
function referenceOf(code: string, language: Language): string | null {
  const page = new URL(language === 'zh' ? './REFERENCE.zh.md' : './REFERENCE.md', import.meta.url);
  if (!existsSync(page)) return null;
  page.hash = code.toLowerCase();
  return page.href;
}

/** The thread's entry stands beside the bundle. */
function workerEntry(): URL {
  return new URL('./live-worker.js', import.meta.url);
}
