/**
 * Names as they stand in files, and the symbols that they mean. A name is what one file alone tells; what it means takes the
 * project: whose fact it is, whether a word is a code or a fact, a rule or a standard.
 */
import type { Place } from '../../../engine/diagnostics/diagnostic.ts';
import type { Tree } from '../../../engine/yaml/tree.ts';

export type DeclaredKind = 'parameter' | 'fact' | 'condition' | 'rule' | 'standard' | 'rollup' | 'procedure' | 'ladder';

/** One thing that a project names. */
export type NamedSymbol =
  | {
      readonly kind: 'policy' | 'entity' | Exclude<DeclaredKind, 'fact'>;
      readonly name: string;
    }
  /** A field of the dictionary, or a computed fact. */
  | { readonly kind: 'fact'; readonly entity: string; readonly name: string }
  | { readonly kind: 'code'; readonly entity: string; readonly fact: string; readonly name: string }
  /** A step of a procedure. */
  | { readonly kind: 'procedure-step'; readonly procedure: string; readonly name: string }
  /** A step of a ladder. */
  | { readonly kind: 'letter'; readonly ladder: string; readonly name: string }
  /** `name` is what cites it: `guide.md#reply`. */
  | { readonly kind: 'clause'; readonly name: string };

/** Whose facts are spoken of: an entity's; or, as others say, those of what a condition, rule, standard or procedure is about. */
export interface Scope {
  readonly kind: 'entity' | 'condition' | 'rule' | 'standard' | 'procedure';
  readonly name: string;
}

export type Name =
  | NamedSymbol
  /** A rule, a standard or a procedure; in a policy test also a ladder. */
  | { readonly kind: 'requirement'; readonly name: string }
  /** What follows the dot in the name of a rule that a procedure makes: a step, or a word of the language. */
  | { readonly kind: 'made'; readonly procedure: string; readonly name: string }
  /** Where a policy test expects a subject to stand: on a step of a ladder or procedure. */
  | { readonly kind: 'expected'; readonly of: string; readonly name: string }
  /** From which a deadline counts: a step of the procedure, else a step of a path. */
  | {
      readonly kind: 'start';
      readonly procedure: string;
      readonly scope: Scope | null;
      readonly path: readonly string[];
      readonly at: number;
    }
  /** A step of a path: the last names a fact, those before it references. */
  | { readonly kind: 'step'; readonly scope: Scope | null; readonly path: readonly string[]; readonly at: number }
  /** What a fact is compared with: a code of it, else a step of another fact's path. */
  | {
      readonly kind: 'operand';
      readonly scope: Scope | null;
      readonly compared: readonly string[];
      readonly path: readonly string[];
      readonly at: number;
    };

export interface Occurrence {
  readonly name: Name;
  /** Of the name alone: what a renaming replaces. */
  readonly place: Place;
  /** What the name is written with, such as `guide.md#` before an anchor; the same as `place` for most. */
  readonly around: Place;
  /** Where the name is given, what it is given to; null for a reference. */
  readonly declared: Tree | null;
  /** Of a shared condition that is named: whose facts it then speaks of. */
  readonly scope: Scope | null;
}

export function symbolKey(symbol: NamedSymbol): string {
  switch (symbol.kind) {
    case 'fact':
      return `fact ${symbol.entity} ${symbol.name}`;
    case 'code':
      return `code ${symbol.entity} ${symbol.fact} ${symbol.name}`;
    case 'procedure-step':
      return `step ${symbol.procedure} ${symbol.name}`;
    case 'letter':
      return `letter ${symbol.ladder} ${symbol.name}`;
    default:
      return `${symbol.kind} ${symbol.name}`;
  }
}

export function reference(name: Name, place: Place, around: Place = place, scope: Scope | null = null): Occurrence {
  return { name, place, around, declared: null, scope };
}

export function declaration(name: NamedSymbol, place: Place, declared: Tree, around: Place = place): Occurrence {
  return { name, place, around, declared, scope: null };
}
