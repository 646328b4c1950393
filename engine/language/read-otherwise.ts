/** Reads what follows a failure. */
import type { RuleSeverity } from '../model/policy.ts';
import type { Tree } from '../yaml/tree.ts';
import { readTemplate } from './read-template.ts';
import { readChoice, readFields, readWords } from './shape.ts';
import type { Sink } from './sink.ts';
import type { TemplateSyntax, Word } from './syntax.ts';

/** From the gravest on. */
export const severities: readonly RuleSeverity[] = ['veto', 'major', 'minor'];

export interface Otherwise {
  readonly severity: RuleSeverity;
  readonly message: TemplateSyntax | null;
  readonly remedy: TemplateSyntax | null;
  readonly responsible: readonly string[];
  /** Whether it says something, however wrong. */
  readonly says: (key: 'message' | 'remedy') => boolean;
}

export function readOtherwise(sink: Sink, tree: Tree | undefined, owner: Word): Otherwise {
  const fields = tree === undefined ? null : readFields(sink, tree, 'otherwise', owner);
  const severity = readChoice<RuleSeverity>(sink, fields?.get('severity'), 'severity', severities);
  return {
    severity: severity ?? 'major',
    message: readTemplate(sink, fields?.get('message')),
    remedy: readTemplate(sink, fields?.get('remedy')),
    responsible: readWords(sink, fields?.get('responsible')).map(({ text }) => text),
    says: (key) => fields?.has(key) === true,
  };
}
