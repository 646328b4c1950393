/** Records in memory: what the interpreter judges, what a policy test gives, and what the generators of the tests make. */
import type { Cell } from './dictionary.ts';

/** One row of an entity; `cells` are in the order of the entity's `fields`. */
export interface Row {
  readonly cells: readonly Cell[];
}

/**
 * The rows of an entity: keys present and unique, every cell of its field's type or null. A missing table (its file does not
 * exist) is not an empty one: there may be any number of records.
 */
export type Table = { readonly state: 'present'; readonly rows: readonly Row[] } | { readonly state: 'missing' };

/** By entity. An entity that is not in it is missing. */
export type Dataset = ReadonlyMap<string, Table>;
