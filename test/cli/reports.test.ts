/** What `check`, `test` and `diff` give CI services, valid by the schemas that are published for it, whatever names a project has. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type Repository, repository } from '../impact/repository.ts';
import { type Ran, zhunsheng } from './command.ts';
import { secret, smallProject } from './project.ts';
import { githubCommands, validGitlab, validJunit, validSarif } from './schemas.ts';

/** Names that mean something in a URI, in XML, in a workflow command or to a shell. */
const hostileFolder = '区 100%, "a:b" #1?';
const policy = smallProject['zero-petition.policy.yaml'] ?? '';
const tests = smallProject['zero-petition.test.yaml'] ?? '';

interface Result {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
      readonly region: { readonly startLine: number; readonly startColumn?: number; readonly endColumn?: number };
    };
  }[];
  readonly fixes?: readonly object[];
}

interface Log {
  readonly runs: readonly {
    readonly language: string;
    readonly tool: {
      readonly driver: {
        readonly rules: readonly {
          readonly id: string;
          readonly helpUri: string;
          readonly help: { readonly text: string; readonly markdown: string };
        }[];
      };
    };
    readonly results: readonly Result[];
  }[];
}

describe('Reports for CI services', () => {
  let repo: Repository;
  before(() => {
    // A character outside the basic plane stands before the error: two UTF-16 units, one code point, four bytes.
    const broken = policy.replace(
      "message: { zh: '本期越级上访 {skip-level-petitions} 起', en",
      "message: { zh: '𠮷{skip-level-petitons} 起', en",
    );
    repo = repository(
      { ...smallProject, 'zero-petition.policy.yaml': policy, [`规则 a%b.policy.yaml`]: second(broken) },
      { folder: hostileFolder },
    );
  });
  after(() => repo.remove());

  const check = (...args: readonly string[]): Promise<Ran> =>
    zhunsheng(['check', hostileFolder, ...args], { cwd: repo.top });

  const sarif = async (...args: readonly string[]): Promise<Log> =>
    validSarif((await check('--format', 'sarif', ...args)).out) as Log;

  it('of check are SARIF by the standard’s schema, with URIs as they have to be', async () => {
    const [run] = (await sarif()).runs;
    const result = run?.results.find(({ ruleId }) => ruleId === 'ZS1301') ?? assert.fail();
    const { artifactLocation, region } = result.locations[0]?.physicalLocation ?? assert.fail();
    assert.equal(
      artifactLocation.uri,
      '%E5%8C%BA%20100%25%2C%20%22a%3Ab%22%20%231%3F/%E8%A7%84%E5%88%99%20a%25b.policy.yaml',
    );
    assert.equal(artifactLocation.uriBaseId, 'SRCROOT');
    const lines = readFileSync(`${repo.project}/规则 a%b.policy.yaml`, 'utf8').split('\n');
    const line = lines[region.startLine - 1] ?? '';
    assert.match(line.slice((region.startColumn ?? 0) - 1, (region.endColumn ?? 0) - 1), /skip-level-petitons/);
  });

  it('tell each kind of finding in the language asked for, with the page on it, and the fixes', async () => {
    for (const [language, tag] of [
      ['zh', 'zh-CN'],
      ['en', 'en-US'],
    ] as const) {
      const [run] = (await sarif('--lang', language)).runs;
      assert.equal(run?.language, tag);
      for (const rule of run?.tool.driver.rules ?? []) {
        assert.equal(/\p{Script=Han}/u.test(rule.help.text), language === 'zh', rule.help.text);
        assert.match(rule.help.markdown, /\p{Script=Han}[\s\S]*---|---[\s\S]*\p{Script=Han}/u);
        assert.match(
          rule.helpUri,
          new RegExp(`REFERENCE${language === 'zh' ? '\\.zh' : ''}\\.md#${rule.id.toLowerCase()}$`),
        );
      }
      assert.ok((run?.results ?? []).some(({ fixes }) => (fixes ?? []).length > 0));
    }
  });

  it('of check name the same finding alike when its lines move', async () => {
    const fingerprints = async (): Promise<readonly unknown[]> => {
      const [run] = (await sarif()).runs;
      const gitlab = validGitlab((await check('--format', 'gitlab')).out);
      return [run?.results.map((one) => one.partialFingerprints), gitlab.map((one) => one.fingerprint)];
    };
    const before = await fingerprints();
    repo.edit('规则 a%b.policy.yaml', 'policy: second\n', '# A line more\n\npolicy: second\n');
    assert.deepEqual(await fingerprints(), before);
  });

  it('of check are a report of GitLab, with errors above warnings', async () => {
    const report = validGitlab((await check('--format', 'gitlab')).out);
    assert.ok(report.every(({ location }) => location.path.startsWith(`${hostileFolder}/`)));
    assert.ok(report.some(({ severity }) => severity === 'major'));
  });

  it('of check are workflow commands that a runner reads back as they were meant', async () => {
    const commands = githubCommands((await check('--format', 'github')).out);
    const files = new Set(commands.map(({ properties }) => properties['file']));
    assert.ok(files.has(`${hostileFolder}/规则 a%b.policy.yaml`), [...files].join());
    assert.ok(commands.some(({ name, message }) => name === 'error' && message.includes('skip-level-petitons')));
  });

  it('of check are JUnit by both schemas, a suite a file', async () => {
    const { out, status } = await check('--format', 'junit');
    validJunit(out);
    assert.equal(status, 1);
    assert.match(out, /<testsuite name="规则 a%b\.policy\.yaml"[^>]* failures="[1-9]/);
    assert.match(out, /<testsuite name="guide\.md"[^>]* failures="0"/);
  });

  it('are valid where there is nothing to tell', async () => {
    const clean = repository({ ...smallProject });
    try {
      const run = (command: string, format: string, ...more: string[]): Promise<Ran> =>
        zhunsheng([command, 'rules', '--format', format, ...more], { cwd: clean.top });
      const compare = ['--base', 'HEAD', '--period', '2021-01'];
      for (const [command, ...more] of [['check'], ['test'], ['diff', ...compare]] as const) {
        const [run1] = (validSarif((await run(command, 'sarif', ...more)).out) as Log).runs;
        assert.deepEqual(run1?.results, []);
        assert.deepEqual(validGitlab((await run(command, 'gitlab', ...more)).out), []);
        assert.deepEqual(githubCommands((await run(command, 'github', ...more)).out), []);
        validJunit((await run(command, 'junit', ...more)).out);
      }
    } finally {
      clean.remove();
    }
  });
});

describe('Reports of policy tests', () => {
  let repo: Repository;
  before(() => {
    const failing = tests
      .replace('{ u1: fail }', '{ u1: pass }')
      .replace('one skip-level petition is a veto', `'a <veto> & ]]> ::error:: 100% "more"'`);
    repo = repository({ ...smallProject, '用例.test.yaml': failing });
  });
  after(() => repo.remove());

  const run = (format: string): Promise<Ran> => zhunsheng(['test', 'rules', '--format', format], { cwd: repo.top });

  it('say what came out instead, at the expectation', async () => {
    const [log] = (validSarif((await run('sarif')).out) as Log).runs;
    const [result] = log?.results ?? [];
    assert.match(result?.ruleId ?? '', /^ZS61/);
    assert.equal(result?.locations[0]?.physicalLocation.artifactLocation.uri, 'rules/%E7%94%A8%E4%BE%8B.test.yaml');
    const [issue] = validGitlab((await run('gitlab')).out);
    assert.equal(issue?.location.path, 'rules/用例.test.yaml');
    const [command] = githubCommands((await run('github')).out);
    assert.deepEqual([command?.name, command?.properties['file']], ['error', 'rules/用例.test.yaml']);
    assert.equal(command?.properties['line'], String(issue?.location.lines.begin));
  });

  it('are JUnit by both schemas, whatever a case is called', async () => {
    const { out, status } = await run('junit');
    validJunit(out);
    assert.equal(status, 1);
    assert.match(out, /<testcase name="a &lt;veto&gt; &amp; \]\]&gt; ::error:: 100% &quot;more&quot;"/);
  });

  it('are valid with the figures of coverage too', async () => {
    const covered = (format: string): Promise<Ran> =>
      zhunsheng(['test', 'rules', '--coverage', '--format', format], { cwd: repo.top });
    validJunit((await covered('junit')).out);
    validSarif((await covered('sarif')).out);
    validGitlab((await covered('gitlab')).out);
    githubCommands((await covered('github')).out);
  });

  it('show no sensitive value', async () => {
    for (const format of ['sarif', 'junit', 'github', 'gitlab']) assert.ok(!(await run(format)).out.includes(secret));
  });
});

describe('Reports of a diff', () => {
  let repo: Repository;
  before(() => {
    repo = repository();
    repo.edit('zero-petition.policy.yaml', 'value: 7', 'value: 5');
  });
  after(() => repo.remove());

  const run = (format: string, ...args: readonly string[]): Promise<Ran> =>
    zhunsheng(['diff', 'rules', '--base', 'HEAD', '--period', '2021-01', '--format', format, ...args], {
      cwd: repo.top,
    });

  it('stand at the change that made the verdict flip', async () => {
    const [log] = (validSarif((await run('sarif')).out) as Log).runs;
    assert.deepEqual(
      log?.results.map(({ ruleId, level, message }) => [ruleId, level, message.text.split('\n')[0]]),
      [
        [
          'ZS8009',
          'warning',
          'Replied in time (replied-in-time): p2 2021-01 pass → fail, because of parameter reply-days 7 → 5',
        ],
        [
          'ZS8009',
          'warning',
          'Zero petitions (zero-petition): West u2 2021-01 pass → fail, because of parameter reply-days 7 → 5',
        ],
      ],
    );
    const line = log?.results[0]?.locations[0]?.physicalLocation.region.startLine;
    const [command, ...more] = githubCommands((await run('github')).out);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [command?.name, command?.properties['file'], command?.properties['line']],
      ['warning', 'rules/zero-petition.policy.yaml', String(line)],
    );
    for (const named of ['p2', 'West u2']) assert.ok(command?.message.includes(named), command?.message);
    const issues = validGitlab((await run('gitlab')).out);
    assert.deepEqual(
      issues.map(({ severity, location }) => [severity, location.lines.begin]),
      [
        ['minor', line],
        ['minor', line],
      ],
    );
  });

  it('keep their names when lines move', async () => {
    const names = async () => validGitlab((await run('gitlab')).out).map(({ fingerprint }) => fingerprint);
    const before = await names();
    repo.edit('zero-petition.policy.yaml', 'policy: zero-petition\n', '# A line more\npolicy: zero-petition\n');
    assert.deepEqual(await names(), before);
  });

  it('tell approved flips from others, and approved ones that did not come', async () => {
    repo.write(
      'expected-flips.yaml',
      [
        '- { rule: replied-in-time, subject: "petition:p2", before: pass, after: fail, reason: Five days are the law now }',
        '- { rule: replied-in-time, subject: "petition:p9", before: pass, after: fail, reason: So is this }',
        '',
      ].join('\n'),
    );
    const [log] = (validSarif((await run('sarif')).out) as Log).runs;
    assert.deepEqual(
      log?.results.map(({ ruleId, level }) => [ruleId, level]),
      [
        ['ZS8011', 'note'],
        ['ZS8010', 'error'],
        ['ZS8012', 'error'],
      ],
    );
    const missing = log?.results[2]?.locations[0]?.physicalLocation;
    assert.deepEqual([missing?.artifactLocation.uri, missing?.region], ['rules/expected-flips.yaml', { startLine: 2 }]);
    const { out, status } = await run('junit', '--fail-on', 'flip');
    validJunit(out);
    assert.equal(status, 1);
    assert.match(out, /<testcase name="petition:p2 2021-01 pass → fail"[^>]*\/>/);
    assert.match(out, /<testcase name="unit:u2 2021-01 pass → fail"[^>]*>\n\s*<failure type="ZS8010"/);
    assert.match(out, /<testsuite name="expected-flips\.yaml"[^>]* failures="1"/);
  });
});

/** The policy under another name, with nothing that the first has too. */
function second(text: string): string {
  return text
    .replace('policy: zero-petition', 'policy: second')
    .replaceAll('reply-days', 'reply-limit')
    .replaceAll('days-to-reply', 'reply-time')
    .replaceAll(/^ {2}skip-level-petitions:/gm, '  other-petitions:')
    .replaceAll(/skip-level-petitions (=|})/g, 'other-petitions $1')
    .replaceAll('no-skip-level-petition', 'no-other-petition')
    .replaceAll('replied-in-time', 'answered-in-time')
    .replaceAll('petitioner-recorded', 'petitioner-known')
    .replace('standards:\n  zero-petition:', 'standards:\n  other-zero:')
    .replace('of: zero-petition', 'of: other-zero')
    .replace('by-kind:', 'by-other-kind:');
}
