/** A data file of 200 MB does not hold up the editor: it is read in the background, and told of where it cannot be used. */
import assert from 'node:assert/strict';
import { closeSync, openSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { CompletionList, Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { editLive, type LiveEditor, policy } from './live.ts';

const size = 200 << 20;

describe('A data file of 200 MB', () => {
  let editor: LiveEditor;
  afterEach(() => editor.close());
  const first = async () => (await editor.ask('zhunsheng/overview', {})).projects[0];
  const position = (() => {
    const lines = policy.split('\n');
    const line = lines.findIndex((text) => text.includes('require: skips = 0'));
    return { line, character: (lines[line] ?? '').indexOf('skips') + 2 };
  })();

  /** Errors come, hovers and completions are answered: while the data is read, and after. */
  async function worksOn(): Promise<void> {
    const textDocument = { uri: editor.uri('sample.policy.yaml') };
    await editor.type('sample.policy.yaml', policy.replace('require: skips', 'require: skps'));
    await editor.pushed('sample.policy.yaml', (all) => all.some(({ code }) => code === 'ZS1301'));
    await editor.type('sample.policy.yaml', policy);
    await editor.pushed('sample.policy.yaml', (all) => all.every(({ severity }) => severity !== 1));
    const hover = await editor.server.sendRequest<Hover>('textDocument/hover', { textDocument, position });
    assert.match((hover.contents as MarkupContent).value, /Skips/);
    const list = await editor.server.sendRequest<CompletionList>('textDocument/completion', { textDocument, position });
    assert.ok(list.items.some(({ label }) => label === 'skips'));
  }

  it('that is good is judged, and nothing waits for it', async function () {
    this.timeout(180_000);
    editor = await editLive({}, { prepare: (root) => writeRows(join(root, 'petition.csv')) });
    await worksOn();
    const project = await editor.until(first, (each) => each?.state === 'ready' || each?.state === 'failed');
    assert.equal(project?.state, 'ready', project?.problem ?? '');
    assert.match((await editor.lenses('no-skip')).join(), /^\d+ pass · 1 fail/);
  });

  it('that is no table is named in one message, and nothing waits for it', async function () {
    this.timeout(180_000);
    editor = await editLive({}, { prepare: (root) => truncateSync(join(root, 'unit.csv'), size) });
    await worksOn();
    const project = await editor.until(first, (each) => each?.problem !== null && each?.state !== 'running');
    assert.match(project?.problem ?? '', /unit\.csv/);
    await worksOn();
  });
});

/** Petitions in rows of 4 KB, most of it a note, so that the file is long and yet soon read. */
function writeRows(path: string): void {
  const file = openSync(path, 'w');
  writeSync(file, 'id,unit,petitioner,level,received-on,replied-on,persons\n');
  const name = 'x'.repeat(4000);
  for (let row = 0, written = 0; written < size; row++) {
    const level = row === 0 ? 'skip' : 'plain';
    written += writeSync(file, `p${row},u1,${name},${level},2021-03-02,2021-03-05,1\n`);
  }
  closeSync(file);
}
