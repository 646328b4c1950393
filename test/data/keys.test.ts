import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folder, parquet, project, read, removeFolders, stage, stopsWith, unitProject, workbook } from './project.ts';

const district = `
resources:
  - name: street
    path: street.csv
    schema: { primaryKey: code, fields: [{ name: code }] }
  - name: unit
    path: unit.csv
    zhunsheng:valid: { from: since, to: until }
    schema:
      primaryKey: [code, since]
      fields: [{ name: code }, { name: street }, { name: upper }, { name: since, type: date }, { name: until, type: date }]
      foreignKeys:
        - { fields: street, reference: { resource: street, fields: code } }
        - { fields: upper, reference: { resource: "", fields: code } }
`;

describe('keys and references', () => {
  after(removeFolders);

  it('the first of rows with one key is kept, the others are named with the row it stands in', async () => {
    const content = 'code,v\nu1,a\nu2,b\nu1,c\n u1 ,d\n,e\n';
    const { all, findings, rows } = await read(unitProject('u.csv', content, '{ name: v }'));
    assert.deepEqual(rows['unit'], [
      ['u1', 'a'],
      ['u2', 'b'],
    ]);
    assert.deepEqual(findings, ['u.csv:4: ZS3010', 'u.csv:5: ZS3010', 'u.csv:6: ZS3009']);
    assert.equal(all[0]?.message.en, 'the key "u1" already stands in row 2 of u.csv; only that one is read');
    assert.equal(all[0]?.message.zh, '主键“u1”与第 2 行（u.csv）重复，只读取前者');
  });

  it('keys that would read alike are told apart: a "/" is refused in all their texts but the last', async () => {
    const content = 'unit,month,name\na/2021-01/b,2021-01,c\na,2021-01,b/2021-01/c\nu,2021-02,x\n';
    const of = (path: string, bytes: string | Uint8Array) =>
      project(
        `resources: [{ name: grid, path: ${path}, schema: { primaryKey: [unit, month, name], fields: [{ name: unit }, { name: month, type: yearmonth }, { name: name }] } }]`,
        { [path]: bytes },
      );
    const rows = content
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => `('${line.replaceAll(',', "', '")}')`);
    const bytes = await parquet(`SELECT * FROM (VALUES ${rows.join(', ')}) t(unit, month, name)`);
    for (const [path, file] of [
      ['g.csv', content],
      ['g.parquet', bytes],
    ] as const) {
      const { all, rows } = await read(of(path, file));
      assert.deepEqual(rows['grid'], [
        ['a', '2021-01-01', 'b/2021-01/c'],
        ['u', '2021-02-01', 'x'],
      ]);
      assert.deepEqual(
        all.map(({ code }) => code),
        ['ZS3009', 'ZS3116'],
      );
    }
  });

  it('so too in a Parquet file, whose row numbers are those of its records', async () => {
    const bytes = await parquet(`SELECT * FROM (VALUES (1.5, 'a'), (2, 'b'), (1.5, 'c')) t(code, v)`);
    const of = project(
      'resources: [{ name: unit, path: u.parquet, schema: { primaryKey: code, fields: [{ name: code, type: number }, { name: v }] } }]',
      { 'u.parquet': bytes },
    );
    const { all, rows } = await read(of);
    assert.deepEqual(rows['unit'], [
      ['1.5', 'a'],
      ['2', 'b'],
    ]);
    assert.equal(all[0]?.message.en, 'the key "1.5" already stands in row 1 of u.parquet; only that one is read');
  });

  it('versions of one record may follow each other; of those that overlap the first is kept', async () => {
    const { findings, rows } = await read(
      project(district, {
        'street.csv': 'code\ns1\n',
        'unit.csv': [
          'code,street,upper,since,until',
          'u1,s1,,2020-01-01,2020-12-31',
          'u1,s1,,2021-01-01,',
          'u1,s1,,2021-06-01,2021-07-01',
          'u2,s1,u1,,2020-12-31',
          'u2,s1,u1,2020-12-31,',
          'u3,s1,u1,2021-02-01,2021-01-01',
          'u3,s1,u1,,',
          '',
        ].join('\n'),
      }),
    );
    assert.deepEqual(findings, ['unit.csv:4: ZS3011', 'unit.csv:6: ZS3011', 'unit.csv:7: ZS3015']);
    assert.equal(rows['unit']?.length, 5);
  });

  it('a reference that leads nowhere, or is not filled in, is named; nothing is above the top', async () => {
    const { all, findings } = await read(
      project(district, {
        'street.csv': 'code\ns1\n',
        'unit.csv': 'code,street,upper,since,until\nu1,s1,,,\nu2,s9,u1,,\nu3,,u9,,\n',
      }),
    );
    assert.deepEqual(findings, ['unit.csv:3:street ZS3012', 'unit.csv:4:street ZS3013', 'unit.csv:4:upper ZS3012']);
    assert.equal(all[0]?.message.en, '"street" has no "s9"; the row belongs to no street');
  });

  it('where the entity referred to is missing, that is said once and not for each row', async () => {
    const { findings, rows } = await read(
      project(district, { 'unit.csv': 'code,street,upper,since,until\nu1,s1,,,\n' }),
    );
    assert.deepEqual(findings, ['street.csv:: ZS3001']);
    assert.equal(rows['street'], null);
    assert.equal(rows['unit']?.length, 1);
  });

  it('where the column of a reference is missing, that is said once too', async () => {
    const { findings } = await read(
      project(district, { 'street.csv': 'code\ns1\n', 'unit.csv': 'code,since\nu1,\nu2,\n' }),
    );
    assert.deepEqual(findings, ['unit.csv::street ZS3003', 'unit.csv::until ZS3003', 'unit.csv::upper ZS3003']);
  });

  it('a value that should be unique and is not becomes unknown where it stands again', async () => {
    const { all, findings, rows } = await read(
      unitProject(
        'u.csv',
        'code,phone,a,b\nu1,138001,x,1\nu2,138001,x,2\nu3,,x,1\n',
        '{ name: phone, zhunsheng:sensitive: true, constraints: { unique: true } }, { name: a }, { name: b, type: integer }',
        '',
      ),
    );
    assert.deepEqual(findings, ['u.csv:3:phone ZS3014']);
    assert.deepEqual(rows['unit'], [
      ['u1', '138001', 'x', 1n],
      ['u2', null, 'x', 2n],
      ['u3', null, 'x', 1n],
    ]);
    assert.doesNotMatch(JSON.stringify(all), /138001/);
  });

  it('a key with a month in it reads as the month, without a day', async () => {
    const yaml = `resources:
  - { name: unit, path: u.csv, schema: { primaryKey: code, fields: [{ name: code }] } }
  - name: report
    path: r.csv
    schema:
      primaryKey: [unit, month]
      fields: [{ name: unit }, { name: month, type: yearmonth }, { name: about, type: yearmonth }]
      foreignKeys: [{ fields: [unit, about], reference: { resource: '', fields: [unit, month] } }]`;
    const reports = 'unit,month,about\nu1,2021-03,2021-03\nu1,2021年3月,2021-02\nu1,202104,2021-02\n';
    const { all } = await read(project(yaml, { 'u.csv': 'code\nu1\n', 'r.csv': reports }));
    assert.deepEqual(
      all.map(({ code, message }) => [code, /[a-z0-9]+\/[0-9-]+/.exec(message.en)?.[0]]),
      [
        ['ZS3010', 'u1/2021-03'],
        ['ZS3012', 'u1/2021-02'],
      ],
    );
  });

  it('references of several fields, and groups of fields that are unique together', async () => {
    const yaml = `
resources:
  - name: season
    path: season.csv
    schema: { primaryKey: [year, n], fields: [{ name: year, type: year }, { name: n, type: number }] }
  - name: act
    path: act.csv
    schema:
      primaryKey: id
      uniqueKeys: [[y, m]]
      fields: [{ name: id }, { name: y, type: integer }, { name: m, type: number }]
      foreignKeys: { fields: [m, y], reference: { resource: season, fields: [n, year] } }
`;
    const { all, findings } = await read(
      project(yaml, {
        'season.csv': 'year,n\n2021,1\n2021,0.5\n',
        'act.csv': 'id,y,m\na,2021,0.50\nb,2021,2\nc,2021,\nd,2021,.5\n',
      }),
    );
    assert.deepEqual(findings, ['act.csv:3:y,m ZS3012', 'act.csv:4:y,m ZS3013', 'act.csv:5:y,m ZS3014']);
    assert.match(all[0]?.message.en ?? '', /"season" has no "2021\/2"/);
  });
});

