/**
 * What happened in the district from July 2020 to March 2022. First what is harmless, for every unit and month; then what
 * the plan of failures adds, so that a year's figures come out of the events and of nothing else.
 */
import { addDays, addMonths, type CivilDate, daysBetween } from '../../engine/calendar/civil-date.ts';
import { monthsFrom } from '../../engine/calendar/period.ts';
import type { Chance } from './random.ts';
import { inForce, type Unit } from './units.ts';

interface Petition {
  readonly unit: string;
  readonly level: 'ordinary' | 'skip-level' | 'collective';
  readonly channel: string;
  readonly matter: string;
  readonly backlog: boolean;
  readonly received: CivilDate;
  readonly department: string;
  readonly fixed: CivilDate | null;
  readonly deadline: CivilDate | null;
  readonly guarantees: readonly (CivilDate | null)[];
  readonly replied: CivilDate | null;
  readonly outcome: CivilDate | null;
  /** That the answer was late is complained about on this day. */
  readonly complaint: CivilDate | null;
}

interface Accident {
  readonly unit: string;
  readonly on: CivilDate;
  readonly category: 'production' | 'fire' | 'public-place' | 'traffic';
  readonly deaths: number;
  readonly injured: number;
  /** In 10,000 yuan. */
  readonly loss: string;
}

interface LegalCase {
  readonly unit: string;
  readonly on: CivilDate;
  readonly category: 'criminal' | 'public-security' | 'administrative-penalty' | 'civil';
}

interface Opinion {
  readonly unit: string;
  readonly on: CivilDate;
  readonly nature: 'negative' | 'neutral' | 'positive';
}

interface Report {
  readonly unit: string;
  readonly month: string;
  readonly due: CivilDate;
  readonly filed: CivilDate;
}

interface Inspection {
  readonly unit: string;
  readonly on: CivilDate;
  readonly previous: CivilDate | null;
  readonly found: number;
}

interface Dispute {
  readonly unit: string;
  readonly found: CivilDate;
  readonly category: string;
  readonly responsible: string | null;
  readonly person: string | null;
  readonly deadline: CivilDate | null;
  readonly resolved: CivilDate | null;
}

export interface Events {
  readonly petitions: readonly Petition[];
  readonly accidents: readonly Accident[];
  readonly cases: readonly LegalCase[];
  readonly opinions: readonly Opinion[];
  readonly reports: readonly Report[];
  readonly inspections: readonly Inspection[];
  readonly disputes: readonly Dispute[];
}

export const firstDay = '2020-07-01';
export const lastDay = '2022-03-31';

export function makeEvents(units: readonly Unit[], chance: Chance): Events {
  const events: { [Kind in keyof Events]: Events[Kind][number][] } = {
    petitions: [],
    accidents: [],
    cases: [],
    opinions: [],
    reports: [],
    inspections: [],
    disputes: [],
  };
  const unreported = new Set(planned(units, chance, events));
  for (const unit of units) {
    for (const month of monthsFrom(firstDay, lastDay)) {
      const first = later(month.first, unit.from);
      const last = unit.to !== null && unit.to < month.last ? unit.to : month.last;
      if (first > last) continue;
      const day = (): CivilDate => addDays(first, chance.between(0, daysBetween(first, last)));
      harmless(unit, day, chance, events);
      if (!inForce(unit, month.last)) continue;
      if (!unreported.has(`${unit.code} ${month.name}`))
        events.reports.push(report(unit, month.name, month.last, chance));
    }
    inspect(unit, chance, events);
  }
  oldStock(units, chance, events);
  return {
    petitions: inOrder(events.petitions, ({ received }) => received),
    accidents: inOrder(events.accidents, ({ on }) => on),
    cases: inOrder(events.cases, ({ on }) => on),
    opinions: inOrder(events.opinions, ({ on }) => on),
    reports: inOrder(events.reports, ({ month }) => month),
    inspections: inOrder(events.inspections, ({ on }) => on),
    disputes: inOrder(events.disputes, ({ found }) => found),
  };
}

type Gathered = { -readonly [Kind in keyof Events]: Events[Kind][number][] };

/**
 * What costs units a zero, year by year. In 2021 fifteen villages and communities and one enterprise fall short; the months
 * for which a unit files no report are returned as `CODE YYYY-MM`.
 */
