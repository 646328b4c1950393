/** Adds what is missing: the other language of a text, a clause that is cited, a test of a rule. */
import { CodeActionKind, type Range } from 'vscode-languageserver-types';
import { moment } from '../../../engine/calendar/period.ts';
import { modelOn } from '../../../engine/language/analyze.ts';
import type { Entity, FieldType } from '../../../engine/model/dictionary.ts';
import type { Document } from '../document.ts';
import { overlaps, toPosition } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol } from '../symbols/name.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { slotsIn } from '../symbols/slots.ts';
import { titleOfSymbol } from '../symbols/title.ts';
import { at, textAt } from '../symbols/written.ts';
import type { Action, FileEdit } from './action.ts';
import { appendTo, scalarText } from './yaml-text.ts';

/** The text that is there stands for the other until it is translated. */
export function addTranslation(document: Document, range: Range): readonly Action[] {
  return slotsIn(document).flatMap(({ key, value, place }) => {
    if (key.shape !== 'localized' || value.kind !== 'map') return [];
    const span = { start: place.range.start, end: value.place.range.end };
    const [only, other] = value.entries;
    const missing = only?.key.source === 'zh' ? 'en' : 'zh';
    if (only === undefined || other !== undefined || only.value.kind !== 'scalar' || !overlaps(span, range)) return [];
    const text = `${missing}: ${scalarText(only.value.source, true)}`;
    const end = toPosition(only.value.place.range.end);
    const indent = ' '.repeat(only.key.place.range.start.column);
    return [
      {
        title:
          missing === 'en'
            ? { zh: '补上英文', en: 'Add the English text' }
            : { zh: '补上中文', en: 'Add the Chinese text' },
        kind: CodeActionKind.QuickFix,
        edits: [
          { file: document.file, range: { start: end, end }, text: value.flow ? `, ${text}` : `\n${indent}${text}` },
        ],
      },
    ];
  });
}

