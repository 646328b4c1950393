/** Editors other than VS Code work with `zhunsheng lsp --stdio` as they are: tried with Neovim. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { setUpNeovim } from './setup.ts';

const home = join(import.meta.dirname, '..', '..');
const zhunsheng = join(home, 'engine', 'bin', 'zhunsheng.js');

interface Answers {
  readonly problem?: string;
  readonly mistake: {
    readonly line: number;
    readonly diagnostics: readonly {
      readonly line: number;
      readonly column: number;
      readonly ends: number;
      readonly message: string;
      readonly source: string;
    }[];
  };
  readonly hover: string;
  readonly completion: readonly { readonly label: string; readonly words: string }[];
  readonly errorsAfterRename: readonly unknown[];
}

describe('Neovim', () => {
  let folder: string;
  let rules: string;
  let answers: Answers;

  before(async function () {
    this.timeout(10 * 60_000);
    await setUpNeovim();
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-neovim-'));
    rules = join(folder, '规则 rules');
    cpSync(join(home, 'rules'), rules, { recursive: true });
    const file = join(folder, 'answers.json');
    await promisify(execFile)('nvim', ['--headless', '--clean', '-n', '-S', join(import.meta.dirname, 'attach.lua')], {
      timeout: 120_000,
      env: {
        ...process.env,
        XDG_STATE_HOME: folder,
        XDG_CACHE_HOME: folder,
        ZHUNSHENG_COMMAND: JSON.stringify([process.execPath, zhunsheng, 'lsp', '--stdio']),
        ZHUNSHENG_PROJECT: rules,
        ZHUNSHENG_ANSWERS: file,
      },
    });
    answers = JSON.parse(readFileSync(file, 'utf8'));
    assert.equal(answers.problem, undefined);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('marks a misspelt fact at its characters, in Chinese, with what to do', () => {
    const { line, diagnostics } = answers.mistake;
    assert.equal(diagnostics.length, 1);
    const [diagnostic] = diagnostics;
    assert.equal(diagnostic?.line, line - 1);
    assert.equal((diagnostic?.ends ?? 0) - (diagnostic?.column ?? 0), 'skip-level-petitons'.length);
    assert.equal(diagnostic?.source, '准绳');
    assert.match(diagnostic?.message ?? '', /skip-level-petitons[\s\S]*skip-level-petitions/);
  });

  it('shows what a fact is on hover', () => {
    assert.match(answers.hover, /越级上访起数/);
    assert.match(answers.hover, /skip-level-petitions/);
  });

  it('completes an identifier from the pinyin of its title', () => {
    assert.ok(
      answers.completion.some(({ words }) => words.includes('skip-level-petitions')),
      JSON.stringify(answers.completion),
    );
  });

  it('renames a fact in all files, after which the project is as sound as before', () => {
    assert.deepEqual(answers.errorsAfterRename, []);
    const texts = readdirSync(join(rules, 'policies')).map((name) =>
      readFileSync(join(rules, 'policies', name), 'utf8'),
    );
    assert.ok(!texts.some((text) => /(?<![\w-])skip-level-petitions(?![\w-])/.test(text)));
    assert.ok(texts.filter((text) => text.includes('overstepping-petitions')).length > 1);
    execFileSync(process.execPath, [zhunsheng, 'check', rules], { stdio: 'pipe' });
  });
});
