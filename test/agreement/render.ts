/** A project as its text files and its rows as typed cells. */
import { stringify } from 'yaml';
import { addDays } from '../../engine/calendar/civil-date.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import type {
  AmountSpec,
  Declaration,
  DefinitionSpec,
  EntitySpec,
  FieldSpec,
  LadderSpec,
  OccasionSpec,
  ProcedureSpec,
  Project,
  RankSpec,
  RequirementSpec,
  RuleSpec,
  SelectionSpec,
  StandardSpec,
} from './project.ts';
import { condition, literal } from './render-condition.ts';
import { firstScope, ladderHolds, rollupHolds } from './types.ts';

/** As a person writes them: without YAML's anchors. */
const plainly = { aliasDuplicateObjects: false };

export function renderFiles(project: Project): ReadonlyMap<string, string> {
  const { revisedOn } = project;
  const until = revisedOn === null ? {} : { until: addDays(revisedOn, -1) };
  const files = new Map([
    ['datapackage.yaml', stringify(descriptor(project), plainly)],
    ['main.policy.yaml', stringify(policy(first(project), '1', { from: '2000-01-01', ...until }), plainly)],
    ['guide.md', '# Guide\n\n## Clause one {#one}\n\nWhat is asked.\n'],
  ]);
  if (revisedOn !== null) {
    files.set('revised.policy.yaml', stringify(policy(revised(project), '2', { from: revisedOn }), plainly));
  }
  if (project.waivers.length > 0) files.set('waivers.yaml', stringify(project.waivers.map(waiver), plainly));
  return files;
}

export function renderDataset(project: Project): Dataset {
  return new Map(
    Object.entries(project.tables).map(([name, rows]) => [
      name,
      rows === null
        ? { state: 'missing' as const }
        : { state: 'present' as const, rows: rows.map((cells) => ({ cells })) },
    ]),
  );
}

function descriptor(project: Project): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: 'generated',
    resources: project.entities.map((entity) => ({
      name: entity.name,
      path: `data/${entity.name}.csv`,
      ...(entity.valid === null
        ? {}
        : {
            'zhunsheng:valid': {
              from: entity.valid.from,
              ...(entity.valid.to === null ? {} : { to: entity.valid.to }),
            },
          }),
      ...(entity.reports === null ? {} : { 'zhunsheng:reports': entity.reports }),
      schema: {
        fields: entity.fields.map(fieldDescriptor),
        primaryKey: entity.key,
        foreignKeys: entity.references.map((reference) => ({
          fields: reference.fields,
          reference: { resource: reference.target, fields: targetKey(project, reference.target) },
        })),
      },
    })),
  };
}

function targetKey(project: Project, target: string): readonly string[] {
  return (project.entities.find((entity) => entity.name === target) as EntitySpec).key;
}

function fieldDescriptor(field: FieldSpec): object {
  const bounds = {
    ...(field.minimum === null ? {} : { minimum: Number(field.minimum) }),
    ...(field.maximum === null ? {} : { maximum: Number(field.maximum) }),
    ...(field.pattern === null ? {} : { pattern: field.pattern }),
    ...(field.kind === 'code' ? { enum: field.codes } : {}),
  };
  return {
    name: field.name,
    type: tableSchemaType(field.kind),
    ...(Object.keys(bounds).length === 0 ? {} : { constraints: bounds }),
    ...(field.planned ? { 'zhunsheng:planned': true } : {}),
    ...(field.sensitive ? { 'zhunsheng:sensitive': true } : {}),
    ...(field.unit === null ? {} : { 'zhunsheng:unit': field.unit }),
  };
}

function tableSchemaType(kind: FieldSpec['kind']): string {
  switch (kind) {
    case 'text':
    case 'code':
      return 'string';
    case 'decimal':
      return 'number';
    case 'month':
      return 'yearmonth';
    case 'integer':
    case 'boolean':
    case 'date':
      return kind;
  }
}