/** To the guide, under the title of what cites it. */
export function addClause(snapshot: Snapshot, document: Document, range: Range): readonly Action[] {
  return occurrencesIn(document).flatMap(({ name, around, declared }) => {
    if (name.kind !== 'clause' || declared !== null || !overlaps(around.range, range)) return [];
    const [file = '', anchor = ''] = name.name.split('#');
    if (snapshot.analysis.clauses.has(name.name) || file !== 'guide.md' || !/^[^\s{}#"']+$/.test(anchor)) return [];
    const owner = ownerOf(document, around.range.start.line);
    const heading = owner === null ? anchor : titleOfSymbol(snapshot, owner);
    const text = `## ${heading} {#${anchor}}\n\n`;
    const guide = snapshot.documents.get(file);
    const edit: FileEdit = guide === undefined ? { file, range: null, text } : appendTo(guide, `\n${text}`);
    return [
      {
        title: { zh: `在 ${file} 里添加条款 #${anchor}`, en: `Add the clause #${anchor} to ${file}` },
        kind: CodeActionKind.QuickFix,
        edits: [edit],
      },
    ];
  });
}

/** Of the rule or standard whose name is at the range: a case that expects it to pass, to be filled in. */
export function addTest(snapshot: Snapshot, document: Document, range: Range): readonly Action[] {
  return occurrencesIn(document).flatMap(({ name, place, declared }) => {
    if (name.kind !== 'rule' && name.kind !== 'standard') return [];
    if (declared === null || !overlaps(place.range, range)) return [];
    const entity = snapshot.analysis.dictionary.entities.get(textAt(declared, 'for') ?? '');
    const policy = textAt(document.tree ?? undefined, 'policy');
    if (entity === undefined || policy === null) return [];
    const year = (textAt(at(document.tree ?? undefined, 'effective'), 'from') ?? '2021-01-01').slice(0, 4);
    const during = textAt(declared, 'during');
    const cells = sampleCells(snapshot, entity, during, year);
    const lines = caseLines(entity, cells, name.name, titleOfSymbol(snapshot, name));
    const edit = caseEdit(snapshot, document, { policy, name: name.name, year }, lines);
    if (edit === null) return [];
    return [
      {
        title: { zh: `为 ${name.name} 添加测试`, en: `Add a test of ${name.name}` },
        kind: CodeActionKind.Refactor,
        edits: [edit],
      },
    ];
  });
}

function ownerOf(document: Document, line: number): NamedSymbol | null {
  const owner = occurrencesIn(document).findLast(
    ({ name, place, declared }) =>
      declared !== null &&
      ['rule', 'standard', 'parameter', 'policy'].includes(name.kind) &&
      place.range.start.line <= line,
  );
  return (owner?.name as NamedSymbol | undefined) ?? null;
}

function caseLines(entity: Entity, cells: ReadonlyMap<string, string>, name: string, title: string): readonly string[] {
  const row = [...cells].map(([field, value]) => `${field}: ${value}`).join(', ');
  const subject = entity.key.map((field) => cells.get(field)).join('/');
  return [
    `- name: ${scalarText(title, false)}`,
    '  given:',
    `    ${entity.name}: [{ ${row} }]`,
    '  expect:',
    `    ${name}: { ${subject}: pass }`,
  ];
}

/** The key as another test has one, since it may have to look in a certain way, and the date by which it is placed in the period. */
function sampleCells(
  { analysis }: Snapshot,
  entity: Entity,
  during: string | null,
  year: string,
): ReadonlyMap<string, string> {
  const order = [...entity.fields.keys()];
  const given = analysis.tests
    .flatMap(({ cases }) => cases)
    .flatMap((each) => {
      const table = each.given.get(entity.name);
      return table?.state === 'present' ? table.rows : [];
    })[0];
  const cells = new Map<string, string>();
  for (const field of entity.key) {
    const type = entity.fields.get(field)?.type;
    const cell = given?.cells[order.indexOf(field)] ?? null;
    const isTime = type?.kind === 'date' || type?.kind === 'month';
    cells.set(field, cell === null || isTime ? sampleValue(type, entity.name, year) : scalarText(String(cell), true));
  }
  if (during !== null && entity.fields.has(during) && !cells.has(during)) cells.set(during, `${year}-01-01`);
  return cells;
}

function sampleValue(type: FieldType | undefined, entity: string, year: string): string {
  switch (type?.kind) {
    case 'integer':
    case 'decimal':
      return '1';
    case 'boolean':
      return 'true';
    case 'date':
      return `${year}-01-01`;
    case 'month':
      return `${year}-01`;
    case 'code':
      return type.codes[0]?.value ?? 'a';
    default:
      return `${entity.slice(0, 1)}1`;
  }
}

/**
 * Into the policy's own tests where it has some of a time in which this version of it, and the rule, is in force, and that end in a list of cases; else into a
 * new file beside it.
 */
function caseEdit(
  snapshot: Snapshot,
  document: Document,
  { policy, name, year }: { readonly policy: string; readonly name: string; readonly year: string },
  lines: readonly string[],
): FileEdit | null {
  const { analysis } = snapshot;
  const version = analysis.policies.find(({ file }) => file === document.file);
  for (const { file, tests: tested, period, asOf } of analysis.tests) {
    const { judged } = moment(period, asOf ?? period.last);
    if (version !== undefined && (judged < version.from || (version.until !== null && judged > version.until)))
      continue;
    const model = modelOn(analysis, judged);
    const tests = snapshot.documents.get(file);
    if (tested !== policy || tests === undefined || !(model?.rules.has(name) || model?.standards.has(name))) continue;
    const cases = at(tests.tree ?? undefined, 'cases');
    const last = tests.tree?.kind === 'map' ? tests.tree.entries.at(-1)?.key.source : null;
    if (cases?.kind !== 'list' || cases.flow || last !== 'cases') continue;
    const indent = ' '.repeat(cases.place.range.start.column);
    return appendTo(tests, `\n${lines.map((line) => `${indent}${line}\n`).join('')}`);
  }
  const file = document.file.replace(/\.policy\.yaml$/, '.test.yaml');
  if (snapshot.documents.has(file)) return null;
  const text = `tests: ${policy}\nperiod: ${year}\ncases:\n${lines.map((line) => `  ${line}\n`).join('')}`;
  return { file, range: null, text };
}
