/**
 * The dictionary that rules from elsewhere imply: an entity with a field for each value that they read, and for each list an entity of its
 * members. json-rules-engine's facts have no types, so a field takes the values of one type; of another they are unknown in it.
 */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Condition } from '../model/condition.ts';
import { type Dictionary, type Entity, type Field, type FieldType, noConstraints } from '../model/dictionary.ts';
import type { Fact, FactType } from '../model/fact.ts';
import type { FactPath } from '../model/policy.ts';
import type { JsonLeaf, JsonReading } from './json.ts';

export type Kind = 'number' | 'text' | 'boolean' | 'date';

/** Where a field's values come from. */
export type Source =
  | { readonly kind: 'value'; readonly reading: JsonReading; readonly type: Kind }
  /** Whether the value is `null`; whether it is a list. */
  | { readonly kind: 'is-null' | 'is-list'; readonly reading: JsonReading }
  /** Whether a leaf holds that the language has no words for. */
  | { readonly kind: 'answer'; readonly leaf: JsonLeaf };

export interface Shape {
  /** The name of the entity that the rules are about. */
  readonly entity: string;
  readonly fields: ReadonlyMap<string, Source>;
  readonly lists: ReadonlyMap<string, List>;
  /** Computed facts of the entity: whether one, or every, member of a list is so. */
  readonly facts: ReadonlyMap<string, Fact>;
}

/** The members of a list, each a record. */
export interface List {
  readonly reading: JsonReading;
  readonly fields: ReadonlyMap<string, Kind>;
}

/** The names of the key fields. */
export const keys = { subject: 'id', member: 'number', owner: 'subject' } as const;

export interface ShapeBuilder {
  readonly shape: Shape;
  readonly field: (source: Source) => FactPath;
  /** A field of a list's members. */
  readonly member: (list: string, type: Kind) => FactPath;
  readonly list: (reading: JsonReading) => string;
  readonly aggregate: (list: string, kind: 'any' | 'every', that: Condition) => FactPath;
  readonly name: (text: string) => string;
}

export function shapeBuilder(entity: string): ShapeBuilder {
  const fields = new Map<string, Source>();
  const lists = new Map<string, { reading: JsonReading; fields: Map<string, Kind> }>();
  const facts = new Map<string, Fact>();
  const names = new Map<string, string>();
  const named = (key: string, wanted: string, taken: (name: string) => boolean): string => {
    const found = names.get(key);
    if (found !== undefined) return found;
    const name = freeName(wanted, taken);
    names.set(key, name);
    return name;
  };
  const isField = (name: string) => fields.has(name) || facts.has(name) || name === keys.subject;
  const isEntity = (name: string) => lists.has(name) || name === entity;
  return {
    shape: { entity, fields, lists, facts },
    field: (source) => {
      const name = named(JSON.stringify(['field', source]), fieldName(source), isField);
      fields.set(name, source);
      return { through: [], fact: name };
    },
    member: (list, type) => {
      const own = lists.get(list)?.fields ?? new Map<string, Kind>();
      const isMember = (name: string) => own.has(name) || name === keys.member || name === keys.owner;
      const name = named(JSON.stringify(['member', list, type]), own.size === 0 ? 'value' : `value-${type}`, isMember);
      own.set(name, type);
      return { through: [], fact: name };
    },
    list: (reading) => {
      const name = named(JSON.stringify(['list', reading]), nameOf(reading), isEntity);
      if (!lists.has(name)) lists.set(name, { reading, fields: new Map() });
      return name;
    },
    aggregate: (list, kind, that) => {
      const name = named(JSON.stringify(['fact', list, kind, that]), `${list}-${kind}`, isField);
      const selection = { source: list, link: [keys.owner], where: null, during: null, reportedBy: null };
      facts.set(name, {
        name,
        entity,
        title: { zh: name, en: name },
        type: { kind: 'boolean' },
        unit: null,
        sensitive: false,
        definition: { kind, ...selection, that },
      });
      return { through: [], fact: name };
    },
    name: (text) => identifier(text),
  };
}

