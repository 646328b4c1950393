/** The goals of a project's policies while the cases run: what there is to show, by the parts of the models that show it. */
import type { Localized, Place } from '../../diagnostics/diagnostic.ts';
import type { Condition } from '../../model/condition.ts';
import type { FactDefinition } from '../../model/fact.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Bound, Spot } from './boundary.ts';
import type { CaseRef, Measure, Owner } from './result.ts';

/** A goal; met once a case is noted. */
export interface Cell {
  readonly measure: Measure;
  readonly which: string;
  readonly of: Owner;
  readonly place: Place;
  readonly text: Localized;
  readonly needs: Localized;
  by: readonly CaseRef[];
}

/** A goal that takes two cases: one in which a part is true and decides, one in which it is false and decides, of different outcomes. */
export interface PairCell extends Cell {
  /** By outcome the first case. */
  readonly halves: { readonly true: Map<string, CaseRef>; readonly false: Map<string, CaseRef> };
}

/** The goals of one part of a condition. */
export interface PartCells {
  /** Null: it can't be. */
  readonly true: Cell | null;
  readonly false: Cell | null;
  readonly pair: PairCell | null;
  /** That it is unknown and alone leaves the whole undecided. */
  readonly unknown: Cell | null;
  readonly bounds: readonly BoundCells[];
}

export interface BoundCells {
  readonly bound: Bound;
  readonly spots: ReadonlyMap<Spot, Cell>;
}

export interface RuleCells {
  readonly judged: Cell;
  readonly title: Localized;
  readonly expected: Set<Verdict>;
  readonly reached: Set<Verdict>;
}

export interface Ledger {
  readonly parts: ReadonlyMap<Condition, PartCells>;
  readonly facts: ReadonlyMap<FactDefinition, ReadonlyMap<string, Cell>>;
  /** By `ruleKey`. */
  readonly rules: ReadonlyMap<string, RuleCells>;
  /** Of ladders and procedures, by `stepKey`. */
  readonly steps: ReadonlyMap<string, Cell>;
  /** Every goal once. */
  readonly cells: readonly Cell[];
}

/** A rule of one version of a policy. */
export function ruleKey(policy: string, version: string, rule: string): string {
  return JSON.stringify([policy, version, rule]);
}

/** `which` of a ladder or procedure of one version of a policy. */
export function stepKey(policy: string, version: string, name: string, which: string): string {
  return JSON.stringify([policy, version, name, which]);
}

export function note(cell: Cell | null | undefined, by: CaseRef): void {
  if (cell !== null && cell !== undefined && cell.by.length === 0) cell.by = [by];
}

/** Of a pair the half in which the part has this truth; the pair is met once two halves have different outcomes. */
export function noteHalf(cell: PairCell, truth: 'true' | 'false', outcome: string, by: CaseRef): void {
  const { halves } = cell;
  if (cell.by.length > 0 || halves[truth].has(outcome)) return;
  halves[truth].set(outcome, by);
  const other = [...halves[truth === 'true' ? 'false' : 'true']].find(([otherwise]) => otherwise !== outcome);
  if (other !== undefined) cell.by = truth === 'true' ? [by, other[1]] : [other[1], by];
}
