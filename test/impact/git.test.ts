/** Two versions from git as it is used: tags, branches, moves, line ends, names; the work tree is never touched. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diff, openProject, ZhunshengError } from '../../engine/index.ts';
import { policyFile, project, type Repository, replaced, repository, told } from './repository.ts';

const stricter = [
  'replied-in-time p2 pass → fail ← parameter reply-days',
  'zero-petition u2 pass → fail ← parameter reply-days',
];

describe('A diff in a git repository', () => {
  let repo: Repository;
  beforeEach(() => {
    repo = repository();
  });
  afterEach(() => repo.remove());

  it('compares a tag with what is not committed, and leaves the work tree and the index as they are', async () => {
    repo.git('tag', 'v1');
    repo.edit(policyFile, 'value: 7', 'value: 6');
    repo.commit('Six');
    repo.edit(policyFile, 'value: 6', 'value: 5');
    repo.git('add', '--all');
    repo.edit(policyFile, 'value: 5', 'value: 4');
    const before = [repo.git('status', '--porcelain'), repo.git('diff', '--cached'), repo.git('diff')];
    const found = await repo.diff({ base: 'v1' });
    assert.deepEqual(told(found), stricter);
    assert.equal(found.flips[0]?.causes[0]?.changes[0]?.after, '4');
    assert.equal(found.headCommit, null);
    assert.deepEqual([repo.git('status', '--porcelain'), repo.git('diff', '--cached'), repo.git('diff')], before);
  });

  it('compares two branches, whatever the work tree has, from a detached head', async () => {
    repo.git('checkout', '--quiet', '-b', 'stricter');
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five');
    repo.git('checkout', '--quiet', '--detach', 'main');
    repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitions ≤ 9');
    const found = await repo.diff({ base: 'main', head: 'stricter' });
    assert.deepEqual(told(found), stricter);
    assert.equal(found.headCommit, repo.git('rev-parse', 'stricter').trim());
  });

  it('finds a project that was moved as a whole, by the name in its dictionary', async () => {
    repo.write('datapackage.yaml', `name: district\n${project['datapackage.yaml']}`);
    repo.commit('Named');
    repo.git('tag', 'before');
    repo.git('mv', 'rules', 'policies');
    repo.commit('Moved');
    const file = join(repo.top, 'policies', policyFile);
    writeFileSync(file, replaced(readFileSync(file, 'utf8'), 'value: 7', 'value: 5'));
    const moved = await openProject(join(repo.top, 'policies'), { tests: false });
    assert.deepEqual(told(await diff(moved, { base: 'before', period: '2021-01' })), stricter);
  });

  it('sees no change in other line ends', async () => {
    for (const path of ['datapackage.yaml', policyFile])
      repo.write(path, (project[path] ?? '').replaceAll('\n', '\r\n'));
    assert.deepEqual((await repo.diff()).changes, []);
    repo.edit(policyFile, 'value: 7', 'value: 5');
    assert.deepEqual(told(await repo.diff()), stricter);
  });

  it('reads paths in Chinese and with spaces', async () => {
    const { [policyFile]: policy = '', ...rest } = project;
    const other = repository({ ...rest, '政策 一/零上访.policy.yaml': policy }, { folder: '区里的 规则' });
    try {
      other.edit('政策 一/零上访.policy.yaml', 'value: 7', 'value: 5');
      const found = await other.diff();
      assert.deepEqual(told(found), stricter);
      assert.equal(found.changes[0]?.file, '政策 一/零上访.policy.yaml');
    } finally {
      other.remove();
    }
  });

  it('reads the projects that it builds on as each version has them', async () => {
    const unit = (title: string, fields: string): string =>
      `name: ${title}\nversion: '1'\nresources:\n  - name: unit\n    path: data/unit.csv\n${fields}`;
    const other = repository({
      '../base/datapackage.yaml': unit(
        'base',
        '    schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: staff, type: integer }] }\n',
      ),
      '../base/staff.policy.yaml': `policy: staff
version: 1
effective: { from: 2021-01-01 }
parameters:
  limit: { title: { zh: 下限, en: Least }, values: [{ from: 2021-01-01, value: 1 }] }
rules:
  staffed:
    title: { zh: 有人员, en: Has staff }
    for: unit
    require: staff ≥ $limit
    otherwise: { message: { zh: 人员不足, en: Too few staff }, remedy: { zh: 请配人员, en: Appoint staff } }
`,
      'datapackage.yaml': `${unit('own', '')}zhunsheng:uses: [{ path: ../base, version: '1' }]\n`,
      'data/unit.csv': 'code,staff\nu1,1\nu2,2\n',
    });
    try {
      assert.deepEqual(told(await other.diff()), []);
      other.edit('../base/staff.policy.yaml', 'value: 1', 'value: 2');
      assert.deepEqual(told(await other.diff()), ['staffed u1 pass → fail ← parameter limit']);
    } finally {
      other.remove();
    }
  });

  it('runs nothing that the repository configures', async () => {
    const trace = join(repo.top, 'ran');
    repo.git('config', 'core.fsmonitor', `touch ${trace}`);
    repo.git('config', 'diff.external', `touch ${trace}`);
    repo.git('config', 'alias.rev-parse', `!touch ${trace}`);
    repo.write('../.gitattributes', '* filter=own diff=own\n');
    repo.git('config', 'filter.own.smudge', `touch ${trace}`);
    repo.git('config', 'diff.own.textconv', `touch ${trace}`);
    repo.edit(policyFile, 'value: 7', 'value: 5');
    assert.deepEqual(told(await repo.diff()), stricter);
    assert.throws(() => readFileSync(trace), { code: 'ENOENT' });
  });

  it('reads a shallow clone as far as it goes, and says what to do beyond', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five');
    const clone = mkdtempSync(join(tmpdir(), 'zs-shallow-'));
    try {
      execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repo.top}`, clone], { stdio: 'pipe' });
      const opened = await openProject(join(clone, 'rules'), { tests: false });
      assert.deepEqual(told(await diff(opened, { base: 'HEAD', period: '2021-01' })), []);
      await refused('ZS8003', diff(opened, { base: 'HEAD~1', period: '2021-01' }));
    } finally {
      rmSync(clone, { recursive: true });
    }
  });

  it('says which revision is unknown, lacks the project, or has errors', async () => {
    await refused('ZS8003', repo.diff({ base: 'nowhere' }));
    await refused('ZS8003', repo.diff({ base: '--help' }));
    repo.git('rm', '--quiet', '--cached', '-r', 'rules');
    writeFileSync(join(repo.top, 'readme'), 'x');
    repo.git('add', 'readme');
    repo.git('commit', '--quiet', '--message', 'Without');
    await refused('ZS8004', repo.diff());
    repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitons = 0');
    repo.commit('Misspelt');
    repo.edit(policyFile, 'require: skip-level-petitons = 0', 'require: skip-level-petitions = 0');
    await refused('ZS8005', repo.diff());
  });

  it('says that there is no repository', async () => {
    rmSync(join(repo.top, '.git'), { recursive: true });
    await refused('ZS8002', repo.diff());
  });
});

async function refused(code: string, work: Promise<unknown>): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof ZhunshengError, String(error));
    assert.equal(error.code, code);
    return true;
  });
}
