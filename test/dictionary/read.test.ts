import assert from 'node:assert/strict';
import * as dictionaryProblems from '../../engine/diagnostics/registry/dictionary.ts';
import { type ReadDictionary, readDictionary } from '../../engine/dictionary/read.ts';
import { referenceNamed } from '../../engine/dictionary/references.ts';

function read(yaml: string, name = 'datapackage.yaml'): ReadDictionary {
  return readDictionary(new Map([[name, yaml]]));
}

/** `code line:column`, both from 1, as an editor shows them. */
function problemsOf(yaml: string): string[] {
  return read(yaml).diagnostics.map(
    ({ code, place: { range } }) => `${code} ${range.start.line + 1}:${range.start.column + 1}`,
  );
}

const district = `
name: district
title: { zh: 区, en: District }
resources:
  - name: street
    title: 街道
    path: data/street.csv
    encoding: gb18030
    schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: name, type: string }] }
  - name: unit
    title: { zh: 单位, en: Unit }
    path: [data/unit-1.csv, ./data/unit-2.xlsx]
    dialect: { headerRows: [1, 2], sheetName: 名册 }
    zhunsheng:valid: { from: valid-from, to: valid-to }
    schema:
      primaryKey: [code, valid-from]
      missingValues: ['', '-']
      fields:
        - { name: code, type: string, title: { zh: 代码, en: Code } }
        - { name: kind, type: string, categories: [{ value: village, label: { zh: 村, en: Village } }, school] }
        - { name: households, type: integer, constraints: { minimum: 0 }, zhunsheng:unit: 户 }
        - { name: budget, type: number, groupChar: ' ' }
        - { name: street, type: string }
        - { name: upper, type: string }
        - { name: founded, type: year }
        - { name: valid-from, type: date }
        - { name: valid-to, type: date, format: '%d/%m/%Y' }
      foreignKeys:
        - { fields: street, reference: { resource: street, fields: code } }
        - { fields: [upper], reference: { fields: [code] } }
  - name: monthly-report
    path: data/report.parquet
    zhunsheng:reports: { for: unit, month: month }
    schema:
      primaryKey: [unit-code, month]
      fields: [{ name: unit-code }, { name: month, type: yearmonth }, { name: filed, type: datetime }]
      foreignKeys: { fields: unit-code, reference: { resource: unit, fields: code } }
  - name: season
    schema:
      primaryKey: name
      fields:
        - { name: name }
        - { name: target, type: number, zhunsheng:sensitive: true }
        - { name: due, type: date, zhunsheng:planned: true, constraints: { unique: true } }
    data: [[q1, 0.10, 2021-04-10], { name: q2, target: 12 }]
`;

