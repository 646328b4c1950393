/**
 * What the policies want done about a failure: standards about the same units whose rules read the verdict of the main standard
 * (responsibilities to trace, an analysis to write), and the records that they judge (causes, advice, days set).
 */
import { type ExplainedRule, explainRule, type Talk } from '../../assess/explain-rule.ts';
import type { Entity } from '../../model/dictionary.ts';
import type { FactPath, Model, Requirement, Rule, Standard } from '../../model/policy.ts';
import { factsOfVerdict, reachOf } from '../../model/reach.ts';
import { valueText } from '../../model/text.ts';

export interface FollowUp {
  readonly standard: Standard;
  readonly rules: readonly Rule[];
  readonly records: readonly RecordsRequirement[];
}

type RecordsRequirement = Extract<Requirement, { kind: 'records' }>;

export interface FollowedUp {
  readonly standard: Standard;
  /** Rules about the unit that fail, or are undetermined. */
  readonly findings: readonly ExplainedRule[];
  readonly records: readonly DescribedRecord[];
}

/** A record with what it says, sensitive fields left out. */
export interface DescribedRecord {
  readonly entity: Entity;
  readonly key: string;
  readonly fields: readonly { readonly title: string; readonly text: string }[];
}

export function followUpsOf(model: Model, main: Standard): readonly FollowUp[] {
  const family = new Set(namesWithin(model, main));
  return [...model.standards.values()].flatMap((standard): FollowUp[] => {
    if (standard.entity !== main.entity || family.has(standard.name)) return [];
    const rules = standard.requires.flatMap((each) => (each.kind === 'rule' ? (model.rules.get(each.rule) ?? []) : []));
    if (!rules.some((rule) => readsVerdict(model, rule, family))) return [];
    const records = standard.requires.filter((each): each is RecordsRequirement => each.kind === 'records');
    return [{ standard, rules, records }];
  });
}

/** Null where the unit has nothing of it. */
export async function followedUp(talk: Talk, followUp: FollowUp, key: string): Promise<FollowedUp | null> {
  const { standard, rules, records } = followUp;
  const findings: ExplainedRule[] = [];
  for (const rule of rules) {
    const verdict = await talk.interpretation.verdict(rule.name, key);
    if (verdict === 'fail' || verdict === 'undetermined') findings.push(await explainRule(talk, null, rule, key));
  }
  const described = new Map<string, DescribedRecord>();
  for (const requirement of records) {
    const entity = talk.model.dictionary.entities.get(talk.model.rules.get(requirement.rule)?.entity ?? '');
    if (entity === undefined) continue;
    for (const record of talk.interpretation.records(requirement, standard.name, key)) {
      const id = `${entity.name} ${record}`;
      if (described.has(id) || described.size >= mostRecords) continue;
      const { placed } = await talk.interpretation.rule(requirement.rule, record);
      if (placed === 'false') continue;
      described.set(id, { entity, key: record, fields: await fieldsOf(talk, entity, record, requirement) });
    }
  }
  if (findings.length + described.size === 0) return null;
  return { standard, findings, records: [...described.values()] };
}

const mostRecords = 20;

function namesWithin(model: Model, { name, requires }: Standard): readonly string[] {
  const inner = requires.flatMap((each) =>
    each.kind === 'standard' ? (model.standards.get(each.standard) ?? []) : [],
  );
  return [name, ...inner.flatMap((each) => namesWithin(model, each))];
}

function readsVerdict(model: Model, rule: Rule, standards: ReadonlySet<string>): boolean {
  const { facts } = reachOf(model, { rules: [rule.name] }, factsOfVerdict);
  return [...facts].some(
    ({ definition }) => definition.kind === 'verdict' && definition.of === 'standard' && standards.has(definition.name),
  );
}

async function fieldsOf(
  { model, interpretation, language }: Talk,
  entity: Entity,
  key: string,
  { link }: RecordsRequirement,
): Promise<DescribedRecord['fields']> {
  const fields: { title: string; text: string }[] = [];
  const own = new Set(entity.references.get(link[0] ?? '')?.fields ?? []);
  for (const { name, title, sensitive } of entity.fields.values()) {
    if (sensitive || own.has(name) || entity.key.includes(name)) continue;
    const path = shownAt(model, entity, name);
    const { value } = await interpretation.fact(entity.name, key, path);
    if (value.kind === 'unknown' || value.kind === 'empty') continue;
    const target =
      path.through.length === 0 ? entity.name : (entity.references.get(path.through[0] ?? '')?.target ?? '');
    const fact = model.facts.get(target)?.get(path.fact);
    if (fact !== undefined) fields.push({ title: title[language], text: valueText(value, fact.type, language) });
  }
  return fields;
}

/** A reference by what its record is called, where it has a title or a name that may be shown. */
function shownAt(model: Model, entity: Entity, field: string): FactPath {
  const reference = [...entity.references.values()].find(({ fields }) => fields.length === 1 && fields[0] === field);
  const target = reference === undefined ? undefined : model.dictionary.entities.get(reference.target);
  const called = ['title', 'name'].find((name) => target?.fields.get(name)?.sensitive === false);
  return reference === undefined || called === undefined
    ? { through: [], fact: field }
    : { through: [reference.name], fact: called };
}
