/**
 * Rules from json-rules-engine's JSON. Into a model (`into`) they speak of its facts, and what `exportRules` wrote comes back as it was.
 * Otherwise they are another system's: the dictionary that they imply is made beside them, and a rule passes exactly where its event would
 * have been sent. Without meaning here, and so kept only for the way back: the order in which conditions are looked at (`priority`),
 * the names of groups, and an event's parameters.
 */

import { type Definition, report } from '../diagnostics/define.ts';
import type { Diagnostic, Localized } from '../diagnostics/diagnostic.ts';
import { startOfFile } from '../diagnostics/diagnostic.ts';
import type { Condition } from '../model/condition.ts';
import type { Model, Rule, RuleSeverity, Template } from '../model/policy.ts';
import { pathNamed } from '../model/text.ts';
import { type Complain, modelReader } from './against-model.ts';
import { marks } from './export-condition.ts';
import { foreignReader, kindsIn } from './foreign.ts';
import { isObject, type JsonCondition, type JsonLeaf, type JsonRule, readJsonRules } from './json.ts';
import { type Analysed, modelOf } from './model-of.ts';
import type { Provenance } from './provenance.ts';
import { dictionaryOf, factsOfShape, freeName, identifier, type Shape, shapeBuilder } from './shape.ts';
import { plainTemplate, readTemplate } from './templates.ts';
import { readCondition, readOutermost, type Walk, walkOf } from './walk.ts';

export interface ImportOptions {
  /** Shared conditions by name, as `engine.setCondition` takes them. */
  readonly conditions?: Readonly<Record<string, unknown>>;
  /** Facts that are the same in every run, as `engine.addFact(name, value)` takes them. */
  readonly constants?: Readonly<Record<string, unknown>>;
  /** What the rules are about: an entity of `into`, or the name of the one that is made (`subject`). */
  readonly entity?: string;
  /** The project or model whose facts the rules speak of; of a project the last version of its policies. */
  readonly into?: Model | Analysed;
  /** The name of the file in diagnostics. */
  readonly file?: string;
}

export interface ImportedRules {
  /** Only the rules imported; with `into`, beside its dictionary, facts and parameters. */
  readonly model: Model;
  /** Where the fields of a made dictionary come from; null with `into`. */
  readonly shape: Shape | null;
  readonly constants: Readonly<Record<string, unknown>>;
  readonly provenance: Provenance;
  readonly diagnostics: readonly Diagnostic[];
}

/** `input`: a rule, a list of rules, `{ rules, conditions }`, or the JSON text of one of these. Never throws for what it holds. */
export function importRules(input: unknown, options: ImportOptions = {}): ImportedRules {
  const file = options.file ?? 'rules.json';
  const json = readJsonRules(input, options.conditions ?? {}, file);
  const diagnostics: Diagnostic[] = [...json.diagnostics];
  const complain: Complain = (definition, parameters) => void diagnostics.push(reportAt(definition, file, parameters));
  const imported =
    options.into === undefined
      ? importForeign(json.rules, json.conditions, options, complain)
      : importInto(modelOf(options.into, null), json.rules, json.conditions, options, complain);
  return { ...imported, constants: options.constants ?? {}, diagnostics };
}

type Imported = Pick<ImportedRules, 'model' | 'shape' | 'provenance'>;

function importForeign(
  rules: readonly JsonRule[],
  conditions: ReadonlyMap<string, JsonCondition>,
  options: ImportOptions,
  complain: Complain,
): Imported {
  const entity = identifier(options.entity ?? 'subject');
  const builder = shapeBuilder(entity);
  const roots = rules.map((rule) => rule.conditions);
  const provenance = {
    leaves: new Map<Condition, JsonLeaf>(),
    labels: new Map<Condition, string>(),
    rules: new Map<string, Omit<JsonRule, 'conditions'>>(),
    names: new Map<string, string>(),
  };
  const kinds = kindsIn([...roots, ...conditions.values()]);
  const foreign = { builder, constants: options.constants ?? {}, kinds, ...provenance };
  const walk = walkOf(foreignReader(foreign, complain), roots, conditions);
  const made = new Map<string, Rule>();
  rules.forEach(({ conditions: root, ...rest }, index) => {
    const require = readOutermost(root, 'positive', walk, `rules/${index}/conditions`);
    if (require === null) return;
    const title = titleOf(rest);
    const name = freeName(identifier(title), (candidate) => made.has(candidate));
    made.set(name, foreignRule(name, title, entity, require, rest));
    provenance.rules.set(name, rest);
  });
  const dictionary = dictionaryOf(builder.shape);
  const facts = factsOfShape(builder.shape, dictionary);
  const model: Model = { ...blankModel, dictionary, facts, rules: made };
  return { model, shape: builder.shape, provenance };
}

