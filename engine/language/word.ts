/** Words and paths as written, whose places are worked out only when they are shown (see `yaml/node.ts`). */
import type { Place } from '../diagnostics/diagnostic.ts';
import { placeWithin, type ScalarTree } from '../yaml/tree.ts';
import type { Span } from './condition/tree.ts';
import type { PathSyntax, Word } from './syntax.ts';

class ScalarWord implements Word {
  readonly text: string;
  readonly scalar: ScalarTree;

  constructor(scalar: ScalarTree) {
    this.text = scalar.source;
    this.scalar = scalar;
  }

  get place(): Place {
    return this.scalar.place;
  }
}

class SpanWord implements Word {
  readonly text: string;
  readonly span: Span;
  readonly at: (span: Span) => Place;

  constructor(text: string, span: Span, at: (span: Span) => Place) {
    this.text = text;
    this.span = span;
    this.at = at;
  }

  get place(): Place {
    return this.at(this.span);
  }
}

/** The whole of a scalar. */
export function wordOf(scalar: ScalarTree): Word {
  return new ScalarWord(scalar);
}

/** A part of a text. */
export function wordAt(text: string, span: Span, at: (span: Span) => Place): Word {
  return new SpanWord(text, span, at);
}

/** The words between the dots of a scalar. */
export function pathOf(scalar: ScalarTree): PathSyntax {
  if (!scalar.source.includes('.')) return { steps: [wordOf(scalar)] };
  let start = 0;
  const steps = scalar.source.split('.').map((text) => {
    const span = { start, end: start + text.length };
    start = span.end + 1;
    return wordAt(text, span, (part) => placeWithin(scalar, part.start, part.end));
  });
  return { steps };
}

/** From the first word of a path to its last. */
export function placeOfPath({ steps }: PathSyntax): Place {
  const first = (steps[0] as Word).place;
  const last = (steps.at(-1) as Word).place;
  return { file: first.file, range: { start: first.range.start, end: last.range.end } };
}