/** Without what only the second version has, and what names it. */
function first(project: Project): Project {
  const scope = firstScope(project);
  return {
    ...project,
    declarations: scope.declarations,
    ladders: project.ladders.filter((ladder) => ladderHolds(scope, ladder)),
    rollups: project.rollups.filter((rollup) => rollupHolds(scope, rollup)),
  };
}

/** Requires the opposite, and no longer has the last rule where nothing else names it. */
function revised(project: Project): Project {
  const last = project.declarations.findLast((one) => one.kind === 'rule');
  const others = project.declarations.filter((one) => one !== last);
  const isNamed = JSON.stringify([project.ladders, project.waivers, others]).includes(`"rule":"${last?.rule.name}"`);
  return {
    ...project,
    declarations: (isNamed ? project.declarations : others).map((one) =>
      one.kind === 'rule'
        ? { kind: 'rule', rule: { ...one.rule, require: { kind: 'not', of: one.rule.require } } }
        : one,
    ),
  };
}

function policy(project: Project, version: string, effective: object): object {
  const of = <K extends Declaration['kind']>(kind: K) =>
    project.declarations.filter((one): one is Extract<Declaration, { kind: K }> => one.kind === kind);
  const sections = {
    parameters: project.parameters.map((one) => [
      one.name,
      { title: titled(one.name), values: one.values.map(({ from, value }) => ({ from, value: literal(value) })) },
    ]),
    facts: of('fact').map(({ fact }) => [fact.name, { of: fact.of, ...definition(fact.definition) }]),
    conditions: of('condition').map(({ name, of: body }) => [name, condition(body)]),
    rules: of('rule').map((one) => [one.rule.name, ruleText(one.rule)]),
    standards: of('standard').map(({ standard }) => [standard.name, standardText(standard)]),
    procedures: of('procedure').map(({ procedure }) => [procedure.name, procedureText(procedure)]),
    ladders: project.ladders.map((one) => [one.name, ladderText(one)]),
    rollups: project.rollups.map((one) => [
      one.name,
      { of: one.standard, by: one.by, show: ['rate', 'rank', ...(one.change ? ['change'] : [])] },
    ]),
  };
  const present = Object.entries(sections).filter(([, members]) => members.length > 0);
  return {
    policy: 'main',
    title: titled('main'),
    version,
    effective,
    ...Object.fromEntries(present.map(([name, members]) => [name, Object.fromEntries(members)])),
  };
}

function titled(name: string): object {
  return { zh: `甲${name}`, en: name };
}

function ruleText(rule: RuleSpec): object {
  return {
    title: titled(rule.name),
    for: rule.entity,
    ...(rule.during === null ? {} : { during: rule.during }),
    ...(rule.when === null ? {} : { when: condition(rule.when) }),
    require: condition(rule.require),
    cites: 'guide.md#one',
    otherwise: {
      severity: rule.severity,
      message: { zh: rule.message.join(''), en: rule.message.join(' ') },
      remedy: { zh: rule.remedy.join(''), en: rule.remedy.join(' ') },
      responsible: [rule.entity],
    },
  };
}

function standardText({ name, entity, requires, score }: StandardSpec): object {
  return {
    title: titled(name),
    for: entity,
    requires: requires.map(requirement),
    ...(score === null
      ? {}
      : {
          score: {
            full: amountText(score.full),
            less: Object.fromEntries(score.less.map(({ of, points }) => [of, amountText(points)])),
          },
        }),
  };
}

function procedureText({ name, entity, during, admitWhen, steps }: ProcedureSpec): object {
  return {
    title: titled(name),
    for: entity,
    ...(during === null ? {} : { during }),
    ...(admitWhen === null ? {} : { 'admit-when': condition(admitWhen) }),
    cites: 'guide.md#one',
    steps: steps.map((step) => ({
      step: step.name,
      title: titled(step.name),
      on: step.on,
      ...(step.within === null
        ? {}
        : {
            within: {
              [step.within.unit]: amountText(step.within.amount),
              ...(step.within.from === null ? {} : { from: step.within.from }),
            },
          }),
    })),
  };
}

