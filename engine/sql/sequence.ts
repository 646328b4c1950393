/**
 * The programs of several moments, and of the earlier periods that they read, in an order in which each comes after those that it
 * reads. An earlier period that is itself asked for, as of the same day, is judged once. What is kept of a period goes as soon as
 * nothing later reads it.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, momentOf, periodBefore } from '../calendar/period.ts';
import { periodsOfWindow } from '../calendar/window.ts';
import { nothingInForce } from '../model/nothing-in-force.ts';
import type { Ladder, Model } from '../model/policy.ts';
import { noKnowledge } from './context.ts';
import type { Dialect } from './dialect.ts';
import type { Earlier } from './earlier.ts';
import { goalsOf } from './goals.ts';
import type { Keep } from './kept.ts';
import { type LadderOccasions, occasionsTable } from './occasions.ts';
import { planOf } from './plan.ts';
import { compileProgram, type Program, type ProgramOptions } from './program.ts';
import { refuseTooLarge } from './size.ts';
import type { Statement } from './statement.ts';

/** A moment that is asked for. */
export interface Asked {
  readonly moment: Moment;
  /** Everything in force on the day judged. */
  readonly model: Model;
  /** What of it is judged and told. */
  readonly asked: Model;
}

export interface SequenceOptions
  extends Pick<ProgramOptions, 'language' | 'missing' | 'knowledge' | 'findings' | 'coding'> {
  /** Everything in force on a day; null: nothing is. */
  readonly modelOn: (day: CivilDate) => Model | null;
  /** Begins the schemas of periods that are only read, for several sequences in one database; default: nothing. */
  readonly prefix?: string;
}

export interface Sequenced {
  readonly program: Program;
  /** Whether it was asked for, rather than only read by another. */
  readonly isAsked: boolean;
  /** After the program: removes what nothing needs any more. */
  readonly drop: readonly Statement[];
}

/** Throws ZhunshengError as `compileProgram` does. */
export function compileSequence(
  asked: readonly Asked[],
  dialect: Dialect,
  options: SequenceOptions,
): readonly Sequenced[] {
  for (const { model } of asked) refuseTooLarge(model);
  const programs = programsOf(inOrder(nodesOf(asked, dialect, options)), dialect, options);
  const nodes = [...programs.keys()];
  return nodes.map((node, i) => {
    const last = (one: Node): number =>
      Math.max(nodes.indexOf(one), ...nodes.map((other, j) => (other.reads.has(one) ? j : 0)));
    const done = nodes.filter((one) => last(one) === i);
    return {
      program: programs.get(node) as Program,
      isAsked: node.asked !== null,
      drop: done.flatMap((one) => dropOf(dialect, one, programs.get(one) as Program)),
    };
  });
}

/** What a moment reads of earlier periods. */
export interface Before {
  /** They compute it, each after those that it reads. */
  readonly programs: readonly Program[];
  readonly earlier: Earlier;
}

/** The programs of `compileSequence` without that of the moment itself. */
export function compileBefore(asked: Asked, dialect: Dialect, options: SequenceOptions): Before {
  const nodes = inOrder(nodesOf([asked], dialect, options));
  const programs = programsOf(
    nodes.filter((node) => node.asked === null),
    dialect,
    options,
  );
  const own = nodes.find((node) => node.asked !== null) as Node;
  return { programs: [...programs.values()], earlier: earlierOf(own, programs, dialect) };
}

function programsOf(nodes: readonly Node[], dialect: Dialect, options: SequenceOptions): ReadonlyMap<Node, Program> {
  const programs = new Map<Node, Program>();
  for (const node of nodes) {
    const { language, missing, knowledge, findings, coding } = options;
    const program = compileProgram(node.model, node.moment, dialect, {
      language,
      missing,
      schema: node.schema,
      asked: node.asked,
      keep: keepOf(node),
      earlier: earlierOf(node, programs, dialect),
      ...(knowledge && { knowledge }),
      ...(findings !== undefined && { findings }),
      ...(coding && { coding }),
    });
    programs.set(node, program);
  }
  return programs;
}

interface Node {
  readonly schema: string;
  readonly moment: Moment;
  readonly model: Model;
  readonly asked: Model | null;
  readonly reads: Set<Node>;
  /** The period before; null: not read, or nothing is in force then. */
  before: Node | null;
  readonly ladders: Map<string, readonly CountedNode[]>;
  readonly facts: Map<string, Set<string>>;
  readonly rates: Set<string>;
  readonly occasions: Map<string, LadderOccasions>;
}

interface CountedNode {
  readonly node: Node;
  readonly occasions: LadderOccasions;
}

