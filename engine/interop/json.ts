/**
 * json-rules-engine's JSON (version 7): what `Rule.toJSON` writes and `new Rule` and `engine.setCondition` read.
 * The engine itself ignores misspelt keys and finds an unknown operator only when it runs; here all is checked first.
 */

import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized, Place } from '../diagnostics/diagnostic.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import {
  jsonConditionCircle,
  jsonNotReadable,
  jsonRuleShape,
  jsonUnknownCondition,
} from '../diagnostics/registry/interop.ts';

export interface JsonRule {
  readonly conditions: JsonCondition;
  readonly event: { readonly type: string; readonly params?: Readonly<Record<string, unknown>> };
  readonly name?: unknown;
  readonly priority?: number;
}

export type JsonCondition =
  | (Labelled & { readonly all: readonly JsonCondition[] })
  | (Labelled & { readonly any: readonly JsonCondition[] })
  | (Labelled & { readonly not: JsonCondition })
  | (Labelled & { readonly condition: string })
  | JsonLeaf;

export interface JsonLeaf extends Labelled, JsonReading {
  readonly operator: string;
  /** Any JSON value, or a reading of another fact. */
  readonly value: unknown;
}

/** How a condition gets a fact's value. */
export interface JsonReading {
  readonly fact: string;
  /** JSONPath into the fact's value. */
  readonly path?: string;
  /** Arguments of a dynamic fact. */
  readonly params?: Readonly<Record<string, unknown>>;
}

interface Labelled {
  /** Shown in json-rules-engine's results; without meaning. */
  readonly name?: string;
  /** The order in which members are looked at; without meaning for the result. */
  readonly priority?: number;
}

export interface JsonRules {
  readonly rules: readonly JsonRule[];
  readonly conditions: ReadonlyMap<string, JsonCondition>;
}

/** Deeper than a person nests, shallow enough for any stack. */
const deepest = 200;

/**
 * Rules from a rule, a list of rules, `{ rules, conditions }`, or the text of any of these. With any error among the diagnostics
 * `rules` holds only the rules without one.
 */