function importInto(
  into: Model,
  rules: readonly JsonRule[],
  conditions: ReadonlyMap<string, JsonCondition>,
  options: ImportOptions,
  complain: Complain,
): Imported {
  const walks = new Map<string, Walk>();
  const walkFor = (entity: string): Walk => {
    const roots = rules.filter((rule) => entityOf(rule, into, options) === entity).map((rule) => rule.conditions);
    const walk = walks.get(entity) ?? walkOf(modelReader(into, entity, complain), roots, conditions);
    walks.set(entity, walk);
    return walk;
  };
  const made = new Map<string, Rule>();
  rules.forEach((json, index) => {
    const entity = entityOf(json, into, options);
    const procedure = procedureOf(json, into);
    const rule = ruleInto(json, { entity, procedure }, walkFor(entity), `rules/${index}/conditions`, (name) =>
      made.has(name),
    );
    if (rule !== null) made.set(rule.name, rule);
  });
  const provenance = { leaves: new Map(), labels: new Map(), rules: new Map(), names: new Map() };
  const none = { standards: new Map(), rollups: new Map(), ladders: new Map() };
  return { model: { ...into, rules: made, ...none }, shape: null, provenance };
}

/** Named in the event that `exportRules` wrote, else by the caller; with one entity only there is no other. */
function entityOf(rule: JsonRule, into: Model, options: ImportOptions): string {
  const named = rule.event.params?.['entity'];
  if (typeof named === 'string' && into.dictionary.entities.has(named)) return named;
  return options.entity ?? into.dictionary.entities.keys().next().value ?? '';
}

/** The procedure that has made the rule, where the model has it too. */
function procedureOf(rule: JsonRule, into: Model): string | null {
  const named = rule.event.params?.['procedure'];
  const procedure = typeof named === 'string' ? into.procedures.get(named) : undefined;
  return procedure?.rules.includes(titleOf(rule)) ? procedure.name : null;
}

function ruleInto(
  json: JsonRule,
  { entity, procedure }: Pick<Rule, 'entity' | 'procedure'>,
  walk: Walk,
  at: string,
  taken: (name: string) => boolean,
): Rule | null {
  const parts = halves(json.conditions);
  const when = parts === null ? null : readCondition(parts[0], 'positive', walk, `${at}/all/0`);
  const require =
    parts === null
      ? readOutermost(json.conditions, 'positive', walk, at)
      : readCondition(parts[1], 'positive', walk, `${at}/all/1`);
  if (require === null || (parts !== null && when === null)) return null;
  const params = json.event.params ?? {};
  const title = titleOf(json);
  return {
    name: procedure !== null && !taken(title) ? title : freeName(identifier(title), taken),
    title: localized(params['title'], title),
    policy: textOr(params['policy'], 'imported'),
    entity,
    during: typeof params['during'] === 'string' ? pathNamed(params['during']) : null,
    when,
    require,
    cites: typeof params['cites'] === 'string' ? params['cites'] : null,
    severity: severities.find((severity) => severity === params['severity']) ?? 'major',
    message: template(params['message'], title),
    remedy: template(params['remedy'], title),
    responsible: Array.isArray(params['responsible'])
      ? params['responsible'].filter((one) => typeof one === 'string')
      : [],
    procedure,
  };
}

/** The `when` and the `require` of an exported rule that has both. */
function halves(json: JsonCondition): readonly [JsonCondition, JsonCondition] | null {
  if (!('all' in json) || json.name !== marks.rule) return null;
  const [when, require] = json.all;
  return json.all.length === 2 && when !== undefined && require !== undefined ? [when, require] : null;
}

function foreignRule(
  name: string,
  title: string,
  entity: string,
  require: Condition,
  json: Omit<JsonRule, 'conditions'>,
): Rule {
  const params = json.event.params ?? {};
  const message = typeof params['message'] === 'string' ? params['message'] : json.event.type;
  return {
    name,
    title: { zh: title, en: title },
    policy: 'imported',
    entity,
    during: null,
    when: null,
    require,
    cites: null,
    severity: 'major',
    message: plainTemplate({ zh: message, en: message }),
    remedy: plainTemplate({
      zh: `满足条件，使事件 ${json.event.type} 成立`,
      en: `Meet the condition of the event ${json.event.type}`,
    }),
    responsible: [],
    procedure: null,
  };
}

const severities: readonly RuleSeverity[] = ['veto', 'major', 'minor'];

const blankModel: Omit<Model, 'dictionary' | 'facts' | 'rules'> = {
  policies: [
    {
      name: 'imported',
      title: { zh: '导入的规则', en: 'Imported rules' },
      version: '1',
      from: '1900-01-01',
      until: null,
    },
  ],
  parameters: new Map(),
  standards: new Map(),
  rollups: new Map(),
  procedures: new Map(),
  ladders: new Map(),
  waivers: [],
};

function titleOf({ name, event }: Omit<JsonRule, 'conditions'>): string {
  return typeof name === 'string' && name !== '' ? name : event.type;
}

function localized(value: unknown, otherwise: string): Localized {
  return isObject(value) && typeof value['zh'] === 'string' && typeof value['en'] === 'string'
    ? { zh: value['zh'], en: value['en'] }
    : { zh: otherwise, en: otherwise };
}

function template(value: unknown, otherwise: string): Template {
  return readTemplate(typeof value === 'string' ? { zh: value, en: value } : localized(value, otherwise));
}

function textOr(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

function reportAt<P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  file: string,
  parameters: P,
): Diagnostic {
  return report(definition, { file, range: startOfFile }, parameters);
}
