/**
 * Reads the YAML that people write in policies — indented maps and lists, braces, brackets, one-line scalars, comments —
 * anchors and their aliases — straight into a tree, some twenty times as fast as the `yaml` package, for projects of hundreds
 * of files. Whatever is beyond that (tags, block scalars, several documents, tabs, and every error) gives null, and the package
 * reads it; a test holds the two to the same tree.
 */

import type { Lines } from './lines.ts';
import { listNode, mapNode, scalarNode } from './node.ts';
import { type Anchors, nameAt } from './plain-anchors.ts';
import { isKeyEnd, quotedAt, scanPlain } from './plain-scan.ts';
import { plainValue } from './plain-value.ts';
import type { Entry, ScalarTree, Tree } from './tree.ts';

export function readPlainYaml(lines: Lines): Tree | null {
  // Of the two characters that end a line on Windows the first counts for a blank, so that every place stays what it is.
  const text = lines.text.replaceAll('\r\n', ' \n');
  if (/[\t\r\uFEFF]|^(?:---|\.\.\.|%)/m.test(text)) return null;
  const scan: Scan = { lines, text, anchors: new Map(), at: 0, lineStart: 0, depth: 0, nodes: 0, repeated: 0 };
  const column = nextContent(scan);
  if (column === -1) return null;
  const root = isFlowStart(text[scan.at]) ? flowLine(scan, -1) : blockNode(scan, column);
  return root !== null && nextContent(scan) === -1 ? root : null;
}

interface Scan {
  readonly lines: Lines;
  readonly text: string;
  readonly anchors: Anchors;
  at: number;
  lineStart: number;
  depth: number;
  /** How many scalars, maps and lists have been read, and how many more the aliases stand for. */
  nodes: number;
  repeated: number;
}

/** Deeper than any policy; what is deeper still goes the other way, where it is reported. */
const depthBound = 40;
/** Far fewer than the bound of aliases that the other way holds to. */
const repeatedBound = 5000;

/** Passes blank lines and comments from a line's end or start on; the column of the next character, or -1 at the end. */
function nextContent(scan: Scan): number {
  const { text } = scan;
  while (scan.at < text.length) {
    const character = text[scan.at];
    if (character === ' ') scan.at++;
    else if (character === '\n') newLine(scan);
    else if (character === '#') scan.at = endOfLine(text, scan.at);
    else return scan.at - scan.lineStart;
  }
  return -1;
}

