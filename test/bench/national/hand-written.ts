/**
 * The best that we could write by hand in DuckDB's SQL for the verdicts of the national benchmark: each event table read and
 * grouped once by unit and month, one wide projection, one Parquet file.
 */
import { type NationalRule, rules } from './rules.ts';

/** How the rows of the file lie: as DuckDB comes by them, or as in the file that `assess` writes. */
export type Order = 'any' | 'period, subject';

/** Statements to run in order; the last writes the verdicts to `target`. */
export function handWritten(folder: string, target: string, order: Order): readonly string[] {
  const verdicts = rules.map((rule) => `${verdict(rule)} AS "${rule.id}"`).join(',\n  ');
  return [
    "CREATE TYPE verdict AS ENUM ('pass', 'fail', 'undetermined', 'not-applicable')",
    `COPY (
WITH units AS (SELECT row_number() OVER ()::INTEGER AS n, id, kind, size FROM '${folder}/unit.parquet'),
p AS (
  SELECT n, month(received_on)::TINYINT AS m, count(*) AS petitions,
    count(*) FILTER (level = 'skip-level') AS skip_level, count(*) FILTER (level = 'district') AS district,
    count(*) FILTER (persons >= 5) AS collective, count(*) FILTER (persons IS NULL) AS persons_unknown,
    coalesce(sum(persons), 0)::BIGINT AS people, max(persons) AS crowd,
    count(*) FILTER (days <= 7) AS in_time, count(*) FILTER (level = 'ordinary') AS ordinary,
    count(*) FILTER (level = 'ordinary' AND days <= 7) AS ordinary_in_time,
    count(*) FILTER (replied_on <= last_day(received_on)) AS replied, max(days) AS slowest, sum(days)::BIGINT AS days
  FROM (
    SELECT unit, level, persons, "received-on" AS received_on, "replied-on" AS replied_on,
      least("replied-on", last_day("received-on")) - "received-on" AS days
    FROM '${folder}/petition.parquet'
  ) JOIN units ON id = unit GROUP BY ALL
),
a AS (
  SELECT n, month("happened-on")::TINYINT AS m, count(*) AS accidents, count(*) FILTER (severity = 'grave') AS grave,
    count(*) FILTER (deaths >= 1) AS fatal, sum(injured)::BIGINT AS injured, max(injured) AS worst,
    sum(loss)::DECIMAL(18, 2) AS loss, arg_max(severity, ("happened-on", e.id)) AS last_severity
  FROM '${folder}/accident.parquet' AS e JOIN units ON units.id = unit GROUP BY ALL
),
c AS (
  SELECT n, month("filed-on")::TINYINT AS m, count(*) AS cases, count(*) FILTER (type = 'criminal') AS criminal,
    count(*) FILTER (type = 'security') AS security, sum(amount)::DECIMAL(18, 2) AS amount,
    count(*) FILTER (least("closed-on", last_day("filed-on")) - "filed-on" <= 20) AS closed_soon
  FROM '${folder}/case.parquet' AS e JOIN units ON units.id = unit GROUP BY ALL
),
facts AS (
  SELECT period, id AS subject, kind, size,
    ${zeros('p', ['petitions', 'skip_level', 'district', 'collective', 'persons_unknown', 'people', 'in_time'])},
    ${zeros('p', ['ordinary', 'ordinary_in_time', 'replied', 'days'])}, crowd, slowest,
    ${zeros('a', ['accidents', 'grave', 'fatal', 'injured', 'loss'])}, worst, last_severity,
    ${zeros('c', ['cases', 'criminal', 'security', 'amount', 'closed_soon'])}
  FROM units CROSS JOIN (SELECT m::TINYINT AS m, '2021-' || lpad(m::VARCHAR, 2, '0') AS period FROM range(1, 13) AS months(m))
  LEFT JOIN p USING (n, m) LEFT JOIN a USING (n, m) LEFT JOIN c USING (n, m)
)
SELECT period, subject,
  ${verdicts}
FROM facts${order === 'any' ? '' : `\nORDER BY ${order}`}
) TO '${target}' (FORMAT parquet)`,
  ];
}

function zeros(table: string, columns: readonly string[]): string {
  return columns
    .map((column) => {
      const type = ['loss', 'amount'].includes(column) ? 'DECIMAL(18, 2)' : 'INTEGER';
      return `coalesce(${table}.${column}::${type}, 0) AS ${column}`;
    })
    .join(', ');
}

function verdict(rule: NationalRule): string {
  const kinds = rule.kinds?.map((kind) => `'${kind}'`).join(', ');
  return `CASE${kinds === undefined ? '' : ` WHEN kind NOT IN (${kinds}) THEN ${is('not-applicable')}`}${
    rule.unknown === undefined ? '' : ` WHEN ${rule.unknown} THEN ${is('undetermined')}`
  } WHEN ${rule.sql} THEN ${is('pass')} ${
    rule.needs === undefined ? '' : `WHEN (${rule.sql}) IS NULL THEN ${is('not-applicable')}`
  } ELSE ${is('fail')} END`;
}

/** A number of one byte, which Parquet's writer takes many times as fast as a text. */
function is(word: string): string {
  return `'${word}'::verdict`;
}