function ladderText({ name, entity, occasions, each, over, clearsAfter, sent, steps }: LadderSpec): object {
  return {
    title: titled(name),
    for: entity,
    occasion: occasions.map(occasionText),
    each,
    'counted-over': typeof over === 'number' ? { months: over } : over,
    ...(clearsAfter === null ? {} : { 'clears-after': clearsAfter }),
    ...(sent === null
      ? {}
      : {
          sent: {
            entity: sent.entity,
            step: sent.step,
            on: sent.on,
            ...(sent.about === null ? {} : { about: sent.about }),
            via: sent.via.join('.'),
          },
        }),
    steps: steps.map((step) => ({ letter: step, title: titled(step), to: [entity] })),
    cites: 'guide.md#one',
  };
}

function occasionText(spec: OccasionSpec): object {
  switch (spec.kind) {
    case 'rank':
      return { ...rankText(spec), rank: spec.by, worst: spec.worst };
    case 'rule':
      return { rule: spec.rule };
    case 'standard':
      return { standard: spec.standard };
    case 'records':
      return { rule: spec.rule, ...(spec.writeVia ? { via: spec.via.join('.') } : {}) };
  }
}

function rankText({ among, order }: RankSpec): object {
  return { ...(among === null ? {} : { among }), ...(order === null ? {} : { order }) };
}

function amountText(amount: AmountSpec): unknown {
  return amount.kind === 'parameter' ? `$${amount.name}` : Number(amount.text);
}

function definition(spec: DefinitionSpec): object {
  switch (spec.kind) {
    case 'days':
    case 'workdays':
    case 'months':
      return { [spec.kind]: { from: spec.from, to: spec.to, ...(spec.open ? { open: 'as-of' } : {}) } };
    case 'ratio':
      return { ratio: { of: spec.of, to: spec.to } };
    case 'difference':
      return { difference: { of: spec.of, less: spec.less } };
    case 'total':
      return { total: spec.of };
    case 'verdict of rule':
      return { verdict: spec.rule };
    case 'verdict of standard':
      return { verdict: spec.standard };
    case 'score':
      return { score: spec.standard };
    case 'rank':
      return { rank: { by: spec.by, ...rankText(spec) } };
    case 'previous':
      return { previous: spec.fact };
    case 'stock':
      return {
        stock: spec.source,
        entered: spec.entered,
        left: spec.left,
        ...(spec.at === null ? {} : { at: spec.at }),
        ...selection(spec),
      };
    case 'count':
      return { count: spec.source, ...selection(spec) };
    case 'failures':
      return { failures: spec.rule, ...selection(spec) };
    case 'share':
    case 'every':
    case 'any':
      return { [spec.kind]: spec.source, that: condition(spec.that), ...selection(spec) };
    default:
      return { [spec.kind]: `${spec.source}.${spec.element}`, ...selection(spec) };
  }
}

function selection(spec: SelectionSpec): object {
  return {
    ...(spec.writeVia ? { via: spec.via.join('.') } : {}),
    ...(spec.where === null ? {} : { where: condition(spec.where) }),
    ...(spec.during === null ? {} : { during: spec.during }),
    ...(spec.reportedBy === null ? {} : { 'reported-by': spec.reportedBy }),
  };
}

function requirement(spec: RequirementSpec): unknown {
  switch (spec.kind) {
    case 'rule':
      return spec.rule;
    case 'standard':
      return spec.standard;
    case 'records':
      return spec.writeVia ? { rule: spec.rule, via: spec.via.join('.') } : spec.rule;
  }
}

function waiver(spec: Project['waivers'][number]): object {
  return {
    rule: spec.rule,
    subject: `${spec.entity}:${spec.subject}`,
    reason: 'agreed',
    'approved-by': 'office',
    from: spec.from,
    until: spec.until,
  };
}
