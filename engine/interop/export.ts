/**
 * Rules as json-rules-engine's JSON. A rule there succeeds, for the same facts given as values, exactly when it passes here; what is
 * unknown or empty is given as `null`. The rest of a rule travels in its event's parameters, so that `importRules` gives it back.
 */
import type { CivilDate } from '../calendar/civil-date.ts';
import { report } from '../diagnostics/define.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import { jsonInexactNumber } from '../diagnostics/registry/interop.ts';
import type { Model, Rule } from '../model/policy.ts';
import { pathText } from '../model/text.ts';
import { exportCondition, jsonLiteral, marks, rooted, type Writer } from './export-condition.ts';
import { type JsonCondition, type JsonRule, membersOf } from './json.ts';
import { type Analysed, dayOf, modelOf } from './model-of.ts';
import type { Provenance } from './provenance.ts';
import { writeTemplate } from './templates.ts';

export interface ExportOptions {
  /** Only these rules; by default all. */
  readonly rules?: readonly string[];
  /** The period and as-of date whose rules and parameter values are meant, or the day judged itself; by default the last. */
  readonly period?: string;
  readonly asOf?: CivilDate;
  readonly day?: CivilDate;
  /** Of imported rules: what they were, so that they go back unchanged. */
  readonly provenance?: Provenance;
}

export interface ExportedRules {
  readonly rules: readonly JsonRule[];
  /** For `engine.setCondition`, by name. */
  readonly conditions: Readonly<Record<string, JsonCondition>>;
  /** For `engine.addFact`: the parameters, named as policies write them (`$reply-days`). */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Those of `registerOperators` that the rules use. */
  readonly operators: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The rules of a project, or of a model. Throws ZS5008 where no policy is in force, ZS9007 for a period that is none. */
export function exportRules(source: Model | Analysed, options: ExportOptions = {}): ExportedRules {
  const day = options.day ?? dayOf(options.period, options.asOf);
  const model = modelOf(source, day);
  const wanted = options.rules ?? [...model.rules.keys()];
  const rules = wanted.flatMap((name) => model.rules.get(name) ?? []);
  const conditions = new Map<string, JsonCondition>();
  const used = { parameters: new Set<string>(), operators: new Set<string>(), inexact: new Set<string>() };
  const shared: Writer['shared'] = { positive: new Map(), negative: new Map() };
  const diagnostics: Diagnostic[] = [];
  const exported = rules.map((rule) => {
    used.inexact.clear();
    const writer: Writer = {
      model,
      entity: rule.entity,
      conditions,
      used,
      shared,
      provenance: options.provenance ?? null,
    };
    const json = exportRule(rule, writer);
    const place = { file: rule.policy, range: startOfFile };
    diagnostics.push(
      ...[...used.inexact].map((number) => report(jsonInexactNumber, place, { rule: rule.name, number })),
    );
    return json;
  });
  return {
    rules: exported,
    conditions: Object.fromEntries(
      reachable(
        exported.map((rule) => rule.conditions),
        conditions,
      ),
    ),
    facts: Object.fromEntries([...used.parameters].map((name) => [`$${name}`, valueOn(model, name, day)])),
    operators: [...used.operators].sort(),
    diagnostics,
  };
}

function exportRule(rule: Rule, writer: Writer): JsonRule {
  const origin = writer.provenance?.rules.get(rule.name);
  const require = exportCondition(rule.require, 'positive', writer);
  const conditions =
    rule.when === null
      ? rooted(require, rule.require)
      : { name: marks.rule, all: [exportCondition(rule.when, 'positive', writer), require] };
  if (origin !== undefined) return { ...origin, conditions };
  return {
    name: rule.name,
    conditions,
    event: {
      type: rule.name,
      params: {
        entity: rule.entity,
        policy: rule.policy,
        ...(rule.procedure === null ? {} : { procedure: rule.procedure }),
        title: rule.title,
        ...(rule.during === null ? {} : { during: pathText(rule.during) }),
        ...(rule.cites === null ? {} : { cites: rule.cites }),
        severity: rule.severity,
        message: writeTemplate(rule.message),
        remedy: writeTemplate(rule.remedy),
        responsible: rule.responsible,
      },
    },
  };
}

/** What the rules refer to, and what that refers to. */
function reachable(
  roots: readonly JsonCondition[],
  conditions: ReadonlyMap<string, JsonCondition>,
): readonly (readonly [string, JsonCondition])[] {
  const found = new Set<string>();
  const visit = (json: JsonCondition): void => {
    if ('condition' in json && !found.has(json.condition)) {
      found.add(json.condition);
      const definition = conditions.get(json.condition);
      if (definition !== undefined) visit(definition);
    }
    for (const member of membersOf(json)) visit(member);
  };
  for (const root of roots) visit(root);
  return [...conditions].filter(([name]) => found.has(name));
}

function valueOn(model: Model, name: string, day: CivilDate | null): unknown {
  const values = model.parameters.get(name)?.values ?? [];
  const value = day === null ? values.at(-1) : values.findLast(({ from }) => from <= day);
  return value === undefined ? null : jsonLiteral(value.value, null);
}
