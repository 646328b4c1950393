/** From the user's tables to a project: what is inferred, what its files say, and what there is to tell. No file is written. */
import { realpath } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { stop } from '../diagnostics/error.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import * as problems from '../diagnostics/registry/init.ts';
import { dictionaryText } from './dictionary-text.ts';
import { type Basis, type Counted, firstPolicy, readBy } from './first-policy.ts';
import { type Grid, readGrids } from './grid.ts';
import { canBeTold, type Keyed, type Link, reportsOf, type Structure, structureOf } from './keys.ts';
import { layoutOf } from './layout.ts';
import { type Apart, notesOf } from './notes.ts';
import type { InitOptions, PlannedTable, ProjectPlan } from './project-plan.ts';
import { sampleGrids } from './sample.ts';
import { type Series, type Sheet, seriesIn, sheetsAlike } from './series.ts';
import { type Column, retyped, rowsOf, type Table, tableOf, withName } from './table.ts';
import { checkFolder } from './write.ts';

/** Throws ZhunshengError where the folder is in use, or a file cannot be read, is no table or has no key (ZS71xx, ZS30xx). */
export async function planProject(folder: string, options: InitOptions): Promise<ProjectPlan> {
  const { from = [], keys = new Map(), limit = 0 } = options;
  await checkFolder(folder, from);
  const sample = from.length === 0 ? sampleGrids() : null;
  const grids = sample?.grids ?? (await readAll(from));
  const { tables, apart } = tablesOf(grids);
  const wanted = new Map([...keys].map(([name, columns]) => [name, namesOfKey(tables, name, columns)]));
  const { tables: keyed, links } = typed(structureOf(tables, wanted));
  const subject = subjectOf(keyed, links, limit, options.subject ?? null);
  const basis = basisOf(subject, keyed, links, limit, options.year);
  const places = await placesOf(folder, grids, sample !== null);
  const pathsOf = ({ table }: Keyed): readonly string[] =>
    table.sheets.map(({ grid }) => places.paths.get(grid.file.path) ?? '');
  const title = options.title?.trim() || titleOf(folder);
  const texts = new Map([
    ['datapackage.yaml', dictionaryText(title, keyed, links, pathsOf, readBy(basis))],
    ...firstPolicy(basis),
    ...(sample?.texts ?? []),
  ]);
  return {
    folder,
    title,
    tables: keyed.map((each) => planned(each, links, pathsOf(each))),
    subject: subject.table.name,
    counted: basis.counted?.keyed.table.name ?? null,
    period: String(basis.year),
    texts,
    copies: places.copies,
    notes: notesOf(keyed, links, apart),
  };
}

async function readAll(files: readonly string[]): Promise<readonly Grid[]> {
  const grids: Grid[] = [];
  for (const file of new Set(files)) grids.push(...(await readGrids(file)));
  return grids;
}

/** A sheet without records is passed over where others of the file have some; files of a series are one table where that has a key. */
function tablesOf(grids: readonly Grid[]): { readonly tables: readonly Table[]; readonly apart: Apart } {
  const all = grids.flatMap((grid): readonly Sheet[] => {
    const layout = layoutOf(grid);
    return layout === null ? [] : [{ grid, layout }];
  });
  const found = all.filter(
    ({ grid, layout }) =>
      layout.records.length > 0 ||
      all.every((other) => other.grid.file.path !== grid.file.path || other.layout.records.length === 0),
  );
  const series = seriesIn(found);
  const joined = series.filter(({ sheets, title }) => canBeTold(tableOf(sheets, title, [])));
  const tables: Table[] = [];
  const done = new Set<Series>();
  for (const sheet of found) {
    const own = joined.find((each) => isIn(sheet, each));
    if (own !== undefined && done.has(own)) continue;
    if (own !== undefined) done.add(own);
    const names = tables.map(({ name }) => name);
    tables.push(own === undefined ? tableOf([sheet], null, names) : tableOf(own.sheets, own.title, names));
  }
  for (const { file } of grids) {
    if (!found.some(({ grid }) => grid.file.path === file.path))
      stop(problems.nothingInTable, file.name, { path: file.name });
  }
  return { tables, apart: { series: series.filter((each) => !joined.includes(each)), alike: sheetsAlike(found) } };
}

function isIn({ grid }: Sheet, { sheets }: Series): boolean {
  return sheets.some((each) => each.grid.file.path === grid.file.path && each.grid.sheet === grid.sheet);
}

