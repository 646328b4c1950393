import { type Definition, report } from '../../diagnostics/define.ts';
import type { Diagnostic, Localized, Place, QuickFix } from '../../diagnostics/diagnostic.ts';
import type { Span } from './tree.ts';

/** What is wrong with a line, ready to be shown once it is known where the line stands. */
export interface Problem {
  readonly span: Span;
  readonly at: (place: (span: Span) => Place) => Diagnostic;
}

/** A replacement in the line. */
export interface Fix {
  readonly title: Localized;
  readonly span: Span;
  readonly text: string;
}

export function makeProblem<P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  span: Span,
  parameters: P,
  fixes: readonly Fix[] = [],
): Problem {
  return {
    span,
    at: (place) => {
      const quickFixes: QuickFix[] = fixes.map((fix) => ({
        title: fix.title,
        edits: [{ place: place(fix.span), text: fix.text }],
      }));
      return report(definition, place(span), parameters, { fixes: quickFixes });
    },
  };
}
