/**
 * The ladder of `policy.ts` counted by hand over a sample of the units, month after month, with nothing of the engine: the rows
 * that `ladders.parquet` should have, each with the number of its occasions, the step due and the lists of letters.
 */
import { steps } from './policy.ts';

/** A query for the rows of the sample: those whose number is below `units`. */
export function countedByHand(data: string, units: number): string {
  const sample = `id < 'u' || lpad('${units}', 7, '0')`;
  const of = sample.replace('id', 'unit');
  const month = (day: string) => `(year(${day}) - 2020) * 12 + month(${day}) AS n`;
  return `WITH RECURSIVE
happened AS (
  SELECT unit, ${month('"received-on"')}, level <> 'ordinary' OR coalesce(persons >= 5, false) AS bad, persons IS NULL AS open
    FROM '${data}/petition.parquet' WHERE ${of}
  UNION ALL SELECT unit, ${month('"happened-on"')}, deaths >= 1, false FROM '${data}/accident.parquet' WHERE ${of}
  UNION ALL SELECT unit, ${month('"filed-on"')}, type = 'criminal', false FROM '${data}/case.parquet' WHERE ${of}
),
bad AS (SELECT unit, n, bool_or(bad) AS bad, bool_or(open) AS open FROM happened GROUP BY unit, n),
months AS (
  SELECT id AS unit, m AS n, coalesce(bad, false) AS bad, coalesce(open, false) AS open
  FROM (SELECT id FROM '${data}/unit.parquet' WHERE ${sample}) CROSS JOIN range(1, 37) AS months(m)
  LEFT JOIN bad ON bad.unit = id AND bad.n = m
),
run AS (
  SELECT unit, 0::BIGINT AS n, 0 AS occasions, 0 AS clear, NULL::BIGINT AS first FROM months WHERE n = 1
  UNION ALL
  SELECT unit, n,
    CASE WHEN bad THEN before + 1 WHEN NOT open AND was_clear >= 2 THEN 0 ELSE before END,
    CASE WHEN bad OR open THEN 0 ELSE was_clear + 1 END,
    CASE WHEN bad THEN coalesce(began, n) WHEN NOT open AND was_clear >= 2 THEN NULL ELSE began END
  FROM (
    SELECT months.*, CASE WHEN months.n % 12 = 1 THEN 0 ELSE occasions END AS before,
      CASE WHEN months.n % 12 = 1 THEN 0 ELSE clear END AS was_clear,
      CASE WHEN months.n % 12 = 1 THEN NULL ELSE first END AS began
    FROM run JOIN months ON months.unit = run.unit AND months.n = run.n + 1
  )
),
letters AS (
  SELECT unit, letter, (left(about, 4)::INTEGER - 2020) * 12 + right(about, 2)::INTEGER AS about, ${month('"sent-on"')}, "sent-on" AS sent_on
  FROM '${data}/letter.parquet' WHERE ${of}
),
known AS (
  SELECT run.unit, run.n, occasions, ${steps
    .map(
      (step, i) =>
        `count(letter) FILTER (letter = '${step}') AS n${i}, min(sent_on) FILTER (letter = '${step}') AS f${i}`,
    )
    .join(', ')}
  FROM run LEFT JOIN letters ON letters.unit = run.unit AND letters.n <= run.n AND about BETWEEN first AND run.n
  WHERE occasions > 0 GROUP BY ALL
)
SELECT strftime(DATE '2020-01-01' + to_months((n - 1)::INTEGER), '%Y-%m') AS period, 'four-letters' AS ladder, unit AS subject, occasions,
  CASE occasions WHEN 1 THEN 'reminder' WHEN 2 THEN 'notice' WHEN 3 THEN 'interview' ELSE 'accountability' END AS due,
  ${list((i) => `n${i} > 0`)} AS sent,
  ${list((i) => `${called(i)} > n${i}`)} AS missing,
  ${list((i) => `n${i} > 0 AND (${[`${called(i)} = 0`, ...steps.slice(0, i).map((_, j) => `f${j} IS NULL OR f${i} < f${j}`)].join(' OR ')})`)} AS "out-of-order",
  ${list((i) => `${called(i)} > 0 AND n${i} > ${called(i)}`)} AS duplicates
FROM known`;
}

/** How often the occasions call for a step: the last for each from the fourth on. */
function called(index: number): string {
  return index === 3 ? 'greatest(occasions - 3, 0)' : `(occasions > ${index})::INTEGER`;
}

function list(condition: (index: number) => string): string {
  return `array_to_string(list_filter([${steps.map((step, i) => `CASE WHEN ${condition(i)} THEN '${step}' END`).join(', ')}], one -> one IS NOT NULL), ';')`;
}
