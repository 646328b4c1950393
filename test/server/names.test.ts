/** From a name to what it means: where it is defined, where it is used, and a new name for it everywhere. */
import assert from 'node:assert/strict';
import type { DocumentSymbol, Location, SymbolInformation, WorkspaceEdit } from 'vscode-languageserver-protocol';
import { applied, type Editor, edit } from './client.ts';
import { sample } from './sample.ts';

describe('Names in the editor', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  const at = async (mark: string, file?: string): Promise<void> => {
    editor = await edit(sample(mark, file));
  };
  /** `file: text of the line` of each place. */
  const shown = (locations: readonly Location[]): readonly string[] =>
    locations.map(({ uri, range }) => {
      const file = decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1));
      const line = editor.text(file).split('\n')[range.start.line] ?? '';
      return `${file}: ${line.slice(0, range.start.character).trimStart()}⟦${line.slice(range.start.character, range.end.character)}⟧`;
    });
  const definition = async (): Promise<readonly string[]> =>
    shown(await editor.server.sendRequest<Location[]>('textDocument/definition', editor.cursor));
  const references = async (): Promise<readonly string[]> =>
    shown(
      await editor.server.sendRequest<Location[]>('textDocument/references', {
        ...editor.cursor,
        context: { includeDeclaration: true },
      }),
    );

  for (const [what, mark, where, file] of [
    [
      'a computed fact in a condition',
      'require: skip-level|-petitions = 0',
      'petitions.policy.yaml: ⟦skip-level-petitions⟧',
    ],
    ['a field in a condition', 'where: le|vel = skip', 'datapackage.yaml: - { name: ⟦level⟧'],
    ['a code', 'where: level = sk|ip', 'datapackage.yaml: - { name: level, type: string, constraints: { enum: [⟦skip⟧'],
    ['a field in a shared condition', 'ki|nd in [village', 'datapackage.yaml: - { name: ⟦kind⟧'],
    [
      'a code in a shared condition',
      'kind in [vil|lage',
      'datapackage.yaml: - { name: kind, type: string, constraints: { enum: [⟦village⟧',
    ],
    ['an entity', 'count: peti|tion', 'datapackage.yaml: - name: ⟦petition⟧'],
    ['a parameter', '≤ $reply|-days', 'petitions.policy.yaml: ⟦reply-days⟧'],
    ['a parameter in a message', "'超过 {$reply|-days} 日'", 'petitions.policy.yaml: ⟦reply-days⟧'],
    ['a fact in a message', "'越级 {skip|-level-petitions} 起'", 'petitions.policy.yaml: ⟦skip-level-petitions⟧'],
    ['a shared condition', '{ condition: resi|dential }', 'petitions.policy.yaml: ⟦residential⟧'],
    ['a requirement', 'requires: [no-skip|-level', 'petitions.policy.yaml: ⟦no-skip-level⟧'],
    ['a clause', 'cites: guide|.md#skip', 'guide.md: ## Skip-level {#⟦skip⟧'],
    ['a rule in a test', 'no-skip|-level: { u1', 'petitions.policy.yaml: ⟦no-skip-level⟧', 'petitions.test.yaml'],
    ['a field in a test', 'code: u1, kin|d: village', 'datapackage.yaml: - { name: ⟦kind⟧', 'petitions.test.yaml'],
    ['the policy of a test', 'tests: peti|tions', 'petitions.policy.yaml: policy: ⟦petitions⟧', 'petitions.test.yaml'],
    ['a rule in a waiver', 'rule: no-|skip-level', 'petitions.policy.yaml: ⟦no-skip-level⟧', 'waivers.yaml'],
    ['the entity of a waiver', 'subject: un|it:u1', 'datapackage.yaml: - name: ⟦unit⟧', 'waivers.yaml'],
    ['a reference of the dictionary', '{ resource: un|it,', 'datapackage.yaml: - name: ⟦unit⟧', 'datapackage.yaml'],
  ] as const) {
    it(`lead from ${what} to where it is defined`, async () => {
      await at(mark, file);
      assert.deepEqual(await definition(), [where]);
    });
  }

  it('are found wherever they are used: policies, messages, tests, waivers', async () => {
    await at('  no-skip|-level:\n    title');
    assert.deepEqual(await references(), [
      'petitions.policy.yaml: ⟦no-skip-level⟧',
      'petitions.policy.yaml: zero-petition: { for: unit, requires: [⟦no-skip-level⟧',
      'petitions.test.yaml: ⟦no-skip-level⟧',
      'waivers.yaml: - rule: ⟦no-skip-level⟧',
    ]);
  });

  it('of fields are found in policies, tests and the dictionary itself', async () => {
    await at('{ name: received|-on', 'datapackage.yaml');
    assert.deepEqual(await references(), [
      'datapackage.yaml: - { name: ⟦received-on⟧',
      'petitions.policy.yaml: during: ⟦received-on⟧',
      'petitions.policy.yaml: days: { from: ⟦received-on⟧',
      'petitions.policy.yaml: during: ⟦received-on⟧',
      'petitions.test.yaml: petition: [{ id: p1, unit: u1, level: skip, ⟦received-on⟧',
    ]);
  });

  const rename = async (newName: string): Promise<Record<string, readonly string[]>> => {
    const { changes } = await editor.server.sendRequest<WorkspaceEdit>('textDocument/rename', {
      ...editor.cursor,
      newName,
    });
    return Object.fromEntries(
      Object.entries(changes ?? {}).map(([uri, edits]) => {
        const file = uri.slice(uri.lastIndexOf('/') + 1);
        const before = editor.text(file).split('\n');
        const after = applied(editor.text(file), edits).split('\n');
        return [file, after.filter((line, index) => line !== before[index]).map((line) => line.trim())];
      }),
    );
  };

  it('of rules change in policies, tests and waivers together', async () => {
    await at('requires: [no-skip|-level');
    assert.deepEqual(await rename('no-skipping'), {
      'petitions.policy.yaml': [
        'no-skipping:',
        'zero-petition: { for: unit, requires: [no-skipping, replied-in-time] }',
      ],
      'petitions.test.yaml': ['no-skipping: { u1: fail }'],
      'waivers.yaml': ['- rule: no-skipping'],
    });
  });

  it('of facts change in conditions and messages', async () => {
    await at('require: skip-level|-petitions = 0');
    assert.deepEqual(await rename('越级上访'), {
      'petitions.policy.yaml': [
        '越级上访:',
        'require: 越级上访 = 0',
        "message: { zh: '越级 {越级上访} 起', en: '{越级上访} of them' }",
      ],
    });
  });

  it('of parameters change without their dollar sign', async () => {
    await at('  reply|-days:\n');
    assert.deepEqual(await rename('limit'), {
      'petitions.policy.yaml': [
        'limit:',
        'require: days-to-reply ≤ $limit',
        "message: { zh: '超过 {$limit} 日', en: 'later than {$limit} days' }",
      ],
    });
  });

  it('of clauses change in the guide and where they are cited', async () => {
    await at('cites: guide.md#ski|p');
    assert.deepEqual(await rename('no-skipping'), {
      'guide.md': ['## Skip-level {#no-skipping}'],
      'petitions.policy.yaml': ['cites: guide.md#no-skipping'],
    });
  });

  it('of entities change in the dictionary, policies, tests and waivers', async () => {
    await at('    for: un|it\n    when');
    const changes = await rename('village');
    assert.deepEqual(Object.keys(changes).sort(), [
      'datapackage.yaml',
      'petitions.policy.yaml',
      'petitions.test.yaml',
      'waivers.yaml',
    ]);
  });

  for (const [what, mark, newName, because] of [
    ['fields, which are the data’s', 'where: le|vel = skip', 'grade', /data/],
    ['to a name that is taken', 'requires: [no-skip|-level', 'zero-petition', /already/],
    ['to what is no name', 'requires: [no-skip|-level', 'no skip', /is no name/],
  ] as const) {
    it(`are not changed: ${what}`, async () => {
      await at(mark);
      await assert.rejects(rename(newName), because);
    });
  }

  it('say what part of the text is renamed', async () => {
    await at('≤ $reply|-days');
    assert.deepEqual(await editor.server.sendRequest('textDocument/prepareRename', editor.cursor), {
      range: { start: { line: 38, character: 30 }, end: { line: 38, character: 40 } },
      placeholder: 'reply-days',
    });
  });

  it('of a file stand in its outline', async () => {
    await at('policy: petitions|');
    const [root, ...others] = await editor.server.sendRequest<DocumentSymbol[]>(
      'textDocument/documentSymbol',
      editor.cursor,
    );
    assert.deepEqual(others, []);
    assert.equal(root?.name, 'petitions');
    assert.deepEqual(
      root?.children?.map(({ name, detail }) => `${name} ${detail}`),
      [
        'reply-days Days to reply',
        'skip-level-petitions Skip-level petitions',
        'days-to-reply Days to reply',
        'residential ',
        'no-skip-level No skip-level petition',
        'replied-in-time Replied in time',
        'zero-petition ',
      ],
    );
  });

  it('of the project are found by their Chinese titles’ pinyin', async () => {
    editor = await edit(sample('policy: petitions|'), { locale: 'zh' });
    for (const query of ['yjsfqs', 'yuejishangfangqishu', '越级上访起数', 'skip-level-petitions']) {
      const found = await editor.server.sendRequest<SymbolInformation[]>('workspace/symbol', { query });
      assert.deepEqual(
        found.map(({ name }) => name),
        ['skip-level-petitions 越级上访起数'],
        query,
      );
    }
  });
});
