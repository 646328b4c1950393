/**
 * A condition as three questions to json-rules-engine, which knows two values only: is it true, is it false, is it unknown.
 * Each pushes its question down to the leaves, whose operators answer it from the operator table; a condition of which none
 * holds is empty. An `all` is unknown where a member is and none is false, an `any` where a member is and none is true.
 * The results keep the questions' shape, from which the trace reads every part's truth.
 */

import type { Condition, Leaf } from '../model/condition.ts';
import type { Trace } from '../model/explanation.ts';
import type { Truth } from '../model/truth.ts';
import type { NestedCondition, NestedResult } from './engine-types.ts';

export type Question = 'true' | 'false' | 'unknown';

export const questions: readonly Question[] = ['true', 'false', 'unknown'];

/** The questions' results for one condition. */
export type Answers = Readonly<Record<Question, NestedResult>>;

/** How to ask a leaf, or a condition that is asked apart from the one that holds it. */
export interface Asking {
  leaf(leaf: Leaf, question: Question): NestedCondition;
  apart(condition: Condition, question: Question): NestedCondition;
}

/** How to read what the engine found there. */
export interface Reading {
  leaf(leaf: Leaf, truth: Truth, result: NestedResult): Trace;
  apart(result: NestedResult): Trace;
}

/** Shared conditions are asked apart, and what lies deeper: the question for unknown grows with the square of the depth. */
const mostLevels = 8;

export function ask(condition: Condition, question: Question, asking: Asking, level = 0): NestedCondition {
  const down = (part: Condition, asked: Question): NestedCondition =>
    isApart(part, level + 1) ? asking.apart(part, asked) : ask(part, asked, asking, level + 1);
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const members = (asked: Question): NestedCondition[] => condition.of.map((member) => down(member, asked));
      const [decidedBy, otherwise] =
        condition.kind === 'all' ? (['false', 'true'] as const) : (['true', 'false'] as const);
      if (condition.of.length === 0) return constant(question === otherwise);
      if (question === decidedBy) return { any: members(decidedBy) };
      if (question === otherwise) return { all: members(otherwise) };
      return { all: [{ any: members('unknown') }, { not: { any: members(decidedBy) } }] };
    }
    case 'not':
      return down(condition.of, opposite(question));
    case 'shared':
      return asking.apart(condition.of, question);
    default:
      return asking.leaf(condition, question);
  }
}

export function read(condition: Condition, answers: Answers, reading: Reading, level = 0): Trace {
  const down = (part: Condition, found: Answers): Trace =>
    isApart(part, level + 1) ? reading.apart(found.true) : read(part, found, reading, level + 1);
  switch (condition.kind) {
    case 'all':
    case 'any':
      return {
        kind: condition.kind,
        truth: truthOf(answers),
        of: condition.of.map((member, index) => down(member, memberOf(answers, index))),
      };
    case 'not': {
      const turned = { true: answers.false, false: answers.true, unknown: answers.unknown };
      return { kind: 'not', truth: truthOf(answers), of: down(condition.of, turned) };
    }
    case 'shared':
      return { kind: 'shared', name: condition.name, truth: truthOf(answers), of: reading.apart(answers.true) };
    default:
      return reading.leaf(condition, truthOf(answers), answers.true);
  }
}

function isApart({ kind }: Condition, level: number): boolean {
  return level >= mostLevels && (kind === 'all' || kind === 'any' || kind === 'not');
}

function truthOf(answers: Answers): Truth {
  return questions.find((question) => answers[question].result === true) ?? 'empty';
}

function opposite(question: Question): Question {
  return question === 'true' ? 'false' : question === 'false' ? 'true' : 'unknown';
}

/** json-rules-engine takes an empty list for true in `all` and in `any`. */
function constant(holds: boolean): NestedCondition {
  return { fact: 'nothing', operator: holds ? 'always' : 'never', value: null };
}

function memberOf(answers: Answers, index: number): Answers {
  const at = (members: readonly NestedResult[] | undefined): NestedResult => {
    const member = members?.[index];
    if (member === undefined) throw new Error('a result of json-rules-engine lacks a member');
    return member;
  };
  const listed = (result: NestedResult): NestedResult => at(result.all ?? result.any);
  return {
    true: listed(answers.true),
    false: listed(answers.false),
    unknown: at(answers.unknown.all?.[0]?.any),
  };
}
