/** The quality of the data: files that are missing, values that could not be read and count as unknown, and all other findings. */
import { missingFile, partMissing } from '../../diagnostics/registry/data.ts';
import { definitionOf } from '../../diagnostics/registry/index.ts';
import { defaultSmallestCell } from '../audience.ts';
import { count, dash, source, withheld } from '../page/figures.ts';
import { type Html, html } from '../page/html.ts';
import { sign } from '../page/states.ts';
import { table } from '../page/table.ts';
import { cited, given } from '../page/texts.ts';
import type { Bulletin } from './bulletin.ts';
import type { Section } from './section.ts';

const MOST = 200;

export async function quality(bulletin: Bulletin): Promise<Section> {
  const { language, results, audience } = bulletin;
  const title = words.title[language];
  const byFile = audience === 'internal' ? 'file' : "''";
  const found = await results.query(
    `SELECT ${byFile} AS file, code, count(*)::DOUBLE AS n FROM run.data_findings GROUP BY ALL ORDER BY file, code`,
  );
  if (found.length === 0) return { id: 'quality', title, body: html`<p class="empty">${words.none[language]}</p>` };
  const total = found.reduce((sum, row) => sum + Number(row['n']), 0);
  const smallest = bulletin.model.dictionary.publication?.smallestCell ?? defaultSmallestCell;
  const hides = (n: number): boolean => audience === 'public' && n < smallest;
  // Of several a single one that is withheld would follow from the total.
  const isTotalShown = !found.some((row) => hides(Number(row['n'])));
  const lead = isTotalShown ? count(total, source('data-findings', 'count')) : withheld(language);
  const missing = await missingFiles(bulletin);
  const columns = [
    ...(audience === 'internal' ? [{ title: words.file[language], isHead: true as const }] : []),
    { title: words.problem[language] },
    { title: words.times[language], align: 'right' as const },
  ];
  const rows = found.map((row) => {
    const [file, code, n] = [String(row['file']), String(row['code']), Number(row['n'])];
    const problem = html`${given(definitionOf(code)?.title[language] ?? code, 'title')} <span class="key">${given(code, 'key')}</span>`;
    const times = hides(n)
      ? withheld(language)
      : count(n, source('data-findings', ...(audience === 'internal' ? [file] : []), code, 'count'));
    return [...(audience === 'internal' ? [given(file, 'file')] : []), problem, times];
  });
  const body = html`<p>${words.lead[language](lead)}</p>${missing}
${table(columns, rows, { caption: words.caption[language], sortable: audience === 'internal' })}${audience === 'internal' ? await list(bulletin, total) : null}`;
  return { id: 'quality', title, body };
}

async function missingFiles({ results, language, audience }: Bulletin): Promise<Html | null> {
  if (audience === 'public') return null;
  const codes = [missingFile.code, partMissing.code];
  const rows = await results.query(
    `SELECT DISTINCT file FROM run.data_findings WHERE code IN ('${codes.join("', '")}') ORDER BY file`,
  );
  if (rows.length === 0) return null;
  const files = rows.map((row) => html`<li>${sign('undetermined')} ${given(String(row['file']), 'file')}</li>`);
  return html`<p>${words.missing[language]}</p><ul class="legend">${files}</ul>`;
}

async function list({ results, language }: Bulletin, total: number): Promise<Html> {
  const cells: (readonly Html[])[] = [];
  for await (const row of results.rows('dataFindings')) {
    if (cells.length === MOST) break;
    const at = source('data-findings', row.file, String(row.row ?? ''), row.column ?? '', row.code);
    cells.push([
      given(row.file, 'file'),
      row.row === null ? dash : count(row.row, `${at}/row`),
      row.column === null ? dash : given(row.column, 'word'),
      cited(row.message, `${at}/message`),
    ]);
  }
  const columns = [
    { title: words.file[language], isHead: true as const },
    { title: words.row[language], align: 'right' as const },
    { title: words.column[language] },
    { title: words.message[language] },
  ];
  const rest = total - cells.length;
  const more =
    rest > 0
      ? html`<p class="note">${words.more[language](count(rest, source('data-findings', 'after', String(cells.length))))}</p>`
      : null;
  return html`<details><summary>${words.list[language]}</summary>\n${table(columns, cells, { caption: words.list[language], sortable: true })}${more}</details>`;
}

const words = {
  title: { zh: '数据质量', en: 'Quality of the data' },
  none: { zh: '数据里没有发现问题。', en: 'Nothing was found wrong with the data.' },
  lead: {
    zh: (n: Html) => html`读数据时发现 ${n} 处问题。读不出的值按未知处理，不当作零；结论因此可能待定。`,
    en: (n: Html) =>
      html`Findings about the data: ${n}. A value that can’t be read counts as unknown, not as zero, and may leave a verdict undetermined.`,
  },
  missing: { zh: '没有的文件，有关结论待定：', en: 'Files that are missing; what rests on them is undetermined:' },
  caption: { zh: '按种类', en: 'By kind' },
  file: { zh: '文件', en: 'File' },
  problem: { zh: '问题', en: 'Problem' },
  times: { zh: '处', en: 'Times' },
  list: { zh: '逐条', en: 'One by one' },
  row: { zh: '行', en: 'Row' },
  column: { zh: '列', en: 'Column' },
  message: { zh: '说明', en: 'What' },
  more: {
    zh: (n: Html) => html`另有 ${n} 处，见考核结果 data-findings.csv。`,
    en: (n: Html) => html`${n} more stand in the assessment’s data-findings.csv.`,
  },
} as const;
