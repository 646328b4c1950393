/** HTML that is safe by construction: what is put into a template is text, unless it is HTML that a template made. */

export interface Html {
  readonly html: string;
}

export type Piece = Html | string | number | null | readonly Piece[];

/** A template of HTML; values are escaped, lists joined, null leaves nothing. Attribute values stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Html {
  return { html: parts.map((part, i) => (i === 0 ? part : textOf(values[i - 1] ?? null) + part)).join('') };
}

function textOf(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string') return escaped(piece);
  if (typeof piece === 'number') return String(piece);
  if ('html' in piece) return piece.html;
  return piece.map(textOf).join('');
}

/** HTML that a library made of texts of ours, such as a chart. */
export function trusted(text: string): Html {
  return { html: text };
}

function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (sign) => entities[sign] as string);
}

/** Without characters that no page may hold: controls, halves of surrogate pairs, and non-characters. */
export function printable(text: string): string {
  return text.replace(unprintable, '\ufffd');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\p{Cs}\ufdd0-\ufdef\ufffe\uffff]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
