/** A condition's trace as texts: each part with its truth, each leaf with the facts that it read and the records behind them. */
import type { Language } from '../diagnostics/diagnostic.ts';
import type { BehindFact, Trace, TracedFact } from '../model/explanation.ts';
import type { FactDefinition } from '../model/fact.ts';
import { factAt } from '../model/path.ts';
import { pathText, valueText } from '../model/text.ts';
import type { Truth } from '../model/truth.ts';
import { leafWords, type Speech, titleOf } from './words.ts';

export type ExplainedCondition =
  | { readonly kind: 'all' | 'any'; readonly truth: Truth; readonly of: readonly ExplainedCondition[] }
  | { readonly kind: 'not'; readonly truth: Truth; readonly of: ExplainedCondition }
  /** A condition that the policy names. */
  | { readonly kind: 'shared'; readonly truth: Truth; readonly name: string; readonly of: ExplainedCondition }
  | { readonly kind: 'leaf'; readonly truth: Truth; readonly text: string; readonly facts: readonly ExplainedFact[] };

export interface ExplainedFact {
  /** As policies write it: `street.name`. */
  readonly fact: string;
  readonly title: string;
  /** How it is found: `field`, `count`, `verdict`… */
  readonly kind: FactDefinition['kind'];
  /** In words, with its unit of measure; what is sensitive is withheld. */
  readonly value: string;
  readonly records: readonly ExplainedRecords[];
}

export interface ExplainedRecords extends BehindFact {
  /** What people call the entity. */
  readonly title: string;
}

/** What stands for a sensitive value. */
export const withheld: Readonly<Record<Language, string>> = { zh: '（保密）', en: '(withheld)' };

export function explainCondition(trace: Trace, speech: Speech): ExplainedCondition {
  switch (trace.kind) {
    case 'all':
    case 'any':
      return { kind: trace.kind, truth: trace.truth, of: trace.of.map((part) => explainCondition(part, speech)) };
    case 'not':
      return { kind: 'not', truth: trace.truth, of: explainCondition(trace.of, speech) };
    case 'shared':
      return { kind: 'shared', truth: trace.truth, name: trace.name, of: explainCondition(trace.of, speech) };
    case 'leaf': {
      const facts = trace.facts.map((fact) => explainFact(fact, speech));
      return { kind: 'leaf', truth: trace.truth, text: leafWords(trace.leaf, speech), facts };
    }
  }
}

function explainFact({ path, value, records }: TracedFact, speech: Speech): ExplainedFact {
  const fact = factAt(speech.model, speech.entity, path);
  const known = value.kind !== 'unknown' && value.kind !== 'empty';
  const text = valueText(value, fact.type, speech.language);
  const shown = fact.sensitive && known ? withheld[speech.language] : text;
  const unit = known && !fact.sensitive && fact.unit !== null ? ` ${fact.unit}` : '';
  const behind = records.map((each) => ({ ...each, title: entityTitle(each.entity, speech) }));
  const { kind } = fact.definition;
  return { fact: pathText(path), title: titleOf(path, speech), kind, value: shown + unit, records: behind };
}

function entityTitle(entity: string, { model, language }: Speech): string {
  return model.dictionary.entities.get(entity)?.title[language] ?? entity;
}
