/** What is asked of the records of an entity, and how it divides: into own facts, what references lead to, and levels. */
import type { Fact } from '../model/fact.ts';
import type { FactPath, Rule } from '../model/policy.ts';
import { isComposed, operandsOfComposed } from './composed.ts';
import { type Context, factNamed } from './context.ts';
import type { Item } from './plan.ts';

export interface Wanted {
  readonly facts: readonly FactPath[];
  /** Cells as they stand in the data; `fact` is the field's name. */
  readonly cells: readonly FactPath[];
  /** The keys of the records that facts of the kind `latest` have chosen. */
  readonly records?: readonly FactPath[];
  /** The worst verdicts of rules among the subject's records, by rank. */
  readonly worst?: readonly Extract<Item, { kind: 'records' }>[];
  /** Rules whose requirement an earlier pass has settled. */
  readonly settled?: readonly Rule[];
  /** A query for the keys, as texts, of the only records that matter. */
  readonly among?: string;
  /** `empty`: as of records to which no other record belongs, of which no earlier pass has anything to say; default `full`. */
  readonly passes?: 'full' | 'empty';
}

/** The entity's own facts that are needed, operands of derived ones included. */
export function ownFacts(context: Context, entity: string, paths: readonly FactPath[]): readonly Fact[] {
  const facts = new Map<string, Fact>();
  const add = (path: FactPath): void => {
    if (path.through.length > 0 || facts.has(path.fact)) return;
    const fact = factNamed(context, entity, path.fact);
    facts.set(path.fact, fact);
    if (isComposed(fact.definition)) operandsOfComposed(context, fact.definition).forEach(add);
  };
  paths.forEach(add);
  return [...facts.values()];
}

/** What is asked of the records that references lead to, by the first reference. */
export function throughReferences(context: Context, wanted: Wanted, own: readonly Fact[]): ReadonlyMap<string, Wanted> {
  const facts = [
    ...wanted.facts,
    ...own.flatMap(({ definition }) => (isComposed(definition) ? operandsOfComposed(context, definition) : [])),
  ];
  const steps = new Map<string, Record<'facts' | 'cells' | 'records', Map<string, FactPath>>>();
  const add = (path: FactPath, kind: 'facts' | 'cells' | 'records'): void => {
    const [step, ...rest] = path.through;
    if (step === undefined) return;
    const part = steps.get(step) ?? { facts: new Map(), cells: new Map(), records: new Map() };
    steps.set(step, part);
    const inside = { through: rest, fact: path.fact };
    part[kind].set(keyOfPath(inside), inside);
  };
  for (const path of facts) add(path, 'facts');
  for (const path of wanted.cells) add(path, 'cells');
  for (const path of wanted.records ?? []) add(path, 'records');
  const listed = (paths: ReadonlyMap<string, FactPath>): readonly FactPath[] => [...paths.values()];
  return new Map(
    [...steps].map(([step, { facts, cells, records }]) => [
      step,
      { facts: listed(facts), cells: listed(cells), records: listed(records) },
    ]),
  );
}

/** The facts computed from others of the record, each after those that it reads. */
export function composedLevels(context: Context, own: readonly Fact[]): readonly (readonly Fact[])[] {
  const byName = new Map(own.map((fact) => [fact.name, fact]));
  const depths = new Map<string, number>();
  const depthOf = (fact: Fact): number => {
    if (!isComposed(fact.definition)) return 0;
    const known = depths.get(fact.name);
    if (known !== undefined) return known;
    const operands = operandsOfComposed(context, fact.definition).map((path) =>
      path.through.length > 0 ? 0 : depthOf(needed(byName, path.fact, fact.entity)),
    );
    const depth = 1 + Math.max(0, ...operands);
    depths.set(fact.name, depth);
    return depth;
  };
  const levels: Fact[][] = [];
  for (const fact of own) {
    const depth = depthOf(fact);
    if (depth === 0) continue;
    const level = levels[depth - 1] ?? [];
    level.push(fact);
    levels[depth - 1] = level;
  }
  return levels;
}

export function keyOfPath(path: FactPath): string {
  return [...path.through, path.fact].join('\u0000');
}

/** What was asked for is there. */
export function needed<T>(map: ReadonlyMap<string, T>, key: string, where: string): T {
  const value = map.get(key);
  if (value === undefined) throw new Error(`${where}: ${key} was not asked for`);
  return value;
}
