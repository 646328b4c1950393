/** Tables of a page: heads, figures to the right, sortable where a script runs, and scrollable by keyboard where they are wide. */
import { type Html, html, trusted } from './html.ts';

export interface Column {
  readonly title: string | Html;
  /** Figures stand to the right. */
  readonly align?: 'right';
  /** The head of its row. */
  readonly isHead?: true;
}

export interface TableOptions {
  /** What it shows; heard, and seen where `shown`. */
  readonly caption: string | Html;
  readonly isCaptionShown?: boolean;
  readonly sortable?: boolean;
}

export function table(columns: readonly Column[], rows: readonly (readonly Html[])[], options: TableOptions): Html {
  const { caption, isCaptionShown = false, sortable = false } = options;
  const head = columns.map(({ title, align }) => html`<th scope="col"${classOf(align)}>${title}</th>`);
  const body = rows.map(
    (row) =>
      html`<tr>${row.map((cell, i) => {
        const { align, isHead } = columns[i] as Column;
        return isHead ? html`<th scope="row"${classOf(align)}>${cell}</th>` : html`<td${classOf(align)}>${cell}</td>`;
      })}</tr>\n`,
  );
  return html`<div class="scroll" role="group" aria-label="${plain(caption)}" tabindex="0"><table${sortable ? html` class="sortable"` : null}>
<caption${isCaptionShown ? null : html` class="heard"`}>${caption}</caption>
<thead><tr>${head}</tr></thead>
<tbody>
${body}</tbody></table></div>\n`;
}

/** What a caption says, without its elements. */
function plain(caption: string | Html): Html {
  return typeof caption === 'string' ? html`${caption}` : trusted(caption.html.replace(/<[^>]*>/g, ''));
}

function classOf(align: 'right' | undefined): Html | null {
  return align === undefined ? null : html` class="n"`;
}
