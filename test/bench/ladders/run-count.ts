/**
 * Compares the ladders of an assessment with those counted by hand on a sample, and its verdicts with those of the project
 * without a ladder: `run-count.ts DATA UNITS WITH WITHOUT`, the last two output folders.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { rows } from '../national/rows.ts';
import { countedByHand } from './count.ts';

const [data = '', units = '', withLadder = '', without = ''] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
const connection = await instance.connect();
const columns = '"period", "ladder", "subject", "occasions", "due", "sent", "missing", "out-of-order", "duplicates"';
await connection.run(`CREATE TABLE counted AS SELECT ${columns} FROM (${countedByHand(data, Number(units))})`);
await connection.run(
  `CREATE TABLE told AS SELECT ${columns} FROM '${withLadder}/ladders.parquet' WHERE subject < 'u' || lpad('${units}', 7, '0')`,
);
const [compared] = await rows(
  connection,
  `SELECT (SELECT count(*) FROM (FROM counted EXCEPT ALL FROM told)) + (SELECT count(*) FROM (FROM told EXCEPT ALL FROM counted)) AS differences,
     (SELECT count(*) FROM told) AS sampled, (SELECT count(DISTINCT due) FROM told) AS steps,
     (SELECT count(*) FROM '${withLadder}/ladders.parquet') AS rows`,
);
const sums = await Promise.all([withLadder, without].map(checksum));
process.stdout.write(
  JSON.stringify({
    differences: Number(compared?.differences),
    sampled: Number(compared?.sampled),
    steps: Number(compared?.steps),
    rows: Number(compared?.rows),
    same: sums[0] === sums[1],
  }),
);

/** The same for the same verdicts in any order. */
async function checksum(folder: string): Promise<string> {
  const file = `'${folder}/verdicts/unit.parquet'`;
  const [sum] = await rows(connection, `SELECT count(*) || '/' || sum(hash(COLUMNS(*)::VARCHAR)) AS sum FROM ${file}`);
  return String(Object.values(sum ?? {}).join());
}