describe('where the data lies', () => {
  after(removeFolders);

  it('--data: by the same path, by the name alone, by another extension; findings name what was read', async () => {
    const of = unitProject('data/list/unit.csv', null, '{ name: v }');
    const there = folder({ 'data/list/unit.csv': 'code,v\na,1\n', 'unit.csv': 'code,v\nb,2\n' });
    assert.deepEqual((await read(of, { dataFolder: there })).rows['unit'], [['a', '1']]);
    const flat = folder({ 'unit.csv': 'code,v\nb,2\n' });
    assert.deepEqual((await read(of, { dataFolder: flat })).rows['unit'], [['b', '2']]);
    const bytes = await workbook((book) => {
      const sheet = book.addWorksheet('x');
      sheet.addRow(['code', 'v', 'w']);
      sheet.addRow(['c', 3]);
    });
    const other = await read(of, { dataFolder: folder({ 'unit.xlsx': bytes }) });
    assert.deepEqual([other.rows['unit'], other.findings], [[['c', '3']], ['unit.xlsx:: ZS3004']]);
    assert.deepEqual((await read(of, { dataFolder: folder() })).rows, { unit: null });
    assert.equal(await stopsWith(of, { dataFolder: join(flat, 'nowhere') }), `ZS4016 ${join(flat, 'nowhere')}`);
  });

  it('inputs are told with their size and SHA-256', async () => {
    const of = unitProject('u.csv', 'code\na\n', '{ name: v }');
    assert.deepEqual((await stage(of)).staged.inputs, [
      { file: 'u.csv', bytes: 7, sha256: 'c5519f870bb55c898aed650f0e9655c21938303d3dc943a7eb08707f69eeb5fb' },
    ]);
  });

  it('a link that leads out of the project is not followed', async () => {
    const outside = folder({ 'u.csv': 'code\na\n' });
    const of = unitProject('data/u.csv', null, '{ name: v }');
    mkdirSync(join(of.folder, 'data'));
    symlinkSync(join(outside, 'u.csv'), join(of.folder, 'data/u.csv'));
    assert.equal(await stopsWith(of), 'ZS4003 data/u.csv');
  });
});
