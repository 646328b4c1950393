/** One subject's verdicts with their reasons: what `explain` tells. */
import type { CivilDate } from '../calendar/civil-date.ts';
import { type Moment, moment, monthsFrom, parsePeriod } from '../calendar/period.ts';
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
  subjectNoMore,
} from '../diagnostics/registry/run.ts';
import { type Interpreter, interpreter } from '../interpret/interpreter.ts';
import { modelOn } from '../language/analysis.ts';
import type { Dataset } from '../model/dataset.ts';
import type { FactPath, Ladder, Model, Procedure, Rule, Standard } from '../model/policy.ts';
import { factsOfFinding, type ReachFrom, reachOf } from '../model/reach.ts';
import { valueText } from '../model/text.ts';
import { refuseErrors } from '../project/check.ts';
import type { Project } from '../project/open.ts';
import { smallestChanges } from '../verify/smallest.ts';
import { refuseAsOf } from './as-of.ts';
import { type ExplainedLadder, explainLadder } from './explain-ladder.ts';
import { type ExplainedProcedure, explainProcedure } from './explain-procedure.ts';
import { type ExplainedRule, explainRule, type Talk } from './explain-rule.ts';
import { type ExplainedStandard, explainStandard } from './explain-standard.ts';
import { interpreterOf } from './kept.ts';

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
  /** Ladders that the subject may stand on, procedures that it is in or may be in; with `rule` only the rule's procedure. */
  readonly ladders: readonly ExplainedLadder[];
  readonly procedures: readonly ExplainedProcedure[];
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
  const procedures = proceduresAbout(model, entity, options.rule ?? null);
  const ladders = options.rule == null ? laddersAbout(model, entity) : [];
  const names = (each: readonly { readonly name: string }[]): readonly string[] => each.map(({ name }) => name);
  const told = {
    rules: names(rules),
    standards: names(standards),
    procedures: names(procedures),
    ladders: names(ladders),
  };
  const entities = entitiesOf(project, model, entity, options.rule ?? null, told);
  const judge = await interpreterFor(project, options, entities);
  const interpretation = judge.at(at) ?? stop(nothingInForce, '--period', { day: at.judged });
  refuseUnknownSubject(judge, at, interpretation.subjects(entity), entity, key);
  const smallest = smallestChanges(model, at, { limit: mostLooks });
  const talk: Talk = {
    project,
    model,
    interpretation,
    judged: at.judged,
    language: options.language ?? 'zh',
  };
  const verdicts: ExplainedRule[] = [];
  for (const rule of rules) verdicts.push(await explainRule(talk, smallest, rule, key));
  const standings: ExplainedStandard[] = [];
  for (const standard of standards) standings.push(await explainStandard(talk, smallest, standard, key));
  return {
    period: options.period,
    asOf: at.asOf,
    entity,
    entityTitle: model.dictionary.entities.get(entity)?.title[talk.language] ?? entity,
    subject: key,
    name: await nameOf(talk, entity, key),
    verdicts,
    standings,
    ladders: await laddersOf(talk, ladders, key),
    procedures: await proceduresOf(talk, procedures, key),
  };
}

async function interpreterFor(
  project: Project,
  { dataset, data }: ExplainOptions,
  entities: () => ReadonlySet<string>,
): Promise<Interpreter> {
  if (dataset == null) return interpreterOf(project, data ?? null, entities());
  return interpreter((day) => modelOn(project.analysis, day), dataset);
}

/** In the search for a smallest change, so that the answer does not wait for it. */
const mostLooks = 20_000;

/** What was found of each model's entities, with all rules and with one; it goes with the project. */
const reached = new WeakMap<Project, Map<Model, Map<string, ReadonlySet<string>>>>();

/** For the next subject of the entity whose records are looked at is the same. */
function entitiesOf(
  project: Project,
  model: Model,
  entity: string,
  rule: string | null,
  told: ReachFrom,
): () => ReadonlySet<string> {
  return () => {
    const ofProject = reached.get(project) ?? new Map<Model, Map<string, ReadonlySet<string>>>();
    reached.set(project, ofProject);
    const ofModel = ofProject.get(model) ?? new Map<string, ReadonlySet<string>>();
    ofProject.set(model, ofModel);
    const asked = JSON.stringify([entity, rule]);
    const entities = ofModel.get(asked) ?? entitiesFor(project, entity, told);
    ofModel.set(asked, entities);
    return entities;
  };
}

