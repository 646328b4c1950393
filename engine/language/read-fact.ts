/** Reads a computed fact. */
import * as problems from '../diagnostics/registry/language/facts.ts';
import { stockNeedsDates } from '../diagnostics/registry/language/standings.ts';
import type { Tree } from '../yaml/tree.ts';
import { factKinds } from './fact-keys.ts';
import { readCondition } from './read-condition.ts';
import {
  type Fields,
  readChoice,
  readFields,
  readLocalized,
  readPath,
  readText,
  readWord,
  wrongShape,
} from './shape.ts';
import { type Sink, tell } from './sink.ts';
import type {
  FactDefinitionSyntax,
  FactKind,
  FactSyntax,
  PathSyntax,
  RankSyntax,
  SelectionSyntax,
  Word,
} from './syntax.ts';

const kinds = Object.keys(factKinds) as readonly FactKind[];
const selectionKeys = new Set(Object.values(factKinds).flatMap(({ keys }) => keys.map(({ name }) => name)));

export function readFact(sink: Sink, name: Word, tree: Tree): FactSyntax | null {
  const fields = readFields(sink, tree, 'fact', name);
  if (fields === null || tree.kind !== 'map') return null;
  const present = tree.entries.filter(({ key }) => kinds.some((kind) => kind === key.source));
  const [first, second] = present;
  if (first === undefined) {
    tell(sink, problems.noFactKind, name.place, { name: name.text, kinds: kinds.join(' ') });
    return null;
  }
  if (second !== undefined) {
    tell(sink, problems.severalFactKinds, second.key.place, { first: first.key.source, second: second.key.source });
    return null;
  }
  const kind = first.key.source as FactKind;
  if (!checkKeys(sink, kind, tree, fields, name)) return null;
  const of = readWord(sink, fields.get('of'));
  const title = readLocalized(sink, fields.get('title')) ?? { zh: name.text, en: name.text };
  readLocalized(sink, fields.get('description'));
  const unit = readText(sink, fields.get('unit'));
  const definition = readDefinition(sink, kind, fields, name);
  return of === null || definition === null ? null : { kind: 'fact', madeBy: null, name, of, title, unit, definition };
}

/** Keys of other kinds, and keys that this kind needs. */
function checkKeys(sink: Sink, kind: FactKind, tree: Tree, fields: Fields, name: Word): boolean {
  const { keys } = factKinds[kind];
  let sound = true;
  for (const { key } of tree.kind === 'map' ? tree.entries : []) {
    if (!selectionKeys.has(key.source) || keys.some((known) => known.name === key.source)) continue;
    tell(sink, problems.keyOfOtherKind, key.place, { key: key.source, kind });
    sound = false;
  }
  for (const key of keys) {
    if (!key.required || fields.has(key.name)) continue;
    if (key.name === 'during') tell(sink, problems.latestNeedsDuring, name.place, { name: name.text });
    else if (key.name !== 'that') {
      tell(sink, stockNeedsDates, name.place, { name: name.text, key: key.name, title: key.title });
    } else tell(sink, problems.factNeedsThat, name.place, { name: name.text, kind });
    sound = false;
  }
  return sound;
}

function readDefinition(sink: Sink, kind: FactKind, fields: Fields, name: Word): FactDefinitionSyntax | null {
  const value = fields.get(kind);
  if (value === undefined) return null;
  switch (kind) {
    case 'count': {
      const source = readWord(sink, value);
      return source && { kind, source, ...readSelection(sink, fields) };
    }
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
    case 'latest': {
      const path = readPath(sink, value);
      const [source, ...steps] = path?.steps ?? [];
      if (path === null || source === undefined) return null;
      const [firstStep] = steps;
      if (firstStep === undefined) {
        tell(sink, problems.elementExpected, source.place, { kind, source: source.text });
        return null;
      }
      return { kind, source, element: { steps }, ...readSelection(sink, fields) };
    }
    case 'share':
    case 'every':
    case 'any': {
      const source = readWord(sink, value);
      const that = readCondition(sink, fields.get('that'));
      return source && that && { kind, source, that, ...readSelection(sink, fields) };
    }
    case 'failures': {
      const rule = readWord(sink, value);
      return rule && { kind, rule, ...readSelection(sink, fields) };
    }
    case 'days':
    case 'workdays':
    case 'months': {
      const span = readFields(sink, value, 'span', name);
      const from = readPath(sink, span?.get('from'));
      const to = readPath(sink, span?.get('to'));
      const open = span?.has('open') ? readChoice(sink, span.get('open'), 'open', ['as-of'] as const) : null;
      return from && to && { kind, from, to, open };
    }
    case 'ratio': {
      const ratio = readFields(sink, value, 'ratio', name);
      const of = readPath(sink, ratio?.get('of'));
      const to = readPath(sink, ratio?.get('to'));
      return of && to && { kind, of, to };
    }
    case 'difference': {
      const difference = readFields(sink, value, 'difference', name);
      const of = readPath(sink, difference?.get('of'));
      const less = readPath(sink, difference?.get('less'));
      return of && less && { kind, of, less };
    }
    case 'total': {
      const paths = readPaths(sink, value);
      return paths && { kind, of: paths };
    }
    case 'stock': {
      const source = readWord(sink, value);
      const entered = readPath(sink, fields.get('entered'));
      const left = readPath(sink, fields.get('left'));
      const at = fields.has('at') ? readChoice(sink, fields.get('at'), 'at', ['start', 'end'] as const) : 'end';
      return source && entered && left && at && { kind, source, entered, left, at, ...readSelection(sink, fields) };
    }
    case 'verdict': {
      const of = readWord(sink, value);
      return of && { kind, of };
    }
    case 'score': {
      const standard = readWord(sink, value);
      return standard && { kind, standard };
    }
    case 'rank': {
      const rank = readFields(sink, value, 'rank', name);
      return rank && readRank(sink, rank, 'by');
    }
    case 'previous': {
      const fact = readWord(sink, value);
      return fact && { kind, fact };
    }
  }
}

/** A rank by the number under a key; by default the greatest comes first. */
export function readRank(sink: Sink, fields: Fields, key: 'by' | 'rank'): RankSyntax | null {
  const by = readPath(sink, fields.get(key));
  const among = readPath(sink, fields.get('among'));
  const order = fields.has('order')
    ? readChoice(sink, fields.get('order'), 'order', ['descending', 'ascending'] as const)
    : 'descending';
  return by && order && { kind: 'rank', by, among, order };
}

function readSelection(sink: Sink, fields: Fields): SelectionSyntax {
  return {
    where: readCondition(sink, fields.get('where')),
    during: readPath(sink, fields.get('during')),
    reportedBy: readWord(sink, fields.get('reported-by')),
    via: readPath(sink, fields.get('via')),
  };
}

function readPaths(sink: Sink, tree: Tree): readonly PathSyntax[] | null {
  if (tree.kind !== 'list' || tree.items.length === 0) {
    wrongShape(sink, tree, 'paths');
    return null;
  }
  const paths = tree.items.map((item) => readPath(sink, item)).filter((path) => path !== null);
  return paths.length === tree.items.length ? paths : null;
}
