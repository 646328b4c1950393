/** Small models and datasets for tests, built by hand in the model's own types. */
import type { CivilDate } from '../../engine/calendar/civil-date.ts';
import { type Moment, moment, type Period, parsePeriod } from '../../engine/calendar/period.ts';
import { type Interpretation, interpret } from '../../engine/interpret/interpreter.ts';
import type { Comparison, Condition, Operand } from '../../engine/model/condition.ts';
import type { Dataset, Table } from '../../engine/model/dataset.ts';
import { type Cell, type Entity, type Field, type FieldType, noConstraints } from '../../engine/model/dictionary.ts';
import type { Aggregate, Fact, FactDefinition, FactType, NumberType } from '../../engine/model/fact.ts';
import type {
  Amount,
  FactPath,
  Ladder,
  Literal,
  Model,
  Procedure,
  Rule,
  Standard,
  Waiver,
} from '../../engine/model/policy.ts';

const both = (text: string) => ({ zh: text, en: text });

export const text: FieldType = { kind: 'text' };
export const integer: FieldType = { kind: 'integer' };
export const decimal: FieldType = { kind: 'decimal' };
export const boolean: FieldType = { kind: 'boolean' };
export const date: FieldType = { kind: 'date' };
export const month: FieldType = { kind: 'month' };
export function code(...values: string[]): FieldType {
  return { kind: 'code', codes: values.map((value) => ({ value, title: both(value) })) };
}

export interface FieldOptions {
  readonly type: FieldType;
  readonly minimum?: string;
  readonly planned?: boolean;
  readonly sensitive?: boolean;
}

export function entity(
  name: string,
  fields: Readonly<Record<string, FieldType | FieldOptions>>,
  more: {
    key?: string[];
    references?: Record<string, string>;
    valid?: Entity['valid'];
    reports?: Entity['reports'];
  } = {},
): Entity {
  return {
    name,
    title: both(name),
    fields: new Map(Object.entries(fields).map(([field, given]) => [field, fieldOf(field, given)])),
    key: more.key ?? [Object.keys(fields)[0] as string],
    references: new Map(
      Object.entries(more.references ?? {}).map(([field, target]) => [field, { name: field, target, fields: [field] }]),
    ),
    valid: more.valid ?? null,
    reports: more.reports ?? null,
  };
}

function fieldOf(name: string, given: FieldType | FieldOptions): Field {
  const options = 'type' in given ? given : { type: given };
  return {
    name,
    title: both(name),
    description: null,
    type: options.type,
    constraints: { ...noConstraints, minimum: options.minimum ?? null },
    sensitive: options.sensitive ?? false,
    planned: options.planned ?? false,
    descriptive: false,
    unit: null,
  };
}

export function number(form: NumberType['form'], more: Partial<NumberType> = {}): NumberType {
  return { kind: 'number', form, nonNegative: false, display: 'number', ...more };
}

export const count = number('integer', { nonNegative: true });
export const fraction = number('fraction', { nonNegative: true, display: 'percent' });
export const truth: FactType = { kind: 'boolean' };

/** `street.name` */
export function path(written: string): FactPath {
  const through = written.split('.');
  const fact = through.pop() as string;
  return { through, fact };
}

export function select(
  source: string,
  more: { link?: string[]; where?: Condition; during?: string; reportedBy?: string } = {},
) {
  return {
    source,
    link: more.link ?? ['unit'],
    where: more.where ?? null,
    during: more.during === undefined ? null : path(more.during),
    reportedBy: more.reportedBy ?? null,
  };
}

export function fact(name: string, of: string, type: FactType, definition: FactDefinition | Aggregate): Fact {
  return { name, entity: of, title: both(name), type, unit: null, sensitive: false, definition };
}

function lit(value: number | string | boolean): Operand {
  return { kind: 'literal', literal: literal(value) };
}

function literal(value: number | string | boolean): Literal {
  if (typeof value === 'number') return { kind: 'number', value: String(value) };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { kind: 'date', value };
  if (/^\d{4}-\d{2}$/.test(value)) return { kind: 'month', value: `${value}-01` };
  return { kind: 'text', value };
}

export function is(fact: string, operator: Comparison, operand: number | string | boolean | Operand): Condition {
  const given = typeof operand === 'object' ? operand : lit(operand);
  return { kind: 'compare', fact: path(fact), operator, operand: given };
}

export function known(fact: string, negated = false): Condition {
  return { kind: 'known', fact: path(fact), negated };
}

export function holds(fact: string): Condition {
  return { kind: 'holds', fact: path(fact) };
}

