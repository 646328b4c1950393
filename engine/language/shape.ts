/** Reads trees by the table of constructs: keys, and values of the shapes that all constructs share. */
import { type CivilDate, isCivilDate } from '../calendar/civil-date.ts';
import type { Localized, Place } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/language/shape.ts';
import { isNull, type MapTree, placeWithin, type ScalarTree, type Tree } from '../yaml/tree.ts';
import { canonicalDate } from './condition/literals.ts';
import type { ConstructName, Key } from './construct-keys.ts';
import { constructs } from './constructs.ts';
import { type Shape, shapeTitles } from './shape-titles.ts';
import { replacement, type Sink, suggest, tell } from './sink.ts';
import type { PathSyntax, Word } from './syntax.ts';
import { pathOf, wordOf } from './word.ts';

/** The values of a construct's known keys; a key without a value is as good as not there, and reported where required. */
export type Fields = ReadonlyMap<string, Tree>;

/**
 * Checks a map against the keys of a construct (or of those given) and returns its values. `owner` stands where a
 * missing key is missed: the name of the declaration.
 */
export function readFields(
  sink: Sink,
  tree: Tree,
  name: ConstructName,
  owner: { readonly place: Place },
  keys: readonly Key[] = constructs[name].keys,
): Fields | null {
  const construct = constructs[name].title;
  if (tree.kind !== 'map') {
    wrongShape(sink, tree, 'construct');
    return null;
  }
  const fields = new Map<string, Tree>();
  for (const { key, value } of tree.entries) {
    const known = keys.find((candidate) => candidate.name === key.source);
    if (known === undefined) tellUnknownKey(sink, key, construct, keys, tree);
    else if (isNull(value)) tell(sink, problems.emptyText, key.place, { key: key.source, title: known.title });
    else fields.set(key.source, value);
  }
  for (const key of keys) {
    if (!key.required || fields.has(key.name) || tree.entries.some(({ key: { source } }) => source === key.name))
      continue;
    const expected = shapeTitles[key.shape];
    tell(sink, problems.missingKey, owner.place, { construct, key: key.name, title: key.title, expected });
  }
  return fields;
}

function tellUnknownKey(sink: Sink, key: ScalarTree, construct: Localized, keys: readonly Key[], map: MapTree): void {
  const free = keys.filter(({ name }) => !map.entries.some((entry) => entry.key.source === name));
  const { near, fixes } = suggest(
    sink,
    key.source,
    free.map(({ name }) => name),
    key.place,
  );
  tell(sink, problems.unknownKey, key.place, { construct, key: key.source, near }, { fixes });
}

export function wrongShape(sink: Sink, tree: Tree, shape: Shape): void {
  const colon = tree.kind === 'scalar' && !tree.quoted ? tree.source.indexOf('：') : -1;
  if (tree.kind === 'scalar' && colon !== -1 && shape !== 'date') {
    const place = placeWithin(tree, colon, colon + 1);
    tell(sink, problems.fullWidthColon, place, {}, { fixes: [replacement(place, ': ')] });
    return;
  }
  tell(sink, problems.wrongShape, headOf(tree), { expected: shapeTitles[shape], found: shapeOf(tree) });
}

/** Of a map or list the first line only: the whole of a long one says nothing. */
export function headOf(tree: Tree): Place {
  const { file, range } = tree.place;
  if (range.start.line === range.end.line || tree.kind === 'scalar') return tree.place;
  const first = tree.kind === 'map' ? tree.entries[0]?.key : tree.items[0];
  if (first === undefined || first.place.range.start.line !== range.start.line) {
    return { file, range: { start: range.start, end: range.start } };
  }
  return first.kind === 'scalar' ? first.place : headOf(first);
}

function shapeOf(tree: Tree): Localized {
  switch (tree.kind) {
    case 'map':
      return { zh: '“键: 值”的组合', en: 'keys with values' };
    case 'list':
      return { zh: '列表', en: 'a list' };
    case 'scalar':
      if (tree.value === null) return { zh: '空值', en: 'nothing' };
      return tree.source.length > 30
        ? { zh: '一段文字', en: 'a text' }
        : { zh: `“${tree.source}”`, en: `"${tree.source}"` };
  }
}

export function readText(sink: Sink, tree: Tree | undefined, shape: Shape = 'text'): string | null {
  return readWord(sink, tree, shape)?.text ?? null;
}

/** Any scalar, as written. */
export function readWord(sink: Sink, tree: Tree | undefined, shape: Shape = 'name'): Word | null {
  if (tree === undefined) return null;
  if (tree.kind !== 'scalar' || tree.value === null || tree.source.trim() === '') {
    wrongShape(sink, tree, shape);
    return null;
  }
  return wordOf(tree);
}

/** A list of words, or one alone. */
export function readWords(sink: Sink, tree: Tree | undefined, shape: Shape = 'names'): readonly Word[] {
  if (tree === undefined) return [];
  if (tree.kind === 'map') {
    wrongShape(sink, tree, shape);
    return [];
  }
  const items = tree.kind === 'list' ? tree.items : [tree];
  return items.map((item) => readWord(sink, item)).filter((word) => word !== null);
}

