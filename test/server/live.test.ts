/** While a policy is typed the editor shows what it does to the units of the current data, and since the last commit. */
import assert from 'node:assert/strict';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hover } from 'vscode-languageserver-protocol';
import { commitAll, editLive, type LiveEditor, policy } from './live.ts';

const oneTest = `tests: sample
period: 2021
cases:
  - name: one skipped
    given:
      unit: [{ code: u1 }, { code: u2 }]
      petition: [{ id: p1, unit: u1, level: skip, received-on: 2021-03-02 }]
    expect:
      no-skip: { u1: fail, u2: fail }
  - name: none skipped
    given: { unit: [{ code: u1 }] }
    expect:
      no-skip: { u1: pass }
`;

const stricter = policy.replace('skips = 0', 'skips ≥ 0');

describe('Live counts', () => {
  let editor: LiveEditor;
  afterEach(() => editor.close());

  const overview = async () => {
    const [project] = (await editor.ask('zhunsheng/overview', {})).projects;
    assert.ok(project !== undefined);
    return project;
  };
  const isReady = ({ state }: { readonly state: string }): boolean => state === 'ready';

  it('stand above each rule and standard, and follow the typing', async () => {
    editor = await editLive();
    await editor.until(overview, isReady);
    assert.deepEqual(await editor.lenses('no-skip'), ['2 pass · 1 fail · 0 undetermined']);
    assert.deepEqual(await editor.lenses('answered'), ['1 pass · 1 fail · 0 undetermined']);
    assert.deepEqual(
      await editor.lenses('good'),
      ['0 pass · 2 fail · 0 undetermined · 1 not applicable'].map(() => '1 pass · 2 fail · 0 undetermined'),
    );
    await editor.type('sample.policy.yaml', stricter);
    await editor.until(
      () => editor.lenses('no-skip'),
      ([counts]) => counts === '3 pass · 0 fail · 0 undetermined',
    );
    assert.deepEqual(await editor.lenses('good'), ['2 pass · 1 fail · 0 undetermined']);
  });

  it('tell how many verdicts flip against the last commit, and which', async () => {
    editor = await editLive({}, { commit: true });
    await editor.until(
      () => editor.lenses('no-skip'),
      ({ length }) => length === 2,
    );
    assert.match((await overview()).base ?? '', /^HEAD \([0-9a-f]{7}\)$/);
    assert.equal((await editor.lenses('no-skip'))[1], '0 verdicts flip against the last commit');
    await editor.type('sample.policy.yaml', stricter);
    await editor.until(
      () => editor.lenses('no-skip'),
      ([, flips]) => flips === '1 verdict flips against the last commit',
    );
    const { total, flips } = await editor.ask('zhunsheng/flips', { project: editor.project, name: null });
    assert.equal(total, 2);
    assert.deepEqual(flips, [
      { name: 'good', entity: 'unit', subject: 'u1', title: 'Plum', before: 'fail', after: 'pass' },
      { name: 'no-skip', entity: 'unit', subject: 'u1', title: 'Plum', before: 'fail', after: 'pass' },
    ]);
  });

  it('stay, marked, while the text has errors', async () => {
    editor = await editLive();
    await editor.until(overview, isReady);
    await editor.type('sample.policy.yaml', policy.replace('skips = 0', 'skisp = 0'));
    const { state, problem } = await editor.until(overview, (project) => project.state === 'waiting');
    assert.equal(state, 'waiting');
    assert.equal(problem, 'The policies have an error; judging goes on once mended');
    assert.deepEqual(await editor.lenses('no-skip'), ['2 pass · 1 fail · 0 undetermined (before the edit)']);
    await editor.type('sample.policy.yaml', policy);
    await editor.until(overview, isReady);
    assert.deepEqual(await editor.lenses('no-skip'), ['2 pass · 1 fail · 0 undetermined']);
  });

  it('are by the latest year that the data covers, until another period is chosen', async () => {
    editor = await editLive();
    const { period, asOf } = await editor.until(overview, isReady);
    assert.deepEqual([period, asOf], ['2021', '2021-12-31']);
    const chosen = await editor.ask('zhunsheng/period', { project: editor.project, period: '2021-11', asOf: null });
    assert.deepEqual(chosen, { period: '2021-11', asOf: '2021-11-30', problem: null });
    await editor.until(
      () => editor.lenses('no-skip'),
      ([counts]) => counts === '3 pass · 0 fail · 0 undetermined',
    );
    const wrong = await editor.ask('zhunsheng/period', { project: editor.project, period: '2021-13', asOf: null });
    assert.equal(wrong.period, '2021-11');
    assert.match(wrong.problem ?? '', /write 2021/);
    const range = { project: editor.project, period: '2021-01..2021-12', asOf: null };
    const several = await editor.ask('zhunsheng/period', range);
    assert.equal(several.period, '2021-11');
    assert.match(several.problem ?? '', /several periods, and here one is shown/);
  });

  it('follow the data files', async () => {
    editor = await editLive();
    await editor.until(overview, isReady);
    writeFileSync(join(editor.folder, 'petition.csv'), 'id,unit,petitioner,level,received-on,replied-on,persons\n');
    await editor.server.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri('petition.csv'), type: 2 }],
    });
    await editor.until(
      () => editor.lenses('no-skip'),
      ([counts]) => counts === '3 pass · 0 fail · 0 undetermined',
    );
  });

  it('list the units with what is said of them, found by key or name', async () => {
    editor = await editLive();
    await editor.until(overview, isReady);
    const query = { project: editor.project, name: 'no-skip', verdicts: null, search: '', offset: 0, limit: 2 };
    const page = await editor.ask('zhunsheng/subjects', query);
    assert.equal(page.total, 3);
    assert.deepEqual(page.subjects, [
      {
        entity: 'unit',
        subject: 'u1',
        title: 'Plum',
        verdict: 'fail',
        before: null,
        message: '1 skipped',
        remedy: 'Meet',
        evidence: ['p1'],
      },
      {
        entity: 'unit',
        subject: 'u2',
        title: 'Peach',
        verdict: 'pass',
        before: null,
        message: '',
        remedy: '',
        evidence: [],
      },
    ]);
    const found = await editor.ask('zhunsheng/subjects', { ...query, search: 'wORK' });
    assert.deepEqual(
      found.subjects.map(({ subject }) => subject),
      ['u3'],
    );
    const failing = await editor.ask('zhunsheng/subjects', { ...query, name: 'good', verdicts: ['fail'] });
    assert.deepEqual(
      failing.subjects.map(({ subject, message, evidence }) => [subject, message, evidence]),
      [
        ['u1', 'Fails: No skip', []],
        ['u2', 'Fails: Answered', ['p2']],
      ],
    );
  });

  it('show a rule as steps with how many come to each part', async () => {
    editor = await editLive();
    await editor.until(overview, isReady);
    const shown = await editor.ask('zhunsheng/preview', { project: editor.project, name: 'answered' });
    assert.deepEqual(
      shown?.flow.map(({ step, entering, node }) => [step, entering, node.text, node.counts]),
      [
        ['during', 2, 'received-on', { true: 2, false: 0, unknown: 0, empty: 0 }],
        ['when', 2, 'level in [skip, plain]', { true: 2, false: 0, unknown: 0, empty: 0 }],
        ['require', 2, 'replied-on is known', { true: 1, false: 1, unknown: 0, empty: 0 }],
      ],
    );
    const months = await editor.until(
      async () => (await editor.ask('zhunsheng/preview', { project: editor.project, name: 'answered' }))?.months ?? [],
      ({ length }) => length > 0,
    );
    assert.equal(months.length, 12);
    assert.deepEqual(
      months
        .filter(({ counts }) => counts.pass + counts.fail > 0)
        .map(({ month, counts }) => [month, counts.pass, counts.fail]),
      [
        ['2021-03', 1, 0],
        ['2021-12', 0, 1],
      ],
    );
  });

  it('explain one unit', async () => {
    editor = await editLive();
    await editor.until(overview, isReady);
    const explained = await editor.ask('zhunsheng/explain', { project: editor.project, entity: 'unit', subject: 'u1' });
    assert.equal(explained?.title, 'Plum');
    const [rule] = explained?.verdicts ?? [];
    assert.deepEqual(
      [rule?.rule, rule?.verdict, rule?.message, rule?.evidence],
      ['no-skip', 'fail', '1 skipped', ['p1']],
    );
    assert.deepEqual(rule?.require.facts[0]?.records, ['p1']);
    const nobody = await editor.ask('zhunsheng/explain', { project: editor.project, entity: 'unit', subject: 'u9' });
    assert.equal(nobody, null);
  });

  it('stand in hovers: the distribution of a fact, the verdicts of a rule', async () => {
    editor = await editLive();
    await editor.until(overview, isReady);
    const hover = async (word: string): Promise<string> => {
      const lines = policy.split('\n');
      const line = lines.findIndex((text) => text.includes(word));
      const character = (lines[line]?.indexOf(word) ?? 0) + 1;
      const { contents } = await editor.server.sendRequest<Hover>('textDocument/hover', {
        textDocument: { uri: editor.uri('sample.policy.yaml') },
        position: { line, character },
      });
      return typeof contents === 'object' && 'value' in contents ? contents.value : '';
    };
    // A hover does not wait long for its figures; the next one has them.
    const fact = await eventually(() => hover('skips = 0'), /In the data/);
    assert.match(fact, /In the data: 3 in all/);
    assert.match(fact, /\| 0 \| 0 \| 0 \| 1 \| 1 \|/);
    assert.match(fact, /█/);
    await eventually(() => hover('level = skip'), /\| skip \| 1 \|/);
    assert.match(await hover('no-skip:'), /2021, as of 2021-12-31: 2 pass · 1 fail/);
  });

  it('come with policy tests that are listed and run, one or all', async () => {
    editor = await editLive({ 'sample.test.yaml': oneTest });
    const [file] = await editor.ask('zhunsheng/tests', {});
    assert.equal(file?.policy, 'sample');
    assert.deepEqual(
      file?.cases.map(({ name, range }) => [name, range.start.line]),
      [
        ['one skipped', 3],
        ['none skipped', 9],
      ],
    );
    const { results, coverage, goals } = await editor.ask('zhunsheng/runTests', { ids: null });
    assert.deepEqual(
      results.map(({ passed, failures }) => [passed, failures.map(({ expected, actual }) => [expected, actual])]),
      [
        [false, [['no-skip: { u2: fail }', 'no-skip: { u2: pass }']]],
        [true, []],
      ],
    );
    assert.deepEqual(
      coverage.map(({ rule, expected }) => [rule, expected]),
      [
        ['answered', []],
        ['no-skip', ['pass', 'fail']],
      ],
    );
    // What the gutter shows at the condition that is written there.
    const line = policy.split('\n').findIndex((text) => text.includes('skips = 0'));
    assert.deepEqual(
      goals
        .filter(({ location, measure }) => location.range.start.line === line && measure !== 'unknown')
        .map(({ label, met }) => [label, met]),
      [
        ['branch true', true],
        ['branch false', true],
        ['MC/DC pair', true],
        ['boundary at', true],
        ['boundary above', true],
      ],
    );
    const one = await editor.ask('zhunsheng/runTests', { ids: [file?.cases[1]?.id ?? ''] });
    assert.deepEqual(
      one.results.map(({ id }) => id),
      [file?.cases[1]?.id],
    );
  });

  it('never show a sensitive value', async () => {
    const text = policy.replace('require: replied-on is known', 'require: petitioner is known');
    editor = await editLive({ 'sample.policy.yaml': text });
    await editor.until(overview, isReady);
    const { project } = editor;
    const lines = text.split('\n');
    const line = lines.findIndex((each) => each.includes('petitioner'));
    const position = { line, character: (lines[line]?.indexOf('petitioner') ?? 0) + 1 };
    const textDocument = { uri: editor.uri('sample.policy.yaml') };
    const query = { project, name: 'answered', verdicts: null, search: '', offset: 0, limit: 9 };
    const hover = await editor.server.sendRequest('textDocument/hover', { textDocument, position });
    assert.match(JSON.stringify(hover), /petitioner/);
    const shown = [
      hover,
      await editor.ask('zhunsheng/overview', {}),
      await editor.ask('zhunsheng/subjects', query),
      await editor.ask('zhunsheng/preview', { project, name: 'answered' }),
      await editor.ask('zhunsheng/explain', { project, entity: 'petition', subject: 'p1' }),
    ];
    await editor.type('sample.policy.yaml', text.replace('petitioner is known', 'petitioner = '));
    const end = { line, character: lines[line]?.replace('is known', '= ').length ?? 0 };
    shown.push(await editor.server.sendRequest('textDocument/completion', { textDocument, position: end }));
    assert.doesNotMatch(JSON.stringify(shown), /Secret/);
    // Nor are they found by what they hold.
    assert.equal((await editor.ask('zhunsheng/subjects', { ...query, search: 'Secret' })).total, 0);
  });
});

