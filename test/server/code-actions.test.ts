/** What the light bulb offers: fixes of what is wrong, missing parts added, and conditions in another form with the same meaning. */
import assert from 'node:assert/strict';
import type {
  CodeAction,
  CreateFile,
  Diagnostic,
  DocumentDiagnosticReport,
  TextDocumentEdit,
} from 'vscode-languageserver-protocol';
import { applied, type Editor, edit } from './client.ts';
import { guide, policy, sample, tests } from './sample.ts';

const file = 'petitions.policy.yaml';

describe('Code actions', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  const actions = async (): Promise<readonly CodeAction[]> => {
    const { textDocument, position } = editor.cursor;
    return editor.server.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
  };
  /** The project's files after an action, those that it changed. */
  const outcome = async (title: RegExp): Promise<Record<string, string>> => {
    const all = await actions();
    const action = all.find((each) => title.test(each.title));
    assert.ok(action, `offers ${title}, not only: ${all.map((each) => each.title).join('; ')}`);
    const files: Record<string, string> = {};
    const nameOf = (uri: string): string => uri.slice(uri.lastIndexOf('/') + 1);
    for (const [uri, edits] of Object.entries(action.edit?.changes ?? {})) {
      files[nameOf(uri)] = applied(editor.text(nameOf(uri)), edits);
    }
    for (const change of (action.edit?.documentChanges ?? []) as (CreateFile | TextDocumentEdit)[]) {
      if ('kind' in change) files[nameOf(change.uri)] = '';
      else {
        const name = nameOf(change.textDocument.uri);
        files[name] = applied(files[name] ?? editor.text(name), change.edits as never);
      }
    }
    return files;
  };
  /** What is wrong with a file once it has this text. */
  const wrongIn = async (name: string, text: string): Promise<readonly Diagnostic[]> => {
    if (name === file) await editor.type(name, text);
    else await editor.open(name, text);
    const report = await editor.server.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri: editor.uri(name) },
    });
    assert.ok(report.kind === 'full');
    return report.items.filter(({ severity }) => severity === 1);
  };
  const open = async (
    old: string,
    mark: string,
    others: Readonly<Record<string, string | null>> = {},
  ): Promise<void> => {
    assert.ok(policy.includes(old), old);
    editor = await edit(
      { ...sample('|policy: petitions'), [file]: policy.replace(old, () => mark), ...others },
      { locale: 'en' },
    );
  };
  const changes = async (title: RegExp, from: string, to: string): Promise<void> => {
    assert.deepEqual(await outcome(title), { [file]: editor.text(file).replace(from, () => to) });
    assert.deepEqual(
      await wrongIn(
        file,
        editor.text(file).replace(from, () => to),
      ),
      [],
    );
  };

  it('mend a misspelt name, first and preferred', async () => {
    await open('skip-level-petitions = 0', 'skip-level-petitons| = 0');
    const [first] = await actions();
    assert.equal(first?.title, 'Write skip-level-petitions');
    assert.equal(first?.isPreferred, true);
    assert.equal(first?.diagnostics?.[0]?.code, 'ZS1301');
    await changes(/Write skip/, 'skip-level-petitons', 'skip-level-petitions');
  });

  it('are in Chinese for a Chinese client', async () => {
    editor = await edit(
      { ...sample('|policy: petitions'), [file]: policy.replace('petitions = 0', 'petitons| = 0') },
      { locale: 'zh' },
    );
    assert.equal((await actions())[0]?.title, '改为 skip-level-petitions');
  });

  it('add the missing language of a text', async () => {
    await open('title: { zh: 及时答复, en: Replied in time }', 'title: { zh: 及时|答复 }');
    await changes(/Add the English text/, '{ zh: 及时答复 }', '{ zh: 及时答复, en: 及时答复 }');
  });

  it('add a cited clause to the guide, under the title of the rule', async () => {
    await open('cites: guide.md#skip\n', 'cites: guide.md#no-sk|ip\n');
    const text = `${guide}\n## No skip-level petition {#no-skip}\n\n`;
    assert.deepEqual(await outcome(/Add the clause #no-skip/), { 'guide.md': text });
    await editor.open('guide.md', text);
    assert.deepEqual(await wrongIn(file, editor.text(file)), []);
  });

  it('make the guide where there is none', async () => {
    await open('cites: guide.md#skip\n', 'cites: guide.md#sk|ip\n', { 'guide.md': null });
    assert.deepEqual(await outcome(/Add the clause/), { 'guide.md': '## No skip-level petition {#skip}\n\n' });
  });

  it('add a test of a rule to the policy’s tests', async () => {
    await open('  replied-in-time:\n', '  replied-in|-time:\n');
    const text = `${tests}
  - name: Replied in time
    given:
      petition: [{ id: p1, received-on: 2021-01-01 }]
    expect:
      replied-in-time: { p1: pass }
`;
    assert.deepEqual(await outcome(/Add a test/), { 'petitions.test.yaml': text });
    assert.deepEqual(await wrongIn('petitions.test.yaml', text), []);
  });

  it('add a test to those of the version of the policy in which the rule stands', async () => {
    const before = policy.replace(
      'effective: { from: 2021-01-01 }',
      'effective: { from: 2020-01-01, until: 2020-12-31 }',
    );
    await open('  replied-in-time:\n', '  replied-in|-time:\n', {
      'petitions-2020.policy.yaml': before,
      'petitions-2020.test.yaml': tests.replaceAll('2021-03', '2020-03'),
    });
    assert.deepEqual(Object.keys(await outcome(/Add a test/)), ['petitions.test.yaml']);
  });

  it('make a file of tests where the policy has none', async () => {
    await open('  no-skip-level:\n', '  no-skip|-level:\n', { 'petitions.test.yaml': null });
    const text = `tests: petitions
period: 2021
cases:
  - name: No skip-level petition
    given:
      unit: [{ code: u1 }]
    expect:
      no-skip-level: { u1: pass }
`;
    assert.deepEqual(await outcome(/Add a test/), { 'petitions.test.yaml': text });
    assert.deepEqual(await wrongIn('petitions.test.yaml', text), []);
  });

  for (const [line, leaf] of [
    ['households ≥ 100', '{ fact: households, operator: greaterThanInclusive, value: 100 }'],
    ['kind = village', '{ fact: kind, operator: equal, value: village }'],
    ['kind not in [village, community]', '{ fact: kind, operator: notIn, value: [village, community] }'],
    ['households between 1 and $reply-days', '{ fact: households, operator: between, value: [1, $reply-days] }'],
    ['name matches /^第/', '{ fact: name, operator: matches, value: "^第" }'],
    ['street.name = "中街"', '{ fact: street.name, operator: equal, value: "中街" }'],
    ['model', '{ fact: model, operator: equal, value: true }'],
    [
      'households < skip-level-petitions',
      '{ fact: households, operator: lessThan, value: { fact: skip-level-petitions } }',
    ],
    ['households is known', '{ fact: households, operator: isKnown, value: true }'],
  ] as const) {
    it(`write ${line} as a condition of json-rules-engine, and back`, async () => {
      await open('skip-level-petitions = 0\n', `|${line}\n`);
      await changes(/condition of json-rules-engine/, `require: ${line}`, `require: ${leaf}`);
      await editor.close();
      await open('skip-level-petitions = 0\n', `|${leaf}\n`);
      await changes(/as a line/, `require: ${leaf}`, `require: ${line}`);
    });
  }

  it('extract a shared condition and put it back', async () => {
    await open('require: skip-level-petitions = 0', 'require: skip-level|-petitions = 0');
    const extracted = policy
      .replace('require: skip-level-petitions = 0', 'require: { condition: skip-level-petitions-condition }')
      .replace(
        '[village, community]\n',
        '[village, community]\n  skip-level-petitions-condition: skip-level-petitions = 0\n',
      );
    assert.deepEqual(await outcome(/Extract the shared condition/), { [file]: extracted });
    assert.deepEqual(await wrongIn(file, extracted), []);
    await editor.close();
    await open('{ condition: residential }', '{ condition: resi|dential }');
    await changes(
      /Put the shared condition residential here/,
      '{ condition: residential }',
      'kind in [village, community]',
    );
  });

  it('make the section of conditions where there is none', async () => {
    editor = await edit({
      ...sample('|policy: petitions'),
      [file]: policy
        .replace('conditions:\n  residential: kind in [village, community]\n', '')
        .replace('when: { condition: residential }', 'when: kind |= village'),
    });
    const changed = await outcome(/Extract the shared condition/);
    assert.match(changed[file] ?? '', /\nconditions:\n {2}kind-condition: kind = village\n\nrules:\n/);
    assert.deepEqual(await wrongIn(file, changed[file] ?? ''), []);
  });

  it('extract a parameter from a number, from the policy’s first day', async () => {
    await open('require: skip-level-petitions = 0', 'require: skip-level-petitions = |0');
    const changed = (await outcome(/Extract the parameter/))[file] ?? '';
    assert.match(changed, /require: skip-level-petitions = \$skip-level-petitions-limit\n/);
    assert.match(
      changed,
      /\n {2}skip-level-petitions-limit:\n {4}title: .*\n {4}values:\n {6}- \{ from: 2021-01-01, value: 0 \}\nfacts:/,
    );
    assert.deepEqual(await wrongIn(file, changed), []);
  });

  it('are only of the kinds that are asked for', async () => {
    await open('require: skip-level-petitions = 0', 'require: skip-level|-petitions = 0');
    const { textDocument, position } = editor.cursor;
    const found = await editor.server.sendRequest<CodeAction[]>('textDocument/codeAction', {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [], only: ['refactor.extract'] },
    });
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ['refactor.extract'],
    );
  });
});
