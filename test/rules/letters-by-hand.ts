/** The letters now due, counted month by month (or quarter by quarter) from the files; see clauses 14.1 and 14.2 of the guide. */
import { type District, lateReplies, type Span, shortcomings, standingOn } from './by-hand.ts';
import { type Row, sheet } from './reading.ts';

export interface Letters {
  readonly occasions: number;
  readonly due: string;
  readonly sent: readonly string[];
  readonly missing: readonly string[];
  readonly outOfOrder: readonly string[];
  readonly duplicates: readonly string[];
}

export interface Ladder {
  readonly clearsAfter: number;
  readonly spans: readonly Span[];
  readonly steps: readonly string[];
  /** Only what one of the three watches sees. */
  readonly watch?: 'reports';
}

export const fourLetters = ['提醒函', '通报函', '约谈函', '问责函'] as const;

/** The months from one to another, each with its last day. */
export function months(from: string, to: string): Span[] {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const spans: Span[] = [];
  for (let next = month; spans.at(-1)?.months[0] !== to; next++) {
    const end = new Date(Date.UTC(year, next, 0)).toISOString().slice(0, 10);
    spans.push({ months: [end.slice(0, 7)], end });
  }
  return spans;
}

/** Three months to a quarter. */
export function quarters(from: string, to: string): Span[] {
  const each = months(from, to);
  return each
    .filter((_, index) => index % 3 === 2)
    .map(({ end }, index) => ({ end, months: each.slice(index * 3, index * 3 + 3).flatMap((span) => span.months) }));
}

/** By unit that exists on the last day, for those with an occasion that still counts. */
export async function lettersByHand(district: District, ladder: Ladder): Promise<Map<string, Letters>> {
  const register = await sheet('letters.xlsx');
  const found = new Map<string, Letters>();
  const end = ladder.spans.at(-1)?.end ?? '';
  for (const { code } of standingOn(district, end)) {
    const counted = occasions(district, code, ladder);
    if (counted.length > 0)
      found.set(
        code,
        letters(
          counted,
          register.filter((row) => row['单位代码'] === code),
          end,
          ladder,
        ),
      );
  }
  return found;
}

/** The spans of the occasions that count: three (or so) clear ones in a row wipe out those before. */
function occasions(district: District, code: string, { spans, clearsAfter, watch }: Ladder): Span[] {
  let counted: Span[] = [];
  let clear = 0;
  for (const span of spans) {
    const unit = standingOn(district, span.end).find((line) => line.code === code);
    if (unit === undefined) continue;
    const why = shortcomings(district, code, unit.sector, span);
    const late = lateReplies(district, code, span);
    const others = standingOn(district, span.end)
      .filter((line) => line.street === unit.street)
      .map((line) => lateReplies(district, line.code, span));
    const worst = others.some((other) => other < late) && others.every((other) => other <= late);
    if (watch === 'reports' ? why.includes('missing-report') : why.length > 0 || worst) {
      counted.push(span);
      clear = 0;
    } else if (++clear === clearsAfter) counted = [];
  }
  return counted;
}

function letters(counted: readonly Span[], register: readonly Row[], end: string, { steps }: Ladder): Letters {
  const called = counted.map((_, index) => steps[Math.min(index, steps.length - 1)] ?? '');
  const from = counted[0]?.months[0] ?? '';
  const sent = register.filter((row) => (row['针对月份'] ?? '') >= from && (row['发函日期'] ?? '') <= end);
  const times = (list: readonly string[], step: string): number => list.filter((each) => each === step).length;
  const kinds = sent.map((row) => row['函种'] ?? '');
  const first = (step: string): string | undefined =>
    sent
      .filter((row) => row['函种'] === step)
      .map((row) => row['发函日期'] ?? '')
      .sort()[0];
  return {
    occasions: counted.length,
    due: called.at(-1) ?? '',
    sent: steps.filter((step) => kinds.includes(step)),
    missing: steps.filter((step) => times(called, step) > times(kinds, step)),
    duplicates: steps.filter((step) => called.includes(step) && times(kinds, step) > times(called, step)),
    outOfOrder: steps.filter((step, index) => {
      const day = first(step);
      if (day === undefined) return false;
      return !called.includes(step) || steps.slice(0, index).some((before) => (first(before) ?? '9999') > day);
    }),
  };
}
