/** Cuts a message into text, `{facts}` and `{$parameters}`; `{{` and `}}` are braces. */
import type { Place } from '../diagnostics/diagnostic.ts';
import { templateBrace } from '../diagnostics/registry/language/rules.ts';
import { placeWithin, type ScalarTree, type Tree } from '../yaml/tree.ts';
import type { Span } from './condition/tree.ts';
import { readBoth } from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type { TemplatePartSyntax, TemplateSyntax, Word } from './syntax.ts';
import { wordAt } from './word.ts';

export function readTemplate(sink: Sink, tree: Tree | undefined): TemplateSyntax | null {
  const both = readBoth(sink, tree);
  if (both === null) return null;
  const zh = parts(sink, both.zh);
  return { zh, en: both.en === both.zh ? zh : parts(sink, both.en) };
}

function parts(sink: Sink, scalar: ScalarTree): readonly TemplatePartSyntax[] {
  const { source } = scalar;
  if (!/[{}]/.test(source)) return source === '' ? [] : [{ kind: 'text', text: source }];
  const found: TemplatePartSyntax[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const two = source.slice(at, at + 2);
    if (two === '{{' || two === '}}') {
      text += two[0];
      at += 2;
    } else if (source[at] === '{') {
      const end = source.indexOf('}', at);
      const part = end === -1 ? null : inBraces(scalar, at + 1, end);
      if (part === null) tell(sink, templateBrace, placeWithin(scalar, at, end === -1 ? at + 1 : end + 1), {});
      if (text !== '') found.push({ kind: 'text', text });
      text = '';
      if (part !== null) found.push(part);
      at = end === -1 ? source.length : end + 1;
    } else if (source[at] === '}') {
      tell(sink, templateBrace, placeWithin(scalar, at, at + 1), {});
      at++;
    } else {
      text += source[at];
      at++;
    }
  }
  if (text !== '') found.push({ kind: 'text', text });
  return found;
}

/** What stands between braces: a path of names, or a parameter. */
function inBraces(scalar: ScalarTree, start: number, end: number): TemplatePartSyntax | null {
  const whole = scalar.source.slice(start, end);
  const name = whole.trim();
  const from = start + whole.indexOf(name);
  const at = (span: Span): Place => placeWithin(scalar, span.start, span.end);
  const word = (text: string): Word => wordAt(text, { start: from, end: from + name.length }, at);
  if (name.startsWith('$')) {
    return properWord.test(name.slice(1)) ? { kind: 'parameter', parameter: word(name.slice(1)) } : null;
  }
  const names = name.split('.');
  if (!names.every((each) => properWord.test(each))) return null;
  return { kind: 'fact', path: { steps: names.map(word) } };
}

const properWord = /^[\p{L}\p{M}\p{N}_-]+$/u;
