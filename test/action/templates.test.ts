/** The jobs for GitLab and the hooks for pre-commit that a release holds, used as those who include them do. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { smallProject } from '../cli/project.ts';
import { validGitlab, validJunit } from '../cli/schemas.ts';
import { policyFile, type Repository, repository } from '../impact/repository.ts';
import { python, schemaProblems } from './python.ts';
import { makeRelease, manifestOf } from './runner.ts';

describe('What a release holds for other services', function () {
  this.timeout(300_000);
  let release: string;
  let repo: Repository;
  before(() => {
    release = mkdtempSync(join(tmpdir(), 'zs-release-'));
    cpSync(makeRelease(), release, { recursive: true });
  });
  after(() => rmSync(release, { recursive: true }));
  beforeEach(() => {
    repo = repository(smallProject);
  });
  afterEach(() => repo.remove());

  it('is by the schemas of GitHub’s actions and workflows and of GitLab’s jobs', () => {
    assert.equal(schemaProblems('vendor.github-actions', join(release, 'action.yml')), '');
    assert.equal(schemaProblems('vendor.gitlab-ci', join(release, 'templates/gitlab-ci.yml')), '');
    const workflow = join(release, 'templates/github-workflow.yml');
    assert.equal(schemaProblems('vendor.github-workflows', workflow), '');
    const { jobs } = parse(readFileSync(workflow, 'utf8')) as {
      jobs: { review: { steps: readonly { uses?: string; with?: Readonly<Record<string, string>> }[] } };
    };
    const step = jobs.review.steps.find(({ uses }) => uses?.includes('/zhunsheng@'));
    for (const name of Object.keys(step?.with ?? {})) assert.ok(name in manifestOf(release).inputs, name);
  });

  describe('the jobs for GitLab', () => {
    interface Job {
      readonly script: readonly string[];
      readonly artifacts: { readonly reports: Readonly<Record<string, string>>; readonly paths?: readonly string[] };
    }

    /** Runs a job's script as GitLab's shell does: with the variables, until a line fails. */
    function job(
      name: string,
      variables: Readonly<Record<string, string>> = {},
    ): { status: number | null; errors: string; job: Job } {
      const template = parse(readFileSync(join(release, 'templates/gitlab-ci.yml'), 'utf8')) as Record<string, Job> & {
        variables: Readonly<Record<string, string>>;
      };
      const found = template[name] ?? assert.fail(name);
      const bin = join(repo.top, '.bin');
      mkdirSync(bin, { recursive: true });
      rmSync(join(bin, 'zhunsheng'), { force: true });
      symlinkSync(join(release, 'bin/zhunsheng.js'), join(bin, 'zhunsheng'));
      const { status, stderr } = spawnSync('bash', ['--norc', '-eo', 'pipefail', '-c', found.script.join('\n')], {
        cwd: repo.top,
        encoding: 'utf8',
        env: {
          PATH: `${bin}:${process.env['PATH']}`,
          ...template.variables,
          ZHUNSHENG_PROJECT: 'rules',
          ZHUNSHENG_PERIOD: '2021-01',
          ...variables,
        },
      });
      return { status, errors: stderr, job: found };
    }

    const text = (file: string | undefined): string => readFileSync(join(repo.top, file ?? assert.fail()), 'utf8');

    it('report errors beside the lines, and fail by them', () => {
      assert.deepEqual([job('zhunsheng-check').status], [0]);
      repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require: skip-level-petitons = 0');
      const { status, errors, job: done } = job('zhunsheng-check');
      assert.deepEqual([status, errors], [1, '']);
      const [issue] = validGitlab(text(done.artifacts.reports['codequality']));
      assert.equal(issue?.location.path, `rules/${policyFile}`);
    });

    it('report the policy tests', () => {
      const { status, errors, job: done } = job('zhunsheng-test');
      assert.deepEqual([status, errors], [0, '']);
      validJunit(text(done.artifacts.reports['junit']));
    });

    it('leave the comment of a merge request, and fail by flips that are not approved', () => {
      repo.edit(policyFile, 'value: 7', 'value: 5');
      const {
        status,
        errors,
        job: done,
      } = job('zhunsheng-diff', {
        CI_MERGE_REQUEST_DIFF_BASE_SHA: repo.git('rev-parse', 'HEAD').trim(),
      });
      assert.deepEqual([status, errors], [1, '']);
      assert.match(text(done.artifacts.paths?.[0]), /West u2/);
      const junit = text(done.artifacts.reports['junit']);
      validJunit(junit);
      assert.match(junit, /petition:p2/);
    });
  });

  describe('the hooks for pre-commit', () => {
    let home: string;
    before(() => {
      home = mkdtempSync(join(tmpdir(), 'zs-hooks-'));
      const git = (...args: string[]): void => {
        const who = ['-c', 'user.name=Release', '-c', 'user.email=release@example.org'];
        execFileSync('git', ['-C', release, ...who, ...args], { stdio: 'pipe' });
      };
      git('init', '--quiet', '--initial-branch=release');
      git('add', '--all', '--force');
      git('commit', '--quiet', '--message', 'A release');
      git('tag', 'v0.1.0');
    });
    after(() => rmSync(home, { recursive: true }));

    /** Runs the hooks, taken from the release's tag, on what is staged. */
    function staged(ids: readonly string[]): { status: number | null; told: string } {
      const hooks = ids.map((id) => `      - { id: ${id}, args: [rules] }\n`).join('');
      repo.write(
        '../.pre-commit-config.yaml',
        `repos:\n  - repo: file://${release}\n    rev: v0.1.0\n    hooks:\n${hooks}`,
      );
      repo.git('add', '--all');
      const run = spawnSync(python('pre-commit'), ['run'], {
        cwd: repo.top,
        encoding: 'utf8',
        env: { ...process.env, PRE_COMMIT_HOME: home, LANG: 'en_US.UTF-8' },
      });
      return { status: run.status, told: `${run.stdout}${run.stderr}` };
    }

    it('are valid, and run as they are from a release, without a build', () => {
      execFileSync(python('pre-commit'), ['validate-manifest', join(release, '.pre-commit-hooks.yaml')], {
        stdio: 'pipe',
      });
      repo.edit(policyFile, 'version: 2021.1', 'version: 2021.2');
      const fine = staged(['zhunsheng-check', 'zhunsheng-test']);
      assert.equal(fine.status, 0, fine.told);
      assert.match(fine.told, /zhunsheng check\.+Passed\nzhunsheng test\.+Passed\n/);
      repo.edit(policyFile, 'require: skip-level-petitions = 0', 'require:    skip-level-petitons = 0');
      const wrong = staged(['zhunsheng-check', 'zhunsheng-fmt']);
      assert.equal(wrong.status, 1, wrong.told);
      assert.match(wrong.told, /zhunsheng check\.+Failed[\s\S]+ZS1301/);
      assert.match(wrong.told, /rules\/zero-petition\.policy\.yaml:\d+:\d+/);
      assert.match(wrong.told, /zhunsheng fmt\.+Failed/);
    });

    it('stay away from commits that touch nothing of theirs', () => {
      writeFileSync(join(repo.top, 'notes.txt'), 'x');
      const { status, told } = staged(['zhunsheng-check']);
      assert.equal(status, 0, told);
      assert.match(told, /zhunsheng check\.+\(no files to check\)Skipped/);
    });
  });
});
