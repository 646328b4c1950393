/** What the readers of data files need to know of an entity beside what the model knows: where and how its data is written. */
import type { Place } from '../diagnostics/diagnostic.ts';
import type { Entity } from '../model/dictionary.ts';
import type { CellFormat, RawValue } from './cell.ts';

export interface Resource {
  readonly entity: Entity;
  /** Where the dictionary names it, and its fields. */
  readonly place: Place;
  readonly fieldPlaces: ReadonlyMap<string, Place>;
  /** Its files, one after the other; none where `inline` holds the records. */
  readonly sources: readonly Source[];
  /** Records written in the dictionary itself. */
  readonly inline: readonly InlineRecord[] | null;
  /** As `TextDecoder` calls the one declared; null: detected. */
  readonly encoding: string | null;
  readonly dialect: Dialect;
  /** By field, how its values are written. */
  readonly formats: ReadonlyMap<string, CellFormat>;
  /** Sets of fields whose values together are unique, beside the key: `unique: true` and `uniqueKeys`. */
  readonly uniqueKeys: readonly (readonly string[])[];
}

export interface Source {
  /** Relative to the project's folder, with `/`, and within it. */
  readonly path: string;
  readonly format: DataFormat;
}

export type DataFormat = 'csv' | 'xlsx' | 'json' | 'parquet';

export type InlineRecord = readonly RawValue[] | Readonly<Record<string, RawValue>>;

/** Table Dialect: how a file's rows are written. Null where the readers find out by themselves. */
export interface Dialect {
  readonly header: boolean;
  /** Numbers of the rows that make the header, from 1. */
  readonly headerRows: readonly number[] | null;
  /** Between the parts of a header of several rows. */
  readonly headerJoin: string;
  readonly commentRows: readonly number[];
  readonly commentChar: string | null;
  readonly delimiter: string | null;
  readonly quoteChar: string;
  readonly escapeChar: string | null;
  readonly skipInitialSpace: boolean;
  readonly nullSequence: string | null;
  /** The name of the list of records in a JSON object. */
  readonly property: string | null;
  readonly sheetNumber: number | null;
  readonly sheetName: string | null;
}

export const plainDialect: Dialect = {
  header: true,
  headerRows: null,
  headerJoin: ' ',
  commentRows: [],
  commentChar: null,
  delimiter: null,
  quoteChar: '"',
  escapeChar: null,
  skipInitialSpace: false,
  nullSequence: null,
  property: null,
  sheetNumber: null,
  sheetName: null,
};

/** The format that a file's name tells, or null. */
export function formatOf(path: string): DataFormat | null {
  return formats[(/\.([^./]+)$/.exec(path)?.[1] ?? '').toLowerCase()] ?? null;
}

/** By file extension, and as written in a resource's `format`. */
export const formats: Readonly<Record<string, DataFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  xlsx: 'xlsx',
  xlsm: 'xlsx',
  json: 'json',
  parquet: 'parquet',
};
