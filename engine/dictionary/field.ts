/** Reads one field of a table schema: its type, its constraints, and how its values are written. */
import { RE2JS } from 're2js';
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/dictionary.ts';
import { type Code, type Constraints, type Field, type FieldType, noConstraints } from '../model/dictionary.ts';
import type { MapTree, ScalarTree } from '../yaml/tree.ts';
import { type CellFormat, cellReader, plainFormat } from './cell.ts';
import { dateReader } from './date-text.ts';
import { compareDecimals } from './number-text.ts';
import { flagAt, itemsAt, localizedAt, mapAt, numberAt, placeOf, scalarAt, textAt, textsAt } from './parts.ts';

export interface ReadField {
  readonly field: Field;
  readonly format: CellFormat;
}

/** `missingValues` are the table's; what is wrong goes into `diagnostics`, and the rest is read all the same. */
export function readField(
  name: string,
  tree: MapTree,
  missingValues: readonly string[],
  diagnostics: Diagnostic[],
): ReadField {
  const type = readType(tree, diagnostics);
  const format = readFormat(tree, type, missingValues, diagnostics);
  const plain: Field = {
    name,
    title: localizedAt(tree, 'title') ?? { zh: name, en: name },
    description: localizedAt(tree, 'description'),
    type,
    constraints: noConstraints,
    sensitive: flagAt(tree, 'zhunsheng:sensitive'),
    planned: flagAt(tree, 'zhunsheng:planned'),
    descriptive: flagAt(tree, 'zhunsheng:descriptive'),
    unit: textAt(tree, 'zhunsheng:unit'),
  };
  checkUse(plain, tree, diagnostics);
  return { field: { ...plain, constraints: readConstraints(plain, tree, diagnostics) }, format };
}

/** Missing values are texts, or since version 2 of the standard `{ value, label }`. */
export function readMissingValues(tree: MapTree): readonly string[] | null {
  const items = itemsAt(tree, 'missingValues');
  if (items.length === 0) return null;
  return items.map(
    (item) => (item.kind === 'map' ? textAt(item, 'value') : item.kind === 'scalar' ? item.source : null) ?? '',
  );
}

function readType(tree: MapTree, diagnostics: Diagnostic[]): FieldType {
  switch (textAt(tree, 'type') ?? 'string') {
    case 'integer':
    case 'year':
      return { kind: 'integer' };
    case 'number':
      return { kind: 'decimal' };
    case 'boolean':
      return { kind: 'boolean' };
    case 'date':
    case 'datetime':
      return { kind: 'date' };
    case 'yearmonth':
      return { kind: 'month' };
    default: {
      const codes = readCodes(tree, diagnostics);
      return codes === null ? { kind: 'text' } : { kind: 'code', codes };
    }
  }
}

/** From `categories`, narrowed by `enum`; from `enum` alone; null where there is neither. */
function readCodes(tree: MapTree, diagnostics: Diagnostic[]): readonly Code[] | null {
  const categories = itemsAt(tree, 'categories').flatMap((item): { code: Code; at: ScalarTree }[] => {
    const at = item.kind === 'map' ? scalarAt(item, 'value') : item.kind === 'scalar' ? item : null;
    if (at === null) return [];
    const label = item.kind === 'map' ? localizedAt(item, 'label') : null;
    return [{ code: { value: at.source.trim(), title: label ?? { zh: at.source, en: at.source } }, at }];
  });
  const allowed = enumOf(tree).map((at) => ({ code: plainCode(at.source.trim()), at }));
  const written = categories.length > 0 ? categories : allowed;
  if (written.length === 0) return null;
  const codes = new Map<string, Code>();
  for (const { code, at } of written) {
    if (code.value === '' || codes.has(code.value))
      diagnostics.push(report(problems.badCodes, at.place, { code: code.value }));
    else codes.set(code.value, code);
  }
  const narrowed = [...codes.values()].filter(
    ({ value }) => allowed.length === 0 || allowed.some(({ code }) => code.value === value),
  );
  return narrowed.length > 0 ? narrowed : [...codes.values()];
}

function plainCode(value: string): Code {
  return { value, title: { zh: value, en: value } };
}

function enumOf(tree: MapTree): readonly ScalarTree[] {
  const constraints = mapAt(tree, 'constraints');
  return constraints === null ? [] : itemsAt(constraints, 'enum').filter((item) => item.kind === 'scalar');
}

function readFormat(
  tree: MapTree,
  type: FieldType,
  missingValues: readonly string[],
  diagnostics: Diagnostic[],
): CellFormat {
  const written = textAt(tree, 'format');
  const isDate = type.kind === 'date' || type.kind === 'month';
  const declared = isDate && written !== null && !['default', 'any'].includes(written) ? written : null;
  if (declared !== null && dateReader(declared) === null) {
    diagnostics.push(report(problems.badDateFormat, placeOf(tree, 'format'), { format: declared }));
  }
  return {
    missingValues: readMissingValues(tree) ?? missingValues,
    trueValues: textsAt(tree, 'trueValues').map(({ source }) => source),
    falseValues: textsAt(tree, 'falseValues').map(({ source }) => source),
    dateFormat: declared !== null && dateReader(declared) !== null ? declared : null,
    decimalChar: textAt(tree, 'decimalChar') ?? plainFormat.decimalChar,
    groupChar: textAt(tree, 'groupChar') ?? plainFormat.groupChar,
    bareNumber: scalarAt(tree, 'bareNumber')?.value !== false,
  };
}

