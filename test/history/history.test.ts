/** The versions of a rule over git's history, in repositories of every shape. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type HistoryOptions, history, openProject, type RuleHistory } from '../../engine/index.ts';
import { policyFile, type Repository, repository } from '../impact/repository.ts';

const moved = 'petitions.policy.yaml';

describe('The history of a rule', () => {
  let repo: Repository;
  beforeEach(() => {
    repo = repository();
  });
  afterEach(() => repo.remove());

  const asked = async (rule: string, options: Partial<HistoryOptions> = {}): Promise<RuleHistory> =>
    history(await openProject(repo.project, { tests: false }), { rule, language: 'en', ...options });
  /** `change` and what was changed, a line a version. */
  const told = ({ versions }: RuleHistory): readonly string[] =>
    versions.map(({ change, before, commit, changes }) =>
      [
        change,
        ...(before === null ? [] : [`was ${before}`]),
        commit?.subject ?? 'work tree',
        ...changes.map(({ kind, name, before: was, after }) =>
          kind === 'parameter' || kind === 'policy' ? `${kind} ${name} ${was} → ${after}` : `${kind} ${name}`,
        ),
      ].join(', '),
    );
  const spans = ({ versions }: RuleHistory, number: number): readonly string[] =>
    (versions[number - 1]?.spans ?? []).map(({ from, until, version, parameters, counts }) => {
      const values = parameters.map(({ name, value }) => ` ${name} ${value}`).join('');
      const verdicts = counts === null ? '' : ` ${counts.period} ${counts.pass}/${counts.fail}`;
      return `${from}..${until ?? ''} ${version}${values}${verdicts}`;
    });
  const code = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : 'none');

  it('tells each version: when, by whom, what changed, in force when, and its verdicts', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.git('add', '--all');
    repo.git(
      'commit',
      '--quiet',
      '--author',
      '王莉 <li@example.org>',
      '--date',
      '2026-03-02T08:00:00+08:00',
      '-m',
      'Five days',
    );
    const found = await asked('replied-in-time');
    assert.equal(found.kind, 'rule');
    assert.deepEqual(told(found), [
      'added, The rules, rule replied-in-time',
      'changed, Five days, parameter reply-days 7 → 5',
    ]);
    const { commit, file, line } = found.versions[1] ?? {};
    assert.deepEqual([commit?.author, commit?.date], ['王莉', '2026-03-02T08:00:00+08:00']);
    assert.equal(commit?.id, repo.git('rev-parse', 'HEAD').trim());
    assert.match(
      readFileSync(join(repo.project, file ?? ''), 'utf8').split('\n')[(line ?? 0) - 1] ?? '',
      /replied-in-time:/,
    );
    // Of five petitions one took 8 days and one 7.
    assert.deepEqual(spans(found, 1), ['2021-01-01.. 2021.1 reply-days 7 2021-01 4/1']);
    assert.deepEqual(spans(found, 2), ['2021-01-01.. 2021.1 reply-days 5 2021-01 3/2']);
  });

  it('tells a parameter’s values over time, and counts each in its own', async () => {
    const value = '      - { from: 2020-01-01, value: 7, cites: guide.md#reply }';
    repo.edit(policyFile, value, `${value}\n      - { from: 2021-02-01, value: 3, cites: guide.md#reply }`);
    repo.edit(
      'data/petitions.csv',
      'p4,',
      'p6,u2,ordinary,Nobody,30,2021-02-03,2021-02-08\np7,u2,ordinary,Nobody,30,2021-03-03,2021-03-04\np4,',
    );
    repo.commit('Three days from February');
    const found = await asked('replied-in-time');
    assert.deepEqual(told(found)[1], 'changed, Three days from February, parameter reply-days 7 → 3');
    assert.deepEqual(spans(found, 2), [
      '2021-01-01..2021-01-31 2021.1 reply-days 7 2021-01 4/1',
      '2021-02-01.. 2021.1 reply-days 3 2021-02..2021-03 1/1',
    ]);
    const chosen = await asked('replied-in-time', { period: '2021-02' });
    assert.deepEqual(
      chosen.versions[1]?.spans.map(({ counts, uncounted }) => counts?.period ?? uncounted?.en),
      ['not what the chosen period is judged by', '2021-02'],
    );
    const none = await asked('replied-in-time', { counts: false });
    assert.deepEqual(spans(none, 1), ['2021-01-01.. 2021.1 reply-days 7']);
    const parameter = await asked('reply-days');
    assert.deepEqual(
      [parameter.kind, ...told(parameter)],
      [
        'parameter',
        'added, The rules, parameter reply-days null → 7',
        'changed, Three days from February, parameter reply-days 7 → 3',
      ],
    );
  });

  it('tells when the policy’s own next version takes over', async () => {
    const text = readFileSync(join(repo.project, policyFile), 'utf8');
    repo.edit(policyFile, 'effective: { from: 2021-01-01 }', 'effective: { from: 2021-01-01, until: 2021-12-31 }');
    repo.write(
      'next.policy.yaml',
      text
        .replace('version: 2021.1', 'version: 2022.1')
        .replace('from: 2021-01-01 }', 'from: 2022-01-01 }')
        .replace('days-to-reply ≤ $reply-days', 'days-to-reply < $reply-days'),
    );
    repo.commit('A policy for 2022');
    const found = await asked('replied-in-time');
    assert.deepEqual(
      spans(found, 2).map((span) => span.split(' reply-days')[0]),
      ['2021-01-01..2021-12-31 2021.1', '2022-01-01.. 2022.1'],
    );
    assert.ok(told(found)[1]?.includes('rule replied-in-time'), told(found)[1]);
    assert.ok(told(found)[1]?.includes('policy zero-petition 2021.1'), told(found)[1]);
  });

  it('follows the rule through renames of itself, its file and its folder', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five days');
    repo.git('mv', `rules/${policyFile}`, `rules/${moved}`);
    repo.commit('Another file');
    repo.edit(moved, '  replied-in-time:', '  on-time:');
    repo.edit(moved, 'no-skip-level-petition, replied-in-time', 'no-skip-level-petition, on-time');
    repo.git('rm', '--quiet', 'rules/zero-petition.test.yaml');
    repo.commit('Another name');
    const wanted = [
      'added, The rules, rule replied-in-time',
      'changed, Five days, parameter reply-days 7 → 5',
      'renamed, was replied-in-time, Another name',
    ];
    const found = await asked('on-time');
    assert.deepEqual(told(found), wanted);
    assert.deepEqual(
      found.versions.map(({ name, file }) => `${name} ${file}`),
      [`replied-in-time ${policyFile}`, `replied-in-time ${policyFile}`, `on-time ${moved}`],
    );
    const former = await asked('replied-in-time');
    assert.deepEqual([former.name, ...told(former)], ['on-time', ...wanted]);
  });

  it('tells a waiver of the rule, and judges by it', async () => {
    repo.write(
      'waivers.yaml',
      '- { rule: replied-in-time, subject: "petition:p3", reason: Agreed, approved-by: The head, from: 2021-01-01, until: 2021-01-31 }\n',
    );
    repo.commit('A waiver');
    const found = await asked('replied-in-time');
    assert.deepEqual(told(found)[1], 'changed, A waiver, waiver replied-in-time petition:p3');
    const [span] = found.versions[1]?.spans ?? [];
    assert.deepEqual([span?.counts?.waived, span?.counts?.fail], [1, 0]);
  });

  it('tells of a rule that is gone, with who took it out', async () => {
    const text = readFileSync(join(repo.project, policyFile), 'utf8');
    const rule = / {2}petitioner-recorded:[\s\S]*?(?=standards:)/.exec(text)?.[0] ?? '';
    repo.edit(policyFile, rule, '');
    repo.commit('Take it out');
    const found = await asked('petitioner-recorded');
    assert.deepEqual(told(found), [
      'added, The rules, rule petitioner-recorded',
      'removed, Take it out, rule petitioner-recorded',
    ]);
    assert.deepEqual(found.versions[1]?.spans, []);
    repo.edit(policyFile, 'standards:', `${rule}standards:`);
    repo.commit('Put it back');
    assert.equal(told(await asked('petitioner-recorded'))[2], 'added, Put it back, rule petitioner-recorded');
  });

  it('tells each change once, where branches were merged', async () => {
    repo.git('checkout', '--quiet', '-b', 'words');
    repo.edit(policyFile, 'en: Reply today', 'en: Reply at once');
    repo.commit('Words');
    repo.git('checkout', '--quiet', 'main');
    repo.edit(policyFile, 'en: Meet the petitioner', 'en: See the petitioner');
    repo.commit('Another rule');
    repo.git('merge', '--quiet', '--no-edit', 'words');
    assert.deepEqual(told(await asked('replied-in-time')), [
      'added, The rules, rule replied-in-time',
      'changed, Words, rule replied-in-time',
    ]);
  });

  it('has what is not committed as its last version, and touches nothing', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const status = repo.git('status', '--porcelain');
    assert.equal(told(await asked('replied-in-time'))[1], 'changed, work tree, parameter reply-days 7 → 5');
    assert.equal(repo.git('status', '--porcelain'), status);
  });

  it('passes over commits whose policies have errors, and names them', async () => {
    repo.edit(policyFile, 'value: 7', 'value: [');
    repo.commit('Broken');
    repo.edit(policyFile, 'value: [', 'value: 5');
    repo.commit('Mended');
    const found = await asked('replied-in-time');
    assert.deepEqual(told(found)[1], 'changed, Mended, parameter reply-days 7 → 5');
    assert.deepEqual(
      found.skipped.map(({ commit, code: why }) => `${commit?.subject} ${why}`),
      ['Broken ZS8005'],
    );
    repo.edit(policyFile, 'value: 5', 'value: [');
    const broken = await asked('replied-in-time');
    assert.deepEqual(
      broken.skipped.map(({ commit }) => commit?.subject ?? 'work tree'),
      ['Broken', 'work tree'],
    );
  });

  it('takes other line ends and comments for no change', async () => {
    const text = readFileSync(join(repo.project, policyFile), 'utf8');
    repo.write(policyFile, `# A comment\n${text}`.replaceAll('\n', '\r\n'));
    repo.commit('Windows');
    assert.deepEqual(told(await asked('replied-in-time')), ['added, The rules, rule replied-in-time']);
  });

  it('says where a shallow clone begins', async () => {
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Five days');
    const clone = mkdtempSync(join(tmpdir(), 'zs-history-'));
    try {
      execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repo.top}`, clone], { stdio: 'pipe' });
      const project = await openProject(join(clone, 'rules'), { tests: false });
      const found = await history(project, { rule: 'replied-in-time' });
      assert.deepEqual(told(found), ['added, Five days, rule replied-in-time']);
      assert.deepEqual(found.shallow, [repo.git('rev-parse', 'HEAD').trim()]);
    } finally {
      rmSync(clone, { recursive: true, force: true });
    }
    assert.deepEqual((await asked('replied-in-time')).shallow, []);
  });

  it('counts the versions that can read the data of today, and says why others cannot', async () => {
    repo.git('mv', 'rules/data/petitions.csv', 'rules/data/letters.csv');
    repo.edit('datapackage.yaml', 'data/petitions.csv', 'data/letters.csv');
    repo.edit(policyFile, 'value: 7', 'value: 5');
    repo.commit('Another file of data');
    const found = await asked('replied-in-time');
    assert.deepEqual(
      found.versions.map(({ spans: [span] }) => span?.counts?.fail ?? span?.uncounted?.en),
      ['there is no file of the data of "petition"', 2],
    );
    assert.equal(code(await asked('replied-in-time', { data: '/nowhere' }).catch((error: unknown) => error)), 'ZS4016');
    assert.equal(
      code(await asked('replied-in-time', { period: '2021-13' }).catch((error: unknown) => error)),
      'ZS9007',
    );
  });

  it('says in one message what is not there', async () => {
    const unknown = await asked('replied-in-tiem').catch((error: unknown) => error);
    assert.equal(code(unknown), 'ZS8501');
    assert.match(String(unknown), /did you mean "replied-in-time"\?$/);
    rmSync(join(repo.top, '.git'), { recursive: true });
    assert.equal(code(await asked('replied-in-time').catch((error: unknown) => error)), 'ZS8002');
    repo.git('init', '--quiet');
    assert.equal(code(await asked('replied-in-time').catch((error: unknown) => error)), 'ZS8502');
  });
});