export function dictionaryOf(shape: Shape): Dictionary {
  const subject: Entity = {
    name: shape.entity,
    title: same(shape.entity),
    fields: new Map([
      keyField(keys.subject),
      ...[...shape.fields].map(([name, source]) => field(name, sourceType(source), source)),
    ]),
    key: [keys.subject],
    references: new Map(),
    valid: null,
    reports: null,
  };
  const members = [...shape.lists].map(
    ([name, list]): Entity => ({
      name,
      title: same(name),
      fields: new Map([
        keyField(keys.owner),
        [keys.member, { ...blankField, name: keys.member, title: same(keys.member), type: { kind: 'integer' } }],
        ...[...list.fields].map(([fieldName, type]) => field(fieldName, typeOf(type), null)),
      ]),
      key: [keys.owner, keys.member],
      references: new Map([[keys.owner, { name: keys.owner, target: shape.entity, fields: [keys.owner] }]]),
      valid: null,
      reports: null,
    }),
  );
  return { entities: new Map([subject, ...members].map((entity) => [entity.name, entity])) };
}

/** Every fact of the dictionary's entities: the fields, and the subject's computed ones. */
export function factsOfShape(shape: Shape, dictionary: Dictionary): ReadonlyMap<string, ReadonlyMap<string, Fact>> {
  return new Map(
    [...dictionary.entities.values()].map((entity) => {
      const ofFields = [...entity.fields.values()].map((one): [string, Fact] => [
        one.name,
        factOfField(entity.name, one),
      ]);
      return [entity.name, new Map([...ofFields, ...(entity.name === shape.entity ? shape.facts : [])])];
    }),
  );
}

/** A name as policies write names, from any text. */
export function identifier(text: string): string {
  const name = text.replace(/[^\p{L}\p{N}_]+/gu, '-').replace(/^-+|-+$/g, '');
  if (name === '') return 'fact';
  return reserved.has(name) || /^\p{N}/u.test(name) ? `fact-${name}` : name;
}

export function freeName(wanted: string, taken: (name: string) => boolean): string {
  for (let count = 1; ; count++) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken(name)) return name;
  }
}

/** Words that mean something else in a condition's line. */
const reserved = new Set([
  'not',
  'true',
  'false',
  'and',
  'or',
  'in',
  'is',
  'between',
  'matches',
  'contains',
  'before',
  'after',
]);

const blankField: Field = {
  name: '',
  title: { zh: '', en: '' },
  description: null,
  type: { kind: 'text' },
  constraints: noConstraints,
  sensitive: false,
  // A date of another system's rules is a value like any other: it does not hide what lies after the as-of date.
  planned: false,
  descriptive: false,
  unit: null,
};

function fieldName(source: Source): string {
  switch (source.kind) {
    case 'value':
      return nameOf(source.reading);
    case 'is-null':
    case 'is-list':
      return `${nameOf(source.reading)}-${source.kind}`;
    case 'answer':
      return identifier(`${nameOf(source.leaf)}-${source.leaf.operator}`);
  }
}

/** `account-information` at `$.company` is `account-information-company`. */
function nameOf({ fact, path, params }: JsonReading): string {
  return identifier(
    [fact, path ?? '', ...Object.values(params ?? {}).map((value) => (typeof value === 'string' ? value : ''))].join(
      '-',
    ),
  );
}

function keyField(name: string): [string, Field] {
  return [name, { ...blankField, name, title: same(name), constraints: { ...blankField.constraints, required: true } }];
}

function field(name: string, type: FieldType, source: Source | null): [string, Field] {
  const description = source === null ? null : same(describe(source));
  return [name, { ...blankField, name, title: same(name), type, description, planned: type.kind === 'date' }];
}

function describe(source: Source): string {
  const { fact, path, params } = source.kind === 'answer' ? source.leaf : source.reading;
  const where = [fact, path, params === undefined ? undefined : JSON.stringify(params)].filter(
    (part) => part !== undefined,
  );
  const what = { value: '', 'is-null': ' = null', 'is-list': ' is a list', answer: '' }[source.kind];
  return `json-rules-engine: ${where.join(' ')}${source.kind === 'answer' ? ` ${source.leaf.operator}` : what}`;
}

function sourceType(source: Source): FieldType {
  return source.kind === 'value' ? typeOf(source.type) : { kind: 'boolean' };
}

function typeOf(kind: Kind): FieldType {
  return { kind: kind === 'number' ? 'decimal' : kind };
}

function factOfField(entity: string, one: Field): Fact {
  return {
    name: one.name,
    entity,
    title: one.title,
    type: factType(one.type),
    unit: null,
    sensitive: false,
    definition: { kind: 'field', field: one },
  };
}

function factType(type: FieldType): FactType {
  switch (type.kind) {
    case 'integer':
    case 'decimal':
      return { kind: 'number', form: type.kind, nonNegative: false, display: 'number' };
    case 'code':
    case 'text':
    case 'boolean':
    case 'date':
    case 'month':
      return type;
  }
}

function same(text: string): Localized {
  return { zh: text, en: text };
}
