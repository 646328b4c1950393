/** The folder that `report` writes: whole or not at all, the same bytes for the same input, months gathering in it. */
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assess } from '../../engine/assess/assess.ts';
import type { ZhunshengError } from '../../engine/diagnostics/error.ts';
import type { Project } from '../../engine/project/open.ts';
import { findBrowser } from '../../engine/report/pdf.ts';
import { type ReportOptions, report as reportOf } from '../../engine/report/report.ts';
import { setUpBrowser } from '../e2e/setup.ts';
import { smallTown, withTown } from './town.ts';

describe('What report writes', function () {
  this.timeout(120_000);

  const inTown = (use: (project: Project, out: string) => Promise<void>): Promise<void> =>
    withTown(smallTown, (project, base) => use(project, join(base, 'out')));
  /** The bulletin, unless another part is asked for. */
  const report = (project: Project, options: ReportOptions) => reportOf(project, { only: ['bulletin'], ...options });
  const refusal = async (doing: Promise<unknown>): Promise<string> => {
    try {
      await doing;
    } catch (error) {
      const { code, diagnostic } = error as ZhunshengError;
      return `${code} ${diagnostic.message.en}`;
    }
    return 'none';
  };

  it('is the same bytes for the same input', () =>
    inTown(async (project, out) => {
      const options: Omit<ReportOptions, 'out'> = { period: '2021-10..2021-11', audience: 'internal' };
      await report(project, { ...options, out });
      const first = contents(out);
      await report(project, { ...options, out });
      await report(project, { ...options, out: `${out}-again` });
      assert.deepEqual(Object.keys(first), [
        'bulletin/2021-10.html',
        'bulletin/2021-11.html',
        'index.html',
        'manifest.json',
      ]);
      assert.deepEqual(contents(out), first);
      assert.deepEqual(contents(`${out}-again`), first);
    }));

  it('gathers month by month, the latest first on the index page', () =>
    inTown(async (project, out) => {
      await report(project, { period: '2021-10', out });
      const october = contents(out)['bulletin/2021-10.html'];
      const { written, kept } = await report(project, { period: '2021-11', out, language: 'en' });
      assert.deepEqual(
        written.map(({ period }) => period),
        ['2021-11'],
      );
      assert.deepEqual(
        kept.map(({ period }) => period),
        ['2021-10'],
      );
      const files = contents(out);
      assert.equal(files['bulletin/2021-10.html'], october);
      assert.match(files['bulletin/2021-11.html'] ?? '', /<html lang="en">/);
      assert.match(files['index.html'] ?? '', /bulletin\/2021-11\.html[\s\S]*bulletin\/2021-10\.html/);
      // A month made in one run with others is as it is made alone.
      await report(project, { period: '2021-10..2021-11', out: `${out}-both`, language: 'zh' });
      assert.equal(contents(`${out}-both`)['bulletin/2021-10.html'], october);
    }));

  it('is judged as of the day asked for, earlier periods as of their own end', () =>
    inTown(async (project, out) => {
      await report(project, { period: '2021-11', asOf: '2021-11-02', out, audience: 'internal' });
      const page = contents(out)['bulletin/2021-11.html'] ?? '';
      assert.match(page, /<time datetime="2021-11-02">/);
      assert.match(page, /data-from="standings\/2021-10\/three-zero\/fail">2</);
      // The petition of 3 November has not come in yet.
      assert.match(page, /data-from="standings\/2021-11\/three-zero\/fail">0</);
    }));

  it('keeps public and internal apart, and leaves other folders alone', () =>
    inTown(async (project, out) => {
      await report(project, { period: '2021-11', out });
      const before = contents(out);
      const internal = report(project, { period: '2021-11', out, audience: 'internal' });
      assert.match(
        await refusal(internal),
        /^ZS8102 .* for the audience public, what would be written is for internal/,
      );
      assert.deepEqual(contents(out), before);
      const assessed = `${out}-assessed`;
      await assess(project, { period: '2021-11', out: assessed });
      assert.match(await refusal(report(project, { period: '2021-11', out: assessed })), /^ZS8101 /);
      assert.equal(existsSync(join(assessed, 'standings.csv')), true);
      const other = `${out}-other`;
      mkdirSync(other);
      writeFileSync(join(other, 'mine.txt'), 'mine');
      assert.match(await refusal(report(project, { period: '2021-11', out: other })), /^ZS5020 /);
      assert.deepEqual(readdirSync(other), ['mine.txt']);
    }));

  it('takes nothing over from a manifest that points outside its folder', () =>
    inTown(async (project, out) => {
      await report(project, { period: '2021-10', out });
      const manifest = readFileSync(join(out, 'manifest.json'), 'utf8');
      writeFileSync(join(out, 'manifest.json'), manifest.replace('bulletin/2021-10.html', '../rules/datapackage.yaml'));
      writeFileSync(
        join(out, 'manifest.json'),
        manifest.replace(/"file": "[^"]*"/, '"file": "../rules/datapackage.yaml"'),
      );
      assert.match(await refusal(report(project, { period: '2021-11', out })), /^ZS8101 /);
    }));

  it('is made of the parts that are asked for', () =>
    inTown(async (project, out) => {
      assert.match(
        await refusal(report(project, { period: '2021-11', out, only: ['bulletins'] })),
        /^ZS9006 .*did you mean "bulletin"/,
      );
      assert.equal(existsSync(out), false);
      const { written } = await report(project, { period: '2021-11', out, only: ['bulletin'] });
      assert.deepEqual(
        written.map(({ part }) => part),
        ['bulletin'],
      );
    }));

  describe('as PDF', () => {
    it('is printed by the browser that is there, the same bytes each time', async () => {
      const browser = await setUpBrowser();
      await inTown(async (project, out) => {
        await report(project, { period: '2021-11', out, browser });
        const first = readFileSync(join(out, 'bulletin/2021-11.pdf'));
        assert.equal(first.subarray(0, 5).toString(), '%PDF-');
        await report(project, { period: '2021-11', out, browser });
        assert.equal(readFileSync(join(out, 'bulletin/2021-11.pdf')).equals(first), true);
        assert.match(readFileSync(join(out, 'index.html'), 'utf8'), /bulletin\/2021-11\.pdf/);
      });
    });

    it('is refused in one message where there is no browser', async () => {
      const places = { path: '/nowhere', platform: 'linux' } as const;
      assert.match(await refusal(findBrowser(null, places)), /^ZS8103 No Chromium, Chrome or Edge was found/);
      assert.match(await refusal(findBrowser('/nowhere/chromium', places)), /^ZS8103 .*\/nowhere\/chromium/);
    });

    it('leaves nothing half written where the browser fails', () =>
      inTown(async (project, out) => {
        const browser = `${out}-browser`;
        writeFileSync(browser, '#!/bin/sh\necho no display >&2\nexit 3\n');
        chmodSync(browser, 0o755);
        const made = report(project, { period: '2021-11', out, browser });
        assert.match(await refusal(made), /^ZS8104 .*2021-11\.html: no display/);
        assert.equal(existsSync(out), false);
      }));
  });
});

/** Texts of all files by path. */
function contents(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
  return Object.fromEntries(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}
