/**
 * Broken, wrong and hostile data files: each ends in a diagnostic with code, place and remedy (or in findings), in bounded time
 * and memory, the same way in memory and in DuckDB.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, symlinkSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import iconv from 'iconv-lite';
import type { DataProject } from '../../engine/data/sources.ts';
import { ZhunshengError } from '../../engine/diagnostics/error.ts';
import { parquet, read, removeFolders, stage, stopsWith, unitProject, workbook } from './project.ts';
import { type Packed, zipOf } from './zip.ts';

const fields = '{ name: name, title: 名称 }, { name: n, type: integer }';
const good = 'code,name,n\nu1,甲,1\n';

function unit(path: string, content: string | Uint8Array | null, more = ''): DataProject {
  return unitProject(path, content, fields, more);
}

/** A project whose file is made by a function, for what can't be written as bytes. */
function made(path: string, make: (file: string, folder: string) => void, more = ''): DataProject {
  const of = unit(path, null, more);
  make(join(of.folder, path), of.folder);
  return of;
}

async function sheetBook(): Promise<Uint8Array> {
  return workbook((book) => {
    const sheet = book.addWorksheet('表');
    sheet.addRow(['code', 'name', 'n']);
    for (let i = 0; i < 200; i++) sheet.addRow([`u${i}`, `单位${i}`, i]);
  });
}

/** A workbook of given parts, with the usual ones where none is given. */
function book(sheet: string, parts: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  return zipOf({ ...workbookParts, 'xl/worksheets/sheet1.xml': sheet, ...parts });
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const workbookParts = {
  '_rels/.rels': `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': '<workbook><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

function row(number: number | string, ...cells: string[]): string {
  return `<row r="${number}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join('')}</row>`;
}

const sheetStart = `<worksheet><sheetData>${row(1, 'code', 'name', 'n')}`;
const sheetEnd = '</sheetData></worksheet>';

function oleFile(stream: string): Uint8Array {
  return Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1024),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);
}

/** Bytes without order, the same in every run. */
function noise(length: number): Uint8Array {
  let state = 42;
  return Uint8Array.from({ length }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state >> 16;
  });
}

interface Case {
  readonly name: string;
  readonly of: () => DataProject | Promise<DataProject>;
  /** Code and file of the error. */
  readonly stops: string;
}

