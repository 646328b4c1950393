/** The matrix as Markdown for a pull request: the gaps open, the matrix folded. */
import type { Language } from '../../diagnostics/diagnostic.ts';
import type { Trace } from '../../index.ts';
import { folded, inCode, plain, table } from './markdown.ts';
import { columns, insteadOfRule, kindWords, linesOf, readersOf, summaryOf } from './trace-words.ts';

export function traceMarkdown(trace: Trace, pathOf: (file: string) => string, language: Language): string {
  const { clauses, fields, gaps } = trace;
  const title = { zh: '条款、规则、测试、数据字段', en: 'Clauses, rules, tests, data fields' }[language];
  const words = gapWords[language];
  return [
    `### ${title}`,
    `${gaps.length === 0 ? '✅' : '⚠️'} ${plain(summaryOf(trace)[language])}`,
    ...(gaps.length === 0
      ? []
      : [
          table(
            [words.gap, words.place, words.remedy],
            gaps.map(({ code, message, remedy, place }) => [
              `${code} ${plain(message[language])}`,
              inCode(`${pathOf(place.file)}:${place.range.start.line + 1}`),
              plain(remedy[language]),
            ]),
          ),
        ]),
    folded(`${columns.clause[language]} (${clauses.length})`, clausesTable(trace, language)),
    folded(
      `${columns.fields[language]} (${fields.length})`,
      table(
        [columns.field[language], columns.title[language], columns.readBy[language]],
        fields.map((field) => [
          inCode(`${field.entity}.${field.field}`),
          plain(field.title[language]),
          plain(readersOf(field)[language]),
        ]),
      ),
    ),
  ].join('\n\n');
}

const gapWords = {
  zh: { gap: '缺口', place: '位置', remedy: '怎么办' },
  en: { gap: 'gap', place: 'place', remedy: 'what to do' },
} as const;

function clausesTable(trace: Trace, language: Language): string {
  const lines = linesOf(trace);
  return table(
    [columns.clause[language], columns.rule[language], columns.tests[language], columns.fields[language]],
    lines.map(({ clause, rule }, at) => {
      const again = clause !== null && lines[at - 1]?.clause === clause;
      const heading = clause === null ? '—' : again ? '' : `${plain(clause.title)} ${inCode(clause.cite)}`;
      if (rule === null) return [heading, clause === null ? '' : plain(insteadOfRule(clause)[language]), '', ''];
      const { kind, name, policy, version, tests, fields } = rule;
      return [
        heading,
        `${inCode(name)} ${kindWords[kind][language]} ${plain(`${policy} ${version}`)}`,
        String(tests.length),
        fields.map(inCode).join(' '),
      ];
    }),
  );
}
