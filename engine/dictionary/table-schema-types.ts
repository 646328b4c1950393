import type { FieldType } from '../model/dictionary.ts';

/** How Table Schema names the types of fields. */
export const tableSchemaTypes: Readonly<Record<FieldType['kind'], string>> = {
  text: 'string',
  code: 'string',
  integer: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  month: 'yearmonth',
};
