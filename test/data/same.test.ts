import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parquet, project, read, removeFolders } from './project.ts';

/** What people write into cells: of every type, rightly and wrongly. */
const written = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '　',
    '-',
    '0',
    '1',
    '-1',
    '1,234',
    '１２',
    '12.50',
    '95%',
    '1e3',
    '9999999999999999999',
    'x',
    "o'k",
    'a/b',
  ),
  fc.constantFrom(
    '2021-03-05',
    '2021/3/5',
    '2021年3月',
    '44260',
    '202103',
    '2021-02-30',
    '是',
    '否',
    'true',
    '村',
    'village',
    'Ｖillage',
  ),
  fc.string({ maxLength: 4 }).filter((text) => !/[\r\n"]/.test(text)),
);
const key = fc.constantFrom('k1', 'k2', 'k3', ' k1', '', 'k4');
const row = fc.tuple(
  key,
  fc.constantFrom('u1', 'u2', 'u9', '', ' u1'),
  written,
  written,
  written,
  written,
  written,
  written,
);
const version = fc.tuple(
  fc.constantFrom('u1', 'u2', 'u1 ', ''),
  fc.constantFrom('', '2020-01-01', '2020-06-01', '2021-01-01', '2022-01-01', 'x'),
  fc.constantFrom('', '2020-05-31', '2020-12-31', '2021-12-31', '2019-01-01'),
);

const names = ['id', 'unit', 'kind', 'on', 'month', 'n', 'rate', 'open'];

const dictionary = (extension: string): string => `
resources:
  - name: unit
    path: unit.${extension}
    zhunsheng:valid: { from: since, to: until }
    schema:
      primaryKey: code
      fields: [{ name: code }, { name: since, type: date }, { name: until, type: date }]
  - name: event
    path: event.${extension}
    schema:
      primaryKey: id
      missingValues: ['', '-']
      fields:
        - { name: id }
        - { name: unit }
        - { name: kind, categories: [{ value: village, label: 村 }, { value: x, label: X }], constraints: { required: true } }
        - { name: on, type: date, constraints: { maximum: 2021-12-31 } }
        - { name: month, type: yearmonth }
        - { name: n, type: integer, constraints: { minimum: 0, unique: true } }
        - { name: rate, type: number }
        - { name: open, type: boolean }
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`;

describe('in memory and in DuckDB', () => {
  after(removeFolders);

  const data = fc.record({ units: fc.array(version, { maxLength: 6 }), events: fc.array(row, { maxLength: 12 }) });

  it('CSV gives the same rows and the same findings', async () => {
    const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
      [header, ...rows].map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`).join('');
    await fc.assert(
      fc.asyncProperty(data, async ({ events, units }) => {
        await read(
          project(dictionary('csv'), {
            'unit.csv': csv(['code', 'since', 'until'], units),
            'event.csv': csv(names, events),
          }),
        );
        removeFolders();
      }),
      { numRuns: 30 },
    );
  });

  it('Parquet gives the same rows and findings as JSON does', async () => {
    const literal = (text: string): string =>
      text === '' ? 'NULL' : `'${text.replaceAll("'", "''").replaceAll('\0', '')}'`;
    const table = (header: readonly string[], rows: readonly (readonly string[])[]): Promise<Uint8Array> =>
      parquet(
        `SELECT * FROM (VALUES ${[header.map(() => ''), ...rows].map((cells) => `(${cells.map((cell) => `${literal(cell)}::VARCHAR`).join(', ')})`).join(', ')}) t(${header.map((name) => `"${name}"`).join(', ')}) OFFSET 1`,
      );
    const json = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
      JSON.stringify([
        header,
        ...rows.map((cells) => cells.map((cell) => (cell === '' ? null : cell.replaceAll('\0', '')))),
      ]);
    await fc.assert(
      fc.asyncProperty(data, async ({ events, units }) => {
        // A row that is all blank is skipped in JSON and named in Parquet, which has no blank rows.
        const full = events.filter((cells) => cells.some((cell) => cell.trim() !== ''));
        const filled = units.filter((cells) => cells.some((cell) => cell.trim() !== ''));
        const one = await read(
          project(dictionary('parquet'), {
            'unit.parquet': await table(['code', 'since', 'until'], filled),
            'event.parquet': await table(names, full),
          }),
        );
        const other = await read(
          project(dictionary('json'), {
            'unit.json': json(['code', 'since', 'until'], filled),
            'event.json': json(names, full),
          }),
        );
        assert.deepEqual(one.rows, other.rows);
        assert.deepEqual(
          one.findings,
          other.findings.map((line) => line.replace('.json', '.parquet')),
        );
        removeFolders();
      }),
      { numRuns: 12 },
    );
  });
});
