/**
 * The baseline of the national benchmark: json-rules-engine as a careful user would run it, one engine for each kind of unit,
 * made once and used again for every unit and month, over facts that plain JavaScript counts from the unit's events.
 */

import { Engine } from 'json-rules-engine';
import { type Connection, rows } from './rows.ts';
import { rules } from './rules.ts';
import { stopwatch } from './stopwatch.ts';

export interface Sample {
  /** Units and months judged. */
  readonly judged: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Verdicts by period and subject: one for each rule, in the rules' order. */
  readonly verdicts: ReadonlyMap<string, readonly string[]>;
}

/** Judges each month of 2021 for the first `count` units of the data in `folder`; reading the events is not counted. */
export async function runJsonRulesEngine(connection: Connection, folder: string, count: number): Promise<Sample> {
  const units = await rows(
    connection,
    `SELECT id, kind, size::DOUBLE AS size FROM '${folder}/unit.parquet' ORDER BY id LIMIT ${count}`,
  );
  const events = {
    petitions: await eventsOf(
      connection,
      folder,
      count,
      'petition',
      'received-on',
      'replied-on',
      'level, persons::DOUBLE AS persons',
    ),
    accidents: await eventsOf(
      connection,
      folder,
      count,
      'accident',
      'happened-on',
      'happened-on',
      'severity, injured::DOUBLE AS injured, deaths::DOUBLE AS deaths, loss::DOUBLE AS loss',
    ),
    cases: await eventsOf(connection, folder, count, 'case', 'filed-on', 'closed-on', 'type, amount::DOUBLE AS amount'),
  };
  const engines = new Map(['village', 'community', 'enterprise', 'institution'].map((kind) => [kind, engineFor(kind)]));
  const verdicts = new Map<string, readonly string[]>();
  const read = stopwatch();
  for (const unit of units) {
    const kind = unit.kind as string;
    const engine = engines.get(kind) as Engine;
    for (let month = 1; month <= 12; month++) {
      const place = `${unit.id}/${month}`;
      const facts = factsOf(
        unit.size as number | null,
        events.petitions.get(place) ?? [],
        events.accidents.get(place) ?? [],
        events.cases.get(place) ?? [],
      );
      const { results } = await engine.run(facts);
      const passed = new Set(results.map((result) => result.name));
      verdicts.set(
        `2021-${String(month).padStart(2, '0')}/${unit.id}`,
        rules.map((rule) => verdictOf(rule, kind, facts, passed)),
      );
    }
  }
  const { seconds, cpuSeconds } = read();
  return { judged: units.length * 12, seconds, cpuSeconds, verdicts };
}

function verdictOf(
  rule: (typeof rules)[number],
  kind: string,
  facts: Facts,
  passed: ReadonlySet<string | undefined>,
): string {
  if (rule.kinds !== null && !rule.kinds.includes(kind)) return 'not-applicable';
  if (rule.needs?.some((need) => facts[need] === null) === true) return 'not-applicable';
  if (passed.has(rule.id)) return rule.gap !== undefined && facts[rule.gap] === true ? 'undetermined' : 'pass';
  return rule.gap === 'size-open' && facts[rule.gap] === true ? 'undetermined' : 'fail';
}

function engineFor(kind: string): Engine {
  const engine = new Engine();
  for (const rule of rules) {
    if (rule.kinds !== null && !rule.kinds.includes(kind)) continue;
    engine.addRule({ name: rule.id, conditions: rule.conditions, event: { type: 'pass' } });
  }
  return engine;
}

type Event = Readonly<Record<string, unknown>> & { readonly days: number | null; readonly done: boolean };
type Facts = Record<string, number | boolean | string | null>;

async function eventsOf(
  connection: Connection,
  folder: string,
  count: number,
  entity: string,
  from: string,
  to: string,
  columns: string,
): Promise<ReadonlyMap<string, readonly Event[]>> {
  const end = `last_day("${from}")`;
  const read = await rows(
    connection,
    `SELECT unit || '/' || month("${from}") AS place, (least("${to}", ${end}) - "${from}")::INTEGER AS days,
       coalesce("${to}" <= ${end}, false) AS done, ${columns}
     FROM '${folder}/${entity}.parquet'
     WHERE unit IN (SELECT id FROM '${folder}/unit.parquet' ORDER BY id LIMIT ${count})
     ORDER BY "${from}", id`,
  );
  const byPlace = new Map<string, Event[]>();
  for (const row of read) {
    const place = row.place as string;
    const list = byPlace.get(place);
    if (list === undefined) byPlace.set(place, [row as Event]);
    else list.push(row as Event);
  }
  return byPlace;
}

function factsOf(
  size: number | null,
  petitions: readonly Event[],
  accidents: readonly Event[],
  cases: readonly Event[],
): Facts {
  const number = (event: Event, name: string) => event[name] as number;
  const sum = (events: readonly Event[], name: string) =>
    events.reduce((total, event) => total + (number(event, name) ?? 0), 0);
  const most = (events: readonly Event[], name: string) =>
    events.length === 0 ? null : events.reduce((best, event) => Math.max(best, number(event, name) ?? 0), 0);
  const where = (events: readonly Event[], name: string, value: string) =>
    events.filter((event) => event[name] === value);
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const ordinary = where(petitions, 'level', 'ordinary');
  const inTime = (events: readonly Event[]) => events.filter((event) => number(event, 'days') <= 7).length;
  const gap = petitions.some((event) => event.persons === null);
  const all = petitions.length + accidents.length + cases.length;
  const skipLevel = where(petitions, 'level', 'skip-level').length;
  const injured = sum(accidents, 'injured');
  const criminal = where(cases, 'type', 'criminal').length;
  const collective = petitions.filter((event) => number(event, 'persons') >= 5).length;
  const people = sum(petitions, 'persons');
  const crowd = most(petitions, 'persons');
  return {
    petitions: petitions.length,
    'skip-level': skipLevel,
    district: where(petitions, 'level', 'district').length,
    collective,
    'collective-open': gap && collective === 0,
    people,
    'people-open': gap && people <= 20,
    crowd,
    'crowd-open': gap && (crowd ?? 0) <= 30,
    'in-time': share(inTime(petitions), petitions.length),
    'ordinary-in-time': share(inTime(ordinary), ordinary.length),
    'all-replied': petitions.every((event) => event.done),
    slowest: most(petitions, 'days'),
    'average-days': share(sum(petitions, 'days'), petitions.length),
    accidents: accidents.length,
    grave: where(accidents, 'severity', 'grave').length,
    fatal: accidents.filter((event) => number(event, 'deaths') >= 1).length,
    injured,
    worst: most(accidents, 'injured'),
    loss: sum(accidents, 'loss'),
    'last-severity': (accidents.at(-1)?.severity as string | undefined) ?? null,
    cases: cases.length,
    criminal,
    security: where(cases, 'type', 'security').length,
    amount: sum(cases, 'amount'),
    'average-amount': share(sum(cases, 'amount'), cases.length),
    'all-closed': cases.every((event) => number(event, 'days') <= 20),
    'any-criminal': criminal > 0,
    incidents: accidents.length + cases.length,
    events: all,
    'injured-rate': share(injured, accidents.length),
    'skip-rate': share(skipLevel, petitions.length),
    'per-head': size === null ? null : all / size,
    'size-open': size === null,
    'more-cases': cases.length - accidents.length,
  };
}
