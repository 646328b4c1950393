/**
 * The data dictionary as the model sees it: entities, their fields, and the references between them.
 * Source: a Frictionless Data Package v2 descriptor (https://datapackage.org), read by `dictionary/`.
 */

import type { CivilDate } from '../calendar/civil-date.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';

export interface Dictionary {
  readonly entities: ReadonlyMap<string, Entity>;
  /** How the assessment is published, where the descriptor has a title or `zhunsheng:publication`. */
  readonly publication?: Publication;
}

export interface Publication {
  /** The descriptor's own title: whose publication it is. */
  readonly of: Localized | null;
  /** What the bulletin is called. */
  readonly title: Localized | null;
  /** Counts below it are not published. */
  readonly smallestCell: number | null;
}

export interface Entity {
  readonly name: string;
  readonly title: Localized;
  readonly fields: ReadonlyMap<string, Field>;
  /**
   * The fields that identify a record, in order. Where the entity has `valid`, its `from` field is not among them: two rows
   * with one key are then two versions of one record.
   */
  readonly key: readonly string[];
  /** Ways from a record to the record it refers to, by name. */
  readonly references: ReadonlyMap<string, Reference>;
  /** The date fields between which (both inclusive) a row is in force; `null` is an open end. */
  readonly valid: { readonly from: string; readonly to: string | null } | null;
  /** What a row reports: that `reference`'s record filed its report for the month in the field `month`. */
  readonly reports: { readonly reference: string; readonly month: string } | null;
  /** Where the descriptor says it (`zhunsheng:lines`). */
  readonly lines?: Lines;
  /**
   * The field of the key that tells worlds apart which lie in one table: only records of the same world are ranked among each
   * other. No descriptor says it; the runner of policy tests puts many cases into one table so.
   */
  readonly world?: string;
}

/** The references of a record to the two lines that it answers to: its territory (块) and its line department (条). */
export interface Lines {
  readonly territory: string | null;
  readonly department: string | null;
}

/**
 * A reference to a record of another entity. Its name, as policies write it (`street.name`), is the field's name for a key
 * of one field; the target entity's name stands for it too where no field has that name and only one reference leads there.
 */
export interface Reference {
  readonly name: string;
  readonly target: string;
  /** The fields that hold the key, in the order of the target's `key`. */
  readonly fields: readonly string[];
}

export interface Field {
  readonly name: string;
  readonly title: Localized;
  readonly description: Localized | null;
  readonly type: FieldType;
  readonly constraints: Constraints;
  /** Never shown, logged or written: `zhunsheng:sensitive`. */
  readonly sensitive: boolean;
  /** A date that is planned, not one on which something has happened: known ahead of its day (`zhunsheng:planned`). */
  readonly planned: boolean;
  /** Kept for those who read the data: no policy needs to read it (`zhunsheng:descriptive`). */
  readonly descriptive: boolean;
  /** The unit of measure shown after a value, such as `元`. */
  readonly unit: string | null;
}

export type FieldType =
  | { readonly kind: 'text' }
  /** One of a list of texts: a Table Schema `enum` constraint or `categories`. */
  | { readonly kind: 'code'; readonly codes: readonly Code[] }
  /** Exact: an integer of at most 18 digits, or a decimal of at most 18 digits before and 9 after the point. */
  | { readonly kind: 'integer' }
  | { readonly kind: 'decimal' }
  | { readonly kind: 'boolean' }
  /** A civil date; a `datetime` is its date. */
  | { readonly kind: 'date' }
  /** A month, `yearmonth` in Table Schema; held as its first day. */
  | { readonly kind: 'month' };

export interface Code {
  readonly value: string;
  readonly title: Localized;
}

/** Those of Table Schema; a value that breaks one is named in the data findings and taken as unknown. */
export interface Constraints {
  readonly required: boolean;
  readonly unique: boolean;
  /** For numbers an exact decimal as text, for dates a civil date. */
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly exclusiveMinimum: string | null;
  readonly exclusiveMaximum: string | null;
  readonly minLength: number | null;
  readonly maxLength: number | null;
  /** An RE2 pattern that the whole text matches. */
  readonly pattern: string | null;
  /**
   * Whether a value must be without `/`: so it must in all texts of a key but the last, since the key's cells are joined with it
   * and no two keys may read alike. Not of Table Schema.
   */
  readonly noSlash?: true;
  /** For types other than text: the allowed values in canonical text form. */
  readonly oneOf: readonly string[] | null;
}

/** Of a field whose values may be any. */
export const noConstraints: Constraints = {
  required: false,
  unique: false,
  minimum: null,
  maximum: null,
  exclusiveMinimum: null,
  exclusiveMaximum: null,
  minLength: null,
  maxLength: null,
  pattern: null,
  oneOf: null,
};

/** A cell's value as the readers hand it on: `null` is unknown. Dates and months are civil dates. */
export type Cell = string | bigint | Decimal | boolean | CivilDate | null;

/** An exact decimal in canonical text form (`-12.5`, no exponent, no trailing zeros): the cell of a `decimal` field. */
export type Decimal = string;
