/**
 * Records that differ in one thing from those of a case: a cell at a boundary of what the rules compare it with, a record more or
 * less. Lazily, the likelier first, and always in the same order.
 */
import { addDays, addMonths, type CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import { workdayAfter } from '../calendar/workdays.ts';
import { cellReader } from '../dictionary/cell.ts';
import type { Dataset, Row } from '../model/dataset.ts';
import type { Cell, Dictionary, Entity, Field } from '../model/dictionary.ts';
import { keyOf } from '../model/key.ts';
import type { WhatIsRead } from './what-is-read.ts';

export interface Varying {
  readonly dictionary: Dictionary;
  readonly at: Moment;
  readonly read: WhatIsRead;
}

/** By turns of every kind and every cell, so that a few of them already are of many sorts. */
export function* variationsOf(varying: Varying, dataset: Dataset): Generator<Dataset> {
  const entities = [...varying.read.fields.keys()].flatMap((name) => varying.dictionary.entities.get(name) ?? []);
  const ways = entities.flatMap((entity) => [
    ...changedCells(varying, dataset, entity),
    copies(varying, dataset, entity),
    newRows(varying, dataset, entity),
    fewerRows(dataset, entity),
  ]);
  let open: readonly Generator<Dataset>[] = ways;
  while (open.length > 0) {
    const still: Generator<Dataset>[] = [];
    for (const way of open) {
      const next = way.next();
      if (next.done === true) continue;
      still.push(way);
      yield next.value;
    }
    open = still;
  }
}

/** A dataset with a record of each entity that is read, each belonging to the others. */
export function plainDataset(varying: Varying): Dataset {
  let dataset: Dataset = new Map(
    [...varying.dictionary.entities.keys()].map((name) => [name, { state: 'present', rows: [] }]),
  );
  const open = new Set(varying.read.fields.keys());
  // What others refer to comes first; of a circle whoever stands first.
  while (open.size > 0) {
    const free = [...open].find((name) => {
      const targets = [...(varying.dictionary.entities.get(name)?.references.values() ?? [])].map(
        ({ target }) => target,
      );
      return !targets.some((target) => target !== name && open.has(target));
    });
    const name = free ?? ([...open][0] as string);
    open.delete(name);
    const entity = varying.dictionary.entities.get(name);
    if (entity === undefined) continue;
    const row = newRow(varying, dataset, entity);
    if (row !== null) dataset = withRows(dataset, entity, [row]);
  }
  return dataset;
}

export function rowsOf(dataset: Dataset, { name }: Entity): readonly Row[] {
  const table = dataset.get(name);
  return table?.state === 'present' ? table.rows : [];
}

export function withRows(dataset: Dataset, { name }: Entity, rows: readonly Row[]): Dataset {
  return new Map(dataset).set(name, { state: 'present', rows });
}

export function withCell(row: Row, index: number, cell: Cell): Row {
  return { cells: row.cells.with(index, cell) };
}

/** A way for each cell that is read. */
function changedCells(varying: Varying, dataset: Dataset, entity: Entity): readonly Generator<Dataset>[] {
  const rows = rowsOf(dataset, entity);
  const read = varying.read.fields.get(entity.name) ?? new Set();
  return rows.flatMap((row, rowIndex) =>
    [...entity.fields.values()].flatMap((field, index) =>
      read.has(field.name) && mayVary(entity, field) ? [otherCells({ rowIndex, row, index, field })] : [],
    ),
  );

  function* otherCells({ rowIndex, row, index, field }: Place): Generator<Dataset> {
    for (const cell of cellsFor(varying, dataset, entity, row, field)) {
      if (cell === row.cells[index] || (cell === null && entity.key.includes(field.name))) continue;
      const other = withCell(row, index, cell);
      const isTaken = rows.some((each) => each !== row && keyOf(entity, each) === keyOf(entity, other));
      if (!isTaken || !entity.key.includes(field.name)) yield withRows(dataset, entity, rows.with(rowIndex, other));
    }
  }
}

/** Of a key only its dates: they say when the record is of. */
function mayVary({ key }: Entity, { name, type }: Field): boolean {
  return !key.includes(name) || type.kind === 'date' || type.kind === 'month';
}

interface Place {
  readonly rowIndex: number;
  readonly row: Row;
  readonly index: number;
  readonly field: Field;
}

function* fewerRows(dataset: Dataset, entity: Entity): Generator<Dataset> {
  const rows = rowsOf(dataset, entity);
  for (const [index] of rows.entries()) yield withRows(dataset, entity, rows.toSpliced(index, 1));
}

/** More of what is there: shares and counts turn at so many records. */
function* copies({ read }: Varying, dataset: Dataset, entity: Entity): Generator<Dataset> {
  const rows = rowsOf(dataset, entity);
  const wanted = new Set([1, ...read.numbers.flatMap(countsAt)].filter((count) => count >= 1 && count <= mostCopies));
  for (const [index, row] of rows.entries()) {
    for (const count of [...wanted].sort((a, b) => a - b)) {
      const made = copiesOf(entity, rows, row, count);
      if (made !== null) yield withRows(dataset, entity, rows.toSpliced(index + 1, 0, ...made));
    }
  }
}

const mostCopies = 21;

/** Counts at which one with the number turns; of a share, of how many records it is a whole number. */
function countsAt(number: number): readonly number[] {
  if (Number.isInteger(number)) return [number - 2, number - 1, number, number + 1];
  for (let of = 2; of <= mostCopies; of++) {
    const part = number * of;
    if (Math.abs(part - Math.round(part)) < 1e-9)
      return [of - Math.round(part), Math.round(part) - 1, of - 2, of - 1, of];
  }
  return [];
}

function* newRows(varying: Varying, dataset: Dataset, entity: Entity): Generator<Dataset> {
  const row = newRow(varying, dataset, entity);
  if (row !== null) yield withRows(dataset, entity, [...rowsOf(dataset, entity), row]);
}

/** Null: no key could be made for it. */
function newRow(varying: Varying, dataset: Dataset, entity: Entity): Row | null {
  const first: Row = { cells: [...entity.fields.values()].map((field) => plainCell(varying, field)) };
  const referring = [...entity.references.values()].reduce((row, { target, fields }) => {
    const to = varying.dictionary.entities.get(target);
    const found = to === undefined ? undefined : rowsOf(dataset, to)[0];
    if (to === undefined || found === undefined) return row;
    return fields.reduce((made, name, part) => {
      const from = indexOf(to, to.key[part] ?? '');
      return withCell(made, indexOf(entity, name), found.cells[from] ?? null);
    }, row);
  }, first);
  return copiesOf(entity, rowsOf(dataset, entity), referring, 1)?.[0] ?? null;
}

function plainCell({ at, read }: Varying, field: Field): Cell {
  const { type } = field;
  const wanted = (): readonly (string | boolean)[] => {
    switch (type.kind) {
      case 'boolean':
        return [true];
      case 'integer':
      case 'decimal':
        return ['1', '0', String(field.constraints.minimum ?? '1')];
      case 'date':
        return [addDays(at.period.first, 1)];
      case 'month':
        return [at.period.first.slice(0, 'YYYY-MM'.length)];
      case 'code':
        return type.codes.map(({ value }) => value);
      case 'text':
        return [...read.texts, 'x'];
    }
  };
  return readable(field, wanted())[0] ?? null;
}

/** So many records like one, under keys of their own that no other has; null where none could be made. */
function copiesOf(entity: Entity, rows: readonly Row[], row: Row, count: number): readonly Row[] | null {
  const own = [...entity.key].reverse().find((name) => !isReferring(entity, name)) ?? entity.key.at(-1);
  const field = own === undefined ? undefined : entity.fields.get(own);
  if (own === undefined || field === undefined) return null;
  const index = indexOf(entity, own);
  const taken = new Set(rows.map(({ cells }) => String(cells[index])));
  const made: Row[] = [];
  for (let number = 1; made.length < count && number < mostTried; number++) {
    const [cell] = readable(field, [keyText(field, row.cells[index] ?? null, number)]);
    if (cell === undefined || taken.has(String(cell))) continue;
    taken.add(String(cell));
    made.push(withCell(row, index, cell));
  }
  return made.length < count ? null : made;
}

const mostTried = 400;

function isReferring(entity: Entity, name: string): boolean {
  return [...entity.references.values()].some(({ fields }) => fields.includes(name));
}

function keyText(field: Field, like: Cell, number: number): string {
  switch (field.type.kind) {
    case 'integer':
    case 'decimal':
      return String(number);
    case 'date':
      return addDays(typeof like === 'string' ? like : '2020-01-01', number);
    case 'month':
      return addMonths(typeof like === 'string' ? like : '2020-01-01', number - 1).slice(0, 'YYYY-MM'.length);
    case 'code':
      return field.type.codes[number - 1]?.value ?? '';
    default:
      return `x${number}`;
  }
}

function cellsFor(varying: Varying, dataset: Dataset, entity: Entity, row: Row, field: Field): readonly Cell[] {
  const { type } = field;
  const { read, at } = varying;
  const reference = [...entity.references.values()].find(({ fields }) => fields.includes(field.name));
  const target = reference === undefined ? undefined : varying.dictionary.entities.get(reference.target);
  if (target !== undefined && reference !== undefined) {
    const from = indexOf(target, target.key[reference.fields.indexOf(field.name)] ?? '');
    return [...new Set(rowsOf(dataset, target).map(({ cells }) => cells[from] ?? null)), null];
  }
  switch (type.kind) {
    case 'boolean':
      return [true, false, null];
    case 'code':
      return [...type.codes.map(({ value }) => value), null];
    case 'text':
      return [...readable(field, [...read.texts, 'x']), null];
    case 'integer':
    case 'decimal': {
      const near = [
        0,
        1,
        ...read.numbers.filter(Number.isInteger).flatMap((number) => [number - 1, number, number + 1]),
      ];
      return [...readable(field, [...new Set(near)].map(String)), null];
    }
    case 'month': {
      const months = [
        at.period.first,
        addMonths(at.period.first, -1),
        addMonths(at.period.last, 0),
        addMonths(at.period.last, 1),
      ];
      return [...readable(field, [...new Set(months.map((day) => day.slice(0, 'YYYY-MM'.length)))]), null];
    }
    case 'date':
      return [...readable(field, datesFor(varying, entity, row, field)), null];
  }
}

/** The period's ends, and days so far from the record's other dates, or from the day judged, as the rules compare with. */
function datesFor({ at, read }: Varying, entity: Entity, row: Row, field: Field): readonly CivilDate[] {
  const { first, last } = at.period;
  const others = [...entity.fields.values()].flatMap(({ name, type }, index) => {
    const cell = row.cells[index];
    return type.kind === 'date' && name !== field.name && typeof cell === 'string' ? [cell] : [];
  });
  const whole = read.numbers.filter((number) => Number.isInteger(number) && number >= 0 && number <= mostDays);
  const apart = [...new Set(whole.flatMap((number) => [number, number + 1, number - 1]))];
  const from = (day: CivilDate, sign: 1 | -1): readonly CivilDate[] =>
    apart.flatMap((number) => [
      addDays(day, sign * number),
      ...(workdayAfter(day, sign * number) === null ? [] : [workdayAfter(day, sign * number) as CivilDate]),
      ...(number <= mostMonths ? [addMonths(day, sign * number), addDays(addMonths(day, sign * number), sign)] : []),
    ]);
  const days = [
    addDays(first, -1),
    addDays(last, 1),
    first,
    last,
    at.judged,
    ...others.flatMap((day) => [day, addDays(day, 1), addDays(day, -1), ...from(day, 1), ...from(day, -1)]),
    ...from(at.judged, -1),
  ];
  return [...new Set(days)];
}

const mostDays = 400;
const mostMonths = 36;

/** Those that are proper values of the field. */
function readable(field: Field, written: readonly (string | boolean)[]): readonly Cell[] {
  const read = readerOf(field);
  return written.flatMap((each) => {
    const { cell, problem } = read(each);
    return problem === null && cell !== null ? [cell] : [];
  });
}

const readers = new WeakMap<Field, ReturnType<typeof cellReader>>();

function readerOf(field: Field): ReturnType<typeof cellReader> {
  const known = readers.get(field) ?? cellReader(field);
  readers.set(field, known);
  return known;
}

function indexOf(entity: Entity, name: string): number {
  return [...entity.fields.keys()].indexOf(name);
}