function planned(units: readonly Unit[], chance: Chance, events: Gathered): string[] {
  const standing = units.filter((unit) => inForce(unit, '2021-12-31') && unit.from === '2018-01-01');
  const villages = chance.shuffled(standing.filter(({ sector }) => sector === 'residential'));
  const factories = chance.shuffled(standing.filter(({ industry }) => industry === 'manufacturing'));
  const unit = (index: number): Unit => villages[index] as Unit;
  const add = {
    petition: (of: Unit, received: CivilDate, level: Petition['level'], replyDays: number) =>
      events.petitions.push(petition(of, received, level, replyDays, chance)),
    opinion: (of: Unit, on: CivilDate) => events.opinions.push({ unit: of.code, on, nature: 'negative' }),
    accident: (
      of: Unit,
      on: CivilDate,
      category: Accident['category'],
      deaths: number,
      injured: number,
      loss: string,
    ) => events.accidents.push({ unit: of.code, on, category, deaths, injured, loss }),
    case: (of: Unit, on: CivilDate, category: LegalCase['category']) =>
      events.cases.push({ unit: of.code, on, category }),
  };

  add.petition(unit(0), '2021-03-02', 'skip-level', 5);
  add.petition(unit(1), '2021-04-19', 'skip-level', 6);
  add.petition(unit(1), '2021-10-11', 'skip-level', 4);
  add.petition(unit(2), '2021-06-08', 'skip-level', 12);
  add.petition(unit(3), '2021-05-17', 'collective', 7);
  add.petition(unit(4), '2021-09-13', 'collective', 3);
  add.opinion(unit(5), '2021-07-26');
  add.opinion(unit(6), '2021-11-30');
  add.accident(unit(7), '2021-08-12', 'public-place', 0, 1, '2.6');
  add.accident(unit(8), '2021-02-14', 'traffic', 1, 0, '4.85');
  // One unit goes up all four letters, the months between them never three in a row.
  add.case(unit(9), '2021-05-09', 'criminal');
  add.case(unit(9), '2021-06-15', 'public-security');
  add.petition(unit(9), '2021-08-03', 'skip-level', 5);
  add.accident(unit(9), '2021-11-04', 'fire', 0, 0, '0.8');
  // One comes to the third, one to the second, and on into the next year.
  add.case(unit(4), '2021-10-20', 'public-security');
  add.petition(unit(4), '2021-12-06', 'skip-level', 3);
  add.accident(unit(6), '2021-12-13', 'public-place', 0, 1, '1.5');
  add.petition(unit(6), '2022-01-12', 'skip-level', 6);
  add.case(unit(10), '2021-10-03', 'public-security');
  add.petition(unit(11), '2021-01-11', 'ordinary', 8);
  add.petition(unit(12), '2021-11-22', 'ordinary', 19);
  add.accident(factories[0] as Unit, '2021-06-24', 'fire', 0, 2, '38.4');

  // Two that are up to standard by a waiver: see waivers.yaml.
  add.accident(unit(15), '2021-07-21', 'public-place', 0, 0, '6.2');
  add.petition(unit(16), '2021-09-27', 'ordinary', 10);

  // The half-year before and the months after.
  for (const [index, day] of [
    '2020-07-15',
    '2020-08-20',
    '2020-09-08',
    '2020-10-27',
    '2020-11-16',
    '2020-12-09',
  ].entries()) {
    add.petition(unit(index * 3), day, index % 3 === 0 ? 'collective' : 'skip-level', chance.between(2, 9));
  }
  add.accident(unit(20), '2020-09-30', 'fire', 0, 1, '1.2');
  add.accident(factories[1] as Unit, '2020-10-15', 'production', 0, 1, '9.5');
  add.case(unit(21), '2020-12-02', 'public-security');
  add.case(unit(4), '2020-08-11', 'criminal');
  add.opinion(unit(22), '2020-11-05');
  add.petition(unit(23), '2022-01-10', 'skip-level', 4);
  add.accident(factories[2] as Unit, '2022-01-18', 'production', 0, 1, '5');
  add.petition(unit(26), '2022-02-21', 'collective', 6);
  add.case(unit(27), '2022-03-09', 'public-security');

  return [
    `${unit(13).code} 2021-08`,
    `${unit(14).code} 2021-03`,
    `${unit(14).code} 2021-10`,
    `${unit(3).code} 2021-06`,
    `${unit(24).code} 2020-09`,
    `${(factories[3] as Unit).code} 2020-12`,
    `${unit(25).code} 2022-01`,
  ];
}

/** What may happen to any unit in any month without costing it a zero. */
function harmless(unit: Unit, day: () => CivilDate, chance: Chance, events: Gathered): void {
  const residential = unit.sector === 'residential';
  if (chance.percent(residential ? 26 : 10)) {
    events.petitions.push(petition(unit, day(), 'ordinary', chance.between(1, 7), chance));
  }
  if (!residential && chance.percent(1)) {
    events.petitions.push(petition(unit, day(), 'ordinary', chance.between(9, 16), chance));
  }
  if (chance.percent(3)) {
    const injured = residential ? chance.between(0, 2) : 0;
    const loss = (chance.between(1, 60) / 10).toFixed(1);
    events.accidents.push({ unit: unit.code, on: day(), category: 'traffic', deaths: 0, injured, loss });
  }
  if (chance.percent(5)) events.cases.push({ unit: unit.code, on: day(), category: 'civil' });
  if (residential && chance.percent(1)) {
    events.cases.push({ unit: unit.code, on: day(), category: 'administrative-penalty' });
  }
  if (chance.percent(4)) {
    events.opinions.push({ unit: unit.code, on: day(), nature: chance.percent(40) ? 'positive' : 'neutral' });
  }
}

