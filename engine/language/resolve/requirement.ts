/** Resolves what a standard requires and what is an occasion of a ladder. */
import { report } from '../../diagnostics/define.ts';
import * as problems from '../../diagnostics/registry/language/rules.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Requirement } from '../../model/policy.ts';
import { tellLater } from '../later.ts';
import { tell } from '../sink.ts';
import type { PathSyntax, RequirementSyntax, Word } from '../syntax.ts';
import { type Context, procedureOf, ruleOf, standardOf } from './context.ts';
import { resolveLink } from './link.ts';
import { notInForce } from './names.ts';

/** A rule, a standard, or all the rules of a procedure; empty where the name is wrong (reported). */
export function resolveRequirement(
  context: Context,
  { name, via }: RequirementSyntax,
  entity: Entity,
): readonly Requirement[] {
  const { text } = name;
  const rule = ruleOf(context, text);
  if (rule === 'broken') return [];
  if (rule !== null) return requirementsOf(context, [text], rule.entity, { name, via }, entity);
  const standard = standardOf(context, text);
  if (standard === 'broken') return [];
  if (standard !== null) {
    if (standard.entity === entity.name) return [{ kind: 'standard', standard: text }];
    const parameters = { name: text, other: standard.entity, entity: entity.name };
    tell(context.sink, problems.standardOfOther, name.place, parameters);
    return [];
  }
  const procedure = procedureOf(context, text);
  if (procedure === 'broken') return [];
  if (procedure === null) {
    tellUnknownRequirement(context, name);
    return [];
  }
  return requirementsOf(context, procedure.rules, procedure.entity, { name, via }, entity);
}

/** Rules about the entity itself, or about records that belong to it. */
function requirementsOf(
  context: Context,
  rules: readonly string[],
  about: string,
  { name, via }: { readonly name: Word; readonly via: PathSyntax | null },
  entity: Entity,
): readonly Requirement[] {
  const sound = rules.filter((rule) => ruleOf(context, rule) !== 'broken');
  if (about === entity.name && via === null) return sound.map((rule) => ({ kind: 'rule', rule }));
  const source = context.dictionary.entities.get(about);
  const link = source === undefined ? null : resolveLink(context, source, entity, via, name);
  return link === null ? [] : sound.map((rule) => ({ kind: 'records', rule, link }));
}

export function tellUnknownRequirement({ sink }: Context, { text, place }: Word): void {
  tellLater(sink, problems.unknownRequirement.code, place, (now) => {
    for (const kind of ['rule', 'standard', 'procedure'] as const) {
      const elsewhere = notInForce(now, kind, text, place);
      if (elsewhere !== null) return elsewhere;
    }
    const { near, fixes } = now.guess(text, 'requirement', () => requirable(now.era), place);
    return report(problems.unknownRequirement, place, { name: text, near }, { fixes });
  });
}

type Names = ReadonlyMap<string, unknown>;

function requirable(
  era: { readonly rules: Names; readonly standards: Names; readonly procedures: Names } | null,
): readonly string[] {
  return era === null ? [] : [...era.rules.keys(), ...era.standards.keys(), ...era.procedures.keys()];
}
