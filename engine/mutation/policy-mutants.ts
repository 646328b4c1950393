/**
 * The mutants of a policy file: its tree is walked along the table of constructs, so that a key of the language is looked at
 * wherever it stands.
 */
import type { ConstructName, Key } from '../language/construct-keys.ts';
import { constructs } from '../language/constructs.ts';
import { get, type ListTree, type MapTree, type Tree } from '../yaml/tree.ts';
import { mutateCondition } from './condition-mutants.ts';
import type { DeclarationName, Edit } from './mutant.ts';
import { nextTo } from './next-values.ts';
import type { OperatorId } from './operators.ts';
import { becomes, leftOut, replace, type Site, shortened } from './site.ts';
import { swapped, textAt, withKey, withoutItem, withoutKey } from './tree-edits.ts';

/** `siteOf`: where the mutants of a declaration go. */
export function mutatePolicy(root: Tree, siteOf: (declaration: DeclarationName) => Site): void {
  if (root.kind !== 'map') return;
  for (const { key: section, value } of root.entries) {
    const key = constructs.policy.keys.find(({ name }) => name === section.source);
    if (key?.shape !== 'constructs' || value.kind !== 'map') continue;
    for (const { key: name, value: declared } of value.entries) {
      const site = siteOf({ section: section.source, name: name.source });
      if (key.construct === 'condition') mutateCondition(site, declared);
      else mutateConstruct(site, key.construct, declared);
    }
  }
}

function mutateConstruct(site: Site, name: ConstructName | undefined, tree: Tree): void {
  if (name === undefined || tree.kind !== 'map') return;
  for (const { key, value } of tree.entries) {
    const known = constructs[name].keys.find((each) => each.name === key.source);
    if (known === undefined) continue;
    mutators[`${name}.${known.name}`]?.({ site, map: tree, key, value });
    const drop = dropped[known.name];
    if (drop !== undefined && known.required !== true) dropKey(site, drop, tree, key);
    mutateWithin(site, known, value);
  }
  if (name === 'rank' || (name === 'occasion' && get(tree, 'rank') !== undefined)) orderRank(site, tree);
}

function mutateWithin(site: Site, { shape, construct }: Key, value: Tree): void {
  if (shape === 'condition') mutateCondition(site, value);
  else if (value.kind === 'list') for (const item of value.items) mutateConstruct(site, construct, item);
  else mutateConstruct(site, construct, value);
}

/** Keys that may be left out, in whatever construct they stand. */
const dropped: Readonly<Record<string, OperatorId>> = {
  when: 'when-dropped',
  'admit-when': 'when-dropped',
  where: 'where-dropped',
  during: 'window-dropped',
  'reported-by': 'report-dropped',
  open: 'open-dropped',
  among: 'rank-group-dropped',
  within: 'deadline-dropped',
  'clears-after': 'clears-after-dropped',
};

interface At {
  readonly site: Site;
  /** The map in which the key stands. */
  readonly map: MapTree;
  readonly key: MapTree['entries'][number]['key'];
  readonly value: Tree;
}

type Mutator = (at: At) => void;

/** By construct and key. */
const mutators: Readonly<Record<string, Mutator>> = {
  'parameterValue.value': neighbours('parameter-value'),
  'parameter.values': dropItems('parameter-value-dropped'),
  'fact.sum': ({ site, key, value }) => {
    replace(site, 'aggregate', key.place, 'maximum');
    if (value.kind !== 'scalar') return;
    const entity = value.source.split('.')[0] ?? '';
    const edits = [
      { place: key.place, text: 'count' },
      { place: value.place, text: entity },
    ];
    site.put('aggregate', key.place, edits, becomes(`sum: ${value.source}`, `count: ${entity}`));
  },
  'fact.average': otherKey('aggregate', 'maximum'),
  'fact.minimum': otherKey('aggregate', 'maximum'),
  'fact.maximum': otherKey('aggregate', 'minimum'),
  'fact.latest': otherKey('aggregate', 'maximum'),
  'fact.every': otherKey('quantifier', 'any'),
  'fact.any': otherKey('quantifier', 'every'),
  'fact.days': otherKey('span-unit', 'workdays'),
  'fact.workdays': otherKey('span-unit', 'days'),
  'fact.total': dropItems('summand-dropped'),
  'fact.at': choices('stock-end', ['start', 'end']),
  'ratio.of': swapWith('to'),
  'difference.of': swapWith('less'),
  'otherwise.severity': ({ site, value }) => {
    if (value.kind === 'scalar') replace(site, 'severity', value.place, nextSeverity[value.source] ?? value.source);
  },
  'standard.requires': dropRequirements,
  'score.full': neighbours('points'),
  'score.less': ({ site, value }) => {
    if (value.kind !== 'map') return;
    for (const { value: amount } of value.entries) moveNumber(site, 'points', amount);
  },
  'procedure.steps': steps,
  'ladder.steps': steps,
  'deadline.days': ({ site, key, value }) => {
    replace(site, 'deadline-unit', key.place, 'workdays');
    moveNumber(site, 'deadline-amount', value);
  },
  'deadline.workdays': ({ site, key, value }) => {
    replace(site, 'deadline-unit', key.place, 'days');
    moveNumber(site, 'deadline-amount', value);
  },
  'deadline.months': neighbours('deadline-amount'),
  'deadline.from': ({ site, map, key }) => dropKey(site, 'deadline-from', map, key),
  'ladder.occasion': dropItems('occasion-dropped'),
  'ladder.each': choices('each', ['month', 'quarter']),
  'ladder.counted-over': choices('counted-over', ['year', 'quarter']),
  'ladder.clears-after': neighbours('clears-after'),
  'occasion.worst': neighbours('worst'),
  'window.months': ({ site, value }) => {
    moveNumber(site, 'counted-over', value);
    if (value.kind !== 'scalar' || typeof value.value !== 'number') return;
    // A ladder of quarters takes whole ones only.
    for (const by of [-3, 3]) replace(site, 'counted-over', value.place, String(value.value + by));
  },
};

