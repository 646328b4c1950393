/** What is typed wrong is told in one line: the code, what, where, and what to do; status 2, and nothing on standard output. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../engine/version.ts';
import { command, repository, zhunsheng } from './command.ts';

const period = ['--period', '2021'];

describe('A command line that cannot be understood', () => {
  const cases: readonly [readonly string[], string][] = [
    [[], 'ZS9011 zhunsheng No command was given. See zhunsheng --help for all commands.'],
    [
      ['asess'],
      'ZS9001 asess There is no command "asess"; did you mean "assess"? See zhunsheng --help for all commands.',
    ],
    [['constructor'], 'ZS9001 constructor There is no command "constructor"'],
    [['--halp'], 'ZS9002 --halp There is no option "--halp"; did you mean "--help"'],
    [['check', '--frmat', 'json'], 'ZS9002 --frmat There is no option "--frmat"; did you mean "--format"'],
    [['check', '-x'], 'ZS9002 -x There is no option "-x"'],
    [['check', '--format'], 'ZS9003 --format "--format" needs a value. See zhunsheng check --help for an example.'],
    [
      ['check', '--format', 'jsno'],
      'ZS9006 --format "--format" cannot be "jsno"; did you mean "json"? Choose one of: text, json, sarif, github, gitlab, junit.',
    ],
    [['check', 'rules', 'more'], 'ZS9005 zhunsheng check There are too many arguments, at most 1 go here.'],
    [['check', '--lang', 'fr'], 'ZS9006 --lang "--lang" cannot be "fr". Choose one of: zh, en.'],
    [['assess', 'rules'], 'ZS9004 --period "--period" is required. See zhunsheng assess --help for an example.'],
    [['assess', 'rules', '--period', '2021-13'], 'ZS9007 --period "2021-13" is not a period.'],
    [['assess', 'rules', '--period', '2021-Q5'], 'ZS9007 --period "2021-Q5" is not a period.'],
    [['assess', 'rules', '--period', '2021-12..2021-01'], 'ZS9007 --period "2021-12..2021-01" is not a period.'],
    [['assess', 'rules', '--period', '0001-01..9999-12'], 'ZS9007 --period "0001-01..9999-12" is not a period.'],
    [
      ['assess', 'rules', ...period, '--as-of', '2021-02-29'],
      'ZS9008 --as-of "2021-02-29" is not a date. Write it as 2021-12-31.',
    ],
    [
      ['assess', 'rules', ...period, '--fail-on', 'pass'],
      'ZS9006 --fail-on "--fail-on" cannot be "pass". Choose one of: fail, undetermined.',
    ],
    [['assess', 'rules', ...period, '--on', 'oracle'], 'ZS9006 --on "--on" cannot be "oracle".'],
    [['assess', 'rules', ...period, '--tables', 'xlsx'], 'ZS9006 --tables "--tables" cannot be "xlsx".'],
    [['assess', 'rules', ...period, '--memory', 'lots'], 'ZS9010 --memory "lots" is not an amount of memory.'],
    [['assess', 'rules', ...period, '--memory', '1MB'], 'ZS9010 --memory "1MB" is not an amount of memory.'],
    [['explain', 'rules', ...period], 'ZS9004 --subject "--subject" is required.'],
    [
      ['explain', 'rules', ...period, '--subject', 'u1'],
      'ZS9009 --subject "u1" is not written as ENTITY:KEY. Write it as unit:u1.',
    ],
    [['explain', 'rules', ...period, '--subject', 'unit:'], 'ZS9009 --subject "unit:" is not written as ENTITY:KEY.'],
    [
      ['explain', 'rules', '--period', '2021-01..2021-02', '--subject', 'unit:u1'],
      'ZS9017 --period "2021-01..2021-02" is several months; this command takes one period.',
    ],
    [['compile', 'rules', ...period], 'ZS9004 --to "--to" is required.'],
    [['compile', 'rules', ...period, '--to', 'cobol'], 'ZS9006 --to "--to" cannot be "cobol".'],
    [['rerun'], 'ZS9004 zhunsheng rerun "MANIFEST" is required.'],
    [['rerun', 'no-such.json'], 'ZS5030 no-such.json Not a manifest of an assessment: the file cannot be read.'],
    [['rerun', 'package.json'], 'ZS5030 package.json Not a manifest of an assessment: it has no "manifest": 1.'],
    [
      ['rerun', 'engine/CONTRIBUTING.md'],
      'ZS5030 engine/CONTRIBUTING.md Not a manifest of an assessment: it is not JSON.',
    ],
    [
      ['check', 'no-such-folder'],
      'ZS5001 no-such-folder "no-such-folder" is not a folder. Give the folder that holds datapackage.yaml.',
    ],
    [['check', 'package.json'], 'ZS5001 package.json "package.json" is not a folder.'],
    [['check', 'engine'], 'ZS5002 engine The folder "engine" has no datapackage.yaml.'],
    [['fmt', 'no-such-folder'], 'ZS5001 no-such-folder "no-such-folder" is not a folder.'],
  ];
  for (const [args, message] of cases) {
    it(`zhunsheng ${args.join(' ')}`, async () => {
      const { status, out, err } = await zhunsheng(args);
      assert.ok(err.startsWith(message), err);
      assert.match(err, /^[^\n]+\n$/);
      assert.doesNotMatch(err, /\n\s+at |node_modules|\.[jt]s:\d/);
      assert.deepEqual([status, out], [2, '']);
    });
  }

  it('is told in Chinese where the locale says nothing', async () => {
    const { err } = await zhunsheng(['asess'], { environment: {} });
    assert.equal(err, 'ZS9001 asess 没有命令“asess”，是否想写“assess”？用 zhunsheng --help 看全部命令。\n');
  });
});

describe('Help', () => {
  it('lists every command, in both languages', async () => {
    for (const [lang, word] of [
      ['zh', '考核'],
      ['en', 'judge'],
    ]) {
      const { status, out, err } = await zhunsheng(['--help', '--lang', lang ?? '']);
      assert.deepEqual([status, err], [0, '']);
      for (const name of ['check', 'test', 'assess', 'explain', 'fmt', 'compile', 'rerun'])
        assert.match(out, new RegExp(`^  ${name} `, 'm'));
      assert.match(out, new RegExp(word ?? ''));
    }
  });

  for (const name of ['check', 'test', 'assess', 'explain', 'fmt', 'compile', 'rerun']) {
    it(`of ${name} has its options and an example that begins with it, in both languages`, async () => {
      for (const lang of ['zh', 'en']) {
        const { status, out, err } = await zhunsheng([name, '--help', '--lang', lang]);
        assert.deepEqual([status, err], [0, '']);
        for (const option of ['--lang', '--format', '--quiet', '--help']) assert.match(out, new RegExp(`  ${option}`));
        assert.match(out, new RegExp(`^  zhunsheng ${name} `, 'm'));
        assert.equal(/\p{sc=Han}/u.test(out), lang === 'zh');
      }
    });
  }
});

describe('The command', () => {
  it('tells its version, which is the package’s', async () => {
    const { version: packaged } = JSON.parse(readFileSync(join(repository, 'engine/package.json'), 'utf8')) as {
      version: string;
    };
    assert.equal(version, packaged);
    assert.deepEqual(await zhunsheng(['--version']), { status: 0, out: `${packaged}\n`, err: '' });
  });

  it('ends quietly where the reader of its output goes away', async () => {
    const child = spawn(process.execPath, [command, 'assess', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let err = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    const [status] = (await once(child, 'close')) as [number | null];
    assert.deepEqual([status, err], [0, '']);
  });
});