export function all(...of: Condition[]): Condition {
  return { kind: 'all', of };
}

export function any(...of: Condition[]): Condition {
  return { kind: 'any', of };
}

export function no(of: Condition): Condition {
  return { kind: 'not', of };
}

export function rule(
  name: string,
  of: string,
  require: Condition,
  more: Partial<Omit<Rule, 'during'>> & { during?: string } = {},
): Rule {
  return {
    name,
    title: both(name),
    policy: 'test',
    entity: of,
    when: null,
    require,
    cites: null,
    severity: 'veto',
    message: { zh: [], en: [] },
    remedy: { zh: [], en: [] },
    responsible: [],
    procedure: null,
    ...more,
    during: more.during === undefined ? null : path(more.during),
  };
}

export function standard(
  name: string,
  of: string,
  requires: Standard['requires'],
  score: Standard['score'] = null,
): Standard {
  return { name, title: both(name), policy: 'test', entity: of, requires, score, cites: null };
}

/** A number, or a parameter by its name. */
export function points(given: number | string): Amount {
  return typeof given === 'number'
    ? { kind: 'literal', literal: literal(given) }
    : { kind: 'parameter', parameter: given };
}

export function ladder(
  name: string,
  of: string,
  steps: readonly string[],
  more: Pick<Ladder, 'occasions'> & Partial<Ladder>,
): Ladder {
  return {
    name,
    title: both(name),
    policy: 'test',
    entity: of,
    each: 'month',
    countedOver: { kind: 'year' },
    clearsAfter: null,
    sent: null,
    steps: steps.map((step) => ({ name: step, title: both(step), to: [] })),
    cites: null,
    ...more,
  };
}

export function model(
  entities: readonly Entity[],
  parts: {
    facts?: readonly Fact[];
    rules?: readonly Rule[];
    standards?: readonly Standard[];
    waivers?: readonly Waiver[];
    procedures?: readonly Procedure[];
    ladders?: readonly Ladder[];
    parameters?: Readonly<Record<string, readonly (readonly [CivilDate, number | string])[]>>;
  },
): Model {
  const facts = new Map<string, Map<string, Fact>>();
  for (const of of entities) {
    const fields = [...of.fields.values()].map((field) =>
      fact(field.name, of.name, typeOf(field), { kind: 'field', field }),
    );
    const computed = (parts.facts ?? []).filter((one) => one.entity === of.name);
    facts.set(of.name, new Map([...fields, ...computed].map((one) => [one.name, one])));
  }
  return {
    dictionary: { entities: new Map(entities.map((one) => [one.name, one])) },
    policies: [],
    parameters: new Map(
      Object.entries(parts.parameters ?? {}).map(([name, values]) => [
        name,
        {
          name,
          title: both(name),
          values: values.map(([from, value]) => ({ from, value: literal(value), cites: null })),
        },
      ]),
    ),
    facts,
    rules: new Map((parts.rules ?? []).map((one) => [one.name, one])),
    standards: new Map((parts.standards ?? []).map((one) => [one.name, one])),
    rollups: new Map(),
    procedures: new Map((parts.procedures ?? []).map((one) => [one.name, one])),
    ladders: new Map((parts.ladders ?? []).map((one) => [one.name, one])),
    waivers: parts.waivers ?? [],
  };
}

function typeOf(field: Field): FactType {
  const { type, constraints } = field;
  if (type.kind !== 'integer' && type.kind !== 'decimal') return type;
  return number(type.kind, { nonNegative: constraints.minimum !== null && !constraints.minimum.startsWith('-') });
}

/** Rows by entity, written by field; what is left out is unknown. `missing`: there is no such file. */
export type Given = Readonly<Record<string, readonly Readonly<Record<string, Cell | number>>[] | 'missing'>>;

/** Entities that are not given are present and empty. */
export function dataset(of: Model, given: Given): Dataset {
  const tables = new Map<string, Table>();
  for (const [name, { fields }] of of.dictionary.entities) {
    const rows = given[name] ?? [];
    if (rows === 'missing') {
      tables.set(name, { state: 'missing' });
      continue;
    }
    const cells = rows.map((row) => ({
      cells: [...fields.keys()].map((field) => {
        const cell = row[field] ?? null;
        return typeof cell === 'number' ? BigInt(cell) : cell;
      }),
    }));
    tables.set(name, { state: 'present', rows: cells });
  }
  return tables;
}

export function during(period: string, asOf?: CivilDate): Moment {
  return moment(parsePeriod(period) as Period, asOf);
}

export function look(of: Model, given: Given, at: Moment): Interpretation {
  return interpret(of, dataset(of, given), at);
}