async function eventually(ask: () => Promise<string>, wanted: RegExp): Promise<string> {
  for (;;) {
    const answer = await ask();
    if (wanted.test(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe('A bad workspace', () => {
  let editor: LiveEditor;
  afterEach(() => editor.close());
  const first = async () => (await editor.ask('zhunsheng/overview', {})).projects[0];

  it('without data says so, and keeps working', async () => {
    editor = await editLive({ 'street.csv': null, 'unit.csv': null, 'petition.csv': null, 'report.csv': null });
    const project = await editor.until(first, (each) => each?.state === 'failed');
    assert.match(project?.problem ?? '', /^There is no data to judge: .*street.csv.* cannot be found/);
    assert.deepEqual(
      (await editor.ask('zhunsheng/preview', { project: editor.project, name: 'answered' }))?.counts,
      null,
    );
  });

  it('with a data file missing names it beside the counts', async () => {
    editor = await editLive({ 'petition.csv': null });
    const project = await editor.until(first, (each) => each?.state === 'ready');
    assert.match(project?.problem ?? '', /petition\.csv cannot be found/);
    assert.deepEqual(await editor.lenses('no-skip'), ['0 pass · 0 fail · 3 undetermined']);
  });

  it('with a data file that cannot be read names it', async () => {
    editor = await editLive(
      {},
      { prepare: (root) => writeFileSync(join(root, 'unit.csv'), Buffer.from([0x50, 0x4b, 3, 4, 0, 0])) },
    );
    const project = await editor.until(first, (each) => each?.state === 'failed');
    assert.match(project?.problem ?? '', /unit\.csv/);
  });

  it('without git, or without a commit, has no flips and says nothing of it', async () => {
    editor = await editLive();
    const project = await editor.until(first, (each) => each?.state === 'ready');
    assert.equal(project?.base, null);
    assert.equal(project?.problem, null);
    assert.equal((await editor.lenses('no-skip')).length, 1);
  });

  it('that may not be written, named in Chinese with spaces, is judged as any other', async () => {
    editor = await editLive(
      {},
      {
        folder: '政策 项目',
        prepare: (root) => {
          commitAll(root);
          chmodSync(root, 0o555);
        },
      },
    );
    await editor.until(
      () => editor.lenses('no-skip'),
      ({ length }) => length === 2,
    );
    chmodSync(editor.folder, 0o755);
  });

  it('that is not trusted reads no data and runs no test, until it is', async () => {
    editor = await editLive({ 'sample.test.yaml': oneTest }, { options: { trusted: false } });
    assert.equal((await first())?.state, 'untrusted');
    assert.deepEqual(await editor.lenses('no-skip'), []);
    await assert.rejects(editor.ask('zhunsheng/runTests', { ids: null }), /not trusted/);
    await editor.server.sendNotification('zhunsheng/trust', { trusted: true });
    await editor.until(first, (each) => each?.state === 'ready');
  });

  it('whose data goes away keeps the last counts', async () => {
    editor = await editLive();
    await editor.until(first, (each) => each?.state === 'ready');
    for (const file of ['street.csv', 'unit.csv', 'petition.csv', 'report.csv']) rmSync(join(editor.folder, file));
    await editor.type('sample.policy.yaml', `${policy}# x\n`);
    await editor.until(first, (each) => each?.state === 'failed');
    assert.match((await editor.lenses('no-skip'))[0] ?? '', /^2 pass .*before the edit/);
  });
});