describe('the data dictionary', () => {
  it('becomes entities, typed fields, keys and references', () => {
    const { dictionary, diagnostics, resources } = read(district);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual([...dictionary.entities.keys()], ['street', 'unit', 'monthly-report', 'season']);
    const unit = dictionary.entities.get('unit');
    assert.ok(unit);
    assert.deepEqual(unit.title, { zh: '单位', en: 'Unit' });
    assert.deepEqual(dictionary.entities.get('street')?.title, { zh: '街道', en: '街道' });
    assert.deepEqual(
      [...unit.fields.values()].map(({ type }) => type.kind),
      ['text', 'code', 'integer', 'decimal', 'text', 'text', 'integer', 'date', 'date'],
    );
    assert.deepEqual(unit.fields.get('kind')?.type, {
      kind: 'code',
      codes: [
        { value: 'village', title: { zh: '村', en: 'Village' } },
        { value: 'school', title: { zh: 'school', en: 'school' } },
      ],
    });
    assert.equal(unit.fields.get('households')?.constraints.minimum, '0');
    assert.equal(unit.fields.get('households')?.unit, '户');
    assert.deepEqual(unit.key, ['code'], 'the date from which a version holds is no part of the key');
    assert.deepEqual(unit.valid, { from: 'valid-from', to: 'valid-to' });
    assert.deepEqual(
      [...unit.references.values()],
      [
        { name: 'street', target: 'street', fields: ['street'] },
        { name: 'upper', target: 'unit', fields: ['upper'] },
      ],
    );
    const report = dictionary.entities.get('monthly-report');
    assert.ok(report);
    assert.deepEqual(report.reports, { reference: 'unit-code', month: 'month' });
    assert.equal(referenceNamed(report, 'unit')?.name, 'unit-code', "the target's name stands for its only reference");
    assert.equal(referenceNamed(unit, 'unit')?.name, 'upper');
    assert.equal(report.fields.get('filed')?.type.kind, 'date');

    const source = resources.get('unit');
    assert.deepEqual(source?.sources, [
      { path: 'data/unit-1.csv', format: 'csv' },
      { path: 'data/unit-2.xlsx', format: 'xlsx' },
    ]);
    assert.deepEqual(source?.dialect.headerRows, [1, 2]);
    assert.equal(source?.formats.get('valid-to')?.dateFormat, '%d/%m/%Y');
    assert.deepEqual(source?.formats.get('code')?.missingValues, ['', '-']);
    assert.equal(resources.get('street')?.encoding, 'gb18030');
    const season = resources.get('season');
    assert.deepEqual(season?.inline, [['q1', '0.10', '2021-04-10'], { name: 'q2', target: '12' }]);
    assert.deepEqual(season?.uniqueKeys, [['due']]);
    assert.equal(dictionary.entities.get('season')?.fields.get('target')?.sensitive, true);
    assert.equal(dictionary.entities.get('season')?.fields.get('due')?.planned, true);
  });

  it('reads datapackage.json too', () => {
    const json =
      '{ "resources": [{ "name": "u", "path": "u.csv", "schema": { "primaryKey": "c", "fields": [{ "name": "c" }] } }] }';
    const { dictionary, diagnostics } = read(json, 'datapackage.json');
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(dictionary.entities.get('u')?.key, ['c']);
  });

  for (const [name, definition] of Object.entries(dictionaryProblems)) {
    it(`names the example of ${definition.code} ${name} as such, with what to do`, () => {
      assert.ok(definition.example, 'every problem of a dictionary can be shown');
      const { diagnostics } = readDictionary(new Map(Object.entries(definition.example.files)));
      for (const { message } of diagnostics) assert.doesNotMatch(`${message.zh}\n${message.en}`, / {2}/);
      assert.ok(
        diagnostics.some(({ code }) => code === definition.code),
        `${definition.code} expected, got ${diagnostics.map(({ code, message }) => `${code} ${message.en}`).join(' | ')}`,
      );
      for (const { message, remedy } of diagnostics) {
        assert.doesNotMatch(
          `${message.zh}${message.en}${remedy.zh}${remedy.en}`,
          /\{[a-z]+\}|undefined|object Object/i,
        );
      }
    });
  }

  it('shows each problem at its place, and suggests', () => {
    const yaml = `resources:
  - name: unit
    path: unit.csv
    zhunsheng:vaild: { from: since }
    schema:
      primaryKey: cod
      fields:
        - { name: code, type: sting }
        - { name: kind, type: string, constraints: { required: "yes" } }
        - { title: x }
`;
    assert.deepEqual(problemsOf(yaml), ['ZS2003 8:31', 'ZS2003 9:64', 'ZS2004 10:11', 'ZS2005 4:5', 'ZS2011 6:19']);
    const { diagnostics } = read(yaml);
    assert.equal(diagnostics[0]?.message.en.startsWith('"type" should be one of: string, number, integer'), true);
    assert.match(diagnostics[3]?.message.en ?? '', /did you mean "zhunsheng:valid"/);
    assert.match(diagnostics[4]?.message.zh ?? '', /是否想写“code”/);
  });

  it('says once what an item of the wrong kind should be', () => {
    const shape = (resource: string): string[] =>
      read(`resources: [${resource}]`).diagnostics.map(({ message }) => message.en);
    assert.deepEqual(shape('unit'), ['item 1 of "resources" should be a resource with its name, path and schema']);
    assert.deepEqual(
      shape('{ name: u, path: { a: 1 }, schema: { primaryKey: c, fields: [{ name: c, title: [1] }] } }').slice(0, 2),
      [
        '"path" should be a path or a list of paths',
        '"title" should be a text, or one in each language: { zh: …, en: … }',
      ],
    );
  });

  it('refuses every spelling of a path that leads out of the project', () => {
    for (const path of [
      '/etc/passwd.csv',
      '../x.csv',
      'a/../../x.csv',
      'C:/x.csv',
      '..\\\\x.csv',
      'file:///x.csv',
      '~/x.csv',
      'https://x.y/z.csv',
    ]) {
      const yaml = `resources: [{ name: u, path: "${path}", schema: { primaryKey: c, fields: [{ name: c }] } }]`;
      assert.deepEqual(
        read(yaml).diagnostics.map(({ code }) => code),
        ['ZS2023'],
        path,
      );
    }
  });

  it('reads whatever it is given without an exception', () => {
    for (const yaml of [
      '',
      '[]',
      'a',
      '12',
      'resources: ~',
      'resources: [~, 1, [], {}]',
      '{',
      '\u0000',
      'resources: [{ name: [], schema: [] }]',
      'resources: [{ name: u, path: [~, []], schema: { fields: [~, { name: {} }], primaryKey: [[]], foreignKeys: [1, { fields: ~, reference: ~ }], uniqueKeys: [~, [~], x] } }]',
    ]) {
      const { diagnostics } = read(yaml);
      assert.ok(diagnostics.length > 0, JSON.stringify(yaml));
    }
  });
});
