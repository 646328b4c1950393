/** The GitHub Action, run as its runner runs it, from what a release's branch holds. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { secret, smallProject } from '../cli/project.ts';
import { githubCommands, validJunit, validSarif } from '../cli/schemas.ts';
import { policyFile, type Repository, repository } from '../impact/repository.ts';
import { type ActionRun, makeRelease, manifestOf, runStep } from './runner.ts';

describe('The GitHub Action', () => {
  let action: string;
  let repo: Repository;
  before(() => {
    // Elsewhere, so that nothing of this repository can be found from it.
    action = mkdtempSync(join(tmpdir(), 'zs-release-'));
    cpSync(makeRelease(), action, { recursive: true });
  });
  after(() => rmSync(action, { recursive: true }));
  beforeEach(() => {
    repo = repository(smallProject);
  });
  afterEach(() => repo.remove());

  const run = (given: Readonly<Record<string, string>> = {}, base = 'HEAD'): Promise<ActionRun> =>
    runStep({
      action,
      workspace: repo.top,
      base,
      with: { project: 'rules', period: '2021-01', language: 'en', ...given },
    });

  it('says of itself what it takes and gives, and has what it runs', () => {
    const { inputs, outputs, runs } = manifestOf(action);
    assert.equal(runs.using, 'node20');
    assert.ok(existsSync(join(action, runs.main)));
    assert.ok(!existsSync(join(action, 'node_modules')));
    for (const name of ['project', 'period', 'base', 'fail-on', 'language', 'comment']) assert.ok(name in inputs, name);
    for (const name of ['flips', 'failures', 'errors', 'comment']) assert.ok(name in outputs, name);
  });

  it('passes where no verdict flips', async () => {
    const { status, log, errors, outputs, summary } = await run();
    assert.deepEqual([status, log, errors], [0, '', '']);
    const { comment, 'comment-file': file, ...counts } = outputs;
    assert.deepEqual(counts, {
      result: 'pass',
      errors: '0',
      warnings: '0',
      tests: '1',
      failures: '0',
      flips: '0',
      unexpected: '0',
      missing: '0',
    });
    assert.match(
      comment ?? '',
      /^### What this change of the rules does\n\n✅ HEAD → the work tree, 2021-01: no verdict flips/,
    );
    assert.match(file ?? '', /zhunsheng-comment\.md$/);
    assert.match(summary, /^## Zhunsheng\n\n\| check \| tests \| flips \|/);
  });

  it('annotates the change that makes verdicts flip, counts them, writes the comment, and fails', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const { status, log, outputs, summary } = await run({
      comment: 'out/comment.md',
      sarif: 'out/a.sarif',
      junit: 'out/a.xml',
    });
    assert.equal(status, 1);
    const [command, ...more] = githubCommands(log);
    assert.deepEqual([command?.name, command?.properties['file'], more], ['warning', `rules/${policyFile}`, []]);
    assert.deepEqual(
      [outputs['result'], outputs['flips'], outputs['unexpected'], outputs['failures']],
      ['fail', '2', '2', '0'],
    );
    const comment = readFileSync(join(repo.top, 'out/comment.md'), 'utf8');
    assert.equal(outputs['comment'], comment.trimEnd());
    assert.equal(outputs['comment-file'], join(repo.top, 'out/comment.md'));
    assert.match(comment, /\| West u2 \| 2021-01 \| pass → fail: Zero petitions \| p2 \|/);
    assert.ok(summary.includes(comment));
    validSarif(readFileSync(join(repo.top, 'out/a.sarif'), 'utf8'));
    validJunit(readFileSync(join(repo.top, 'out/a.xml'), 'utf8'));
    for (const text of [log, comment, summary]) assert.ok(!text.includes(secret));
  });

  it('fails only as it is asked to, and is silent on lines where it is asked to be', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const mild = await run({ 'fail-on': 'error', annotations: 'false' });
    assert.deepEqual([mild.status, mild.log, mild.outputs['result'], mild.outputs['flips']], [0, '', 'pass', '2']);
    repo.edit('zero-petition.test.yaml', '{ u1: fail }', '{ u1: pass }');
    const failing = await run({ 'fail-on': 'error' });
    assert.deepEqual([failing.status, failing.outputs['failures']], [1, '1']);
    assert.equal((await run({ 'fail-on': 'never' })).status, 0);
  });

  it('stops at errors of the project, which it shows at their lines', async () => {
    repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitons = 0');
    const { status, log, outputs, summary } = await run({ language: 'zh' });
    assert.equal(status, 1);
    const [command] = githubCommands(log);
    assert.equal(command?.name, 'error');
    assert.match(command?.message ?? '', /\p{Script=Han}/u);
    assert.deepEqual([outputs['errors'], outputs['tests'], outputs['flips'], outputs['comment']], ['1', '', '', '']);
    assert.match(summary, /❌ 错误 1 处/);
    assert.match(summary, /rules\/zero-petition\.policy\.yaml:\d+:\d+/);
  });

  it('finds the project from the workspace, wherever its process starts', async () => {
    const { status, outputs } = await runStep({
      action,
      workspace: repo.top,
      startIn: tmpdir(),
      with: { project: 'rules', language: 'en' },
    });
    assert.deepEqual([status, outputs['result'], outputs['tests']], [0, 'pass', '1']);
  });

  it('compares nothing without a base, as after a push', async () => {
    const { status, outputs } = await run({}, '');
    assert.deepEqual([status, outputs['result'], outputs['tests'], outputs['flips']], [0, 'pass', '1', '']);
  });

  it('lets a change pass that brings the project, with a word on it', async () => {
    repo.git('checkout', '--quiet', '--orphan', 'empty');
    repo.git('rm', '--quiet', '-r', '--cached', '.');
    repo.git('commit', '--quiet', '--allow-empty', '--message', 'Nothing yet');
    const { status, log, outputs } = await run();
    assert.deepEqual([status, outputs['flips']], [0, '']);
    assert.deepEqual(
      githubCommands(log).map(({ name, properties }) => [name, properties['title']]),
      [['notice', 'ZS8004']],
    );
  });

  it('says in one annotation why the work could not be done', async () => {
    for (const [given, base, code] of [
      [{}, 'nowhere', 'ZS8003'],
      [{ project: 'elsewhere' }, 'HEAD', 'ZS5001'],
      [{ 'fail-on': 'flips' }, 'HEAD', 'ZS9006'],
      [{ period: '2021-13' }, 'HEAD', 'ZS9007'],
    ] as const) {
      const { status, log, errors, outputs } = await run(given, base);
      const commands = githubCommands(log);
      assert.deepEqual(
        [status, errors, outputs['result'], commands.map(({ name, properties }) => [name, properties['title']])],
        [2, '', 'error', [['error', code]]],
        log,
      );
    }
  });

  it('lets no name of the project say something to the runner', async () => {
    const name = '::set-output name=x::y\n::error::z';
    repo.write('data/units.csv', `code,name,kind\nu1,East,village\nu2,"${name}",village\nu3,x,enterprise\n`);
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const { log, outputs } = await run();
    assert.equal(githubCommands(log).length, 1);
    assert.ok(!('x' in outputs));
    assert.equal(outputs['flips'], '2');
  });
});
