/** Roll-ups: how many subjects of a group are up to a standard, and the groups' rank. */
import type { Rollup } from '../model/policy.ts';
import { type Context, standardNamed } from './context.ts';
import { groupColumn, judgedTable, standardColumn } from './judged-columns.ts';

/** The groups as `run.rollups` has them; `before` is the table of the rates in the period before, null where there is none. */
export function changeSql(context: Context, rollup: Rollup, before: string | null): string {
  const entity = standardNamed(context, rollup.standard).entity;
  const rows = rollupSql(context, rollup, judgedTable(context, entity));
  if (!rollup.show.includes('change') || before === null)
    return `SELECT *, CAST(NULL AS DECIMAL(9,6)) AS change\nFROM (${rows})`;
  return (
    `SELECT r.*, CAST(r.rate - b.rate AS DECIMAL(9,6)) AS change\nFROM (${rows}) r\n` +
    `LEFT JOIN ${before} b ON b."group" = r."group"`
  );
}

/**
 * The groups of a roll-up. The rate is passed / assessed, rounded half up to six digits. Ranks go by the exact fraction: two
 * different ones of less than 10^9 subjects differ by more than 10^-18, and so do their whole parts of 10^20.
 */
export function rollupSql(context: Context, rollup: Rollup, judged: string): string {
  const { dialect, moment } = context;
  const { wide } = dialect.types;
  const verdict = dialect.quote(standardColumn(rollup.standard));
  const counted = (word: 'pass' | 'fail' | 'undetermined'): string =>
    `${dialect.countIf(`${verdict} = ${dialect.verdict(word)}`)}`;
  const whole = dialect.quotient(`CAST(passed AS ${wide}) * 100000000000000000000`, `CAST(assessed AS ${wide})`);
  const millionths = dialect.quotient(`CAST(passed AS ${wide}) * 2000000 + assessed`, `CAST(assessed AS ${wide}) * 2`);
  const names = [moment.period.name, rollup.name].map(dialect.text);
  const anyone = 'assessed > 0';
  return (
    `SELECT ${names[0]} AS period, ${names[1]} AS rollup, grouped AS "group", ${dialect.text(rollup.standard)} AS standard,\n` +
    `  assessed, passed, failed, undetermined,\n` +
    `  CASE WHEN ${anyone} THEN CAST(CAST(${millionths} AS DECIMAL(12,0)) * 0.000001 AS DECIMAL(9,6)) END AS rate,\n` +
    `  CASE WHEN ${anyone} THEN rank() OVER (PARTITION BY ${anyone} ORDER BY CASE WHEN ${anyone} THEN ${whole} END DESC) END AS rank\n` +
    `FROM (SELECT grouped, passed + failed + undetermined AS assessed, passed, failed, undetermined\n` +
    `FROM (SELECT ${dialect.quote(groupColumn(rollup.name))} AS grouped, ${counted('pass')} AS passed, ` +
    `${counted('fail')} AS failed, ${counted('undetermined')} AS undetermined\nFROM ${judged}\nGROUP BY 1))`
  );
}
