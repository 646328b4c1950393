/**
 * Names as they stand in files, and the symbols that they mean. A name is what one file alone tells; what it means takes the
 * project: whose fact it is, whether a word is a code or a fact, a rule or a standard.
 */
import type { Place } from '../../../engine/diagnostics/diagnostic.ts';
import type { Tree } from '../../../engine/yaml/tree.ts';

export type DeclaredKind = 'parameter' | 'fact' | 'condition' | 'rule' | 'standard' | 'rollup';

/** One thing that a project names. */
export type NamedSymbol =
  | {
      readonly kind: 'policy' | 'parameter' | 'condition' | 'rule' | 'standard' | 'rollup' | 'entity';
      readonly name: string;
    }
  /** A field of the dictionary, or a computed fact. */
  | { readonly kind: 'fact'; readonly entity: string; readonly name: string }
  | { readonly kind: 'code'; readonly entity: string; readonly fact: string; readonly name: string }
  /** `name` is what cites it: `guide.md#reply`. */
  | { readonly kind: 'clause'; readonly name: string };

/** Whose facts are spoken of: an entity's; or, as others say, those of what a condition, rule or standard is about. */
export interface Scope {
  readonly kind: 'entity' | 'condition' | 'rule' | 'standard';
  readonly name: string;
}

export type Name =
  | NamedSymbol
  /** A rule or a standard. */
  | { readonly kind: 'requirement'; readonly name: string }
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
