/** Templates of letters: what is wrong with one, and one filled in. */
import Docxtemplater from 'docxtemplater';
import { type Definition, report } from '../../diagnostics/define.ts';
import type { Diagnostic, Localized } from '../../diagnostics/diagnostic.ts';
import { startOfFile } from '../../diagnostics/diagnostic.ts';
import { suggestion } from '../../diagnostics/nearest.ts';
import * as problems from '../../diagnostics/registry/letters.ts';
import { ownDirection, xmlText } from '../plain-text.ts';
import { bytesOf, openDocx } from './package.ts';
import { type Paragraph, paragraphsOf, whereIs } from './paragraphs.ts';
import { keyOf, type LetterValues, namesIn, type OccasionValues, type Scope } from './placeholders.ts';

/** What is wrong with a template, in the order of its text; `file` is its path in the project. */
export function problemsOf(file: string, content: Uint8Array): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  const tell: Tell = (definition, parameters) => {
    found.push(report(definition, { file, range: startOfFile }, parameters));
  };
  const docx = openDocx(content);
  if ('problem' in docx) tell(problems.templateNotDocx, { path: file, reason: docx.problem });
  else {
    const paragraphs = paragraphsOf(docx);
    if (paragraphs === null) tell(problems.templateNotDocx, { path: file, reason: damaged });
    else checkParagraphs(paragraphs, tell);
    const reason = found.length === 0 ? compileProblem(content) : null;
    if (reason !== null) tell(problems.templateUnusable, { path: file, reason });
  }
  return found;
}

/** A letter by a template without problems: the same bytes for the same values. */
export function fill(content: Uint8Array, values: LetterValues): Uint8Array {
  const docx = openDocx(content);
  if ('problem' in docx) throw new Error('a template that was not checked');
  new Docxtemplater(docx, settings).render(clean(values));
  return bytesOf(docx);
}

type Tell = <P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  parameters: P,
) => void;

const damaged: Localized = { zh: '里面的 XML 已损坏', en: 'the XML in it is damaged' };

/** Names are looked up and nothing is evaluated; `{@…}`, which would put in XML, is refused by the check. */
const settings = {
  paragraphLoop: true,
  linebreaks: true,
  errorLogging: false,
  nullGetter: () => '',
  parser: (tag: string) => ({
    get(scope: unknown): unknown {
      if (scope === null || typeof scope !== 'object') return undefined;
      const of: Scope = 'index' in scope ? 'occasion' : 'letter';
      const found = keyOf(tag.trim(), of);
      return found?.of === of ? Reflect.get(scope, found.key) : undefined;
    },
  }),
} as const;

function clean(values: LetterValues): LetterValues {
  return { ...cleaned(values), occasions: values.occasions.map((one): OccasionValues => cleaned(one)) };
}

function cleaned<T extends object>(values: T): T {
  const entries = Object.entries(values).map(([key, value]) => [
    key,
    typeof value === 'string' ? ownDirection(xmlText(value)) : value,
  ]);
  return Object.fromEntries(entries) as T;
}

function checkParagraphs(paragraphs: readonly Paragraph[], tell: Tell): void {
  for (const part of new Set(paragraphs.map((paragraph) => paragraph.part))) {
    const open: Opened[] = [];
    for (const paragraph of paragraphs.filter((one) => one.part === part)) checkParagraph(paragraph, open, tell);
    for (const { name, paragraph } of open)
      tell(problems.unclosedLoop, { where: whereIs(paragraph), name: `{#${name}}`, sample: loopSample });
  }
}

const placeholderSample: Localized = { zh: '{单位}', en: '{unit}' };
const loopSample: Localized = { zh: '{#事由}…{/事由}', en: '{#occasions}…{/occasions}' };

interface Opened {
  readonly name: string;
  readonly paragraph: Paragraph;
}

function checkParagraph(paragraph: Paragraph, open: Opened[], tell: Tell): void {
  const where = whereIs(paragraph);
  if (/[{}]/.test(paragraph.text.replace(/\{[^{}]*\}/g, ''))) {
    tell(problems.unclosedPlaceholder, { where, sample: placeholderSample });
    return;
  }
  for (const [, inner = ''] of paragraph.text.matchAll(/\{([^{}]*)\}/g)) {
    const [, mark = '', name = ''] = /^\s*([#^/]?)\s*(.*?)\s*$/su.exec(inner) ?? [];
    if (mark === '/') {
      if (open.at(-1)?.name === name || (name === '' && open.length > 0)) open.pop();
      else tell(problems.unclosedLoop, { where, name: `{${inner}}`, sample: loopSample });
      continue;
    }
    const scope = open.some((one) => isOccasions(one.name)) ? 'occasion' : 'letter';
    const found = keyOf(name, scope);
    // A loop has no text of its own.
    if (found === null || (mark === '' && isOccasions(name))) {
      const others = namesIn(scope).filter((other) => !isOccasions(other));
      tell(problems.unknownPlaceholder, { where, name: `{${inner}}`, suggestion: suggestion(name, others) });
    }
    if (mark !== '') open.push({ name, paragraph });
  }
}

function isOccasions(name: string): boolean {
  const found = keyOf(name, 'letter');
  return found?.of === 'letter' && found.key === 'occasions';
}

/** What else stands in the way of filling it in, in the words of the library; null: nothing. */
function compileProblem(content: Uint8Array): Localized | null {
  const docx = openDocx(content);
  if ('problem' in docx) return docx.problem;
  try {
    new Docxtemplater(docx, settings);
    return null;
  } catch (error) {
    const reason = explanationOf(error);
    return { zh: reason, en: reason };
  }
}

function explanationOf(error: unknown): string {
  const properties: unknown = error instanceof Error ? Reflect.get(error, 'properties') : null;
  if (properties === null || typeof properties !== 'object')
    return String(error instanceof Error ? error.message : error);
  const several: unknown = Reflect.get(properties, 'errors');
  if (Array.isArray(several) && several.length > 0) return explanationOf(several[0]);
  const explanation: unknown = Reflect.get(properties, 'explanation');
  return typeof explanation === 'string' ? explanation : String((error as Error).message);
}
