/** `zhunsheng diff`, as an officer and a CI job run it. */
import assert from 'node:assert/strict';
import { type Ran, zhunsheng } from '../cli/command.ts';
import { secret } from '../cli/project.ts';
import { policyFile, type Repository, repository } from './repository.ts';

describe('The command diff', () => {
  let repo: Repository;
  beforeEach(() => {
    repo = repository();
    repo.edit(policyFile, 'value: 7', 'value: 5');
  });
  afterEach(() => repo.remove());

  const run = (...args: readonly string[]): Promise<Ran> =>
    zhunsheng(['diff', repo.project, '--base', 'HEAD', '--period', '2021-01', ...args]);

  it('names who flips, the parameter and what was found', async () => {
    const { status, out } = await run();
    assert.equal(status, 0);
    const lines = out.split('\n').map((line) => line.trim());
    assert.equal(lines[0], 'HEAD → the work tree, 2021-01: verdicts of 2 subjects flip (rules: 1, standards: 1)');
    for (const line of [
      '← parameter reply-days 7 → 5 (zero-petition.policy.yaml:7)',
      'p2  2021-01  pass → fail',
      'Received on 2021-01-10, Days to the reply 7',
      'West u2  2021-01  pass → fail',
      'By kind village 2021-01  50% → 0% (1/2 → 0/2), rank 1 → 1'.replace(', rank 1 → 1', ''),
    ]) {
      assert.ok(
        lines.some((one) => one.startsWith(line)),
        `${line}\n${out}`,
      );
    }
  });

  it('makes a comment for a pull request, the long parts folded', async () => {
    const { out } = await run('--format', 'markdown', '--lang', 'zh');
    assert.match(out, /^### 规则改动的影响\n\n⚠️ HEAD → 工作目录，2021-01：2 个对象的结论有变化/);
    assert.match(out, /← 参数 reply-days 7 → 5（zero-petition\.policy\.yaml:7）/);
    assert.match(out, /\| p2 \| 2021-01 \| 通过 → 未通过 \|/);
    assert.match(out, /<details><summary>标准 \(1\)<\/summary>/);
    assert.match(out, /50% → 0%/);
  });

  it('fails on a flip only where it is asked to', async () => {
    assert.equal((await run('--fail-on', 'flip')).status, 1);
    repo.git('checkout', '--quiet', '.');
    assert.equal((await run('--fail-on', 'flip')).status, 0);
  });

  it('is content with flips that were approved, and with no others', async () => {
    const approved = [
      '- { rule: replied-in-time, subject: "petition:p2", before: pass, after: fail, reason: Five days are the law now }',
      '- { standard: zero-petition, subject: "unit:u2", before: pass, after: fail, reason: So is its unit }',
      '',
    ].join('\n');
    repo.write('expected-flips.yaml', approved);
    const ok = await run('--fail-on', 'flip');
    assert.equal(ok.status, 0, ok.out);
    repo.write('expected-flips.yaml', approved.replace('petition:p2', 'petition:p9'));
    const other = await run('--fail-on', 'flip', '--format', 'json');
    assert.equal(other.status, 1);
    const { expected } = JSON.parse(other.out) as {
      expected: { unexpected: { subject: string }[]; missing: { subject: string }[] };
    };
    assert.deepEqual(
      [expected.unexpected.map((one) => one.subject), expected.missing.map((one) => one.subject)],
      [['petition:p2'], ['petition:p9']],
    );
    repo.write(
      'expected-flips.yaml',
      '- { rule: replied-in-time, subject: "petition:p2", before: pass, after: fail }\n',
    );
    const wrong = await run();
    assert.equal(wrong.status, 2);
    assert.match(wrong.err, /^ZS8007 expected-flips\.yaml:1:3 Item 1: a reason is wanted/);
  });

  it('says in one line what is wrong with a revision', async () => {
    const { status, out, err } = await zhunsheng(['diff', repo.project, '--base', 'nowhere', '--period', '2021-01']);
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, /^ZS8003 --base git has no revision "nowhere".*\n$/);
  });

  it('shows no sensitive value', async () => {
    repo.edit(policyFile, '- petitioner matches /^Nobody/', '- petitioner matches /^SECRET/');
    repo.edit(policyFile, '- age ≤ 100', '- age ≤ 40');
    for (const format of ['text', 'json', 'markdown']) {
      const { status, out, err } = await run('--format', format, '--lang', 'en');
      assert.equal(status, 0, err);
      assert.ok(out.includes('petitioner-recorded'), out);
      assert.ok(!(out + err).includes(secret), out + err);
    }
  });
});
