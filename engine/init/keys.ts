/** What identifies the records of each table, and which columns refer to another table: found together, by the values. */
import { type Localized, startOfFile } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import * as problems from '../diagnostics/registry/init.ts';
import { textOf } from './layout.ts';
import { asidesOf, type Column, type RowAt, rowsOf, type Table } from './table.ts';

export interface Keyed {
  readonly table: Table;
  readonly key: readonly string[];
  /** The key was chosen although these rows lack it or repeat it. */
  readonly unsound: readonly RowAt[];
  /** A column that looks like the key and is none, with the rows that speak against it. */
  readonly instead: { readonly column: string; readonly rows: readonly RowAt[] } | null;
}

export interface Link {
  readonly from: Table;
  readonly column: string;
  readonly to: string;
  /** Rows whose value the other table lacks. */
  readonly dangling: readonly RowAt[];
}

/** A table with a row for each month of each record of another: what it reports, and whose reports they are. Null: it is none. */
export function reportsOf(
  { table, key }: Keyed,
  links: readonly Link[],
): { readonly for: string; readonly month: string } | null {
  const link = links.find(({ from, column }) => from === table && key.includes(column));
  const month = table.columns.find(({ name, type }) => key.includes(name) && type.kind === 'month');
  return key.length === 2 && link !== undefined && month !== undefined ? { for: link.column, month: month.name } : null;
}

export interface Structure {
  readonly tables: readonly Keyed[];
  readonly links: readonly Link[];
}

/** `wanted`: keys that the user has said. Throws ZhunshengError where a table has no key (ZS7106). */
export function structureOf(tables: readonly Table[], wanted: ReadonlyMap<string, readonly string[]>): Structure {
  const found = tables.flatMap((table) => linksTo(table, tables, wanted.get(table.name)));
  const candidates = found.filter((each) => !isMirrored(each, found, tables));
  const keyed = tables.map((table) => keyOf(table, candidates, wanted.get(table.name)));
  const links: Link[] = [];
  for (const from of tables) {
    for (const column of from.columns) {
      const own = candidates.filter(
        (each) =>
          each.from === from &&
          each.column === column.name &&
          keyed.some(({ table, key }) => table.name === each.to && key.length === 1 && key[0] === each.key),
      );
      const [best] = own.sort((a, b) => b.strength - a.strength);
      if (best !== undefined) links.push(best);
    }
  }
  return { tables: keyed, links };
}

/** Whether a column by itself, or a date or month with others, tells the records apart. */
export function canBeTold(table: Table): boolean {
  const able = table.columns.filter(canBeKey);
  const isDated = ({ type }: Column): boolean => type.kind === 'date' || type.kind === 'month';
  return (
    able.some(isUnique) ||
    able
      .filter(isDated)
      .some(
        (dated) =>
          combination(table, [dated, ...able.filter((column) => column !== dated).slice(0, 8)], dated) !== null,
      )
  );
}

interface Candidate extends Link {
  /** The column of the other table that it refers to. */
  readonly key: string;
  readonly strength: number;
}

/** Of two columns that hold the same values, each once, that of the later table refers to that of the earlier. */
function isMirrored(link: Candidate, links: readonly Candidate[], tables: readonly Table[]): boolean {
  const order = (name: string): number => tables.findIndex((table) => table.name === name);
  return (
    order(link.from.name) < order(link.to) &&
    links.some(
      ({ from, to, column, key }) =>
        from.name === link.to && to === link.from.name && column === link.key && key === link.column,
    )
  );
}

function linksTo(table: Table, tables: readonly Table[], wanted: readonly string[] | undefined): readonly Candidate[] {
  if (wanted !== undefined && wanted.length !== 1) return [];
  const targets = table.columns.filter(
    (column) => (wanted === undefined ? isUnique(column) : wanted[0] === column.name) && canBeKey(column),
  );
  return targets.flatMap((target) =>
    tables.flatMap((from) =>
      from.columns.map((column) => linkBetween(from, column, table, target)).filter((link) => link !== null),
    ),
  );
}