/** The columns by name or heading. */
function namesOfKey(tables: readonly Table[], name: string, columns: readonly string[]): readonly string[] {
  const table = tables.find((each) => each.name === name) ?? stopUnknownTable(tables, name);
  const able = table.columns.filter(({ sensitive }) => !sensitive);
  return columns.map((written) => {
    const found = able.find((each) => each.name === written) ?? able.find(({ heading }) => heading === written);
    if (found !== undefined) return found.name;
    const known = able.map((each) => each.name);
    const parameters = {
      table: name,
      column: written,
      suggestion: suggestion(written, known),
      known: known.join(', '),
    };
    return stop(problems.noSuchColumn, '--key', parameters);
  });
}

function stopUnknownTable(tables: readonly Table[], name: string): never {
  const known = tables.map((each) => each.name);
  return stop(problems.noSuchTable, name, {
    table: name,
    suggestion: suggestion(name, known),
    known: known.join(', '),
  });
}

/** Columns that refer to each other are of one type: text, unless both are whole numbers. */
function typed({ tables, links }: Structure): { readonly tables: readonly Keyed[]; readonly links: readonly Link[] } {
  const texts = new Set<string>();
  for (const { from, column, to } of links) {
    const target = tables.find(({ table }) => table.name === to);
    const key = target?.table.columns.find(({ name }) => name === target.key[0]);
    const own = from.columns.find(({ name }) => name === column);
    if (key?.type.kind === 'integer' && own?.type.kind === 'integer') continue;
    texts.add(`${from.name} ${column}`);
    texts.add(`${to} ${key?.name}`);
  }
  const changed = new Map<Table, Table>();
  for (const { table } of tables) {
    const columns = table.columns.map((column) =>
      texts.has(`${table.name} ${column.name}`) && column.type.kind !== 'text' ? asText(table, column) : column,
    );
    const { key } = tables.find((keyed) => keyed.table === table) ?? { key: [] };
    const referring = links.flatMap(({ from, column }) => (from === table ? [column] : []));
    changed.set(table, withName({ ...table, columns }, [...key, ...referring]));
  }
  const now = (table: Table): Table => changed.get(table) ?? table;
  return {
    tables: tables.map((keyed) => ({ ...keyed, table: now(keyed.table) })),
    links: links.map((link) => ({ ...link, from: now(link.from) })),
  };
}

function asText(table: Table, column: Column): Column {
  const { format, sensitive } = column;
  return retyped(table, column, {
    type: { kind: 'text' },
    format,
    unit: null,
    sensitive,
    planned: false,
    nonNegative: false,
  });
}

function subjectOf(tables: readonly Keyed[], links: readonly Link[], limit: number, wanted: string | null): Keyed {
  if (wanted !== null) {
    const found = tables.find(({ table }) => table.name === wanted);
    return (
      found ??
      stopUnknownTable(
        tables.map(({ table }) => table),
        wanted,
      )
    );
  }
  const referring = ({ table }: Keyed): number =>
    new Set(links.filter(({ to, from }) => to === table.name && from.name !== to).map(({ from }) => from)).size;
  const worth = (keyed: Keyed): number =>
    2 * referring(keyed) + (countedOf(keyed, tables, links, limit) === null ? 0 : 1);
  const [most] = tables.toSorted((a, b) => worth(b) - worth(a));
  if (most === undefined) throw new Error('a project has at least one table');
  return most;
}

function basisOf(subject: Keyed, tables: readonly Keyed[], links: readonly Link[], limit: number, year: number): Basis {
  const counted = countedOf(subject, tables, links, limit);
  const years = (counted === null ? tables.flatMap(({ table }) => table.columns) : [counted.during]).flatMap(yearsIn);
  const latest = years.length === 0 ? year : Math.max(...years);
  const earliest = years.length === 0 ? year : Math.min(...years);
  return {
    subject,
    counted,
    wanted: wantedOf(subject, links),
    group: groupOf(subject, links),
    from: Math.max(earliest, latest - 5),
    year: latest,
    limit,
  };
}

/** The table with most records that belong to the subject and have a date, and of which a subject can have more than the limit. */
function countedOf(
  { table: { name } }: Keyed,
  tables: readonly Keyed[],
  links: readonly Link[],
  limit: number,
): Counted | null {
  const able = tables.flatMap((keyed): readonly Counted[] => {
    const own = links.filter(({ from, to }) => to === name && from === keyed.table && from.name !== name);
    const [link] = own;
    const reports = reportsOf(keyed, links);
    const during = duringOf(keyed.table);
    if (link === undefined || during === null) return [];
    if (reports === null && mostOf(keyed, link.column) <= limit) return [];
    const sum = reports === null ? null : figureOf(keyed);
    return reports !== null && sum === null ? [] : [{ keyed, link: link.column, via: own.length > 1, during, sum }];
  });
  // Reports say how many there were; where the records themselves are there, these are counted.
  const worth = ({ keyed, sum }: Counted): number => (sum === null ? cellsWorth : 0) + rowsOf(keyed.table).length;
  const [most] = able.sort((a, b) => worth(b) - worth(a));
  return most ?? null;
}

