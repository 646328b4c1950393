/** The columns that sheets share, and titles in place of the names that policies give. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import { codeTitle } from '../bulletin/groups.ts';
import type { ReportContext } from '../part.ts';
import type { CellValue, SheetColumn } from './writer.ts';

export type Heading = SheetColumn['kind'] | 'key' | 'name' | 'title' | 'long';

const shapes: Readonly<Record<Heading, Omit<SheetColumn, 'title'>>> = {
  key: { kind: 'text', width: 16 },
  name: { kind: 'text', width: 24 },
  title: { kind: 'text', width: 22 },
  long: { kind: 'text', width: 48 },
  text: { kind: 'text', width: 12 },
  count: { kind: 'count', width: 10 },
  decimal: { kind: 'decimal', width: 10 },
  percent: { kind: 'percent', width: 10 },
  change: { kind: 'change', width: 10 },
  date: { kind: 'date', width: 12 },
};

export function column(heading: Heading, title: string): SheetColumn {
  return { title, ...shapes[heading] };
}

/** The first columns of every table: the period, and as of when it was judged. */
export function momentColumns({ language }: ReportContext): readonly SheetColumn[] {
  return [column('text', words.period[language]), column('date', words.asOf[language])];
}

export function momentCells({ moment }: ReportContext): readonly CellValue[] {
  return [moment.period.name, { date: moment.asOf }];
}

/** Who: key and name. */
export function subjectColumns({ language }: ReportContext): readonly SheetColumn[] {
  return [column('key', words.key[language]), column('name', words.name[language])];
}

export function titleOf(
  { language }: ReportContext,
  table: ReadonlyMap<string, { readonly title: Localized }>,
  name: string,
): string {
  return table.get(name)?.title[language] ?? name;
}

/** A group of a roll-up as people call it. */
export function groupOf({ model, language }: ReportContext, name: string, group: string): string {
  const rollup = model.rollups.get(name);
  return rollup === undefined ? group : codeTitle({ model, language }, rollup, group);
}

/** The clause that a citation leads to, as the guide calls it. */
export function clauseOf({ project }: ReportContext, cites: string | null): string {
  return cites === null ? '' : (project.analysis.clauses.get(cites)?.title ?? cites);
}

export const words = {
  period: { zh: '考核期', en: 'Period' },
  asOf: { zh: '截至日', en: 'As of' },
  key: { zh: '代码', en: 'Key' },
  name: { zh: '名称', en: 'Name' },
  entity: { zh: '对象', en: 'About' },
  standard: { zh: '标准', en: 'Standard' },
  rule: { zh: '规则', en: 'Rule' },
  verdict: { zh: '结论', en: 'Verdict' },
} as const satisfies Readonly<Record<string, Localized>>;
