/**
 * Broken, wrong and hostile data files and arguments, through a whole assessment: either it is judged and each slip is named by
 * file, row and column, or it stops with a code, the place and what to do. Nothing is thrown that is not meant for the reader.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssessOptions, assess, openProject, ZhunshengError } from '../../engine/index.ts';
import { zipOf } from '../data/zip.ts';

type Content = string | Uint8Array;

const head = 'code,size,share,since\n';
const good = `${head}u1,1,2,2021-01-01\n`;

describe('A broken data file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'broken-data-'));
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'one.policy.yaml'), policy);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function judged(format: string, content: Content | null, options: Partial<AssessOptions> = {}) {
    writeFileSync(join(folder, 'datapackage.yaml'), dictionary(format));
    if (content !== null) writeFileSync(join(folder, `data/unit.${format}`), content);
    return assess(await openProject(folder), { period: '2021', language: 'en', ...options });
  }

  async function stopped(
    format: string,
    content: Content | null,
    options: Partial<AssessOptions> = {},
  ): Promise<string> {
    try {
      await judged(format, content, options);
    } catch (error) {
      assert.ok(error instanceof ZhunshengError, String(error));
      const { code, message, place, remedy } = error.diagnostic;
      for (const text of [message.zh, remedy.zh]) assert.match(text, /\p{Script=Han}/u);
      for (const text of [message.en, remedy.en]) assert.match(text, /[a-z]{3}/);
      return `${code} ${place.file}: ${message.en}`;
    }
    return 'nothing';
  }

  const stops: readonly (readonly [title: string, format: string, content: Content, told: RegExp])[] = [
    [
      'a quote that nobody closes',
      'csv',
      `${head}u1,1,"2,2021-01-01\nu2,1,2,2021-01-01\n`,
      /^ZS4013 data\/unit\.csv: .*row 2 /,
    ],
    [
      'a million columns',
      'csv',
      `${head.trim()}${','.repeat(1_000_000)}\nu1,1\n`,
      /^ZS4015 .*row 1 has 1000004 columns/,
    ],
    ['nothing but NUL bytes', 'csv', '\0'.repeat(5000), /^ZS4011 data\/unit\.csv: /],
    ['text under the name of a workbook', 'xlsx', 'hello', /^ZS4004 data\/unit\.xlsx: .*is text/],
    ['an archive without a workbook', 'xlsx', zipOf({ 'x.txt': 'a' }), /^ZS4005 data\/unit\.xlsx: .*no workbook/],
    ['an archive cut short', 'xlsx', zipOf({ 'x.txt': 'a' }).subarray(0, 40), /^ZS4005 data\/unit\.xlsx: /],
    [
      'a workbook of broken XML',
      'xlsx',
      zipOf({ 'xl/workbook.xml': '<workbook><sheets>' }),
      /^ZS4005 data\/unit\.xlsx: /,
    ],
    ['a number for a list', 'json', '42', /^ZS4010 data\/unit\.json: /],
    ['two hundred thousand brackets', 'json', '['.repeat(200_000), /^ZS4009 data\/unit\.json: .*line 1, column 200001/],
    ['a comma after the end', 'json', '[{"code":"u1"}],', /^ZS4009 data\/unit\.json: .*column 16/],
    ['a Parquet file of nothing', 'parquet', 'PAR1', /^ZS4017 data\/unit\.parquet: /],
    ['a Parquet file of rubbish', 'parquet', `PAR1${'x'.repeat(99)}PAR1`, /^ZS4017 data\/unit\.parquet: /],
  ];
  for (const [title, format, content, told] of stops) {
    it(`stops it: ${title}`, async () => assert.match(await stopped(format, content), told));
  }

  const named: readonly (readonly [title: string, format: string, content: Content, findings: readonly string[]])[] = [
    [
      'a heading that stands twice',
      'csv',
      `${head.replace('share', 'size')}u1,1,2,2021-01-01\n`,
      ['data/unit.csv::share ZS3003', 'data/unit.csv::size ZS3005'],
    ],
    ['a day that no year has', 'csv', `${head}u1,1,2,2021-02-30\n`, ['data/unit.csv:2:since ZS3105']],
    [
      'separators in the wrong places',
      'csv',
      `${head}u1,"1,234",2,\nu2,"12,34",1.2.3,2021/13/1\n`,
      ['data/unit.csv:3:share ZS3102', 'data/unit.csv:3:since ZS3105', 'data/unit.csv:3:size ZS3101'],
    ],
    [
      'numbers beyond all measure',
      'csv',
      `${head}u1,1e400,1e400,2021-01-01\n`,
      ['data/unit.csv:2:share ZS3103', 'data/unit.csv:2:size ZS3103'],
    ],
    [
      'infinity and no number',
      'csv',
      `${head}u1,Infinity,NaN,2021-01-01\n`,
      ['data/unit.csv:2:share ZS3102', 'data/unit.csv:2:size ZS3101'],
    ],
    [
      'a NUL in a heading',
      'csv',
      `${head.replace('size', 'si\0ze')}u1,1,2,2021-01-01\n`,
      ['data/unit.csv:: ZS3004', 'data/unit.csv::size ZS3003'],
    ],
    ['a hundred thousand line ends', 'csv', '\n'.repeat(100_000), ['data/unit.csv:: ZS3002']],
    ['a byte order mark and no more', 'csv', '\ufeff', ['data/unit.csv:: ZS3002']],
    ['a header and no more', 'csv', head, []],
    ['a workbook of no bytes', 'xlsx', '', ['data/unit.xlsx:: ZS3002']],
    [
      'quoted line ends, three kinds of them, and marks in the middle',
      'csv',
      `${head}"u\n1",1,2,2021-01-01\r\nu2,2,\ufeff3,2021-01-02\ru3,3,3,`,
      [],
    ],
    ['full-width digits, points and hyphens', 'csv', `${head}u1,３,１．５,２０２１－０１－０２\n`, []],
  ];
  for (const [title, format, content, findings] of named) {
    it(`is named, and the rest judged: ${title}`, async () => {
      const { dataFindings } = await judged(format, content);
      const found = dataFindings.map(({ code, column, file, row }) => `${file}:${row ?? ''}:${column ?? ''} ${code}`);
      assert.deepEqual(found.sort(), findings);
    });
  }

  it('stops it where a pipe, a folder or a circle of links lies in its place', async () => {
    const path = join(folder, 'data/unit.csv');
    execFileSync('mkfifo', [path]);
    assert.match(await stopped('csv', null), /^ZS4001 data\/unit\.csv: .*a pipe/);
    rmSync(path);
    mkdirSync(path);
    assert.match(await stopped('csv', null), /^ZS4001 data\/unit\.csv: .*a folder/);
    rmSync(path, { recursive: true });
    symlinkSync('unit.csv', path);
    assert.match(await stopped('csv', null), /^ZS4002 data\/unit\.csv: /);
  });

  it('is no matter where the arguments are wrong: these are told, and nothing is left behind', async () => {
    const before = readdirSync(folder).length;
    for (const [options, told] of [
      [{ period: '２０２１' }, /^ZS9007 --period: /],
      [{ period: '2021-01..2021-00' }, /^ZS9007 --period: /],
      [{ period: '0000' }, /^ZS9007 --period: /],
      [{ asOf: '2021-02-30' }, /^ZS9008 --as-of: /],
      [{ asOf: '2020-12-31' }, /^ZS9012 --as-of: .*2020-12-31 lies before the period begins \(2021-01-01\)/],
      [{ out: join(folder, 'one.policy.yaml') }, /^ZS5021 /],
      [{ out: '/dev/null/x' }, /^ZS5021 /],
      [{ out: join(folder, 'x'.repeat(300)) }, /^ZS5021 /],
      [{ out: folder }, /^ZS5022 /],
      [{ data: join(folder, 'one.policy.yaml') }, /^ZS4016 /],
      [{ standards: ['toString'] }, /^ZS5012 --standard: /],
    ] as const) {
      assert.match(await stopped('csv', good, options), told);
    }
    assert.equal(readdirSync(folder).length, before + 1, 'only the dictionary has come since');
  });
});

const dictionary = (format: string): string => `resources:
  - name: unit
    path: data/unit.${format}
    schema:
      primaryKey: code
      fields:
        - { name: code, type: string }
        - { name: size, type: integer }
        - { name: share, type: number }
        - { name: since, type: date }
`;

const policy = `policy: one
title: { zh: 一, en: One }
version: 1
effective: { from: 2020-01-01 }
rules:
  small:
    title: { zh: 小, en: Small }
    for: unit
    require: size < 5
    otherwise: { severity: major, message: { zh: 大, en: Large }, remedy: { zh: 减, en: Cut } }
standards:
  s: { title: { zh: 标, en: S }, for: unit, requires: [small] }
`;
