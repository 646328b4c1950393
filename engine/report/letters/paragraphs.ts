/** The paragraphs of a Word document, so that whatever is wrong in one can be found again by a person. */
import { SaxesParser } from 'saxes';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import { type Docx, textOf, textParts } from './package.ts';

export interface Paragraph {
  readonly part: string;
  /** Counted within the part, from 1; those in tables too. */
  readonly number: number;
  readonly text: string;
}

/** In the order of the parts; null where a part is no XML. */
export function paragraphsOf(docx: Docx): readonly Paragraph[] | null {
  const paragraphs: Paragraph[] = [];
  for (const part of textParts(docx)) {
    const found = paragraphsIn(textOf(docx, part) ?? '');
    if (found === null) return null;
    paragraphs.push(...found.map((text, index) => ({ part, number: index + 1, text })));
  }
  return paragraphs;
}

/** Such as `第 3 段“致：{单位}”`. */
export function whereIs({ part, number, text }: Paragraph): Localized {
  const kind = partKinds.find(({ pattern }) => pattern.test(part))?.title ?? { zh: '', en: '' };
  const shown = text.length > SHOWN ? `${[...text].slice(0, SHOWN).join('')}…` : text;
  return { zh: `${kind.zh}第 ${number} 段“${shown}”`, en: `${kind.en}paragraph ${number} "${shown}"` };
}

const SHOWN = 60;

const partKinds: readonly { readonly pattern: RegExp; readonly title: Localized }[] = [
  { pattern: /header/, title: { zh: '页眉', en: 'header, ' } },
  { pattern: /footer/, title: { zh: '页脚', en: 'footer, ' } },
  { pattern: /notes/, title: { zh: '注释', en: 'notes, ' } },
];

/** A paragraph in a text box stands within another. */
function paragraphsIn(xml: string): readonly string[] | null {
  const texts: string[] = [];
  const open: number[] = [];
  let isText = false;
  const parser = new SaxesParser({ xmlns: false, position: false });
  parser.on('opentag', ({ name, isSelfClosing }) => {
    if (name === 'w:p') {
      texts.push('');
      if (!isSelfClosing) open.push(texts.length - 1);
    }
    if (name === 'w:t') isText = !isSelfClosing;
  });
  parser.on('closetag', ({ name, isSelfClosing }) => {
    if (name === 'w:t') isText = false;
    if (name === 'w:p' && !isSelfClosing) open.pop();
  });
  parser.on('text', (text) => {
    const at = open.at(-1);
    if (isText && at !== undefined) texts[at] += text;
  });
  try {
    parser.write(xml).close();
    return texts;
  } catch {
    return null;
  }
}
