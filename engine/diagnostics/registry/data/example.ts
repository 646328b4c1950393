/** Small projects that show what can be wrong with data. */
import type { Example } from '../../define.ts';

/** A unit's file with the columns `code` and `value`, and what the dictionary says of `value` beside its name. */
export function cellExample(field: string, value: string): Example {
  return unitExample(`{ name: value, ${field} }`, `code,value\nu1,${value}\n`);
}

/** A unit's file; `fields` are those beside `code`, `more` is further lines of the resource. */
export function unitExample(fields: string, content: string | null, file = 'unit.csv', ...more: string[]): Example {
  const dictionary = [
    'resources:',
    '  - name: unit',
    `    path: ${file}`,
    ...more.map((line) => `    ${line}`),
    `    schema: { primaryKey: code, fields: [{ name: code, type: string }, ${fields}] }`,
    '',
  ].join('\n');
  return { files: { 'datapackage.yaml': dictionary, ...(content === null ? {} : { [file]: content }) } };
}

/** Streets, and units that belong to them. */
export function streetExample(units: string): Example {
  const dictionary = `resources:
  - name: street
    path: street.csv
    schema: { primaryKey: code, fields: [{ name: code, type: string }] }
  - name: unit
    path: unit.csv
    schema:
      primaryKey: code
      fields: [{ name: code, type: string }, { name: street, type: string }]
      foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }]
`;
  return { files: { 'datapackage.yaml': dictionary, 'street.csv': 'code\ns1\n', 'unit.csv': units } };
}

/** Versions of units, in force from a day to a day. */
export function versionExample(rows: string): Example {
  const dictionary = `resources:
  - name: unit
    path: unit.csv
    zhunsheng:valid: { from: since, to: until }
    schema:
      primaryKey: [code, since]
      fields: [{ name: code, type: string }, { name: since, type: date }, { name: until, type: date }]
`;
  return { files: { 'datapackage.yaml': dictionary, 'unit.csv': `code,since,until\n${rows}` } };
}
