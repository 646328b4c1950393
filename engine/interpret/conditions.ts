/**
 * Conditions on json-rules-engine. An engine holds one condition's three questions as rules, its facts as dynamic facts, and
 * the operators in three variants; engines are kept and used again, each for one record at a time (an engine that runs twice
 * at once skips rules).
 */
import { Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import type { Condition, Leaf } from '../model/condition.ts';
import type { Trace, TracedFact } from '../model/explanation.ts';
import { pathText } from '../model/text.ts';
import type { Truth } from '../model/truth.ts';
import type { NestedCondition, NestedResult } from './engine-types.ts';
import { type LeafParts, partsOf } from './leaves.ts';
import { memo } from './memo.ts';
import { type Operands, type OperatorName, operators, type Term } from './operators.ts';
import { type Answers, ask, type Question, questions, read } from './questions.ts';
import type { EntityRecord } from './rows.ts';

/** A fact or literal in a comparison; `traced` for facts. */
export interface Side extends Term {
  readonly traced: TracedFact | null;
}

interface Right extends Operands {
  readonly terms: readonly Side[];
}

/** What is found for a record is kept. */
export interface Conditions {
  truth(condition: Condition, record: EntityRecord): Promise<Truth>;
  /** The truth of the condition and of each of its parts, with the facts that they read. */
  trace(condition: Condition, record: EntityRecord): Promise<Trace>;
}

export interface FactSource {
  left(leaf: LeafParts, record: EntityRecord): Promise<Side>;
  right(leaf: LeafParts, record: EntityRecord): Promise<Right>;
}

/** The engines of conditions, for one interpretation or, as making them costs more than running them, for many. */
export interface Engines {
  /** For all of a condition. */
  whole(condition: Condition): UseBench;
  /** For its truth: the first question that is answered with yes ends the run, and the rest isn't looked at. */
  brief(condition: Condition): UseBench;
}

export function makeEngines(): Engines {
  return {
    whole: memo((condition: Condition) => pool(() => makeBench(condition, false))),
    brief: memo((condition: Condition) => pool(() => makeBench(condition, true))),
  };
}

export function conditionsOver(facts: FactSource, engines: Engines = makeEngines()): Conditions {
  const traces = memo((condition: Condition) => {
    const benches = engines.whole(condition);
    return memo((record: EntityRecord) =>
      benches({ record, facts, trace }, async (engine) => {
        const { results, failureResults } = await engine.run();
        return read(condition, answersOf([...results, ...failureResults]), {
          leaf: (leaf, truth, result) => ({ kind: 'leaf', truth, leaf, facts: tracedFacts(result) }),
          apart: (result) => result.factResult as Trace,
        });
      }),
    );
  });
  const truths = memo((condition: Condition) => {
    const benches = engines.brief(condition);
    return memo((record: EntityRecord) =>
      benches({ record, facts, trace }, async (engine): Promise<Truth> => {
        const { events } = await engine.run();
        return (events[0]?.type as Question | undefined) ?? 'empty';
      }),
    );
  });

  function trace(condition: Condition, record: EntityRecord): Promise<Trace> {
    return traces(condition)(record);
  }

  return { trace, truth: (condition, record) => truths(condition)(record) };
}

/** What an engine looks at. */
interface Sight {
  readonly record: EntityRecord;
  readonly facts: FactSource;
  readonly trace: Conditions['trace'];
}

interface Bench {
  readonly engine: Engine;
  sight: Sight;
}

type UseBench = <T>(sight: Sight, use: (engine: Engine) => Promise<T>) => Promise<T>;

/** Runs something on a bench that nobody else uses meanwhile, a new one where all are in use. */
function pool(make: () => Bench): UseBench {
  const idle: Bench[] = [];
  return async (sight, use) => {
    const bench = idle.pop() ?? make();
    bench.sight = sight;
    const used = await use(bench.engine);
    idle.push(bench);
    return used;
  };
}

function makeBench(condition: Condition, isBrief: boolean): Bench {
  const engine = new Engine();
  const bench = { engine } as Bench;
  let named = 0;
  engine.addFact('nothing', null);
  engine.addOperator('always', () => true);
  engine.addOperator('never', () => false);
  const addFact = (name: string, value: () => Promise<unknown>): void => {
    engine.addFact(name, value, { cache: false });
  };
  const leafNamed = memo((leaf: Leaf) => {
    const parts = partsOf(leaf);
    const number = ++named;
    const fact = `${number} ${pathText(parts.fact)}`;
    const operands = `${number} operands`;
    addFact(fact, () => bench.sight.facts.left(parts, bench.sight.record));
    addFact(operands, () => bench.sight.facts.right(parts, bench.sight.record));
    return { fact, operands, operator: parts.operator };
  });
  const partNamed = memo((part: Condition) => {
    const fact = `${++named} condition`;
    addFact(fact, () => bench.sight.trace(part, bench.sight.record));
    return fact;
  });
  const variants = memo((question: Question) =>
    memo((name: OperatorName | 'condition') => {
      const variant = `${name} (is it ${question})`;
      if (name === 'condition') engine.addOperator<Trace, null>(variant, ({ truth }) => truth === question);
      else engine.addOperator<Side, Right>(variant, (left, right) => operators[name](left, right) === question);
      return variant;
    }),
  );
  for (const [index, question] of questions.entries()) {
    const conditions = ask(condition, question, {
      leaf: (leaf, asked) => {
        const { fact, operands, operator } = leafNamed(leaf);
        return { fact, operator: variants(asked)(operator), value: { fact: operands } };
      },
      apart: (part, asked) => ({ fact: partNamed(part), operator: variants(asked)('condition'), value: null }),
    });
    const priority = isBrief ? questions.length - index : 1;
    engine.addRule({ name: question, conditions: topLevel(conditions), event: { type: question }, priority });
  }
  if (isBrief) engine.on('success', () => engine.stop());
  return bench;
}

/** Its rules take no leaf at the top. */
function topLevel(condition: NestedCondition): TopLevelCondition {
  return { all: [condition] } as TopLevelCondition;
}

function answersOf(results: readonly RuleResult[]): Answers {
  const answer = (question: Question): NestedResult => {
    const result = results.find(({ name }) => name === question);
    const condition = (result?.conditions as NestedResult | undefined)?.all?.[0];
    if (condition === undefined) throw new Error(`json-rules-engine gave no result for ${question}`);
    return condition;
  };
  return { true: answer('true'), false: answer('false'), unknown: answer('unknown') };
}

function tracedFacts({ factResult, valueResult }: NestedResult): readonly TracedFact[] {
  const sides = [factResult as Side, ...(valueResult as Right).terms];
  return sides.flatMap(({ traced }) => (traced === null ? [] : [traced]));
}
