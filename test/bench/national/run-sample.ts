/**
 * Judges a sample with json-rules-engine and compares its verdicts with those of a Parquet file, and two such files with each
 * other: `run-sample.ts DATA UNITS ASSESSED BY-HAND`.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { runJsonRulesEngine } from './json-rules-engine.ts';
import { rows } from './rows.ts';
import { rules } from './rules.ts';

const [data = '', units = '', assessed = '', byHand = ''] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
const connection = await instance.connect();
const sample = await runJsonRulesEngine(connection, data, Number(units));
const judged = await rows(
  connection,
  `SELECT * FROM '${assessed}' WHERE subject IN (SELECT id FROM '${data}/unit.parquet' ORDER BY id LIMIT ${units})`,
);
let differences = judged.length === sample.judged ? 0 : 1;
for (const row of judged) {
  const verdicts = sample.verdicts.get(`${row.period}/${row.subject}`);
  for (const [index, rule] of rules.entries()) if (verdicts?.[index] !== row[rule.id]) differences++;
}
const checksums = [await checksum(assessed), await checksum(byHand)];
process.stdout.write(
  JSON.stringify({
    judged: sample.judged,
    seconds: sample.seconds,
    cpuSeconds: sample.cpuSeconds,
    differences,
    checksums,
  }),
);

/** The same for the same rows in any order. */
async function checksum(file: string): Promise<string> {
  const columns = ['period', 'subject', ...rules.map((rule) => rule.id)].map((name) => `"${name}"::VARCHAR`);
  const [row] = await rows(
    connection,
    `SELECT count(*) || '/' || sum(hash(${columns.join(', ')})) AS sum FROM '${file}'`,
  );
  return String(row?.sum);
}