const nextSeverity: Readonly<Record<string, string>> = { veto: 'major', major: 'minor', minor: 'major' };

function neighbours(operator: OperatorId): Mutator {
  return ({ site, value }) => moveNumber(site, operator, value);
}

function moveNumber(site: Site, operator: OperatorId, value: Tree): void {
  if (value.kind !== 'scalar' || value.quoted) return;
  for (const text of nextTo(value.source)) replace(site, operator, value.place, text);
}

function otherKey(operator: OperatorId, name: string): Mutator {
  return ({ site, key }) => replace(site, operator, key.place, name);
}

function choices(operator: OperatorId, [one, other]: readonly [string, string]): Mutator {
  return ({ site, value }) => {
    if (value.kind === 'scalar') replace(site, operator, value.place, value.source === one ? other : one);
  };
}

function dropItems(operator: OperatorId): Mutator {
  return ({ site, value }) => {
    if (value.kind === 'list') eachDropped(site, operator, value);
  };
}

function eachDropped(site: Site, operator: OperatorId, list: ListTree): void {
  for (const [index, item] of list.items.entries()) {
    const text = leftOut(textAt(site.source, item.place));
    site.put(operator, item.place, withoutItem(site.source, list, index), text);
  }
}

/** With the points that it costs, which would else be points of nothing. */
function dropRequirements({ site, map, value }: At): void {
  if (value.kind !== 'list') return;
  const score = get(map, 'score');
  const less = score?.kind === 'map' ? get(score, 'less') : undefined;
  for (const [index, item] of value.items.entries()) {
    const text = leftOut(textAt(site.source, item.place));
    const edit = withoutItem(site.source, value, index);
    const named = item.kind === 'scalar' ? item.source : '';
    const costs = less?.kind === 'map' && get(less, named) !== undefined;
    const points = costs ? withoutKey(site.source, less, named) : null;
    if (edit === null || (costs && points === null)) continue;
    site.put('requirement-dropped', item.place, points === null ? edit : inOrder(edit, points), text);
  }
}

function inOrder(one: Edit, other: Edit): readonly Edit[] {
  const [a, b] = [one.place.range.start, other.place.range.start];
  return a.line < b.line || (a.line === b.line && a.column < b.column) ? [one, other] : [other, one];
}

function dropKey(site: Site, operator: OperatorId, map: MapTree, key: At['key']): void {
  const value = get(map, key.source);
  const written = value === undefined ? '' : textAt(site.source, value.place);
  site.put(operator, key.place, withoutKey(site.source, map, key.source), leftOut(`${key.source}: ${written}`));
}

function swapWith(name: string): Mutator {
  return ({ site, map, value }) => {
    const other = get(map, name);
    if (other === undefined) return;
    const [first, second] = isBefore(value, other) ? [value, other] : [other, value];
    const texts = [first, second].map((each) => shortened(textAt(site.source, each.place)));
    const change = { zh: `“${texts.join('”与“')}”互换`, en: `"${texts.join('" and "')}" change places` };
    site.put('operands-swapped', value.place, swapped(site.source, first, second), change);
  };
}

function isBefore(one: Tree, other: Tree): boolean {
  const [a, b] = [one.place.range.start, other.place.range.start];
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}

function steps({ site, value }: At): void {
  if (value.kind !== 'list') return;
  eachDropped(site, 'step-dropped', value);
  for (const [index, item] of value.items.entries()) {
    const next = value.items[index + 1];
    if (next === undefined) continue;
    const names = [item, next].map((each) => shortened(nameOfStep(site, each)));
    const change = { zh: `“${names.join('”与“')}”互换`, en: `"${names.join('" and "')}" change places` };
    site.put('steps-swapped', item.place, swapped(site.source, item, next), change);
  }
}

function nameOfStep({ source }: Site, step: Tree): string {
  const name = step.kind === 'map' ? (get(step, 'step') ?? get(step, 'letter')) : undefined;
  return textAt(source, (name ?? step).place);
}

/** The other way round; where no order is written, the greatest comes first. */
function orderRank(site: Site, map: MapTree): void {
  const order = get(map, 'order');
  if (order?.kind === 'scalar') {
    replace(site, 'rank-order', order.place, order.source === 'ascending' ? 'descending' : 'ascending');
    return;
  }
  const by = get(map, 'by') ?? get(map, 'rank');
  const change = becomes('order: descending', 'order: ascending');
  if (by !== undefined) site.put('rank-order', by.place, withKey(map, 'order', 'ascending'), change);
}
