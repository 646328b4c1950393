/** A mark in the gutter stays at its text whatever is typed around it, and is gone where its text is written over. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Span, type Spot, shifted } from '../../extension/src/mutants/shift.ts';

const text = 'rules:\n  reply:\n    require: days ≤ 7\n    otherwise: { severity: major }\n';
const mark = 'days ≤ 7';

function spotAt(whole: string, offset: number): Spot {
  const lines = whole.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function offsetOf(whole: string, { line, character }: Spot): number {
  return whole.split('\n').slice(0, line).join('\n').length + (line === 0 ? 0 : 1) + character;
}

const spanOf = (whole: string, from: number, to: number): Span => ({
  start: spotAt(whole, from),
  end: spotAt(whole, to),
});

describe('A mark at a text', () => {
  it('stays at it after any edit elsewhere, and goes with any edit in it', () => {
    const at = text.indexOf(mark);
    const edit = fc.record({
      from: fc.nat(text.length),
      length: fc.nat(30),
      put: fc.stringMatching(/^[ab\n]{0,12}$/),
    });
    fc.assert(
      fc.property(edit, ({ from, length, put }) => {
        const to = Math.min(text.length, from + length);
        const after = text.slice(0, from) + put + text.slice(to);
        const span = shifted(spanOf(text, at, at + mark.length), spanOf(text, from, to), put);
        const touches = from < at + mark.length && to > at;
        if (touches && (to > from || put !== '')) assert.ok(span === null || sliceOf(after, span) === mark);
        else assert.equal(span && sliceOf(after, span), mark);
        if (touches && to > from) assert.equal(span, null);
      }),
      { numRuns: 2000 },
    );
  });
});

function sliceOf(whole: string, { start, end }: Span): string {
  return whole.slice(offsetOf(whole, start), offsetOf(whole, end));
}
