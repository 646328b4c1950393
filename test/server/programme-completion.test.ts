/** What the editor proposes while a procedure, a ladder or a fact about where a record stands is typed. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { type Editor, edit } from './client.ts';
import { programme, programmeTests, programmeWith } from './programme.ts';

describe('Completion in procedures and ladders', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  const items = async (
    old: string,
    mark: string,
    file = 'handling.policy.yaml',
  ): Promise<readonly CompletionItem[]> => {
    const text = file === 'handling.policy.yaml' ? programme : programmeTests;
    assert.ok(text.includes(old), old);
    const files = { ...programmeWith('|policy: handling'), 'handling.policy.yaml': programme };
    editor = await edit({ ...files, [file]: text.replace(old, () => mark) }, { locale: 'en' });
    const list = await editor.server.sendRequest<CompletionList>('textDocument/completion', editor.cursor);
    return list.items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  };
  const labels = async (old: string, mark: string, file?: string): Promise<readonly string[]> =>
    (await items(old, mark, file)).map(({ label }) => label);

  it('proposes the steps before, then dates, from which a deadline counts', async () => {
    const found = await labels('from: receive', 'from: |');
    assert.deepEqual(found.slice(0, 3), ['receive', 'received-on', 'replied-on']);
    assert.ok(!found.includes('reply'), found.join());
  });
  it('proposes one unit of a deadline', async () => {
    assert.deepEqual(await labels('{ days: $reply-days, from: receive }', '{ | }'), [
      'days',
      'workdays',
      'months',
      'from',
    ]);
    await editor.close();
    assert.deepEqual(await labels('{ days: $reply-days, from: receive }', '{ days: 7, | }'), ['from']);
  });
  it('proposes parameters that are numbers as an amount', async () => {
    assert.deepEqual(await labels('days: $reply-days', 'days: |'), ['$reply-days']);
    await editor.close();
    assert.deepEqual(await labels('days: $reply-days', 'days: $|'), ['reply-days']);
  });
  it('proposes dates as the day of a step', async () => {
    const found = await labels('on: replied-on, within', 'on: |, within');
    assert.ok(found.includes('replied-on') && !found.includes('persons'), found.join());
  });
  it('proposes what may be an occasion, and what goes with the kind that is written', async () => {
    assert.deepEqual(await labels('{ standard: calm }', '{ | }'), ['standard', 'rule', 'procedure', 'rank']);
    await editor.close();
    assert.deepEqual(await labels('{ rank: points, worst: 1, among: street }', '{ rank: points, | }'), [
      'worst',
      'among',
      'order',
    ]);
    await editor.close();
    assert.deepEqual(await labels('{ rule: petition-path.in-order }', '{ rule: petition-path.| }'), [
      'petition-path.complete',
      'petition-path.in-order',
      'petition-path.reply',
    ]);
  });
  it('proposes the codes of the data as letters', async () => {
    assert.deepEqual(await labels('letter: notice', 'letter: |'), ['notice', 'reminder']);
  });
  it('proposes entities as letters, and their fields where they are written out', async () => {
    assert.ok((await labels('sent: letter', 'sent: |')).includes('letter'));
    await editor.close();
    const fields = await labels('sent: letter', 'sent: { entity: letter, step: step, on: | }');
    assert.ok(fields.includes('sent-on') && !fields.includes('received-on'), fields.join());
  });
  it('proposes how often and how long occasions count', async () => {
    assert.deepEqual(await labels('each: month\n    counted-over: year', 'each: |\n    counted-over: year'), [
      'month',
      'quarter',
    ]);
    await editor.close();
    assert.deepEqual(await labels('counted-over: year', 'counted-over: |'), ['year', 'quarter']);
  });
  it('proposes procedures and the rules that they make as requirements', async () => {
    const found = await labels('[no-skip, petition-path]', '[no-skip, |]');
    for (const label of ['petition-path', 'petition-path.in-order', 'no-skip', 'calm'])
      assert.ok(found.includes(label), found.join());
  });
  it('proposes the requirements whose points are not said', async () => {
    assert.deepEqual(await labels('{ no-skip: 60, petition-path.reply: $reply-days }', '{ no-skip: 60, | }'), [
      'petition-path',
    ]);
  });
  it('proposes the procedure as a fact, and its steps as what it is', async () => {
    assert.ok((await labels('petition-path = reply', 'petition|')).includes('petition-path'));
    await editor.close();
    assert.deepEqual((await labels('petition-path = reply', 'petition-path = |')).slice(0, 2), ['receive', 'reply']);
  });
  it('proposes the keys of a stock, what a place goes by, and what was before', async () => {
    const keys = await labels(', entered: received-on, left: replied-on', ', |');
    assert.deepEqual(
      keys.filter((key) => ['entered', 'left', 'at', 'during'].includes(key)),
      ['entered', 'left', 'at'],
    );
    await editor.close();
    assert.ok((await labels('{ by: points,', '{ by: |,')).includes('points'));
    await editor.close();
    const before = await labels('previous: points', 'previous: |');
    assert.ok(before.includes('points') && !before.includes('households'), before.join());
    await editor.close();
    assert.deepEqual(await labels('score: calm', 'score: |'), ['calm']);
  });
  it('proposes the steps that a test may expect', async () => {
    const test = 'handling.test.yaml';
    assert.deepEqual(await labels('letters: { u1: reminder }', 'letters: { u1: | }', test), [
      'notice',
      'reminder',
      'none',
    ]);
    await editor.close();
    assert.deepEqual(await labels('petition-path: { p1: receive }', 'petition-path: { | }', test), ['p1']);
    await editor.close();
    const names = await labels('      own: { u1: none }\n', '      |\n', test);
    assert.ok(names.includes('own') && names.includes('petition-path.in-order'), names.join());
  });
  it('proposes whole procedures, ladders and facts by snippets', async () => {
    const [made] = await items('ladders:\n', '  new|\nladders:\n');
    assert.equal(made?.label, 'procedure');
    assert.match(made.textEdit?.newText ?? '', /^new:[\s\S]*steps:[\s\S]*within/);
    await editor.close();
    const [ladder] = await items('ladders:\n', 'ladders:\n  new|\n');
    assert.equal(ladder?.label, 'ladder');
    await editor.close();
    const facts = await labels('rules:\n', '  new|\nrules:\n');
    for (const label of ['stock', 'rank', 'score', 'verdict', 'previous'])
      assert.ok(facts.includes(label), facts.join());
  });
});
