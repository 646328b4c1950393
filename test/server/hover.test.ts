/** What the editor says of a name under the mouse: what it means, in the titles that people know. */
import assert from 'node:assert/strict';
import type { Hover, MarkupContent } from 'vscode-languageserver-protocol';
import { type Editor, edit } from './client.ts';
import { sample } from './sample.ts';

describe('A hover', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  const hovered = async (mark: string, locale = 'en', file?: string): Promise<string> => {
    editor = await edit(sample(mark, file), { locale });
    const hover = await editor.server.sendRequest<Hover | null>('textDocument/hover', editor.cursor);
    return (hover?.contents as MarkupContent | undefined)?.value ?? '';
  };

  it('tells a computed fact as a sentence, with its kind of value and where it is used', async () => {
    const [head, meaning, type, uses] = (await hovered('require: skip-level|-petitions = 0')).split('\n\n');
    assert.equal(head, '**Skip-level petitions** `skip-level-petitions` — fact of Unit');
    assert.equal(
      meaning,
      'How many of the Petition records of the Unit where level = skip; placed in the period by Received.',
    );
    assert.equal(type, 'whole number');
    assert.match(uses ?? '', /^Used 3 times: \[petitions\.policy\.yaml:29\]\(file:/);
  });

  it('tells it in Chinese where the client is Chinese', async () => {
    const [head, meaning] = (await hovered('require: skip-level|-petitions = 0', 'zh')).split('\n\n');
    assert.equal(head, '**越级上访起数** `skip-level-petitions` — 单位的事实');
    assert.equal(meaning, '单位的“信访”中（level = skip）的记录数，按“收到日期”归入期间。');
  });

  it('tells a span of time', async () => {
    assert.match(
      await hovered('require: days-to|-reply ≤', 'zh'),
      /从“收到日期”到“replied-on”的日历天数；还没结束的算到截至日。/,
    );
  });

  it('tells the unit and the kind of a field', async () => {
    assert.match(
      await hovered('name: house|holds,', 'en', 'datapackage.yaml'),
      /^\*\*Households\*\* `households` — field of Unit\n\n.*\n\nwhole number, in 户/,
    );
  });

  it('lists a parameter’s values over time with their clauses', async () => {
    assert.match(
      await hovered('≤ $reply|-days'),
      /\*\*Days to reply\*\* `reply-days` — parameter\n\n\| from \| value \| clause \|\n\|---\|---\|---\|\n\| 2020-01-01 \| 7 \| guide\.md#reply \|\n\| 2022-01-01 \| 10 \| {2}\|/,
    );
  });

  it('shows a clause’s text', async () => {
    assert.match(
      await hovered('cites: guide.md#sk|ip'),
      /^\*\*Skip-level\*\* `guide\.md#skip` — clause\n\nNone at all\./,
    );
  });

  it('tells a rule with what it applies to, what it requires and its clause', async () => {
    assert.match(
      await hovered('requires: [no-skip|-level'),
      /^\*\*No skip-level petition\*\*.*\n\nEach Unit where kind is one of village, community: Skip-level petitions = 0\. A failure is a veto\.\n\n> \*\*Skip-level\*\*\n>\n> None at all\./,
    );
  });

  it('tells what a standard requires', async () => {
    const text = await hovered('zero|-petition: { for');
    assert.match(text, /- No skip-level petition `no-skip-level`\n- Replied in time `replied-in-time`/);
  });

  it('tells a shared condition', async () => {
    assert.match(await hovered('{ condition: resi|dential'), /kind is one of village, community/);
  });

  it('tells what a key is for', async () => {
    assert.equal(await hovered('    requ|ire: days'), '**What it requires** `require` — rule');
  });

  it('says that a sensitive field’s values are never shown', async () => {
    assert.match(
      await hovered('{ name: petition|er', 'en', 'datapackage.yaml'),
      /sensitive: its values are never shown/,
    );
  });
});