const cases: readonly Case[] = [
  { name: 'a folder in place of the file', of: () => made('u.csv', (file) => mkdirSync(file)), stops: 'ZS4001 u.csv' },
  {
    name: 'a pipe in place of the file',
    of: () => made('u.csv', (file) => execFileSync('mkfifo', [file])),
    stops: 'ZS4001 u.csv',
  },
  {
    name: 'a device in place of the file',
    of: () => made('u.csv', (file) => symlinkSync('/dev/zero', file)),
    stops: 'ZS4001 u.csv',
  },
  { name: 'a link to itself', of: () => made('u.csv', (file) => symlinkSync(file, file)), stops: 'ZS4002 u.csv' },
  {
    name: 'a link out of the project',
    of: () => made('u.csv', (file) => symlinkSync('/etc/passwd', file)),
    stops: 'ZS4003 u.csv',
  },
  { name: 'XLSX called CSV', of: async () => unit('u.csv', await sheetBook()), stops: 'ZS4004 u.csv' },
  {
    name: 'Parquet called CSV',
    of: async () => unit('u.csv', await parquet('SELECT 1 AS code')),
    stops: 'ZS4004 u.csv',
  },
  { name: 'PDF called CSV', of: () => unit('u.csv', '%PDF-1.7\n'), stops: 'ZS4004 u.csv' },
  {
    name: 'a web page called CSV',
    of: () => unit('u.csv', '<!DOCTYPE html><table><tr><td>code</td></tr></table>'),
    stops: 'ZS4004 u.csv',
  },
  {
    name: 'a web page called XLSX, as some systems export',
    of: () => unit('u.xlsx', '\n<html><table></table></html>'),
    stops: 'ZS4004 u.xlsx',
  },
  { name: 'CSV called XLSX', of: () => unit('u.xlsx', good), stops: 'ZS4004 u.xlsx' },
  { name: 'CSV called Parquet', of: () => unit('u.parquet', good), stops: 'ZS4004 u.parquet' },
  { name: 'CSV called JSON', of: () => unit('u.json', good), stops: 'ZS4009 u.json' },
  { name: 'an old .xls called XLSX', of: () => unit('u.xlsx', oleFile('Workbook')), stops: 'ZS4004 u.xlsx' },
  { name: 'an XLSX with a password', of: () => unit('u.xlsx', oleFile('EncryptedPackage')), stops: 'ZS4006 u.xlsx' },
  { name: 'an XLSX cut in half', of: async () => unit('u.xlsx', half(await sheetBook())), stops: 'ZS4005 u.xlsx' },
  {
    name: 'an XLSX without its last bytes',
    of: async () => unit('u.xlsx', (await sheetBook()).slice(0, -30)),
    stops: 'ZS4005 u.xlsx',
  },
  {
    name: 'an XLSX without its first bytes',
    of: async () => unit('u.xlsx', (await sheetBook()).slice(300)),
    stops: 'ZS4005 u.xlsx',
  },
  {
    name: 'an XLSX with bytes overwritten in the middle',
    of: async () => unit('u.xlsx', overwritten(await sheetBook())),
    stops: 'ZS4005 u.xlsx',
  },
  { name: 'a zip that is no workbook', of: () => unit('u.xlsx', zipOf({ 'a.txt': 'x' })), stops: 'ZS4005 u.xlsx' },
  { name: 'a workbook whose sheet is lost', of: () => unit('u.xlsx', zipOf(workbookParts)), stops: 'ZS4005 u.xlsx' },
  {
    name: 'a sheet whose XML breaks off',
    of: () => unit('u.xlsx', book(`${sheetStart}<row r="2"><c`)),
    stops: 'ZS4005 u.xlsx',
  },
  { name: 'a sheet whose XML is none', of: () => unit('u.xlsx', book('{"sheet": 1}')), stops: 'ZS4005 u.xlsx' },
  {
    name: 'a bomb of XML entities',
    of: () =>
      unit(
        'u.xlsx',
        book(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheetStart}${row(2, '&b;')}${sheetEnd}`),
      ),
    stops: 'ZS4005 u.xlsx',
  },
  {
    name: 'a zip bomb',
    of: () => unit('u.xlsx', zipOf({ ...workbookParts, 'xl/worksheets/sheet1.xml': bomb() })),
    stops: 'ZS4007 u.xlsx',
  },
  {
    name: 'a zip bomb that lies about its size',
    of: () => unit('u.xlsx', zipOf({ ...workbookParts, 'xl/worksheets/sheet1.xml': bomb() }, { size: 1000 })),
    stops: 'ZS4005 u.xlsx',
  },
  {
    name: 'a zip of too many files',
    of: () => unit('u.xlsx', zipOf(Object.fromEntries(Array.from({ length: 20_001 }, (_, i) => [`f${i}`, ''])))),
    stops: 'ZS4007 u.xlsx',
  },
  {
    name: 'a zip with a path that climbs',
    of: () => unit('u.xlsx', zipOf({ '../../evil': 'x', ...workbookParts })),
    stops: 'ZS4005 u.xlsx',
  },
  {
    name: 'a cell beyond the last column',
    of: () => unit('u.xlsx', book(`${sheetStart}<row r="2"><c r="ZZZZ2"><v>1</v></c></row>${sheetEnd}`)),
    stops: 'ZS4015 u.xlsx',
  },
  {
    name: 'a row beyond the last row',
    of: () => unit('u.xlsx', book(`${sheetStart}${row(99_999_999, 'u1')}${sheetEnd}`)),
    stops: 'ZS4005 u.xlsx',
  },
  {
    name: 'rows out of order',
    of: () => unit('u.xlsx', book(`${sheetStart}${row(5, 'u1')}${row(3, 'u2')}${sheetEnd}`)),
    stops: 'ZS4005 u.xlsx',
  },
  {
    name: 'a sheet that is not there',
    of: async () => unit('u.xlsx', await sheetBook(), 'dialect: { sheetNumber: 9 }'),
    stops: 'ZS4008 u.xlsx',
  },
  { name: 'a quote that is not closed', of: () => unit('u.csv', `${good}u2,"乙,2\nu3,丙,3\n`), stops: 'ZS4013 u.csv' },
  {
    name: 'a quote that is not closed in a large file',
    of: () => unit('u.csv', `${good}u2,"乙,2\n${'u3,丙,3\n'.repeat(900_000)}`),
    stops: 'ZS4014 u.csv',
  },
  { name: 'a line of 100 MB', of: () => made('u.csv', longLine), stops: 'ZS4014 u.csv' },
  {
    name: 'a first line of 100 MB',
    of: () => made('u.csv', (file) => longLine(file, '', '', '')),
    stops: 'ZS4014 u.csv',
  },
  { name: 'a million columns', of: () => unit('u.csv', `${good}${','.repeat(1_000_000)}\n`), stops: 'ZS4015 u.csv' },
  {
    name: 'a header of a million columns',
    of: () => unit('u.csv', `code${',x'.repeat(1_000_000)}\n`),
    stops: 'ZS4015 u.csv',
  },
  { name: 'nothing but NUL bytes', of: () => unit('u.csv', new Uint8Array(100_000)), stops: 'ZS4011 u.csv' },
  { name: 'random bytes', of: () => unit('u.csv', noise(100_000)), stops: 'ZS4011 u.csv' },
  {
    name: 'GB18030 declared as UTF-8',
    of: () => unit('u.csv', iconv.encode('单位代码,名称\nu1,甲\n', 'gb18030'), 'encoding: utf-8'),
    stops: 'ZS4019 u.csv',
  },
  {
    name: 'UTF-8 declared as GB18030',
    of: () => unit('u.csv', '单位代码,名称\nu1,甲\n', 'encoding: gb18030'),
    stops: 'ZS4019 u.csv',
  },
  {
    name: 'UTF-16 declared as UTF-8',
    of: () => unit('u.csv', iconv.encode(good, 'utf-16le'), 'encoding: utf-8'),
    stops: 'ZS4019 u.csv',
  },
  {
    name: 'UTF-8 declared as GB18030 under a header of ASCII, where all would be read, as other words',
    of: () => unit('u.csv', 'code,name,n\nu1,东村委会,1\n', 'encoding: gb18030'),
    stops: 'ZS4019 u.csv',
  },
  { name: 'no header', of: () => unit('u.csv', 'u1,甲,1\nu2,乙,2\n'), stops: 'ZS4011 u.csv' },
  { name: 'no key column', of: () => unit('u.csv', 'name,n\n甲,1\n'), stops: 'ZS4012 u.csv' },
  {
    name: 'the wrong separator declared',
    of: () => unit('u.csv', good, 'dialect: { delimiter: ";" }'),
    stops: 'ZS4011 u.csv',
  },
  { name: 'JSON that breaks off', of: () => unit('u.json', '[{"code": "u1", "na'), stops: 'ZS4009 u.json' },
  { name: 'JSON with comments', of: () => unit('u.json', '// units\n[]'), stops: 'ZS4009 u.json' },
  {
    name: 'JSON nested a hundred thousand deep',
    of: () => unit('u.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    stops: 'ZS4011 u.json',
  },
  { name: 'JSON that is a number', of: () => unit('u.json', '42'), stops: 'ZS4010 u.json' },
  {
    name: 'JSON without the list that is declared',
    of: () => unit('u.json', '{"rows": []}', 'dialect: { property: items }'),
    stops: 'ZS4010 u.json',
  },
  {
    name: 'a JSON record of 300,000 fields',
    of: () => unit('u.json', `[{${Array.from({ length: 300_000 }, (_, i) => `"f${i}":1`).join(',')}}]`),
    stops: 'ZS4015 u.json',
  },
  {
    name: 'JSON of a size that can not be held',
    of: () =>
      made('u.json', (file) => {
        writeFileSync(file, '[');
        truncateSync(file, 300 << 20);
      }),
    stops: 'ZS4007 u.json',
  },
  {
    name: 'a Parquet file cut in half',
    of: async () => unit('u.parquet', half(await parquet('SELECT i AS code FROM range(9999) t(i)'))),
    stops: 'ZS4017 u.parquet',
  },
  {
    name: 'a Parquet file of noise',
    of: () => unit('u.parquet', Buffer.concat([Buffer.from('PAR1'), noise(5000), Buffer.from('PAR1')])),
    stops: 'ZS4017 u.parquet',
  },
  {
    name: 'a Parquet file with nothing between its marks',
    of: () => unit('u.parquet', 'PAR1PAR1'),
    stops: 'ZS4017 u.parquet',
  },
  {
    name: 'a Parquet file without the key column',
    of: async () => unit('u.parquet', await parquet('SELECT 1 AS name')),
    stops: 'ZS4012 u.parquet',
  },
];

describe('broken data files', () => {
  after(removeFolders);

  it('are many', () => assert.ok(cases.length >= 30));

  for (const { name, of, stops } of cases) {
    it(`${name}: ${stops.slice(0, 6)}`, async () => {
      const broken = await of();
      const started = Date.now();
      const before = process.resourceUsage().maxRSS;
      assert.equal(await stopsWith(broken), stops);
      assert.ok(Date.now() - started < 20_000, 'soon');
      assert.ok(process.resourceUsage().maxRSS - before < 500 * 1024, 'without much memory');
    });
  }

  it('a file that was not copied to the end is called that, in either language', async () => {
    const cut = [
      unit('u.xlsx', half(await sheetBook())),
      unit('u.parquet', half(await parquet('SELECT i AS code FROM range(9999) t(i)'))),
    ];
    for (const project of cut) {
      const error = await stage(project).then(
        () => assert.fail('it was read'),
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof ZhunshengError);
      const { zh, en } = error.diagnostic.message;
      assert.match(zh, /^“u\.(xlsx|parquet)”(\p{Script=Han}|[：，]| Parquet )+$/u);
      assert.match(en, /its end is missing/);
    }
  });

  it('a file behind a file is missing, as is one behind a dead link', async () => {
    const behind = await read(made('data/u.csv', (_, folder) => writeFileSync(join(folder, 'data'), 'x')));
    assert.deepEqual([behind.rows, behind.findings], [{ unit: null }, ['data/u.csv:: ZS3001']]);
    const dead = await read(made('u.csv', (file) => symlinkSync('/nowhere/at/all', file)));
    assert.deepEqual(dead.rows, { unit: null });
  });

  it('files of no bytes have no records, whatever they are called', async () => {
    for (const name of ['u.csv', 'u.xlsx', 'u.json', 'u.parquet']) {
      const { findings, rows } = await read(unit(name, ''));
      assert.deepEqual([rows, findings], [{ unit: [] }, [`${name}:: ZS3002`]]);
    }
  });

  it('NUL bytes and lone bytes within cells make those cells unknown, by row and column', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${good}u2,a\0b,2\nu3,\x00,3\nu4,`),
      Buffer.from([0xff, 0xfe, 0xff]),
      Buffer.from(',4\n'),
    ]);
    const { findings, rows } = await read(unit('u.csv', bytes));
    assert.deepEqual(findings, ['u.csv:3:name ZS3114', 'u.csv:4:name ZS3114', 'u.csv:5:name ZS3114']);
    assert.equal(rows['unit']?.length, 4);
  });

  it('a hundred thousand bad cells are all named, and a hundred thousand blank rows counted once', async () => {
    const content = `code,name,n\n${Array.from({ length: 100_000 }, (_, i) => `u${i},a,x\n`).join('')}${',,\n'.repeat(100_000)}last,,1\n`;
    const seen = await stage(unit('u.csv', content));
    assert.equal(seen.all.filter(({ code }) => code === 'ZS3101').length, 100_000);
    assert.deepEqual(
      seen.all.filter(({ code }) => code === 'ZS3006').map(({ message }) => message.en),
      ['100000 blank rows among the data from this one on, skipped'],
    );
    assert.equal(seen.rows['unit']?.length, 100_001);
  });

  it('a value that never ends is shown cut short', async () => {
    const { all } = await read(unit('u.csv', `code,name,n\nu1,a,${'9'.repeat(100_000)}\n`));
    assert.ok((all[0]?.message.en.length ?? 0) < 200);
  });
});

function half(bytes: Uint8Array): Uint8Array {
  return bytes.slice(0, bytes.length / 2);
}

function overwritten(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  const sheet = Buffer.from(bytes).indexOf('xl/worksheets/sheet1.xml');
  copy.fill(0xff, sheet + 60, sheet + 400);
  return copy;
}

/** A sheet of 300 MB of blanks, packed. */
function bomb(): Packed {
  const blanks = Buffer.alloc(300 << 20, ' ');
  Buffer.from(sheetStart).copy(blanks);
  return { packed: deflateRawSync(blanks), size: blanks.length };
}

function longLine(file: string, _folder: string, head = good, cell = 'u2,'): void {
  const descriptor = openSync(file, 'w');
  writeSync(descriptor, head + cell);
  const chunk = 'x'.repeat(1 << 20);
  for (let i = 0; i < 100; i++) writeSync(descriptor, chunk);
  closeSync(descriptor);
}
