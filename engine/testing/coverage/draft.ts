/** What the listing of goals goes by: a policy as it is in force in an era, and the goals found so far. */
import type { PolicySyntax } from '../../language/syntax.ts';
import type { Condition } from '../../model/condition.ts';
import type { Fact, FactDefinition } from '../../model/fact.ts';
import type { Model } from '../../model/policy.ts';
import type { Cell, PartCells, RuleCells } from './ledger.ts';
import type { Owner } from './result.ts';

export interface Draft {
  /** By place, measure, which and owner: what two eras share is one goal. */
  readonly cells: Map<string, Cell>;
  readonly parts: Map<Condition, PartCells>;
  readonly facts: Map<FactDefinition, Map<string, Cell>>;
  readonly rules: Map<string, RuleCells>;
  readonly steps: Map<string, Cell>;
  /** Shared conditions of which the goals are listed. */
  readonly shared: Set<Condition>;
}

/** A policy as it is in force in an era. */
export interface Declaring {
  readonly draft: Draft;
  readonly model: Model;
  readonly judged: string;
  readonly policy: PolicySyntax;
  readonly inForce: readonly PolicySyntax[];
  /** The facts that verdicts and ladders rest on. */
  readonly read: ReadonlySet<Fact>;
}

/** The goal of that kind, made where there is none yet. */
export function cellOf<C extends Cell>(draft: Draft, cell: C): C {
  const { measure, which, of, place } = cell;
  const { start, end } = place.range;
  const spot = [place.file, start.line, start.column, end.line, end.column];
  const key = JSON.stringify([...spot, measure, which, of.kind, of.name]);
  const known = draft.cells.get(key);
  if (known !== undefined) return known as C;
  draft.cells.set(key, cell);
  return cell;
}

export function ownerIn({ policy }: Declaring, kind: Owner['kind'], name: string): Owner {
  return { kind, name, policy: policy.name.text, version: policy.version };
}
