/** Text in columns: the width that a terminal gives it (a Chinese character has two), and lines broken to fit. */
import stringWidth from 'fast-string-width';

export function widthOf(text: string): number {
  return stringWidth(text);
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Data as a terminal may show it: control characters, which could move its cursor or recolour it, become spaces. */
export function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, ' ');
}

/**
 * Breaks a text (its own line breaks kept) into lines of at most `width` columns: at spaces, and between Chinese characters,
 * where no line may begin with closing punctuation. What fits nowhere is cut.
 */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, Math.max(2, width)));
}

/** Wraps, and indents every line but the first. */
export function hang(text: string, width: number, indent: number): string {
  return wrap(text, width - indent).join(`\n${' '.repeat(indent)}`);
}

function wrapLine(line: string, width: number): string[] {
  if (widthOf(line) <= width) return [line];
  const lines: string[] = [];
  let current = '';
  for (const piece of piecesOf(line)) {
    if (widthOf(current + piece.trimEnd()) <= width) {
      current += piece;
      continue;
    }
    if (current.trim() !== '') lines.push(current.trimEnd());
    current = piece;
    while (widthOf(current) > width) {
      const head = take(current, width);
      lines.push(head);
      current = current.slice(head.length).trimStart();
    }
  }
  if (current.trim() !== '') lines.push(current.trimEnd());
  return lines;
}

/** What may not be torn apart: a word with the spaces after it, a wide character with the punctuation that clings to it. */
function piecesOf(line: string): string[] {
  return line.match(pieces) ?? [line];
}

/** 「『“‘《（【 open, and 、。，．；：！？）」』”’》】…％ close. */
const opening = '\u300c\u300e\u201c\u2018\u300a\uff08\u3010';
const closing =
  '\u3001\u3002\uff0c\uff0e\uff1b\uff1a\uff01\uff1f\uff09\u300d\u300f\u201d\u2019\u300b\u3011\u2026\uff05,.;:!?)%';
const wide = '\\p{sc=Han}\u3040-\u30ff';
const pieces = new RegExp(
  `[${opening}]*(?:[${wide}]|[^\\s${wide}${opening}${closing}]+|[${opening}${closing}])[${closing}]*\\s*|\\s+`,
  'gu',
);

function take(text: string, width: number): string {
  let head = '';
  // Made when first needed: loading the tables takes longer than a short command.
  graphemes ??= new Intl.Segmenter();
  for (const { segment } of graphemes.segment(text)) {
    if (head !== '' && widthOf(head + segment) > width) break;
    head += segment;
  }
  return head;
}

let graphemes: Intl.Segmenter | null = null;
