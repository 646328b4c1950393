/** The bulletin as its readers have it: in a browser, on a desk, on a phone and on paper; every figure read back and compared. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { openProject } from '../../engine/project/open.ts';
import { type ReportOptions, report } from '../../engine/report/report.ts';
import { setUpBrowser } from '../e2e/setup.ts';
import { faults } from '../extension/page.ts';
import { expected, type Tables, tablesOf } from './expected.ts';
import { type Figure, figures, open, strayInCharts, unmarked } from './page.ts';
import { largeTown, secret, smallTown, type Town, withTown } from './town.ts';

const root = join(import.meta.dirname, '../..');
const made = join(root, '.cache', 'bulletins');
const screenshots = join(root, '.cache', 'screenshots');

describe('The bulletin', function () {
  this.timeout(240_000);
  let browser: Browser;

  before(async () => {
    rmSync(made, { recursive: true, force: true });
    mkdirSync(screenshots, { recursive: true });
    browser = await chromium.launch({ executablePath: await setUpBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
    await make('internal', smallTown, { audience: 'internal' });
    await make('english', smallTown, { audience: 'internal', language: 'en' });
    await make('public', smallTown, {});
    await make('hostile', hostileTown, { audience: 'internal' });
    await make('large', largeTown(2_000), { audience: 'internal' });
  });
  after(() => browser.close());

  /** Of November, beside the others. */
  function make(name: string, town: Town, options: Partial<ReportOptions>): Promise<unknown> {
    return withTown(town, (project) =>
      report(project, { period: '2021-11', out: join(made, name), only: ['bulletin'], ...options }),
    );
  }
  const page = (name: string): string => join(made, name, 'bulletin', '2021-11.html');

  describe('says what the tables of assess say', () => {
    for (const [name, town] of [
      ['internal', smallTown],
      ['public', smallTown],
      ['large', largeTown(2_000)],
    ] as const) {
      it(`in every figure (${name})`, async () => {
        const lines = new Map(town.units.map(({ code, street, department }) => [code, [street, department] as const]));
        const tables = await withTown(town, (project) =>
          tablesOf(project, ['2021-07', '2021-08', '2021-09', '2021-10', '2021-11'], lines, 'zh'),
        );
        await agrees(page(name), tables);
      });
    }

    it('in every figure of the shipped project', async () => {
      const project = await openProject(join(root, 'rules'), { tests: false });
      await report(project, {
        period: '2021-Q4',
        out: join(made, 'shipped'),
        audience: 'internal',
        only: ['bulletin'],
      });
      const tables = await tablesOf(project, quarters, new Map(), 'zh');
      await agrees(join(made, 'shipped', 'bulletin', '2021-Q4.html'), tables, ({ from }) => !from.startsWith('lines/'));
    });
  });

  async function agrees(
    file: string,
    tables: Tables,
    isAsked: (figure: Figure) => boolean = () => true,
  ): Promise<void> {
    const { page: opened } = await open(browser, file);
    const found = await figures(opened);
    assert.ok(found.length > 30, `${found.length} figures`);
    const wrong = found.filter(isAsked).filter(({ from, value, text }) => {
      const should = expected(tables, from);
      return value === null ? should !== text : should !== value || !says(text, value);
    });
    assert.deepEqual(
      wrong.slice(0, 5).map((one) => ({ ...one, should: expected(tables, one.from) })),
      [],
    );
    assert.deepEqual(await unmarked(opened), []);
    assert.deepEqual(await strayInCharts(opened), []);
    await opened.context().close();
  }

  for (const name of ['internal', 'english', 'public', 'hostile'] as const) {
    for (const dark of [false, true]) {
      it(`can be read by everyone (${name}, ${dark ? 'dark' : 'light'})`, async () => {
        for (const width of [1440, 390]) {
          const { page: opened, complaints } = await open(browser, page(name), { width, dark });
          assert.deepEqual(await faults(opened), []);
          const { scroll, inner } = await opened.evaluate(() => ({
            scroll: document.documentElement.scrollWidth,
            inner: innerWidth,
          }));
          assert.ok(scroll <= inner, `${scroll} of ${inner} wide`);
          const look = `bulletin-${name}-${width}-${dark ? 'dark' : 'light'}.png`;
          await opened.screenshot({ path: join(screenshots, look), fullPage: true });
          assert.deepEqual(complaints, []);
          await opened.context().close();
        }
      });
    }
  }

  it('shows hostile names as text: nothing runs, nothing is shown in another direction, no layout breaks', async () => {
    const { page: opened, complaints } = await open(browser, page('hostile'));
    const text = (await opened.locator('body').textContent()) ?? '';
    for (const { name } of hostileTown.units) assert.ok(text.includes(name), name);
    assert.equal(await opened.locator('b, script:not(body > script), img, iframe, object').count(), 0);
    // Each stands in an element that keeps its direction to itself.
    const loose = await opened.evaluate(
      () =>
        [...document.querySelectorAll('body *')].filter(
          (element) =>
            element.closest('bdi, script, svg') === null &&
            [...element.childNodes].some(
              (node) => node.nodeType === Node.TEXT_NODE && /[\u202a-\u202e\u2066-\u2069]/.test(node.textContent ?? ''),
            ),
        ).length,
    );
    assert.equal(loose, 0);
    assert.equal(await opened.evaluate(() => 'hit' in window), false);
    const drawn = await opened.locator('svg').evaluateAll((all) => all.map((one) => one.textContent).join(' '));
    assert.doesNotMatch(drawn, /[\u202a-\u202e]/);
    assert.match(drawn, /<script>/);
    assert.deepEqual(complaints, []);
    await opened.context().close();
  });

  it('never shows a sensitive field, and to the public no record, reason or letter', () => {
    for (const name of ['internal', 'public', 'hostile'])
      assert.equal(readFileSync(page(name), 'utf8').includes(secret), false);
    const text = readFileSync(page('public'), 'utf8');
    for (const word of ['data-from="findings', 'data-from="ladders', 'P1<', '约见信访人', '本期越级上访']) {
      assert.equal(text.includes(word), false, word);
    }
  });

  it('shows no count below the threshold to the public, which the descriptor sets', async () => {
    const { page: opened } = await open(browser, page('public'));
    const small = (await figures(opened)).filter(
      ({ from, value }) => /\/(pass|fail|undetermined)$/.test(from) && value !== null && value > 0 && value < 3,
    );
    assert.deepEqual(small, []);
    assert.ok((await opened.locator('.withheld').count()) > 0);
    assert.equal(await opened.locator('.tile.fail, .tile.undetermined').count(), 0);
    await opened.context().close();
    await make('open', { ...smallTown, smallestCell: 1 }, {});
    const { page: whole } = await open(browser, page('open'));
    assert.equal(await whole.locator('.withheld').count(), 0);
    assert.equal(await whole.locator('.tile.fail').count(), 1);
    await whole.context().close();
  });

  it('is all there without scripts', async () => {
    const { page: opened } = await open(browser, page('internal'), { scripts: false });
    assert.equal(await opened.locator('.tile').count(), 10);
    assert.equal(await opened.locator('.tile.fail').textContent(), '✗单位乙未达标');
    assert.equal(await opened.locator('input[type=search]:visible').count(), 0);
    assert.equal((await opened.locator('table:visible').count()) > 5, true);
    await opened.context().close();
  });

  it('can be searched and sorted by keyboard alone', async () => {
    const { page: opened } = await open(browser, page('internal'));
    await opened.keyboard.press('Tab');
    assert.equal(await opened.evaluate(() => document.activeElement?.className), 'skip');
    await opened.locator('#wall input').focus();
    await opened.keyboard.type('Ｕ０２');
    assert.deepEqual(await opened.locator('.tile:visible bdi').allTextContents(), ['单位乙']);
    assert.match((await opened.locator('#wall [role=status]').textContent()) ?? '', /1.*10/);
    const names = () => opened.locator('#rankings table').first().locator('tbody th').allTextContents();
    const ordered = await names();
    const head = opened.locator('#rankings table').first().getByRole('button', { name: '待定' });
    await head.focus();
    await opened.keyboard.press('Enter');
    await opened.keyboard.press('Enter');
    assert.deepEqual(await names(), ['西街', '东街']);
    assert.equal(await opened.locator('#rankings table').first().locator('[aria-sort=descending]').count(), 1);
    await opened.keyboard.press('Enter');
    assert.deepEqual(await names(), ordered);
    await opened.context().close();
  });

  it('says what happened to whom, why, and who answers for it', async () => {
    const { page: opened } = await open(browser, page('internal'));
    const failure = opened.locator('#failing .failure').first();
    const text = ((await failure.textContent()) ?? '').replace(/\s+/g, ' ');
    for (const part of [
      '单位乙',
      'U02',
      '东街',
      '民政局',
      '无越级上访',
      '本期越级上访 1 起',
      '约见信访人',
      '二、越级上访',
      '一票否决',
    ])
      assert.ok(text.includes(part), `${part} in ${text}`);
    assert.match((await opened.locator('#failing').textContent()) ?? '', /待定[\s\S]*单位壬/);
    assert.match((await opened.locator('#letters').textContent()) ?? '', /通报函[\s\S]*单位乙/);
    await opened.context().close();
  });

  it('has something to say where there is nothing to tell', async () => {
    await make('first', { ...smallTown, petitions: [], unreported: [] }, { period: '2021-07', audience: 'internal' });
    const { page: opened } = await open(browser, join(made, 'first', 'bulletin', '2021-07.html'));
    const said = (await opened.locator('.empty').allTextContents()).join(' ');
    for (const part of ['没有更早的考核期', '没有未达标的单位', '没有应发的函件', '没有发现问题'])
      assert.ok(said.includes(part), part);
    assert.match((await opened.locator('#headline').textContent()) ?? '', /没有上一期可比/);
    assert.deepEqual(await faults(opened), []);
    await opened.context().close();
  });

  it('of a project that has no standard tells of its rules', async () => {
    await make('rules', { ...smallTown, rulesAlone: true }, { audience: 'internal' });
    const { page: opened } = await open(browser, page('rules'));
    const rows = await opened.locator('#rules tbody tr').allTextContents();
    assert.deepEqual(
      rows.map((row) => row.replace(/\s+/g, '')),
      ['无越级上访单位8110二、越级上访', '两数相等单位10000总则'],
    );
    assert.match((await opened.locator('#headline').textContent()) ?? '', /没有对象按标准考核/);
    assert.deepEqual(await faults(opened), []);
    await opened.context().close();
  });

  it('of 2,000 units is below 2 MB and shows each of them', async () => {
    assert.ok(statSync(page('large')).size < 2_000_000, `${statSync(page('large')).size} bytes`);
    const { page: opened, complaints } = await open(browser, page('large'));
    assert.deepEqual(complaints, []);
    assert.equal(await opened.locator('.tile').count(), 2_000);
    await opened.context().close();
  });

  it('is printed on A4 with running heads, whole rows and quiet colours', async () => {
    const { page: opened } = await open(browser, page('internal'));
    const pdf = await opened.pdf({ path: join(screenshots, 'bulletin-internal.pdf'), preferCSSPageSize: true });
    const pages = pdf.toString('latin1').match(/\/MediaBox ?\[[^\]]+\]/g) ?? [];
    assert.ok(pages.length > 1);
    assert.deepEqual(
      new Set(
        pages.map((box) =>
          box
            .replace(/[^\d. ]/g, '')
            .trim()
            .split(/\s+/)
            .map((n) => Math.round(Number(n)))
            .join(' '),
        ),
      ),
      new Set(['0 0 595 842']),
    );
    await opened.context().close();
  });
});

