/** The model of an era from its resolved declarations. */
import type { Fact } from '../../model/fact.ts';
import type { Model, Waiver } from '../../model/policy.ts';
import type { Kind } from './declarations.ts';
import type { EraState, ModelTables } from './era-state.ts';
import { fieldFact } from './field-fact.ts';
import { type Node, sameData } from './graph.ts';
import { type KeptTable, keptTable } from './kept-table.ts';

/** Its parts are those of the model before, and so is it itself, where nothing in them has changed. */
export function modelOf(state: EraState, waivers: readonly Waiver[]): Model {
  const { context, model: before, tables: known } = state;
  const { era, dictionary } = context;
  const tables = tablesOf(state);
  const { parameters, rules, standards, rollups, procedures, ladders } = tables;
  let facts: Model['facts'] | null = null;
  const now: Model = {
    dictionary,
    policies: state.namedPolicies(era.policies),
    get parameters() {
      return parameters.map;
    },
    get facts() {
      facts ??= new Map([...tables.facts].map(([entity, table]) => [entity, table.map]));
      return facts;
    },
    get rules() {
      return rules.map;
    },
    get standards() {
      return standards.map;
    },
    get rollups() {
      return rollups.map;
    },
    get procedures() {
      return procedures.map;
    },
    get ladders() {
      return ladders.map;
    },
    waivers: waivers.filter(
      ({ rule, from, until }) =>
        until >= era.from && (era.until === null || from <= era.until) && rules.get(rule) !== undefined,
    ),
  };
  state.sameNames =
    known !== null &&
    !state.reordered.has('rule') &&
    !state.reordered.has('standard') &&
    !state.reordered.has('procedure') &&
    !state.reordered.has('ladder') &&
    [...context.graph.changed].every(({ kind, name }) => {
      if (kind === 'procedure' || kind === 'ladder') return false;
      if (kind === 'rule') return known.rules.get(name)?.entity === rules.get(name)?.entity;
      return kind !== 'standard' || known.standards.get(name)?.entity === standards.get(name)?.entity;
    });
  context.graph.changed.clear();
  state.reordered = new Set();
  state.tables = tables;
  state.model = before !== null && known !== null && isSame(before, now) && areSame(known, tables) ? before : now;
  quick.set(state.model, quickModel(state.model, tables));
  return state.model;
}

/**
 * The same model for who asks for a few of its names: its tables are put together only where all of one is asked for, which
 * after each edit of a large project would take longer than the question.
 */
export function quickly(model: Model): Model {
  return quick.get(model) ?? model;
}

const quick = new WeakMap<Model, Model>();

function quickModel(model: Model, tables: ModelTables): Model {
  return {
    dictionary: model.dictionary,
    policies: model.policies,
    waivers: model.waivers,
    parameters: quickTable(tables.parameters),
    facts: new Map([...tables.facts].map(([entity, table]) => [entity, quickTable(table)])),
    rules: quickTable(tables.rules),
    standards: quickTable(tables.standards),
    rollups: quickTable(tables.rollups),
    procedures: quickTable(tables.procedures),
    ladders: quickTable(tables.ladders),
  };
}

function quickTable<T>(table: KeptTable<T>): ReadonlyMap<string, T> {
  return {
    get: table.get,
    has: (name) => table.get(name) !== undefined,
    get size() {
      return table.map.size;
    },
    forEach: (call, thisArg) => table.map.forEach(call, thisArg),
    entries: () => table.map.entries(),
    keys: () => table.map.keys(),
    values: () => table.map.values(),
    [Symbol.iterator]: () => table.map[Symbol.iterator](),
  };
}

function tablesOf(state: EraState): ModelTables {
  const { context, tables: known } = state;
  const { era, graph, dictionary, fieldFacts } = context;
  const changed = changedTables(graph.changed);

  function table<T>(
    kind: Kind,
    entity: string,
    names: () => Iterable<string>,
    before: KeptTable<T> | undefined,
    field: (name: string) => T | null = () => null,
  ): KeptTable<T> {
    const nodes = changed.get(`${kind} ${entity}`) ?? [];
    const kept = state.reordered.has(kind) || before === undefined ? null : changedIn<T>(before, nodes);
    if (kept !== null) return kept;
    const values = graph.tables[kind].get(entity);
    const now = new Map<string, T>();
    for (const name of names()) {
      const value = field(name) ?? values?.get(name)?.value;
      if (isSound<T>(value)) now.set(name, value);
    }
    return keptTable(now);
  }

  const facts = [...dictionary.entities.values()].map((entity) => {
    const { name, fields } = entity;
    const names = (): readonly string[] => [...fields.keys(), ...(era.facts.get(name)?.keys() ?? [])];
    const ofField = (each: string): Fact | null => {
      const field = fields.get(each);
      return field === undefined ? null : fieldFact(fieldFacts, entity, field);
    };
    return [name, table<Fact>('fact', name, names, known?.facts.get(name), ofField)] as const;
  });
  return {
    facts: new Map(facts),
    parameters: table('parameter', '', () => era.parameters.keys(), known?.parameters),
    rules: table('rule', '', () => era.rules.keys(), known?.rules),
    standards: table('standard', '', () => era.standards.keys(), known?.standards),
    rollups: table('rollup', '', () => era.rollups.keys(), known?.rollups),
    procedures: table('procedure', '', () => era.procedures.keys(), known?.procedures),
    ladders: table('ladder', '', () => era.ladders.keys(), known?.ladders),
  };
}

function changedTables(nodes: Iterable<Node>): ReadonlyMap<string, readonly Node[]> {
  const tables = new Map<string, Node[]>();
  for (const node of nodes) {
    const key = `${node.kind} ${node.kind === 'fact' ? node.entity : ''}`;
    const all = tables.get(key);
    if (all === undefined) tables.set(key, [node]);
    else all.push(node);
  }
  return tables;
}

/** The table with these results in place of those before; null where the order must be made anew. */
function changedIn<T>(before: KeptTable<T>, nodes: readonly Node[]): KeptTable<T> | null {
  const changes = new Map<string, T | null>();
  for (const { name, owned, value } of nodes) {
    const sound = isSound<T>(value) ? value : null;
    if (sound !== null && owned === null) return null;
    // What was asked for and is nowhere declared was not in the table, and what is broken before and now neither.
    if (sound !== (before.get(name) ?? null)) changes.set(name, sound);
  }
  return changes.size === 0 ? before : before.change(changes);
}

function isSound<T>(value: unknown): value is T {
  return value !== null && value !== undefined && value !== 'broken';
}

function areSame(before: ModelTables, now: ModelTables): boolean {
  return (
    before.parameters === now.parameters &&
    before.rules === now.rules &&
    before.standards === now.standards &&
    before.rollups === now.rollups &&
    before.procedures === now.procedures &&
    before.ladders === now.ladders &&
    [...now.facts].every(([entity, facts]) => before.facts.get(entity) === facts)
  );
}

function isSame(before: Model, now: Model): boolean {
  return before.policies === now.policies && sameData(before.waivers, now.waivers);
}
