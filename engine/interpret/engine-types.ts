/** json-rules-engine's conditions and results in the shapes that we write and read; its own types hide the results. */

export type NestedCondition =
  | { all: NestedCondition[] }
  | { any: NestedCondition[] }
  | { not: NestedCondition }
  | { fact: string; operator: string; value: unknown };

export interface NestedResult {
  readonly result?: boolean;
  readonly all?: readonly NestedResult[];
  readonly any?: readonly NestedResult[];
  readonly factResult?: unknown;
  readonly valueResult?: unknown;
}
