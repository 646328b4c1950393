import assert from 'node:assert/strict';
import iconv from 'iconv-lite';
import { project, read, removeFolders, stopsWith, unitProject } from './project.ts';

describe('CSV files as offices keep them', () => {
  after(removeFolders);

  const fields = '{ name: name, title: { zh: 名称, en: Name } }, { name: since, type: date, title: 成立日期 }';
  const text = '单位代码,名称,成立日期\nu1,龙源湖社区,2021年3月5日\nu2,𠮷祥村,2021/3/6\n';
  const rows = [
    ['u1', '龙源湖社区', '2021-03-05'],
    ['u2', '𠮷祥村', '2021-03-06'],
  ];

  const encodings: Record<string, Uint8Array> = {
    'UTF-8': Buffer.from(text),
    'UTF-8 with a byte order mark': Buffer.from(`\uFEFF${text}`),
    'GB18030 with a character of four bytes': iconv.encode(text, 'gb18030'),
    'UTF-16LE with a mark': iconv.encode(text, 'utf-16le', { addBOM: true }),
    'UTF-16LE without': iconv.encode(text, 'utf-16le'),
    'UTF-16BE with a mark': iconv.encode(text, 'utf-16be', { addBOM: true }),
    'UTF-16BE without': iconv.encode(text, 'utf-16be'),
    'UTF-8 with Windows line ends': Buffer.from(text.replaceAll('\n', '\r\n')),
    'UTF-8 with mixed line ends': Buffer.from(text.replace('\n', '\r\n')),
    'UTF-8 with tabs': Buffer.from(text.replaceAll(',', '\t')),
    'UTF-8 with semicolons': Buffer.from(text.replaceAll(',', ';')),
    'UTF-8 with full-width commas': Buffer.from(text.replaceAll(',', '，')),
  };
  for (const [name, bytes] of Object.entries(encodings)) {
    it(`${name} is read without being told`, async () => {
      assert.deepEqual(
        await read(unitProject('data/unit.csv', bytes, fields)).then(({ findings, rows }) => ({ findings, rows })),
        {
          findings: [],
          rows: { unit: rows },
        },
      );
    });
  }

  it('GB18030 is found out even after a long stretch of ASCII', async () => {
    const ascii = Array.from({ length: 40_000 }, (_, i) => `a${i},plain,2021-01-01\n`).join('');
    const bytes = iconv.encode(`code,name,since\n${ascii}z,村,2021-01-02\n`, 'gb18030');
    const { findings, rows } = await read(unitProject('data/unit.csv', bytes, fields));
    assert.deepEqual(findings, []);
    assert.deepEqual(rows['unit']?.at(-1), ['z', '村', '2021-01-02']);
    assert.equal(rows['unit']?.length, 40_001);
  });

  it('declared as gbk, GB18030 is read', async () => {
    const { rows: seen } = await read(unitProject('u.csv', iconv.encode(text, 'gb18030'), fields, 'encoding: gbk'));
    assert.deepEqual(seen['unit'], rows);
  });

  it('names bytes that make no sense by row and column, and keeps the rest of the row', async () => {
    const bytes = Buffer.concat([
      Buffer.from('code,name,since\nu1,村,2021-01-01\nu2,'),
      Buffer.from([0xc0, 0xff]),
      Buffer.from(',2021-01-02\n'),
    ]);
    const { findings, rows } = await read(unitProject('u.csv', bytes, fields));
    assert.deepEqual(findings, ['u.csv:3:name ZS3114']);
    assert.deepEqual(rows['unit'], [
      ['u1', '村', '2021-01-01'],
      ['u2', null, '2021-01-02'],
    ]);
  });

  it('finds the header under title rows, and matches headings whatever their width, case and line breaks', async () => {
    const content =
      '某区单位名册,,,\n填报日期：2021年,,,\n ＣＯＤＥ ,"名\n称",成立日期,备注\nu1,甲,20210305,x\n\nu2,乙,44261,\n\n\n';
    const { findings, rows, all } = await read(unitProject('u.csv', content, fields));
    assert.deepEqual(rows['unit'], [
      ['u1', '甲', '2021-03-05'],
      ['u2', '乙', '2021-03-06'],
    ]);
    assert.deepEqual(findings, ['u.csv:: ZS3004', 'u.csv:5: ZS3006']);
    assert.match(all[0]?.message.zh ?? '', /备注/);
    assert.match(all[1]?.message.zh ?? '', /1 个空行/, 'those at the end are nothing to speak of');
  });

  it('reads a header of two rows', async () => {
    const content = '基本情况,,日期\n单位代码,名称,成立日期\nu1,甲,2021-01-01\n';
    const { findings, rows } = await read(unitProject('u.csv', content, fields));
    assert.deepEqual(findings, []);
    assert.deepEqual(rows['unit'], [['u1', '甲', '2021-01-01']]);
  });

  it('joins the parts of a header of two rows where the dictionary says so', async () => {
    const both = '{ name: low, title: 人口 户数, type: integer }, { name: high, title: 房屋 户数, type: integer }';
    const content = ',人口,房屋\ncode,户数,户数\nu1,1,2\n';
    assert.deepEqual((await read(unitProject('u.csv', content, both))).rows['unit'], [['u1', 1n, 2n]]);
    const declared = 'dialect: { headerRows: [1, 2] }';
    assert.deepEqual((await read(unitProject('u.csv', content, both, declared))).rows['unit'], [['u1', 1n, 2n]]);
  });

  it('tells columns with one heading apart by their order where the dictionary has as many fields of that title', async () => {
    const twice = '{ name: first, title: 备注 }, { name: second, title: 备注 }';
    const { findings, rows: seen } = await read(unitProject('u.csv', '单位代码,备注,备注\nu1,a,b\n', twice));
    assert.deepEqual([findings, seen['unit']], [[], [['u1', 'a', 'b']]]);
    const named = '{ name: 备注 }, { name: second, title: 备注 }';
    const { rows: own } = await read(unitProject('u.csv', '单位代码,备注,备注\nu1,a,b\n', named));
    assert.deepEqual(own['unit'], [['u1', 'a', 'b']]);
    const { rows: single } = await read(unitProject('u.csv', '单位代码,备注\nu1,a\n', named));
    assert.deepEqual(single['unit'], [['u1', 'a', null]]);
    const { rows: unclear } = await read(unitProject('u.csv', '单位代码,备注\nu1,a\n', twice));
    assert.deepEqual(unclear['unit'], [['u1', null, null]]);
  });

  it('takes the whole of a heading of two rows before its lower part, which others may have too', async () => {
    const both = '{ name: all, title: 件数 }, { name: petitions, title: 信访 件数 }';
    const grouped = '单位代码,件数,信访\n,,件数\nu1,3,1\n';
    const { rows: apart } = await read(unitProject('u.csv', grouped, both));
    assert.deepEqual(apart['unit'], [['u1', '3', '1']]);
  });

  it('reads by position where there is no header', async () => {
    const { rows } = await read(unitProject('u.csv', 'u1,甲,2021-01-01\n', fields, 'dialect: { header: false }'));
    assert.deepEqual(rows['unit'], [['u1', '甲', '2021-01-01']]);
  });

  it('names missing, extra and repeated columns once, and rows that are too long or too short', async () => {
    const content = 'code,name,name,extra\nu1,甲,乙,x\nu2,丙\nu3,丁,,x,y\n';
    const { findings, rows } = await read(unitProject('u.csv', content, fields));
    assert.deepEqual(findings, [
      'u.csv:: ZS3004',
      'u.csv::name ZS3005',
      'u.csv::since ZS3003',
      'u.csv:3: ZS3008',
      'u.csv:4: ZS3007',
    ]);
    assert.deepEqual(rows['unit'], [
      ['u1', '甲', null],
      ['u2', '丙', null],
      ['u3', '丁', null],
    ]);
  });

  it('counts rows as a spreadsheet does, also past quoted line breaks and blank rows', async () => {
    const content = 'code,name,since\n"u1","a\n""b""",2021-01-01\n\nu2,c,soon\n';
    const { findings, rows } = await read(unitProject('u.csv', content, fields));
    assert.deepEqual(findings, ['u.csv:3: ZS3006', 'u.csv:4:since ZS3105']);
    assert.equal(rows['unit']?.[0]?.[1], 'a\n"b"');
  });

  it('takes an empty file, and one with only a header, as no records, and a missing one as unknown', async () => {
    const empty = await read(unitProject('u.csv', '', fields));
    assert.deepEqual([empty.rows, empty.findings], [{ unit: [] }, ['u.csv:: ZS3002']]);
    const header = await read(unitProject('u.csv', 'code,name,since\n', fields));
    assert.deepEqual([header.rows, header.findings], [{ unit: [] }, []]);
    const missing = await read(unitProject('u.csv', null, fields));
    assert.deepEqual([missing.rows, missing.findings], [{ unit: null }, ['u.csv:: ZS3001']]);
  });

  it('stops where a key column or the whole header is missing', async () => {
    assert.equal(await stopsWith(unitProject('u.csv', 'name,since\n甲,2021-01-01\n', fields)), 'ZS4012 u.csv');
    assert.equal(await stopsWith(unitProject('u.csv', 'x,y\n1,2\n', fields)), 'ZS4011 u.csv');
  });

  it('takes several files as one, in order, and the whole as unknown where one is missing', async () => {
    const yaml = `resources: [{ name: u, path: [a.csv, b.csv], schema: { primaryKey: c, fields: [{ name: c }, { name: v }] } }]`;
    const both = await read(project(yaml, { 'a.csv': 'c,v\n1,a\n', 'b.csv': 'v,c\nb,2\nc,1\n' }));
    assert.deepEqual(both.rows, {
      u: [
        ['1', 'a'],
        ['2', 'b'],
      ],
    });
    assert.deepEqual(both.findings, ['b.csv:3: ZS3010']);
    assert.match(both.all[0]?.message.en ?? '', /already stands in row 2 of a.csv/);
    const one = await read(project(yaml, { 'a.csv': 'c,v\n1,a\n' }));
    assert.deepEqual([one.rows, one.findings], [{ u: null }, ['b.csv:: ZS3017']]);
  });

  it('reads text that is quoted from some row on as if it all were, and numbers rows through', async () => {
    // 'code,name,since' and rows of 15 characters: a line break of Windows is cut in two by the end of a piece that is read.
    const plain = Array.from({ length: 20_000 }, (_, i) => `u${String(i).padStart(5, '0')},村,2021`);
    const rest = ['"q1","a\r\nb",soon', 'q2,c,2021-01-02', '', 'q3,d,later'];
    for (const end of ['\n', '\r\n', '\r']) {
      const content = ['code,name,since', ...plain, ...rest].join(end);
      const { findings, rows } = await read(
        unitProject('u.csv', content, '{ name: name }, { name: since, type: date }'),
      );
      assert.equal(rows['unit']?.length, 20_003, JSON.stringify(end));
      assert.deepEqual(rows['unit']?.slice(-3), [
        ['q1', 'a\r\nb', null],
        ['q2', 'c', '2021-01-02'],
        ['q3', 'd', null],
      ]);
      assert.deepEqual(findings.slice(-3), [
        'u.csv:20002:since ZS3105',
        'u.csv:20004: ZS3006',
        'u.csv:20005:since ZS3105',
      ]);
    }
  });

  it('stops at a row that is too long, quoted or not, and says which', async () => {
    for (const long of ['x'.repeat(5 << 20), `"${'x'.repeat(5 << 20)}"`]) {
      const of = unitProject('u.csv', `code,name\nu1,a\nu2,${long}\n`, '{ name: name }');
      assert.equal(await stopsWith(of), 'ZS4014 u.csv');
    }
  });

  it('keeps commas, quotes and comments as the dialect says', async () => {
    const dialect = `dialect: { delimiter: "|", quoteChar: "'", commentChar: "#", nullSequence: 'NULL' }`;
    const content = `code|name|since\n# a comment\nu1|'a|b'|NULL\n`;
    const { findings, rows } = await read(unitProject('u.csv', content, fields, dialect));
    assert.deepEqual(findings, []);
    assert.deepEqual(rows['unit'], [['u1', 'a|b', null]]);
  });
});
