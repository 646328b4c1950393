/** The matrix on a page: clauses with what carries them out, fields with who reads them, and the gaps. */
import type { Trace } from '../../index.ts';
import { columns, insteadOfRule, kindWords, linesOf, readersOf, summaryOf } from '../formats/trace-words.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { diagnosticBlock } from './diagnostics.ts';

export function traceText(
  trace: Trace,
  files: ReadonlyMap<string, string>,
  pathOf: (file: string) => string,
  console: Console,
): string {
  const { colours } = console;
  const summary = console.text(summaryOf(trace));
  return [
    clausesText(trace, console),
    fieldsText(trace, console),
    ...trace.gaps.map((gap) => diagnosticBlock(gap, files, pathOf, console)),
    trace.gaps.length > 0 ? colours.yellow(summary) : colours.green(summary),
  ].join('\n\n');
}

function clausesText(trace: Trace, console: Console): string {
  const { colours } = console;
  const lines = linesOf(trace);
  const rows = lines.map(({ clause, rule }, at) => {
    const again = clause !== null && lines[at - 1]?.clause === clause;
    const heading =
      clause === null ? '—' : again ? '' : `${clause.title}  ${clause.cite.slice(clause.cite.indexOf('#'))}`;
    if (rule === null) return [heading, '', clause === null ? '' : console.text(insteadOfRule(clause)), '', ''];
    const { kind, name, policy, version, tests } = rule;
    const title = console.text(rule.title);
    const named = `${title === name ? '' : `${title} `}${name}  ${policy} ${version}`;
    return [heading, console.text(kindWords[kind]), named, String(tests.length), byEntity(rule.fields)];
  });
  const shown = [
    { title: console.text(columns.clause), wraps: true },
    { title: '' },
    { title: console.text(columns.rule), wraps: true },
    { title: console.text(columns.tests), align: 'right' as const },
    { title: console.text(columns.fields), wraps: true },
  ];
  const title = colours.bold(
    console.text({ zh: '条款 ↔ 规则 ↔ 测试 ↔ 数据字段', en: 'Clauses ↔ rules ↔ tests ↔ data fields' }),
  );
  return `${title}\n${table(shown, rows, { width: console.width, paintTitle: (text) => colours.dim(text) })}`;
}

/** `petition: level received-on; unit: kind` */
function byEntity(fields: readonly string[]): string {
  const entities = new Map<string, string[]>();
  for (const field of fields) {
    const [entity = '', name = ''] = field.split('.');
    entities.set(entity, [...(entities.get(entity) ?? []), name]);
  }
  return [...entities].map(([entity, names]) => `${entity}: ${names.join(' ')}`).join('; ');
}

function fieldsText({ fields }: Trace, console: Console): string {
  const { colours } = console;
  const rows = fields.map((field) => [
    `${field.entity}.${field.field}`,
    console.text(field.title),
    console.text(readersOf(field)),
  ]);
  const shown = [
    { title: console.text(columns.field) },
    { title: console.text(columns.title), wraps: true },
    { title: console.text(columns.readBy), wraps: true },
  ];
  const title = colours.bold(console.text({ zh: '数据字段', en: 'Data fields' }));
  return `${title}\n${table(shown, rows, { width: console.width, paintTitle: (text) => colours.dim(text) })}`;
}
