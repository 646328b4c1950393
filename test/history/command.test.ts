/** `zhunsheng history`, as an officer and a script run it. */
import assert from 'node:assert/strict';
import { type Ran, zhunsheng } from '../cli/command.ts';
import { secret } from '../cli/project.ts';
import { policyFile, type Repository, repository } from '../impact/repository.ts';

describe('The command history', () => {
  let repo: Repository;
  before(() => {
    repo = repository();
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five <b>days</b>');
  });
  after(() => repo.remove());

  const run = (...args: readonly string[]): Promise<Ran> => zhunsheng(['history', repo.project, ...args]);

  it('tells when, by whom, what, and the verdicts', async () => {
    const { status, out, err } = await run('--rule', 'replied-in-time');
    assert.deepEqual([status, err], [0, '']);
    const lines = out.split('\n').map((line) => line.trim());
    assert.equal(lines[0], 'Rule Replied in time replied-in-time: 2 versions');
    const id = repo.git('rev-parse', '--short=10', 'HEAD').trim();
    assert.ok(
      lines.some((line) => line.startsWith('2  ') && line.endsWith(`Officer ${id}  changed`)),
      out,
    );
    for (const line of [
      `Five <b>days</b>  ${policyFile}:37`,
      `parameter reply-days 7 → 5 (${policyFile}:7)`,
      '2021-01-01 –  zero-petition 2021.1, reply-days 5',
      '2021-01: pass 3, fail 2',
    ]) {
      assert.ok(lines.includes(line), `${line}\n${out}`);
    }
  });

  it('speaks Chinese, JSON and Markdown', async () => {
    const zh = await run('--rule', 'replied-in-time', '--lang', 'zh');
    assert.match(zh.out, /^规则 按时答复 replied-in-time：2 个版本\n/);
    assert.match(zh.out, /2021-01：通过 3，未通过 2/);
    const json = JSON.parse((await run('--rule', 'replied-in-time', '--format', 'json')).out) as {
      versions: { commit: { author: string }; spans: { counts: { period: string; fail: number } }[] }[];
    };
    assert.deepEqual(
      json.versions.map(({ commit, spans }) => [commit.author, spans[0]?.counts.period, spans[0]?.counts.fail]),
      [
        ['Officer', '2021-01', 1],
        ['Officer', '2021-01', 2],
      ],
    );
    const markdown = await run('--rule', 'replied-in-time', '--format', 'markdown');
    assert.match(markdown.out, /^## Rule Replied in time replied-in-time: 2 versions\n/);
    assert.ok(markdown.out.includes('Five &lt;b>days&lt;/b>'), markdown.out);
  });

  it('judges nothing where it is not asked to', async () => {
    const { out } = await run('--rule', 'replied-in-time', '--no-counts');
    assert.ok(!out.includes('pass'), out);
  });

  it('says in one line what is wrong', async () => {
    const unknown = await run('--rule', 'replied-in-tiem');
    assert.deepEqual([unknown.status, unknown.out], [2, '']);
    assert.match(unknown.err, /^ZS8501 --rule .*did you mean "replied-in-time"\?.*\n$/);
    assert.match((await run()).err, /^ZS9\d\d\d --rule .*\n$/);
  });

  it('shows no sensitive value', async () => {
    for (const format of ['text', 'json', 'markdown']) {
      const { status, out, err } = await run('--rule', 'petitioner-recorded', '--format', format);
      assert.equal(status, 0, err);
      assert.ok(!(out + err).includes(secret), out + err);
    }
  });
});