/** The moments asked for and all those that they read, with what is read of each. */
function nodesOf(asked: readonly Asked[], dialect: Dialect, options: SequenceOptions): readonly Node[] {
  const nodes = new Map<string, Node>();
  const waiting: Node[] = [];
  for (const { moment, model, asked: limited } of asked) add(moment, moment.period.name, model, limited);
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) follow(node);
  return [...nodes.values()];

  function add(moment: Moment, schema: string, model: Model, limited: Model | null): Node {
    const node: Node = {
      schema,
      moment,
      model,
      asked: limited,
      reads: new Set(),
      before: null,
      ladders: new Map(),
      facts: new Map(),
      rates: new Set(),
      occasions: new Map(),
    };
    nodes.set(nameOf(moment), node);
    waiting.push(node);
    return node;
  }

  function nodeAt(moment: Moment, model: Model): Node {
    return nodes.get(nameOf(moment)) ?? add(moment, `${options.prefix ?? ''}${nameOf(moment)}`, model, null);
  }

  /** Looks again at a node of which more is kept than before. */
  function again(node: Node): void {
    if (!waiting.includes(node)) waiting.push(node);
  }

  function follow(node: Node): void {
    const { model, moment, asked: limited } = node;
    const { language, missing } = options;
    const context = { model, moment, dialect, language, missing, knowledge: noKnowledge, schema: node.schema };
    const goals = goalsOf(context, { asked: limited, keep: keepOf(node), findings: options.findings !== false });
    const { previous } = planOf(context, goals);
    const changes = [...(limited?.rollups.values() ?? [])].filter(({ show }) => show.includes('change'));
    if (previous.length + changes.length > 0)
      readBefore(
        node,
        [...previous],
        changes.map(({ name }) => name),
      );
    for (const ladder of limited?.ladders.values() ?? []) if (!missing.has(ladder.entity)) readLadder(node, ladder);
  }

  function readBefore(node: Node, previous: ReturnType<typeof planOf>['previous'], changes: readonly string[]): void {
    const period = periodBefore(node.moment.period);
    if (period === null) return;
    const at = momentOf(period, node.moment.asOf);
    const model = options.modelOn(at.judged);
    if (model === null) return;
    const before = nodeAt(at, model);
    node.before = before;
    node.reads.add(before);
    for (const { fact, standing } of previous) {
      if (before.model.facts.get(fact.entity)?.has(standing.fact) !== true) continue;
      const facts = before.facts.get(fact.entity) ?? new Set();
      before.facts.set(fact.entity, facts);
      if (!facts.has(standing.fact)) again(before);
      facts.add(standing.fact);
    }
    for (const name of changes) {
      if (!before.model.rollups.has(name) || before.rates.has(name)) continue;
      before.rates.add(name);
      again(before);
    }
  }

  function readLadder(node: Node, ladder: Ladder): void {
    const { asOf, judged } = node.moment;
    const counted = periodsOfWindow(ladder.countedOver, ladder.each, judged).map((period): CountedNode => {
      const at = momentOf(period, asOf);
      const read = nodeAt(at, options.modelOn(at.judged) ?? nothingInForce(node.model));
      if (read !== node) node.reads.add(read);
      const name = JSON.stringify([ladder.entity, ladder.occasions, ladder.clearsAfter === null]);
      const known = read.occasions.get(name);
      if (known !== undefined) return { node: read, occasions: known };
      const others = [...read.occasions.values()].filter((one) => one.ladder.name === ladder.name).length;
      const occasions = { name: others === 0 ? ladder.name : `${ladder.name} ${others + 1}`, ladder };
      read.occasions.set(name, occasions);
      again(read);
      return { node: read, occasions };
    });
    node.ladders.set(ladder.name, counted);
  }
}

function nameOf({ period, asOf }: Moment): string {
  return `${period.name} as of ${asOf}`;
}

/** Each after those that it reads; those that are asked for in their order. */
function inOrder(nodes: readonly Node[]): readonly Node[] {
  const order = new Set<Node>();
  const visit = (node: Node): void => {
    if (order.has(node)) return;
    for (const read of node.reads) visit(read);
    order.add(node);
  };
  for (const node of nodes) if (node.asked !== null) visit(node);
  return [...order];
}

function keepOf({ facts, rates, occasions }: Node): Keep {
  return {
    facts: new Map([...facts].map(([entity, names]) => [entity, [...names]])),
    rates: [...rates],
    occasions: [...occasions.values()],
  };
}

function earlierOf(node: Node, programs: ReadonlyMap<Node, Program>, dialect: Dialect): Earlier {
  const before = node.before === null ? null : (programs.get(node.before) ?? null);
  return {
    previousOf(fact) {
      if (fact.definition.kind !== 'previous') throw new Error(`${fact.name} is not of an earlier period`);
      const kept = before?.kept.fact(fact.entity, fact.definition.fact) ?? null;
      if (kept === null) return null;
      const { type } = fact;
      if (type.kind === 'number') {
        if (kept.type.kind !== 'number') return null;
        return {
          table: kept.table,
          value(read) {
            const value = kept.value(read);
            if (value.kind !== 'number') throw new Error(`${fact.name} was no number`);
            return { ...value, type };
          },
        };
      }
      if (kept.type.kind !== type.kind) return null;
      return {
        table: kept.table,
        value(read) {
          const value = kept.value(read);
          if (value.kind !== 'plain') throw new Error(`${fact.name} was a number`);
          return { ...value, type };
        },
      };
    },
    ratesOf: ({ name }) => before?.kept.rates(name) ?? null,
    periodsOf: ({ name }) =>
      (node.ladders.get(name) ?? []).map(({ node: { schema, moment }, occasions }) => ({
        first: moment.period.first,
        occasions: occasionsTable({ dialect, schema }, occasions),
      })),
  };
}

function dropOf({ quote }: Dialect, node: Node, { kept }: Program): readonly Statement[] {
  if (node.asked === null) return [{ name: `drop ${node.schema}`, sql: `DROP SCHEMA ${quote(node.schema)} CASCADE` }];
  return kept.tables.map((table) => ({ name: `drop ${table}`, sql: `DROP TABLE ${table}` }));
}