function linkBetween(from: Table, column: Column, to: Table, target: Column): Candidate | null {
  if ((from === to && column === target) || column.sensitive || isMeasure(column)) return null;
  const exact = new Set(target.keys);
  const known = new Set(target.keys.filter((key) => key !== null).map(fold));
  const values = new Set(column.keys.filter((key) => key !== null).map(fold));
  if (values.size === 0) return null;
  const found = [...values].filter((value) => known.has(value)).length;
  const share = found / values.size;
  const named = likeness(column.heading, target.heading, to.title);
  // Small whole numbers are in every list that is numbered.
  const numbered = [...values].every((value) => /^\d{1,4}$/.test(value));
  if (share < (named ? 0.6 : 0.9) || (!named && (numbered || values.size < 3 || from === to))) return null;
  const dangling = rowsOf(from).filter((_, at) => {
    const key = column.keys[at];
    return key !== null && key !== undefined && !exact.has(key);
  });
  return {
    from,
    column: column.name,
    to: to.name,
    key: target.name,
    strength: share + (named ? 1 : 0),
    dangling,
  };
}

/** The heading says what it refers to: the other column's, or the other table's name. */
function likeness(heading: string, other: string, table: string): boolean {
  const [one, two, three] = [heading, other, table].map((text) =>
    fold(text).replace(/代码|编号|编码|名称|所属|所在|[-_ ]|code|id$|name/g, ''),
  );
  if (one === undefined || two === undefined || three === undefined) return false;
  return (
    fold(heading) === fold(other) ||
    (one !== '' && (one === two || three.includes(one) || (two !== '' && one.includes(two))))
  );
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}

function keyOf(table: Table, candidates: readonly Candidate[], wanted: readonly string[] | undefined): Keyed {
  const { columns } = table;
  const able = columns.filter(canBeKey);
  const plain = { table, unsound: [], instead: null };
  if (rowsOf(table).length === 0) return { ...plain, key: [wanted?.[0] ?? able[0]?.name ?? columns[0]?.name ?? ''] };
  if (wanted !== undefined) return { ...plain, key: wanted, unsound: against(table, wanted) };
  const rank = (column: Column): number => worth(column, table, candidates);
  const ordered = able.toSorted((a, b) => rank(b) - rank(a));
  const refers = ({ name }: Column): boolean =>
    candidates.some(({ from, column, to }) => from === table && column === name && to !== table.name);
  const likely = ordered.find(
    (column) =>
      codeLike(column) &&
      !isUnique(column) &&
      !refers(column) &&
      against(table, [column.name]).length * 2 <= column.keys.length,
  );
  const doubt = likely === undefined ? null : { column: likely.name, rows: against(table, [likely.name]) };
  // What refers to another table may come again there another time.
  const alone = ordered
    .filter((column) => isUnique(column) && isSafe(table, [column]))
    .toSorted((a, b) => Number(refers(a)) - Number(refers(b)));
  const single = alone.find(({ type }) => type.kind !== 'date' && type.kind !== 'month');
  if (single !== undefined) return { ...plain, key: [single.name], instead: codeLike(single) ? null : doubt };
  const sound = ordered.filter((column) => column !== likely);
  const several = combination(table, sound.slice(0, 9)) ?? combination(table, ordered.slice(0, 9));
  if (several !== null) return { ...plain, key: several, instead: doubt };
  // A day on which only one thing happened so far.
  const [dated] = alone;
  if (dated !== undefined) return { ...plain, key: [dated.name], instead: doubt };
  if (doubt !== null && doubt.rows.length * 3 <= rowsOf(table).length) {
    return { ...plain, key: [doubt.column], unsound: doubt.rows };
  }
  return stopWithoutKey(table, ordered);
}

/** What others refer to, what is called a code, what refers to others itself; a number in the list last. */
function worth(column: Column, table: Table, candidates: readonly Candidate[]): number {
  const referring = candidates.filter(
    ({ key, to, from }) => to === table.name && key === column.name && from !== table,
  ).length;
  const refers = candidates.some(
    ({ from, column: name, to }) => from === table && name === column.name && to !== from.name,
  );
  const numbered = /序号|^no\.?$|^#$/i.test(column.heading);
  const said = (codeLike(column) ? 3 : 0) + (refers ? 2 : 0) - (numbered ? 0.5 : 0);
  return referring * 5 + said + typeWorth(column) - column.at / 1000;
}

