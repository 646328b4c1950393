/** Rows with gaps: unknown cells, references to nobody, missing files, dates after the as-of date, versions in time. */
import { addDays } from '../../../engine/calendar/civil-date.ts';
import type { Cell } from '../../../engine/model/dictionary.ts';
import type { EntitySpec, FieldSpec, Project } from '../project.ts';
import type { Draw } from './draw.ts';
import type { Time } from './time.ts';

export type Cells = readonly Cell[];

/** Some that sort differently by UTF-16 units than by code points, some that SQL or CSV would trip over. */
const texts = ['a', 'ab', 'ba', 'bab', 'A', '甲', '乙甲', "o'a", 'a,"b', '10', '9', '😀a', '\uff21', '=1+1', '%_'];
const keyTexts = ['u1', 'u2', 'u10', 'u3', '甲', '\uff21', '😀', "k'", 'U1', 'u;4', 'u5', 'u6'];
const integers = ['0', '0', '1', '1', '2', '3', '7', '-1', '-2'];
const decimals = ['0', '1', '0.5', '1.5', '0.333333333', '2', '-0.5', '-1', '0.000000001'];
const large = ['999999999999999999', '-999999999999999999', '123456789012345678'];

export function drawTables(draw: Draw, entities: readonly EntitySpec[], time: Time): Project['tables'] {
  const tables: Record<string, Cells[] | null> = {};
  const keys: Keys = new Map();
  const isLarge = draw.chance(4);
  for (const entity of entities) {
    const rows =
      entity.reports === null ? drawRows(draw, entity, keys, time, isLarge) : drawReports(draw, entity, keys, time);
    keys.set(entity.name, keysOf(entity, rows));
    tables[entity.name] = draw.chance(6) ? null : rows;
  }
  return tables;
}

/** The keys of the rows drawn so far, by entity. */
type Keys = Map<string, Cells[]>;

function keysOf(entity: EntitySpec, rows: readonly Cells[]): Cells[] {
  const places = entity.key.map((name) => entity.fields.findIndex((field) => field.name === name));
  return rows.map((row) => places.map((place) => row[place] ?? null));
}

function drawRows(draw: Draw, entity: EntitySpec, keys: Keys, time: Time, isLarge: boolean): Cells[] {
  const count = draw.weighted([
    [1, 0],
    [entity.name === 'letter' ? 0 : 2, 1],
    [4, 3],
    [4, 6],
    [entity.name === 'letter' ? 4 : 1, 10],
  ]);
  const rows: Cells[] = [];
  for (let index = 0; index < count; index++) {
    const key = drawKey(draw, entity, index);
    for (const [from, to] of drawVersions(draw, entity, time)) {
      rows.push(drawRow(draw, entity, { key, from, to }, keys, time, isLarge));
      keys.set(entity.name, keysOf(entity, rows));
    }
  }
  return rows;
}

/** Different for each index. */
function drawKey(draw: Draw, entity: EntitySpec, index: number): Record<string, Cell> {
  const fields = entity.key.map((name) => entity.fields.find((field) => field.name === name) as FieldSpec);
  const values = fields.map((field, place): Cell => {
    if (field.kind === 'integer') return BigInt(place === 0 ? index * 3 + 1 : draw.pick([0, 1]) + index * 2);
    return place === 0 && fields.length > 1 ? draw.pick(['a', 'b']) : (keyTexts[index] as string);
  });
  return Object.fromEntries(fields.map((field, place) => [field.name, values[place] as Cell]));
}

/** Pairs of first and last day in force, which never overlap; one pair for an entity without versions. */
function drawVersions(draw: Draw, entity: EntitySpec, time: Time): [Cell, Cell][] {
  if (entity.valid === null) return [[null, null]];
  const starts = [...new Set(draw.some([...time.dates, '2019-01-01'], draw.integer(1, 3)))].sort();
  if (entity.valid.to === null) return [[draw.chance(15) ? null : (starts[0] as string), null]];
  return starts.map((start, index): [Cell, Cell] => {
    const next = starts[index + 1];
    const from = index === 0 && draw.chance(20) ? null : start;
    if (next === undefined) return [from, draw.chance(60) ? null : addDays(start, draw.integer(0, 40))];
    const end = draw.chance(70) ? addDays(next, -1) : start;
    return [from, end];
  });
}

function drawRow(
  draw: Draw,
  entity: EntitySpec,
  fixed: { readonly key: Record<string, Cell>; readonly from: Cell; readonly to: Cell },
  keys: Keys,
  time: Time,
  isLarge: boolean,
): Cells {
  const cells: Record<string, Cell> = { ...fixed.key };
  if (entity.valid !== null) {
    cells[entity.valid.from] = fixed.from;
    if (entity.valid.to !== null) cells[entity.valid.to] = fixed.to;
  }
  for (const reference of entity.references) {
    const target = draw.chance(6) ? [] : (keys.get(reference.target) ?? []);
    const key = target.length === 0 ? null : draw.pick(target);
    for (const [index, name] of reference.fields.entries()) {
      const field = entity.fields.find((one) => one.name === name) as FieldSpec;
      cells[name] = draw.chance(4) ? null : (key?.[index] ?? (field.kind === 'integer' ? 999n : 'nobody'));
    }
  }
  return entity.fields.map((field) => {
    const cell = cells[field.name];
    return cell === undefined ? (draw.chance(14) ? null : drawCell(draw, field, time, isLarge)) : cell;
  });
}

/** For most of the referred records, a report for most of the months. */
function drawReports(draw: Draw, entity: EntitySpec, keys: Keys, time: Time): Cells[] {
  const reference = entity.references[0];
  if (reference === undefined) return [];
  const known = keys.get(reference.target) ?? [];
  const pairs = new Map<string, { key: Cells; month: string }>();
  for (const key of known.slice(0, 4)) {
    const months = draw.chance(50) ? time.months : draw.some(time.months, draw.integer(0, 4));
    for (const month of months.slice(0, 5)) pairs.set(`${key.map(String).join('/')}/${month}`, { key, month });
  }
  return [...pairs.values()].map(({ key, month }) =>
    entity.fields.map((field): Cell => {
      const place = reference.fields.indexOf(field.name);
      if (place >= 0) return key[place] ?? null;
      if (field.name === 'month') return month;
      return draw.chance(14) ? null : drawCell(draw, field, time, false);
    }),
  );
}

function drawCell(draw: Draw, field: FieldSpec, time: Time, isLarge: boolean): Cell {
  switch (field.kind) {
    case 'text':
      return draw.pick(texts);
    case 'code':
      return draw.pick(field.codes);
    case 'boolean':
      return draw.chance(50);
    case 'date':
      return draw.pick(time.dates);
    case 'month':
      return draw.pick(time.months);
    case 'integer':
      return BigInt(draw.pick(allowed(field, isLarge ? [...integers, ...large] : integers)));
    case 'decimal':
      return draw.pick(allowed(field, isLarge ? [...decimals, ...large] : decimals));
  }
}

function allowed(field: FieldSpec, values: readonly string[]): string[] {
  return values.filter(
    (value) =>
      (field.minimum === null || Number(value) >= Number(field.minimum)) &&
      (field.maximum === null || Number(value) <= Number(field.maximum)),
  );
}