/** Whose records the explanation looks at, in this period and earlier ones: of the entity itself also where it has only standards. */
export function entitiesFor(project: Project, entity: string, told: ReachFrom): ReadonlySet<string> {
  const entities = new Set([entity]);
  // A fact of an earlier period is the one of that name in the policies that were in force then.
  const earlier = new Map<string, { readonly entity: string; readonly path: FactPath }>();
  let known: number;
  do {
    known = earlier.size;
    for (const { model } of project.analysis.eras) {
      const reach = reachOf(model, { ...told, facts: [...earlier.values()] }, factsOfFinding);
      for (const name of reach.entities) entities.add(name);
      for (const { entity: about, definition } of reach.facts) {
        if (definition.kind !== 'previous') continue;
        earlier.set(`${about} ${definition.fact}`, { entity: about, path: { through: [], fact: definition.fact } });
      }
    }
  } while (earlier.size > known);
  return entities;
}

function proceduresAbout(model: Model, entity: string, rule: string | null): readonly Procedure[] {
  return [...model.procedures.values()].filter(
    (procedure) => procedure.entity === entity && (rule === null || procedure.rules.includes(rule)),
  );
}

function laddersAbout(model: Model, entity: string): readonly Ladder[] {
  return [...model.ladders.values()].filter((ladder) => ladder.entity === entity);
}

function momentOf({ period, asOf }: ExplainOptions): Moment {
  const one = parsePeriod(period) ?? stop(invalidPeriod, '--period', { value: period, range: '' });
  refuseAsOf(asOf, one);
  return moment(one, asOf ?? undefined);
}

function subjectOf(text: string): { readonly entity: string; readonly key: string } {
  // A Chinese keyboard gives the wide colon.
  const at = text.search(/[:：]/);
  if (at <= 0 || at === text.length - 1) stop(invalidSubject, '--subject', { value: text });
  return { entity: text.slice(0, at), key: text.slice(at + 1) };
}

function rulesOf(model: Model, entity: string, rule: string | null): readonly Rule[] {
  const { rules, standards, ladders } = model;
  const judged = new Set([...rules.values(), ...standards.values(), ...ladders.values()].map((each) => each.entity));
  if (!judged.has(entity)) {
    const titled = [...model.dictionary.entities.values()].find(
      ({ name, title }) => judged.has(name) && (title.zh === entity || title.en === entity),
    );
    const near = titled === undefined ? meant(entity, judged) : suggestion(titled.name, [titled.name]);
    stop(noSuchEntity, '--subject', { name: entity, suggestion: near, known: listed(judged) });
  }
  const about = [...model.rules.values()].filter((each) => each.entity === entity);
  if (rule === null) return about;
  const names = about.map(({ name }) => name);
  const wanted = about.filter(({ name }) => name === rule);
  if (wanted.length === 0)
    stop(noSuchRule, '--rule', { entity, name: rule, suggestion: meant(rule, names), known: listed(names) });
  return wanted;
}

function refuseUnknownSubject(
  judge: Interpreter,
  at: Moment,
  keys: readonly string[],
  entity: string,
  key: string,
): void {
  if (keys.includes(key)) return;
  const before = monthsFrom(at.period.first, at.judged).findLast((month) =>
    judge.at(moment(month))?.subjects(entity).includes(key),
  );
  if (before !== undefined) stop(subjectNoMore, '--subject', { entity, key, day: at.judged, before: before.name });
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

async function laddersOf(talk: Talk, ladders: readonly Ladder[], subject: string): Promise<readonly ExplainedLadder[]> {
  const { model, interpretation, judged, language } = talk;
  const explained: ExplainedLadder[] = [];
  for (const ladder of ladders) {
    const found = await interpretation.ladder(ladder.name, subject);
    explained.push(explainLadder(ladder, found, { model, entity: ladder.entity, judged, language }));
  }
  return explained;
}

async function proceduresOf(
  talk: Talk,
  procedures: readonly Procedure[],
  subject: string,
): Promise<readonly ExplainedProcedure[]> {
  const { model, interpretation, judged, language } = talk;
  const explained: ExplainedProcedure[] = [];
  for (const procedure of procedures) {
    const found = await interpretation.procedure(procedure.name, subject);
    if (found.isIn !== 'false') {
      explained.push(explainProcedure(procedure, found, { model, entity: procedure.entity, judged, language }));
    }
  }
  return explained;
}
