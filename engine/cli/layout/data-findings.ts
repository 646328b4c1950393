/** What is wrong with the data, by file and kind. */
import { definitionOf } from '../../diagnostics/registry/index.ts';
import type { Results } from '../../index.ts';
import type { Console } from '../terminal/console.ts';
import { table } from '../terminal/table.ts';

/** Null where nothing is. */
export async function dataFindingsText(results: Results, console: Console): Promise<string | null> {
  const total = results.counts.dataFindings;
  if (total === 0) return null;
  const found = await results.query(
    `SELECT file, code, count(*)::DOUBLE AS n, array_to_string(list_sort(list(DISTINCT "row"))[1:${MOST_ROWS}], ', ') AS rows, ` +
      'count(DISTINCT "row")::DOUBLE AS distinct_rows FROM run.data_findings GROUP BY file, code ORDER BY file, code',
  );
  const cells = found.map((row) => [
    String(row['file']),
    `${row['code']} ${definitionOf(String(row['code']))?.title[console.language] ?? ''}`,
    String(row['n']),
    `${row['rows'] ?? ''}${Number(row['distinct_rows']) > MOST_ROWS ? ' …' : ''}`,
  ]);
  const columns = [
    { title: console.text({ zh: '文件', en: 'file' }) },
    { title: console.text({ zh: '问题', en: 'problem' }), wraps: true },
    { title: console.text({ zh: '处', en: 'times' }), align: 'right' as const },
    { title: console.text({ zh: '行', en: 'rows' }) },
  ];
  const title = console.text({ zh: `数据里的问题（${total}）`, en: `What is wrong with the data (${total})` });
  const text = table(columns, cells, { width: console.width, indent: 2, paintTitle: console.colours.dim });
  return `${console.colours.yellow(title)}\n${text}`;
}

const MOST_ROWS = 5;
