/** Maps and lists in braces and brackets: on one line where they fit, else broken after a comma, else a block. */
import stringWidth from 'fast-string-width';
import { isAlias, isCollection, isMap, isPair, isScalar, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Marks } from './format-marks.ts';

export interface Width {
  readonly depth: number;
  /** The width of what stands before the node on its line, indentation aside. */
  readonly prefix: number;
}

const lineWidth = 120;

/** Whether there are comments within braces: these want lines of their own. Those of the outermost stand beside it. */
export function hasComments(node: YAMLMap | YAMLSeq): boolean {
  return node.items.some((item) => {
    const parts = isPair(item) ? [item.key, item.value] : [item];
    return parts.some((part) => {
      if (!isScalar(part) && !isCollection(part)) return false;
      return Boolean(part.comment) || Boolean(part.commentBefore) || (isCollection(part) && hasComments(part));
    });
  });
}

/** `node` holds marks by now. */
export function fitsOneLine(node: YAMLMap | YAMLSeq, at: Width, marks: Marks): boolean {
  const text = oneLine(node, marks, true);
  return text !== null && 2 * at.depth + at.prefix + stringWidth(text) <= lineWidth;
}

/**
 * A scalar that holds the text of the collection, with line breaks after commas; null where it is better a block: a list of rows, or
 * where there are comments inside.
 */
export function breakFlow(node: YAMLMap | YAMLSeq, at: Width, marks: Marks): Scalar | null {
  if (!isMap(node) && node.items.some(isCollection)) return null;
  if (node.anchor !== undefined || node.tag !== undefined) return null;
  const parts = node.items.map((item) => oneLine(item, marks, false));
  const texts = parts.filter((part) => part !== null);
  if (texts.length < parts.length) return null;
  const [open, close] = isMap(node) ? ['{ ', ' }'] : ['[', ']'];
  const room = lineWidth - 2 * at.depth - close.length;
  if (texts.some((text) => stringWidth(text) + 1 > room)) return null;
  const lines: string[] = [];
  let line = open;
  texts.forEach((text, index) => {
    const part = index < texts.length - 1 ? `${text},` : text;
    const start = lines.length === 0 ? at.prefix : 0;
    const isFirst = line === open || line === '';
    if (!isFirst && start + stringWidth(`${line} ${part}`) > room) {
      lines.push(line);
      line = part;
    } else {
      line = isFirst ? line + part : `${line} ${part}`;
    }
  });
  const scalar = new Scalar('');
  if (node.comment) scalar.comment = node.comment;
  if (node.commentBefore) scalar.commentBefore = node.commentBefore;
  if (node.spaceBefore) scalar.spaceBefore = node.spaceBefore;
  marks.mark(scalar, [...lines, line + close].join('\n'), false);
  return scalar;
}

/** A flow collection on one line; null where comments don't let it. Those of the outermost stand beside it. */
function oneLine(node: unknown, marks: Marks, outermost: boolean): string | null {
  if (isAlias(node)) return `*${node.source}`;
  if (isPair(node)) {
    const key = oneLine(node.key, marks, false);
    if (node.value === null) return key;
    const value = oneLine(node.value, marks, false);
    return key === null || value === null ? null : `${key}: ${value}`.trimEnd();
  }
  if (!isScalar(node) && !isCollection(node)) return null;
  if (!outermost && (node.comment || node.commentBefore)) return null;
  const props = `${node.anchor === undefined ? '' : `&${node.anchor} `}`;
  if (isScalar(node)) return props + marks.textOf(node);
  const parts = node.items.map((item) => oneLine(item, marks, false));
  if (parts.includes(null)) return null;
  if (parts.length === 0) return isMap(node) ? '{}' : '[]';
  return props + (isMap(node) ? `{ ${parts.join(', ')} }` : `[${parts.join(', ')}]`);
}
