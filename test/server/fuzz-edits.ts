/** Edits as no reasonable person makes them: bits typed in, ranges deleted, other places pasted, and any of it undone. */
import type { Chance } from '../district/random.ts';
import { positionAt } from './client.ts';

/** A buffer of the editor, with the texts that undo goes back to. */
export interface Buffer {
  readonly file: string;
  readonly original: string;
  text: string;
  readonly before: string[];
}

/** A change as the protocol has it. */
export interface Change {
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
  readonly text: string;
}

/** Makes one edit in a buffer and returns what is sent for it. */
export function editAtRandom(chance: Chance, buffer: Buffer, all: readonly Buffer[]): Change {
  const kind = chance.between(1, 100);
  const tooLong = buffer.text.length > 2 * buffer.original.length + 2000;
  if (kind <= 25 || tooLong) return undo(chance, buffer);
  const { text } = buffer;
  const at = chance.between(0, text.length);
  if (kind <= 55) return replace(buffer, at, at, chance.pick(bits));
  if (kind <= 75) return replace(buffer, at, Math.min(text.length, at + chance.between(1, 40)), '');
  if (kind <= 80) return replace(buffer, startOfLine(text, at), endOfLine(text, at), '');
  if (kind <= 90) {
    const { text: other } = chance.pick(all);
    const from = chance.between(0, other.length);
    return replace(buffer, at, at, other.slice(from, from + chance.between(1, 300)));
  }
  const { text: other } = chance.pick(all);
  const from = chance.between(0, other.length);
  const lines = other.slice(startOfLine(other, from), endOfLine(other, from + chance.between(0, 400)));
  const here = startOfLine(text, at);
  return replace(buffer, here, here, lines);
}

/** Puts the whole of the original back, as one change. */
export function restore(buffer: Buffer): Change {
  buffer.before.length = 0;
  const change = { range: rangeOf(buffer.text, 0, buffer.text.length), text: buffer.original };
  buffer.text = buffer.original;
  return change;
}

function undo(chance: Chance, buffer: Buffer): Change {
  if (buffer.before.length === 0) return restore(buffer);
  const steps = chance.between(1, Math.min(8, buffer.before.length));
  const text = buffer.before.splice(-steps)[0] ?? buffer.original;
  let start = 0;
  while (start < Math.min(text.length, buffer.text.length) && text[start] === buffer.text[start]) start++;
  const change = { range: rangeOf(buffer.text, start, buffer.text.length), text: text.slice(start) };
  buffer.text = text;
  return change;
}

function replace(buffer: Buffer, start: number, end: number, text: string): Change {
  const change = { range: rangeOf(buffer.text, start, end), text };
  buffer.before.push(buffer.text);
  if (buffer.before.length > 50) buffer.before.shift();
  buffer.text = buffer.text.slice(0, start) + text + buffer.text.slice(end);
  return change;
}

function rangeOf(text: string, start: number, end: number): Change['range'] {
  return { start: positionAt(text, start), end: positionAt(text, end) };
}

function startOfLine(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

const bits: readonly string[] = [
  ...' \n\t:-,{}[]#&*!|>\'"%@`?$=≠≤≥<0129azé零，：。',
  '😀',
  '\n  ',
  '\n    ',
  '\n\n',
  ': ',
  '- ',
  ' #',
  '{ ',
  ' }',
  '[',
  '& ',
  '*a',
  '&a ',
  '<<: *a',
  '!!str ',
  '---\n',
  '...\n',
  '|\n',
  '>-\n',
  '\\',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '$reply-days',
  'as-of',
  ' = 0',
  ' ≤ 95%',
  ' between 1 and ',
  ' in [village]',
  ' is unknown',
  'facts:\n  x: { of: unit, count: petition }\n',
  'rules:\n',
  'require: ',
  '  when: { condition: nothing }\n',
  'all: [',
  'not: ',
  'effective: { from: 2021-02-30 }',
  '99999999999999999999',
  '-0',
  '1e999',
  '2021-12-31',
  'null',
  'true',
  'zhunsheng:sensitive: true',
  '__proto__: ',
  'constructor: ',
  'toString',
  '零上访',
];
