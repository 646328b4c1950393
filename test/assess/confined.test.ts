/** Whatever SQL were to get into the database, it reads no file but the project's data, and nothing from a network. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { assess } from '../../engine/assess/assess.ts';
import { withDatabase } from '../../engine/assess/database.ts';
import type { Reach } from '../../engine/data/duck-lock.ts';
import { openProject } from '../../engine/project/open.ts';

describe('the database of an assessment', () => {
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'confined-'));
    mkdirSync(join(folder, "it's"));
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'secret.csv'), 'a\n1\n');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    for (const name of ["it's/unit", "it's/other"]) {
      const file = join(folder, `${name}.parquet`).replaceAll("'", "''");
      await connection.run(`COPY (SELECT 'u1' AS code, 3 AS size) TO '${file}' (FORMAT parquet)`);
    }
    connection.closeSync();
    instance.closeSync();
  });

  after(() => rmSync(folder, { recursive: true }));

  const quoted = (path: string): string => `'${join(folder, path).replaceAll("'", "''")}'`;

  function confined(use: (connection: DuckDBConnection) => Promise<unknown>): Promise<unknown> {
    const reach: Reach = { files: [join(folder, "it's/unit.parquet")], folders: [join(folder, 'out')] };
    return withDatabase({ memory: '256MB', spillTo: null, reach }, use);
  }

  it('reads the files that it was given and writes to its output', async () => {
    await confined(async (connection) => {
      const read = await connection.runAndReadAll(`SELECT size FROM read_parquet(${quoted("it's/unit.parquet")})`);
      assert.deepEqual(read.getRows(), [[3]]);
      await connection.run(`COPY (SELECT 1) TO ${quoted('out/x.parquet')} (FORMAT parquet)`);
    });
  });

  const forbidden: Readonly<Record<string, string>> = {
    'another file beside them': `SELECT * FROM read_parquet(${'$other'})`,
    'a pattern of files': `SELECT * FROM read_parquet(${'$all'})`,
    'a table elsewhere': `SELECT * FROM read_csv(${'$secret'})`,
    'a file by its name alone': `FROM ${'$secret'}`,
    'text of the system': "SELECT * FROM read_text('/etc/hostname')",
    'a list of files': `SELECT * FROM glob(${'$all'})`,
    'something from a network': "SELECT * FROM read_csv('https://127.0.0.1:9/x.csv')",
    'another database': `ATTACH ${'$database'}`,
    'a file outside the output': `COPY (SELECT 1) TO ${'$written'}`,
    'the way up from the output': `COPY (SELECT 1) TO ${'$upwards'}`,
    'an extension': 'INSTALL httpfs',
    'the permission to': 'SET enable_external_access = true',
    'a wider reach': "SET allowed_directories = ['/']",
    'another setting': 'SET memory_limit = $$64GB$$',
  };
  const places: Readonly<Record<string, string>> = {
    $other: "it's/other.parquet",
    $all: "it's/*.parquet",
    $secret: 'secret.csv',
    $database: 'new.duckdb',
    $written: 'written.csv',
    $upwards: 'out/../written.csv',
  };
  for (const [what, statement] of Object.entries(forbidden)) {
    it(`gets at nothing else: ${what}`, async () => {
      const sql = statement.replace(/\$[a-z]+/, (name) => (places[name] === undefined ? name : quoted(places[name])));
      await confined((connection) =>
        assert.rejects(
          connection.run(sql),
          /Permission Error|configuration has been locked|Cannot change configuration|disabled/,
        ),
      );
    });
  }

  it('is all that judging and writing need', async () => {
    writeFileSync(join(folder, 'datapackage.yaml'), descriptor);
    writeFileSync(join(folder, 'one.policy.yaml'), policy);
    const project = await openProject(folder);
    const out = join(folder, 'results [1]');
    const { standings, dataFindings } = await assess(project, { period: '2021', out, tables: 'parquet' });
    assert.deepEqual(dataFindings, []);
    assert.deepEqual(
      standings.map(({ subject, verdict }) => [subject, verdict]),
      [['u1', 'pass']],
    );
  });
});

const descriptor = `name: small
resources:
  - name: unit
    path: it's/unit.parquet
    schema:
      fields: [{ name: code, type: string }, { name: size, type: integer }]
      primaryKey: [code]
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
standards:
  small-units: { title: { zh: 小, en: Small }, for: unit, requires: [small] }
`;
