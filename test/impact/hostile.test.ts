/** Repositories as they come in practice and worse: each compared right, or refused in one line; nothing of them ever touched. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Diff, diff, openProject } from '../../engine/index.ts';
import { type Ran, zhunsheng } from '../cli/command.ts';
import { policyFile, project, type Repository, replaced, repository, told } from './repository.ts';

const stricter = [
  'replied-in-time p2 pass → fail ← parameter reply-days',
  'zero-petition u2 pass → fail ← parameter reply-days',
];

describe('A diff in a repository as it comes', () => {
  let repo: Repository;
  let others: string[];
  beforeEach(() => {
    repo = repository();
    others = [];
  });
  afterEach(() => {
    repo.remove();
    for (const folder of others) rmSync(folder, { recursive: true, force: true });
  });

  function elsewhere(): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'zs-elsewhere-')));
    others.push(folder);
    return folder;
  }

  /** Compares, and looks at every byte and time of a folder before and after. */
  async function untouched<T>(folder: string, work: () => Promise<T>): Promise<T> {
    const before = stateOf(folder);
    const result = await work();
    assert.deepEqual(stateOf(folder), before);
    return result;
  }

  const compare = async (folder: string, base: string, head: string | null = null): Promise<Diff> =>
    diff(await openProject(folder, { tests: false }), { base, head, period: '2021-01', language: 'en' });

  const run = (...args: readonly string[]): Promise<Ran> => zhunsheng(['diff', ...args, '--period', '2021-01']);

  async function refused(code: string, ...args: readonly string[]): Promise<string> {
    const { status, out, err } = await run(...args);
    assert.deepEqual([status, out, err.split('\n').length], [2, '', 2], err);
    assert.ok(err.startsWith(`${code} `), err);
    return err;
  }

  it('touches no byte and no time of the work tree, of the index or of the objects', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 6');
    repo.git('add', '--all');
    repo.edit(policyFile, 'value: 6', 'value: 5');
    repo.write('untracked.policy.yaml.bak', 'x');
    assert.deepEqual(told(await untouched(repo.top, () => repo.diff())), stricter);
    assert.deepEqual(told(await untouched(repo.top, () => repo.diff({ head: 'HEAD' }))), []);
  });

  it('follows a branch that was rebased, and the one that it was before', async () => {
    repo.git('checkout', '--quiet', '-b', 'stricter');
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five');
    repo.git('tag', 'before-rebase');
    repo.git('checkout', '--quiet', 'main');
    repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitions ≤ 9');
    repo.commit('Milder');
    repo.git('checkout', '--quiet', 'stricter');
    repo.git('rebase', '--quiet', 'main');
    const found = await untouched(repo.top, () => repo.diff({ base: 'main' }));
    assert.deepEqual(told(found), stricter);
    const apart = told(await repo.diff({ base: 'before-rebase' }));
    assert.ok(
      apart.some((flip) => flip.startsWith('no-skip-level-petition u1 fail → pass')),
      apart.join('\n'),
    );
    assert.ok(!apart.some((flip) => flip.startsWith('replied-in-time')));
  });

  it('sees no change in a file that has another name, and the change in one that was renamed and changed', async () => {
    repo.git('mv', `rules/${policyFile}`, 'rules/renamed.policy.yaml');
    assert.deepEqual((await untouched(repo.top, () => repo.diff())).changes, []);
    repo.edit('renamed.policy.yaml', 'value: 7', 'value: 5');
    const found = await repo.diff();
    assert.deepEqual(told(found), stricter);
    assert.equal(found.changes[0]?.file, 'renamed.policy.yaml');
  });

  it('reads a submodule by its own revisions, and says that the repository around it has none of its files', async () => {
    repo.git('tag', 'v1');
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five');
    const around = elsewhere();
    const git = gitIn(around);
    git('init', '--quiet');
    git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repo.top, 'policies');
    git('commit', '--quiet', '--message', 'With the policies');
    const inside = join(around, 'policies/rules');
    assert.deepEqual(told(await untouched(around, () => compare(inside, 'v1'))), stricter);
    // From the repository around, the submodule is no folder of files.
    const copy = join(around, 'copy');
    mkdirSync(copy);
    for (const [path, text] of Object.entries(project)) {
      mkdirSync(join(copy, path, '..'), { recursive: true });
      writeFileSync(join(copy, path), text);
    }
    await refused('ZS8004', copy, '--base', 'HEAD');
  });

  it('works from a second work tree, a linked folder and a detached head', async () => {
    const second = join(elsewhere(), 'second');
    repo.git('worktree', 'add', '--quiet', '--detach', second);
    const file = join(second, 'rules', policyFile);
    writeFileSync(file, replaced(readFileSync(file, 'utf8'), 'value: 7', 'value: 5'));
    assert.deepEqual(told(await untouched(second, () => compare(join(second, 'rules'), 'main'))), stricter);
    const link = join(elsewhere(), 'link');
    symlinkSync(join(second, 'rules'), link);
    assert.deepEqual(told(await compare(link, 'main')), stricter);
  });

  it('leaves out a link in a revision, wherever it leads', async () => {
    const secret = join(elsewhere(), 'secret.policy.yaml');
    writeFileSync(secret, 'policy: stolen\n');
    symlinkSync(secret, join(repo.project, 'link.policy.yaml'));
    repo.commit('A link');
    rmSync(join(repo.project, 'link.policy.yaml'));
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const found = await untouched(repo.top, () => repo.diff());
    assert.deepEqual(told(found), stricter);
    assert.ok(!JSON.stringify(found).includes('stolen'));
  });

  it('compares by the line’s content where the lines end otherwise', async () => {
    repo.git('config', 'core.autocrlf', 'true');
    for (const path of ['datapackage.yaml', policyFile])
      repo.write(path, (project[path] ?? '').replaceAll('\n', '\r\n'));
    assert.deepEqual((await untouched(repo.top, () => repo.diff())).changes, []);
  });

  it('refuses a bare repository, and one that has no commit', async () => {
    const bare = join(elsewhere(), 'bare.git');
    execFileSync('git', ['clone', '--quiet', '--bare', repo.top, bare], { stdio: 'pipe' });
    await untouched(bare, () => refused('ZS5002', bare, '--base', 'HEAD'));
    const fresh = elsewhere();
    gitIn(fresh)('init', '--quiet');
    for (const [path, text] of Object.entries(project)) {
      mkdirSync(join(fresh, path, '..'), { recursive: true });
      writeFileSync(join(fresh, path), text);
    }
    await refused('ZS8003', fresh, '--base', 'HEAD');
  });

  it('says how to go on where a clone is shallow, and where it lacks the objects', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five');
    const shallow = join(elsewhere(), 'shallow');
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repo.top}`, shallow], { stdio: 'pipe' });
    const err = await untouched(shallow, () => refused('ZS8003', join(shallow, 'rules'), '--base', 'HEAD~1'));
    assert.match(err, /--unshallow/);
    repo.git('config', 'uploadpack.allowFilter', 'true');
    const partial = join(elsewhere(), 'partial');
    execFileSync('git', ['clone', '--quiet', '--filter=blob:none', `file://${repo.top}`, partial], { stdio: 'pipe' });
    // What is missing is not fetched behind the user's back.
    await untouched(partial, () => refused('ZS8008', join(partial, 'rules'), '--base', 'HEAD~1'));
  });

  it('says what to do with a repository of another user', async function () {
    if (process.getuid?.() !== 0) this.skip();
    chownSync(repo.top, 65_534, 65_534);
    chownSync(join(repo.top, '.git'), 65_534, 65_534);
    const err = await refused('ZS8002', repo.project, '--base', 'HEAD');
    assert.match(err, /dubious ownership.*safe\.directory/);
  });

  it('says that there is no git', async () => {
    const { status, out, err } = await zhunsheng(['diff', repo.project, '--base', 'HEAD', '--period', '2021-01'], {
      environment: { PATH: elsewhere(), LANG: 'en_US.UTF-8' },
    });
    assert.deepEqual([status, out, err.split('\n').length], [2, '', 2]);
    assert.match(err, /^ZS8001 /);
  });

  it('says where a merge has left its marks in a policy, and where one lies in a revision', async () => {
    repo.git('checkout', '--quiet', '-b', 'other');
    repo.edit(policyFile, 'value: 7', 'value: 6');
    repo.commit('Six');
    repo.git('checkout', '--quiet', 'main');
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five');
    assert.throws(() => repo.git('merge', 'other'));
    const { status, err } = await untouched(repo.top, () => run(repo.project, '--base', 'HEAD'));
    assert.equal(status, 2);
    assert.match(err, new RegExp(`^ZS1\\d{3} ${policyFile.replaceAll('.', '\\.')}:\\d+:\\d+ [^\\n]+\\n$`));
    repo.git('add', '--all');
    repo.git('commit', '--quiet', '--message', 'Marks and all');
    repo.git('checkout', '--quiet', 'HEAD~1');
    await refused('ZS8005', repo.project, '--base', 'main');
  });

  it('compares while a merge is under way whose marks are elsewhere', async () => {
    repo.write('guide.md', '# Guide\n\n## Replies {#reply}\n\n## Zero {#zero-petition}\n');
    repo.git('checkout', '--quiet', '-b', 'other');
    repo.write('../notes.txt', 'one\n');
    repo.commit('One');
    repo.git('checkout', '--quiet', 'main');
    repo.write('../notes.txt', 'two\n');
    repo.commit('Two');
    assert.throws(() => repo.git('merge', 'other'));
    repo.edit(policyFile, 'value: 7', 'value: 5');
    assert.deepEqual(told(await untouched(repo.top, () => repo.diff())), stricter);
  });

  it('takes a data file that git-lfs has not fetched for what it is, and says so', async () => {
    repo.write(
      'data/petitions.csv',
      'version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n',
    );
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const { status, err } = await untouched(repo.top, () => run(repo.project, '--base', 'HEAD'));
    assert.equal(status, 2);
    assert.match(err, /^ZS\d{4} [^\n]*petitions\.csv[^\n]*git lfs pull[^\n]*\n$/);
  });

  it('takes a base in which the project lay at the top', async () => {
    const top = repository(
      { ...project, 'datapackage.yaml': `name: district\n${project['datapackage.yaml']}` },
      { folder: '.' },
    );
    try {
      top.git('tag', 'flat');
      mkdirSync(join(top.top, 'rules'));
      for (const name of readdirSync(top.top).filter((one) => !['.git', 'rules'].includes(one)))
        renameSync(join(top.top, name), join(top.top, 'rules', name));
      const file = join(top.top, 'rules', policyFile);
      writeFileSync(file, replaced(readFileSync(file, 'utf8'), 'value: 7', 'value: 5'));
      assert.deepEqual(told(await untouched(top.top, () => compare(join(top.top, 'rules'), 'flat'))), stricter);
    } finally {
      top.remove();
    }
  });
});

/** Each file and folder below with its content, its kind and its times, but not when it was last read. */
function stateOf(folder: string): Readonly<Record<string, string>> {
  const state: Record<string, string> = {};
  const visit = (path: string): void => {
    const { mode, mtimeNs, ctimeNs, ino } = lstatSync(join(folder, path), { bigint: true });
    const kind = lstatSync(join(folder, path));
    const content = kind.isSymbolicLink()
      ? readlinkSync(join(folder, path))
      : kind.isFile()
        ? createHash('sha256')
            .update(readFileSync(join(folder, path)))
            .digest('hex')
        : readdirSync(join(folder, path)).sort().join('/');
    state[path] = [mode, mtimeNs, ctimeNs, ino, content].join(' ');
    if (kind.isDirectory()) for (const name of readdirSync(join(folder, path))) visit(join(path, name));
  };
  visit('.');
  return state;
}

function gitIn(folder: string): (...args: readonly string[]) => void {
  return (...args) => {
    const who = ['-c', 'user.name=Officer', '-c', 'user.email=officer@example.org'];
    execFileSync('git', ['-C', folder, ...who, ...args], { stdio: 'pipe' });
  };
}
