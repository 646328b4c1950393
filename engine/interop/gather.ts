/**
 * Records of an implied dictionary from facts as json-rules-engine takes them: values, or functions of arguments and almanac. The engine's
 * own almanac reads them, so that dynamic facts, paths and arguments mean what they mean there.
 */
import { Almanac, Engine } from 'json-rules-engine';
import { isCivilDate } from '../calendar/civil-date.ts';
import type { Dataset, Row } from '../model/dataset.ts';
import type { Cell } from '../model/dictionary.ts';
import type { ImportedRules } from './import.ts';
import type { JsonLeaf, JsonReading } from './json.ts';
import type { Kind, Source } from './shape.ts';
import { canonicalNumber } from './values.ts';

export type Facts = Readonly<Record<string, unknown>>;

export interface GatherOptions {
  /** Adds the operators and decorators that the rules' own engine has, for leaves that became yes-or-no fields. */
  readonly extend?: (engine: Engine) => void;
  /** Another almanac than the plain one, as `engine.run` takes it. */
  readonly almanac?: () => Almanac;
}

/**
 * The records of several runs, by key. A fact that is not given is unknown, as with the engine's `allowUndefinedFacts`. What a value is not
 * (another type, too many digits) is unknown in the field of a type.
 */
export async function gatherFacts(
  { shape, model, constants }: ImportedRules,
  runs: ReadonlyMap<string, Facts>,
  options: GatherOptions = {},
): Promise<Dataset> {
  if (shape === null) throw new Error('rules imported into a model are judged on its own data');
  const subjects: Row[] = [];
  const members = new Map([...shape.lists.keys()].map((name): [string, Row[]] => [name, []]));
  for (const [key, facts] of runs) {
    const almanac = almanacOf({ ...constants, ...facts }, options);
    const cells = await Promise.all(
      [...shape.fields.values()].map((source) => cellOf(source, almanac, { ...constants, ...facts }, options)),
    );
    subjects.push({ cells: [key, ...cells] });
    for (const [name, list] of shape.lists) {
      const values = await read(list.reading, almanac);
      if (!Array.isArray(values)) continue;
      const rows = values.map(
        (value, index): Row => ({
          cells: [key, BigInt(index + 1), ...[...list.fields.values()].map((kind) => typed(value, kind))],
        }),
      );
      members.get(name)?.push(...rows);
    }
  }
  const tables = [[shape.entity, subjects] as const, ...members];
  return new Map(
    [...model.dictionary.entities.keys()].map((name) => [
      name,
      { state: 'present', rows: tables.find(([of]) => of === name)?.[1] ?? [] },
    ]),
  );
}

async function cellOf(source: Source, almanac: Almanac, facts: Facts, options: GatherOptions): Promise<Cell> {
  switch (source.kind) {
    case 'value':
      return typed(await read(source.reading, almanac), source.type);
    case 'is-null':
      return (await read(source.reading, almanac)) === null;
    case 'is-list':
      return Array.isArray(await read(source.reading, almanac));
    case 'answer':
      return answerOf(source.leaf, facts, options);
  }
}

async function read({ fact, params, path }: JsonReading, almanac: Almanac): Promise<unknown> {
  return almanac.factValue(fact, params, path);
}

function typed(value: unknown, kind: Kind): Cell {
  switch (kind) {
    case 'number':
      return typeof value === 'number' ? canonicalNumber(value) : null;
    case 'text':
      return typeof value === 'string' ? value : null;
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'date':
      return typeof value === 'string' && isCivilDate(value) ? value : null;
  }
}

/** Asked of json-rules-engine itself; unknown where it cannot tell. */
async function answerOf(leaf: JsonLeaf, facts: Facts, options: GatherOptions): Promise<boolean | null> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  options.extend?.(engine);
  engine.addRule({ conditions: { all: [leaf] }, event: { type: 'answer' } });
  try {
    const { events } = await engine.run({ ...facts }, { almanac: almanacOf(facts, options) });
    return events.length > 0;
  } catch {
    return null;
  }
}

function almanacOf(facts: Facts, options: GatherOptions): Almanac {
  const almanac = options.almanac?.() ?? new Almanac({ allowUndefinedFacts: true });
  for (const [name, value] of Object.entries(facts)) almanac.addFact(name, value);
  return almanac;
}
