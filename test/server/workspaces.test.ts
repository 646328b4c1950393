/** A workspace that is not as it should be gets one helpful message, and the rest of the editor keeps working. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CompletionList, Diagnostic, DocumentSymbol, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { type Editor, edit } from './client.ts';
import { dictionary, policy, sample } from './sample.ts';

const file = 'petitions.policy.yaml';

describe('A workspace', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  const outline = async (): Promise<readonly string[]> => {
    const symbols = await editor.server.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', editor.cursor);
    return symbols.map(({ name }) => name);
  };
  const codes = (diagnostics: readonly Diagnostic[]): readonly unknown[] => diagnostics.map(({ code }) => code);
  const hover = async (): Promise<string> => {
    const found = await editor.server.sendRequest<Hover | null>('textDocument/hover', editor.cursor);
    return (found?.contents as MarkupContent | undefined)?.value ?? '';
  };

  it('without a dictionary is told so once, on the open file, and not at each name', async () => {
    editor = await edit({ ...sample('policy: petitions|'), 'datapackage.yaml': null });
    const diagnostics = await editor.pushed(file, (all) => all.length > 0);
    assert.deepEqual(codes(diagnostics), ['ZS2001']);
    assert.match(String(diagnostics[0]?.message), /datapackage\.yaml/);
    assert.deepEqual(await outline(), ['petitions']);
  });

  it('with a broken dictionary shows its error there, and works on with what can be read', async () => {
    editor = await edit({
      ...sample('require: skip-level|-petitions = 0'),
      'datapackage.yaml': dictionary.replace('path: unit.csv', 'path: [unit.csv'),
    });
    const diagnostics = await editor.pushed('datapackage.yaml', (all) => all.length > 0);
    assert.ok(codes(diagnostics).includes('ZS1001'));
    assert.deepEqual(await outline(), ['petitions']);
    assert.notEqual(
      (await editor.server.sendRequest<CompletionList>('textDocument/completion', editor.cursor)).items,
      null,
    );
  });

  it('that gets its dictionary later is checked by it from then on', async () => {
    editor = await edit({ ...sample('policy: petitions|'), 'datapackage.yaml': null });
    await editor.pushed(file, (all) => all.length > 0);
    writeFileSync(join(editor.folder, 'datapackage.yaml'), dictionary);
    await editor.server.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('datapackage.yaml'), type: 1 }],
    });
    await editor.pushed(file, (all) => all.length === 0);
  });

  it('may be no folder at all: the project of an open file is found from it', async () => {
    editor = await edit(sample('require: skip-level|-petitions = 0'), { folder: null });
    assert.match(await hover(), /Skip-level petitions/);
  });

  it('may have a Chinese name with blanks', async () => {
    editor = await edit(sample('require: skip-level|-petitons = 0'.replace('petitons', 'petitions')), {
      folder: '三零 创建/规则（试行）',
    });
    assert.match(await hover(), /Skip-level petitions/);
    await editor.type(file, policy.replace('skip-level-petitions = 0', 'skip-level-petitons = 0'));
    assert.deepEqual(codes(await editor.pushed(file, (all) => all.some(({ severity }) => severity === 1))), ['ZS1301']);
  });

  it('may hold the project in a folder of its own, or several projects that know nothing of each other', async () => {
    const files = sample('require: skip-level|-petitions = 0');
    const both = Object.fromEntries(
      Object.entries(files).flatMap(([name, text]) => [
        [`one/${name}`, text],
        [`two/${name}`, text.replace('|', '')],
      ]),
    );
    editor = await edit({ ...both, 'datapackage.yaml': null });
    assert.match(await hover(), /Used 3 times/);
    await editor.open('two/petitions.policy.yaml', policy.replace('skip-level-petitions = 0', 'nothing = 0'));
    assert.deepEqual(
      codes(await editor.pushed('two/petitions.policy.yaml', (all) => all.some(({ severity }) => severity === 1))),
      ['ZS1301'],
    );
    assert.match(await hover(), /Used 3 times/);
  });

  it('may have several folders, added and taken away', async () => {
    editor = await edit(sample('require: skip-level|-petitions = 0'), {
      capabilities: { workspace: { workspaceFolders: true } },
    });
    const other = join(editor.folder, '..', 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'datapackage.yaml'), dictionary);
    writeFileSync(join(other, file), policy.replace('skip-level-petitions = 0', 'nothing = 0'));
    const added = [{ uri: pathToFileURL(other).href, name: 'other' }];
    const there = `../other/${file}`;
    await editor.server.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed: [] } });
    assert.ok(codes(await editor.pushed(there, (all) => all.length > 0)).includes('ZS1301'));
    await editor.server.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added: [], removed: added },
    });
    await editor.pushed(there, (all) => all.length === 0);
    assert.match(await hover(), /Skip-level petitions/);
  });

  it('may lose its folder: what is open is worked on', async () => {
    editor = await edit(sample('require: skip-level|-petitions = 0'));
    assert.match(await hover(), /Skip-level petitions/);
    rmSync(editor.folder, { recursive: true });
    await editor.server.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('datapackage.yaml'), type: 3 }],
    });
    assert.deepEqual(codes(await editor.pushed(file, (all) => all.some(({ severity }) => severity === 1))), ['ZS2001']);
    assert.deepEqual(await outline(), ['petitions']);
  });

  it('has files that cannot be read as text, and says so where they are', async () => {
    editor = await edit(sample('require: skip-level|-petitions = 0'));
    await editor.type(file, `${policy}\n`);
    writeFileSync(join(editor.folder, 'b.policy.yaml'), Buffer.from([0xff, 0xfe, 0x41, 0x00]));
    await editor.server.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('b.policy.yaml'), type: 1 }],
    });
    const diagnostics = await editor.pushed('b.policy.yaml', (all) => all.length > 0);
    assert.deepEqual(codes(diagnostics), ['ZS5005']);
    assert.match(await hover(), /Skip-level petitions/);
  });

  it('has documents that are not its own, of which nothing is said', async () => {
    editor = await edit(sample('policy: petitions|'));
    const textDocument = { uri: 'untitled:Untitled-1', languageId: 'yaml', version: 1, text: 'policy: x\n' };
    await editor.server.sendNotification('textDocument/didOpen', { textDocument });
    const position = { line: 0, character: 3 };
    for (const method of ['hover', 'completion', 'definition', 'documentSymbol', 'prepareRename']) {
      const answer = await editor.server.sendRequest(`textDocument/${method}`, { textDocument, position });
      assert.equal(answer, null, method);
    }
  });
});
