/** One subject's verdicts with their reasons: what `explain` tells. */
import { type CivilDate, isCivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, parsePeriod } from '../calendar/period.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { stop } from '../diagnostics/error.ts';
import { nearest, suggestion } from '../diagnostics/nearest.ts';
import {
  invalidDate,
  invalidPeriod,
  invalidSubject,
  noSuchEntity,
  noSuchRule,
  noSuchSubject,
  nothingInForce,
} from '../diagnostics/registry/run.ts';
import { type Interpretation, interpret } from '../interpret/interpreter.ts';
import { modelOn } from '../language/analysis.ts';
import type { Dataset } from '../model/dataset.ts';
import type { RuleExplanation } from '../model/explanation.ts';
import { factAt, typeComparedWith } from '../model/path.ts';
import type { Model, Requirement, Rule, Standard, Template } from '../model/policy.ts';
import { factsOfFinding, reachOf } from '../model/reach.ts';
import { templateText, valueText } from '../model/text.ts';
import type { Verdict } from '../model/verdict.ts';
import { refuseErrors } from '../project/check.ts';
import type { Project } from '../project/open.ts';
import { type ExplainedCondition, explainCondition, withheld } from './explain-condition.ts';
import { gapsText } from './gaps.ts';
import { interpretationOf } from './kept.ts';
import { conditionWords, parameterWords, type Speech } from './words.ts';

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

export interface ExplainedRule {
  readonly rule: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly severity: Rule['severity'];
  /** What the rule asks, in words; `when` is whom it applies to, null for all. */
  readonly sentence: { readonly when: string | null; readonly require: string };
  readonly trace: { readonly when: ExplainedCondition | null; readonly require: ExplainedCondition };
  /** Whether the record lies in the period; `true` for rules without `during`. */
  readonly placed: RuleExplanation['placed'];
  /** The records that decided a failure. */
  readonly evidence: readonly string[];
  readonly waiver: ExplainedWaiver | null;
  readonly cites: string | null;
  /** The clause that the rule cites, as the guide has it. */
  readonly clause: { readonly title: string; readonly text: string } | null;
  /** What a failure says; null for other verdicts. */
  readonly message: string | null;
  /** What to do about a failure, or what to supply where the verdict is undetermined. */
  readonly remedy: string | null;
  readonly responsible: readonly string[];
}

export interface ExplainedWaiver {
  /** The verdict without it. */
  readonly from: Verdict;
  readonly reason: string;
  readonly approvedBy: string;
  readonly until: CivilDate;
}

export interface ExplainedStandard {
  readonly standard: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly requires: readonly ExplainedRequirement[];
}

