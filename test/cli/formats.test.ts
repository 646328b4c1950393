/** The shapes in which `check` and `test` tell other programs what they found. */
import assert from 'node:assert/strict';
import { relative } from 'node:path';
import type { Coverage } from '../../engine/testing/coverage/result.ts';
import { repository, zhunsheng } from './command.ts';
import { type Sandbox, sandbox, smallProject } from './project.ts';

describe('A project with an error', () => {
  let box: Sandbox;
  before(() => {
    box = sandbox();
    const policy = smallProject['zero-petition.policy.yaml'] ?? '';
    box.write('zero-petition.policy.yaml', policy.replace('level = skip-level', 'level = skiplevel'));
    box.write('zero-petition.test.yaml', 'tests: zero-petition\nperiod: 2021-01\ncases: []\n');
  });
  after(() => box.remove());

  const check = async (...args: string[]): Promise<string> => {
    const { status, out, err } = await zhunsheng(['check', '.', ...args], { cwd: box.project });
    assert.deepEqual([status, err], [1, '']);
    return out;
  };
  const column = 20;
  const line = 20;

  it('is shown with the line, the spot, and what to do', async () => {
    assert.equal(
      await check(),
      [
        `zero-petition.policy.yaml:${line}:${column}  error ZS1252`,
        '  "level" has no code "skiplevel"; did you mean "skip-level"?',
        `  ${line} │     where: level = skiplevel`,
        `     │                    ^^^^^^^^^`,
        '  → Write one of the codes that the dictionary lists',
        '',
        '4 files checked: 1 error, 0 warnings',
        '',
      ].join('\n'),
    );
  });

  it('is shown in Chinese too, aligned all the same', async () => {
    assert.match(
      await check('--lang', 'zh'),
      / {2}错误 ZS1252\n {2}“level”没有代码“skiplevel”，是否想写“skip-level”？\n/,
    );
  });

  it('has its paths as seen from where the command runs', async () => {
    const inside = await zhunsheng(['check', 'rules'], { cwd: box.base });
    assert.match(inside.out, /^rules\/zero-petition\.policy\.yaml:20:/);
    const outside = await zhunsheng(['check', box.project], { cwd: repository });
    assert.ok(outside.out.startsWith(`${box.project}/zero-petition.policy.yaml:20:`), relative(box.base, outside.out));
  });

  it('is told as JSON with zero-based places, both languages and the fix', async () => {
    const { counts, diagnostics } = JSON.parse(await check('--format', 'json')) as {
      counts: object;
      diagnostics: { code: string; place: object; fixes: { edits: { text: string }[] }[] }[];
    };
    assert.deepEqual(counts, { error: 1, warning: 0, information: 0 });
    const range = { start: { line: line - 1, column: column - 1 }, end: { line: line - 1, column: column + 8 } };
    assert.deepEqual(diagnostics[0]?.place, { file: 'zero-petition.policy.yaml', range });
    assert.deepEqual(diagnostics[0]?.fixes[0]?.edits[0]?.text, 'skip-level');
  });

  it('is told as SARIF 2.1.0', async () => {
    const { version, runs } = JSON.parse(await check('--format', 'sarif')) as {
      version: string;
      runs: {
        tool: { driver: { name: string; rules: object[] } };
        columnKind: string;
        results: Record<string, unknown>[];
      }[];
    };
    assert.equal(version, '2.1.0');
    assert.equal(runs[0]?.columnKind, 'utf16CodeUnits');
    assert.equal(runs[0]?.tool.driver.name, 'zhunsheng');
    const [result] = runs[0]?.results ?? [];
    assert.deepEqual([result?.['ruleId'], result?.['ruleIndex'], result?.['level']], ['ZS1252', 0, 'error']);
    assert.deepEqual(result?.['locations'], [
      {
        physicalLocation: {
          artifactLocation: { uri: 'zero-petition.policy.yaml', uriBaseId: 'SRCROOT' },
          region: { startLine: line, startColumn: column, endLine: line, endColumn: column + 9 },
        },
      },
    ]);
  });

  it('is told as a workflow command of GitHub, on one line', async () => {
    assert.equal(
      await check('--format', 'github'),
      `::error file=zero-petition.policy.yaml,line=${line},col=${column},endLine=${line},endColumn=${column + 8},title=ZS1252::` +
        '"level" has no code "skiplevel"; did you mean "skip-level"?%0AWrite one of the codes that the dictionary lists\n',
    );
  });

  it('is told as a GitLab report, with a fingerprint that moving lines does not change', async () => {
    const report = JSON.parse(await check('--format', 'gitlab')) as {
      fingerprint: string;
      location: object;
      severity: string;
    }[];
    assert.equal(report.length, 1);
    assert.deepEqual(report[0]?.location, { path: 'zero-petition.policy.yaml', lines: { begin: line, end: line } });
    assert.equal(report[0]?.severity, 'major');
    assert.match(report[0]?.fingerprint ?? '', /^[0-9a-f]{64}$/);
  });
});

