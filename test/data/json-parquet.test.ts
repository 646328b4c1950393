import assert from 'node:assert/strict';
import { parquet, project, read, removeFolders, stage, stopsWith, unitProject } from './project.ts';

const fields = [
  '{ name: kind, categories: [{ value: village, label: 村 }, school] }',
  '{ name: since, type: date }',
  '{ name: people, type: integer, constraints: { minimum: 0 } }',
  '{ name: rate, type: number }',
  '{ name: open, type: boolean }',
  '{ name: month, type: yearmonth }',
].join(', ');

describe('JSON files', () => {
  after(removeFolders);

  it('are lists of objects, or of lists with a header, also within an object', async () => {
    const objects = [
      { code: 'u1', kind: '村', since: '2021-03-05', people: 12, rate: 0.1, open: true, month: 202103 },
      { code: 2, 单位代码: 'x', kind: 'SCHOOL', since: '2021年3月6日', people: '１２', extra: [1] },
    ];
    const expected = [
      ['u1', 'village', '2021-03-05', 12n, '0.1', true, '2021-03-01'],
      ['2', 'school', '2021-03-06', 12n, null, null, null],
    ];
    const first = await read(unitProject('u.json', JSON.stringify(objects), fields));
    assert.deepEqual(first.rows['unit'], expected);
    assert.deepEqual(first.findings, ['u.json:: ZS3004', 'u.json::code ZS3005']);
    const lists = [
      ['code', 'people'],
      ['u1', 1],
      ['u2', -1],
    ];
    const second = await read(unitProject('u.json', JSON.stringify({ note: 'x', data: lists }), fields));
    assert.deepEqual(
      second.rows['unit']?.map((cells) => cells.slice(0, 4)),
      [
        ['u1', null, null, 1n],
        ['u2', null, null, null],
      ],
    );
    assert.ok(second.findings.includes('u.json:2:people ZS3109'), 'records count from 1');
    const named = unitProject(
      'u.json',
      JSON.stringify({ a: [], b: [{ code: 'u1' }] }),
      fields,
      'dialect: { property: b }',
    );
    assert.equal((await read(named)).rows['unit']?.length, 1);
  });

  it('without records are present; items that are no records are named', async () => {
    assert.deepEqual((await read(unitProject('u.json', '[]', fields))).rows, { unit: [] });
    assert.deepEqual((await read(unitProject('u.json', ' ', fields))).findings, ['u.json:: ZS3002']);
    const mixed = await read(unitProject('u.json', '[{"code":"u1"}, 5, {"code":null}, {}]', '{ name: x }'));
    assert.deepEqual(
      mixed.findings,
      ['u.json::x ZS3003', 'u.json:2: ZS3016', 'u.json:3: ZS3009'].filter((one) => !one.includes(':3:')),
    );
  });

  it('stop with the place where they are no JSON, or hold no list', async () => {
    assert.equal(await stopsWith(unitProject('u.json', '[{"code": }]', fields)), 'ZS4009 u.json');
    assert.equal(await stopsWith(unitProject('u.json', '{"a": 1}', fields)), 'ZS4010 u.json');
    assert.equal(await stopsWith(unitProject('u.json', '{"a": [], "b": []}', fields)), 'ZS4010 u.json');
  });

  it('may stand in the dictionary itself', async () => {
    const yaml =
      'resources: [{ name: u, data: [{ c: 1, v: 0.10 }, { c: 2, v: x }], schema: { primaryKey: c, fields: [{ name: c, type: integer }, { name: v, type: number }] } }]';
    const { findings, rows } = await read(project(yaml));
    assert.deepEqual(rows['u'], [
      [1n, '0.1'],
      [2n, null],
    ]);
    assert.deepEqual(findings, ['datapackage.yaml:2:v ZS3102']);
  });
});

