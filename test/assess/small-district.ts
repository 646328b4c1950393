/** A small district in a folder of its own, with the policy that a test gives it, assessed from its files. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Assessment, assess } from '../../engine/assess/assess.ts';
import type { AssessOptions } from '../../engine/assess/run.ts';
import { openProject, type Project } from '../../engine/project/open.ts';

/** Data by table, as lines of CSV without the header; a table that is not given has no rows, of `missing` there is no file. */
export type Tables = Readonly<Partial<Record<keyof typeof headers, readonly string[] | 'missing'>>>;

/** `policies`: the parts of one policy after its title, or of several by the files' names. */
export async function withDistrict<T>(
  policies: string | Readonly<Record<string, string>>,
  tables: Tables,
  use: (project: Project) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'small-district-'));
  try {
    mkdirSync(join(folder, 'data'));
    writeFileSync(join(folder, 'datapackage.yaml'), descriptor);
    for (const [name, header] of Object.entries(headers)) {
      const rows = tables[name as keyof typeof headers] ?? [];
      if (rows !== 'missing') writeFileSync(join(folder, 'data', `${name}.csv`), `${[header, ...rows].join('\n')}\n`);
    }
    const files = typeof policies === 'string' ? { small: `effective: { from: 2020-01-01 }\n${policies}` } : policies;
    for (const [name, parts] of Object.entries(files)) {
      const head = `policy: small\ntitle: { zh: 小, en: Small }\nversion: ${name}\n`;
      writeFileSync(join(folder, `${name}.policy.yaml`), `${head}${parts}`);
    }
    return await use(await openProject(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function assessed(
  policies: string | Readonly<Record<string, string>>,
  tables: Tables,
  options: AssessOptions,
): Promise<Assessment> {
  return withDistrict(policies, tables, (project) => assess(project, { language: 'en', ...options }));
}

const headers = {
  street: 'code',
  unit: 'code,street,since,until',
  incident: 'id,unit,on,lost',
  dispute: 'id,unit,found-on,resolved-on',
  inspection: 'id,unit,on,passed',
  letter: 'id,unit,step,on,month',
  agency: 'id,urgent,applied-on,assigned-on,closed-on',
} as const;

const fields = (...list: readonly string[]): string => `[${list.join(', ')}]`;
const table = (name: string, key: string, list: string, more = ''): string =>
  `  - { name: ${name}, path: data/${name}.csv, schema: { primaryKey: ${key}, fields: ${list}${more} } }\n`;
const ofUnit = ', foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]';
const date = (name: string): string => `{ name: ${name}, type: date }`;
const text = (name: string): string => `{ name: ${name} }`;
const code = (name: string, ...values: readonly string[]): string =>
  `{ name: ${name}, constraints: { enum: [${values.join(', ')}] } }`;

const descriptor = `name: small-district
resources:
${table('street', 'code', fields(text('code')))}\
  - name: unit
    path: data/unit.csv
    zhunsheng:valid: { from: since, to: until }
    schema:
      primaryKey: [code, since]
      fields: ${fields(text('code'), text('street'), date('since'), date('until'))}
      foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }]
${table('incident', 'id', fields(text('id'), text('unit'), date('on'), '{ name: lost, type: integer, constraints: { minimum: 0 } }'), ofUnit)}\
${table('dispute', 'id', fields(text('id'), text('unit'), date('found-on'), date('resolved-on')), ofUnit)}\
${table('inspection', 'id', fields(text('id'), text('unit'), date('on'), '{ name: passed, type: boolean }'), ofUnit)}\
${table('letter', 'id', fields(text('id'), text('unit'), code('step', 'reminder', 'notice', 'talk'), date('on'), '{ name: month, type: yearmonth }'), ofUnit)}\
${table('agency', 'id', fields(text('id'), '{ name: urgent, type: boolean }', date('applied-on'), date('assigned-on'), date('closed-on')))}`;