const quarters = ['2020-Q3', '2020-Q4', '2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4'];

/** Whether a figure's text says its value. */
function says(text: string, value: number): boolean {
  const number = Number(text.replace(/[^\d.]/g, ''));
  if (/^[▲▼＝]/.test(text)) {
    if (text === '＝') return Math.abs(value) < 0.0005;
    const sign = text.startsWith('▲') ? 1 : -1;
    return (
      Math.sign(value) === sign && (number === Math.abs(value) || Math.abs(number - Math.abs(value) * 100) <= 0.0501)
    );
  }
  if (text.endsWith('%')) return Math.abs(number - value * 100) <= (text.includes('.') ? 0.0501 : 0.501);
  return number === value;
}

const long = '很长的名字'.repeat(40);

const hostileTown: Town = {
  ...smallTown,
  title: '</title><script>hit=1</script>',
  publication: '</style><script>window.hit=1</script>"; } @import "x',
  ruleTitle: '<img src=x onerror=hit=1> {{7*7}}',
  clause: '一、<b onmouseover=hit=1>款</b>',
  message: '<script>hit=1</script> {skip-level-petitions} 起',
  streets: [
    ['S1', '<script>hit=1</script>'],
    ['S2', '\u202e街西\u202c ]]></svg><script>hit=1</script>'],
  ],
  departments: [
    ['D1', "=cmd|'/c calc'!A1"],
    ['D2', '"\' onload="hit=1'],
  ],
  units: smallTown.units.map((unit, i) => ({
    ...unit,
    name: [
      '<script>hit=1</script>',
      "=cmd|'/c calc'!A1",
      '\u202eגנב\u202c مرحبا',
      long,
      '👩‍👩‍👧‍👦🏳️‍🌈社区',
      '𠮷𡈽𪚥𰻞村',
      '&lt;b&gt;&amp;',
      '</bdi></li></ul>',
      '\u2066\u2067未封闭',
      '{{constructor}}$1',
    ][i] as string,
  })),
};
