/** Resolves standards and roll-ups. */
import { report } from '../../diagnostics/define.ts';
import * as problems from '../../diagnostics/registry/language/rules.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Requirement, Rollup, Standard } from '../../model/policy.ts';
import { tellLater } from '../later.ts';
import { tell } from '../sink.ts';
import type { RollupSyntax, StandardSyntax, Word } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { type Context, ruleOf, standardOf } from './context.ts';
import type { Owned } from './declarations.ts';
import type { Resolved } from './graph.ts';
import { resolveLink } from './link.ts';
import { citeOf, entityOf, notInForce, tellUnknown } from './names.ts';
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
  return { name: name.text, title, policy: policy.name.text, entity: entity.name, requires, score: null, cites };
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
    tellUnknownRequirement(context, name);
    return null;
  }
  if (standard.entity === entity.name) return { kind: 'standard', standard: text };
  tell(context.sink, problems.standardOfOther, name.place, { name: text, other: standard.entity, entity: entity.name });
  return null;
}

function tellUnknownRequirement({ sink }: Context, { text, place }: Word): void {
  tellLater(sink, problems.unknownRequirement.code, place, (now) => {
    const elsewhere = notInForce(now, 'rule', text, place) ?? notInForce(now, 'standard', text, place);
    if (elsewhere !== null) return elsewhere;
    const names = (): string[] => [...(now.era?.rules.keys() ?? []), ...(now.era?.standards.keys() ?? [])];
    const { near, fixes } = now.guess(text, 'requirement', names, place);
    return report(problems.unknownRequirement, place, { name: text, near }, { fixes });
  });
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
