/** The data dictionary of a new project, from its tables. */
import { tableSchemaTypes } from '../dictionary/table-schema-types.ts';
import { type Keyed, type Link, reportsOf } from './keys.ts';
import { textOf } from './layout.ts';
import { asidesOf, type Column, type Table } from './table.ts';
import { yamlText } from './yaml-text.ts';

/** `paths`: where a table's files stand in the project; `isRead` tells whether a rule or a roll-up reads a column. */
export function dictionaryText(
  title: string,
  tables: readonly Keyed[],
  links: readonly Link[],
  paths: (table: Keyed) => readonly string[],
  isRead: IsRead,
): string {
  const value = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'policy-project',
    title,
    resources: tables.map((keyed) => resource(keyed, links, tables, paths(keyed), isRead)),
  };
  return yamlText(
    'datapackage.yaml',
    value,
    ['fields', 'foreignKeys', 'primaryKey', 'dialect', 'enum', 'zhunsheng:reports'],
    comment,
  );
}

const comment = `# 数据字典：每张表、每一列叫什么、是什么类型、哪一列是主键、指向哪张表。init 由数据推断，请核对。
# The data dictionary: what each table and column is called, holds and refers to. Inferred by init from the data: look it over.
# zhunsheng:descriptive：还没有规则读的列；规则用到时去掉这个标记。
# zhunsheng:descriptive: a column that no rule reads yet; take the mark away once one does.
`;

type IsRead = (keyed: Keyed, column: Column) => boolean;

function resource(
  keyed: Keyed,
  links: readonly Link[],
  tables: readonly Keyed[],
  paths: readonly string[],
  isRead: IsRead,
): object {
  const { table, key } = keyed;
  const own = links.filter(({ from }) => from === table);
  const reports = reportsOf(keyed, links);
  return {
    name: table.name,
    ...(table.title === table.name ? {} : { title: table.title }),
    path: paths.length === 1 ? paths[0] : [...paths],
    ...encoding(table),
    ...dialect(keyed),
    schema: {
      fields: table.columns.map((column) => {
        const refers = own.some((link) => link.column === column.name);
        const isUsed = refers || key.includes(column.name) || reports?.month === column.name || isRead(keyed, column);
        return { ...field(column, keyed), ...(isUsed ? {} : { 'zhunsheng:descriptive': true }) };
      }),
      primaryKey: [...key],
      ...(own.length === 0
        ? {}
        : {
            foreignKeys: own.map(({ column, to }) => ({
              fields: [column],
              reference: { resource: to, fields: [...(tables.find((each) => each.table.name === to)?.key ?? [])] },
            })),
          }),
    },
    ...(reports === null ? {} : { 'zhunsheng:reports': reports }),
  };
}

/** Files of which each has another are detected one by one. */
function encoding({ sheets }: Table): object {
  const found = new Set(sheets.map(({ grid }) => grid.encoding).filter((each) => each !== null));
  return found.size === 1 ? { encoding: [...found][0] } : {};
}

/** What all files have alike: the readers find out the rest by themselves. */
function dialect({ table: { sheets } }: Keyed): object {
  const only = <T>(values: readonly T[]): T | null => {
    const [first] = values;
    return first !== undefined && values.every((value) => JSON.stringify(value) === JSON.stringify(first))
      ? first
      : null;
  };
  const delimiter = only(sheets.map(({ grid }) => grid.delimiter).filter((each) => each !== null));
  const headerRows = only(sheets.map(({ layout }) => layout.headerRows));
  const sheet = sheets.find(({ grid }) => grid.amongSheets)?.grid.sheet ?? null;
  const parts = {
    ...(sheet === null ? {} : { sheetName: sheet }),
    ...(delimiter === null || delimiter === ',' ? {} : { delimiter }),
    ...(headerRows === null || (headerRows.length === 1 && headerRows[0] === 1) ? {} : { headerRows: [...headerRows] }),
  };
  return Object.keys(parts).length === 0 ? {} : { dialect: parts };
}

function field(column: Column, keyed: Keyed): object {
  const { name, heading, type, format, unit, sensitive, planned } = column;
  const missing = [...new Set([...format.missingValues, ...asideWords(column, keyed)])];
  const constraints = constraintsOf(column, keyed);
  return {
    name,
    ...(heading === name ? {} : { title: heading }),
    type: tableSchemaTypes[type.kind],
    ...(missing.length > 1 ? { missingValues: missing } : {}),
    ...(format.bareNumber ? {} : { bareNumber: false }),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
    ...(sensitive ? { 'zhunsheng:sensitive': true } : {}),
    ...(planned ? { 'zhunsheng:planned': true } : {}),
    ...(unit === null ? {} : { 'zhunsheng:unit': unit }),
  };
}

/** `合计` in the key's column is no key: the row is then named in the data findings and is no record. */
function asideWords({ name, at }: Column, { key, table }: Keyed): readonly string[] {
  if (!key.includes(name)) return [];
  return asidesOf(table).flatMap((aside) =>
    aside.kind === 'total' && aside.at === at ? [String(aside.cells[at]).trim()] : [],
  );
}

function constraintsOf(column: Column, { key, table }: Keyed): object {
  const { name, at, type, nonNegative } = column;
  // What a note says may name people: it is kept out by its colon.
  const hasNotes = asidesOf(table).some((aside) => aside.kind === 'note' && textOf(aside.cells[at]) !== '');
  return {
    ...(key.includes(name) ? { required: true } : {}),
    ...(key.includes(name) && hasNotes && type.kind === 'text' ? { pattern: '[^:：]*' } : {}),
    ...(type.kind === 'code' ? { enum: type.codes.map(({ value }) => value) } : {}),
    ...(nonNegative ? { minimum: 0 } : {}),
  };
}
