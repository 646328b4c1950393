/**
 * Conditions on json-rules-engine. An engine holds one condition's three questions as rules, its facts as dynamic facts, and
 * the operators in three variants. Engines are kept and used again, each for one record at one moment at a time (an engine
 * that runs twice at once skips rules).
 */
import { Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import type { Condition, Leaf } from '../model/condition.ts';
import type { Trace, TracedFact } from '../model/explanation.ts';
import { pathText } from '../model/text.ts';
import { not, type Truth } from '../model/truth.ts';
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
  readonly whole: (condition: Condition) => Pool;
  /** For its truth: the first question that is answered with yes ends the run, and the rest isn't looked at. */
  readonly brief: (condition: Condition) => Pool;
}

export function makeEngines(): Engines {
  return {
    whole: memo((condition: Condition) => pool(() => makeBench(condition, false))),
    brief: memo((condition: Condition) => pool(() => makeBench(condition, true))),
  };
}

export function conditionsOver(facts: FactSource, engines: Engines = makeEngines()): Conditions {
  const traces = memo((condition: Condition) =>
    memo((record: EntityRecord) =>
      engines.whole(condition)({ facts, conditions, record }, async (engine) => {
        const { results, failureResults } = await engine.run();
        return read(condition, answersOf([...results, ...failureResults]), {
          leaf: (leaf, truth, result) => ({ kind: 'leaf', truth, leaf, facts: tracedFacts(result) }),
          apart: (result) => result.factResult as Trace,
        });
      }),
    ),
  );
  const partsOfLeaf = memo(partsOf);
  const truths = memo((condition: Condition) => memo((record: EntityRecord) => truthOf(condition, record)));

  /** What has no parts to weigh against each other needs no engine. */
  async function truthOf(condition: Condition, record: EntityRecord): Promise<Truth> {
    switch (condition.kind) {
      case 'all':
      case 'any':
        return engines.brief(condition)({ facts, conditions, record }, async (engine): Promise<Truth> => {
          const { events } = await engine.run();
          return (events[0]?.type as Question | undefined) ?? 'empty';
        });
      case 'not':
        return not(await conditions.truth(condition.of, record));
      case 'shared':
        return conditions.truth(condition.of, record);
      default: {
        const parts = partsOfLeaf(condition);
        return operators[parts.operator](await facts.left(parts, record), await facts.right(parts, record));
      }
    }
  }

  const conditions: Conditions = {
    trace: (condition, record) => traces(condition)(record),
    truth: (condition, record) => truths(condition)(record),
  };
  return conditions;
}

/** Who asks an engine, and about which record. */
interface Asked {
  readonly facts: FactSource;
  readonly conditions: Conditions;
  readonly record: EntityRecord;
}

/** An engine and what it is asked. */
interface Bench {
  readonly engine: Engine;
  asked: Asked;
}

type Pool = <T>(asked: Asked, use: (engine: Engine) => Promise<T>) => Promise<T>;

/** Runs something on a bench that nobody else uses meanwhile, a new one where all are in use. */
function pool(make: () => Bench): Pool {
  const idle: Bench[] = [];
  return async (asked, use) => {
    const bench = idle.pop() ?? make();
    bench.asked = asked;
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
  const addFact = (name: string, value: (asked: Asked) => Promise<unknown>): void => {
    engine.addFact(name, () => value(bench.asked), { cache: false });
  };
  const leafNamed = memo((leaf: Leaf) => {
    const parts = partsOf(leaf);
    const number = ++named;
    const fact = `${number} ${pathText(parts.fact)}`;
    const operands = `${number} operands`;
    addFact(fact, ({ facts, record }) => facts.left(parts, record));
    addFact(operands, ({ facts, record }) => facts.right(parts, record));
    return { fact, operands, operator: parts.operator };
  });
  const partNamed = memo((part: Condition) => {
    const fact = `${++named} condition`;
    addFact(fact, async ({ conditions, record }) =>
      isBrief ? { truth: await conditions.truth(part, record) } : conditions.trace(part, record),
    );
    return fact;
  });
  const variants = memo((question: Question) =>
    memo((name: OperatorName | 'condition') => {
      const variant = `${name} (is it ${question})`;
      if (name === 'condition') {
        engine.addOperator<Pick<Trace, 'truth'>, null>(variant, ({ truth }) => truth === question);
      } else engine.addOperator<Side, Right>(variant, (left, right) => operators[name](left, right) === question);
      return variant;
    }),
  );
  for (const [index, question] of questions.entries()) {
    const conditions = ask(condition, question, {
      leaf: (leaf, asked) => {
        const { fact, operator, operands } = leafNamed(leaf);
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
