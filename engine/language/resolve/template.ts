/** Resolves messages and remedies: texts with facts and parameters in them. */
import * as problems from '../../diagnostics/registry/language/rules.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { Template, TemplatePart } from '../../model/policy.ts';
import { tell } from '../sink.ts';
import type { TemplatePartSyntax, TemplateSyntax } from '../syntax.ts';
import { placeOfPath } from '../word.ts';
import { type Context, parameterOf } from './context.ts';
import { tellUnknown } from './names.ts';
import { checkFirstDay } from './operand.ts';
import { resolvePath } from './path.ts';

/** Null where something in it is wrong; what is sensitive can't stand in a message. */
export function resolveTemplate(context: Context, template: TemplateSyntax, entity: Entity): Template | null {
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
