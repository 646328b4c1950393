/** Compares verdicts by some rules with those by more: `run-compare.ts FEW MANY HOW-MANY-FEW RULE…`, those of FEW first. */
import { DuckDBInstance } from '@duckdb/node-api';
import { rows } from '../national/rows.ts';

const [few = '', many = '', count = '', ...rules] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
const connection = await instance.connect();
const first = rules.slice(0, Number(count));
const texts = rules.map((rule, i) => `sum(hash(subject, "${rule}"::VARCHAR))::VARCHAR AS sum${i}`);
const kinds = rules.map(
  (rule, i) => `count(*) FILTER ("${rule}" = 'fail') AS fail${i}, count(*) FILTER ("${rule}" = 'pass') AS pass${i}`,
);
const [row = {}] = await rows(
  connection,
  `SELECT count(*) AS units, ${texts.join(', ')}, ${kinds.join(', ')} FROM '${many}'`,
);
const seen = new Set<unknown>();
const idle = rules.filter((_, i) => {
  const isCopy = seen.has(row[`sum${i}`]);
  seen.add(row[`sum${i}`]);
  return i >= first.length && (isCopy || row[`fail${i}`] === 0n || row[`pass${i}`] === 0n);
});
const same = (await checksum(few)) === (await checksum(many));
process.stdout.write(JSON.stringify({ rows: Number(row.units), same, idle }));

/** The same for the same verdicts by the first rules in any order. */
async function checksum(file: string): Promise<string> {
  const columns = ['period', 'subject', ...first].map((name) => `"${name}"::VARCHAR`);
  const [sum] = await rows(
    connection,
    `SELECT count(*) || '/' || sum(hash(${columns.join(', ')})) AS sum FROM '${file}'`,
  );
  return String(sum?.sum);
}
