/** Resolves facts that say where a record stands: verdicts, scores, ranks, steps, and the period before. */
import * as procedureProblems from '../../diagnostics/registry/language/procedures.ts';
import * as standingProblems from '../../diagnostics/registry/language/standings.ts';
import type { Code, Entity } from '../../model/dictionary.ts';
import type { NumberType } from '../../model/fact.ts';
import type { Score } from '../../model/policy.ts';
import { tell } from '../sink.ts';
import type { FactDefinitionSyntax, Word } from '../syntax.ts';
import { isWholeAmount } from './amount.ts';
import { type Context, procedureOf, ruleOf, standardOf } from './context.ts';
import { count, type Made, numberAt } from './fact-parts.ts';
import { tellUnknown } from './names.ts';
import { resolvePath } from './path.ts';
import { tellUnknownRequirement } from './requirement.ts';

type StandingSyntax = Extract<
  FactDefinitionSyntax,
  { readonly kind: 'verdict' | 'score' | 'rank' | 'previous' | 'step' }
>;

export function resolveStanding(context: Context, syntax: StandingSyntax, owner: Entity): Made | null {
  switch (syntax.kind) {
    case 'verdict':
      return resolveVerdict(context, syntax.of, owner);
    case 'score':
      return resolveScore(context, syntax.standard, owner);
    case 'rank': {
      const by = numberAt(context, owner, syntax.by);
      const among = syntax.among === null ? null : resolvePath(context, owner, syntax.among);
      if (by === null || (syntax.among !== null && among === null)) return null;
      const { order } = syntax;
      return {
        type: count,
        sensitive: by.fact.sensitive,
        definition: { kind: 'rank', by: by.path, among: among?.path ?? null, order },
      };
    }
    case 'previous': {
      const resolved = resolvePath(context, owner, { steps: [syntax.fact] });
      if (resolved === null) return null;
      const { name, type, sensitive } = resolved.fact;
      return { type, sensitive, definition: { kind: 'previous', fact: name } };
    }
    case 'step': {
      const procedure = procedureOf(context, syntax.procedure.text);
      if (procedure === null || procedure === 'broken') return null;
      const codes = procedure.steps.map(({ name, title }): Code => ({ value: name, title }));
      return {
        type: { kind: 'code', codes },
        sensitive: false,
        definition: { kind: 'step', procedure: procedure.name },
      };
    }
  }
}

const verdictCodes: readonly Code[] = [
  { value: 'pass', title: { zh: '通过', en: 'pass' } },
  { value: 'fail', title: { zh: '未通过', en: 'fail' } },
  { value: 'waived', title: { zh: '豁免', en: 'waived' } },
];

function resolveVerdict(context: Context, of: Word, owner: Entity): Made | null {
  const { text: name, place } = of;
  const rule = ruleOf(context, name);
  const found = rule ?? standardOf(context, name);
  if (found === 'broken') return null;
  if (found === null) {
    const procedure = procedureOf(context, name);
    if (procedure === null) tellUnknownRequirement(context, of);
    else if (procedure !== 'broken') {
      tell(context.sink, procedureProblems.verdictOfProcedure, place, { name, rules: procedure.rules.join(' ') });
    }
    return null;
  }
  if (found.entity !== owner.name) {
    tell(context.sink, standingProblems.standingOfOther, place, { name, other: found.entity, entity: owner.name });
    return null;
  }
  return {
    type: { kind: 'code', codes: verdictCodes },
    sensitive: false,
    definition: { kind: 'verdict', of: rule === null ? 'standard' : 'rule', name },
  };
}

function resolveScore(context: Context, word: Word, owner: Entity): Made | null {
  const { text: name, place } = word;
  const standard = standardOf(context, name);
  if (standard === null) tellUnknown(context.sink, 'standard', word);
  if (standard === null || standard === 'broken') return null;
  if (standard.entity !== owner.name) {
    tell(context.sink, standingProblems.standingOfOther, place, { name, other: standard.entity, entity: owner.name });
    return null;
  }
  if (standard.score === null) {
    tell(context.sink, standingProblems.noScore, place, { name });
    return null;
  }
  return { type: scoreType(context, standard.score), sensitive: false, definition: { kind: 'score', standard: name } };
}

function scoreType(context: Context, { full, less }: Score): NumberType {
  const isWhole = [full, ...less.values()].every((amount) => isWholeAmount(context, amount));
  return { kind: 'number', form: isWhole ? 'integer' : 'decimal', nonNegative: true, display: 'number' };
}
