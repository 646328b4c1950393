/** Reads the records that a test gives, and types their cells by the dictionary. */
import * as problems from '../diagnostics/registry/language/tests.ts';
import { type CellReader, cellReader } from '../dictionary/cell.ts';
import type { Dataset, Row, Table } from '../model/dataset.ts';
import type { Cell, Dictionary, Entity } from '../model/dictionary.ts';
import { keyOf } from '../model/key.ts';
import { isNull, type MapTree, type Tree } from '../yaml/tree.ts';
import { headOf, wrongShape } from './shape.ts';
import { type Sink, suggest, tell } from './sink.ts';

export interface GivenReading {
  readonly sink: Sink;
  readonly dictionary: Dictionary;
  /** By entity and field. */
  readonly readers: Map<string, CellReader>;
}

/** The records that a case gives; entities that it leaves out are there and empty. */
export function readGiven(reading: GivenReading, tree: Tree | undefined): Dataset {
  const { sink, dictionary } = reading;
  const tables = new Map<string, Table>();
  for (const name of dictionary.entities.keys()) tables.set(name, { state: 'present', rows: [] });
  if (tree === undefined) return tables;
  if (tree.kind !== 'map') {
    wrongShape(sink, tree, 'rows');
    return tables;
  }
  for (const { key, value } of tree.entries) {
    const entity = dictionary.entities.get(key.source);
    if (entity === undefined) {
      const { near, fixes } = suggest(sink, key.source, dictionary.entities.keys(), key.place);
      tell(sink, problems.givenUnknownEntity, key.place, { name: key.source, near }, { fixes });
    } else if (value.kind !== 'list') {
      if (!isNull(value)) wrongShape(sink, value, 'list');
    } else {
      tables.set(entity.name, { state: 'present', rows: readRows(reading, entity, value.items) });
    }
  }
  return tables;
}

function readRows(reading: GivenReading, entity: Entity, items: readonly Tree[]): readonly Row[] {
  const rows: Row[] = [];
  const byKey = new Map<string, Row[]>();
  for (const item of items) {
    if (item.kind !== 'map') {
      wrongShape(reading.sink, item, 'construct');
      continue;
    }
    const row = readRow(reading, entity, item);
    if (row === null) continue;
    rows.push(row);
    const key = keyOf(entity, row);
    if (key === null) continue;
    const same = byKey.get(key) ?? [];
    byKey.set(key, same);
    if (same.some((other) => inForceTogether(entity, row, other))) {
      tell(reading.sink, problems.givenKeyTwice, headOf(item), { entity: entity.name, key: shownKey(entity, key) });
    }
    same.push(row);
  }
  return rows;
}

function readRow(reading: GivenReading, entity: Entity, map: MapTree): Row | null {
  const { sink } = reading;
  const cells = new Map<string, Cell>();
  for (const { key, value } of map.entries) {
    const field = entity.fields.get(key.source);
    if (field === undefined) {
      const { near, fixes } = suggest(sink, key.source, entity.fields.keys(), key.place);
      tell(sink, problems.givenUnknownField, key.place, { entity: entity.name, name: key.source, near }, { fixes });
    } else if (value.kind !== 'scalar') {
      wrongShape(sink, value, 'literal');
    } else if (value.value !== null) {
      // Numbers as written, so that they stay exact and codes keep their zeros.
      const raw = typeof value.value === 'boolean' ? value.value : value.source;
      const { cell, problem } = readerOf(reading, entity, field.name)(raw);
      cells.set(field.name, cell);
      if (problem !== null) {
        const { message, remedy } = problem;
        tell(sink, problems.givenBadCell, value.place, { field: field.name, problem: message, remedy });
      }
    }
  }
  for (const field of entity.key) {
    if ((cells.get(field) ?? null) !== null) continue;
    const written = map.entries.some(({ key, value }) => key.source === field && !isNull(value));
    if (!written) tell(sink, problems.givenWithoutKey, headOf(map), { entity: entity.name, field });
    return null;
  }
  return { cells: [...entity.fields.keys()].map((name) => cells.get(name) ?? null) };
}

function readerOf(reading: GivenReading, entity: Entity, name: string): CellReader {
  const key = `${entity.name} ${name}`;
  const known = reading.readers.get(key);
  if (known !== undefined) return known;
  const field = entity.fields.get(name);
  if (field === undefined) throw new Error(`no field ${key}`);
  const reader = cellReader(field);
  reading.readers.set(key, reader);
  return reader;
}

/** Two rows of one key are versions of one record, and must not be in force on the same day. */
function inForceTogether(entity: Entity, a: Row, b: Row): boolean {
  const { valid } = entity;
  if (valid === null) return true;
  const order = [...entity.fields.keys()];
  const cell = (row: Row, name: string | null): Cell =>
    name === null ? null : (row.cells[order.indexOf(name)] ?? null);
  const begins = (row: Row): Cell => cell(row, valid.from);
  const ends = (row: Row): Cell => cell(row, valid.to);
  const before = (one: Cell, other: Cell): boolean => one !== null && other !== null && one < other;
  return !before(ends(a), begins(b)) && !before(ends(b), begins(a));
}

/** A key as a message may show it. */
export function shownKey(entity: Entity, key: string): string {
  return entity.key.some((name) => entity.fields.get(name)?.sensitive) ? '***' : key;
}