describe('Policy tests', () => {
  let box: Sandbox;
  before(() => {
    box = sandbox();
    const tests = smallProject['zero-petition.test.yaml'] ?? '';
    box.write(
      'zero-petition.test.yaml',
      tests.replace('{ u1: fail }', '{ u1: pass }').replace('a veto', 'a <veto> & "more"'),
    );
    box.write('other.test.yaml', tests);
  });
  after(() => box.remove());

  const test = (...args: string[]) => zhunsheng(['test', box.project, ...args]);

  it('end with status 1 where a case fails, and say what came out instead and why', async () => {
    const { status, out, err } = await test();
    assert.deepEqual([status, err], [1, '']);
    assert.match(out, /^other\.test\.yaml\n {2}✓ one skip-level petition is a veto\n/);
    assert.match(out, /✗ one skip-level petition is a <veto> & "more"\n +zero-petition\.test\.yaml:\d+:\d+ ZS6\d{3}\n/);
    assert.match(out, /\n1 passed, 1 failed\n$/);
  });

  it('can be chosen by a text in their names', async () => {
    const { status, out } = await test('--filter', 'other.test');
    assert.equal(status, 0);
    assert.match(out, /\n1 passed, 0 failed\n$/);
  });

  it('show which verdicts of each rule they expect', async () => {
    const { out } = await test('--coverage');
    assert.match(out, /Coverage: of 3 rules, 0 are tested both to pass and to fail\n/);
    assert.match(out, /zero-petition +petitioner-recorded +· +· +· +· +· +0\/\d+ +0\/\d+ +0\/\d+\n/);
    const { coverage } = JSON.parse((await test('--coverage', '--format', 'json')).out) as {
      coverage: Pick<Coverage, 'rules' | 'totals' | 'goals'>;
    };
    assert.equal(coverage.rules.length, 3);
    // What no case shows, with its place and what a case must hold.
    const { goals } = coverage;
    const gap = goals.find(
      ({ of, measure, which, met }) =>
        of.name === 'petitioner-recorded' && measure === 'branch' && which === 'false' && !met,
    );
    const { line, column } = gap?.place.range.start ?? { line: -1, column: -1 };
    assert.ok(gap !== undefined && out.includes(`\nzero-petition.policy.yaml\n`));
    assert.match(out, new RegExp(`\\n {2}${line + 1}:${column + 1} petitioner-recorded {2}branch false `));
    assert.ok(out.replace(/\s+/g, ' ').includes(gap.needs.en));
    // The same figures where CI reads them.
    const { met, of } = coverage.totals['branch'] ?? { met: -1, of: -1 };
    assert.match(
      (await test('--coverage', '--format', 'junit')).out,
      new RegExp(`<property name="coverage.branch" value="${met}/${of}"/>`),
    );
    assert.doesNotMatch((await test('--format', 'junit')).out, /coverage/);
  });

  it('are told as JUnit XML, escaped', async () => {
    const { status, out } = await test('--format', 'junit');
    assert.equal(status, 1);
    assert.match(
      out,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites>\n {2}<testsuite name="other\.test\.yaml"[^>]* tests="1" failures="0" errors="0">\n/,
    );
    assert.match(
      out,
      /<testcase name="one skip-level petition is a &lt;veto&gt; &amp; &quot;more&quot;" classname="zero-petition\.test\.yaml"/,
    );
    assert.match(out, /<failure type="ZS6\d{3}" message="/);
  });

  it('are not run on policies with errors', async () => {
    box.write('broken.test.yaml', 'tests: [');
    const { status, out, err } = await test();
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, /^ZS\d{4} broken\.test\.yaml:\d+:\d+ [^\n]+\n$/);
  });
});
