/** A rule as the steps of a decision, with how many subjects come to each part and what they find there. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { leafWords, type Speech, titleOf } from '../../../engine/assess/words.ts';
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Moment } from '../../../engine/calendar/period.ts';
import type { Language, Place } from '../../../engine/diagnostics/diagnostic.ts';
import { type Analysis, modelOn } from '../../../engine/language/analysis.ts';
import { printLeaf } from '../../../engine/language/print.ts';
import type { ConditionSyntax, PolicySyntax } from '../../../engine/language/syntax.ts';
import type { Condition } from '../../../engine/model/condition.ts';
import { factAt } from '../../../engine/model/path.ts';
import type { Model, Rule } from '../../../engine/model/policy.ts';
import { pathText } from '../../../engine/model/text.ts';
import type { Truth } from '../../../engine/model/truth.ts';
import { duckdb } from '../../../engine/sql/duckdb.ts';
import { inspectRule } from '../../../engine/sql/inspect.ts';
import { rowsOf, runAll, withWorkdays } from './database.ts';
import { dropSchemas, inSchema } from './judging.ts';
import type { PlacedNode, PlacedStep } from './messages.ts';
import type { Staged } from './staging.ts';

export interface FlowSource {
  readonly analysis: Analysis;
  readonly model: Model;
  readonly moment: Moment;
  readonly staged: Staged;
  readonly language: Language;
}

export async function flowOf(
  connection: DuckDBConnection,
  source: FlowSource,
  rule: Rule,
  signal: AbortSignal,
): Promise<readonly PlacedStep[]> {
  const counted = await countsOf(connection, source, rule, signal);
  return stepsOf(source, rule, counted);
}

/** Subjects that come to each step, and of each part in the order of `inspectRule` those that find it true, false, unknown, empty. */
interface Counted {
  readonly entering: readonly [number, number, number];
  readonly parts: readonly NonNullable<PlacedNode['counts']>[];
}

async function countsOf(
  connection: DuckDBConnection,
  { analysis, model, moment, staged, language }: FlowSource,
  rule: Rule,
  signal: AbortSignal,
): Promise<Counted> {
  const { missing, knowledge } = staged;
  const options = { language, missing, knowledge, modelOn: (day: CivilDate) => modelOn(analysis, day) };
  const inspection = inspectRule(model, inSchema(moment, 'flow'), duckdb, options, rule);
  await withWorkdays(connection, inspection.countsWorkdays);
  await dropSchemas(connection, inspection.schemas);
  try {
    await runAll(connection, inspection.statements, signal);
    const [row = {}] = await rowsOf(connection, inspection.query, signal);
    const numbers = Object.values(row).map(Number);
    const [all = 0, first = 0, second = 0, ...rest] = numbers;
    const parts: Record<Truth, number>[] = [];
    for (let i = 0; i < rest.length; i += 4) {
      const [yes = 0, no = 0, unknown = 0, empty = 0] = rest.slice(i, i + 4);
      parts.push({ true: yes, false: no, unknown, empty });
    }
    return { entering: [all, first, second], parts };
  } finally {
    await dropSchemas(connection, inspection.schemas);
  }
}

function stepsOf(source: FlowSource, rule: Rule, { entering, parts }: Counted): readonly PlacedStep[] {
  const { analysis, model, moment, language } = source;
  const speech: Speech = { model, entity: rule.entity, judged: moment.judged, language };
  const policy = policyOf(analysis, rule, moment);
  const syntax = policy?.rules.find(({ name }) => name.text === rule.name) ?? null;
  let next = 0;
  const take = (): PlacedNode['counts'] => parts[next++] ?? null;
  const during = take();
  const node = (condition: Condition, written: ConditionSyntax | null): PlacedNode => {
    const counts = take();
    switch (condition.kind) {
      case 'all':
      case 'any': {
        const members = written?.kind === condition.kind ? written.of : [];
        const of = condition.of.map((member, i) => node(member, members[i] ?? null));
        return { kind: condition.kind, text: '', meaning: '', counts, of, place: null };
      }
      case 'not': {
        const of = [node(condition.of, written?.kind === 'not' ? written.of : null)];
        return { kind: 'not', text: '', meaning: '', counts, of, place: null };
      }
      case 'shared': {
        const shared = sharedSyntax(analysis, condition.name, moment);
        const place = written?.kind === 'shared' ? written.name.place : null;
        const of = [node(condition.of, shared)];
        return { kind: 'shared', text: condition.name, meaning: condition.name, counts, of, place };
      }
      default:
        return {
          kind: 'leaf',
          text: printLeaf(condition, (path) => factAt(model, rule.entity, path).type),
          meaning: leafWords(condition, speech),
          counts,
          of: [],
          place: written?.kind === 'leaf' ? placeOfLeaf(written) : null,
        };
    }
  };
  const steps: PlacedStep[] = [];
  if (rule.during !== null) {
    const written = syntax?.during?.steps[0]?.place ?? null;
    const meaning = titleOf(rule.during, speech);
    const placed: PlacedNode = {
      kind: 'during',
      text: pathText(rule.during),
      meaning,
      counts: during,
      of: [],
      place: written,
    };
    steps.push({ step: 'during', entering: entering[0], node: placed });
  }
  if (rule.when !== null)
    steps.push({ step: 'when', entering: entering[1], node: node(rule.when, syntax?.when ?? null) });
  steps.push({ step: 'require', entering: entering[2], node: node(rule.require, syntax?.require ?? null) });
  return steps;
}

function policyOf({ policies }: Analysis, rule: Rule, { judged }: Moment): PolicySyntax | null {
  const inForce = policies.filter(({ from, until }) => from <= judged && (until === null || judged <= until));
  return inForce.find(({ name }) => name.text === rule.policy) ?? null;
}

function sharedSyntax({ policies }: Analysis, name: string, { judged }: Moment): ConditionSyntax | null {
  const inForce = policies.filter(({ from, until }) => from <= judged && (until === null || judged <= until));
  const found = inForce.flatMap(({ conditions }) => conditions).find((each) => each.name.text === name);
  return found?.condition ?? null;
}

function placeOfLeaf(leaf: Extract<ConditionSyntax, { kind: 'leaf' }>): Place {
  return leaf.at(leaf.line.span);
}
