/** Every diagnostic of the registry as the editor shows it, on its own example; and what its quick fix makes of that. */
import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { type CodeAction, type Diagnostic, DiagnosticSeverity } from 'vscode-languageserver-protocol';
import type { Definition } from '../../engine/diagnostics/define.ts';
import * as dictionary from '../../engine/diagnostics/registry/dictionary.ts';
import * as language from '../../engine/diagnostics/registry/language.ts';
import { analyze } from '../../engine/language/analyze.ts';
import { makeDocument } from '../../server/src/document.ts';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { noData } from '../../server/src/features/live.ts';
import { makeReporter } from '../../server/src/reports.ts';
import { makeSnapshot, type Snapshot } from '../../server/src/snapshot.ts';
import { applied } from './client.ts';

const definitions = [...Object.entries(language), ...Object.entries(dictionary)] as unknown as readonly (readonly [
  string,
  Definition<unknown>,
])[];
const referenceOf = (code: string): string => `file:///reference#${code}`;

describe('A diagnostic in the editor', () => {
  for (const [name, { code, example, severity }] of definitions) {
    if (example === undefined) continue;
    it(`${code} ${name} stands within its file, and goes by its quick fix`, () => {
      const files = new Map(Object.entries(example.files));
      const found = told(files, code);
      assert.ok(found.length > 0, 'is told');
      for (const { file, diagnostic } of found) {
        assert.equal(diagnostic.severity, severities[severity]);
        assert.match(String(diagnostic.message), /^[^\n]+\n[^\n]+/, 'says what and what to do');
        assert.equal(diagnostic.codeDescription?.href, referenceOf(code));
        const lines = (files.get(file) ?? '').split('\n');
        const { start, end } = diagnostic.range;
        assert.ok(
          start.line < Math.max(1, lines.length) && end.line < Math.max(1, lines.length),
          'on a line of the file',
        );
        assert.ok(start.line < end.line || start.character <= end.character, 'from a character to a later one');
        for (const { title, edit } of fixesOf(files, file, diagnostic)) {
          const mended = new Map(files);
          for (const [uri, edits] of Object.entries(edit?.changes ?? {})) {
            const path = uri.slice(root.length);
            mended.set(path, applied(files.get(path) ?? '', edits));
          }
          assert.ok(told(mended, code).length < found.length, `“${title}” mends it`);
        }
      }
    });

    // Without a dictionary that alone is told.
    if (code === dictionary.noDictionary.code) continue;
    it(`${code} ${name} stands in a file of which the rest is told as soon as it is opened`, () => {
      const files = new Map(Object.entries(example.files));
      const reporter = makeReporter(referenceOf);
      const complete = new Map(reporter.all(snapshotOf(files)).map(({ uri, items }) => [uri, items]));
      for (const [file, text] of files) {
        const uri = `${root}${file}`;
        for (const alone of reporter.alone(uri, text, 'en').items) {
          assert.ok(
            complete.get(uri)?.some((each) => isDeepStrictEqual(each, alone)),
            alone.code as string,
          );
        }
      }
    });
  }
});

const root = 'file:///project/';

const severities = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
} as const;

function told(files: ReadonlyMap<string, string>, code: string): readonly { file: string; diagnostic: Diagnostic }[] {
  return makeReporter(referenceOf)
    .all(snapshotOf(files))
    .flatMap(({ uri, items }) =>
      items.filter((each) => each.code === code).map((diagnostic) => ({ file: uri.slice(root.length), diagnostic })),
    );
}

function fixesOf(files: ReadonlyMap<string, string>, file: string, { range, code }: Diagnostic): readonly CodeAction[] {
  const snapshot = snapshotOf(files);
  const document = snapshot.documents.get(file);
  assert.ok(document);
  return codeActions(snapshot, document, range, ['quickfix'], referenceOf, noData).filter(({ diagnostics }) =>
    diagnostics?.some((each) => each.code === code),
  );
}

function snapshotOf(files: ReadonlyMap<string, string>): Snapshot {
  return makeSnapshot({
    project: {},
    folder: '/project',
    language: 'en',
    documents: new Map([...files].map(([file, text]) => [file, makeDocument(file, text)])),
    open: new Set(files.keys()),
    moment: null,
    unreadable: [],
    analyze: () => analyze(files),
    uriOf: (file) => `${root}${file}`,
  });
}
