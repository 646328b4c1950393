/**
 * The letters that the office has sent, month by month, to the units that slipped: the first time a reminder, then a notice, a
 * summons, accountability. Three slips of the office itself are planted: a letter never sent, one sent twice, two in the wrong order.
 */
import { addDays, type CivilDate, daysBetween } from '../../engine/calendar/civil-date.ts';
import { monthsFrom } from '../../engine/calendar/period.ts';
import { type Events, lastDay } from './events.ts';
import type { Sheet, TableCell } from './tables.ts';
import { inForce, type Unit } from './units.ts';

const steps = ['提醒函', '通报函', '约谈函', '问责函'] as const;

export function makeLetters(units: readonly Unit[], events: Events): Sheet {
  const rows: (readonly [unit: string, letter: string, about: string, sent: CivilDate])[] = [];
  for (const unit of [...new Set(units.map(({ code }) => code))]) {
    let count = 0;
    let clear = 0;
    for (const { name, last } of monthsFrom('2021-01-01', lastDay)) {
      if (name.endsWith('-01')) [count, clear] = [0, 0];
      if (!slipped(unit, name, last, units, events)) {
        if (++clear === 3) count = 0;
        continue;
      }
      clear = 0;
      count++;
      rows.push([unit, steps[Math.min(count, 4) - 1] ?? steps[3], name, last]);
    }
  }
  return {
    header: ['发函编号', '单位代码', '函种', '针对月份', '发函日期'],
    rows: withSlips(rows)
      .sort((a, b) => (a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : a[0] < b[0] ? -1 : 1))
      .map(([unit, letter, about, sent], index): TableCell[] => [
        `H${sent.slice(0, 4)}${String(index + 1).padStart(4, '0')}`,
        unit,
        letter,
        about,
        new Date(`${sent}T00:00:00Z`),
      ]),
  };
}

/** Short of a zero, no report, or the most late answers of its street. */
function slipped(code: string, month: string, last: CivilDate, units: readonly Unit[], events: Events): boolean {
  const standing = units.find((unit) => unit.code === code && inForce(unit, last));
  if (standing === undefined) return false;
  const organisation = standing.sector === 'organisation';
  const here = (unit: string, day: CivilDate): boolean => unit === code && day.startsWith(month);
  const late = lateReplies(code, month, last, events);
  const neighbours = units.filter((unit) => unit.street === standing.street && inForce(unit, last));
  return (
    !events.reports.some((report) => report.unit === code && report.month === month) ||
    events.petitions.some(({ unit, received, level }) => here(unit, received) && level !== 'ordinary') ||
    events.opinions.some(({ unit, on, nature }) => here(unit, on) && nature === 'negative') ||
    events.cases.some(
      ({ unit, on, category }) => here(unit, on) && (category === 'criminal' || category === 'public-security'),
    ) ||
    events.accidents.some((accident) => here(accident.unit, accident.on) && costs(accident, organisation)) ||
    (late > 0 && neighbours.every((unit) => lateReplies(unit.code, month, last, events) <= late))
  );
}

/** The flood in July is excused: see waivers.yaml. */
function costs({ on, category, deaths, injured }: Events['accidents'][number], organisation: boolean): boolean {
  if (category !== 'traffic') return on !== '2021-07-21';
  return organisation ? deaths + injured > 0 : deaths > 0;
}

function lateReplies(code: string, month: string, last: CivilDate, { petitions }: Events): number {
  return petitions.filter(({ unit, received, replied }) => {
    if (unit !== code || !received.startsWith(month)) return false;
    return daysBetween(received, replied === null || replied > last ? last : replied) > 7;
  }).length;
}

type Sent = readonly [unit: string, letter: string, about: string, sent: CivilDate];

function withSlips(rows: readonly Sent[]): Sent[] {
  const only = (letter: string, about: string): Sent => {
    const found = rows.find((row) => row[1] === letter && row[2] === about && !climbed.has(row[0]));
    if (found === undefined) throw new Error(`no ${letter} about ${about}`);
    return found;
  };
  const climbed = new Set(rows.filter(([, letter]) => letter !== '提醒函').map(([unit]) => unit));
  const never = only('提醒函', '2021-10');
  const twice = only('提醒函', '2021-11');
  const [third] = rows.find(([, letter, about]) => letter === '约谈函' && about === '2021-12') ?? [];
  return rows.flatMap((row): Sent[] => {
    if (row === never) return [];
    if (row === twice) return [row, [row[0], row[1], row[2], addDays(row[3], 7)]];
    // The reminder went out after the notice.
    if (row[0] === third && row[1] === '提醒函') return [[row[0], row[1], row[2], addDays(row[3], 43)]];
    return [row];
  });
}
