/** What the editor proposes while a policy is typed: at each place what may stand there, found by identifier, title or pinyin. */
import assert from 'node:assert/strict';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { applied, type Editor, edit } from './client.ts';
import { policy, sample } from './sample.ts';

describe('Completion', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  /** The items at the cursor, as a client that filters by the beginning of what is typed would show them. */
  const items = async (mark: string, { locale = 'en', file }: { locale?: string; file?: string } = {}) => {
    editor = await edit(sample(mark, file), { locale });
    return ask();
  };
  const ask = async (): Promise<readonly CompletionItem[]> => {
    const list = await editor.server.sendRequest<CompletionList>('textDocument/completion', editor.cursor);
    return list.items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1));
  };
  /** With the old text replaced by one with a cursor. */
  const typing = async (old: string, mark: string, options = {}): Promise<readonly string[]> => {
    const files = { ...sample('|policy: petitions'), 'petitions.policy.yaml': policy.replace(old, () => mark) };
    editor = await edit(files, { locale: 'en', ...options });
    return (await ask()).map(({ label }) => label);
  };

  describe('of keys', () => {
    it('proposes those of the construct that are not there yet, required ones first', async () => {
      assert.deepEqual(
        await typing('    for: petition\n', '    for: petition\n    |\n'),
        ['title', 'description', 'when', 'cites'].filter((key) => key !== 'title'),
      );
    });
    it('proposes first what begins with what is typed, then what only holds its letters', async () => {
      assert.deepEqual((await typing('rules:\n', 'r|\n')).slice(0, 3), ['rules', 'rollups', 'description']);
    });
    it('proposes the kinds of facts, then only what goes with the kind that is written', async () => {
      const before = await typing('    count: petition\n    where: level = skip\n    during: received-on\n', '    |\n');
      assert.ok(before.includes('count') && before.includes('ratio') && !before.includes('where'), before.join());
      await editor.close();
      assert.deepEqual(await typing('    where: level = skip\n', '    |\n'), [
        'description',
        'unit',
        'where',
        'reported-by',
        'via',
      ]);
    });
    it('works within braces, and in a text that is not right yet', async () => {
      assert.deepEqual(await typing('{ from: received-on, to: replied-on, open: as-of }', '{ from: received-on, |'), [
        'to',
        'open',
      ]);
    });
    it('proposes whole constructs by snippets, under the name that is typed', async () => {
      const files = sample('|policy: petitions');
      files['petitions.policy.yaml'] = `${policy}  all-|\n`;
      editor = await edit(files, { locale: 'zh' });
      const [standard] = await ask();
      assert.equal(standard?.label, 'standard');
      assert.equal(standard?.labelDetails?.description, '新标准');
      assert.match(standard?.textEdit?.newText ?? '', /^all-:\n {2}title: .*\n {2}for: \$\{4:unit\}\n {2}requires:/);
    });
    it('begins whole files and items where nothing is there yet', async () => {
      for (const [name, text, label, begins] of [
        ['new.policy.yaml', '|', 'policy file', 'policy: '],
        ['new.test.yaml', '|', 'test file', 'tests: '],
        ['new.test.yaml', 'tests: petitions\nperiod: 2021\ncases:\n  - |\n', 'case', 'name: '],
        ['waivers.yaml', '- |\n', 'waiver', 'rule: '],
      ] as const) {
        editor = await edit({ ...sample('|policy: petitions'), 'petitions.policy.yaml': policy, [name]: text });
        const [first] = await ask();
        assert.equal(first?.label, label);
        assert.ok(first.textEdit?.newText.startsWith(begins));
        if (name !== 'waivers.yaml') await editor.close();
      }
    });
    it('knows the data dictionary’s', async () => {
      const files = sample('|policy: petitions');
      files['datapackage.yaml'] = (files['datapackage.yaml'] ?? '').replace(
        '    path: report.csv\n',
        '    path: report.csv\n    |\n',
      );
      files['petitions.policy.yaml'] = policy;
      editor = await edit(files, { locale: 'en' });
      const all = (await ask()).map(({ label }) => label);
      assert.ok(all.includes('dialect') && all.includes('encoding') && all.includes('zhunsheng:valid'), all.join());
      assert.ok(!all.includes('path'));
    });
  });

  describe('of names', () => {
    for (const [what, old, mark, expected] of [
      ['entities', 'for: petition', 'for: |', ['petition', 'report', 'street', 'unit']],
      ['shared conditions', '{ condition: residential }', '{ condition: | }', ['residential']],
      [
        'rules and standards',
        '[no-skip-level, replied-in-time]',
        '[|]',
        ['no-skip-level', 'replied-in-time', 'zero-petition'],
      ],
      [
        'clauses',
        'cites: guide.md#skip',
        'cites: |',
        ['guide.md#guide', 'guide.md#replies', 'guide.md#reply', 'guide.md#skip', 'guide.md#skip-level'],
      ],
      [
        'clauses after the file’s name',
        'cites: guide.md#skip',
        'cites: guide.md#sk|',
        ['guide.md#skip', 'guide.md#skip-level'],
      ],
      [
        'dates to place records by',
        '    during: received-on\n    require',
        '    during: |\n    require',
        ['received-on', 'replied-on', 'unit.'],
      ],
      ['dates of a span', '{ from: received-on,', '{ from: |,', ['received-on', 'replied-on', 'unit.']],
      ['severities', 'severity: veto', 'severity: |', ['veto', 'major', 'minor']],
      [
        'facts in a message',
        "'越级 {skip-level-petitions} 起'",
        "'越级 {|'",
        ['skip-level-petitions', 'code', 'households', 'kind', 'model', 'name', 'street', '$reply-days', 'street.'],
      ],
    ] as const) {
      it(`proposes ${what}`, async () => {
        assert.deepEqual(await typing(old, mark), expected);
      });
    }
    it('replaces what is written, up to the end of the word', async () => {
      const all = await items('cites: guide.md#|skip');
      const item = all.find(({ label }) => label === 'guide.md#reply');
      assert.ok(item?.textEdit !== undefined && 'range' in item.textEdit);
      assert.match(applied(editor.text('petitions.policy.yaml'), [item.textEdit]), /cites: guide\.md#reply\n/);
    });
  });

  describe('of conditions', () => {
    for (const [what, old, mark, expected] of [
      [
        'facts at the beginning, computed ones first',
        'require: skip-level-petitions = 0',
        'require: |',
        ['skip-level-petitions', 'code', 'households', 'kind', 'model', 'name', 'street', 'street.', 'residential'],
      ],
      [
        'facts of what a reference leads to',
        'require: skip-level-petitions = 0',
        'require: street.|',
        ['code', 'name'],
      ],
      [
        'the operators that fit a number',
        'require: skip-level-petitions = 0',
        'require: skip-level-petitions |',
        ['=', '≠', '<', '≤', '>', '≥', 'in', 'not in', 'between', 'is known', 'is unknown'],
      ],
      [
        'the operators that fit a code',
        'where: level = skip',
        'where: level |',
        ['=', '≠', 'in', 'not in', 'matches', 'contains', 'not contains', 'is known', 'is unknown'],
      ],
      ['the rest of an operator of two words', 'where: level = skip', 'where: level is |', ['is known', 'is unknown']],
      ['the codes of a fact', 'where: level = skip', 'where: level = |', ['plain', 'skip', '$reply-days'].slice(0, 2)],
      [
        'the codes in a list',
        '  residential: kind in [village, community]',
        '  residential: kind in [village, |]',
        ['community', 'enterprise', 'village'],
      ],
      [
        'parameters of the type, and facts of it',
        'require: days-to-reply ≤ $reply-days',
        'require: days-to-reply ≤ |',
        ['days-to-reply', 'persons', '$reply-days', 'unit.'],
      ],
      [
        'parameters after a dollar sign',
        'require: days-to-reply ≤ $reply-days',
        'require: days-to-reply ≤ $|',
        ['reply-days'],
      ],
      [
        'facts of the records in a where',
        'where: level = skip',
        'where: |',
        [
          'days-to-reply',
          'id',
          'level',
          'persons',
          'petitioner',
          'received-on',
          'replied-on',
          'unit',
          'unit.',
          'residential',
        ],
      ],
    ] as const) {
      it(`proposes ${what}`, async () => {
        const found = await typing(old, mark);
        const sorted = (all: readonly string[]): readonly string[] => (what.includes('codes') ? [...all].sort() : all);
        assert.deepEqual(sorted(found), expected);
      });
    }
    it('shows a parameter’s value beside it', async () => {
      const all = await items('require: days-to-reply ≤ $reply|-days');
      assert.equal(all.find(({ label }) => label === 'reply-days')?.labelDetails?.detail, ' 10');
    });
  });

  describe('by what people call things', () => {
    for (const typed of ['yjsf', 'yuejishang', '越级', 'skip-l']) {
      it(`finds skip-level-petitions by ${typed}`, async () => {
        await typing('require: skip-level-petitions = 0', `require: ${typed}|`, { locale: 'zh' });
        const matching = (await ask()).filter(({ filterText }) => filterText?.startsWith(typed));
        assert.deepEqual(
          matching.map(({ textEdit }) => textEdit?.newText),
          ['skip-level-petitions'],
        );
      });
    }
    it('has all ways to type it in the text that clients filter by', async () => {
      const all = await items('require: skip-level|-petitions = 0', { locale: 'zh' });
      assert.equal(
        all.find(({ label }) => label === 'skip-level-petitions')?.filterText,
        'skip-level-petitions yjsfqs 越级上访起数 yuejishangfangqishu',
      );
    });
  });

  describe('of policy tests', () => {
    for (const [what, old, mark, expected] of [
      ['the policies', 'tests: petitions', 'tests: |', ['petitions']],
      ['entities', '      unit: [{', '      |\n      unit: [{', ['petition', 'report', 'street', 'unit']],
      [
        'fields that the row has not',
        '{ code: u1, kind: village }',
        '{ code: u1, | }',
        ['households', 'kind', 'model', 'name', 'street'],
      ],
      ['codes', 'kind: village', 'kind: |', ['village', 'community', 'enterprise']],
      [
        'rules and standards without verdicts yet',
        '      no-skip-level: { u1: fail }',
        '      |',
        ['no-skip-level', 'replied-in-time'],
      ],
      ['the subjects that are given', 'no-skip-level: { u1: fail }', 'no-skip-level: { | }', ['u1']],
      [
        'verdicts',
        'no-skip-level: { u1: fail }',
        'no-skip-level: { u1: | }',
        ['pass', 'fail', 'waived', 'undetermined', 'not-applicable'],
      ],
    ] as const) {
      it(`proposes ${what}`, async () => {
        const files = sample('|policy: petitions');
        files['petitions.policy.yaml'] = policy;
        files['petitions.test.yaml'] = (files['petitions.test.yaml'] ?? '').replace(old, () => mark);
        editor = await edit(files, { locale: 'en' });
        assert.deepEqual(
          (await ask()).map(({ label }) => label),
          expected,
        );
      });
    }
  });

  it('documents the item that is looked at', async () => {
    const all = await items('require: skip-level|-petitions = 0');
    const item = all.find(({ label }) => label === 'skip-level-petitions');
    const resolved = await editor.server.sendRequest<CompletionItem>('completionItem/resolve', item);
    assert.match(JSON.stringify(resolved.documentation), /How many of the Petition records/);
  });
});
