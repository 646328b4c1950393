/** Roll-ups as tables, and the figures that a reader came for in one closing line. */
import { rateText } from '../../assess/rate-text.ts';
import type { Rows } from '../../index.ts';
import { factAt } from '../../model/path.ts';
import type { Model, Rollup } from '../../model/policy.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';

export function rollupText(model: Model, rollup: Rollup, rows: readonly Rows['rollups'][], console: Console): string {
  const { colours } = console;
  const ranked = rollup.show.includes('rank');
  const right = (title: { readonly zh: string; readonly en: string }) => ({
    title: console.text(title),
    align: 'right' as const,
  });
  const columns = [
    { title: byTitle(model, rollup, console), wraps: true },
    ...[titles.rate, titles.passed, titles.failed, titles.undetermined, titles.assessed].map(right),
    ...(ranked ? [right(titles.rank)] : []),
  ];
  const ordered = ranked ? [...rows].sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity)) : rows;
  const cells = ordered.map((row) => [
    groupTitle(model, rollup, row.group, console),
    rateText(row.passed, row.assessed),
    ...[row.passed, row.failed, row.undetermined, row.assessed].map(String),
    ...(ranked ? [row.rank === null ? '–' : String(row.rank)] : []),
  ]);
  const text = table(columns, cells, {
    width: console.width,
    indent: 2,
    paintTitle: colours.dim,
    paint: (cell, _, column) => (column === 1 ? colours.bold(cell) : cell),
  });
  return `${colours.bold(rollup.title[console.language])}\n${text}`;
}

/** The groups of each standard's first roll-up in a line: `村（社区）62.5%（25/40），…`; null where there is no roll-up. */
export function closingFigures(model: Model, rows: readonly Rows['rollups'][], console: Console): string | null {
  const seen = new Set<string>();
  const lines = [...model.rollups.values()].flatMap((rollup) => {
    const groups = rows.filter((row) => row.rollup === rollup.name && row.rate !== null);
    if (seen.has(rollup.standard) || groups.length === 0 || groups.length > MOST_GROUPS) return [];
    seen.add(rollup.standard);
    const title = model.standards.get(rollup.standard)?.title[console.language] ?? rollup.standard;
    const figures = groups.map((row) => {
      const group = groupTitle(model, rollup, row.group, console);
      const rate = rateText(row.passed, row.assessed);
      const zh = `${group} ${rate}（${row.passed}/${row.assessed}）`;
      return console.text({ zh, en: `${group} ${rate} (${row.passed} of ${row.assessed})` });
    });
    const text = console.text({ zh: `${title}：${figures.join('，')}`, en: `${title}: ${figures.join(', ')}` });
    return wrap(text, console.width);
  });
  return lines.length === 0 ? null : console.colours.bold(lines.join('\n'));
}

/** Beyond so many groups a line is no summary. */
const MOST_GROUPS = 4;

function byTitle(model: Model, rollup: Rollup, console: Console): string {
  return by(model, rollup)?.title[console.language] ?? console.text(titles.group);
}

function groupTitle(model: Model, rollup: Rollup, group: string, console: Console): string {
  if (group === '') return console.text(titles.unknown);
  const type = by(model, rollup)?.type;
  return type?.kind === 'code'
    ? (type.codes.find(({ value }) => value === group)?.title[console.language] ?? group)
    : group;
}

function by(model: Model, rollup: Rollup) {
  const standard = model.standards.get(rollup.standard);
  return standard === undefined ? null : factAt(model, standard.entity, rollup.by);
}

const titles = {
  group: { zh: '分组', en: 'group' },
  rate: { zh: '达标率', en: 'rate' },
  passed: { zh: '达标', en: 'up to it' },
  failed: { zh: '未达标', en: 'not' },
  undetermined: { zh: '待定', en: 'undetermined' },
  assessed: { zh: '合计', en: 'assessed' },
  rank: { zh: '名次', en: 'rank' },
  unknown: { zh: '未知', en: 'unknown' },
} as const;
