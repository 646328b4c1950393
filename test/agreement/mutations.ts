/**
 * Faults put into the operator tables of either evaluator, one at a time, to see that the agreement tests would find them.
 */
import { type OperatorName, operators } from '../../engine/interpret/operators.ts';
import { comparators } from '../../engine/sql/condition.ts';
import { duckdb } from '../../engine/sql/duckdb.ts';

export interface Mutation {
  readonly name: string;
  /** Puts the fault in; what it returns takes it out again. */
  readonly apply: () => () => void;
}

const inInterpreter: readonly (readonly [OperatorName, OperatorName])[] = [
  ['=', '≠'],
  ['≠', '='],
  ['<', '≤'],
  ['≤', '<'],
  ['>', '≥'],
  ['≥', '>'],
  ['before', '≤'],
  ['after', '≥'],
  ['in', 'not in'],
  ['not in', 'in'],
  ['contains', '='],
  ['not contains', '≠'],
  ['is known', 'is unknown'],
  ['is unknown', 'is known'],
];

const inSql: readonly (readonly [keyof typeof comparators, keyof typeof comparators])[] = [
  ['=', '≠'],
  ['≠', '='],
  ['<', '≤'],
  ['≤', '<'],
  ['>', '≥'],
  ['≥', '>'],
  ['before', '≤'],
  ['after', '≥'],
];

/** Functions of the dialect that take the same arguments. */
const inDialect = [
  ['matches', 'contains'],
  ['contains', 'startsWith'],
  ['dateText', 'monthText'],
] as const;

export const mutations: readonly Mutation[] = [
  ...inInterpreter.map(([operator, other]) => swap('the interpreter', operators, operator, other)),
  ...inSql.map(([operator, other]) => swap('SQL', comparators, operator, other)),
  ...inDialect.map(([operator, other]) => swap('SQL', duckdb, operator, other)),
];

function swap<Name extends string>(
  where: string,
  table: Readonly<Record<Name, unknown>>,
  operator: Name,
  other: Name,
): Mutation {
  const open = table as Record<Name, unknown>;
  return {
    name: `${where} takes "${operator}" for "${other}"`,
    apply: () => {
      const right = open[operator];
      open[operator] = open[other];
      return () => {
        open[operator] = right;
      };
    },
  };
}
