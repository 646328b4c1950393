/**
 * JSON schemas of the files that a person writes, from the table of constructs, for editors that know YAML but not this language.
 * They hold what a schema can say: keys, shapes, choices. Names, types and conditions are for the language itself.
 */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { ConstructName, Key } from '../language/construct-keys.ts';
import { constructs } from '../language/constructs.ts';
import { factKinds } from '../language/fact-keys.ts';
import { shapeTitles } from '../language/shape-titles.ts';

type Schema = Readonly<Record<string, unknown>>;

/** The schema of policies, of tests, or of `waivers.yaml`, as the text of its file. */
export function schemaText(of: 'policy' | 'testFile' | 'waivers'): string {
  const name = of === 'waivers' ? 'waiver' : of;
  const reachable = reachableFrom(name);
  const root = of === 'waivers' ? { type: ['array', 'null'], items: reference('waiver') } : reference(name);
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: both(constructs[name].title),
    ...root,
    definitions: {
      ...Object.fromEntries(reachable.map((each) => [each, constructSchema(each)])),
      ...(reachable.includes('condition') ? { written: anyCondition } : {}),
    },
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** The construct itself and all that stand in it. */
function reachableFrom(name: ConstructName): readonly ConstructName[] {
  const found = new Set<ConstructName>([name]);
  for (const each of found) {
    for (const key of constructs[each].keys) {
      if (key.construct !== undefined) found.add(key.construct);
      if (key.shape === 'condition') found.add('condition');
    }
  }
  return [...found];
}

function constructSchema(name: ConstructName): Schema {
  const { keys } = constructs[name];
  const required = keys.filter((key) => key.required === true).map((key) => key.name);
  return {
    type: 'object',
    title: both(constructs[name].title),
    properties: Object.fromEntries(keys.map((key) => [key.name, keySchema(key)])),
    ...(required.length > 0 ? { required } : {}),
    ...(name === 'fact' ? { oneOf: Object.keys(factKinds).map((kind) => ({ required: [kind] })) } : {}),
    additionalProperties: false,
  };
}

function keySchema(key: Key): Schema {
  const description = `${both(key.title)}\n\n${both(shapeTitles[key.shape])}`;
  // Beside a reference a description would go unread.
  return { description, allOf: [shapeSchema(key)] };
}

const word: Schema = { type: 'string' };
const parameter: Schema = { type: 'string', pattern: '^\\$' };
const scalar: Schema = { type: ['string', 'number', 'boolean'] };

function shapeSchema({ shape, choices, construct }: Key): Schema {
  switch (shape) {
    case 'name':
    case 'path':
    case 'date':
      return word;
    case 'cites':
    case 'names':
    case 'paths':
      return oneOrMore(word);
    case 'text':
    case 'literal':
    case 'version':
    case 'period':
      return scalar;
    case 'localized':
      return {
        anyOf: [
          scalar,
          {
            type: 'object',
            properties: { zh: scalar, en: scalar },
            required: ['zh', 'en'],
            additionalProperties: false,
          },
        ],
      };
    case 'condition':
      return conditionSchema;
    case 'choice':
      return { enum: choices };
    case 'choices':
      return oneOrMore({ enum: choices });
    case 'construct':
      return construct === undefined ? {} : reference(construct);
    case 'constructs':
      return { type: 'object', additionalProperties: itemSchema(construct) };
    case 'list':
      return { type: 'array', items: itemSchema(construct) };
    case 'rows':
      return { type: 'object', additionalProperties: { type: 'array', items: { type: 'object' } } };
    case 'verdicts':
      return { type: 'object', additionalProperties: { type: 'object' } };
    case 'amount':
      return { anyOf: [{ type: 'number', minimum: 0 }, parameter] };
    case 'amounts':
      return { type: 'object', additionalProperties: { anyOf: [{ type: 'number', minimum: 0 }, parameter] } };
    case 'whole':
      return { type: 'integer', minimum: 1 };
    case 'deadline':
      return construct === undefined ? {} : reference(construct);
    case 'window':
      return { anyOf: [{ enum: choices }, ...(construct === undefined ? [] : [reference(construct)])] };
    case 'letters':
      return { anyOf: [word, ...(construct === undefined ? [] : [reference(construct)])] };
  }
}

/** A condition however it is written: a line, a list, or the construct. */
const anyCondition: Schema = {
  anyOf: [
    word,
    { type: 'boolean' },
    reference('condition'),
    { type: 'array', items: { $ref: '#/definitions/written' } },
  ],
};
const conditionSchema: Schema = { $ref: '#/definitions/written' };

/** What a construct in a list, or under a name, may also be written as. */
function itemSchema(construct: ConstructName | undefined): Schema {
  switch (construct) {
    case undefined:
      return {};
    case 'condition':
      return conditionSchema;
    case 'requirement':
    case 'occasion':
      return { anyOf: [word, reference(construct)] };
    default:
      return reference(construct);
  }
}

function oneOrMore(item: Schema): Schema {
  return { anyOf: [item, { type: 'array', items: item }] };
}

function reference(name: ConstructName): Schema {
  return { $ref: `#/definitions/${name}` };
}

function both({ zh, en }: Localized): string {
  return `${zh} · ${en}`;
}
