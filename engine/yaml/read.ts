/** Reads YAML text with the `yaml` package into a tree; whatever is wrong is a diagnostic, never an exception. */
import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import {
  aliasBomb,
  aliasCircle,
  conditionSplitInBraces,
  controlCharacter,
  duplicateKey,
  fullWidthColon,
  keyNotText,
  severalDocuments,
  tooDeep,
  yamlSyntax,
} from '../diagnostics/registry/language.ts';
import { type Lines, linesOf, placeBetween } from './lines.ts';
import { listNode, mapNode, scalarNode } from './node.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { syntaxReason } from './syntax-reason.ts';
import type { Entry, ScalarTree, Tree } from './tree.ts';

export interface Yaml {
  /** What could be read, also of a text with errors; null where there is nothing, or nothing usable. */
  readonly root: Tree | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Nodes that aliases may add in all: a file of policies has few; a bomb has billions. */
const aliasBound = 20_000;
/** Nesting of maps and lists. */
const depthBound = 64;
/** Nesting, or columns of indentation, that is not even given to the package. */
const harmBound = 400;
const propertyBound = 20;
/** Syntax errors listed for one file: most of the others follow from the first. */
const errorBound = 5;

export function readYaml(file: string, text: string): Yaml {
  const lines = linesOf(file, text);
  const plain = controlAt(text) === -1 ? readPlainYaml(lines) : null;
  return plain === null ? readAnyYaml(lines) : { root: plain, diagnostics: [] };
}

/** By the `yaml` package; its own reader is only the faster way to the same tree. */
export function readAnyYaml(lines: Lines): Yaml {
  const { text } = lines;
  const control = controlAt(text);
  if (control !== -1) {
    const code = (text.charCodeAt(control) || 0).toString(16).toUpperCase().padStart(4, '0');
    return { root: null, diagnostics: [report(controlCharacter, placeBetween(lines, control, control + 1), { code })] };
  }
  const deep = tooDeepAt(text);
  if (deep !== -1) {
    const place = placeBetween(lines, deep, deep + 1);
    return { root: null, diagnostics: [report(tooDeep, place, { bound: depthBound })] };
  }
  const properties = manyPropertiesAt(text);
  if (properties !== -1) {
    const place = placeBetween(lines, properties, properties + 1);
    return { root: null, diagnostics: [report(yamlSyntax, place, { reason: syntaxReason('MULTIPLE_TAGS') })] };
  }
  const documents = parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  if (!Array.isArray(documents)) return { root: null, diagnostics: [] };
  const [first, second] = documents;
  if (first === undefined) return { root: null, diagnostics: [] };
  const errors = [...first.errors, ...first.warnings].filter(({ code }) => code !== 'MULTIPLE_DOCS');
  const all = firstOfEachLine(lines, errors).map((error) => syntaxDiagnostic(lines, error));
  const splits = all.filter(({ code }) => code === conditionSplitInBraces.code);
  const diagnostics = (splits.length > 0 ? splits : all).slice(0, errorBound);
  if (second !== undefined) {
    const at = second.range[0];
    diagnostics.push(report(severalDocuments, placeBetween(lines, at, Math.min(at + 3, text.length)), {}));
  }
  const root = first.contents === null ? null : convert(lines, first.contents as Node, diagnostics);
  return { root, diagnostics };
}

/** The first character that no YAML text may hold (NUL and the like), or -1. */
function controlAt(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  return text.search(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/);
}

/**
 * Where the text could nest so deeply that reading it would exhaust the stack, or -1: brackets, wherever they stand, and lines
 * that begin far to the right. What is allowed is held to later; this only keeps the package from harm.
 */
function tooDeepAt(text: string): number {
  let depth = 0;
  let first = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91 || code === 123) {
      if (++depth === depthBound + 1) first = i;
      if (depth > harmBound) return first;
    } else if ((code === 93 || code === 125) && depth > 0) depth--;
  }
  if (!new RegExp(`^[ ?:-]{${harmBound}}`, 'm').test(text)) return -1;
  return text.search(new RegExp(`^[ ?:-]{${depthBound}}`, 'm')) + depthBound;
}

