/** One subject's verdicts with their reasons: what `explain` tells. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, parsePeriod } from '../calendar/period.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { nearest, suggestion } from '../diagnostics/nearest.ts';
import {
  invalidPeriod,
  invalidSubject,
  noSuchEntity,
  noSuchRule,
  noSuchSubject,
  nothingInForce,
} from '../diagnostics/registry/run.ts';
import { interpret } from '../interpret/interpreter.ts';
import { modelOn } from '../language/analysis.ts';
import type { Dataset } from '../model/dataset.ts';
import type { Model, Rule, Standard } from '../model/policy.ts';
import { factsOfFinding, reachOf } from '../model/reach.ts';
import { valueText } from '../model/text.ts';
import { refuseErrors } from '../project/check.ts';
import type { Project } from '../project/open.ts';
import { refuseAsOf } from './as-of.ts';
import { type ExplainedRule, explainRule, type Talk } from './explain-rule.ts';
import { type ExplainedStandard, explainStandard } from './explain-standard.ts';
import { interpretationOf } from './kept.ts';

export interface ExplainOptions {
  /** One period: `2021`, `2021-Q4`, `2021-11`. */
  readonly period: string;
  readonly asOf?: CivilDate | null;
  /** `ENTITY:KEY`, such as `unit:u1`; the key may have colons of its own. */
  readonly subject: string;
  /** Only this rule. */
  readonly rule?: string | null;
  readonly data?: string | null;
  /** The project's data, where the caller holds it; else it is read. */
  readonly dataset?: Dataset | null;
  readonly language?: Language;
}

export interface Explanation {
  readonly period: string;
  readonly asOf: CivilDate;
  readonly entity: string;
  /** What people call an entity of this kind. */
  readonly entityTitle: string;
  readonly subject: string;
  /** Its field `name`, where it has one that may be shown. */
  readonly name: string | null;
  readonly verdicts: readonly ExplainedRule[];
  readonly standings: readonly ExplainedStandard[];
}

/**
 * Judges one subject with the interpreter. Throws ZhunshengError where the project has errors, or the entity (ZS5009), the
 * subject (ZS5010) or the rule (ZS5011) is not there.
 */
export async function explain(project: Project, options: ExplainOptions): Promise<Explanation> {
  refuseErrors(project, { tests: false });
  const at = momentOf(options);
  const { entity, key } = subjectOf(options.subject);
  const model = modelOn(project.analysis, at.judged) ?? stop(nothingInForce, '--period', { day: at.judged });
  const rules = rulesOf(model, entity, options.rule ?? null);
  const standards = [...model.standards.values()].filter(
    (each) => each.entity === entity && (options.rule == null || requiresRule(each, options.rule)),
  );
  const interpretation =
    options.dataset == null
      ? await interpretationOf(project, options.data ?? null, entitiesFor(model, entity, rules, standards), model, at)
      : interpret(model, options.dataset, at);
  refuseUnknownSubject(interpretation.subjects(entity), entity, key);
  const talk: Talk = { project, model, interpretation, judged: at.judged, language: options.language ?? 'zh' };
  const verdicts: ExplainedRule[] = [];
  for (const rule of rules) verdicts.push(await explainRule(talk, rule, key));
  const standings: ExplainedStandard[] = [];
  for (const standard of standards) standings.push(await explainStandard(talk, standard, key));
  return {
    period: options.period,
    asOf: at.asOf,
    entity,
    entityTitle: model.dictionary.entities.get(entity)?.title[talk.language] ?? entity,
    subject: key,
    name: await nameOf(talk, entity, key),
    verdicts,
    standings,
  };
}

function momentOf({ period, asOf }: ExplainOptions): Moment {
  const one = parsePeriod(period) ?? stop(invalidPeriod, '--period', { value: period, range: '' });
  refuseAsOf(asOf, one);
  return moment(one, asOf ?? undefined);
}

function subjectOf(text: string): { readonly entity: string; readonly key: string } {
  const at = text.indexOf(':');
  if (at <= 0 || at === text.length - 1) stop(invalidSubject, '--subject', { value: text });
  return { entity: text.slice(0, at), key: text.slice(at + 1) };
}

function rulesOf(model: Model, entity: string, rule: string | null): readonly Rule[] {
  const judged = new Set([...model.rules.values(), ...model.standards.values()].map((each) => each.entity));
  if (!judged.has(entity)) {
    stop(noSuchEntity, '--subject', { name: entity, suggestion: meant(entity, judged), known: listed(judged) });
  }
  const about = [...model.rules.values()].filter((each) => each.entity === entity);
  if (rule === null) return about;
  const names = about.map(({ name }) => name);
  const wanted = about.filter(({ name }) => name === rule);
  if (wanted.length === 0)
    stop(noSuchRule, '--rule', { entity, name: rule, suggestion: meant(rule, names), known: listed(names) });
  return wanted;
}

/** Whose records the explanation looks at: of the entity itself also where it has only standards. */
function entitiesFor(
  model: Model,
  entity: string,
  rules: readonly Rule[],
  standards: readonly Standard[],
): ReadonlySet<string> {
  const names = (each: readonly { readonly name: string }[]) => each.map(({ name }) => name);
  const { entities } = reachOf(model, { rules: names(rules), standards: names(standards) }, factsOfFinding);
  return new Set([entity, ...entities]);
}

function refuseUnknownSubject(keys: readonly string[], entity: string, key: string): void {
  if (keys.includes(key)) return;
  const example = `${entity}:${keys[0] ?? 'KEY'}`;
  const nearKeys = keys.length > MOST_COMPARED ? [] : keys;
  stop(noSuchSubject, '--subject', { entity, key, suggestion: meant(key, nearKeys), example });
}

/** Beyond this many keys, finding the nearest would keep a person waiting. */
const MOST_COMPARED = 20_000;

function meant(name: string, names: Iterable<string>): Localized {
  return nearest(name, names) === null ? { zh: '', en: '' } : suggestion(name, names);
}

function listed(names: Iterable<string>): string {
  const sorted = [...names].sort();
  return sorted.length === 0 ? '-' : sorted.join(', ');
}

async function nameOf(
  { model, interpretation, language }: Talk,
  entity: string,
  subject: string,
): Promise<string | null> {
  const fact = model.facts.get(entity)?.get('name');
  if (fact?.definition.kind !== 'field' || fact.sensitive) return null;
  const { value } = await interpretation.fact(entity, subject, { through: [], fact: 'name' });
  return value.kind === 'text' ? valueText(value, fact.type, language) : null;
}

function requiresRule({ requires }: Standard, rule: string): boolean {
  return requires.some((requirement) => requirement.kind !== 'standard' && requirement.rule === rule);
}
