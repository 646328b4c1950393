/**
 * Cuts a condition's line into tokens. Full-width signs, digits and quotes, as Chinese input methods produce them, are taken as
 * their half-width ones; inside quotes and patterns every character stands for itself.
 */
import type { Span } from './tree.ts';

export type Token = Span &
  /** A name, a dotted path, a code, an operator's word; `text` is half-width. */
  (
    | { readonly kind: 'word'; readonly text: string }
    /** `percent` where a % follows. `text` is a decimal as written. */
    | { readonly kind: 'number'; readonly text: string; readonly percent: boolean }
    | { readonly kind: 'date' | 'month'; readonly text: string }
    | { readonly kind: 'text'; readonly text: string; readonly closed: boolean }
    | { readonly kind: 'pattern'; readonly text: string; readonly closed: boolean }
    | { readonly kind: 'parameter'; readonly text: string }
    /** An operator's sign. */
    | { readonly kind: 'sign'; readonly text: string }
    | { readonly kind: 'comma' | 'open' | 'close' | 'end' }
    | { readonly kind: 'stray'; readonly text: string }
  );

export function lex(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const character = half(line[at] as string);
    if (blank.test(character)) {
      at++;
      continue;
    }
    const token = tokenAt(line, at, character, tokens.at(-1));
    tokens.push(token);
    at = token.end;
  }
  tokens.push({ kind: 'end', start: line.trimEnd().length, end: line.trimEnd().length });
  return tokens;
}

const blank = /\s/;
const wordCharacter = /[\p{L}\p{M}\p{N}_]/u;
const signCharacter = /[=≠<≤>≥!&|]/;

function tokenAt(line: string, start: number, character: string, before: Token | undefined): Token {
  const quote = closingQuotes[line[start] as string];
  if (quote !== undefined) return quotedAt(line, start, quote);
  // A slash begins a pattern only after `matches`.
  if (character === '/' && before?.kind === 'word' && before.text === 'matches') return patternAt(line, start);
  if (character === '$') return { kind: 'parameter', ...wordAt(line, start + 1, start) };
  if (signCharacter.test(character)) return signAt(line, start);
  if (character === ',' || character === '、') return { kind: 'comma', start, end: start + 1 };
  if (brackets.open.includes(character)) return { kind: 'open', start, end: start + 1 };
  if (brackets.close.includes(character)) return { kind: 'close', start, end: start + 1 };
  const { end, text } = wordAt(line, start, start);
  if (end === start) {
    // A whole code point, so that no half of a pair is left.
    const whole = String.fromCodePoint(line.codePointAt(start) as number);
    return { kind: 'stray', text: whole, start, end: start + whole.length };
  }
  return valueOrWord(line, start, end, text);
}

const brackets = { open: '[(【〔［（', close: '])】〕］）' };

const closingQuotes: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '”': '”',
  '‘': '’',
  '’': '’',
  '＂': '＂',
  '＇': '＇',
  '「': '」',
  '『': '』',
};

/** In straight quotes a backslash keeps the next character, so that the quote itself can be written. */
function quotedAt(line: string, start: number, close: string): Token {
  const escapes = close === '"' || close === "'";
  let text = '';
  let at = start + 1;
  while (at < line.length && line[at] !== close) {
    if (escapes && line[at] === '\\' && at + 1 < line.length) at++;
    text += line[at];
    at++;
  }
  const closed = at < line.length;
  return { kind: 'text', text, closed, start, end: closed ? at + 1 : line.length };
}

function patternAt(line: string, start: number): Token {
  let text = '';
  let at = start + 1;
  while (at < line.length && half(line[at] as string) !== '/') {
    if (line[at] === '\\' && at + 1 < line.length) {
      if (line[at + 1] !== '/') text += line[at];
      at++;
    }
    text += line[at];
    at++;
  }
  const closed = at < line.length;
  return { kind: 'pattern', text, closed, start, end: closed ? at + 1 : line.length };
}

function signAt(line: string, start: number): Token {
  let end = start;
  while (end < line.length && signCharacter.test(half(line[end] as string))) end++;
  return { kind: 'sign', text: halfAll(line.slice(start, end)), start, end };
}

/** Letters, digits and `_`, with `-` and `.` between or before them. */
function wordAt(line: string, from: number, start: number): { start: number; end: number; text: string } {
  let at = from;
  while (at < line.length) {
    if (isPlainWord(line.charCodeAt(at))) {
      at++;
      continue;
    }
    const whole = String.fromCodePoint(line.codePointAt(at) as number);
    const character = half(whole);
    const joins = (character === '-' || character === '.' || character === '+') && isWord(line, at + 1);
    if (!wordCharacter.test(character) && !(joins && (character !== '+' || at === from))) break;
    at += whole.length;
  }
  return { start, end: at, text: halfAll(line.slice(from, at)) };
}

/** Letters and digits of ASCII, and `_`: most of what there is. */
function isPlainWord(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || code === 95;
}

function isWord(line: string, at: number): boolean {
  const code = line.codePointAt(at);
  return code !== undefined && wordCharacter.test(half(String.fromCodePoint(code)));
}

function valueOrWord(line: string, start: number, end: number, text: string): Token {
  if (/^[+-]?\d+(\.\d+)?$/.test(text)) {
    let after = end;
    while (after < line.length && blank.test(line[after] as string)) after++;
    const percent = after < line.length && half(line[after] as string) === '%';
    return { kind: 'number', text, percent, start, end: percent ? after + 1 : end };
  }
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return { kind: 'date', text, start, end };
  if (/^\d{4}-\d{1,2}$/.test(text)) return { kind: 'month', text, start, end };
  return { kind: 'word', text, start, end };
}

/** The half-width form of one character; others stay. */
function half(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 128) return character;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return others[character] ?? character;
}

const others: Readonly<Record<string, string>> = {
  '　': ' ',
  '≦': '≤',
  '⩽': '≤',
  '≧': '≥',
  '⩾': '≥',
  '﹦': '=',
  '﹤': '<',
  '﹥': '>',
  '﹪': '%',
  '﹩': '$',
  '−': '-',
  '﹣': '-',
};

function halfAll(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  let all = '';
  for (const character of text) all += half(character);
  return all;
}
