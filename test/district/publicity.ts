/** Activities, of the season and beside it, and each department's legal publicity against its targets. */
import { addDays, type CivilDate, daysBetween } from '../../engine/calendar/civil-date.ts';
import type { Divisions } from './divisions.ts';
import type { Chance } from './random.ts';
import type { Sheet, TableCell } from './tables.ts';
import { departments } from './units.ts';

const season: readonly [CivilDate, CivilDate] = ['2021-10-01', '2021-12-31'];

type Activity = readonly [on: CivilDate, holder: string, ...kind: string[]];

/** Headers and words in Chinese: the files are an old system's export. */
export function makeActivities({ streets }: Divisions, chance: Chance): { streets: Sheet; departments: Sheet } {
  const held: Activity[] = [];
  const day = ([from, to]: readonly [CivilDate, CivilDate]): CivilDate =>
    addDays(from, chance.between(0, daysBetween(from, to)));
  for (const [index, { code }] of streets.entries()) {
    for (const scope of ['专项', '综合']) {
      for (const channel of ['线上', '线下']) {
        // One street holds a single special activity online.
        const count = index === 4 && scope === '专项' && channel === '线上' ? 1 : chance.between(2, 3);
        for (let left = count; left > 0; left--) held.push([day(season), code, channel, scope]);
        held.push([day(['2021-03-01', '2021-06-30']), code, channel, scope]);
      }
    }
  }
  const spoken: Activity[] = [];
  for (const [index, { code }] of departments.entries()) {
    spoken.push([day(season), code, '培训', '是']);
    // One department trains its trade and never speaks in it: its one talk was about something else.
    spoken.push([day(season), code, '宣讲', index === 7 ? '否' : '是']);
    if (chance.percent(40)) spoken.push([day(['2022-01-04', '2022-03-28']), code, '宣讲', '是']);
  }
  return {
    streets: table(['活动编号', '主办街道代码', '活动日期', '渠道', '范围', '参加人数'], 'XC', held, chance),
    departments: table(['活动编号', '主办部门代码', '活动日期', '形式', '本行业', '参加人数'], 'XJ', spoken, chance),
  };
}

function table(header: readonly string[], prefix: string, activities: readonly Activity[], chance: Chance): Sheet {
  return {
    header,
    rows: [...activities]
      .sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0))
      .map(([on, holder, ...kind], index): TableCell[] => [
        `${prefix}${on.slice(0, 4)}${String(index + 1).padStart(3, '0')}`,
        holder,
        on,
        ...kind,
        chance.between(20, 400),
      ]),
  };
}

const quarterEnds = ['2020-09-30', '2020-12-31', '2021-03-31', '2021-06-30', '2021-09-30', '2021-12-31', '2022-03-31'];
const measures = ['visits', 'sessions', 'messages', 'audience'] as const;
const targets = { visits: 20, sessions: 4, messages: 30, audience: 600 };

/** One department makes up in the third quarter for what it missed in the second; one stays behind in all of 2021. */
export function makeLegalPublicity(chance: Chance): { targets: Sheet; counts: Sheet } {
  const asked = (end: string, measure: (typeof measures)[number]): number =>
    targets[measure] + (end > '2021-12-31' && measure === 'sessions' ? 1 : 0);
  const done = (code: string, end: string, measure: (typeof measures)[number]): number => {
    const goal = asked(end, measure);
    if (code === 'D03' && measure === 'sessions' && end === '2021-06-30') return goal - 2;
    if (code === 'D03' && measure === 'sessions' && end === '2021-09-30') return goal + 2;
    if (code === 'D07' && measure === 'messages' && end.startsWith('2021')) return goal - chance.between(1, 6);
    return goal + chance.between(0, Math.ceil(goal / 4));
  };
  const counted = (count: (code: string, end: string, measure: (typeof measures)[number]) => number): Sheet => ({
    header: ['department', 'counted-to', ...measures],
    rows: departments.flatMap(({ code }) =>
      quarterEnds.map((end): TableCell[] => [code, end, ...measures.map((measure) => count(code, end, measure))]),
    ),
  });
  return { targets: counted((_, end, measure) => asked(end, measure)), counts: counted(done) };
}
