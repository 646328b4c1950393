/**
 * The schema of a data dictionary, written from the Data Package standard, version 2 (Data Package, Data Resource, Table
 * Schema, Table Dialect; https://datapackage.org), with the spellings of version 1 that it still allows, and our own
 * `zhunsheng:` properties. As the standard allows, other properties are left alone.
 */
import {
  anyText,
  anything,
  character,
  count,
  list,
  localized,
  names,
  object,
  oneOf,
  ordinal,
  type Schema,
  text,
  yesOrNo,
} from './words.ts';

const texts = list(anyText, { zh: '文本的列表', en: 'a list of texts' });

const missingValues: Schema = {
  type: 'array',
  items: {
    anyOf: [{ type: 'string' }, { type: 'object', required: ['value'], properties: { value: { type: 'string' } } }],
  },
  expected: { zh: '文本的列表', en: 'a list of texts' },
};

const limit: Schema = { type: ['string', 'number'], expected: { zh: '数或文本', en: 'a number or a text' } };

const scalar: Schema = {
  type: ['string', 'number', 'boolean'],
  expected: { zh: '文本、数或 true/false', en: 'a text, a number, or true or false' },
};

export const constraints = object(
  {
    required: yesOrNo,
    unique: yesOrNo,
    minimum: limit,
    maximum: limit,
    exclusiveMinimum: limit,
    exclusiveMaximum: limit,
    minLength: count,
    maxLength: count,
    pattern: text,
    enum: list(scalar, { zh: '非空的值列表', en: 'a list of values that is not empty' }, { minItems: 1 }),
    jsonSchema: anything,
  },
  { zh: '约束（如 required: true）', en: 'constraints such as required: true' },
);

const category: Schema = {
  anyOf: [
    { type: ['string', 'integer'] },
    {
      type: 'object',
      required: ['value'],
      properties: { value: { type: ['string', 'integer'] }, label: localized },
    },
  ],
  expected: { zh: '代码，或 { value: 代码, label: 名称 }', en: 'a code, or { value: code, label: title }' },
};

export const field = object(
  {
    name: text,
    type: oneOf(
      'string',
      'number',
      'integer',
      'boolean',
      'date',
      'datetime',
      'time',
      'year',
      'yearmonth',
      'duration',
      'object',
      'array',
      'list',
      'geopoint',
      'geojson',
      'any',
    ),
    format: text,
    title: localized,
    description: localized,
    example: anything,
    constraints,
    categories: list(category, { zh: '代码的列表', en: 'a list of codes' }, { minItems: 1 }),
    categoriesOrdered: yesOrNo,
    missingValues,
    trueValues: texts,
    falseValues: texts,
    decimalChar: { ...character, minLength: 1 },
    groupChar: character,
    bareNumber: yesOrNo,
    delimiter: character,
    itemType: text,
    rdfType: text,
    'zhunsheng:sensitive': yesOrNo,
    'zhunsheng:planned': yesOrNo,
    'zhunsheng:descriptive': yesOrNo,
    'zhunsheng:unit': text,
  },
  { zh: '字段（name、type 等）', en: 'a field with its name and type' },
  { required: ['name'] },
);

const foreignKey = object(
  {
    fields: names,
    reference: object(
      { resource: anyText, fields: names },
      { zh: ' { resource: …, fields: … }', en: '{ resource: …, fields: … }' },
      { required: ['fields'] },
    ),
    'zhunsheng:name': text,
  },
  { zh: '外键：fields 和 reference', en: 'a foreign key: fields and reference' },
  { required: ['fields', 'reference'] },
);

export const tableSchema = object(
  {
    $schema: anything,
    name: anything,
    title: localized,
    description: localized,
    fields: list(field, { zh: '非空的字段列表', en: 'a list of fields that is not empty' }, { minItems: 1 }),
    fieldsMatch: anything,
    primaryKey: names,
    uniqueKeys: list(names, { zh: '字段名列表的列表', en: 'a list of lists of field names' }),
    foreignKeys: {
      if: { type: 'object' },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own word
      then: foreignKey,
      else: list(foreignKey, { zh: '外键的列表', en: 'a list of foreign keys' }),
    },
    missingValues,
  },
  { zh: '表的结构（fields、primaryKey 等）', en: 'a table schema with its fields and primaryKey' },
  { required: ['fields'] },
);

