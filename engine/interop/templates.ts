/** Messages as policies write them: `{fact}`, `{$parameter}`; braces of the text itself are doubled. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Template, TemplatePart } from '../model/policy.ts';
import { pathNamed, pathText } from '../model/text.ts';

export function writeTemplate(template: Template): Localized {
  return { zh: template.zh.map(writePart).join(''), en: template.en.map(writePart).join('') };
}

export function readTemplate({ zh, en }: Localized): Template {
  return { zh: readParts(zh), en: readParts(en) };
}

/** A text that holds nothing else, whatever its characters. */
export function plainTemplate({ zh, en }: Localized): Template {
  return { zh: [{ kind: 'text', text: zh }], en: [{ kind: 'text', text: en }] };
}

function writePart(part: TemplatePart): string {
  switch (part.kind) {
    case 'text':
      return part.text.replace(/[{}]/g, '$&$&');
    case 'fact':
      return `{${pathText(part.fact)}}`;
    case 'parameter':
      return `{$${part.parameter}}`;
  }
}

function readParts(text: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let plain = '';
  for (const piece of text.match(/\{\{|\}\}|\{[^{}]+\}|[\s\S]/gu) ?? []) {
    if (!/^\{[^{}]+\}$/.test(piece)) {
      plain += piece === '{{' || piece === '}}' ? piece[0] : piece;
      continue;
    }
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
    const name = piece.slice(1, -1);
    parts.push(
      name.startsWith('$') ? { kind: 'parameter', parameter: name.slice(1) } : { kind: 'fact', fact: pathNamed(name) },
    );
  }
  if (plain !== '') parts.push({ kind: 'text', text: plain });
  return parts;
}
