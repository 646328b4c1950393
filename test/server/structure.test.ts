/** The shape of a file in the editor: folds, selections, links, colours, hints, layout, and the graph of what stands on what. */
import assert from 'node:assert/strict';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentLink,
  FoldingRange,
  InlayHint,
  SelectionRange,
  SemanticTokens,
  TextEdit,
} from 'vscode-languageserver-protocol';
import { applied, type Editor, edit } from './client.ts';
import { policy, sample } from './sample.ts';

const file = 'petitions.policy.yaml';

describe('In the editor', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  const lines = (): readonly string[] => editor.text(file).split('\n');

  it('sections, declarations and runs of comments fold', async () => {
    const files = { ...sample('policy: petitions|'), [file]: `# one\n# two\n|${policy}` };
    editor = await edit(files);
    const ranges = await editor.server.sendRequest<FoldingRange[]>('textDocument/foldingRange', editor.cursor);
    const shown = ranges.map(({ startLine, endLine, kind }) => [lines()[startLine]?.trim(), endLine - startLine, kind]);
    assert.deepEqual(shown.slice(0, 3), [
      ['parameters:', 5, undefined],
      ['reply-days:', 4, undefined],
      ['values:', 2, undefined],
    ]);
    assert.deepEqual(shown.at(-1), ['# one', 1, 'comment']);
    assert.ok(shown.some(([line]) => line === 'no-skip-level:'));
  });

  it('the clauses of the guide fold', async () => {
    editor = await edit(sample('Within| seven', 'guide.md'));
    const ranges = await editor.server.sendRequest<FoldingRange[]>('textDocument/foldingRange', editor.cursor);
    assert.deepEqual(
      ranges.map(({ startLine, endLine }) => [startLine, endLine]),
      [
        [0, 8],
        [2, 4],
        [6, 8],
      ],
    );
  });

  it('the selection grows from the name to the condition, the entry, the rule and the file', async () => {
    editor = await edit(sample('require: skip-level|-petitions = 0'));
    const { textDocument, position } = editor.cursor;
    const [selection] = await editor.server.sendRequest<SelectionRange[]>('textDocument/selectionRange', {
      textDocument,
      positions: [position],
    });
    const texts: string[] = [];
    for (let each = selection; each !== undefined; each = each.parent) {
      const { start, end } = each.range;
      texts.push(
        start.line === end.line
          ? (lines()[start.line] ?? '').slice(start.character, end.character)
          : `${lines()[start.line]?.trim()} … ${end.line - start.line}`,
      );
    }
    assert.deepEqual(texts, [
      'skip-level-petitions',
      'skip-level-petitions = 0',
      'require: skip-level-petitions = 0',
      'title: { zh: 无越级上访, en: No skip-level petition } … 8',
      'no-skip-level: … 9',
      'no-skip-level: … 18',
      'rules: … 19',
      'policy: petitions … 44',
      'policy: petitions … 45',
    ]);
  });

  it('citations lead to their clauses, and the dictionary’s paths to the data', async () => {
    editor = await edit(sample('policy: petitions|'));
    const links = await editor.server.sendRequest<DocumentLink[]>('textDocument/documentLink', editor.cursor);
    assert.deepEqual(
      links.map(({ range, target, tooltip }) => [lines()[range.start.line]?.trim(), target, tooltip]),
      [
        ['- { from: 2020-01-01, value: 7, cites: guide.md#reply }', `${editor.uri('guide.md')}#L3`, 'Replies'],
        ['cites: guide.md#skip', `${editor.uri('guide.md')}#L7`, 'Skip-level'],
      ],
    );
    await editor.close();
    editor = await edit(sample('name: sample|', 'datapackage.yaml'));
    const data = await editor.server.sendRequest<DocumentLink[]>('textDocument/documentLink', editor.cursor);
    assert.deepEqual(
      data.map(({ target }) => target),
      ['street', 'unit', 'petition', 'report'].map((name) => editor.uri(`${name}.csv`)),
    );
  });

  const tokensOf = async (range: object | null): Promise<readonly string[]> => {
    const { legend } = editor.initialized.capabilities.semanticTokensProvider as {
      legend: { tokenTypes: string[] };
    };
    const { data } = await editor.server.sendRequest<SemanticTokens>(
      range === null ? 'textDocument/semanticTokens/full' : 'textDocument/semanticTokens/range',
      { ...editor.cursor, ...(range === null ? {} : { range }) },
    );
    const tokens: string[] = [];
    let line = 0;
    let column = 0;
    for (let at = 0; at < data.length; at += 5) {
      const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(at, at + 5);
      line += down;
      column = down === 0 ? column + right : right;
      const text = lines()[line]?.slice(column, column + length);
      tokens.push(`${text} ${legend.tokenTypes[type]}${modifiers === 1 ? ' declared' : ''}`);
    }
    return tokens;
  };

  it('names have colours by what they mean', async () => {
    editor = await edit(sample('policy: petitions|'));
    const tokens = await tokensOf(null);
    for (const token of [
      'petitions namespace declared',
      'rules keyword',
      'no-skip-level method declared',
      'unit class',
      'residential function',
      'skip-level-petitions variable',
      '= operator',
      '0 number',
      'skip enumMember',
      'received-on property',
      'reply-days parameter',
      'zero-petition interface declared',
    ]) {
      assert.ok(tokens.includes(token), token);
    }
  });

  it('colours of a part are those of the part', async () => {
    editor = await edit(sample('require: days-to-reply ≤ $reply|-days'));
    const { line } = editor.cursor.position;
    assert.deepEqual(await tokensOf({ start: { line, character: 0 }, end: { line, character: 99 } }), [
      'require keyword',
      'days-to-reply variable',
      '≤ operator',
      'reply-days parameter',
    ]);
  });

  for (const [what, options, value] of [
    ['at the as-of date', { period: '2021' }, '= 7'],
    ['at its last', {}, '= 10'],
  ] as const) {
    it(`beside names stand their titles, and beside a parameter its value ${what}`, async () => {
      editor = await edit(sample('require: days-to-reply ≤ $reply|-days'), { locale: 'zh', options });
      const { line } = editor.cursor.position;
      const hints = await editor.server.sendRequest<InlayHint[]>('textDocument/inlayHint', {
        ...editor.cursor,
        range: { start: { line, character: 0 }, end: { line, character: 99 } },
      });
      const text = lines()[line] ?? '';
      assert.deepEqual(
        hints.map(({ label, position }) => [text.slice(0, position.character).trim(), label]),
        [
          ['require: days-to-reply', '答复天数'],
          ['require: days-to-reply ≤ $reply-days', value],
        ],
      );
    });
  }

  const messy = policy
    .replace('require: skip-level-petitions = 0', 'require:   skip-level-petitions=0')
    .replace('    require: days-to-reply ≤ $reply-days', '    require: days-to-reply <= $reply-days');

  it('a file is laid out as `fmt` does', async () => {
    editor = await edit({ ...sample('policy: petitions|'), [file]: `|${messy}` });
    const edits = await editor.server.sendRequest<TextEdit[]>('textDocument/formatting', {
      ...editor.cursor,
      options: { tabSize: 2, insertSpaces: true },
    });
    const { formatFile } = await import('../../engine/language/format.ts');
    const after = applied(messy, edits);
    assert.equal(after, formatFile(file, messy).text);
    assert.match(after, /require: skip-level-petitions = 0\n[\s\S]*require: days-to-reply ≤ \$reply-days\n/);
  });

  it('of a selection only the declarations that it touches are laid out', async () => {
    editor = await edit({ ...sample('policy: petitions|'), [file]: `|${messy}` });
    const line = lines().findIndex((each) => each.includes('<= $reply-days'));
    const edits = await editor.server.sendRequest<TextEdit[]>('textDocument/rangeFormatting', {
      ...editor.cursor,
      range: { start: { line, character: 0 }, end: { line, character: 5 } },
      options: { tabSize: 2, insertSpaces: true },
    });
    const after = applied(messy, edits);
    assert.match(after, /require: days-to-reply ≤ \$reply-days\n/);
    assert.match(after, /require: {3}skip-level-petitions=0\n/);
  });

  it('a condition is spelt as it should be when its line is done, and a full-width colon at once', async () => {
    editor = await edit({
      ...sample('policy: petitions|'),
      [file]: messy.replace('<= $reply-days\n', '<= $reply-days\n|'),
    });
    const typed = async (ch: string): Promise<string> => {
      const edits = await editor.server.sendRequest<TextEdit[]>('textDocument/onTypeFormatting', {
        ...editor.cursor,
        ch,
        options: { tabSize: 2, insertSpaces: true },
      });
      return applied(editor.text(file), edits);
    };
    assert.equal(await typed('\n'), editor.text(file).replace('<= $reply-days', '≤ $reply-days'));
    await editor.close();
    editor = await edit({ ...sample('policy: petitions|'), [file]: policy.replace('for: petition', 'for：|petition') });
    assert.equal(await typed('：'), policy);
    await editor.close();
    // In a text it is a colon like any other.
    const text = policy.replace("zh: '超过 {$reply-days} 日'", "zh: '超过\n        注意：|日'");
    editor = await edit({ ...sample('policy: petitions|'), [file]: text });
    assert.equal(await typed('：'), text.replace('|', ''));
  });

  it('facts show what stands on them and what they stand on', async () => {
    editor = await edit(sample('require: skip-level|-petitions = 0'));
    const [item] = await editor.server.sendRequest<CallHierarchyItem[]>(
      'textDocument/prepareCallHierarchy',
      editor.cursor,
    );
    assert.equal(item?.name, 'skip-level-petitions');
    const incoming = await editor.server.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item,
    });
    assert.deepEqual(
      incoming.map(({ from, fromRanges }) => [from.name, fromRanges.length]),
      [['no-skip-level', 3]],
    );
    const [above] = await editor.server.sendRequest<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', {
      item: incoming[0]?.from,
    });
    assert.equal(above?.from.name, 'zero-petition');
    const outgoing = await editor.server.sendRequest<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', {
      item,
    });
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['level', 'received-on'],
    );
  });
});
