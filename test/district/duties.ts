/** The office and its task forces, the duties of district, streets, departments and units, and the evidence of each quarter. */
import { addDays, type CivilDate, daysBetween } from '../../engine/calendar/civil-date.ts';
import type { Divisions } from './divisions.ts';
import { firstDay, lastDay } from './events.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';
import { departments, type Unit } from './units.ts';

export const bodies: Sheet = {
  header: ['code', 'county', 'name', 'kind', 'set-up-on'],
  rows: [
    ['JG01', '410811', '三零创建办公室', 'office', '2020-06-15'],
    ['JG02', '410811', '零上访专班', 'task-force', '2020-06-22'],
    ['JG03', '410811', '零事故专班', 'task-force', '2020-06-22'],
    // The third was set up half a year later than the others.
    ['JG04', '410811', '零案件专班', 'task-force', '2021-01-11'],
  ],
};

interface Duty {
  readonly id: string;
  readonly level: 'district' | 'street' | 'department' | 'unit';
  readonly holder: string;
  readonly matter: string;
  readonly from: CivilDate;
  readonly to: CivilDate | null;
}

const matters = {
  district: ['deploy', 'inspect', 'assess'],
  street: ['deploy', 'inspect', 'train'],
  department: ['inspect', 'train'],
  unit: ['self-check'],
} as const;

export function makeDuties(
  { county, streets }: Divisions,
  units: readonly Unit[],
  chance: Chance,
): { duties: Sheet; evidence: Sheet } {
  const codes = [...new Set(units.map(({ code }) => code))];
  const duties = [
    ...held('district', [county.code]),
    ...held(
      'street',
      streets.map(({ code }) => code),
    ),
    ...held(
      'department',
      departments.map(({ code }) => code),
    ),
    ...codes.flatMap((code) => {
      const versions = units.filter((unit) => unit.code === code);
      return held('unit', [code], versions[0]?.from, versions.at(-1)?.to);
    }),
  ];
  const evidence = duties.flatMap((duty, index) =>
    quarters.flatMap((first, quarter): TableCell[][] => {
      const from = later(duty.from, first);
      const last = addDays(quarters[quarter + 1] ?? addDays(lastDay, 1), -1);
      const to = duty.to !== null && duty.to < last ? duty.to : last;
      // Every so often a quarter passes without evidence.
      if (from > to || chance.percent(duty.level === 'unit' ? 2 : 4)) return [];
      const on = addDays(from, chance.between(0, daysBetween(from, to)));
      return [[`LZ${String(index + 1).padStart(3, '0')}-${first.slice(2, 7)}`, duty.id, on, chance.pick(kinds)]];
    }),
  );
  return {
    duties: {
      header: ['id', 'level', 'holder', 'matter', 'valid-from', 'valid-to'],
      rows: duties.map(({ id, level, holder, matter, from, to }) => [id, level, holder, matter, from, to]),
    },
    evidence: { header: ['id', 'duty', 'dated-on', 'kind'], rows: evidence },
  };
}

const quarters: readonly CivilDate[] = [
  firstDay,
  '2020-10-01',
  '2021-01-01',
  '2021-04-01',
  '2021-07-01',
  '2021-10-01',
  '2022-01-01',
];

const kinds = ['minutes', 'notice', 'ledger', 'photo'] as const;

function held(
  level: Duty['level'],
  holders: readonly string[],
  from: CivilDate = '2020-07-01',
  to: CivilDate | null = null,
): Duty[] {
  return holders.flatMap((holder) =>
    matters[level].map((matter) => ({ id: `ZR-${holder}-${matter}`, level, holder, matter, from, to })),
  );
}

function later(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? b : a;
}
