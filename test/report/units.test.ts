/** Reports on single units: a page for each that failed or is undetermined, as its readers have it. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { openProject } from '../../engine/project/open.ts';
import { type ReportOptions, report } from '../../engine/report/report.ts';
import { fileNames } from '../../engine/report/units/file-names.ts';
import { setUpBrowser } from '../e2e/setup.ts';
import { faults } from '../extension/page.ts';
import { expected, tablesOf } from './expected.ts';
import { hostileNames } from './hostile.ts';
import { figures, open, unmarked } from './page.ts';
import { secret, smallTown, type Town, withTown } from './town.ts';

const root = join(import.meta.dirname, '../..');
const made = join(root, '.cache', 'unit-reports');
const screenshots = join(root, '.cache', 'screenshots');

describe('Unit reports', function () {
  this.timeout(240_000);
  let browser: Browser;

  before(async () => {
    rmSync(made, { recursive: true, force: true });
    mkdirSync(screenshots, { recursive: true });
    browser = await chromium.launch({ executablePath: await setUpBrowser(), args: ['--no-sandbox', '--disable-gpu'] });
    await make('internal', smallTown, { audience: 'internal' });
    await make('english', smallTown, { audience: 'internal', language: 'en' });
    await make('public', busyTown, {});
    await make('hostile', hostileTown, { audience: 'internal' });
    const project = await openProject(join(root, 'rules'), { tests: false });
    await report(project, { period: '2021', out: join(made, 'shipped'), audience: 'internal', only: ['units'] });
  });
  after(() => browser.close());

  function make(name: string, town: Town, options: Partial<ReportOptions>): Promise<unknown> {
    const out = join(made, name);
    return withTown(town, (project) => report(project, { period: '2021-11', out, only: ['units'], ...options }));
  }
  const folder = (name: string, period = '2021-11'): string => join(made, name, 'units', period);
  const text = (name: string, file: string, period?: string): string =>
    readFileSync(join(folder(name, period), file), 'utf8');

  it('are there for each unit that failed or is undetermined, and for no other', async () => {
    assert.deepEqual(readdirSync(folder('internal')), ['U02.html', 'U09.html', 'index.html']);
    const { page } = await open(browser, join(folder('internal'), 'index.html'));
    const links = await page.locator('main a').evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    assert.deepEqual(
      links.map((link) => basename(link)),
      ['U02.html', 'U09.html'],
    );
    assert.match(text('internal', '../../index.html'), /units\/2021-11\/index\.html/);
    await page.context().close();
  });

  it('say what failed, by which records, the clause, what to do, who answers, and what would have passed', async () => {
    const { page } = await open(browser, join(folder('internal'), 'U02.html'));
    const said = (await page.locator('main').textContent()) ?? '';
    for (const part of [
      '无越级上访',
      '一票否决',
      '本期越级上访 1 起',
      'P1',
      '约见信访人',
      '单位、街道',
      '二、越级上访',
      '越级即不达标',
    ])
      assert.ok(said.includes(part), part);
    const change = (await page.locator('#change').textContent()) ?? '';
    assert.match(change, /没有更小的改动能达标/);
    assert.match(change, /“越级上访起数”由 1 变为 0（1 条记录，已无法改变）/);
    await page.context().close();
  });

  it('say of an undetermined unit what to supply, and that this is still possible', () => {
    const page = text('internal', 'U09.html');
    assert.match(page, /补报 2021-11/);
    assert.match(page, /还来得及/);
    const english = text('english', 'U09.html');
    assert.match(english, /file the reports for 2021-11/);
    assert.match(english, /still possible/);
  });

  it('name the responsibilities and the advice that the policies have for a failing unit', () => {
    const pages = readdirSync(folder('shipped', '2021')).filter((file) => file !== 'index.html');
    const all = pages.map((file) => text('shipped', file, '2021'));
    assert.ok(pages.length > 10, `${pages.length} pages`);
    assert.ok(all.some((page) => page.includes('属地责任') && page.includes('由街道党工委检查整改')));
    // An analysis on record: its cause and advice by their titles, the day set.
    const analysed = all.find((page) => page.includes('<bdi data-text="title">原因代码</bdi>'));
    assert.ok(analysed !== undefined, 'no page tells of an analysis');
    assert.match(analysed, /开出处方<\/bdi><\/dt><dd>/);
    assert.match(analysed, /<dd><bdi data-text="word">2021-\d\d-\d\d<\/bdi><\/dd>/);
  });

  it('say what the tables of assess say', async () => {
    const project = await openProject(join(root, 'rules'), { tests: false });
    const tables = await tablesOf(project, ['2021'], new Map(), 'zh');
    let compared = 0;
    for (const file of readdirSync(folder('shipped', '2021')).slice(0, 12)) {
      const { page, complaints } = await open(browser, join(folder('shipped', '2021'), file));
      for (const { from, text: said } of await figures(page)) {
        compared++;
        assert.equal(said, expected(tables, from), `${file} ${from}`);
      }
      assert.deepEqual(await unmarked(page), [], file);
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
    assert.ok(compared > 30, `${compared} texts`);
  });

  for (const [name, file] of [
    ['internal', 'U02.html'],
    ['internal', 'index.html'],
    ['english', 'U09.html'],
    ['hostile', 'index.html'],
  ] as const) {
    it(`can be read by everyone, on a desk and on a phone (${name} ${file})`, async () => {
      for (const width of [1440, 390]) {
        for (const dark of [false, true]) {
          const { page, complaints } = await open(browser, join(folder(name), file), { width, dark });
          assert.deepEqual(await faults(page), []);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(wide <= 0, `${wide} too wide`);
          const look = `unit-${name}-${basename(file, '.html')}-${width}-${dark ? 'dark' : 'light'}.png`;
          await page.screenshot({ path: join(screenshots, look), fullPage: true });
          assert.deepEqual(complaints, []);
          await page.context().close();
        }
      }
    });
  }

  it('show hostile names and keys as text, in files that any system can hold', async () => {
    const files = readdirSync(folder('hostile'));
    assert.equal(files.length, hostileTown.units.length + 1);
    for (const file of files) assert.match(file, /^[A-Za-z0-9_-]{1,80}\.html$/);
    for (const file of files) {
      const { page, complaints } = await open(browser, join(folder('hostile'), file), { width: 390 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${file}: ${wide} too wide`);
      assert.equal(await page.locator('b, script:not(body > script), img, iframe').count(), 0);
      assert.deepEqual(complaints, []);
      await page.context().close();
    }
    const { page } = await open(browser, join(folder('hostile'), 'index.html'));
    const said = (await page.locator('main').textContent()) ?? '';
    assert.ok(said.includes('<script>alert(1)</script>'));
    await page.context().close();
  });

  it('show no sensitive field, and to the public no record, message or change, and only units that the bulletin shows', () => {
    for (const name of ['internal', 'public', 'hostile'])
      for (const file of readdirSync(folder(name))) assert.equal(text(name, file).includes(secret), false, file);
    const files = readdirSync(folder('public'));
    assert.ok(files.length > 2, 'no page for the public');
    for (const file of files) {
      const page = text('public', file);
      for (const word of ['data-from="findings', '约见信访人', '本期越级上访', 'Q-', 'id="change"', 'id="causes"'])
        assert.equal(page.includes(word), false, `${file}: ${word}`);
    }
    assert.ok(text('public', files[0] ?? '').includes('二、越级上访'));
  });

  it('do not tell the public whether anybody failed where that is withheld', async () => {
    await make('withheld', smallTown, {});
    assert.deepEqual(readdirSync(folder('withheld')), ['index.html']);
    const page = text('withheld', 'index.html');
    assert.equal(page.includes('没有未达标'), false);
    assert.match(page, /不公布/);
  });

  it('are the same bytes each time', async () => {
    await make('again', smallTown, { audience: 'internal' });
    assert.equal(
      readFileSync(join(made, 'again', 'manifest.json'), 'utf8'),
      readFileSync(join(made, 'internal', 'manifest.json'), 'utf8'),
    );
  });

  it('have file names of their own for any keys', () => {
    const keys = [
      'U01',
      'u01',
      'u1',
      'con',
      'index',
      '..',
      '../x',
      '村',
      '村 ',
      '<b>',
      'a/b',
      'a-b',
      '长'.repeat(200),
      '',
    ];
    const names = [...fileNames(keys).values()];
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, keys.length);
    for (const name of names) assert.match(name, /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/);
    assert.equal(fileNames(keys).get('u1'), 'u1');
    assert.equal(fileNames(['U01']).get('U01'), 'U01');
    // No key is what another is called by.
    const taken = fileNames(['村']).get('村') ?? '';
    assert.notEqual(fileNames(['村', taken]).get(taken), taken);
  });
});

/** Many units fail in each of two streets, so that the public may be told which. */
const busyTown: Town = {
  ...smallTown,
  units: Array.from({ length: 60 }, (_, i) => ({
    code: `B${i}`,
    name: `居委会${i}`,
    kind: i % 2 === 0 ? 'village' : 'enterprise',
    street: i < 30 ? 'S1' : 'S2',
    department: i % 4 < 2 ? 'D1' : 'D2',
  })),
  petitions: Array.from({ length: 30 }, (_, i) => ({
    id: `Q-${i}`,
    unit: `B${i * 2 + (Math.floor(i / 2) % 2)}`,
    level: 'skip-level',
    receivedOn: '2021-11-03',
  })),
  unreported: [],
};

const hostileKeys = [
  '../../etc/x',
  '<script>hit=1</script>',
  'CON',
  'index',
  'a b',
  '村',
  '很'.repeat(60),
  'u01',
  'U01',
  '"\'&',
  '%2e%2e',
  '\u202eabc',
];

const hostileTown: Town = {
  ...smallTown,
  title: '</title><script>hit=1</script>',
  ruleTitle: '<img src=x onerror=hit=1>',
  clause: '一、<b onmouseover=hit=1>款</b>',
  units: Object.values(hostileNames).map((name, i) => ({
    code: hostileKeys[i] ?? `H${i}`,
    name,
    kind: 'village',
    street: 'S1',
    department: 'D1',
  })),
  petitions: Object.keys(hostileNames).map((id, i) => ({
    id: `${id}<b>`,
    unit: hostileKeys[i] ?? `H${i}`,
    level: 'skip-level',
    receivedOn: '2021-11-03',
  })),
  unreported: [],
};
