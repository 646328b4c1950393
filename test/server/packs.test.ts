/** In the editor a project that uses another knows its names, and shows what is wrong with it at the place that uses it. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hover, Location, MarkupContent } from 'vscode-languageserver-protocol';
import { type Editor, edit } from './client.ts';

const base = (version: string, field = 'staff'): string => `name: base
version: '${version}'
resources:
  - name: unit
    path: units.csv
    schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: ${field}, type: integer }] }
`;

const files = {
  '../base/datapackage.yaml': base('1'),
  '../base/staff.policy.yaml': `policy: staff
title: { zh: 人员, en: Staff }
version: 1
effective: { from: 2021-01-01 }
rules:
  staffed:
    title: { zh: 有人员, en: Has staff }
    for: unit
    require: staff ≥ 2
    otherwise: { message: { zh: 人员不足, en: Too few staff }, remedy: { zh: 请配人员, en: Appoint staff } }
`,
  'datapackage.yaml': "name: own\nzhunsheng:uses:\n  - { path: ../base, version: '1' }\nresources: []\n",
  'own.policy.yaml': `policy: own
title: { zh: 本区, en: Ours }
version: 1
effective: { from: 2021-01-01 }
standards:
  well-staffed: { for: unit, requires: [staff|ed] }
`,
};

describe('A project in the editor that uses another', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  it('knows the names of the pack: hover tells of them, go to definition leads there, and they are not renamed from here', async () => {
    editor = await edit(files);
    const hover = await editor.server.sendRequest<Hover | null>('textDocument/hover', editor.cursor);
    assert.match((hover?.contents as MarkupContent | undefined)?.value ?? '', /Has staff/);
    const definition = await editor.server.sendRequest<Location | Location[] | null>(
      'textDocument/definition',
      editor.cursor,
    );
    const places = [definition]
      .flat()
      .map((place) => place && ('uri' in place ? place.uri : (place as { targetUri: string }).targetUri));
    assert.deepEqual(places, [editor.uri('../base/staff.policy.yaml')]);
    await assert.rejects(
      editor.server.sendRequest('textDocument/rename', { ...editor.cursor, newName: 'manned' }),
      /a project that this one uses/,
    );
  });

  it('shows at the place that uses it another version, and errors in it, until they are mended', async () => {
    editor = await edit({ ...files, '../base/datapackage.yaml': base('2', 'crew') });
    const codes = (all: readonly { readonly code?: unknown }[]): readonly unknown[] => all.map(({ code }) => code);
    const told = await editor.pushed('datapackage.yaml', (all) => all.length > 1);
    assert.deepEqual(codes(told).toSorted(), ['ZS5105', 'ZS5107']);
    assert.ok(told.every(({ range }) => range.start.line === 2));
    writeFileSync(join(editor.folder, '../base/datapackage.yaml'), base('1'));
    await editor.server.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('../base/datapackage.yaml'), type: 2 }],
    });
    await editor.pushed('datapackage.yaml', (all) => all.length === 0);
  });
});
