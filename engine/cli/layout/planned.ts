/** What init has made, on a page: the tables as they were understood, what to look at, and what to run next. */
import type { ProjectPlan } from '../../index.ts';
import { placeText } from '../failure.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { hang, harmless } from '../terminal/wrap.ts';

export function plannedText(plan: ProjectPlan, files: readonly string[], console: Console): string {
  const { colours } = console;
  const { folder, notes, period } = plan;
  const said = console.text({ zh: `建好了项目 ${folder}`, en: `The project ${folder} is made` });
  const quoted = /[\s'"]/.test(folder) ? `'${folder}'` : folder;
  const next = [
    `zhunsheng check ${quoted}`,
    `zhunsheng test ${quoted}`,
    `zhunsheng assess ${quoted} --period ${period}`,
  ];
  return [
    `${colours.green(harmless(said))}\n${files.map((file) => `  ${harmless(file)}`).join('\n')}`,
    tablesText(plan, console),
    ...notes.map((note) => noteText(note, console)),
    `${colours.bold(console.text({ zh: '接下来：', en: 'Next:' }))}\n${next.map((line) => `  ${harmless(line)}`).join('\n')}`,
  ].join('\n\n');
}

function tablesText({ tables }: ProjectPlan, console: Console): string {
  const columns = [
    { title: console.text({ zh: '表', en: 'table' }) },
    { title: console.text({ zh: '记录', en: 'records' }), align: 'right' as const },
    { title: console.text({ zh: '主键', en: 'key' }), wraps: true },
    { title: console.text({ zh: '引用', en: 'refers to' }), wraps: true },
    { title: console.text({ zh: '字段', en: 'fields' }), wraps: true },
  ];
  const rows = tables.map(({ name, records, key, references, fields }) => [
    name,
    String(records),
    key.join(' + '),
    references.map((reference) => `${reference.field} → ${reference.table}`).join(' '),
    fields.join(' '),
  ]);
  return table(columns, rows, { width: console.width, paintTitle: (text) => console.colours.dim(text) });
}

function noteText({ code, place, severity, message, remedy }: ProjectPlan['notes'][number], console: Console): string {
  const { colours, width } = console;
  const mark = severity === 'warning' ? colours.yellow(code) : colours.blue(code);
  return [
    `${colours.bold(harmless(placeText(place)))}  ${mark}`,
    `  ${hang(harmless(console.text(message)), width, 2)}`,
    `  ${colours.cyan('→')} ${hang(harmless(console.text(remedy)), width, 4)}`,
  ].join('\n');
}