/** How many records with one value of the reference the key lets be. */
function mostOf({ table, key }: Keyed, link: string): number {
  const others = table.columns.filter(({ name }) => key.includes(name) && name !== link);
  const numbers = others.map(({ type }) => (type.kind === 'code' ? type.codes.length : cellsWorth));
  return Math.max(1, ...numbers);
}

function figureOf({ table, key }: Keyed): Column | null {
  return (
    table.columns.find(
      ({ name, type, nonNegative }) => type.kind === 'integer' && nonNegative && !key.includes(name),
    ) ?? null
  );
}

/** The date on which it happened or came in, else the date most often there. */
function duringOf({ columns }: Table): Column | null {
  const dated = columns.filter(({ type, planned }) => (type.kind === 'date' || type.kind === 'month') && !planned);
  const filled = ({ cells }: Column): number => cells.filter((cell) => cell !== null).length;
  const worth = (column: Column): number =>
    (/收到|受理|发生|登记|发现|来访|立案|检查|received|happened|occurred|found/i.test(column.heading)
      ? cellsWorth
      : 0) + filled(column);
  return dated.toSorted((a, b) => worth(b) - worth(a))[0] ?? null;
}

/** More than any column has cells. */
const cellsWorth = 1e9;

function yearsIn({ type, cells, planned }: Column): readonly number[] {
  if ((type.kind !== 'date' && type.kind !== 'month') || planned) return [];
  const years = new Set(cells.flatMap((cell) => (cell === null ? [] : [Number(String(cell).slice(0, 4))])));
  return [...years].filter((year) => year >= 1990 && year <= 2100);
}

/** References and codes first: what most rules will ask. */
function wantedOf({ table, key }: Keyed, links: readonly Link[]): readonly Column[] {
  const worth = (column: Column): number =>
    links.some(({ from, column: name }) => from === table && name === column.name)
      ? 3
      : column.type.kind === 'code'
        ? 2
        : column.type.kind === 'text'
          ? 1
          : 0;
  return table.columns
    .filter(({ name, heading, sensitive, cells }) => {
      const filled = cells.filter((cell) => cell !== null).length;
      return !key.includes(name) && !sensitive && filled * 2 > cells.length && !/序号|^no\.?$|^#$/i.test(heading);
    })
    .toSorted((a, b) => worth(b) - worth(a))
    .slice(0, 3);
}

function groupOf({ table, key }: Keyed, links: readonly Link[]): string | null {
  const link = links.find(({ from, column, to }) => from === table && to !== table.name && !key.includes(column));
  const code = table.columns.find(({ type, name }) => type.kind === 'code' && !key.includes(name));
  return link?.column ?? code?.name ?? null;
}

interface Places {
  /** By the file's own path, where it stands in the project. */
  readonly paths: ReadonlyMap<string, string>;
  readonly copies: ReadonlyMap<string, string>;
}

/** A file within the folder stays where it is; others are copied to `data/`. */
async function placesOf(folder: string, grids: readonly Grid[], written: boolean): Promise<Places> {
  const root = await realpath(folder).catch(() => resolve(folder));
  const paths = new Map<string, string>();
  const copies = new Map<string, string>();
  for (const { file } of grids) {
    if (paths.has(file.path)) continue;
    const inside = relative(root, file.path);
    const stays =
      inside !== '' && inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(root, inside) === file.path;
    const known = new Set(paths.values());
    const path = stays ? inside.split(sep).join('/') : freePath(file.name, known);
    paths.set(file.path, path);
    if (!stays && !written) copies.set(path, file.path);
  }
  return { paths, copies };
}

function freePath(name: string, known: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const path = number === 1 ? `data/${name}` : `data/${number}-${name}`;
    if (!known.has(path)) return path;
  }
}

function titleOf(folder: string): string {
  return resolve(folder).split(sep).at(-1) || 'zhunsheng';
}

function planned({ table, key }: Keyed, links: readonly Link[], paths: readonly string[]): PlannedTable {
  return {
    name: table.name,
    title: table.title,
    paths,
    records: rowsOf(table).length,
    key,
    fields: table.columns.map(({ name }) => name),
    references: links.filter(({ from }) => from === table).map(({ column, to }) => ({ field: column, table: to })),
  };
}
