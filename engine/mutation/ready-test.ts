/** A test case as it is pasted into a file of tests. */
import type { Analysis } from '../language/analysis.ts';
import type { Cell, Entity, Field } from '../model/dictionary.ts';
import type { Mutant } from './mutant.ts';
import type { ReadyTest } from './result.ts';
import { rowsOf } from './variations.ts';
import type { Witness } from './witness.ts';

/** `taken`: names of cases that are not to be given again; its own is put to them. */
export function readyTest(
  witness: Witness,
  mutant: Mutant,
  { dictionary, tests }: Analysis,
  taken: Set<string>,
): ReadyTest {
  const { at, given, target, subject, expected } = witness;
  const plain = expected.plain !== witness.mutant.plain;
  const [should, is] = plain ? [expected.plain, witness.mutant.plain] : [expected.full, witness.mutant.full];
  const file = tests.find(
    (one) =>
      one.tests === mutant.policy && one.period.name === at.period.name && (one.asOf ?? one.period.last) === at.asOf,
  );
  const tables = [...dictionary.entities.values()].flatMap((entity) => {
    const rows = rowsOf(given, entity);
    return rows.length === 0
      ? []
      : [
          tableText(
            entity,
            rows.map(({ cells }) => rowText(entity, cells)),
          ),
        ];
  });
  const lines = [
    `- name: '${nameOf(mutant, taken).replaceAll("'", "''")}'`,
    '  given:',
    ...tables.flat(),
    '  expect:',
    `    ${target.name}: { ${quoted(subject)}: ${should} }`,
  ].map((line) => `  ${line}`);
  const path = file?.file ?? newFile(mutant, tests, at.period.name);
  const head = [
    `tests: ${mutant.policy}`,
    ...(at.asOf === at.period.last ? [] : [`as-of: ${at.asOf}`]),
    `period: ${at.period.name}`,
    'cases:',
  ];
  const text = `${[...(file === undefined ? head : []), ...lines].join('\n')}\n`;
  return { file: path, isNew: file === undefined, text, name: target.name, subject, expected: should, mutant: is };
}

/** In both languages, as no other case is called. */
function nameOf({ declaration, change }: Mutant, taken: Set<string>): string {
  const name = `${declaration.name}：查得出${change.zh} / ${declaration.name}: notices that ${change.en}`;
  for (let number = 1; ; number++) {
    const one = number === 1 ? name : `${name} (${number})`;
    if (taken.has(one)) continue;
    taken.add(one);
    return one;
  }
}

/** Beside the policy, with the period in its name where that is needed. */
function newFile({ place, policy }: Mutant, tests: Analysis['tests'], period: string): string {
  const folder = place.file.slice(0, place.file.lastIndexOf('/') + 1);
  const taken = new Set(tests.map(({ file }) => file));
  const plain = `${folder}${policy}.test.yaml`;
  return taken.has(plain) ? `${folder}${policy}-${period}.test.yaml` : plain;
}

function tableText({ name }: Entity, rows: readonly string[]): readonly string[] {
  const [only, ...more] = rows;
  if (more.length === 0) return [`    ${name}: [${only}]`];
  return [`    ${name}:`, ...rows.map((row) => `      - ${row}`)];
}

function rowText({ fields }: Entity, cells: readonly Cell[]): string {
  const written = [...fields.values()].flatMap((field, index) => {
    const cell = cells[index] ?? null;
    return cell === null ? [] : [`${field.name}: ${cellText(field, cell)}`];
  });
  return `{ ${written.join(', ')} }`;
}

function cellText({ type }: Field, cell: Exclude<Cell, null>): string {
  switch (type.kind) {
    case 'text':
    case 'code':
      return quoted(String(cell));
    case 'month':
      return String(cell).slice(0, 'YYYY-MM'.length);
    default:
      return String(cell);
  }
}

/** As it is where YAML takes it for the same text, else in quotes. */
function quoted(text: string): string {
  const isPlain = /^[\p{L}\p{N}_][\p{L}\p{N}_/-]*$/u.test(text);
  return isPlain && !/^(?:true|false|null|~|\d[\d_.]*)$/i.test(text) ? text : JSON.stringify(text);
}
