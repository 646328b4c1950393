/** Facts: what is known or computed of a record. They form a directed acyclic graph. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { Condition } from './condition.ts';
import type { Code, Field } from './dictionary.ts';
import type { FactPath, Link } from './policy.ts';

export interface Fact {
  readonly name: string;
  readonly entity: string;
  readonly title: Localized;
  readonly type: FactType;
  readonly unit: string | null;
  /** Shows a sensitive field's value, as the field itself or `latest` of it does: never shown, logged or written. */
  readonly sensitive: boolean;
  readonly definition: FactDefinition;
}

export type FactType =
  | NumberType
  | { readonly kind: 'text' }
  | { readonly kind: 'code'; readonly codes: readonly Code[] }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'date' }
  | { readonly kind: 'month' };

export interface NumberType {
  readonly kind: 'number';
  /** `integer`, `decimal` (9 digits after the point) or `fraction` (numerator and denominator). */
  readonly form: 'integer' | 'decimal' | 'fraction';
  /** Can't be below zero, so that an unknown part only opens the top of a sum. */
  readonly nonNegative: boolean;
  readonly display: 'number' | 'percent';
}

export type FactDefinition = { readonly kind: 'field'; readonly field: Field } | Aggregate | Derived | Standing;

/** Computed over the records of `source` that belong to the subject by `link`, are placed in the period and satisfy `where`. */
export type Aggregate = Selection &
  (
    | { readonly kind: 'count' }
    | { readonly kind: 'sum' | 'average' | 'minimum' | 'maximum'; readonly element: FactPath }
    /** The element of the record with the latest `during`, and of these the one with the greatest key. */
    | { readonly kind: 'latest'; readonly element: FactPath }
    | { readonly kind: 'share' | 'every' | 'any'; readonly that: Condition }
    /** How many of the records fail a rule about them. */
    | { readonly kind: 'failures'; readonly rule: string }
    /** How many records are there at the end of the period, or were before its first day: entered by then and not left. */
    | { readonly kind: 'stock'; readonly entered: FactPath; readonly left: FactPath; readonly at: 'start' | 'end' }
  );

export interface Selection {
  readonly source: string;
  readonly link: Link;
  readonly where: Condition | null;
  /** The date that places a record in the period; null: every record that exists. A field, own or of a referred record. */
  readonly during: FactPath | null;
  /** The entity whose rows report for the subject; each month of the period needs one, else there may be more records. */
  readonly reportedBy: string | null;
}

/** Computed from other facts of the same record. */
export type Derived =
  | {
      readonly kind: 'days' | 'workdays' | 'months';
      readonly from: FactPath;
      readonly to: FactPath;
      /** Where `to` is not known or lies after the as-of date, count up to the as-of date. */
      readonly open: 'as-of' | null;
    }
  | { readonly kind: 'ratio'; readonly of: FactPath; readonly to: FactPath }
  | { readonly kind: 'difference'; readonly of: FactPath; readonly less: FactPath }
  | { readonly kind: 'total'; readonly of: readonly FactPath[] };

/** Where a record stands: by its verdicts, among others, in a procedure, or in the period before. */
export type Standing =
  /** `pass`, `fail` or `waived` of a rule or standard about the record's entity. */
  | { readonly kind: 'verdict'; readonly of: 'rule' | 'standard'; readonly name: string }
  /** The points that a standard's `score` leaves. */
  | { readonly kind: 'score'; readonly standard: string }
  /** 1 for the first; those who tie share a rank (1, 2, 2, 4). `among`: only records with the same value there; null: all. */
  | {
      readonly kind: 'rank';
      readonly by: FactPath;
      readonly among: FactPath | null;
      readonly order: 'ascending' | 'descending';
    }
  /** The same record's fact in the period before. */
  | { readonly kind: 'previous'; readonly fact: string }
  /** The last step of a procedure that is recorded. */
  | { readonly kind: 'step'; readonly procedure: string };
