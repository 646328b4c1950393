-- schema 2021-05
CREATE SCHEMA "2021-05";

-- report by unit
CREATE TABLE "2021-05"."report by unit" AS
SELECT s."unit" AS "#key1",
  bit_or((1::BIGINT << CAST(CASE WHEN (year(s."month") * 12 + month(s."month") - 24257) BETWEEN 0 AND 0 THEN (year(s."month") * 12 + month(s."month") - 24257) END AS BIGINT))) AS "#months"
FROM data."report" s
WHERE ((s."unit" IS NOT NULL) AND (CASE WHEN (year(s."month") * 12 + month(s."month") - 24257) BETWEEN 0 AND 0 THEN (year(s."month") * 12 + month(s."month") - 24257) END IS NOT NULL))
GROUP BY s."unit";

-- petition by unit
CREATE TABLE "2021-05"."petition by unit" AS
SELECT g.*,
  CAST(CASE WHEN ((coalesce(g."answered#members", 0) = 0) AND (NOT (coalesce(g."answered#doubtful", 0) > 0))) THEN 0 WHEN (CASE WHEN coalesce(g."answered#members", 0) = 0 THEN NULL ELSE coalesce(g."answered", 0) END) * 20 >= 19 * ((coalesce(g."answered#members", 0) + (coalesce(g."answered#doubtful", 0) - coalesce(g."answered#may", 0)))) THEN 1 WHEN (CASE WHEN coalesce(g."answered#members", 0) = 0 THEN NULL ELSE ((coalesce(g."answered#members", 0) - coalesce(g."answered#fails", 0)) + (coalesce(g."answered#doubtful", 0) - coalesce(g."answered#may fail", 0))) END) * 20 < 19 * ((coalesce(g."answered#members", 0) + (coalesce(g."answered#doubtful", 0) - coalesce(g."answered#may fail", 0)))) THEN 4 ELSE 3 END AS BIGINT) AS "#settled1"
