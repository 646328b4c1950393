/** Entities in chains of references, with keys of several shapes, versions in time, and reports. */
import type { EntitySpec, FieldSpec, ReferenceSpec } from '../project.ts';
import type { Draw } from './draw.ts';

const chain = ['street', 'unit', 'petition', 'visit'];
const codeLists = [
  ['village', 'community'],
  ['low', 'high', 'skip-level'],
  ['1', '2'],
];

export function drawEntities(draw: Draw): EntitySpec[] {
  const count = draw.weighted([
    [1, 1],
    [4, 2],
    [4, 3],
    [2, 4],
  ]);
  const entities: EntitySpec[] = [];
  for (const name of chain.slice(0, count)) entities.push(drawEntity(draw, name, entities));
  const reported = [...entities];
  if (draw.chance(60)) entities.push(drawReport(draw, reported));
  if (draw.chance(45)) entities.push(drawLetter(draw, reported));
  return entities;
}

function drawEntity(draw: Draw, name: string, earlier: readonly EntitySpec[]): EntitySpec {
  const composite = draw.chance(15);
  const keyFields = composite
    ? [plain('area', 'text'), plain('number', 'integer')]
    : [plain('id', draw.chance(15) ? 'integer' : 'text')];
  const links = drawReferences(draw, earlier);
  if (!composite && draw.chance(12)) links.push(toItself(name, keyFields[0] as FieldSpec));
  const valid = earlier.length < 3 && draw.chance(30) ? { from: 'since', to: draw.chance(80) ? 'until' : null } : null;
  const validFields = valid === null ? [] : [valid.from, ...(valid.to === null ? [] : [valid.to])];
  return {
    name,
    fields: [
      ...keyFields,
      ...links.flatMap((link) => link.fields),
      ...validFields.map((field) => plain(field, 'date')),
      ...drawFields(draw),
    ],
    key: keyFields.map((field) => field.name),
    references: links.map((link) => link.reference),
    valid,
    reports: null,
  };
}

interface LinkFields {
  readonly reference: ReferenceSpec;
  readonly fields: readonly FieldSpec[];
}

function drawReferences(draw: Draw, earlier: readonly EntitySpec[]): LinkFields[] {
  const nearest = earlier.at(-1);
  if (nearest === undefined) return [];
  const links = [linkTo(draw.chance(85) ? nearest : draw.pick(earlier), draw.chance(20) ? 'home-' : '')];
  if (draw.chance(20)) {
    const second = linkTo(draw.pick(earlier), 'other-');
    const bothComposite = second.reference.fields.length > 1 && links[0]?.reference.name === second.reference.name;
    if (!bothComposite) links.push(second);
  }
  return links;
}

/** One field for a key of one; fields named after the target and its key's fields for a composite one. */
function linkTo(target: EntitySpec, prefix: string): LinkFields {
  const keyFields = target.key.map((name) => target.fields.find((field) => field.name === name) as FieldSpec);
  const fields = keyFields.map((field) =>
    plain(keyFields.length === 1 ? `${prefix}${target.name}` : `${prefix}${target.name}-${field.name}`, field.kind),
  );
  const name = fields.length === 1 ? (fields[0] as FieldSpec).name : target.name;
  return { reference: { name, fields: fields.map((field) => field.name), target: target.name }, fields };
}

/** A record may belong to another of its own entity. */
function toItself(target: string, key: FieldSpec): LinkFields {
  return { reference: { name: 'parent', fields: ['parent'], target }, fields: [plain('parent', key.kind)] };
}

function drawReport(draw: Draw, entities: readonly EntitySpec[]): EntitySpec {
  const link = linkTo(draw.pick(entities), draw.chance(20) ? 'home-' : '');
  return {
    name: 'report',
    fields: [...link.fields, plain('month', 'month'), ...drawFields(draw).slice(0, 2)],
    key: [...link.reference.fields, 'month'],
    references: [link.reference],
    valid: null,
    reports: { for: link.reference.name, month: 'month' },
  };
}

/** The steps of ladders that follow letters. */
export const letterSteps = ['reminder', 'warning', 'notice'];

function drawLetter(draw: Draw, entities: readonly EntitySpec[]): EntitySpec {
  const link = linkTo(draw.pick(entities), draw.chance(20) ? 'home-' : '');
  return {
    name: 'letter',
    fields: [
      plain('id', 'text'),
      ...link.fields,
      { ...plain('letter', 'code'), codes: letterSteps },
      plain('sent-on', 'date'),
      plain('about', 'month'),
    ],
    key: ['id'],
    references: [link.reference],
    valid: null,
    reports: null,
  };
}

function drawFields(draw: Draw): FieldSpec[] {
  const candidates: FieldSpec[] = [
    { ...plain('note', 'text'), sensitive: draw.chance(20), pattern: draw.chance(15) ? '[^x]*' : null },
    plain('place', 'text'),
    { ...plain('kind', 'code'), codes: draw.pick(codeLists) },
    { ...plain('level', 'code'), codes: draw.pick(codeLists) },
    { ...plain('size', 'integer'), minimum: '0', unit: draw.chance(30) ? '人' : null },
    { ...plain('delta', 'integer'), minimum: draw.chance(20) ? '-2' : null, maximum: draw.chance(20) ? '3' : null },
    { ...plain('amount', 'decimal'), minimum: draw.chance(60) ? '0' : null, unit: draw.chance(30) ? '元' : null },
    plain('urgent', 'boolean'),
    plain('settled', 'boolean'),
    plain('received-on', 'date'),
    plain('replied-on', 'date'),
    { ...plain('due-on', 'date'), planned: true },
    plain('reporting', 'month'),
  ];
  return draw.some(candidates, draw.integer(4, 7));
}

function plain(name: string, kind: FieldSpec['kind']): FieldSpec {
  return {
    name,
    kind,
    codes: [],
    minimum: null,
    maximum: null,
    pattern: null,
    planned: false,
    sensitive: false,
    unit: null,
  };
}
