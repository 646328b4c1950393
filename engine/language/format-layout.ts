/** One pass of the formatter over a text: the `yaml` package keeps structure and comments, scalars stay as they were written. */
import {
  type Document,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Pair,
  parseDocument,
  Scalar,
  visit as visitNodes,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { parseLine } from './condition/parse.ts';
import type { ConstructName, Key } from './construct-keys.ts';
import { constructs } from './constructs.ts';
import { breakFlow, fitsOneLine, hasComments, type Width } from './format-flow.ts';
import { asScalar, type Marks, makeMarks } from './format-marks.ts';
import { printLine } from './print.ts';

export interface Options {
  readonly construct: ConstructName | null;
  /** Whether keys are put in order: not where an anchor would come to stand after what refers to it. */
  readonly order: boolean;
}

/** Null where the text is no single document with something in it. */
export function layOut(text: string, options: Options): string | null {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  // Without a schema every scalar is a text: nothing is resolved, so nothing can be written otherwise than it was.
  const document = parseDocument(plain, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const { contents } = document;
  if (contents === null || document.errors.length > 0) return null;
  const aliases = aliasesOf(document);
  // In another order what refers to an anchor could come before it.
  if (aliases.some(({ isSound }) => options.order || !isSound)) return null;
  const marks = makeMarks(plain);
  const content: Place = options.construct === null ? anything : { kind: 'construct', of: options.construct };
  visit(contents, content, { marks, order: options.order, depth: 0, prefix: 0, flow: false });
  // Without a schema the package cannot write a key that has no value.
  document.setSchema('1.2', { schema: 'core' });
  return marks.restore(document.toString({ lineWidth: 0, indent: 2, flowCollectionPadding: true }));
}

/** What stands at a node. */
type Place =
  | { readonly kind: 'anything' }
  | { readonly kind: 'condition' }
  /** A text in both languages: where it is too long for a line, each has its own. */
  | { readonly kind: 'localized' }
  | { readonly kind: 'construct'; readonly of: ConstructName }
  /** Names, each with what is at `each`. */
  | { readonly kind: 'named'; readonly of: ConstructName; readonly each: Place };

const anything: Place = { kind: 'anything' };
const condition: Place = { kind: 'condition' };

interface Visit extends Width {
  readonly marks: Marks;
  readonly order: boolean;
  /** Inside braces or brackets. */
  readonly flow: boolean;
}

/** Lays out a node and what is below it; the node to stand in its place. */
function visit(node: unknown, place: Place, at: Visit): unknown {
  if (node === null) return visit(new Scalar(null), place, at);
  if (isScalar(node)) {
    const text = place.kind === 'condition' ? conditionText(node, at.flow) : null;
    at.marks.mark(node, text, at.flow);
    return node;
  }
  if (!isCollection(node)) return node;
  if (!at.flow && node.flow && hasComments(node)) node.flow = false;
  if (at.flow || !node.flow) {
    visitMembers(node, place, { ...at, flow: node.flow === true });
    return node;
  }
  visitMembers(node, place, { ...at, flow: true });
  if (fitsOneLine(node, at, at.marks)) return node;
  const broken = place.kind === 'localized' ? null : breakFlow(node, at, at.marks);
  if (broken !== null) return broken;
  node.flow = false;
  return node;
}

function visitMembers(node: YAMLMap | YAMLSeq, place: Place, at: Visit): void {
  if (isMap(node)) visitMap(node, place, at);
  else visitSeq(node, place, at);
}

function visitMap(map: YAMLMap, place: Place, at: Visit): void {
  const keys = keysOf(place);
  if (at.order && keys.length > 0) orderKeys(map, keys);
  map.items.forEach((pair, index) => {
    const name = isScalar(pair.key) ? String(pair.key.value) : '';
    const below = placeBelow(place, name);
    const isLong = place.kind === 'named' && standApart.includes(place.of);
    const isApart = isLong || (below.kind === 'named' && isBlock(pair.value));
    if (at.flow || index === 0) clearSpace(pair.key);
    else if (isApart && isScalar(pair.key)) pair.key.spaceBefore = true;
    if (!at.flow) keepBeside(pair, at.marks);
    visit(pair.key, anything, { ...at, flow: true });
    clearSpace(pair.value);
    if (pair.value !== null)
      pair.value = visit(pair.value, below, { ...at, depth: at.depth + 1, prefix: name.length + 2 });
  });
}

/** Declarations with a blank line between them. */
const standApart: readonly ConstructName[] = ['rule', 'procedure', 'ladder'];

/** A comment behind a key's colon stays there; the package would put it before what stands below. */
function keepBeside({ key, value }: Pair, marks: Marks): void {
  if (!isScalar(key) || !isCollection(value) || value.flow === true) return;
  const comment = /^\s*:(?:\s+[&!]\S+)*\s+(#.*)$/.exec(marks.lineAfter(key))?.[1]?.trimEnd();
  if (comment === undefined) return;
  const [first] = value.items;
  for (const holder of [value, isPair(first) ? first.key : first]) {
    if (!isScalar(holder) && !isCollection(holder)) continue;
    const [line, ...others] = (holder.commentBefore ?? '').split('\n');
    if (line?.trimEnd() !== comment.slice(1)) continue;
    holder.commentBefore = others.length === 0 ? null : others.join('\n');
    marks.putBeside(key, comment);
    return;
  }
}

function visitSeq(seq: YAMLSeq, place: Place, at: Visit): void {
  seq.items.forEach((item, index) => {
    if (at.flow || index === 0) clearSpace(item);
    if (isPair(item)) return;
    seq.items[index] = visit(item, place.kind === 'named' ? anything : place, {
      ...at,
      depth: at.depth + 1,
      prefix: 0,
    });
  });
}

function keysOf(place: Place): readonly Key[] {
  if (place.kind === 'condition') return constructs.condition.keys;
  if (place.kind === 'localized') return languages;
  return place.kind === 'construct' ? constructs[place.of].keys : [];
}

const languages: readonly Key[] = (['zh', 'en'] as const).map((name) => ({
  name,
  shape: 'text',
  title: { zh: name, en: name },
}));

/** What stands under a key. */
function placeBelow(place: Place, name: string): Place {
  if (place.kind === 'named') return place.each;
  const key = keysOf(place).find((candidate) => candidate.name === name);
  if (key === undefined) return anything;
  if (key.shape === 'localized') return { kind: 'localized' };
  const of = key.construct;
  const inner: Place =
    key.shape === 'condition' || of === 'condition'
      ? condition
      : of === undefined
        ? anything
        : { kind: 'construct', of };
  return key.shape === 'constructs' && of !== undefined ? { kind: 'named', of, each: inner } : inner;
}

/** Known keys in the table's order, others behind them as they stood. */
function orderKeys(map: YAMLMap, keys: readonly Key[]): void {
  const rank = (pair: Pair): number => {
    const index = keys.findIndex(({ name }) => isScalar(pair.key) && name === String(pair.key.value));
    return index === -1 ? keys.length : index;
  };
  const sorted = map.items.toSorted((a, b) => rank(a) - rank(b));
  if (sorted.every((pair, index) => pair === map.items[index])) return;
  const [first] = map.items;
  // What the package keeps as the map's own comment stands before its first key, and goes with it.
  if (isScalar(first?.key) && typeof map.commentBefore === 'string' && !map.flow) {
    const comments = [map.commentBefore, first.key.commentBefore].filter((text) => typeof text === 'string');
    first.key.commentBefore = comments.join('\n');
    map.commentBefore = null;
  }
  for (const pair of map.items) clearSpace(pair.key);
  map.items = sorted;
}

/** The aliases of a document, and whether each has its anchor. */
function aliasesOf(document: Document): readonly { readonly isSound: boolean }[] {
  const found: { isSound: boolean }[] = [];
  visitNodes(document, {
    Alias: (_key, alias) => {
      found.push({ isSound: alias.resolve(document) !== undefined });
    },
  });
  return found;
}

function isBlock(node: unknown): boolean {
  return isCollection(node) && node.flow !== true;
}

function clearSpace(node: unknown): void {
  if (isScalar(node) || isCollection(node)) node.spaceBefore = false;
}

/** The canonical spelling of a condition's line, ready to stand in the file; null where it is that already, or has problems. */
function conditionText(scalar: Scalar, flow: boolean): string | null {
  if (scalar.type === Scalar.BLOCK_FOLDED || scalar.type === Scalar.BLOCK_LITERAL) return null;
  const source = String(scalar.value);
  const { line, problems } = parseLine(source);
  if (line === null || problems.length > 0) return null;
  const canonical = printLine(line);
  return canonical === source && scalar.type === Scalar.PLAIN ? null : asScalar(canonical, flow);
}