FROM (SELECT s."unit#cell" AS "#key1",
  count(CASE WHEN coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (s."level" = 'skip-level')), FALSE) THEN 1 END) AS "skip-level",
  count(CASE WHEN coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (s."level" = 'skip-level')), TRUE) THEN 1 END) AS "skip-level#may",
  count(CASE WHEN coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (s."days" <= 7)), FALSE) THEN 1 END) AS "answered",
  count(CASE WHEN coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (NOT (s."days" <= 7))), FALSE) THEN 1 END) AS "answered#fails",
  count(CASE WHEN ((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) IS NULL) AND (coalesce((s."days" <= 7), FALSE))) THEN 1 END) AS "answered#may",
  count(CASE WHEN ((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) IS NULL) AND (coalesce((NOT (s."days" <= 7)), FALSE))) THEN 1 END) AS "answered#may fail",
  count(CASE WHEN coalesce((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31'), FALSE) THEN 1 END) AS "answered#members",
  count(CASE WHEN ((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) IS NULL THEN 1 END) AS "answered#doubtful",
  max(enum_code(CASE WHEN (NOT (s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) THEN 'not-applicable'::run.verdict WHEN ((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') IS NULL) THEN 'undetermined'::run.verdict WHEN (s."days" <= 7) THEN 'pass'::run.verdict WHEN (NOT (s."days" <= 7)) THEN 'fail'::run.verdict ELSE 'undetermined'::run.verdict END)) AS "replied#worst"
FROM (SELECT y.*, (CASE WHEN y."replied" <= DATE '2021-05-31' THEN y."replied" ELSE DATE '2021-05-31' END - y."received") AS "days"
FROM (SELECT x."level" AS "level", CASE WHEN x."received" <= DATE '2021-05-31' THEN x."received" END AS "received", CASE WHEN x."replied" <= DATE '2021-05-31' THEN x."replied" END AS "replied", x."unit" AS "unit#cell", x."id" AS "id#cell", x."received" AS "received#cell"
FROM data."petition" x) y) s
WHERE ((s."unit#cell" IS NOT NULL) AND ((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))))
GROUP BY s."unit#cell") g;

-- judged unit
CREATE TABLE "2021-05"."judged unit" AS
SELECT v."#subject" AS "#subject",
  v."#written" AS "#written",
  v."no-skip-level" AS "no-skip-level",
  v."answered-in-time" AS "answered-in-time",
  CASE greatest(enum_code(v."no-skip-level"), v."rule replied by unit") WHEN 4 THEN 'fail'::run.verdict WHEN 3 THEN 'undetermined'::run.verdict WHEN 0 THEN 'not-applicable'::run.verdict ELSE 'pass'::run.verdict END AS "zero-petition#standard"
FROM (SELECT s."code#cell" AS "#subject",
  TRUE AS "#written",
  CASE WHEN (NOT (s."kind" = 'village')) THEN 'not-applicable'::run.verdict WHEN ((s."kind" = 'village') IS NULL) THEN 'undetermined'::run.verdict WHEN s."skip-level#high" = 0 THEN 'pass'::run.verdict WHEN s."skip-level#low" > 0 THEN 'fail'::run.verdict ELSE 'undetermined'::run.verdict END AS "no-skip-level",
  CASE WHEN (s."petition by unit#settled1#worst" & 7) = 1 THEN 'pass'::run.verdict WHEN (s."petition by unit#settled1#worst" & 7) = 0 THEN 'not-applicable'::run.verdict WHEN (s."petition by unit#settled1#worst" & 7) = 4 THEN 'fail'::run.verdict WHEN (s."petition by unit#settled1#worst" & 7) = 3 THEN 'undetermined'::run.verdict ELSE 'waived'::run.verdict END AS "answered-in-time",
  s."rule replied by unit#worst" AS "rule replied by unit",
  s."petition by unit#settled1#worst" AS "#settled 1"
FROM (SELECT x."kind" AS "kind", coalesce(g1."skip-level", 0) AS "skip-level#low", CASE WHEN coalesce(g2."#months", 0) <> 1 THEN NULL ELSE coalesce(g1."skip-level#may", 0) END AS "skip-level#high", x."code" AS "code#cell", coalesce(g1."replied#worst", 0) AS "rule replied by unit#worst", coalesce(g1."#settled1", CAST(CASE WHEN TRUE THEN 0 WHEN (NULL * 20 >= 19) THEN 1 WHEN (NOT (NULL * 20 >= 19)) THEN 4 ELSE 3 END AS BIGINT)) AS "petition by unit#settled1#worst"
FROM data."unit" x
LEFT JOIN "2021-05"."petition by unit" g1 ON g1."#key1" = x."code"
LEFT JOIN "2021-05"."report by unit" g2 ON g2."#key1" = x."code") s) v
ORDER BY v."#subject";

-- judged petition
CREATE TABLE "2021-05"."judged petition" AS
SELECT v."#subject" AS "#subject",
  v."#written" AS "#written",
  v."replied" AS "replied"
FROM (SELECT s."id#cell" AS "#subject",
  (((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL)) AS "#written",
  CASE WHEN (NOT (s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) THEN 'not-applicable'::run.verdict WHEN ((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') IS NULL) THEN 'undetermined'::run.verdict WHEN (s."days" <= 7) THEN 'pass'::run.verdict WHEN (NOT (s."days" <= 7)) THEN 'fail'::run.verdict ELSE 'undetermined'::run.verdict END AS "replied"
FROM (SELECT y.*, (CASE WHEN y."replied" <= DATE '2021-05-31' THEN y."replied" ELSE DATE '2021-05-31' END - y."received") AS "days"
FROM (SELECT CASE WHEN x."received" <= DATE '2021-05-31' THEN x."received" END AS "received", CASE WHEN x."replied" <= DATE '2021-05-31' THEN x."replied" END AS "replied", x."id" AS "id#cell", x."received" AS "received#cell"
FROM data."petition" x) y) s
WHERE (((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))) v
ORDER BY v."#subject";

-- failing petition
CREATE TABLE "2021-05"."failing petition" AS
SELECT v.*
FROM (SELECT s."id#cell" AS "#subject",
  CASE WHEN (NOT (s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) THEN 'not-applicable'::run.verdict WHEN ((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') IS NULL) THEN 'undetermined'::run.verdict WHEN (s."days" <= 7) THEN 'pass'::run.verdict WHEN (NOT (s."days" <= 7)) THEN 'fail'::run.verdict ELSE 'undetermined'::run.verdict END AS "replied"
FROM (SELECT y.*, (CASE WHEN y."replied" <= DATE '2021-05-31' THEN y."replied" ELSE DATE '2021-05-31' END - y."received") AS "days"
FROM (SELECT CASE WHEN x."received" <= DATE '2021-05-31' THEN x."received" END AS "received", CASE WHEN x."replied" <= DATE '2021-05-31' THEN x."replied" END AS "replied", x."id" AS "id#cell", x."received" AS "received#cell"
FROM (SELECT a.* FROM data."petition" a WHERE a."id" IN (SELECT j."#subject" FROM "2021-05"."judged petition" j WHERE j."replied" = 'fail'::run.verdict)) x) y) s
WHERE (((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))) v
WHERE v."replied" = 'fail'::run.verdict;

-- findings of petition
INSERT INTO run.findings
SELECT '2021-05',
  'petition',
  f."#subject",
  'replied',
  'veto',
  '',
  '',
  '',
  f."#subject",
  NULL
FROM "2021-05"."failing petition" f
WHERE f."replied" = 'fail'::run.verdict
ORDER BY 3, 4;

-- failing unit
CREATE TABLE "2021-05"."failing unit" AS
SELECT v.*
FROM (SELECT s."code#cell" AS "#subject",
  CASE WHEN (NOT (s."kind" = 'village')) THEN 'not-applicable'::run.verdict WHEN ((s."kind" = 'village') IS NULL) THEN 'undetermined'::run.verdict WHEN s."skip-level#high" = 0 THEN 'pass'::run.verdict WHEN s."skip-level#low" > 0 THEN 'fail'::run.verdict ELSE 'undetermined'::run.verdict END AS "no-skip-level",
  CASE WHEN (s."petition by unit#settled1#worst" & 7) = 1 THEN 'pass'::run.verdict WHEN (s."petition by unit#settled1#worst" & 7) = 0 THEN 'not-applicable'::run.verdict WHEN (s."petition by unit#settled1#worst" & 7) = 4 THEN 'fail'::run.verdict WHEN (s."petition by unit#settled1#worst" & 7) = 3 THEN 'undetermined'::run.verdict ELSE 'waived'::run.verdict END AS "answered-in-time",
  s."skip-level#low" AS "fact skip-level#low",
  s."skip-level#high" AS "fact skip-level#high",
  s."answered#empty" AS "fact answered#empty",
  s."answered#low#of" AS "fact answered#low#of",
  s."answered#low" AS "fact answered#low",
  s."answered#high#of" AS "fact answered#high#of",
  s."answered#high" AS "fact answered#high",
  s."code#cell" AS "owner 1"
FROM (SELECT coalesce(g1."skip-level", 0) AS "skip-level#low", CASE WHEN coalesce(g2."#months", 0) <> 1 THEN NULL ELSE coalesce(g1."skip-level#may", 0) END AS "skip-level#high", ((coalesce(g1."answered#members", 0) = 0) AND (NOT (coalesce(g1."answered#doubtful", 0) > 0))) AS "answered#empty", (coalesce(g1."answered#members", 0) + (coalesce(g1."answered#doubtful", 0) - coalesce(g1."answered#may", 0))) AS "answered#low#of", CASE WHEN coalesce(g1."answered#members", 0) = 0 THEN NULL ELSE coalesce(g1."answered", 0) END AS "answered#low", (coalesce(g1."answered#members", 0) + (coalesce(g1."answered#doubtful", 0) - coalesce(g1."answered#may fail", 0))) AS "answered#high#of", CASE WHEN coalesce(g1."answered#members", 0) = 0 THEN NULL ELSE ((coalesce(g1."answered#members", 0) - coalesce(g1."answered#fails", 0)) + (coalesce(g1."answered#doubtful", 0) - coalesce(g1."answered#may fail", 0))) END AS "answered#high", x."kind" AS "kind", x."code" AS "code#cell", coalesce(g1."#settled1", CAST(CASE WHEN TRUE THEN 0 WHEN (NULL * 20 >= 19) THEN 1 WHEN (NOT (NULL * 20 >= 19)) THEN 4 ELSE 3 END AS BIGINT)) AS "petition by unit#settled1#worst"
FROM (SELECT a.* FROM data."unit" a WHERE a."code" IN (SELECT j."#subject" FROM "2021-05"."judged unit" j WHERE j."no-skip-level" = 'fail'::run.verdict OR j."answered-in-time" = 'fail'::run.verdict)) x
LEFT JOIN "2021-05"."petition by unit" g1 ON g1."#key1" = x."code"
LEFT JOIN "2021-05"."report by unit" g2 ON g2."#key1" = x."code") s
WHERE TRUE) v
WHERE v."no-skip-level" = 'fail'::run.verdict OR v."answered-in-time" = 'fail'::run.verdict;

-- behind unit: petition by unit
CREATE TABLE "2021-05"."behind unit: petition by unit" AS
SELECT f.rowid AS "#failing",
  b."#record" AS "#record",
  ((f."no-skip-level" = 'fail'::run.verdict) AND (b."skip-level")) AS "no-skip-level",
  ((f."answered-in-time" = 'fail'::run.verdict) AND (b."answered")) AS "answered-in-time"
FROM (SELECT s."unit#cell" AS "#owner1",
  s."id#cell" AS "#record",
  (((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))) AND (coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (s."level" = 'skip-level')), FALSE))) AS "skip-level",
  (((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))) AND (coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (NOT (s."days" <= 7))), FALSE))) AS "answered"
FROM (SELECT y.*, (CASE WHEN y."replied" <= DATE '2021-05-31' THEN y."replied" ELSE DATE '2021-05-31' END - y."received") AS "days"
FROM (SELECT x."level" AS "level", CASE WHEN x."received" <= DATE '2021-05-31' THEN x."received" END AS "received", CASE WHEN x."replied" <= DATE '2021-05-31' THEN x."replied" END AS "replied", x."unit" AS "unit#cell", x."id" AS "id#cell", x."received" AS "received#cell"
FROM data."petition" x) y) s
WHERE (((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))) AND ((((((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))) AND (coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (s."level" = 'skip-level')), FALSE)))) OR ((((((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31')) OR (s."received#cell" IS NULL))) AND (coalesce(((s."received#cell" BETWEEN DATE '2021-05-01' AND DATE '2021-05-31') AND (NOT (s."days" <= 7))), FALSE)))))))) b
JOIN "2021-05"."failing unit" f ON b."#owner1" = f."owner 1";

-- findings of unit
INSERT INTO run.findings
SELECT '2021-05',
  'unit',
  f."#subject",
  'no-skip-level',
  'veto',
  (CASE WHEN f."fact skip-level#low" IS NULL AND f."fact skip-level#high" IS NULL THEN 'unknown' WHEN f."fact skip-level#high" IS NULL THEN 'at least ' || CAST(f."fact skip-level#low" AS VARCHAR) WHEN f."fact skip-level#low" IS NULL THEN 'at most ' || CAST(f."fact skip-level#high" AS VARCHAR) WHEN f."fact skip-level#low" = f."fact skip-level#high" THEN CAST(f."fact skip-level#low" AS VARCHAR) ELSE CAST(f."fact skip-level#low" AS VARCHAR) || ' to ' || CAST(f."fact skip-level#high" AS VARCHAR) END),
  '',
  '',
  coalesce(e.evidence, f."#subject"),
  NULL
FROM "2021-05"."failing unit" f
LEFT JOIN (SELECT "#failing", array_to_string(list_sort(list_distinct(list(record))), ';') AS evidence
FROM (SELECT "#failing", "#record" AS record FROM "2021-05"."behind unit: petition by unit" WHERE "no-skip-level")
GROUP BY "#failing") e ON e."#failing" = f.rowid
WHERE f."no-skip-level" = 'fail'::run.verdict
UNION ALL SELECT '2021-05',
  'unit',
  f."#subject",
  'answered-in-time',
  'veto',
  '',
  '',
  '',
  coalesce(e.evidence, f."#subject"),
  NULL
FROM "2021-05"."failing unit" f
LEFT JOIN (SELECT "#failing", array_to_string(list_sort(list_distinct(list(record))), ';') AS evidence
FROM (SELECT "#failing", "#record" AS record FROM "2021-05"."behind unit: petition by unit" WHERE "answered-in-time")
GROUP BY "#failing") e ON e."#failing" = f.rowid
WHERE f."answered-in-time" = 'fail'::run.verdict
ORDER BY 3, 4;

-- drop "2021-05"."report by unit"
DROP TABLE IF EXISTS "2021-05"."report by unit";

-- drop "2021-05"."petition by unit"
DROP TABLE IF EXISTS "2021-05"."petition by unit";

-- drop "2021-05"."failing petition"
DROP TABLE IF EXISTS "2021-05"."failing petition";

-- drop "2021-05"."failing unit"
DROP TABLE IF EXISTS "2021-05"."failing unit";

-- drop "2021-05"."behind unit: petition by unit"
DROP TABLE IF EXISTS "2021-05"."behind unit: petition by unit";
