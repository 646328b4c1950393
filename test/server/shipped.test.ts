/** In the shipped policies every name leads to what it means, and every question about one is answered. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { CreateFile, TextDocumentEdit, TextEdit } from 'vscode-languageserver-protocol';
import { analyze } from '../../engine/language/analyze.ts';
import { readProjectFiles } from '../../engine/project/files.ts';
import { makeDocument } from '../../server/src/document.ts';
import { codeActions } from '../../server/src/features/code-actions.ts';
import { diagnosticsByFile } from '../../server/src/features/diagnostics.ts';
import { formatting } from '../../server/src/features/formatting.ts';
import { hover } from '../../server/src/features/hover.ts';
import { noData } from '../../server/src/features/live.ts';
import { toPosition } from '../../server/src/ranges.ts';
import { makeSnapshot, type Snapshot } from '../../server/src/snapshot.ts';
import { occurrencesIn } from '../../server/src/symbols/occurrences.ts';
import { declarationsOf, occurrencesOf, symbolsOf } from '../../server/src/symbols/resolve.ts';
import { applied } from './client.ts';

describe('The shipped policies in the editor', () => {
  let snapshot: Snapshot;
  before(async () => {
    const { files } = await readProjectFiles(join(import.meta.dirname, '../../rules'));
    snapshot = makeSnapshot({
      project: {},
      folder: '/rules',
      language: 'zh',
      documents: new Map([...files].map(([file, text]) => [file, makeDocument(file, text)])),
      open: new Set(),
      moment: null,
      unreadable: [],
      analyze: () => analyze(files),
      uriOf: (file) => `file:///rules/${file}`,
    });
  });

  const everyName = () =>
    [...snapshot.documents.values()].flatMap((document) =>
      occurrencesIn(document).map((occurrence) => ({ document, occurrence })),
    );
  const shown = ({ place: { file, range }, name }: ReturnType<typeof occurrencesIn>[number]): string =>
    `${file}:${range.start.line + 1}:${range.start.column + 1} ${JSON.stringify(name)}`;

  it('have nothing wrong', () => {
    assert.deepEqual([...diagnosticsByFile(snapshot).keys()], []);
  });

  it('have no name that leads nowhere', () => {
    const lost = everyName()
      // In the rows of tests stand values of every kind; of these only codes are names.
      .filter(({ occurrence: { name }, document }) => !(name.kind === 'code' && document.kind === 'tests'))
      .filter(({ occurrence: { name } }) => {
        // A quoted text beside a fact is no name, nor a verdict that a test expects.
        if ((name.kind === 'operand' || name.kind === 'expected') && symbolsOf(snapshot, name).length === 0)
          return false;
        const symbols = symbolsOf(snapshot, name);
        return symbols.length === 0 || symbols.some((symbol) => declarationsOf(snapshot, symbol).length === 0);
      })
      .map(({ occurrence }) => shown(occurrence));
    assert.deepEqual(lost, []);
  });

  it('have every name found among the uses of what it means', () => {
    const counted = new Map<string, ReadonlySet<unknown>>();
    for (const { occurrence } of everyName()) {
      for (const symbol of symbolsOf(snapshot, occurrence.name)) {
        const key = JSON.stringify(symbol);
        const places = counted.get(key) ?? new Set(occurrencesOf(snapshot, symbol));
        counted.set(key, places);
        assert.ok(places.has(occurrence), shown(occurrence));
      }
    }
  });

  it('say something of every name', async () => {
    for (const { document, occurrence } of everyName()) {
      if (symbolsOf(snapshot, occurrence.name).length === 0) continue;
      const found = await hover(snapshot, document, toPosition(occurrence.place.range.start), noData);
      assert.ok(found !== null, shown(occurrence));
    }
  });

  it('stay without errors whatever action is chosen', () => {
    const files = new Map([...snapshot.documents.values()].map(({ file, text }) => [file, text]));
    const tried = everyName().filter((_, index) => index % 41 === 0);
    for (const { document, occurrence } of tried) {
      const start = toPosition(occurrence.place.range.start);
      for (const { title, edit } of codeActions(snapshot, document, { start, end: start }, null, () => null, noData)) {
        const after = new Map(files);
        const change = (uri: string, edits: readonly TextEdit[]): void => {
          const file = uri.slice('file:///rules/'.length);
          after.set(file, applied(after.get(file) ?? '', edits));
        };
        for (const [uri, edits] of Object.entries(edit?.changes ?? {})) change(uri, edits);
        for (const each of (edit?.documentChanges ?? []) as readonly (TextDocumentEdit | CreateFile)[]) {
          if (!('kind' in each)) change(each.textDocument.uri, each.edits as readonly TextEdit[]);
        }
        const errors = analyze(after).diagnostics.filter(({ severity }) => severity === 'error');
        assert.deepEqual(errors, [], `${shown(occurrence)} ${title}`);
      }
    }
  });

  it('are laid out as they should be', () => {
    for (const document of snapshot.documents.values()) assert.deepEqual(formatting(document), [], document.file);
  });
});
