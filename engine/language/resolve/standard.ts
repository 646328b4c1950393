/** Resolves standards and roll-ups. */
import * as problems from '../../diagnostics/registry/language/rules.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Requirement, Rollup, Standard } from '../../model/policy.ts';
import { suggest, tell } from '../sink.ts';
import type { RollupSyntax, StandardSyntax } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { type Context, ruleOf, standardOf } from './context.ts';
import type { Owned } from './declarations.ts';
import { resolveLink } from './link.ts';
import type { Resolved } from './memo.ts';
import { citeOf, entityOf, tellNotInForce, tellUnknown } from './names.ts';
import { resolvePath } from './path.ts';

export function resolveStandard(context: Context, { declaration, policy }: Owned<StandardSyntax>): Resolved<Standard> {
  const { name, title } = declaration;
  const cites = citeOf(context, declaration.cites, policy.file);
  const entity = entityOf(context, declaration.entity);
  if (entity === null) return 'broken';
  const seen = new Set<string>();
  const requires: Requirement[] = [];
  for (const required of declaration.requires) {
    const { text } = required.name;
    if (seen.has(text)) tell(context.sink, problems.requiredTwice, required.name.place, { name: text });
    const requirement = seen.has(text) ? null : resolveRequirement(context, required, entity);
    seen.add(text);
    if (requirement !== null) requires.push(requirement);
  }
  if (requires.length === 0) return 'broken';
  return { name: name.text, title, policy: policy.name.text, entity: entity.name, requires, cites };
}

function resolveRequirement(
  context: Context,
  { name, via }: StandardSyntax['requires'][number],
  entity: Entity,
): Requirement | null {
  const { text } = name;
  const rule = ruleOf(context, text);
  if (rule === 'broken') return null;
  if (rule !== null) {
    if (rule.entity === entity.name && via === null) return { kind: 'rule', rule: text };
    const source = context.dictionary.entities.get(rule.entity);
    const link = source === undefined ? null : resolveLink(context, source, entity, via, name);
    return link && { kind: 'records', rule: text, link };
  }
  const standard = standardOf(context, text);
  if (standard === 'broken') return null;
  if (standard === null) {
    if (tellNotInForce(context, 'rule', name) || tellNotInForce(context, 'standard', name)) return null;
    const { near, fixes } = suggest(
      context.sink,
      text,
      [...context.era.rules.keys(), ...context.era.standards.keys()],
      name.place,
    );
    tell(context.sink, problems.unknownRequirement, name.place, { name: text, near }, { fixes });
    return null;
  }
  if (standard.entity === entity.name) return { kind: 'standard', standard: text };
  tell(context.sink, problems.standardOfOther, name.place, { name: text, other: standard.entity, entity: entity.name });
  return null;
}

export function resolveRollup(context: Context, { declaration, policy }: Owned<RollupSyntax>): Resolved<Rollup> {
  const { name, title, of, by, show } = declaration;
  const standard = standardOf(context, of.text);
  if (standard === null) tellUnknown(context, 'standard', of, context.era.standards.keys());
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
