/** A pull request from its first commit to its merge: an officer changes 7 days to 5, a reviewer approves what that does. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProject, test } from '../../engine/index.ts';
import { zhunsheng } from '../cli/command.ts';
import { type ActionRun, makeRelease, runStep } from './runner.ts';

const policy = 'rules/policies/petition-reply.policy.yaml';

describe('A pull request that changes 7 days to 5 in the shipped rules', function () {
  this.timeout(300_000);
  let action: string;
  let top: string;
  let comment: string;
  before(() => {
    action = mkdtempSync(join(tmpdir(), 'zs-release-'));
    cpSync(makeRelease(), action, { recursive: true });
    top = mkdtempSync(join(tmpdir(), 'zs-pull-'));
    cpSync(join(import.meta.dirname, '../../rules'), join(top, 'rules'), { recursive: true });
    git('init', '--quiet', '--initial-branch=main');
    commit('The rules');
    git('checkout', '--quiet', '-b', 'five-days');
  });
  after(() => {
    rmSync(action, { recursive: true });
    rmSync(top, { recursive: true });
  });

  it('names in its comment the two units that lose the standard, with the petition of each that did it', async () => {
    edit(policy, 'value: 7, cites: guide.md#reply', 'value: 5, cites: guide.md#reply');
    await mendTests();
    commit('Answer within five days');
    const { status, outputs, errors } = await ci();
    assert.deepEqual([status, errors, outputs['result'], outputs['failures']], [1, '', 'fail', '0']);
    comment = outputs['comment'] ?? '';
    const lost = comment.split('\n').filter((line) => /三零创建达标/.test(line) && line.startsWith('| '));
    assert.deepEqual(
      lost.map((line) => [/ (\d{12}) \|/.exec(line)?.[1], / \| ([^|]+) \|$/.exec(line)?.[1]]),
      [
        ['410811001002', 'XF20210023'],
        ['410811009009', 'XF20210027'],
      ],
    );
    assert.match(comment, /^← 参数 reply-days 7 → 5（policies\/petition-reply\.policy\.yaml:11）$/m);
    assert.ok(comment.length < 65_536);
    // As the shipped data name petitioners and their numbers.
    assert.doesNotMatch(comment, /信访人\d|000-0000-/);
  });

  it('is green once the reviewer has put the list of the comment into expected-flips.yaml, with the reason', async () => {
    const list = /```yaml\n([\s\S]+?)\n```/.exec(comment)?.[1] ?? assert.fail(comment);
    writeFileSync(join(top, 'rules/expected-flips.yaml'), `${list}\n`);
    const unread = await diff();
    assert.deepEqual([unread.status, unread.err.slice(0, 7)], [2, 'ZS8007 ']);
    edit('rules/expected-flips.yaml', "&reason ''", "&reason '五日是新办法第三条的时限'");
    commit('Approve what five days do in February');
    const { status, outputs } = await ci();
    assert.deepEqual(
      [status, outputs['result'], outputs['unexpected'], outputs['missing']],
      [0, 'pass', '0', '0'],
      outputs['comment'],
    );
    assert.match(outputs['comment'] ?? '', /^### 规则改动的影响\n\n✅ /);
    assert.equal((await diff()).status, 0);
  });

  it('is red again by a flip that nobody has approved, and by one that no longer comes', async () => {
    edit(policy, 'value: 5, cites: guide.md#reply', 'value: 4, cites: guide.md#reply');
    const more = await diff('--format', 'json');
    assert.equal(more.status, 1);
    const { expected } = JSON.parse(more.out) as { expected: Record<'unexpected' | 'missing', readonly object[]> };
    assert.ok(expected.unexpected.length > 0);
    git('checkout', '--quiet', policy);
    edit(policy, 'value: 5, cites: guide.md#reply', 'value: 6, cites: guide.md#reply');
    await mendTests();
    commit('Six days after all');
    const { status, outputs } = await ci();
    assert.deepEqual([status, outputs['unexpected']], [1, '0']);
    assert.ok(Number(outputs['missing']) > 0);
    assert.match(outputs['comment'] ?? '', /\*\*已批准而没有出现的变化\*\*/);
  });

  const ci = (): Promise<ActionRun> =>
    runStep({ action, workspace: top, base: 'main', with: { project: 'rules', period: '2021-02' } });

  const diff = (...args: readonly string[]) =>
    zhunsheng(['diff', 'rules', '--base', 'main', '--period', '2021-02', '--fail-on', 'flip', ...args], { cwd: top });

  function git(...args: readonly string[]): void {
    const who = ['-c', 'user.name=Officer', '-c', 'user.email=officer@example.org'];
    execFileSync('git', ['-C', top, ...who, ...args], { stdio: 'pipe' });
  }

  function commit(message: string): void {
    git('add', '--all');
    git('commit', '--quiet', '--message', message);
  }

  function edit(file: string, from: string, to: string): void {
    const text = readFileSync(join(top, file), 'utf8');
    assert.ok(text.includes(from), from);
    writeFileSync(
      join(top, file),
      text.replace(from, () => to),
    );
  }

  /** The officer goes through the cases that say otherwise, from the last of a file to its first. */
  async function mendTests(): Promise<void> {
    const { files } = await test(await openProject(join(top, 'rules')));
    for (const { file, cases } of files) {
      const wrong = cases.flatMap(({ expectations }) => expectations.filter(({ problem }) => problem !== null));
      const path = join(top, 'rules', file);
      const lines = readFileSync(path, 'utf8').split('\n');
      for (const { problem, interpreted } of wrong.toReversed()) {
        const { start, end } = problem?.place.range ?? assert.fail();
        const line = lines[start.line] ?? '';
        const word = /^(pass|fail|not-applicable|undetermined)/.exec(line.slice(start.column))?.[0] ?? '';
        const until = end.line === start.line && end.column > start.column ? end.column : start.column + word.length;
        lines[start.line] = line.slice(0, start.column) + interpreted + line.slice(until);
      }
      writeFileSync(path, lines.join('\n'));
    }
  }
});