const matters = [
  { matter: 'housing', department: 'D04' },
  { matter: 'land', department: 'D14' },
  { matter: 'environment', department: 'D15' },
  { matter: 'public-service', department: 'D10' },
  { matter: 'other', department: 'D12' },
] as const;

function petition(
  unit: Unit,
  received: CivilDate,
  level: Petition['level'],
  replyDays: number,
  chance: Chance,
): Petition {
  const { matter, department } = chance.pick(matters);
  const hard = level !== 'ordinary' || chance.percent(15);
  const ended = (day: CivilDate): CivilDate | null => (day > lastDay ? null : day);
  const replied = addDays(received, replyDays);
  const outcome = addDays(replied, hard ? chance.between(20, 105) : chance.between(0, 45));
  const fixed = addDays(received, chance.percent(94) ? chance.between(0, 3) : chance.between(4, 9));
  const within = (low: number, high: number): CivilDate | null =>
    chance.percent(97) ? ended(addDays(received, chance.between(low, high))) : null;
  return {
    unit: unit.code,
    level,
    channel: level === 'ordinary' ? chance.pick(['visit', 'letter', 'phone', 'online']) : 'visit',
    matter,
    backlog: hard && chance.percent(20),
    received,
    department,
    fixed: ended(fixed),
    deadline: chance.percent(97) ? addMonths(received, 3) : null,
    guarantees: [within(1, 10), within(5, 28), within(3, 25), within(8, 30)],
    replied: ended(replied),
    outcome: ended(outcome),
    complaint: replyDays > 14 ? addDays(received, 14) : null,
  };
}

/** Due on the month's last day; a few are filed after it. */
function report(unit: Unit, month: string, due: CivilDate, chance: Chance): Report {
  const filed = chance.percent(97) ? addDays(due, -chance.between(0, 5)) : addDays(due, chance.between(1, 6));
  return { unit: unit.code, month, due, filed };
}

/** Villages and communities about every 30 days, organisations about every 90; what is found goes into the ledger. */
function inspect(unit: Unit, chance: Chance, events: Gathered): void {
  const residential = unit.sector === 'residential';
  const interval = residential ? 30 : 90;
  const end = unit.to ?? lastDay;
  let previous: CivilDate | null = unit.from < firstDay ? addDays(firstDay, -chance.between(1, interval - 10)) : null;
  let on = previous === null ? addDays(unit.from, chance.between(5, 20)) : addDays(previous, interval);
  while (on <= end) {
    const found = chance.percent(residential ? 26 : 20) ? chance.between(1, 2) : 0;
    events.inspections.push({ unit: unit.code, on, previous, found });
    for (let index = 0; index < found; index++) events.disputes.push(dispute(unit, on, chance));
    previous = on;
    on = addDays(on, chance.percent(98) ? interval - chance.between(0, 4) : interval + chance.between(5, 20));
  }
}

/**
 * What villages and communities brought along from the months before: hard ones, with deadlines far off. They are settled in the
 * course of 2021, so that each street's stock falls, but for one street, which leaves them lying.
 */
function oldStock(units: readonly Unit[], chance: Chance, events: Gathered): void {
  const villages = units.filter(({ sector }) => sector === 'residential');
  const idle = villages.map(({ street }) => street).sort()[Math.floor(villages.length * 0.7)];
  for (const unit of villages) {
    const on = addDays(firstDay, -chance.between(5, 90));
    const found = chance.between(1, 2);
    events.inspections.push({ unit: unit.code, on, previous: null, found });
    for (let index = 0; index < found; index++) {
      const resolved = unit.street === idle ? null : addDays('2021-01-01', chance.between(0, 360));
      events.disputes.push({ ...dispute(unit, on, chance), deadline: '2021-12-31', resolved });
    }
  }
}

function dispute(unit: Unit, found: CivilDate, chance: Chance): Dispute {
  const days = chance.pick([15, 30, 30, 60]);
  const deadline = addDays(found, days);
  const resolved = chance.percent(92)
    ? addDays(found, chance.between(1, days))
    : chance.percent(50)
      ? addDays(deadline, chance.between(1, 40))
      : null;
  const residential = unit.sector === 'residential';
  return {
    unit: unit.code,
    found,
    category: chance.pick(
      residential ? ['neighbours', 'family', 'property', 'land'] : ['labour', 'consumer', 'property'],
    ),
    responsible: chance.percent(98) ? unit.name : null,
    person: chance.percent(98)
      ? chance.pick(residential ? ['网格长', '人民调解员'] : ['安全主管', '办公室主任'])
      : null,
    deadline: chance.percent(98) ? deadline : null,
    resolved: resolved !== null && resolved <= lastDay ? resolved : null,
  };
}

function inOrder<Event>(events: readonly Event[], day: (event: Event) => CivilDate): Event[] {
  return [...events].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0));
}

function later(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? b : a;
}
