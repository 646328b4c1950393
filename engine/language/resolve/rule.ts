import type { Rule } from '../../model/policy.ts';
import type { MadeRuleSyntax, RuleSyntax } from '../syntax.ts';
import { resolveCondition } from './condition.ts';
import type { Context } from './context.ts';
import type { Owned } from './declarations.ts';
import { resolveDuring } from './fact-parts.ts';
import type { Resolved } from './graph.ts';
import { resolveMadeRule } from './made-rule.ts';
import { citeOf, entityOf } from './names.ts';
import { resolveTemplate } from './template.ts';

/** A rule that a policy states, or one that a procedure makes. */
export function resolveRule(
  context: Context,
  { declaration, policy }: Owned<RuleSyntax | MadeRuleSyntax>,
): Resolved<Rule> {
  if ('part' in declaration) return resolveMadeRule(context, { declaration, policy });
  const { name, title, severity, responsible } = declaration;
  const entity = entityOf(context, declaration.entity);
  const cites = citeOf(context, declaration.cites, policy.file);
  if (entity === null) return 'broken';
  const during = declaration.during === null ? null : resolveDuring(context, entity, declaration.during);
  const when = declaration.when === null ? null : resolveCondition(context, declaration.when, entity);
  const require = resolveCondition(context, declaration.require, entity);
  const message = resolveTemplate(context, declaration.message, entity);
  const remedy = resolveTemplate(context, declaration.remedy, entity);
  if (require === null || message === null || remedy === null) return 'broken';
  if ((declaration.during !== null && during === null) || (declaration.when !== null && when === null)) return 'broken';
  return {
    name: name.text,
    title,
    policy: policy.name.text,
    entity: entity.name,
    during,
    when,
    require,
    cites,
    severity,
    message,
    remedy,
    responsible,
    procedure: null,
  };
}
