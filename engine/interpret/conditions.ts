/**
 * Conditions on json-rules-engine, with the trace of every part. An engine holds one condition's three questions, its facts
 * as dynamic facts and the operators in three variants; engines are kept and used again, each for one record at a time (an
 * engine that runs twice at once skips rules).
 */
import { Engine, type RuleResult, type TopLevelCondition } from 'json-rules-engine';
import type { Condition, Leaf } from '../model/condition.ts';
import type { Trace, TracedFact } from '../model/explanation.ts';
import { pathText } from '../model/text.ts';
import type { NestedCondition, NestedResult } from './engine-types.ts';
import { type LeafParts, partsOf } from './leaves.ts';
import { type Operands, type Operator, operators, type Term } from './operators.ts';
import { type Answers, ask, type Question, questions, read, type Shared } from './questions.ts';
import type { EntityRecord } from './records.ts';

/** A fact or literal in a comparison; `traced` for facts. */
export interface Side extends Term {
  readonly traced: TracedFact | null;
}

export interface Right extends Operands {
  readonly terms: readonly Side[];
}

export interface Conditions {
  /** The truth of a condition for a record and of each of its parts. Found once for each record. */
  evaluate(condition: Condition, record: EntityRecord): Promise<Trace>;
}

export interface FactSource {
  left(leaf: LeafParts, record: EntityRecord): Promise<Side>;
  right(leaf: LeafParts, record: EntityRecord): Promise<Right>;
}

export function conditionsOver(facts: FactSource): Conditions {
  const found = new Map<Condition, Map<EntityRecord, Promise<Trace>>>();
  const idle = new Map<Condition, Bench[]>();

  function evaluate(condition: Condition, record: EntityRecord): Promise<Trace> {
    let ofCondition = found.get(condition);
    if (ofCondition === undefined) {
      ofCondition = new Map();
      found.set(condition, ofCondition);
    }
    let trace = ofCondition.get(record);
    if (trace === undefined) {
      trace = run(condition, record);
      ofCondition.set(record, trace);
    }
    return trace;
  }

  async function run(condition: Condition, record: EntityRecord): Promise<Trace> {
    const benches = idle.get(condition) ?? [];
    idle.set(condition, benches);
    const bench = benches.pop() ?? makeBench(condition, facts, evaluate);
    bench.record = record;
    const { results, failureResults } = await bench.engine.run();
    benches.push(bench);
    return read(condition, answersOf([...results, ...failureResults]), {
      leaf: (leaf, truth, result) => ({ kind: 'leaf', truth, leaf, facts: tracedFacts(result) }),
      shared: (result) => result.factResult as Trace,
    });
  }

  return { evaluate };
}

/** An engine and the record that it looks at. */
interface Bench {
  readonly engine: Engine;
  record: EntityRecord;
}

function makeBench(condition: Condition, facts: FactSource, evaluate: Conditions['evaluate']): Bench {
  const engine = new Engine();
  const bench = { engine } as Bench;
  addOperators(engine);
  engine.addFact('nothing', null);
  const addFact = (name: string, value: () => Promise<unknown>): void => {
    engine.addFact(name, value, { cache: false });
  };
  const leaves = numbered((leaf: Leaf, number) => {
    const parts = partsOf(leaf);
    const fact = `${number} ${pathText(parts.fact)}`;
    const operands = `${number} operands`;
    addFact(fact, () => facts.left(parts, bench.record));
    addFact(operands, () => facts.right(parts, bench.record));
    return { fact, operands, operator: parts.operator };
  });
  const shareds = numbered((shared: Shared, number) => {
    const fact = `${number} condition ${shared.name}`;
    addFact(fact, async () => {
      const of = await evaluate(shared.of, bench.record);
      return { kind: 'shared', name: shared.name, truth: of.truth, of } satisfies Trace;
    });
    return fact;
  });
  for (const question of questions) {
    const conditions = ask(condition, question, {
      leaf: (leaf, asked) => {
        const { fact, operands, operator } = leaves(leaf);
        return { fact, operator: variant(operator, asked), value: { fact: operands } };
      },
      shared: (shared, asked) => ({ fact: shareds(shared), operator: variant('condition', asked), value: null }),
    });
    engine.addRule({ name: question, conditions: topLevel(conditions), event: { type: question } });
  }
  return bench;
}

/** Makes something for each part of a condition, once, with the part's number. */
function numbered<Part extends object, Made>(make: (part: Part, number: number) => Made): (part: Part) => Made {
  const made = new Map<Part, Made>();
  return (part) => {
    let one = made.get(part);
    if (one === undefined) {
      one = make(part, made.size + 1);
      made.set(part, one);
    }
    return one;
  };
}

/** Its rules take no leaf at the top. */
function topLevel(condition: NestedCondition): TopLevelCondition {
  return { all: [condition] } as TopLevelCondition;
}

function variant(operator: string, question: Question): string {
  return `${operator} (is it ${question})`;
}

function addOperators(engine: Engine): void {
  for (const question of questions) {
    for (const [name, truth] of Object.entries(operators) as [string, Operator][]) {
      engine.addOperator<Side, Right>(variant(name, question), (left, right) => truth(left, right) === question);
    }
    engine.addOperator<Trace, null>(variant('condition', question), ({ truth }) => truth === question);
  }
  engine.addOperator('always', () => true);
  engine.addOperator('never', () => false);
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
