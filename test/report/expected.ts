/** Every figure of a bulletin worked out anew from the tables of `assess`, by the address that the page gives for it. */
import { type Assessment, assess } from '../../engine/assess/assess.ts';
import { withAssessment } from '../../engine/assess/run.ts';
import type { Project } from '../../engine/project/open.ts';

export interface Tables {
  /** By period. */
  readonly assessments: ReadonlyMap<string, Assessment>;
  /** `PERIOD ENTITY RULE VERDICT`: how many. */
  readonly verdicts: ReadonlyMap<string, number>;
  /** By subject, the keys of its territory and department. */
  readonly lines: ReadonlyMap<string, readonly [string, string]>;
  readonly smallestCell: number;
}

export async function tablesOf(
  project: Project,
  periods: readonly string[],
  lines: Tables['lines'],
  language: 'zh' | 'en',
  smallestCell = 3,
): Promise<Tables> {
  const assessments = new Map<string, Assessment>();
  const verdicts = new Map<string, number>();
  for (const period of periods) {
    assessments.set(period, await assess(project, { period, language }));
    await withAssessment(project, { period, language }, async ({ results }) => {
      const tables = await results.query(
        `SELECT table_name AS name, column_name AS rule FROM information_schema.columns WHERE table_schema = 'run' AND starts_with(table_name, 'verdicts_') AND column_name NOT IN ('period', 'subject')`,
      );
      for (const { name, rule } of tables) {
        const rows = await results.query(
          `SELECT "${rule}"::VARCHAR AS v, count(*)::DOUBLE AS n FROM run."${name}" GROUP BY ALL`,
        );
        for (const row of rows)
          verdicts.set([period, String(name).slice(9), rule, row['v']].join(' '), Number(row['n']));
      }
    });
  }
  return { assessments, verdicts, lines, smallestCell };
}

