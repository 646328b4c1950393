/** Reads where and how an entity's data is written: paths, format, encoding, dialect, inline records. */

import { posix } from 'node:path';
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/dictionary.ts';
import { type MapTree, type ScalarTree, type Tree, toPlain } from '../yaml/tree.ts';
import type { RawValue } from './cell.ts';
import { encodingLabel } from './encoding.ts';
import { itemsAt, listAt, mapAt, numberAt, placeOf, scalarAt, textAt, textsAt } from './parts.ts';
import { type Dialect, formatOf, formats, type InlineRecord, plainDialect, type Source } from './resource.ts';

export function readSources(name: ScalarTree, tree: MapTree, diagnostics: Diagnostic[]): readonly Source[] {
  const written = textsAt(tree, 'path');
  if (written.length === 0 && listAt(tree, 'data') === null) {
    diagnostics.push(report(problems.noData, name.place, { entity: name.source }));
  }
  const declared = scalarAt(tree, 'format');
  const sources = new Map<string, Source>();
  for (const { place, source: path } of written) {
    const inside = insidePath(path);
    const format = declared === null ? formatOf(path) : (formats[declared.source.toLowerCase()] ?? null);
    if (inside === null) diagnostics.push(report(problems.pathEscapes, place, { path }));
    else if (format === null) {
      const unread = declared?.source ?? /\.([^./]*)$/.exec(path)?.[1] ?? '';
      diagnostics.push(report(problems.unknownFormat, declared?.place ?? place, { format: unread, path }));
    } else if (sources.has(inside)) diagnostics.push(report(problems.samePath, place, { path }));
    else sources.set(inside, { path: inside, format });
  }
  return [...sources.values()];
}

/** The path in its simplest form; null where it is absolute, of another kind than a path, or leads upwards. */
function insidePath(path: string): string | null {
  if (path.includes('\\') || path.includes('\0') || /^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:/.test(path)) return null;
  const simple = posix.normalize(path);
  return path.split('/').includes('..') || simple === '.' || simple.endsWith('/') ? null : simple;
}

export function readEncoding(tree: MapTree, diagnostics: Diagnostic[]): string | null {
  const encoding = textAt(tree, 'encoding');
  const label = encoding === null ? null : encodingLabel(encoding);
  if (encoding === null || label !== null) return label;
  diagnostics.push(report(problems.unknownEncoding, placeOf(tree, 'encoding'), { encoding }));
  return null;
}

export function readDialect(tree: MapTree): Dialect {
  const written = mapAt(tree, 'dialect');
  if (written === null) return plainDialect;
  const rows = (name: string): number[] =>
    itemsAt(written, name).flatMap((item) =>
      item.kind === 'scalar' && Number.isInteger(item.value) ? [Number(item.value)] : [],
    );
  const headerRows = rows('headerRows');
  return {
    header: scalarAt(written, 'header')?.value !== false,
    headerRows: headerRows.length === 0 ? null : headerRows,
    headerJoin: textAt(written, 'headerJoin') ?? plainDialect.headerJoin,
    commentRows: rows('commentRows'),
    commentChar: textAt(written, 'commentChar') || null,
    delimiter: textAt(written, 'delimiter') || null,
    quoteChar: textAt(written, 'quoteChar') ?? plainDialect.quoteChar,
    escapeChar: textAt(written, 'escapeChar') || null,
    skipInitialSpace: scalarAt(written, 'skipInitialSpace')?.value === true,
    nullSequence: textAt(written, 'nullSequence'),
    property: textAt(written, 'property'),
    sheetNumber: numberAt(written, 'sheetNumber'),
    sheetName: textAt(written, 'sheetName'),
  };
}

/** Numbers as they are written, so that they stay exact. */
export function readInline(tree: MapTree): readonly InlineRecord[] | null {
  const data = listAt(tree, 'data');
  if (data === null) return null;
  return data.items.map((item): InlineRecord => {
    if (item.kind === 'list') return item.items.map(rawOf);
    if (item.kind === 'map')
      return Object.fromEntries(item.entries.map(({ key, value }) => [key.source, rawOf(value)]));
    return [rawOf(item)];
  });
}

function rawOf(tree: Tree): RawValue {
  if (tree.kind !== 'scalar') return JSON.stringify(toPlain(tree));
  return typeof tree.value === 'number' && /^[+-]?[\d.]+$/.test(tree.source) ? tree.source : tree.value;
}