export const dialect = object(
  {
    $schema: anything,
    name: anything,
    title: anything,
    type: anything,
    csvddfVersion: anything,
    header: yesOrNo,
    headerRows: list(ordinal, { zh: '行号的列表', en: 'a list of row numbers' }, { minItems: 1, maxItems: 20 }),
    headerJoin: anyText,
    commentRows: list(ordinal, { zh: '行号的列表', en: 'a list of row numbers' }),
    commentChar: character,
    delimiter: { type: 'string', minLength: 1, maxLength: 4, expected: { zh: '分隔符', en: 'a separator' } },
    lineTerminator: anyText,
    quoteChar: character,
    doubleQuote: yesOrNo,
    escapeChar: character,
    nullSequence: anyText,
    skipInitialSpace: yesOrNo,
    property: text,
    itemType: oneOf('array', 'object'),
    itemKeys: texts,
    sheetNumber: ordinal,
    sheetName: text,
    table: anything,
    caseSensitiveHeader: anything,
  },
  { zh: '文件的写法（delimiter、headerRows 等）', en: 'a dialect: delimiter, headerRows and the like' },
);

const valid = object(
  { from: text, to: text },
  { zh: ' { from: 日期字段, to: 日期字段 }', en: '{ from: a date field, to: a date field }' },
  { required: ['from'], additionalProperties: false },
);

const reports = object(
  { for: text, month: text },
  { zh: ' { for: 引用, month: 月份字段 }', en: '{ for: a reference, month: a month field }' },
  { required: ['for', 'month'], additionalProperties: false },
);

const lines = object(
  { territory: text, department: text },
  { zh: ' { territory: 引用, department: 引用 }', en: '{ territory: a reference, department: a reference }' },
  { minProperties: 1, additionalProperties: false },
);

const publication = object(
  { title: localized, 'smallest-cell': ordinal },
  { zh: ' { title: 名称, smallest-cell: 数 }', en: '{ title: a name, smallest-cell: a number }' },
  { minProperties: 1, additionalProperties: false },
);

export const resource = object(
  {
    $schema: anything,
    name: text,
    path: { ...names, expected: { zh: '一个路径或路径的列表', en: 'a path or a list of paths' } },
    data: { type: 'array', expected: { zh: '记录的列表', en: 'a list of records' } },
    type: anything,
    profile: anything,
    schema: tableSchema,
    dialect,
    title: localized,
    description: localized,
    format: text,
    mediatype: anyText,
    encoding: text,
    bytes: anything,
    hash: anything,
    homepage: anything,
    sources: anything,
    licenses: anything,
    'zhunsheng:valid': valid,
    'zhunsheng:reports': reports,
    'zhunsheng:lines': lines,
  },
  { zh: '资源（name、path、schema 等）', en: 'a resource with its name, path and schema' },
  { required: ['name', 'schema'] },
);

const use = object(
  {
    path: text,
    package: text,
    version: { ...limit, expected: { zh: '版本', en: 'a version' } },
    description: localized,
  },
  {
    zh: ' { path: …, version: … } 或 { package: …, version: … }',
    en: '{ path: …, version: … } or { package: …, version: … }',
  },
  { additionalProperties: false },
);

export const dataPackage = object(
  {
    $schema: anything,
    name: anyText,
    id: anything,
    profile: anything,
    title: localized,
    description: localized,
    homepage: anything,
    image: anything,
    version: anything,
    created: anything,
    keywords: anything,
    contributors: anything,
    sources: anything,
    licenses: anything,
    resources: list(resource, { zh: '资源的列表', en: 'a list of resources' }),
    'zhunsheng:publication': publication,
    'zhunsheng:uses': list(use, { zh: '所依据的项目的列表', en: 'a list of the projects that this one builds on' }),
  },
  { zh: '数据字典（resources 等）', en: 'a data dictionary with its resources' },
  { required: ['resources'] },
);
