/** From the editor a policy is tested by mutants: which of its parts could be changed without any test noticing. */
import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  type CreateFile,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver-protocol';
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';
import { openFiles } from '../../engine/project/open.ts';
import { runTests } from '../../engine/testing/run.ts';
import type { Notifications } from '../../server/src/protocol.ts';
import { applied } from './client.ts';
import { editLive, type LiveEditor, policy } from './live.ts';

/** Notices nothing but that a skipped level is a failure. */
const weak = `tests: sample
period: 2021
cases:
  - name: one skipped
    given:
      unit: [{ code: u1 }]
      petition: [{ id: p1, unit: u1, level: skip, received-on: 2021-03-02 }]
    expect:
      no-skip: { u1: fail }
`;

describe('Testing by mutants from the editor', () => {
  let editor: LiveEditor;
  afterEach(() => editor.close());

  const mutants = (of: string | null = null) =>
    editor.ask('zhunsheng/mutants', { project: editor.project, policy: of });

  it('tells what no test notices, at the place, with the test that would', async () => {
    editor = await editLive({ 'sample.test.yaml': weak });
    const told: string[] = [];
    editor.server.onNotification('zhunsheng/mutantsProgress', (one: Notifications['zhunsheng/mutantsProgress']) => {
      told.push(one.message);
    });
    const { caught, survived, survivors } = await mutants('sample');
    assert.ok(caught > 0);
    assert.ok(survived > 0);
    assert.equal(survivors.length, survived);
    assert.match(told[0] ?? '', /^Mutation testing: 0 of \d+$/);
    for (const { location, change, difference } of survivors) {
      assert.equal(location.uri, editor.uri('sample.policy.yaml'));
      assert.notEqual(change, '');
      assert.match(difference, /^For example .+ is .+, and becomes .+$/);
    }
    assert.deepEqual((await mutants('other')).survivors, []);
  });

  it('adds these tests one after the other; all pass, and then the changes are noticed', async () => {
    editor = await editLive({ 'sample.test.yaml': weak });
    const before = await mutants();
    await editor.open('sample.test.yaml');
    const some = before.survivors.slice(0, 3);
    for (const { test } of some) {
      const edit = await editor.ask('zhunsheng/mutantTest', { project: editor.project, test });
      await editor.type('sample.test.yaml', edited(edit, editor.text('sample.test.yaml')));
    }
    const files = {
      'datapackage.yaml': exampleDictionary,
      'sample.policy.yaml': policy,
      'sample.test.yaml': editor.text('sample.test.yaml'),
    };
    const { analysis, diagnostics } = openFiles(editor.folder, new Map(Object.entries(files)));
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.deepEqual((await runTests(analysis)).counts, { cases: 1 + some.length, passed: 1 + some.length, failed: 0 });
    assert.ok((await mutants()).caught >= before.caught + some.length);
  });

  it('makes a file of tests where there is none, and adds to it next', async () => {
    editor = await editLive();
    const { survivors } = await mutants();
    const [first, second] = survivors;
    assert.ok(first !== undefined && second !== undefined);
    const made = await editor.ask('zhunsheng/mutantTest', { project: editor.project, test: first.test });
    const [create, written] = (made?.documentChanges ?? []) as [CreateFile, TextDocumentEdit];
    assert.equal(create.uri, editor.uri('sample.test.yaml'));
    const text = written.edits.map((each) => ('newText' in each ? each.newText : '')).join('');
    await editor.open('sample.test.yaml', text);
    const next = await editor.ask('zhunsheng/mutantTest', { project: editor.project, test: second.test });
    await editor.type('sample.test.yaml', edited(next, text));
    const cases = (await editor.ask('zhunsheng/tests', {})).flatMap((file) => file.cases);
    assert.equal(cases.length, 2);
  });

  it('is refused with a reason where the policies have errors or nothing is trusted, and ends where it is cancelled', async () => {
    editor = await editLive({ 'sample.policy.yaml': policy.replace('skips = 0', 'skisp = 0') });
    await assert.rejects(mutants(), /The policies have an error/);
    await editor.close();
    editor = await editLive({}, { options: { trusted: false } });
    await assert.rejects(mutants(), /not trusted/);
    await editor.close();
    editor = await editLive();
    const cancel = new CancellationTokenSource();
    const params = { project: editor.project, policy: null };
    editor.server.onNotification('zhunsheng/mutantsProgress', () => cancel.cancel());
    await assert.rejects(editor.server.sendRequest('zhunsheng/mutants', params, cancel.token), /Cancelled/);
  });
});

function edited(edit: WorkspaceEdit | null, text: string): string {
  const [only] = (edit?.documentChanges ?? []) as readonly TextDocumentEdit[];
  assert.ok(only !== undefined);
  return applied(
    text,
    only.edits.flatMap((each) => ('newText' in each ? [each] : [])),
  );
}
