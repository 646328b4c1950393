/** The comment of a pull request, as a code host shows it: short, and with names that only look like marks. */
import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { type Ran, zhunsheng } from '../cli/command.ts';
import { policyFile, project, type Repository, replaced, repository } from './repository.ts';

/** As GitHub: HTML is kept, addresses become links. */
const page = new MarkdownIt('commonmark', { html: true, linkify: true }).enable(['table', 'linkify', 'strikethrough']);

/** What GitHub and GitLab make links, pictures or formulas of in the text of a page, at the latest after everything else. */
const marks = /(?<![\w`])[@#!~&%$]["\w\p{L}]|:[\w+-]+:|\bGH-\d|https?:\/\/|\bwww\./u;

const name =
  'A | `b` <script>alert(1)</script> @octocat #123 !45 ~bug :tada: **x** [y](https://z.example) www.z.example $a$ &amp; GH-7 \\|';

describe('The comment on a pull request', () => {
  let repo: Repository;
  afterEach(() => repo.remove());

  const comment = async (...args: readonly string[]): Promise<string> => {
    const { out, err }: Ran = await zhunsheng(
      ['diff', 'rules', '--base', 'HEAD', '--period', '2021-01', '--format', 'markdown', ...args],
      { cwd: repo.top },
    );
    assert.equal(err, '');
    return out;
  };

  it('shows names as they are, whatever they look like', async () => {
    const units = `code,name,kind\nu1,East,village\nu2,"${name}",village\nu3,x,enterprise\nu4,North,enterprise\n`;
    repo = repository({
      ...project,
      [policyFile]: replaced(project[policyFile] ?? '', 'en: Zero petitions }\n    for', `en: '${name}' }\n    for`),
      'data/units.csv': units,
    });
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const html = page.render(await comment('--lang', 'en'));
    assert.ok(!/<script|<a |<em|<s>|<strong>x/.test(html), html);
    const rows = [...html.matchAll(/<tr>\n([\s\S]*?)<\/tr>/g)].map(([, cells = '']) =>
      [...cells.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell ?? ''),
    );
    const row = rows.find((cells) => cells[0]?.endsWith('u2')) ?? assert.fail(html);
    assert.equal(row.length, 4);
    assert.equal(shown(row[0] ?? ''), `${name} u2`);
    assert.equal(shown(row[2] ?? ''), `pass → fail: ${name}`);
    assert.equal(row[3], 'p2');
    const text = html.replace(/<code[\s\S]*?<\/code>/g, '').replace(/<[^>]+>/g, '');
    assert.doesNotMatch(decoded(text), marks);
  });

  it('has all of it that is long folded, and what is to be approved ready', async () => {
    repo = repository();
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const text = await comment('--lang', 'en');
    const [view = ''] = text.split('<details>');
    assert.equal(
      view.trim(),
      [
        '### What this change of the rules does',
        '',
        '⚠️ HEAD → the work tree, 2021-01: verdicts of 2 subjects flip (rules: 1, standards: 1)  ',
        '← parameter reply-days 7 → 5 (zero-petition.policy.yaml:7)',
        '',
        '| subject | period | flips | records that did it |',
        '| --- | --- | --- | --- |',
        '| West u2 | 2021-01 | pass → fail: Zero petitions | p2 |',
      ].join('\n'),
    );
    assert.equal(text.match(/<details>/g)?.length, text.match(/<\/details>/g)?.length);
    repo.write('expected-flips.yaml', replaced(/```yaml\n([\s\S]+?)```/.exec(text)?.[1] ?? '', "''", 'Law'));
    assert.match(await comment('--lang', 'en', '--fail-on', 'flip'), /^### [^\n]+\n\n✅ /);
  });

  it('stays within what a code host takes, however much flips', async () => {
    const many = Array.from(
      { length: 3000 },
      (_, i) => `x${i},u${i % 2 === 0 ? 2 : 1},ordinary,N,41,2021-01-10,2021-01-17`,
    );
    repo = repository({
      ...project,
      'data/petitions.csv': ['id,unit,level,petitioner,age,received-on,replied-on', ...many, ''].join('\n'),
    });
    repo.edit(policyFile, 'value: 7', 'value: 5');
    const text = await comment('--lang', 'zh');
    assert.ok(text.length < 65_536, String(text.length));
    assert.match(text, /另有 2970 处/);
    assert.doesNotMatch(text, /```yaml/);
  });
});

/** The text of a cell, as read on the page. */
function shown(html: string): string {
  return decoded(html.replace(/<br>/g, '\n')).replaceAll('\u200b', '');
}

function decoded(html: string): string {
  return html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