function checkUse(field: Field, tree: MapTree, diagnostics: Diagnostic[]): void {
  const { kind } = field.type;
  if (field.planned && kind !== 'date') {
    const use = { zh: 'zhunsheng:planned', en: 'zhunsheng:planned' };
    diagnostics.push(
      report(problems.wrongFieldType, placeOf(tree, 'zhunsheng:planned'), {
        use,
        expected: 'date',
        field: field.name,
        type: kind,
      }),
    );
  }
  if (field.unit !== null && kind !== 'integer' && kind !== 'decimal') {
    const use = { zh: 'zhunsheng:unit', en: 'zhunsheng:unit' };
    diagnostics.push(
      report(problems.wrongFieldType, placeOf(tree, 'zhunsheng:unit'), {
        use,
        expected: 'integer, number',
        field: field.name,
        type: kind,
      }),
    );
  }
}

const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'] as const;
const lengths = ['minLength', 'maxLength'] as const;

function readConstraints(field: Field, tree: MapTree, diagnostics: Diagnostic[]): Constraints {
  const written = mapAt(tree, 'constraints');
  const values = readAllowed(field, tree, diagnostics);
  if (written === null) return { ...noConstraints, oneOf: values };
  const { kind } = field.type;
  const ordered = kind === 'integer' || kind === 'decimal' || kind === 'date' || kind === 'month';
  const isText = kind === 'text' || kind === 'code';
  const unsuited = [...(ordered ? [] : limits), ...(isText ? [] : [...lengths, 'pattern' as const])];
  for (const constraint of unsuited) {
    const at = scalarAt(written, constraint);
    if (at !== null) diagnostics.push(report(problems.constraintUnsuited, at.place, { constraint, type: kind }));
  }
  const limit = (name: (typeof limits)[number]): string | null => {
    const at = scalarAt(written, name);
    return at === null || !ordered ? null : canonical(field, name, at, diagnostics);
  };
  const constraints: Constraints = {
    required: flagAt(written, 'required'),
    unique: flagAt(written, 'unique'),
    minimum: limit('minimum'),
    maximum: limit('maximum'),
    exclusiveMinimum: limit('exclusiveMinimum'),
    exclusiveMaximum: limit('exclusiveMaximum'),
    minLength: isText ? numberAt(written, 'minLength') : null,
    maxLength: isText ? numberAt(written, 'maxLength') : null,
    pattern: isText ? readPattern(written, diagnostics) : null,
    oneOf: values,
  };
  checkLimits(field, constraints, written, diagnostics);
  return constraints;
}

/** The enumeration of a field that is not a text, in canonical text form. */
function readAllowed(field: Field, tree: MapTree, diagnostics: Diagnostic[]): readonly string[] | null {
  if (field.type.kind === 'code' || field.type.kind === 'text') return null;
  const categories = itemsAt(tree, 'categories').flatMap((item) => {
    const at = item.kind === 'map' ? scalarAt(item, 'value') : item.kind === 'scalar' ? item : null;
    return at === null ? [] : [at];
  });
  const listed = enumOf(tree);
  const allowed = (listed.length > 0 ? listed : categories).flatMap(
    (at) => canonical(field, 'enum', at, diagnostics) ?? [],
  );
  return allowed.length > 0 ? allowed : null;
}

function canonical(field: Field, constraint: string, at: ScalarTree, diagnostics: Diagnostic[]): string | null {
  const { cell } = cellReader({ ...field, constraints: noConstraints })(at.source);
  if (cell !== null) return String(cell);
  const type = field.type.kind;
  diagnostics.push(report(problems.constraintValue, at.place, { constraint, value: at.source.slice(0, 60), type }));
  return null;
}

function readPattern(written: MapTree, diagnostics: Diagnostic[]): string | null {
  const at = scalarAt(written, 'pattern');
  if (at === null) return null;
  try {
    RE2JS.compile(at.source);
    return at.source;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '').slice(0, 120) : '';
    diagnostics.push(report(problems.badPattern, at.place, { pattern: at.source.slice(0, 60), reason }));
    return null;
  }
}

function checkLimits(field: Field, constraints: Constraints, written: MapTree, diagnostics: Diagnostic[]): void {
  const numeric = field.type.kind === 'integer' || field.type.kind === 'decimal';
  const order = (low: string, high: string): number =>
    numeric ? compareDecimals(low, high) : low < high ? -1 : low > high ? 1 : 0;
  for (const low of ['minimum', 'exclusiveMinimum'] as const) {
    for (const high of ['maximum', 'exclusiveMaximum'] as const) {
      const least = constraints[low];
      const most = constraints[high];
      if (least === null || most === null) continue;
      const both = low === 'minimum' && high === 'maximum';
      if (both ? order(least, most) > 0 : order(least, most) >= 0) contradict(low, least, high, most);
    }
  }
  const { minLength, maxLength } = constraints;
  if (minLength !== null && maxLength !== null && minLength > maxLength) {
    contradict('minLength', String(minLength), 'maxLength', String(maxLength));
  }

  function contradict(low: string, least: string, high: string, most: string): void {
    const parameters = { low: `${low}: ${least}`, high: `${high}: ${most}` };
    diagnostics.push(report(problems.constraintsContradict, placeOf(written, low), parameters));
  }
}