function typeWorth({ type, heading }: Column): number {
  switch (type.kind) {
    case 'text':
      return /名称$|name$/i.test(heading) ? 1 : 0.4;
    case 'code':
      return 0.3;
    case 'month':
      return 0.25;
    case 'date':
      return 0.2;
    default:
      return 0.1;
  }
}

function codeLike({ heading }: Column): boolean {
  const text = heading.normalize('NFKC').toLowerCase();
  return /代码|编号|编码|文号|案号|户号|^(.*[-_ ])?(code|id|number)$/.test(text);
}

/** Not a measure, not a person's, not a long text. */
function canBeKey(column: Column): boolean {
  const { sensitive, type, keys } = column;
  const lengths = keys.map((key) => key?.length ?? 0);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  return !sensitive && type.kind !== 'decimal' && type.kind !== 'boolean' && !isMeasure(column) && average <= 30;
}

function isMeasure({ type, unit, heading }: Column): boolean {
  if (type.kind === 'decimal') return true;
  return type.kind === 'integer' && (unit !== null || !/序号|号$|no\.?$|number|^#$|id$/i.test(heading));
}

function isUnique({ keys }: Column): boolean {
  return keys.length > 0 && !keys.includes(null) && new Set(keys).size === keys.length;
}

/** Totals and notes must lack the key, or have their words there, which are then no value of it. */
function isSafe(table: Table, key: readonly Column[]): boolean {
  return asidesOf(table).every(({ cells, at }) =>
    key.some((column) => column.at === at || textOf(cells[column.at]) === ''),
  );
}

/** `needed`: must be among them. */
function combination(table: Table, columns: readonly Column[], needed: Column | null = null): readonly string[] | null {
  const complete = columns.filter(({ keys }) => !keys.includes(null));
  for (const size of [2, 3]) {
    for (const chosen of choose(complete, size)) {
      if (needed !== null && !chosen.includes(needed)) continue;
      const names = chosen.map(({ name }) => name);
      if (against(table, names).length === 0 && isSafe(table, chosen)) return inOrder(table, names);
    }
  }
  return null;
}

function choose(columns: readonly Column[], size: number): readonly (readonly Column[])[] {
  if (size === 0) return [[]];
  return columns.flatMap((column, at) => choose(columns.slice(at + 1), size - 1).map((rest) => [column, ...rest]));
}

function inOrder({ columns }: Table, names: readonly string[]): readonly string[] {
  return columns.filter(({ name }) => names.includes(name)).map(({ name }) => name);
}

/** The rows in which the columns together are blank or come again. */
function against(table: Table, names: readonly string[]): readonly RowAt[] {
  const parts = table.columns.filter(({ name }) => names.includes(name));
  const seen = new Set<string>();
  return rowsOf(table).filter((_, at) => {
    const cells = parts.map(({ keys }) => keys[at] ?? null);
    const text = JSON.stringify(cells);
    const wrong = cells.includes(null) || seen.has(text);
    seen.add(text);
    return wrong;
  });
}

function stopWithoutKey(table: Table, able: readonly Column[]): never {
  const seen = new Map<string, RowAt>();
  const place = { file: table.sheets[0].grid.file.name, range: startOfFile };
  for (const [at, other] of rowsOf(table).entries()) {
    const text = JSON.stringify(able.map(({ keys }) => keys[at] ?? null));
    const one = seen.get(text);
    if (one !== undefined) stop(problems.noKey, place, { table: table.title, why: sameText(one, other) });
    seen.set(text, other);
  }
  const why = { zh: '能区分的列都有空缺', en: 'those that would are blank in some rows' };
  return stop(problems.noKey, place, { table: table.title, why });
}

function sameText(one: RowAt, other: RowAt): Localized {
  const [first, second] = [one.grid.file.name, other.grid.file.name];
  if (first === second)
    return { zh: `第 ${one.row} 行和第 ${other.row} 行分不开`, en: `rows ${one.row} and ${other.row} are the same` };
  return {
    zh: `${first} 第 ${one.row} 行和 ${second} 第 ${other.row} 行分不开`,
    en: `row ${one.row} of ${first} and row ${other.row} of ${second} are the same`,
  };
}
