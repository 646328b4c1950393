/** The editor shows what `check` tells: at the character, while the user types, in every file that an edit concerns. */
import assert from 'node:assert/strict';
import type { Diagnostic, DocumentDiagnosticReport, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { type Editor, edit, head } from './client.ts';

const rule = (condition: string): string => `${head}rules:
  few:
    title: { zh: 少, en: Few }
    for: unit
    require: ${condition}
    otherwise: { severity: minor, message: { zh: 多, en: Many }, remedy: { zh: 减, en: Reduce } }
`;

const textOf = (diagnostic: Diagnostic | undefined): string => String(diagnostic?.message);

describe('Diagnostics in the editor', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  it('stand at the characters, with message, remedy, code and a link to the reference', async () => {
    editor = await edit({ 'sample.policy.yaml': rule('housholds = 3') });
    const [diagnostic, ...others] = await editor.pushed('sample.policy.yaml', (all) => all.length > 0);
    assert.deepEqual(others, []);
    assert.deepEqual(diagnostic, {
      range: { start: { line: 8, character: 13 }, end: { line: 8, character: 22 } },
      severity: 1,
      code: 'ZS1301',
      codeDescription: { href: 'file:///reference#zs1301' },
      source: 'Zhunsheng',
      message: textOf(diagnostic),
      relatedInformation: [],
    } satisfies Diagnostic);
    assert.match(textOf(diagnostic), /did you mean "households"\?\n\S/);
  });

  it('are in the language of the client, Chinese where it names none', async () => {
    editor = await edit({ 'sample.policy.yaml': rule('housholds = 3') }, { locale: 'zh-cn' });
    const [diagnostic] = await editor.pushed('sample.policy.yaml', (all) => all.length > 0);
    assert.equal(diagnostic?.source, '准绳');
    assert.match(textOf(diagnostic), /是否想写“households”/);
  });

  it('come in two steps: what a file tells by itself, before the other files are read; then what they say too', async () => {
    const counts: number[] = [];
    editor = await edit(
      { 'sample.policy.yaml': `${rule('housholds = 3').replace('minor', 'minr')}|` },
      { onPush: (_uri, { length }) => counts.push(length) },
    );
    const all = await editor.pushed('sample.policy.yaml', ({ length }) => length === 2);
    assert.deepEqual(
      all.map(({ code }) => code),
      ['ZS1301', 'ZS1107'],
    );
    assert.deepEqual(counts, [1, 2]);
  });

  it('are pulled in two steps where the server can ask for another pull', async () => {
    editor = await edit(
      { 'sample.policy.yaml': `${rule('housholds = 3').replace('minor', 'minr')}|` },
      { capabilities: { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } } },
    );
    const refreshed = new Promise<void>((resolve) => {
      editor.server.onRequest('workspace/diagnostic/refresh', () => resolve());
    });
    const pull = () =>
      editor.server.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: editor.cursor.textDocument,
      });
    const first = await pull();
    await refreshed;
    const second = await pull();
    assert.deepEqual(
      [first, second].map((report) => (report.kind === 'full' ? report.items.length : null)),
      [1, 2],
    );
  });

  it('follow the typing, and go when the text is right', async () => {
    editor = await edit({ 'sample.policy.yaml': `${rule('households = 3')}|` });
    await editor.type('sample.policy.yaml', rule('households = "x"'));
    const [wrong] = await editor.pushed('sample.policy.yaml', (all) => all.length > 0);
    assert.equal(wrong?.code, 'ZS1251');
    await editor.type('sample.policy.yaml', rule('households = 4'));
    await editor.pushed('sample.policy.yaml', (all) => all.length === 0);
  });

  it('come for every file that an edit concerns', async () => {
    editor = await edit({
      'facts.policy.yaml': `${head.replace('sample', 'other')}facts:\n  petitions: { of: unit, count: petition }\n|`,
      'sample.policy.yaml': rule('petitions = 0'),
    });
    await editor.type('facts.policy.yaml', editor.text('facts.policy.yaml').replace('petitions:', 'all-petitions:'));
    const [wrong] = await editor.pushed('sample.policy.yaml', (all) => all.length > 0);
    assert.equal(wrong?.code, 'ZS1301');
  });

  it('name related places in other files', async () => {
    editor = await edit({ 'a.policy.yaml': rule('households = 1'), 'b.policy.yaml': rule('households = 2') });
    const all = await editor.pushed('b.policy.yaml', (found) => found.length > 0);
    const related = all.flatMap(({ relatedInformation }) => relatedInformation ?? []);
    assert.ok(related.some(({ location }) => location.uri === editor.uri('a.policy.yaml')));
  });

  it('are pulled by a client that pulls, and said to be unchanged where they are', async () => {
    editor = await edit(
      { 'sample.policy.yaml': `${rule('housholds = 3')}|` },
      { capabilities: { textDocument: { diagnostic: {} } } },
    );
    assert.deepEqual(editor.initialized.capabilities.diagnosticProvider, {
      interFileDependencies: true,
      workspaceDiagnostics: true,
    });
    const { textDocument } = editor.cursor;
    const first = await editor.server.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument,
    });
    assert.ok(first.kind === 'full');
    assert.deepEqual(
      first.items.map(({ code }) => code),
      ['ZS1301'],
    );
    const previousResultId = first.resultId;
    const again = await editor.server.sendRequest('textDocument/diagnostic', { textDocument, previousResultId });
    assert.deepEqual(again, { kind: 'unchanged', resultId: previousResultId });
    const all = await editor.server.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    assert.deepEqual(
      all.items.map(({ uri, kind }) => [uri, kind]),
      [[textDocument.uri, 'full']],
    );
  });
});