/** A name that a declaration gives; null and reported where it is no proper one. */
export function readName(sink: Sink, key: ScalarTree): Word {
  const text = key.source;
  if (!properName.test(text) || text === 'true' || text === 'false')
    tell(sink, problems.badName, key.place, { name: text });
  return wordOf(key);
}

const properName = /^[\p{L}_][\p{L}\p{M}\p{N}_]*(?:-[\p{L}\p{M}\p{N}_]+)*$/u;

/** A text in both languages; one string stands for both, with a warning. */
export function readLocalized(sink: Sink, tree: Tree | undefined): Localized | null {
  const both = readBoth(sink, tree);
  return both === null ? null : { zh: both.zh.source, en: both.en.source };
}

/** The same with the places of the texts. */
export function readBoth(
  sink: Sink,
  tree: Tree | undefined,
): { readonly zh: ScalarTree; readonly en: ScalarTree } | null {
  if (tree === undefined) return null;
  if (tree.kind === 'list') {
    wrongShape(sink, tree, 'localized');
    return null;
  }
  if (tree.kind === 'scalar') {
    if (tree.value === null || tree.source.trim() === '') {
      wrongShape(sink, tree, 'localized');
      return null;
    }
    const text = JSON.stringify(tree.source);
    const fix = {
      title: { zh: '写成两种语言', en: 'Write it in both languages' },
      edits: [{ place: tree.place, text: `{ zh: ${text}, en: ${text} }` }],
    };
    tell(sink, problems.missingTranslation, tree.place, {}, { fixes: [fix] });
    return { zh: tree, en: tree };
  }
  const texts = new Map<string, ScalarTree>();
  for (const { key, value } of tree.entries) {
    if (key.source !== 'zh' && key.source !== 'en') {
      const { near, fixes } = suggest(sink, key.source, ['zh', 'en'], key.place);
      tell(sink, problems.unknownKey, key.place, { construct: textTitle, key: key.source, near }, { fixes });
    } else if (value.kind !== 'scalar') wrongShape(sink, value, 'text');
    else if (value.source.trim() === '')
      tell(sink, problems.emptyText, key.place, { key: key.source, title: textTitle });
    else texts.set(key.source, value);
  }
  const zh = texts.get('zh') ?? texts.get('en');
  const en = texts.get('en') ?? texts.get('zh');
  if (zh === undefined || en === undefined) return null;
  const written = new Set(tree.entries.map(({ key }) => key.source));
  if (!written.has('zh') || !written.has('en')) tell(sink, problems.missingTranslation, headOf(tree), {});
  return { zh, en };
}

const textTitle: Localized = { zh: '双语文字', en: 'text' };

export function readDate(sink: Sink, tree: Tree | undefined): CivilDate | null {
  if (tree === undefined) return null;
  if (tree.kind !== 'scalar' || tree.value === null) {
    wrongShape(sink, tree, 'date');
    return null;
  }
  if (isCivilDate(tree.source)) return tree.source;
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(tree.source);
  const meant = parts === null ? null : canonicalDate(`${parts[1]}-${parts[2]}-${parts[3]}`);
  const fixes = meant === null ? [] : [replacement(tree.place, meant)];
  tell(sink, problems.badDate, tree.place, { text: tree.source }, { fixes });
  return null;
}

export function readChoice<Choice extends string>(
  sink: Sink,
  tree: Tree | undefined,
  key: string,
  choices: readonly Choice[],
): Choice | null {
  const word = readWord(sink, tree, 'choice');
  if (word === null) return null;
  const found = choices.find((choice) => choice === word.text);
  if (found !== undefined) return found;
  const { near, fixes } = suggest(sink, word.text, choices, word.place);
  const list = choices.join(' ');
  tell(sink, problems.unknownChoice, word.place, { key, text: word.text, near, choices: list }, { fixes });
  return null;
}

export function readPath(sink: Sink, tree: Tree | undefined): PathSyntax | null {
  if (tree === undefined) return null;
  if (tree.kind !== 'scalar' || tree.value === null || tree.source === '') {
    wrongShape(sink, tree, 'path');
    return null;
  }
  return pathOf(tree);
}

/** A map of names to declarations; a section without any is allowed to stand empty. */
export function readSection<Item>(
  sink: Sink,
  tree: Tree | undefined,
  read: (name: Word, value: Tree) => Item | null,
): readonly Item[] {
  if (tree === undefined) return [];
  if (tree.kind !== 'map') {
    wrongShape(sink, tree, 'constructs');
    return [];
  }
  return tree.entries
    .map(({ key, value }) => read(readName(sink, key), value))
    .filter((item): item is NonNullable<typeof item> => item !== null);
}

/** The items of a list that must hold something. */
export function readItems(sink: Sink, tree: Tree | undefined, shape: Shape = 'list'): readonly Tree[] {
  if (tree === undefined) return [];
  if (tree.kind === 'list' && tree.items.length > 0) return tree.items;
  wrongShape(sink, tree, shape);
  return [];
}
