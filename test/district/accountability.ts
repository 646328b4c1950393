/** Whose lapses stand behind a failure, which administrative cases were lost, and the analyses that were written of both. */
import { addDays, type CivilDate } from '../../engine/calendar/civil-date.ts';
import { type Events, lastDay } from './events.ts';
import type { Chance } from './random.ts';
import { shortfalls } from './supervision.ts';
import type { Sheet, TableCell } from './tables.ts';
import { departments } from './units.ts';

const responsibilities = ['source', 'first-receipt', 'territory', 'line', 'case-leader'] as const;

/** One or two lapses for each failure, but none for the last unit to fail in 2021: there nobody has looked yet. */
export function makeLapses(events: Events, chance: Chance): Sheet {
  const failures = shortfalls(events);
  const untraced = failures.findLast(
    ([on, unit]) => on < '2022' && failures.filter((other) => other[1] === unit).length === 1,
  );
  const lapses = failures
    .filter(([, unit]) => unit !== untraced?.[1])
    .flatMap(([on, unit], index) => {
      const first = index % responsibilities.length;
      const found = addDays(on, chance.between(6, 14));
      const second = (first + chance.between(1, 4)) % responsibilities.length;
      return (chance.percent(40) ? [first, second] : [first]).map(
        (which) => [found, unit, responsibilities[which]] as const,
      );
    })
    .filter(([found]) => found <= lastDay);
  return {
    header: ['id', 'unit', 'found-on', 'responsibility', 'record'],
    rows: lapses.map(([found, unit, responsibility], index): TableCell[] => [
      `DZ${found.slice(0, 4)}${String(index + 1).padStart(3, '0')}`,
      unit,
      found,
      responsibility ?? null,
      chance.pick(['minutes', 'ledger', 'interview', 'inspection']),
    ]),
  };
}

/** The catalogue: what usually lies behind a failure, the advice that fits it, and the days it takes. */
const causes: readonly (readonly [code: string, zh: string, advice: string, days: number])[] = [
  ['procedure', '程序不合法', 'review-procedure', 30],
  ['evidence', '证据不足', 'train-evidence', 60],
  ['law', '适用法律错误', 'legal-review', 30],
  ['delay', '超过法定期限', 'deadline-alert', 15],
  ['source', '源头排查不到位', 'inspect-again', 15],
  ['service', '首接办理不到位', 'first-receipt', 15],
  ['hazard', '隐患整改不到位', 'rectify-hazard', 30],
  ['reporting', '信息报送不到位', 'report-monthly', 10],
];

export const causeCatalogue: Sheet = { header: ['code', 'title', 'advice', 'days'], rows: causes };

/** Of the lost cases one has no analysis, of the failing units two; once the advice does not fit its cause, once it is late. */
export function makeAnalyses(events: Events, chance: Chance): { lawsuits: Sheet; ofLawsuits: Sheet; ofUnits: Sheet } {
  const lawsuits = Array.from({ length: 14 }, (_, index) => ({
    id: `SS${String(index + 1).padStart(3, '0')}`,
    department: departments[(index * 4) % departments.length]?.code ?? '',
    decided: addDays('2020-08-10', index * 43 + chance.between(0, 20)),
    result: index % 3 === 1 ? 'lost' : index % 5 === 4 ? 'withdrawn' : 'won',
  })).filter(({ decided }) => decided <= lastDay);
  const ofLawsuits = lawsuits
    .filter(({ result }) => result === 'lost')
    .filter((_, index) => index !== 2)
    .map(({ id, decided }, index): Analysis => [addDays(decided, chance.between(8, 28)), id, index % 4, false, 0]);
  const failed = shortfalls(events).filter(([on]) => on >= '2021');
  const ofUnits = failed
    .filter(([, unit], index) => failed.findIndex((other) => other[1] === unit) === index)
    .filter((_, index) => index !== 3 && index !== 6)
    .map(
      ([on, unit, source], index): Analysis => [
        addDays(on, chance.between(5, 25)),
        unit,
        causeOf(source),
        index === 3,
        index === 7 ? 6 : -chance.between(0, 8),
      ],
    );
  return {
    lawsuits: {
      header: ['id', 'department', 'decided-on', 'result', 'analysed-on'],
      rows: lawsuits.map((one) => [
        one.id,
        one.department,
        one.decided,
        one.result,
        ofLawsuits.find(([on, id]) => id === one.id && on <= lastDay)?.[0] ?? null,
      ]),
    },
    ofLawsuits: analyses('SF', 'lawsuit', ofLawsuits),
    ofUnits: analyses('GA', 'unit', ofUnits),
  };
}

type Analysis = readonly [written: CivilDate, about: string, cause: number, unfit: boolean, daysAfter: number];

function analyses(prefix: string, about: string, written: readonly Analysis[]): Sheet {
  return {
    header: ['id', about, 'written-on', 'cause', 'advice', 'act-by', 'acted-on'],
    rows: written
      .filter(([on]) => on <= lastDay)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([on, subject, cause, unfit, daysAfter], index): TableCell[] => {
        const [code = '', , advice = '', days = 15] = causes[cause] ?? [];
        const by = addDays(on, days);
        const acted = addDays(by, daysAfter);
        return [
          `${prefix}${on.slice(0, 4)}${String(index + 1).padStart(3, '0')}`,
          subject,
          on,
          code,
          unfit ? 'report-monthly' : advice,
          by,
          acted > lastDay ? null : acted,
        ];
      }),
  };
}

function causeOf(source: string): number {
  return { petition: 5, opinion: 5, accident: 6, case: 4 }[source] ?? 7;
}
