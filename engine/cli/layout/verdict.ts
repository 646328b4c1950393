/** Verdicts as people read them. */
import { verdictWords } from '../../assess/verdict-words.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Console } from '../terminal/console.ts';

export { verdictWords };

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  waived: '○',
  undetermined: '?',
  'not-applicable': '–',
};

/** `✗ 未通过`, in the verdict's colour. */
export function verdictText(verdict: Verdict, console: Console): string {
  return paintVerdict(verdict, `${marks[verdict]} ${console.text(verdictWords[verdict])}`, console);
}

export function paintVerdict(verdict: Verdict, text: string, { colours }: Console): string {
  switch (verdict) {
    case 'pass':
      return colours.green(text);
    case 'fail':
      return colours.red(text);
    case 'waived':
      return colours.cyan(text);
    case 'undetermined':
      return colours.yellow(text);
    case 'not-applicable':
      return colours.dim(text);
  }
}

/** The order in which a reader wants them. */
export const byUrgency: readonly Verdict[] = ['fail', 'undetermined', 'waived', 'pass', 'not-applicable'];