/** The figure or text at an address; undefined: there is none. */
export function expected(tables: Tables, from: string): number | string | null | undefined {
  const [table, ...key] = from.split('/').map(decodeURIComponent);
  const periods = [...tables.assessments.keys()].sort();
  const before = (period: string): string => periods[periods.indexOf(period) - 1] ?? '';
  const of = (period: string): Assessment | undefined => tables.assessments.get(period);

  switch (table) {
    case 'standings': {
      const [period = '', standard = '', column = '', first] = key;
      const states = (at: string) =>
        of(at)
          ?.standings.filter((row) => row.standard === standard)
          .map(({ verdict }) => verdict) ?? [];
      if (column.endsWith('-after')) return tally(states(period), column.slice(0, -6)) - Number(first);
      return column.endsWith('change')
        ? changed(states(period), states(before(period)), column)
        : figure(states(period), column);
    }
    case 'lines': {
      const [period = '', line = '', group = '', standard = '', column = ''] = key;
      const at = line === 'territory' ? 0 : 1;
      const states = (when: string) =>
        of(when)
          ?.standings.filter((row) => row.standard === standard && tables.lines.get(row.subject)?.[at] === group)
          .map(({ verdict }) => verdict) ?? [];
      return column === 'change'
        ? changed(states(period), states(before(period)), column)
        : figure(states(period), column);
    }
    case 'rollups': {
      const [period = '', rollup = '', group = '', standard = '', column = ''] = key;
      const row = (at: string) =>
        of(at)?.rollups.find((one) => one.rollup === rollup && one.group === group && one.standard === standard);
      const [now, then] = [row(period), row(before(period))];
      if (column === 'rank-change') return (then?.rank ?? Number.NaN) - (now?.rank ?? Number.NaN);
      if (column !== 'change') return now?.[columns[column] ?? 'rate'];
      const difference = Math.round(((now?.rate ?? Number.NaN) - (then?.rate ?? Number.NaN)) * 1e6) / 1e6;
      // Where the roll-up itself shows the change, both say the same.
      return now?.change === null || now?.change === difference ? difference : undefined;
    }
    case 'rollup-sums': {
      const [period = '', rollup = '', standard = '', column = ''] = key;
      const rows = of(period)?.rollups.filter((row) => row.rollup === rollup && row.standard === standard) ?? [];
      return rows.reduce((sum, row) => sum + Number(row[columns[column] ?? 'rate']), 0);
    }
    case 'moves': {
      const [first = '', last = '', standard = '', name = ''] = key;
      const states = (at: string) =>
        new Map(
          of(at)
            ?.standings.filter((row) => row.standard === standard)
            .map(({ subject, verdict }) => [subject, verdict]),
        );
      const [then, now] = [states(first), states(last)];
      const all = [...new Set([...then.keys(), ...now.keys()])].map(
        (subject) => [then.get(subject), now.get(subject)] as const,
      );
      const count = (is: (a?: string, b?: string) => boolean) => all.filter(([a, b]) => is(a, b)).length;
      switch (name) {
        case 'before':
          return count((a) => a === 'fail');
        case 'again':
          return count((a, b) => a === 'fail' && b === 'fail');
        case 'recovered':
          return count((a, b) => a === 'fail' && b === 'pass');
        case 'otherwise':
          return count((a, b) => a === 'fail' && b !== 'pass' && b !== 'fail');
        case 'fresh':
          return count((a, b) => a !== 'fail' && b === 'fail');
        default:
          return count((_, b) => b === 'fail');
      }
    }
    case 'findings': {
      const [period = '', entity, subject, rule, column = ''] = key;
      const row = of(period)?.findings.find(
        (one) => one.entity === entity && one.subject === subject && one.rule === rule,
      );
      return column === 'evidence'
        ? row?.evidence.replaceAll(';', '、')
        : column === 'message'
          ? row?.message
          : row?.remedy;
    }
    case 'ladders': {
      const [period = '', ladder, subject, column] = key;
      const rows = of(period)?.ladders.filter((row) => row.ladder === ladder) ?? [];
      if (subject === 'after') return rows.length - Number(column);
      if (subject === 'due') return rows.filter(({ due }) => due === column).length;
      return rows.find((row) => row.subject === subject)?.occasions;
    }
    case 'verdicts': {
      const [period, entity, rule, state = ''] = key;
      const count = (verdict: string) => tables.verdicts.get([period, entity, rule, verdict].join(' ')) ?? 0;
      return state === 'pass' ? count('pass') + count('waived') : count(state);
    }
    case 'data-findings': {
      const rows = of(periods.at(-1) ?? '')?.dataFindings ?? [];
      if (key[0] === 'count') return rows.length;
      if (key[0] === 'after') return rows.length - Number(key[1]);
      const [file, rowOrCode, column, code, what] = key;
      if (column === 'count') return rows.filter((row) => row.file === file && row.code === rowOrCode).length;
      const found = rows.filter(
        (row) =>
          row.file === file &&
          String(row.row ?? '') === rowOrCode &&
          (row.column ?? '') === column &&
          row.code === code,
      );
      return what === 'row' ? found[0]?.row : found[0]?.message;
    }
    case 'descriptor':
      return tables.smallestCell;
    default:
      return undefined;
  }
}

const columns = {
  pass: 'passed',
  fail: 'failed',
  undetermined: 'undetermined',
  assessed: 'assessed',
  rate: 'rate',
  rank: 'rank',
} as Readonly<Record<string, 'passed' | 'failed' | 'undetermined' | 'assessed' | 'rate' | 'rank'>>;

function tally(states: readonly string[], state: string): number {
  return states.filter((one) => one === state).length;
}

function figure(states: readonly string[], column: string): number {
  const assessed = ['pass', 'fail', 'undetermined'].reduce((sum, state) => sum + tally(states, state), 0);
  if (column === 'assessed') return assessed;
  return column === 'rate' ? rounded(tally(states, 'pass') / assessed) : tally(states, column);
}

function changed(now: readonly string[], before: readonly string[], column: string): number {
  if (column === 'change') return rounded(figure(now, 'rate') - figure(before, 'rate'));
  const state = column.slice(0, -'-change'.length);
  return tally(now, state) - tally(before, state);
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
