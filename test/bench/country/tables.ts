/**
 * Each table of the shipped dictionary at the size of the country, as a query. Divisions are real; everything else comes from
 * hashes of row numbers, so that every machine has the same rows. Events fall on units as in life: a few have many, most have
 * one or none.
 *
 * The queries stand on the tables that `divisions.ts` makes: `county`, `street`, `department`, `unit` and `unit_numbers(number,
 * code, kind)`, and on the macros below.
 */

export interface Extent {
  /** Units of all kinds. */
  readonly units: number;
  readonly streets: number;
  readonly counties: number;
  /** First day of the first month, and how many months there are. */
  readonly first: string;
  readonly months: number;
}

/** What the queries share. `dice` is a number below `sides` that depends on row and purpose alone; `hit` is one of a unit's numbers. */
export const macros: readonly string[] = [
  `CREATE MACRO dice(i, purpose, sides) AS (hash(i, purpose) % sides)::INTEGER`,
  `CREATE MACRO chance(i, purpose) AS (hash(i, purpose) % 1000000) / 1000000.0`,
  // The cube puts a third of all events on a twenty-seventh of the units.
  `CREATE MACRO hit(i, purpose, units) AS floor(pow(chance(i, purpose), 3) * units)::BIGINT`,
];

/** The tables whose rows are events of units or belong to them, by name; each is a SELECT. */
export function tables(extent: Extent): Readonly<Record<string, string>> {
  const { units, first, months } = extent;
  const days = `(DATE '${first}' + INTERVAL ${months} MONTH)::DATE - DATE '${first}'`;
  const day = (purpose: string): string => `(DATE '${first}' + dice(i, '${purpose}', ${days}))`;
  const years = months / 12;
  /** So many events a unit and a year, each with `code`, `kind` and `street` of its unit. */
  const events = (perUnit: number, purpose: string, columns: string): string =>
    `WITH fallen AS (SELECT i, hit(i, '${purpose}', ${units}) AS number FROM range(${Math.round(units * years * perUnit)}) AS rows(i))
     SELECT ${columns} FROM fallen JOIN unit_numbers USING (number)`;
  const one = (values: readonly string[], purpose: string): string =>
    `[${values.map((value) => `'${value}'`).join(', ')}][1 + dice(i, '${purpose}', ${values.length})]`;
  const rarely = (share: number, purpose: string, then: string, otherwise: string): string =>
    `CASE WHEN chance(i, '${purpose}') < ${share} THEN ${then} ELSE ${otherwise} END`;
  const monthsOf = `range(${months}) AS counted(m)`;
  const month = `strftime(DATE '${first}' + to_months(m::INTEGER), '%Y-%m')`;
  const monthEnd = `(DATE '${first}' + to_months(m::INTEGER + 1) - INTERVAL 1 DAY)::DATE`;

  return {
    'monthly-report': `WITH filed AS (SELECT number * 64 + m AS i, code, kind, m FROM unit_numbers, ${monthsOf})
      SELECT code AS unit, ${month} AS month, ${monthEnd} AS "due-on",
        ${monthEnd} - dice(i, 'early', 4) + ${rarely(0.01, 'late', '6', '0')} AS "filed-on",
        dice(i, 'petitions', 3)::BIGINT AS petitions, 0::BIGINT AS accidents, 0::BIGINT AS cases
      FROM filed WHERE chance(i, 'filed') < 0.995`,
    petition: events(
      2,
      'petition',
      `'XF' || i AS id, code AS unit,
       ${rarely(0.02, 'level', "'skip-level'", rarely(0.02, 'many', "'collective'", "'ordinary'"))} AS level,
       ${one(['visit', 'letter', 'phone', 'online'], 'channel')} AS channel,
       ${one(['housing', 'land', 'wages', 'environment', 'public-service', 'other'], 'matter')} AS matter,
       chance(i, 'backlog') < 0.05 AS backlog, NULL::VARCHAR AS petitioner, NULL::VARCHAR AS phone,
       ${day('petition')} AS "received-on",
       ${rarely(0.03, 'leader', 'NULL', "'分管负责人'")} AS leader, 'D' || lpad((1 + dice(i, 'line', 15))::VARCHAR, 2, '0') AS "handled-by",
       ${rarely(0.03, 'person', 'NULL', "'承办人'")} AS person, ${day('petition')} + 60 AS deadline,
       ${day('petition')} + dice(i, 'fixed', 6) AS "fixed-on", ${day('petition')} + dice(i, 'situation', 15) AS "situation-on",
       ${day('petition')} + dice(i, 'difficulty', 30) AS "difficulty-on", ${day('petition')} + dice(i, 'persuasion', 30) AS "persuasion-on",
       ${day('petition')} + dice(i, 'lawful', 30) AS "lawful-on",
       ${rarely(0.02, 'reply', 'NULL', `${day('petition')} + dice(i, 'replied', 8) + ${rarely(0.03, 'late', '5', '0')}`)} AS "replied-on",
       ${rarely(0.05, 'outcome', 'NULL', `${day('petition')} + 8 + dice(i, 'ended', 90)`)} AS "outcome-on"`,
    ),
    complaint: `SELECT 'TS' || i AS id, 'XF' || (i * 200) AS petition, ${day('complaint')} AS "made-on",
      ${one(['late-answer', 'outcome', 'manner'], 'cause')} AS cause FROM range(${Math.floor((units * years * 2) / 200)}) AS rows(i)`,
    opinion: events(
      0.05,
      'opinion',
      `'YQ' || i AS id, code AS unit, ${day('opinion')} AS "found-on", ${one(['negative', 'neutral', 'positive'], 'nature')} AS nature`,
    ),
    accident: events(
      0.1,
      'accident',
      `'SG' || i AS id, code AS unit, ${day('accident')} AS "happened-on",
       ${one(['production', 'fire', 'public-place', 'traffic'], 'category')} AS category,
       ${rarely(0.02, 'deaths', '1', '0')}::BIGINT AS deaths, ${rarely(0.2, 'injured', '2', '0')}::BIGINT AS injured,
       (dice(i, 'loss', 100000) / 100)::DECIMAL(12, 2) AS loss`,
    ),
    'legal-case': events(
      0.5,
      'legal case',
      `'AJ' || i AS id, code AS unit, ${day('legal case')} AS "filed-on",
       ${one(['criminal', 'public-security', 'administrative-penalty', 'civil'], 'category')} AS category`,
    ),
    inspection: `WITH made AS (SELECT number * 64 + m AS i, code, m FROM unit_numbers, ${monthsOf})
      SELECT 'PC' || i AS id, code AS unit, ${monthEnd} - dice(i, 'inspected', 10) AS "inspected-on",
        CASE WHEN m > 0 THEN ${monthEnd} - 30 - dice(i - 1, 'inspected', 10) END AS "previous-on", dice(i, 'found', 3)::BIGINT AS found
      FROM made WHERE chance(i, 'made') < 0.98`,
    dispute: events(
      3,
      'dispute',
      `'JF' || i AS id, code AS unit, CASE WHEN chance(number * 64 + dice(i, 'month', ${months}), 'made') < 0.98 THEN 'PC' || (number * 64 + dice(i, 'month', ${months})) END AS inspection, ${day('dispute')} AS "found-on",
       ${one(['neighbours', 'family', 'property', 'labour', 'land', 'consumer'], 'category')} AS category,
       ${rarely(0.02, 'responsible', 'NULL', "'村（居）民委员会'")} AS responsible, ${rarely(0.02, 'person', 'NULL', "'调解员'")} AS person,
       ${day('dispute')} + 30 AS deadline, ${rarely(0.05, 'open', 'NULL', `${day('dispute')} + dice(i, 'resolved', 32)`)} AS "resolved-on"`,
    ),
    'stock-report': `WITH filed AS (SELECT number * 64 + m AS i, code, m FROM street_numbers, ${monthsOf})
      SELECT code AS street, ${month} AS month, 5::BIGINT AS opening, dice(i, 'added', 9)::BIGINT AS added,
        dice(i, 'added', 9)::BIGINT AS resolved, ${rarely(0.01, 'wrong', '6', '5')}::BIGINT AS closing FROM filed`,
    'street-activity': `SELECT 'HD' || i AS id, code AS street, ${day('activity')} AS "held-on",
      ${one(['online', 'offline'], 'channel')} AS channel, ${one(['special', 'general'], 'scope')} AS scope, dice(i, 'audience', 300)::BIGINT AS audience
      FROM (SELECT number * 64 + n AS i, code FROM street_numbers, range(${8 * Math.ceil(years)}) AS counted(n))`,
    'department-activity': `SELECT 'BM' || i AS id, code AS department, ${day('department')} AS "held-on",
      ${one(['training', 'talk'], 'form')} AS form, chance(i, 'own') < 0.9 AS "own-trade", dice(i, 'audience', 300)::BIGINT AS audience
      FROM (SELECT row_number() OVER (ORDER BY code) * 64 + n AS i, code FROM department, range(${12 * Math.ceil(years)}) AS counted(n))`,
    'legal-target': `SELECT code AS department, ${monthEnd} AS "counted-to", 20::BIGINT AS visits, 4::BIGINT AS sessions, 30::BIGINT AS messages,
      600::BIGINT AS audience FROM department, ${monthsOf} WHERE m % 3 = 2`,
    'legal-publicity': `SELECT code AS department, ${monthEnd} AS "counted-to", 18 + dice(m, code, 5)::BIGINT AS visits, 4::BIGINT AS sessions,
      28 + dice(m, code || 'm', 6)::BIGINT AS messages, 650::BIGINT AS audience FROM department, ${monthsOf} WHERE m % 3 = 2`,
    lapse: events(
      0.05,
      'lapse',
      `'DC' || i AS id, code AS unit, ${day('lapse')} AS "found-on",
       ${one(['source', 'first-receipt', 'territory', 'line', 'case-leader'], 'responsibility')} AS responsibility, 'ledger' AS record`,
    ),
    'agency-case': events(
      0.02,
      'agency',
      `'DL' || i AS id, code AS unit, chance(i, 'region') < 0.5 AS "cross-region", chance(i, 'departments') < 0.5 AS "cross-department",
       false AS "cross-trade", false AS "person-from-household", false AS "person-from-matter", false AS "person-from-duty",
       chance(i, 'powers') < 0.95 AS "beyond-powers", ${day('agency')} AS "applied-on", ${day('agency')} + 2 AS "assigned-on",
       ${day('agency')} + 3 AS "registered-on", ${day('agency')} + 20 AS "handled-on", ${day('agency')} + 25 AS "reported-on",
       ${rarely(0.1, 'closed', 'NULL', `${day('agency')} + 28`)} AS "closed-on", NULL::DATE AS "followed-up-on",
       ${one(['satisfied', 'satisfied', 'satisfied', 'dissatisfied', 'not-asked'], 'satisfaction')} AS satisfaction`,
    ),
    centre: `SELECT 'ZZ' || code AS code, code || '综治中心' AS name, code AS street, 20::BIGINT AS "video-places",
      20 - ${rarely(0.1, 'offline', '1', '0').replaceAll('(i,', '(number,')}::BIGINT AS "video-online" FROM street_numbers`,
    'centre-item': `SELECT 'ZZ' || code || '-' || item AS id, 'ZZ' || code AS centre, part, item, chance(number, item) < 0.97 AS "in-place"
      FROM street_numbers, (VALUES ${centreItems.map(([part, item]) => `('${part}', '${item}')`).join(', ')}) AS items(part, item)`,
    'family-award': `SELECT 'JT' || i AS id, code AS unit, ${day('award')} AS "awarded-on", kind, dice(i, 'households', 12)::BIGINT AS households
      FROM (SELECT number * 8 + n AS i, code, ['peaceful', 'harmonious', 'law-abiding', 'helpful'][1 + n] AS kind
        FROM unit_numbers, range(4) AS counted(n) WHERE unit_numbers.kind IN ('village', 'community')) WHERE chance(i, 'awarded') < 0.98`,
    'home-visit': `SELECT 'RH' || i AS id, code AS unit, ${day('home')} AS "visited-on", kind, dice(i, 'households', 60)::BIGINT AS households
      FROM (SELECT number * 8 + n AS i, code, ['safety', 'law', 'mediation'][1 + n % 3] AS kind
        FROM unit_numbers, range(6) AS counted(n) WHERE unit_numbers.kind IN ('village', 'community')) WHERE chance(i, 'visited') < 0.99`,
    body: `SELECT 'JG' || code || n AS code, code AS county, '专班' || n AS name, CASE WHEN n = 0 THEN 'office' ELSE 'task-force' END AS kind,
      DATE '2020-06-15' AS "set-up-on" FROM county, range(4) AS counted(n)`,
    duty: `SELECT 'ZR-' || holder || '-' || matter AS id, level, holder, matter, DATE '2018-01-01' AS "valid-from", NULL::DATE AS "valid-to" FROM duties`,
    'duty-evidence': `SELECT 'ZJ' || i AS id, duty, ${monthEnd} - dice(i, 'dated', 80) AS "dated-on", 'minutes' AS kind
      FROM (SELECT number * 64 + m AS i, 'ZR-' || holder || '-' || matter AS duty, m FROM duties, ${monthsOf} WHERE m % 3 = 2)
      WHERE chance(i, 'shown') < 0.97`,
    publication: `SELECT 'CG' || i AS id, code AS county, kind, ${month} AS month, ${monthEnd} + 8 AS "due-on",
      ${monthEnd} + 3 + dice(i, 'published', 6) AS "published-on", true AS "to-leaders", true AS "to-departments", chance(i, 'streets') < 0.98 AS "to-streets"
      FROM (SELECT (row_number() OVER (ORDER BY code) * 64 + m) * 4 + n AS i, code, m,
          ['monthly-summary', 'bulletin', 'wall-chart', 'quarterly-analysis'][1 + n] AS kind
        FROM county, ${monthsOf}, range(4) AS kinds(n) WHERE n < 3 OR m % 3 = 2)`,
    problem: events(
      0.3,
      'problem',
      `'WT' || i AS id, code AS unit, ${one(['petition', 'opinion', 'accident', 'case'], 'source')} AS source, ${day('problem')} AS "raised-on"`,
    ),
    'supervision-task': `SELECT 'RW' || i || '-' || line AS id, 'WT' || i AS problem, line, ${day('problem')} + 1 AS "assigned-on",
      ${rarely(0.05, 'unseen', 'NULL', `${day('problem')} + 2 + dice(i, line, 5)`)} AS "inspected-on"
      FROM range(${Math.round(units * years * 0.3)}) AS rows(i), (VALUES ('territory'), ('trade')) AS lines(line)`,
    letter: events(
      0.02,
      'letter',
      `'HJ' || i AS id, code AS unit, 'reminder' AS letter, strftime(${day('letter')} - 20, '%Y-%m') AS about, ${day('letter')} AS "sent-on"`,
    ),
    grid: `SELECT code || '-' || n AS id, code AS unit, '第' || n || '网格' AS name FROM unit_numbers, range(1, 3) AS counted(n)
      WHERE kind IN ('village', 'community')`,
    'grid-member': `SELECT code || '-' || n || '-' || role AS id, code || '-' || n AS grid, role, DATE '2018-01-01' AS "valid-from", NULL::DATE AS "valid-to"
      FROM unit_numbers, range(1, 3) AS counted(n), (VALUES ('head'), ('party-member'), ('police'), ('mediator'), ('volunteer')) AS roles(role)
      WHERE kind IN ('village', 'community') AND chance(number * 2 + n, role) < 0.99`,
    'grid-event': events(
      2,
      'grid event',
      `'SJ' || i AS id, code || '-' || (1 + dice(i, 'which', 2)) AS grid, ${one(['hazard', 'dispute'], 'sort')} AS kind, ${day('grid event')} AS "found-on",
       ${day('grid event')} + dice(i, 'resolved', 20) AS "resolved-on", ${one(['grid', 'grid', 'grid', 'grid', 'village', 'street'], 'level')} AS "resolved-at"`,
    ).concat(` WHERE kind IN ('village', 'community')`),
    lawsuit: `SELECT 'SS' || i AS id, 'D' || lpad((1 + dice(i, 'defendant', 15))::VARCHAR, 2, '0') AS department, ${day('lawsuit')} AS "decided-on",
      ${one(['won', 'won', 'won', 'lost', 'withdrawn'], 'result')} AS result, ${day('lawsuit')} + 20 AS "analysed-on"
      FROM range(${Math.round(units * years * 0.01)}) AS rows(i)`,
    'lawsuit-analysis': `SELECT 'BG' || i AS id, 'SS' || i AS lawsuit, ${day('lawsuit')} + 15 AS "written-on", 'procedure' AS cause,
      'review-procedure' AS advice, ${day('lawsuit')} + 45 AS "act-by", ${day('lawsuit')} + 40 AS "acted-on"
      FROM range(${Math.round(units * years * 0.01)}) AS rows(i) WHERE ${one(['won', 'won', 'won', 'lost', 'withdrawn'], 'result')} = 'lost'`,
    'unit-analysis': events(
      0.1,
      'analysis',
      `'GA' || i AS id, code AS unit, ${day('analysis')} AS "written-on", 'hazard' AS cause, 'rectify-hazard' AS advice,
       ${day('analysis')} + 30 AS "act-by", ${day('analysis')} + 25 AS "acted-on"`,
    ),
    'enforcement-post': `SELECT 'ZQ' || i AS id, code AS street, ${day('night')} AS night, 4::BIGINT AS officers, 2::BIGINT AS vehicles,
      dice(i, 'found', 3)::BIGINT AS found, dice(i, 'found', 3)::BIGINT AS penalised, ${rarely(0.01, 'wrong', '1', '0')}::BIGINT AS admonished
      FROM (SELECT number * 4 + n AS i, code FROM street_numbers, range(2) AS counted(n))`,
  };
}

const centreItems = [
  ['link', 'street'],
  ['link', 'village'],
  ['link', 'grid'],
  ['function', 'organising'],
  ['function', 'security'],
  ['function', 'disputes'],
  ['function', 'grid-service'],
  ['function', 'counselling'],
  ['system', 'regular-meeting'],
  ['system', 'first-asked'],
  ['system', 'cooperation'],
  ['system', 'reporting'],
  ['system', 'emergency'],
  ['system', 'grid-management'],
] as const;
