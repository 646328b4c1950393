/**
 * The data of the ladders' benchmark: those of the national one with their events spread over 2020 to 2022, in one unit of two
 * hundred so many petitions that all four letters fall due, and the letters that were sent: to each unit and month with a
 * petition to the district mostly one, of any step.
 */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { makeData, type Size } from '../national/data.ts';

/** The folder with the four files of the national data and `letter.parquet`. */
export async function makeLadderData(cache: string, size: Size): Promise<string> {
  const folder = join(cache, `ladders-${size.units}-v2`);
  if (existsSync(folder)) return folder;
  const from = await makeData(cache, size);
  const making = `${folder}.making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '2GB' });
  const connection = await instance.connect();
  for (const [name, query] of Object.entries(queries(from, making, size.units))) {
    await connection.run(`COPY (${query}) TO '${join(making, `${name}.parquet`)}' (FORMAT parquet)`);
  }
  connection.closeSync();
  instance.closeSync();
  renameSync(making, folder);
  return folder;
}

/** In order: the letters are made from the petitions. */
function queries(from: string, to: string, units: number): Readonly<Record<string, string>> {
  const dice = (purpose: string) => `(hash(id, '${purpose}') % 100)::INTEGER`;
  // A year back, none, a year on: 2020-01-02 to 2022-12-31.
  const moved = (...days: readonly string[]) =>
    days.map((day) => `"${day}" + 365 * ((hash(id, 'year') % 3)::INTEGER - 1) AS "${day}"`).join(', ');
  const isBusy = `${dice('busy')} < 12`;
  const busy = `'u' || lpad((200 * (hash(id, 'busy unit') % ${Math.floor(units / 200)}))::VARCHAR, 7, '0')`;
  return {
    unit: `SELECT * FROM '${from}/unit.parquet'`,
    petition:
      `SELECT * REPLACE (CASE WHEN ${isBusy} THEN ${busy} ELSE unit END AS unit, ` +
      `CASE WHEN ${isBusy} THEN 'district' ELSE level END AS level, ${moved('received-on', 'replied-on')}) FROM '${from}/petition.parquet'`,
    accident: `SELECT * REPLACE (${moved('happened-on')}) FROM '${from}/accident.parquet'`,
    case: `SELECT * REPLACE (${moved('filed-on', 'closed-on')}) FROM '${from}/case.parquet'`,
    letter: `SELECT 'l' || substr(min(id), 2) AS id, unit,
       CASE WHEN ${dice('step').replace('id', 'min(id)')} < 50 THEN 'reminder' WHEN ${dice('step').replace('id', 'min(id)')} < 75 THEN 'notice'
            WHEN ${dice('step').replace('id', 'min(id)')} < 90 THEN 'interview' ELSE 'accountability' END AS letter,
       strftime(month, '%Y-%m') AS about, last_day(month) + 1 + (hash(min(id), 'sent') % 20)::INTEGER AS "sent-on"
     FROM (SELECT id, unit, date_trunc('month', "received-on")::DATE AS month FROM '${to}/petition.parquet'
           WHERE level = 'district' AND ${dice('sent at all')} < 80)
     GROUP BY unit, month`,
  };
}
