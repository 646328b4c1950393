/** A policy test written from a unit of the data: the case as it is, without what nobody may see. */
import assert from 'node:assert/strict';
import type { CodeAction, CompletionList, CreateFile, TextDocumentEdit } from 'vscode-languageserver-protocol';
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';
import { analyze } from '../../engine/language/analyze.ts';
import { editLive, type LiveEditor, policy } from './live.ts';

describe('From the current data', () => {
  let editor: LiveEditor;
  afterEach(() => editor.close());

  const judged = () =>
    editor.until(
      () => editor.lenses('no-skip'),
      (titles) => titles.some((each) => /\d/.test(each)),
    );

  it('a test is written of a unit that fails the rule at the cursor', async () => {
    editor = await editLive();
    await judged();
    const textDocument = { uri: editor.uri('sample.policy.yaml') };
    const line = policy.split('\n').indexOf('  no-skip:');
    const range = { start: { line, character: 4 }, end: { line, character: 4 } };
    const actions = await editor.server.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    const action = actions.find(({ title }) => title === 'Write a test from a unit that fails');
    assert.ok(action, actions.map(({ title }) => title).join('; '));
    const { edit } = await editor.server.sendRequest<CodeAction>('codeAction/resolve', action);
    const [made, written] = (edit?.documentChanges ?? []) as [CreateFile, TextDocumentEdit];
    assert.equal(made.uri, editor.uri('sample.test.yaml'));
    const text = written.edits.map((each) => ('newText' in each ? each.newText : '')).join('');
    assert.match(text, /expect:\n +no-skip:\n +u1: fail\n/);
    assert.doesNotMatch(text, /Secret/);
    const files = { 'datapackage.yaml': exampleDictionary, 'sample.policy.yaml': policy, 'sample.test.yaml': text };
    const { diagnostics } = analyze(new Map(Object.entries(files)));
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
  });

  it('values are proposed with how often they stand there, but none of a sensitive field', async () => {
    editor = await editLive();
    await judged();
    const proposed = async (text: string): Promise<readonly string[]> => {
      const before = text.slice(0, text.indexOf('|')).split('\n');
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const textDocument = { uri: editor.uri('sample.policy.yaml') };
      const list = await editor.server.sendRequest<CompletionList>('textDocument/completion', {
        textDocument,
        position,
      });
      return list.items.map(({ label, labelDetails }) => `${label}${labelDetails?.detail ?? ''}`);
    };
    let levels: readonly string[] = [];
    // The values are counted after the verdicts.
    while (!levels.some((each) => each.includes('×'))) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      levels = await proposed(policy.replace('where: level = skip', 'where: level = |skip'));
    }
    assert.deepEqual(levels.toSorted(), ['plain × 1', 'skip × 1']);
    const asked = async (old: string, now: string): Promise<readonly string[]> => {
      const text = policy.replace(old, now);
      await editor.type('sample.policy.yaml', text.replace('|', ''));
      return proposed(text);
    };
    assert.ok((await asked('require: skips = 0', 'require: name = |')).includes('"Plum" × 1'));
    const sensitive = await asked('where: level = skip', 'where: petitioner = |');
    assert.ok(!sensitive.some((each) => /Secret/.test(each)), sensitive.join());
  });
});
