/** Resolves standards and roll-ups. */
import * as procedureProblems from '../../diagnostics/registry/language/procedures.ts';
import * as problems from '../../diagnostics/registry/language/rules.ts';
import * as standingProblems from '../../diagnostics/registry/language/standings.ts';
import type { Amount, Requirement, Rollup, Score, Standard } from '../../model/policy.ts';
import { suggest, tell } from '../sink.ts';
import type { RollupSyntax, ScoreSyntax, StandardSyntax } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { resolveAmount } from './amount.ts';
import { type Context, procedureOf, standardOf } from './context.ts';
import type { Owned } from './declarations.ts';
import type { Resolved } from './graph.ts';
import { citeOf, entityOf, tellUnknown } from './names.ts';
import { resolvePath } from './path.ts';
import { resolveRequirement } from './requirement.ts';

export function resolveStandard(context: Context, { declaration, policy }: Owned<StandardSyntax>): Resolved<Standard> {
  const { name, title } = declaration;
  const cites = citeOf(context, declaration.cites, policy.file);
  const entity = entityOf(context, declaration.entity);
  if (entity === null) return 'broken';
  const seen = new Set<string>();
  const requires: Requirement[] = [];
  for (const required of declaration.requires) {
    const { text, place } = required.name;
    if (seen.has(text)) tell(context.sink, problems.requiredTwice, place, { name: text });
    const found = seen.has(text) ? [] : resolveRequirement(context, required, entity);
    seen.add(text);
    for (const requirement of found) {
      const each = nameOf(requirement);
      if (each !== text && seen.has(each)) tell(context.sink, problems.requiredTwice, place, { name: each });
      else requires.push(requirement);
      seen.add(each);
    }
  }
  const score = declaration.score === null ? null : resolveScore(context, declaration.score, requires, seen);
  if (requires.length === 0 || (declaration.score !== null && score === null)) return 'broken';
  return { name: name.text, title, policy: policy.name.text, entity: entity.name, requires, score, cites };
}

function nameOf(requirement: Requirement): string {
  return requirement.kind === 'standard' ? requirement.standard : requirement.rule;
}

/** `written`: the names under `requires`, also those that lead nowhere. */
function resolveScore(
  context: Context,
  { full, less }: ScoreSyntax,
  requires: readonly Requirement[],
  written: ReadonlySet<string>,
): Score | null {
  const all = full && resolveAmount(context, full, 'any');
  const names = new Set(requires.map(nameOf));
  const points = new Map<string, Amount>();
  for (const { name, amount } of less) {
    const { text, place } = name;
    const resolved = amount && resolveAmount(context, amount, 'any');
    if (names.has(text)) {
      if (resolved !== null) points.set(text, resolved);
      continue;
    }
    const procedure = written.has(text) ? procedureOf(context, text) : null;
    if (procedure !== null && procedure !== 'broken') {
      tell(context.sink, procedureProblems.pointsOfProcedure, place, { name: text, rules: procedure.rules.join(' ') });
    } else if (!written.has(text)) {
      const { near, fixes } = suggest(context.sink, text, names, place);
      tell(context.sink, standingProblems.pointsOfOther, place, { name: text, near }, { fixes });
    }
  }
  return all === null || points.size < less.length ? null : { full: all, less: points };
}

export function resolveRollup(context: Context, { declaration, policy }: Owned<RollupSyntax>): Resolved<Rollup> {
  const { name, title, of, by, show } = declaration;
  const standard = standardOf(context, of.text);
  if (standard === null) tellUnknown(context.sink, 'standard', of);
  if (standard === null || standard === 'broken') return 'broken';
  const entity = context.dictionary.entities.get(standard.entity);
  const resolved = entity === undefined ? null : resolvePath(context, entity, by);
  if (resolved === null) return 'broken';
  if (resolved.fact.sensitive) {
    tell(context.sink, problems.sensitiveGroup, placeOfPath(by), { name: resolved.fact.name });
    return 'broken';
  }
  return { name: name.text, title, policy: policy.name.text, standard: of.text, by: resolved.path, show };
}
