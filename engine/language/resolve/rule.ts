import * as problems from '../../diagnostics/registry/language/rules.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Rule, Template, TemplatePart } from '../../model/policy.ts';
import { tell } from '../sink.ts';
import type { RuleSyntax, TemplatePartSyntax, TemplateSyntax } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { resolveCondition } from './condition.ts';
import { type Context, parameterOf } from './context.ts';
import type { Owned } from './declarations.ts';
import { resolveDuring } from './fact.ts';
import type { Resolved } from './graph.ts';
import { citeOf, entityOf, tellUnknown } from './names.ts';
import { checkFirstDay } from './operand.ts';
import { resolvePath } from './path.ts';

export function resolveRule(context: Context, { declaration, policy }: Owned<RuleSyntax>): Resolved<Rule> {
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

function resolveTemplate(context: Context, template: TemplateSyntax, entity: Entity): Template | null {
  const zh = resolveParts(context, template.zh, entity);
  const en = template.en === template.zh ? zh : resolveParts(context, template.en, entity);
  return zh && en && { zh, en };
}

function resolveParts(
  context: Context,
  parts: readonly TemplatePartSyntax[],
  entity: Entity,
): readonly TemplatePart[] | null {
  const resolved = parts.map((part) => resolvePart(context, part, entity)).filter((part) => part !== null);
  return resolved.length === parts.length ? resolved : null;
}

function resolvePart(context: Context, part: TemplatePartSyntax, entity: Entity): TemplatePart | null {
  switch (part.kind) {
    case 'text':
      return part;
    case 'fact': {
      const resolved = resolvePath(context, entity, part.path);
      if (resolved === null) return null;
      if (!resolved.fact.sensitive) return { kind: 'fact', fact: resolved.path };
      tell(context.sink, problems.sensitiveInMessage, placeOfPath(part.path), { name: resolved.fact.name });
      return null;
    }
    case 'parameter': {
      const { text } = part.parameter;
      const parameter = parameterOf(context, text);
      if (parameter === null) tellUnknown(context.sink, 'parameter', part.parameter);
      if (parameter === null || parameter === 'broken') return null;
      checkFirstDay(context, parameter, part.parameter);
      return { kind: 'parameter', parameter: text };
    }
  }
}