export function readJsonRules(
  input: unknown,
  conditions: Readonly<Record<string, unknown>>,
  file: string,
): JsonRules & { readonly diagnostics: readonly Diagnostic[] } {
  const place: Place = { file, range: startOfFile };
  const parsed = parse(input);
  if (parsed.reason !== null) {
    return {
      rules: [],
      conditions: new Map(),
      diagnostics: [report(jsonNotReadable, place, { reason: parsed.reason })],
    };
  }
  const bundle = isObject(parsed.value) && Array.isArray(parsed.value['rules']) ? parsed.value : null;
  const list = bundle === null ? listOf(parsed.value) : (bundle['rules'] as unknown[]);
  const shared: Record<string, unknown> = {
    ...(isObject(bundle?.['conditions']) ? bundle['conditions'] : {}),
    ...conditions,
  };
  const problems: Problem[] = [];
  const good = list.filter((rule, index) => check(problems, () => checkRule(rule, `rules/${index}`, problems)));
  const named = Object.entries(shared).filter(([name, condition]) =>
    check(problems, () => checkCondition(condition, `conditions/${name}`, problems, 0)),
  );
  const map = new Map(named) as ReadonlyMap<string, JsonCondition>;
  const diagnostics = problems.map(({ at, problem }) => report(jsonRuleShape, place, { at, problem }));
  const missing = missingConditions(good as JsonRule[], map).map((one) => report(jsonUnknownCondition, place, one));
  const circle = circleAmong(map);
  const circles = circle === null ? [] : [report(jsonConditionCircle, place, { circle: circle.join(' → ') })];
  const broken = missing.length > 0 || circle !== null;
  return {
    rules: broken ? [] : (good as JsonRule[]),
    conditions: map,
    diagnostics: [...diagnostics, ...missing, ...circles],
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value that reads another fact. */
export function isReading(value: unknown): value is JsonReading {
  return isObject(value) && Object.hasOwn(value, 'fact');
}

/** The parts of a condition; none of a leaf or a reference. */
export function membersOf(condition: JsonCondition): readonly JsonCondition[] {
  if ('any' in condition) return condition.any;
  if ('all' in condition) return condition.all;
  return 'not' in condition ? [condition.not] : [];
}

interface Problem {
  readonly at: string;
  readonly problem: Localized;
}

function parse(input: unknown): { readonly value: unknown; readonly reason: string | null } {
  if (typeof input !== 'string') return { value: input, reason: null };
  try {
    return { value: JSON.parse(input), reason: null };
  } catch (error) {
    return { value: null, reason: error instanceof Error ? error.message : String(error) };
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function check(problems: readonly Problem[], look: () => void): boolean {
  const before = problems.length;
  look();
  return problems.length === before;
}

function checkRule(rule: unknown, at: string, problems: Problem[]): void {
  if (!isObject(rule)) return void problems.push(problem(at, '规则应为对象', 'a rule is an object'));
  const event = rule['event'];
  if (!isObject(event) || typeof event['type'] !== 'string') {
    problems.push(problem(`${at}/event`, '缺少 event.type', 'event.type is missing'));
  } else if (event['params'] !== undefined && !isObject(event['params'])) {
    problems.push(problem(`${at}/event/params`, 'params 应为对象', 'params is an object'));
  }
  const priority = rule['priority'];
  if (priority !== undefined && !(typeof priority === 'number' && Number.isInteger(priority) && priority > 0)) {
    problems.push(problem(`${at}/priority`, 'priority 应为正整数', 'priority is a positive whole number'));
  }
  checkCondition(rule['conditions'], `${at}/conditions`, problems, 0);
  if (isObject(rule['conditions']) && Object.hasOwn(rule['conditions'], 'fact')) {
    problems.push(
      problem(
        `${at}/conditions`,
        '最外层应为 all、any、not 或 condition',
        'the outermost is all, any, not or condition',
      ),
    );
  }
}

const kinds = ['all', 'any', 'not', 'condition', 'fact'] as const;

function checkCondition(condition: unknown, at: string, problems: Problem[], depth: number): void {
  if (!isObject(condition)) return void problems.push(problem(at, '条件应为对象', 'a condition is an object'));
  if (depth > deepest) return void problems.push(problem(at, '嵌套过深', 'nested too deeply'));
  const found = kinds.filter((kind) => Object.hasOwn(condition, kind));
  const [kind] = found;
  if (kind === undefined || found.length > 1) {
    const list = kinds.join(', ');
    problems.push(problem(at, `条件应恰有其一：${list}`, `a condition has exactly one of ${list}`));
    return;
  }
  const value = condition[kind];
  const allowed: readonly string[] =
    kind === 'fact'
      ? ['fact', 'operator', 'value', 'path', 'params', ...labels, ...results]
      : [kind, ...labels, ...results];
  for (const key of Object.keys(condition)) {
    if (!allowed.includes(key))
      problems.push(problem(`${at}/${key}`, `不认识的键“${key}”`, `the key "${key}" is not known`));
  }
  switch (kind) {
    case 'all':
    case 'any':
      if (!Array.isArray(value)) problems.push(problem(`${at}/${kind}`, '应为列表', 'this is a list'));
      else value.forEach((member, index) => void checkCondition(member, `${at}/${kind}/${index}`, problems, depth + 1));
      return;
    case 'not':
      checkCondition(value, `${at}/not`, problems, depth + 1);
      return;
    case 'condition':
      if (typeof value !== 'string')
        problems.push(problem(`${at}/condition`, '应为条件的名称', 'this is the name of a condition'));
      return;
    case 'fact':
      checkReading(condition, at, problems);
      if (typeof condition['operator'] !== 'string') {
        problems.push(problem(`${at}/operator`, '缺少 operator', 'operator is missing'));
      }
      if (!Object.hasOwn(condition, 'value')) problems.push(problem(`${at}/value`, '缺少 value', 'value is missing'));
      else if (isReading(condition['value'])) checkReading(condition['value'] as object, `${at}/value`, problems);
  }
}

const labels = ['name', 'priority'];
/** A rule's result is a rule with these beside. */
const results = ['result', 'factResult', 'valueResult', 'operator'];

function checkReading(reading: object, at: string, problems: Problem[]): void {
  const { fact, path, params } = reading as Record<string, unknown>;
  if (typeof fact !== 'string') problems.push(problem(`${at}/fact`, 'fact 应为文本', 'fact is a text'));
  if (path !== undefined && typeof path !== 'string')
    problems.push(problem(`${at}/path`, 'path 应为文本', 'path is a text'));
  if (params !== undefined && !isObject(params))
    problems.push(problem(`${at}/params`, 'params 应为对象', 'params is an object'));
}

function problem(at: string, zh: string, en: string): Problem {
  return { at, problem: { zh, en } };
}

function missingConditions(
  rules: readonly JsonRule[],
  conditions: ReadonlyMap<string, JsonCondition>,
): readonly { readonly at: string; readonly name: string }[] {
  const roots = [
    ...rules.map((rule, index) => ({ at: `rules/${index}`, condition: rule.conditions })),
    ...[...conditions].map(([name, condition]) => ({ at: `conditions/${name}`, condition })),
  ];
  return roots.flatMap(({ at, condition }) =>
    namesIn(condition)
      .filter((name) => !conditions.has(name))
      .map((name) => ({ at, name })),
  );
}

function namesIn(condition: JsonCondition): readonly string[] {
  return 'condition' in condition ? [condition.condition] : membersOf(condition).flatMap(namesIn);
}

function circleAmong(conditions: ReadonlyMap<string, JsonCondition>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
    const condition = conditions.get(name);
    if (condition === undefined || done.has(name)) return null;
    for (const next of namesIn(condition)) {
      const circle = visit(next, [...way, name]);
      if (circle !== null) return circle;
    }
    done.add(name);
    return null;
  };
  for (const name of conditions.keys()) {
    const circle = visit(name, []);
    if (circle !== null) return circle;
  }
  return null;
}
