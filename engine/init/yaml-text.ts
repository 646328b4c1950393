/** Writes the YAML of a new project: records in braces, the rest in blocks, laid out as `fmt` does. */
import { Document, isMap, isSeq, type Node, visit } from 'yaml';
import { formatFile } from '../language/format.ts';

/** `inBraces`: lists by this key have each member on a line of its own, in braces; maps by it stand in braces. */
export function yamlText(file: string, value: unknown, inBraces: readonly string[], comment: string): string {
  const document = new Document(value);
  visit(document, {
    Pair(_, { key, value: node }) {
      if (!inBraces.includes(String(key))) return undefined;
      if (isMap(node)) node.flow = true;
      if (isSeq(node)) node.flow = !hasFlowMembers(node.items as readonly Node[]);
      return undefined;
    },
  });
  const text = document.toString({ lineWidth: 0, singleQuote: true });
  return formatFile(file, `${comment}${text}`).text;
}

/** Maps among them are put in braces; whether there are any. */
function hasFlowMembers(items: readonly Node[]): boolean {
  for (const item of items) if (isMap(item)) item.flow = true;
  return items.some(isMap);
}
