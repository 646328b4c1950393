/** A project to be: what init is told, and what it would write. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';

export interface InitOptions {
  /** CSV and XLSX files; none: a small sample table. */
  readonly from?: readonly string[];
  readonly title?: string | null;
  /** The table whose records are judged; else the one that most others refer to. */
  readonly subject?: string | null;
  /** By table, where the key found is not the one meant. */
  readonly keys?: ReadonlyMap<string, readonly string[]>;
  /** How many records a subject may have in a period; 0 where it is left out. */
  readonly limit?: number;
  /** The year of the rules where the data names none. */
  readonly year: number;
}

export interface ProjectPlan {
  readonly folder: string;
  readonly title: string;
  readonly tables: readonly PlannedTable[];
  readonly subject: string;
  /** The table of which the first rule counts the records; null: none belongs to the subject. */
  readonly counted: string | null;
  /** For a first assessment. */
  readonly period: string;
  /** Text files of the project, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Data files to be copied, by path in the project. */
  readonly copies: ReadonlyMap<string, string>;
  /** What was decided, and what to look at. */
  readonly notes: readonly Diagnostic[];
}

export interface PlannedTable {
  readonly name: string;
  readonly title: string;
  /** In the project; several where files of a series are one table. */
  readonly paths: readonly string[];
  readonly records: number;
  readonly key: readonly string[];
  readonly fields: readonly string[];
  readonly references: readonly { readonly field: string; readonly table: string }[];
}