describe('Parquet files', () => {
  after(removeFolders);

  it('are taken as they are where the types fit, without a copy', async () => {
    const bytes =
      await parquet(`SELECT 'u' || i AS code, 'village' AS kind, DATE '2021-03-05' + i::INTEGER AS since, i::INTEGER AS people,
      (i / 10)::DOUBLE AS rate, i % 2 = 0 AS open, TIMESTAMP '2021-03-15 10:00:00' AS month FROM range(3) t(i)`);
    const of = unitProject('u.parquet', bytes, fields);
    const { findings, rows } = await read(of);
    assert.deepEqual(findings, []);
    assert.deepEqual(rows['unit'], [
      ['u0', 'village', '2021-03-05', 0n, '0', true, '2021-03-01'],
      ['u1', 'village', '2021-03-06', 1n, '0.1', false, '2021-03-01'],
      ['u2', 'village', '2021-03-07', 2n, '0.2', true, '2021-03-01'],
    ]);
  });

  it('go through the same converter where they are texts or may be more than they seem', async () => {
    const bytes = await parquet(`SELECT * FROM (VALUES
      (' u1 ', '村', '2021年3月5日', '１２', '95%', '是', '2021-03'),
      ('u2', 'school', '44261', '-5', '0.5', 'maybe', 202104::VARCHAR),
      (NULL, 'town', '', NULL, 'x', NULL, NULL),
      ('　', 'village', '2021-01-01', '1', '1', '否', '2021年1月')) t(code, kind, since, people, rate, open, month)`);
    const { all, findings, rows } = await read(unitProject('u.parquet', bytes, fields));
    assert.deepEqual(rows['unit'], [
      ['u1', 'village', '2021-03-05', 12n, '0.95', true, '2021-03-01'],
      ['u2', 'school', '2021-03-06', null, '0.5', null, '2021-04-01'],
    ]);
    assert.deepEqual(findings, [
      'u.parquet:2:open ZS3104',
      'u.parquet:2:people ZS3109',
      'u.parquet:3: ZS3009',
      'u.parquet:3:kind ZS3107',
      'u.parquet:3:rate ZS3102',
      'u.parquet:4: ZS3009',
    ]);
    assert.match(all[1]?.message.zh ?? '', /“-5”小于下限 0/);
  });

  it('take an instant with a zone as its date in China, and numbers of other widths exactly', async () => {
    const bytes =
      await parquet(`SELECT 'u1' AS code, TIMESTAMPTZ '2021-03-04 16:30:00+00' AS since, 12::UTINYINT AS people,
      0.123456789::DECIMAL(10,9) AS rate, 202103 AS month, 1 AS open`);
    const { findings, rows } = await read(unitProject('u.parquet', bytes, fields));
    assert.deepEqual(findings, ['u.parquet::kind ZS3003']);
    assert.deepEqual(rows['unit'], [['u1', null, '2021-03-05', 12n, '0.123456789', true, '2021-03-01']]);
  });

  it('name required values that are missing, and obey patterns and missing values', async () => {
    const strict =
      '{ name: phone, zhunsheng:sensitive: true, constraints: { required: true, pattern: "1[0-9]{3}" } }, { name: n, type: integer, missingValues: ["-99"] }';
    const bytes = await parquet(
      `SELECT * FROM (VALUES ('u1', '1234', -99), ('u2', NULL, 5), ('u3', '999-secret', 6)) t(code, phone, n)`,
    );
    const { all, findings, rows } = await read(unitProject('u.parquet', bytes, strict));
    assert.deepEqual(findings, ['u.parquet:2:phone ZS3108', 'u.parquet:3:phone ZS3112']);
    assert.deepEqual(rows['unit'], [
      ['u1', '1234', null],
      ['u2', null, 5n],
      ['u3', null, 6n],
    ]);
    assert.doesNotMatch(JSON.stringify(all), /secret/);
  });

  it('have paths with characters that DuckDB takes for patterns', async () => {
    const bytes = await parquet(`SELECT 'u1' AS code`);
    const { rows } = await read(unitProject("a[1]*'?.parquet", bytes, '{ name: code2 }', ''.trim()));
    assert.deepEqual(rows['unit'], [['u1', null]]);
  });

  it('mix with other formats of one entity', async () => {
    const yaml =
      'resources: [{ name: u, path: [a.parquet, b.csv], schema: { primaryKey: c, fields: [{ name: c, type: integer }, { name: v }] } }]';
    const bytes = await parquet(`SELECT i AS c, 'p' AS v FROM range(3) t(i)`);
    const { findings, rows } = await read(project(yaml, { 'a.parquet': bytes, 'b.csv': 'c,v\n2,x\n3,y\n' }));
    assert.deepEqual(rows['u'], [
      [0n, 'p'],
      [1n, 'p'],
      [2n, 'p'],
      [3n, 'y'],
    ]);
    assert.deepEqual(findings, ['b.csv:2: ZS3010']);
  });

  it('stage as a view on the file', async () => {
    const bytes = await parquet(`SELECT i AS code FROM range(10) t(i)`);
    const { staged } = await stage(unitProject('u.parquet', bytes, '{ name: x }'));
    assert.equal(staged.counts.get('unit'), 10);
  });
});
