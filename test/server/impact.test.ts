/** While a rule is typed the editor tells whose verdicts flip since the last commit, which change does it, and how to settle it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TextDocumentEdit } from 'vscode-languageserver-protocol';
import { readExpected } from '../../engine/impact/expected.ts';
import { commitAll, editLive, type LiveEditor, policy } from './live.ts';

const withLimit = policy
  .replace(
    'facts:\n',
    'parameters:\n  most: { title: { zh: 上限, en: Most }, values: [{ from: 2021-01-01, value: 0 }] }\nfacts:\n',
  )
  .replace('skips = 0', 'skips ≤ $most');
const looser = withLimit.replace('value: 0', 'value: 1');

const rollup = `rollups:
  by-street: { title: { zh: 各街道, en: By street }, of: good, by: street.name }
`;

describe('The flips of an edit', () => {
  let editor: LiveEditor;
  afterEach(() => editor.close());

  const judged = (name = 'no-skip') =>
    editor.until(
      () => editor.lenses(name),
      ({ length }) => length === 2,
    );
  const flips = (name: string, count: number) =>
    editor.until(
      () => editor.lenses(name),
      ([, told]) => told?.startsWith(`${count} verdict`) === true,
    );
  const impact = () => editor.ask('zhunsheng/impact', { project: editor.project });
  const why = (subject: string) => editor.ask('zhunsheng/why', { project: editor.project, entity: 'unit', subject });

  async function loosened(text = withLimit): Promise<void> {
    editor = await editLive({ 'sample.policy.yaml': text }, { commit: true });
    await judged();
    await editor.type('sample.policy.yaml', text.replace('value: 0', 'value: 1'));
    await flips('no-skip', 1);
  }

  it('are grouped by rule and standard, each with the change that made it', async () => {
    await loosened();
    const { base, problem, groups } = await impact();
    assert.match(base ?? '', /^HEAD \([0-9a-f]{7}\)$/);
    assert.equal(problem, null);
    const unit = { entity: 'unit', subject: 'u1', title: 'Plum', period: '2021', before: 'fail', after: 'pass' };
    const told = { ...unit, cause: 'parameter most 0 → 1', approved: false };
    assert.deepEqual(groups, [
      { kind: 'rule', name: 'no-skip', title: 'No skip', total: 1, units: [told] },
      { kind: 'standard', name: 'good', title: 'Good', total: 1, units: [told] },
    ]);
  });

  it('are followed by the figures that they change', async () => {
    await loosened(withLimit + rollup);
    const { rollups } = await impact();
    assert.deepEqual(
      rollups.map(({ name, title, total }) => [name, title, total]),
      [['by-street', 'By street', 1]],
    );
    assert.match(rollups[0]?.figures[0]?.change ?? '', /^0% → 50% \(0\/2 → 1\/2\)$/);
  });

  it('have their reason for each unit: the change as it is written, the facts before and after, the records', async () => {
    await loosened();
    const reasons = await why('u1');
    assert.deepEqual(
      reasons?.map(({ kind, name, title, before, after }) => [kind, name, title, before, after]),
      [
        ['rule', 'no-skip', 'No skip', 'fail', 'pass'],
        ['standard', 'good', 'Good', 'fail', 'pass'],
      ],
    );
    const [reason] = reasons ?? [];
    const [change] = reason?.causes[0]?.changes ?? [];
    assert.match(change?.text ?? '', /^parameter most 0 → 1 \(sample\.policy\.yaml:\d+\)$/);
    assert.equal(change?.location?.uri, editor.uri('sample.policy.yaml'));
    const line = looser.split('\n').findIndex((text) => text.startsWith('  most:'));
    assert.equal(change?.location?.range.start.line, line);
    assert.deepEqual(reason?.facts, [{ title: 'Skips', before: '1', after: '1' }]);
    assert.deepEqual(reason?.records, ['p1']);
    assert.deepEqual(await why('u2'), []);
  });

  it('show a changed rule by the lines that differ', async () => {
    editor = await editLive({}, { commit: true });
    await judged();
    await editor.type('sample.policy.yaml', policy.replace('skips = 0', 'skips ≥ 0'));
    await flips('no-skip', 1);
    const [reason] = (await why('u1')) ?? [];
    assert.deepEqual(
      reason?.causes[0]?.changes.map(({ lines }) => lines),
      [['- require: skips = 0', '+ require: skips ≥ 0']],
    );
  });

  it('of what is typed next are told, not those of what was typed before', async () => {
    await loosened();
    const before = impact().catch(() => null);
    await editor.type('sample.policy.yaml', withLimit);
    await flips('no-skip', 0);
    assert.deepEqual((await impact()).groups, []);
    // Whoever has asked of the text that is gone waits for nothing.
    await before;
  });

  it('are approved with a reason, one after the other, and then known as approved', async () => {
    await loosened();
    const unit = { entity: 'unit', subject: 'u1', period: '2021', before: 'fail', after: 'pass' } as const;
    const approve = (kind: 'rule' | 'standard', name: string, text: string | null) =>
      editor.ask('zhunsheng/approve', {
        project: editor.project,
        flip: { ...unit, kind, name },
        reason: 'One is "allowed": decided',
        text,
      });
    const first = await approve('rule', 'no-skip', null);
    assert.equal(fileURLToPath(first.uri), join(editor.folder, 'expected-flips.yaml'));
    const both = await approve('standard', 'good', first.text);
    assert.deepEqual(
      readExpected('expected-flips.yaml', both.text ?? '').map(({ name, subject, reason }) => [name, subject, reason]),
      [
        ['no-skip', 'unit:u1', 'One is "allowed": decided'],
        ['good', 'unit:u1', 'One is "allowed": decided'],
      ],
    );
    writeFileSync(fileURLToPath(first.uri), first.text ?? '');
    const { groups } = await impact();
    assert.deepEqual(
      groups.map(({ name, units }) => [name, units[0]?.approved]),
      [
        ['no-skip', true],
        ['good', false],
      ],
    );
    const broken = await approve('rule', 'no-skip', 'reason: none\n');
    assert.equal(broken.text, null);
    assert.match(broken.problem ?? '', /not a list of flips/);
  });

  it('become a policy test of the unit, as the rule is now', async () => {
    await loosened();
    const made = await editor.ask('zhunsheng/testFrom', { project: editor.project, rule: 'no-skip', subject: 'u1' });
    const [, written] = (made?.documentChanges ?? []) as readonly TextDocumentEdit[];
    const text = written?.edits.map((each) => ('newText' in each ? each.newText : '')).join('') ?? '';
    assert.match(text, /expect:\n +no-skip:\n +u1: pass\n/);
  });

  it('say what to do where there is no commit, where the rules have errors, and where nothing is trusted', async () => {
    editor = await editLive();
    await editor.until(impact, ({ problem }) => problem?.includes('not in git') === true);
    await editor.close();
    editor = await editLive({}, { commit: true });
    await judged();
    await editor.type('sample.policy.yaml', policy.replace('skips = 0', 'skisp = 0'));
    await editor.until(impact, ({ problem }) => problem?.startsWith('The policies have an error') === true);
    await editor.close();
    editor = await editLive({}, { options: { trusted: false }, prepare: commitAll });
    assert.match((await impact()).problem ?? '', /not trusted/);
    assert.equal(await why('u1'), null);
  });

  it('never tell a value of a sensitive field', async () => {
    const secret = policy
      .replace(
        'facts:\n',
        'facts:\n  last: { of: unit, title: { zh: 人, en: Person }, latest: petition.petitioner, during: received-on }\n',
      )
      .replace('require: skips = 0', 'require: { all: [skips = 0, last is known] }');
    editor = await editLive({ 'sample.policy.yaml': policy }, { commit: true });
    await judged();
    await editor.type('sample.policy.yaml', secret);
    await editor.until(impact, ({ groups }) => groups.length > 0);
    const told = JSON.stringify([await impact(), await why('u1'), await why('u3')]);
    assert.doesNotMatch(told, /Secret/);
    assert.match(readFileSync(join(editor.folder, 'petition.csv'), 'utf8'), /Secret/);
  });
});
