/** The value of a fact for one record. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { NumberRange } from './number.ts';

export type Value =
  | { readonly kind: 'number'; readonly range: NumberRange }
  /** Texts and codes. */
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'date'; readonly value: CivilDate }
  | { readonly kind: 'month'; readonly value: CivilDate }
  /** There is a value, or may be, and it is not known. */
  | { readonly kind: 'unknown' }
  /** There is nothing to take a value from: a share of no records. */
  | { readonly kind: 'empty' };

export const unknown: Value = { kind: 'unknown' };
export const empty: Value = { kind: 'empty' };
