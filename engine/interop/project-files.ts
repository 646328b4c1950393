/** Imported rules as the files of a project: the implied dictionary and one policy. Their analysis gives the imported model again. */
import { stringify } from 'yaml';
import { tableSchemaTypes } from '../dictionary/table-schema-types.ts';
import { formatFile } from '../language/format.ts';
import { printCondition } from '../language/print.ts';
import type { Condition } from '../model/condition.ts';
import type { Entity, Field } from '../model/dictionary.ts';
import type { Fact } from '../model/fact.ts';
import type { FactPath, Rule } from '../model/policy.ts';
import type { ImportedRules } from './import.ts';
import { typeAt } from './paths.ts';
import type { Shape } from './shape.ts';
import { writeTemplate } from './templates.ts';

/** By path in the project; the data stand in `data/`, one CSV file an entity, to be filled. */
export function projectFiles(imported: ImportedRules): ReadonlyMap<string, string> {
  const { shape, model } = imported;
  if (shape === null) throw new Error('rules imported into a model belong into its own project');
  const files = new Map([
    ['datapackage.yaml', stringify(descriptor(imported))],
    ['imported.policy.yaml', stringify(policy(imported, shape))],
  ]);
  for (const entity of model.dictionary.entities.values()) {
    files.set(`data/${entity.name}.csv`, `${[...entity.fields.keys()].join(',')}\n`);
  }
  return new Map([...files].map(([file, text]) => [file, formatFile(file, text).text]));
}

function descriptor({ model }: ImportedRules): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'imported-rules',
    resources: [...model.dictionary.entities.values()].map((entity) => ({
      name: entity.name,
      title: { ...entity.title },
      path: `data/${entity.name}.csv`,
      schema: {
        fields: [...entity.fields.values()].map(fieldDescriptor),
        primaryKey: [...entity.key],
        ...foreignKeys(entity),
      },
    })),
  };
}

function foreignKeys(entity: Entity): object {
  if (entity.references.size === 0) return {};
  return {
    foreignKeys: [...entity.references.values()].map(({ fields, target }) => ({
      fields: [...fields],
      reference: { resource: target, fields: ['id'] },
    })),
  };
}

function fieldDescriptor(field: Field): object {
  return {
    name: field.name,
    type: tableSchemaTypes[field.type.kind],
    title: { ...field.title },
    ...(field.description === null ? {} : { description: { ...field.description } }),
    ...(field.constraints.required ? { constraints: { required: true } } : {}),
    ...(field.planned ? { 'zhunsheng:planned': true } : {}),
  };
}

function policy(imported: ImportedRules, shape: Shape): object {
  const [version] = imported.model.policies;
  const conditionIn = (entity: string, condition: Condition) =>
    printCondition(condition, (path: FactPath) => typeAt(imported.model, entity, path));
  const facts = [...shape.facts.values()].map((fact) => [fact.name, factText(fact, conditionIn)]);
  const rules = [...imported.model.rules.values()];
  const shared = new Map<string, Condition>();
  for (const { require } of rules) collectShared(require, shared);
  const conditions = [...shared].map(([name, condition]) => [name, conditionIn(shape.entity, condition)]);
  return {
    policy: version?.name ?? 'imported',
    title: { ...(version?.title ?? { zh: '导入的规则', en: 'Imported rules' }) },
    version: version?.version ?? '1',
    effective: { from: version?.from ?? '1900-01-01' },
    ...(facts.length === 0 ? {} : { facts: Object.fromEntries(facts) }),
    ...(conditions.length === 0 ? {} : { conditions: Object.fromEntries(conditions) }),
    rules: Object.fromEntries(rules.map((rule) => [rule.name, ruleText(rule, conditionIn)])),
  };
}

type Print = (entity: string, condition: Condition) => unknown;

function factText({ entity, title, definition }: Fact, print: Print): object {
  if (definition.kind !== 'any' && definition.kind !== 'every')
    throw new Error(`no imported fact is a ${definition.kind}`);
  return {
    of: entity,
    title: { ...title },
    [definition.kind]: definition.source,
    that: print(definition.source, definition.that),
  };
}

function ruleText(rule: Rule, print: Print): object {
  return {
    title: { ...rule.title },
    for: rule.entity,
    require: print(rule.entity, rule.require),
    otherwise: {
      severity: rule.severity,
      message: writeTemplate(rule.message),
      remedy: writeTemplate(rule.remedy),
    },
  };
}

function collectShared(condition: Condition, shared: Map<string, Condition>): void {
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const member of condition.of) collectShared(member, shared);
      return;
    case 'not':
      collectShared(condition.of, shared);
      return;
    case 'shared':
      collectShared(condition.of, shared);
      shared.set(condition.name, condition.of);
      return;
    default:
  }
}