/** Tags and anchors in a row, which the package reads in quadratic time; two are wrong already. */
function manyPropertiesAt(text: string): number {
  let row = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const begins = i === 0 || text.charCodeAt(i - 1) <= 32;
    if (!begins || code <= 32) continue;
    row = code === 33 || code === 38 ? row + 1 : 0;
    if (row > propertyBound) return i;
  }
  return -1;
}

/** The others on a line follow from its first, and after so many lines nothing new is said. */
function firstOfEachLine(lines: Lines, errors: readonly YAMLError[]): readonly YAMLError[] {
  const seen = new Set<number>();
  const first: YAMLError[] = [];
  for (const error of errors) {
    const { line } = placeBetween(lines, error.pos[0], error.pos[0]).range.start;
    if (!seen.has(line)) first.push(error);
    seen.add(line);
    if (first.length === 50) break;
  }
  return first;
}

function syntaxDiagnostic(lines: Lines, error: YAMLError): Diagnostic {
  const [start, end] = error.pos;
  // The beginning of a line of a thousand characters has no say in what follows.
  const lineStart = Math.max(lines.text.lastIndexOf('\n', start - 1) + 1, start - 1000);
  // A condition with a list as a value within brackets: YAML takes its bracket for its own and stumbles after it.
  const split = /[{[,]\s*(?:[\w-]+:\s+)?([^\s{}[\]"',:][^{}[\]"',]*\s(?:in|=|≠|!=|matches|contains)\s*\[)/.exec(
    lines.text.slice(lineStart, start + 1),
  );
  if (split !== null) {
    const from = lineStart + split.index + split[0].length - (split[1] as string).length;
    const bracket = lines.text.indexOf(']', from);
    const to = bracket === -1 ? start : bracket + 1;
    const fixes = [
      {
        title: { zh: '给条件加引号', en: 'Quote the condition' },
        edits: [
          {
            place: placeBetween(lines, from, to),
            text: `'${lines.text.slice(from, to).replaceAll("'", "''")}'`,
          },
        ],
      },
    ];
    return report(conditionSplitInBraces, placeBetween(lines, from, to), {}, { fixes });
  }
  const colon = fullWidthColonIn(lines.text, lineStart);
  if (colon !== -1) {
    const place = placeBetween(lines, colon, colon + 1);
    const fixes = [
      { title: { zh: '改为半角冒号和空格', en: 'Write a colon and a blank' }, edits: [{ place, text: ': ' }] },
    ];
    return report(fullWidthColon, place, {}, { fixes });
  }
  const place = placeBetween(lines, start, Math.max(start, Math.min(end, lines.text.length)));
  return report(yamlSyntax, place, { reason: syntaxReason(error.code) });
}

/** Where a line writes its first key with a full-width colon, as Chinese input methods do, or -1. */
function fullWidthColonIn(text: string, lineStart: number): number {
  const key = /^\s*(?:- )*[^\s"'#:：]+：/.exec(text.slice(lineStart, text.indexOf('\n', lineStart) >>> 0));
  return key === null ? -1 : lineStart + key[0].length - 1;
}

interface Conversion {
  readonly lines: Lines;
  readonly diagnostics: Diagnostic[];
  readonly anchors: Map<string, { readonly node: Node; readonly tree: Tree | null; readonly size: number }>;
  readonly open: Set<string>;
  size: number;
  expanded: number;
  depth: number;
}

function convert(lines: Lines, contents: Node, diagnostics: Diagnostic[]): Tree | null {
  const conversion: Conversion = {
    lines,
    diagnostics,
    anchors: new Map(),
    open: new Set(),
    size: 0,
    expanded: 0,
    depth: 0,
  };
  return convertNode(conversion, contents, 0);
}

function convertNode(conversion: Conversion, node: Node | null, at: number): Tree | null {
  if (node === null || node === undefined) return nullScalar(conversion.lines, at);
  conversion.size++;
  if (isAlias(node)) return convertAlias(conversion, node.source, placeOf(conversion, node));
  const anchor = (isScalar(node) || isCollection(node)) && node.anchor;
  if (!anchor) return convertValue(conversion, node);
  const before = conversion.size;
  conversion.open.add(anchor);
  const tree = convertValue(conversion, node);
  conversion.open.delete(anchor);
  conversion.anchors.set(anchor, { node, tree, size: conversion.size - before + 1 });
  return tree;
}

function convertAlias(conversion: Conversion, name: string, place: Place): Tree | null {
  if (conversion.open.has(name)) {
    conversion.diagnostics.push(report(aliasCircle, place, { name }));
    return null;
  }
  const anchor = conversion.anchors.get(name);
  if (anchor === undefined) {
    conversion.diagnostics.push(report(yamlSyntax, place, { reason: syntaxReason('BAD_ALIAS') }));
    return null;
  }
  if (conversion.expanded > aliasBound) return null;
  conversion.expanded += anchor.size;
  conversion.size += anchor.size;
  if (conversion.expanded > aliasBound) {
    conversion.diagnostics.push(report(aliasBomb, place, { bound: aliasBound }));
    return null;
  }
  return anchor.tree;
}

function convertValue(conversion: Conversion, node: Node): Tree | null {
  if (isScalar(node)) return convertScalar(conversion.lines, node);
  if (++conversion.depth > depthBound) {
    conversion.depth--;
    conversion.diagnostics.push(report(tooDeep, placeOf(conversion, node), { bound: depthBound }));
    return null;
  }
  const tree = isMap(node) ? convertMap(conversion, node) : isSeq(node) ? convertList(conversion, node) : null;
  conversion.depth--;
  return tree;
}

function convertList(conversion: Conversion, node: Node & { items: unknown[]; flow?: boolean }): Tree {
  const start = node.range?.[0] ?? 0;
  const items = node.items.map((item) => convertNode(conversion, item as Node | null, start));
  const sound = items.filter((item) => item !== null);
  return listNode(conversion.lines, flowRange(node), sound, start);
}

function convertMap(conversion: Conversion, node: Node & { items: Pair[]; flow?: boolean }): Tree {
  const entries: Entry[] = [];
  const seen = new Map<string, ScalarTree>();
  for (const pair of node.items) {
    const keyNode = pair.key as Node | null;
    const key = isScalar(keyNode) ? convertScalar(conversion.lines, keyNode) : null;
    if (key === null) {
      const at = keyNode?.range?.[0] ?? node.range?.[0] ?? 0;
      const end = keyNode?.range?.[1] ?? at;
      conversion.diagnostics.push(report(keyNotText, placeBetween(conversion.lines, at, end), {}));
      continue;
    }
    const value = isEmpty(pair.value)
      ? nullScalar(conversion.lines, afterColon(conversion.lines.text, keyNode?.range?.[1] ?? 0))
      : convertNode(conversion, pair.value as Node, 0);
    const first = seen.get(key.source);
    if (first !== undefined) {
      conversion.diagnostics.push(
        report(
          duplicateKey,
          key.place,
          { key: key.source },
          {
            related: [{ place: first.place, message: { zh: '第一次在这里', en: 'first written here' } }],
          },
        ),
      );
      continue;
    }
    seen.set(key.source, key);
    if (value !== null) entries.push({ key, value });
  }
  return mapNode(conversion.lines, flowRange(node), entries, node.range?.[0]);
}

function flowRange(node: Node & { flow?: boolean }): readonly [number, number] | null {
  return node.flow === true && node.range ? [node.range[0], node.range[1]] : null;
}

/** Nothing stands there, not even `null`. */
function isEmpty(value: unknown): boolean {
  return (
    value === null || (isScalar(value) && value.source === '' && value.type === 'PLAIN' && value.anchor === undefined)
  );
}

function afterColon(text: string, keyEnd: number): number {
  const colon = text.indexOf(':', keyEnd);
  return colon === -1 ? keyEnd : colon + 1;
}

function convertScalar(lines: Lines, node: Scalar): ScalarTree {
  const [start, end] = node.range ?? [0, 0, 0];
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  const value = node.value;
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
  const text = typeof value === 'string' ? value : (node.source ?? '');
  return scalarNode(lines, start, end, plain, text, quoted);
}

function nullScalar(lines: Lines, at: number): ScalarTree {
  return scalarNode(lines, at, at, null, '', false);
}

function placeOf(conversion: Conversion, node: Node): Place {
  const [start, end] = node.range ?? [0, 0, 0];
  return placeBetween(conversion.lines, start, end);
}