function newLine(scan: Scan): void {
  scan.at++;
  scan.lineStart = scan.at;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function skipSpaces(scan: Scan): void {
  while (scan.text[scan.at] === ' ') scan.at++;
}

/** Passes what may follow a value on its line: blanks, a comment. False where more stands there. */
function restOfLine(scan: Scan): boolean {
  const before = scan.at;
  skipSpaces(scan);
  const character = scan.text[scan.at];
  if (character === '#' && scan.at > before) scan.at = endOfLine(scan.text, scan.at);
  return scan.at >= scan.text.length || scan.text[scan.at] === '\n';
}

function isFlowStart(character: string | undefined): boolean {
  return character === '{' || character === '[';
}

function isDash(text: string, at: number): boolean {
  return text[at] === '-' && (at + 1 >= text.length || text[at + 1] === ' ' || text[at + 1] === '\n');
}

/** A map or list whose first character stands at the column. */
function blockNode(scan: Scan, column: number): Tree | null {
  scan.nodes++;
  if (++scan.depth > depthBound) return null;
  const node = isDash(scan.text, scan.at) ? blockList(scan, column) : blockMap(scan, column);
  scan.depth--;
  return node;
}

function blockMap(scan: Scan, indent: number): Tree | null {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (;;) {
    const key = scalar(scan, false);
    if (key === null || !isKeyEnd(scan.text, scan.at) || seen.has(key.source)) return null;
    seen.add(key.source);
    scan.at++;
    const value = entryValue(scan, indent);
    if (value === null) return null;
    entries.push({ key, value });
    const column = nextContent(scan);
    if (column > indent) return null;
    if (column < indent) break;
    if (isDash(scan.text, scan.at)) return null;
  }
  return mapNode(scan.lines, null, entries);
}

/** What stands after a key's colon: on its line, or indented below it. */
function entryValue(scan: Scan, indent: number): Tree | null {
  const end = scan.at;
  skipSpaces(scan);
  const character = scan.text[scan.at];
  if (character === '&') return anchored(scan, (value) => entryValue(value, indent));
  if (character !== undefined && character !== '\n' && character !== '#') return lineValue(scan, indent);
  const column = nextContent(scan);
  if (column > indent || (column === indent && isDash(scan.text, scan.at))) {
    if (column > indent && isFlowStart(scan.text[scan.at])) return flowLine(scan, indent);
    return blockNode(scan, column);
  }
  return scalarNode(scan.lines, end, end, null, '', false);
}

/** A value on the line of its key or dash; what follows it must not be indented further, or it would go on there. */
function lineValue(scan: Scan, indent: number): Tree | null {
  if (isFlowStart(scan.text[scan.at])) return flowLine(scan, indent);
  const value = scan.text[scan.at] === '*' ? alias(scan) : scalar(scan, false);
  if (value === null || !restOfLine(scan)) return null;
  return nextContent(scan) > indent ? null : value;
}

function flowLine(scan: Scan, indent: number): Tree | null {
  const value = flowNode(scan, indent);
  if (value === null || !restOfLine(scan)) return null;
  return nextContent(scan) > indent ? null : value;
}

function blockList(scan: Scan, indent: number): Tree | null {
  const items: Tree[] = [];
  const start = scan.at;
  for (;;) {
    scan.at++;
    skipSpaces(scan);
    const item = listItem(scan, indent);
    if (item === null) return null;
    items.push(item);
    const column = nextContent(scan);
    if (column > indent) return null;
    if (column < indent || !isDash(scan.text, scan.at)) break;
  }
  return listNode(scan.lines, null, items, start);
}

function listItem(scan: Scan, indent: number): Tree | null {
  const { text } = scan;
  const character = text[scan.at];
  if (character === undefined || isDash(text, scan.at)) return null;
  if (character === '\n' || character === '#') {
    const column = nextContent(scan);
    if (column <= indent) return null;
    return isFlowStart(text[scan.at]) ? flowLine(scan, indent) : blockNode(scan, column);
  }
  if (character === '&') return anchored(scan, (value) => anchoredItem(value, indent));
  if (isFlowStart(character) || character === '*') return lineValue(scan, indent);
  // A scalar, or the first key of a map that begins beside the dash.
  const before = { at: scan.at, lineStart: scan.lineStart };
  const value = scalar(scan, false);
  if (value === null) return null;
  if (isKeyEnd(text, scan.at)) {
    Object.assign(scan, before);
    return blockNode(scan, before.at - before.lineStart);
  }
  if (!restOfLine(scan)) return null;
  return nextContent(scan) > indent ? null : value;
}

/** A list's item after its anchor; a map that began beside it would give its first key the anchor. */
function anchoredItem(scan: Scan, indent: number): Tree | null {
  const character = scan.text[scan.at];
  return character === '\n' || character === '#' ? listItem(scan, indent) : lineValue(scan, indent);
}

function flowValue(scan: Scan, indent: number): Tree | null {
  const character = scan.text[scan.at];
  if (isFlowStart(character)) return flowNode(scan, indent);
  if (character === '&') return anchored(scan, (value) => flowValue(value, indent));
  return character === '*' ? alias(scan) : scalar(scan, true);
}

function flowNode(scan: Scan, indent: number): Tree | null {
  scan.nodes++;
  if (++scan.depth > depthBound) return null;
  const node = scan.text[scan.at] === '{' ? flowMap(scan, indent) : flowList(scan, indent);
  scan.depth--;
  return node;
}

/** Passes blanks, lines and comments within brackets; false where a line is not indented as its bracket asks. */
function flowSpace(scan: Scan, indent: number): boolean {
  const { text } = scan;
  for (;;) {
    const before = scan.at;
    skipSpaces(scan);
    if (text[scan.at] === '#' && scan.at > before) scan.at = endOfLine(text, scan.at);
    if (text[scan.at] !== '\n') return scan.at < text.length && text[scan.at] !== '#';
    const column = nextContent(scan);
    if (column <= indent || column === -1) return false;
  }
}

function flowMap(scan: Scan, indent: number): Tree | null {
  const start = scan.at;
  const entries: Entry[] = [];
  const seen = new Set<string>();
  scan.at++;
  for (;;) {
    if (!flowSpace(scan, indent)) return null;
    if (scan.text[scan.at] === '}') break;
    const key = scalar(scan, true);
    if (key === null || !isKeyEnd(scan.text, scan.at) || seen.has(key.source)) return null;
    seen.add(key.source);
    scan.at++;
    if (!flowSpace(scan, indent)) return null;
    const value = flowValue(scan, indent);
    if (value === null || !flowSpace(scan, indent)) return null;
    entries.push({ key, value });
    if (scan.text[scan.at] === ',') scan.at++;
    else if (scan.text[scan.at] !== '}') return null;
  }
  scan.at++;
  return mapNode(scan.lines, [start, scan.at], entries);
}

function flowList(scan: Scan, indent: number): Tree | null {
  const start = scan.at;
  const items: Tree[] = [];
  scan.at++;
  for (;;) {
    if (!flowSpace(scan, indent)) return null;
    if (scan.text[scan.at] === ']') break;
    const item = flowValue(scan, indent);
    if (item === null || !flowSpace(scan, indent)) return null;
    items.push(item);
    if (scan.text[scan.at] === ',') scan.at++;
    else if (scan.text[scan.at] !== ']') return null;
  }
  scan.at++;
  return listNode(scan.lines, [start, scan.at], items);
}

/** A value with a name: the ampersand stands here. Of names used twice, and of what is empty, the package makes sense. */
function anchored(scan: Scan, read: (scan: Scan) => Tree | null): Tree | null {
  const { text, anchors } = scan;
  const name = nameAt(text, scan.at);
  if (name === null || anchors.has(name)) return null;
  scan.at += name.length + 1;
  if (text[scan.at] !== ' ' && text[scan.at] !== '\n') return null;
  skipSpaces(scan);
  const { at } = scan;
  if (text[at] === '&' || text[at] === '*') return null;
  anchors.set(name, null);
  const before = scan.nodes + scan.repeated;
  const tree = read(scan);
  if (tree === null || (tree.kind === 'scalar' && tree.value === null)) return null;
  anchors.set(name, { tree, size: scan.nodes + scan.repeated - before });
  return tree;
}

/** The value that has the name: the asterisk stands here. */
function alias(scan: Scan): Tree | null {
  const name = nameAt(scan.text, scan.at);
  const known = name === null ? null : scan.anchors.get(name);
  if (name === null || known == null) return null;
  scan.at += name.length + 1;
  scan.repeated += known.size;
  return scan.repeated > repeatedBound ? null : known.tree;
}

/** A plain or quoted scalar of one line; the scan then stands after it, blanks at its end not passed. */
function scalar(scan: Scan, flow: boolean): ScalarTree | null {
  const { text, lines } = scan;
  const from = scan.at;
  const character = text[from];
  const quoted = character === '"' || character === "'";
  const read = quoted ? quotedAt(text, from) : null;
  const end = quoted ? (read?.end ?? -1) : scanPlain(text, from, flow);
  if (end === -1) return null;
  const source = quoted ? (read?.value ?? '') : text.slice(from, end);
  const value = quoted ? source : plainValue(source);
  if (value === undefined) return null;
  scan.at = end;
  scan.nodes++;
  // Blanks between a key and its colon.
  if (text[end] === ' ') {
    let after = end;
    while (text[after] === ' ') after++;
    if (text[after] === ':') scan.at = after;
  }
  return scalarNode(lines, from, end, value, source, quoted);
}