export interface ExplainedRequirement {
  readonly name: string;
  readonly title: string;
  readonly kind: Requirement['kind'];
  readonly verdict: Verdict;
  /** Of a rule about records, those that decided: failed, or undetermined where none failed, with what the failure says. */
  readonly records: readonly {
    readonly entity: string;
    readonly subject: string;
    readonly verdict: Verdict;
    readonly message: string | null;
  }[];
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

interface Talk {
  readonly project: Project;
  readonly model: Model;
  readonly interpretation: Interpretation;
  readonly judged: CivilDate;
  readonly language: Language;
}

function momentOf({ period, asOf }: ExplainOptions): Moment {
  const one = parsePeriod(period) ?? stop(invalidPeriod, '--period', { value: period, range: '' });
  if (asOf != null && !isCivilDate(asOf)) stop(invalidDate, '--as-of', { value: asOf });
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

async function explainRule(talk: Talk, rule: Rule, subject: string): Promise<ExplainedRule> {
  const found = await talk.interpretation.rule(rule.name, subject);
  const speech: Speech = { model: talk.model, entity: rule.entity, judged: talk.judged, language: talk.language };
  const failed = found.verdict === 'fail';
  const trace = {
    when: found.when === null ? null : explainCondition(found.when, speech),
    require: explainCondition(found.require, speech),
  };
  const clause = rule.cites === null ? undefined : talk.project.analysis.clauses.get(rule.cites);
  return {
    rule: rule.name,
    title: rule.title[talk.language],
    verdict: found.verdict,
    severity: rule.severity,
    sentence: {
      when: rule.when === null ? null : conditionWords(rule.when, speech),
      require: conditionWords(rule.require, speech),
    },
    trace,
    placed: found.placed,
    evidence: found.evidence,
    waiver: waiverOf(talk.model, found),
    cites: rule.cites,
    clause: clause === undefined ? null : { title: clause.title, text: clause.text },
    message: failed ? await filled(talk, rule, rule.message, subject) : null,
    remedy: failed
      ? await filled(talk, rule, rule.remedy, subject)
      : found.verdict === 'undetermined'
        ? gapsText([trace.when ?? trace.require, trace.require], talk.language)
        : null,
    responsible: rule.responsible,
  };
}

function waiverOf(model: Model, { waived }: RuleExplanation): ExplainedWaiver | null {
  const waiver = waived === null ? undefined : model.waivers[waived.waiver];
  if (waived === null || waiver === undefined) return null;
  return { from: waived.from, reason: waiver.reason, approvedBy: waiver.approvedBy, until: waiver.until };
}

/** A template with the values of this subject's facts; a sensitive one is withheld. */
async function filled(talk: Talk, rule: Rule, template: Template, subject: string): Promise<string> {
  const { model, interpretation, language, judged } = talk;
  const texts = new Map<string, string>();
  for (const part of template[language]) {
    if (part.kind !== 'fact') continue;
    const fact = factAt(model, rule.entity, part.fact);
    const { value } = await interpretation.fact(rule.entity, subject, part.fact);
    texts.set(JSON.stringify(part.fact), fact.sensitive ? withheld[language] : valueText(value, fact.type, language));
  }
  const speech: Speech = { model, entity: rule.entity, judged, language };
  return templateText(template, language, (part) =>
    part.kind === 'fact'
      ? (texts.get(JSON.stringify(part.fact)) ?? '')
      : parameterWords(part.parameter, speech, typeComparedWith(model, rule, part.parameter)),
  );
}

async function explainStandard(talk: Talk, standard: Standard, subject: string): Promise<ExplainedStandard> {
  const { model, interpretation, language } = talk;
  const found = await interpretation.standard(standard.name, subject);
  const requires: ExplainedRequirement[] = [];
  for (const [i, requirement] of standard.requires.entries()) {
    const { name, verdict } = found.requires[i] ?? { name: '', verdict: 'not-applicable' };
    const title = requirement.kind === 'standard' ? model.standards.get(name)?.title : model.rules.get(name)?.title;
    const records =
      requirement.kind === 'records' ? await decidingRecords(talk, requirement, standard.name, subject, verdict) : [];
    requires.push({ name, title: title?.[language] ?? name, kind: requirement.kind, verdict, records });
  }
  return { standard: standard.name, title: standard.title[language], verdict: found.verdict, requires };
}

async function decidingRecords(
  talk: Talk,
  requirement: Extract<Requirement, { kind: 'records' }>,
  standard: string,
  subject: string,
  verdict: Verdict,
): Promise<ExplainedRequirement['records']> {
  const rule = talk.model.rules.get(requirement.rule);
  if (rule === undefined || (verdict !== 'fail' && verdict !== 'undetermined')) return [];
  const deciding: { entity: string; subject: string; verdict: Verdict; message: string | null }[] = [];
  for (const key of talk.interpretation.records(requirement, standard, subject)) {
    const found = await talk.interpretation.rule(rule.name, key);
    if (found.verdict !== verdict) continue;
    const message = verdict === 'fail' ? await filled(talk, rule, rule.message, key) : null;
    deciding.push({ entity: rule.entity, subject: key, verdict, message });
  }
  return deciding;
}
