/** The anchors of a guide, as they stand in it; a heading without one of its own is known by its slug and has no name to rename. */

import { placeBetween } from '../../../engine/yaml/lines.ts';
import { scalarNode } from '../../../engine/yaml/node.ts';
import type { Document } from '../document.ts';
import { declaration, type Occurrence } from './name.ts';

export function namesInGuide({ file, text, lines }: Document): readonly Occurrence[] {
  return [...text.matchAll(/\{#([^\s{}]+)\}|<a\s+(?:id|name)=(?:"([^"]+)"|'([^']+)')/g)].map((match) => {
    const anchor = match[1] ?? match[2] ?? match[3] ?? '';
    const start = match.index + match[0].lastIndexOf(anchor);
    const end = start + anchor.length;
    const heading = scalarNode(lines, text.lastIndexOf('\n', start) + 1, end, anchor, anchor, false);
    const name = { kind: 'clause', name: `${file}#${anchor}` } as const;
    return declaration(name, placeBetween(lines, start, end), heading, heading.place);
  });
}
