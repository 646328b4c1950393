/** The letters of a ladder that are due, the gravest first, with what is wrong about those sent. */
import type { LettersDue } from '../../assess/letters-due.ts';
import type { Ladder } from '../../model/policy.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';
import { moreText } from './more.ts';

/** Null where nobody has an occasion. */
export function lettersDueText(ladder: Ladder, { due, first }: LettersDue, console: Console): string | null {
  if (first.length === 0) return null;
  const { colours, language } = console;
  const comma = language === 'zh' ? '、' : ', ';
  const titles = (steps: readonly string[]): string =>
    steps.map((step) => ladder.steps.find(({ name }) => name === step)?.title[language] ?? step).join(comma);
  const columns = [
    { column: { title: console.text(heads.due) }, cell: (at: number) => titles([first[at]?.due ?? '']) },
    { column: { title: console.text(heads.subject), wraps: true }, cell: (at: number) => subject(first[at]) },
    {
      column: { title: console.text(heads.occasions), align: 'right' as const },
      cell: (at: number) => String(first[at]?.occasions ?? ''),
    },
    ...(['missing', 'outOfOrder', 'duplicates'] as const)
      .filter((remark) => first.some(({ letters }) => letters !== null && letters[remark].length > 0))
      .map((remark) => ({
        column: { title: console.text(heads[remark]), wraps: true },
        cell: (at: number) => titles(first[at]?.letters?.[remark] ?? []),
      })),
  ];
  const lines = table(
    columns.map(({ column }) => column),
    first.map((_, at) => columns.map(({ cell }) => cell(at))),
    {
      width: console.width,
      indent: 2,
      paintTitle: colours.dim,
      paint: (text, _, column) => (column === 0 ? colours.bold(text) : column > 2 ? colours.yellow(text) : text),
    },
  );
  const count = [...due.values()].reduce((sum, each) => sum + each, 0);
  const byStep = ladder.steps
    .toReversed()
    .flatMap(({ name, title }) => (due.has(name) ? [`${title[language]} ${due.get(name)}`] : []))
    .join(language === 'zh' ? '，' : ', ');
  const head = console.text({ zh: `${ladder.title.zh}：应发 ${byStep}`, en: `${ladder.title.en}, due: ${byStep}` });
  return [colours.bold(head), lines, ...moreText(count - first.length, console)].join('\n');
}

function subject(letter: LettersDue['first'][number] | undefined): string {
  return [letter?.name, letter?.subject].filter((part) => part != null).join(' ');
}

const heads = {
  due: { zh: '应发', en: 'due' },
  subject: { zh: '对象', en: 'to' },
  occasions: { zh: '计次', en: 'counted' },
  missing: { zh: '应发未发', en: 'not sent' },
  outOfOrder: { zh: '次序不对', en: 'out of order' },
  duplicates: { zh: '重复', en: 'sent too often' },
} as const;
