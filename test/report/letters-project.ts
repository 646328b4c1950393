/** A small project whose ladder sends letters: units in streets, petitions by month, letters already sent. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openProject, type Project } from '../../engine/project/open.ts';
import { bytesOf, newDocx, openDocx } from '../../engine/report/letters/package.ts';
import { paragraphsOf } from '../../engine/report/letters/paragraphs.ts';

export interface LetterProject {
  /** By code. */
  readonly units: Readonly<Record<string, string>>;
  /** Of the street in which all of them are. */
  readonly street?: string;
  readonly title?: string;
  readonly message?: string;
  readonly clause?: string;
  /** Each an occasion of the unit in the month. */
  readonly petitions: readonly (readonly [unit: string, month: string])[];
  /** Rows of the letters' table: id, unit, letter, about, sent-on. */
  readonly sent?: readonly (readonly string[])[];
  /** Further keys of the ladder's steps. */
  readonly reminder?: string;
  readonly ladder?: string;
  readonly letterFields?: string;
}

export const secret = 'SECRET-13800000000';

export async function withLetters<T>(
  given: LetterProject,
  use: (project: Project, base: string) => Promise<T>,
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<T> {
  const base = mkdtempSync(join(tmpdir(), 'letters-'));
  const folder = join(base, 'rules');
  try {
    for (const [path, content] of Object.entries({ ...filesOf(given), ...files })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await use(await openProject(folder, { tests: false }), base);
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** The paragraphs of a letter, in their order, those of tables too. */
export function textOfLetter(file: string): readonly string[] {
  const docx = openDocx(readFileSync(file));
  if ('problem' in docx) throw new Error(`${file} is no letter`);
  const paragraphs = paragraphsOf(docx);
  if (paragraphs === null) throw new Error(`${file} has a part that is no XML`);
  return paragraphs.map(({ text }) => text);
}

/** A Word file of paragraphs, as an office might write a template. */
export function wordFile(paragraphs: readonly string[], header = ''): Uint8Array {
  const names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  // Word cuts a text into runs wherever it likes, also within a placeholder.
  const runs = (text: string): string =>
    text
      .split(/(?<=\{.)/u)
      .map((run) => `<w:r><w:t xml:space="preserve">${run}</w:t></w:r>`)
      .join('');
  const body = paragraphs.map((text) => `<w:p>${runs(text)}</w:p>`).join('');
  return bytesOf(
    newDocx({
      '[Content_Types].xml':
        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
        `<Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="${types}.header+xml"/></Types>`,
      '_rels/.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      'word/document.xml': `<w:document ${names}><w:body>${body}</w:body></w:document>`,
      'word/header1.xml': `<w:hdr ${names}><w:p>${runs(header)}</w:p></w:hdr>`,
    }),
  );
}

function filesOf(given: LetterProject): Readonly<Record<string, string>> {
  const { units, street = '新城街道', petitions, sent = [] } = given;
  return {
    'datapackage.yaml': descriptor(given),
    'guide.md': `# Guide\n## ${given.clause ?? '二、信访'} {#petitions}\n有信访即发函。\n## 三、四函 {#letters}\n逐级发函。\n`,
    'letters.policy.yaml': policy(given),
    'data/streets.csv': csv([
      ['code', 'name'],
      ['S1', street],
    ]),
    'data/units.csv': csv([
      ['code', 'name', 'street', 'phone'],
      ...Object.entries(units).map(([code, name]) => [code, name, 'S1', secret]),
    ]),
    'data/petitions.csv': csv([
      ['id', 'unit', 'received-on'],
      ...petitions.map(([unit, month], i) => [`P${i}`, unit, `${month}-05`]),
    ]),
    'data/letters.csv': csv([['id', 'unit', 'letter', 'about', 'sent-on'], ...sent]),
  };
}

function csv(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return rows.map((row) => `${row.map(cell).join(',')}\n`).join('');
}

function descriptor({ title = '示例区', letterFields }: LetterProject): string {
  return `title: ${JSON.stringify(title)}
resources:
  - { name: street, title: { zh: 街道, en: Street }, path: data/streets.csv, schema: { primaryKey: code, fields: [{ name: code }, { name: name }] } }
  - name: unit
    title: { zh: 单位, en: Unit }
    path: data/units.csv
    zhunsheng:lines: { territory: street }
    schema:
      primaryKey: code
      fields: [{ name: code }, { name: name }, { name: street }, { name: phone, zhunsheng:sensitive: true }]
      foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }]
  - name: petition
    title: { zh: 信访件, en: Petition }
    path: data/petitions.csv
    schema:
      primaryKey: id
      fields: [{ name: id }, { name: unit }, { name: received-on, type: date }]
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
  - name: letter
    title: { zh: 函件, en: Letter }
    path: data/letters.csv
    schema:
      primaryKey: ${letterFields === undefined ? 'id' : 'no'}
      fields: ${letterFields ?? '[{ name: id }, { name: unit }, { name: letter, constraints: { enum: [reminder, notice, interview] } }, { name: about, type: yearmonth }, { name: sent-on, type: date }]'}
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`;
}

function policy({
  message = '本月信访 {petitions} 件',
  reminder = '',
  ladder = '    sent: letter\n',
}: LetterProject): string {
  return `policy: letters
title: { zh: 四函, en: Letters }
version: 2021.1
effective: { from: 2021-01-01 }
cites: guide.md#letters
facts:
  petitions: { of: unit, title: { zh: 信访件数, en: Petitions }, count: petition, during: received-on }
rules:
  no-petitions:
    title: { zh: 无信访, en: No petitions }
    for: unit
    require: petitions = 0
    cites: guide.md#petitions
    otherwise: { severity: major, message: { zh: ${JSON.stringify(message)}, en: ${JSON.stringify(message)} }, remedy: { zh: 约见信访人, en: Meet the petitioner }, responsible: [unit, street] }
ladders:
  letters:
    title: { zh: 逐级发函, en: Letters step by step }
    for: unit
    occasion: [{ rule: no-petitions }]
    each: month
    counted-over: year
${ladder}    steps:
      - { letter: reminder, title: { zh: 提醒, en: Reminder }, to: [unit]${reminder} }
      - { letter: notice, title: { zh: 通报, en: Notice }, to: [unit, street] }
      - { letter: interview, title: { zh: 约谈, en: Summons }, to: [unit, street, 区委] }
    cites: guide.md#letters
`;
}
