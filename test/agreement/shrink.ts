/** Smaller projects, one part left out or made simpler at a time, largest cuts first; all well-formed. */
import type {
  ConditionSpec,
  Declaration,
  DefinitionSpec,
  LadderSpec,
  LeafSpec,
  ProcedureSpec,
  Project,
  RuleSpec,
} from './project.ts';
import { isWellFormed } from './types.ts';

export function* smallerProjects(project: Project): Generator<Project> {
  for (const smaller of candidates(project)) if (isWellFormed(smaller)) yield smaller;
}

function* candidates(project: Project): Generator<Project> {
  for (const rollups of without(project.rollups)) yield { ...project, rollups };
  for (const waivers of without(project.waivers)) yield { ...project, waivers };
  for (const ladders of without(project.ladders)) yield { ...project, ladders };
  if (project.added > 0) yield { ...project, added: 0 };
  for (const declarations of without(project.declarations)) yield { ...project, declarations };
  for (const [index, declaration] of project.declarations.entries()) {
    for (const smaller of smallerDeclarations(declaration)) {
      yield { ...project, declarations: project.declarations.with(index, smaller) };
    }
  }
  for (const [index, ladder] of project.ladders.entries()) {
    for (const smaller of smallerLadders(ladder)) yield { ...project, ladders: project.ladders.with(index, smaller) };
  }
  for (const [index, rollup] of project.rollups.entries()) {
    if (rollup.change) yield { ...project, rollups: project.rollups.with(index, { ...rollup, change: false }) };
  }
  for (const [name, rows] of Object.entries(project.tables)) {
    if (rows === null) yield { ...project, tables: { ...project.tables, [name]: [] } };
    for (const fewer of without(rows ?? [])) yield { ...project, tables: { ...project.tables, [name]: fewer } };
  }
  yield* withoutUnused(project);
  if (project.revisedOn !== null) yield { ...project, revisedOn: null };
  if (project.asOf !== null) yield { ...project, asOf: null };
  for (const parameter of project.parameters) {
    if (parameter.values.length > 1) {
      const fewer = { ...parameter, values: parameter.values.slice(0, 1) };
      yield { ...project, parameters: project.parameters.map((one) => (one === parameter ? fewer : one)) };
    }
  }
}

/** Fields and parameters that may be used nowhere; whether they are shows in well-formedness. */
function* withoutUnused(project: Project): Generator<Project> {
  for (const parameters of without(project.parameters)) yield { ...project, parameters };
  for (const [place, entity] of project.entities.entries()) {
    const kept = new Set([
      ...entity.key,
      ...entity.references.flatMap((reference) => reference.fields),
      ...(entity.valid === null ? [] : [entity.valid.from, entity.valid.to]),
      ...(entity.reports === null ? [] : [entity.reports.month]),
    ]);
    for (const [index, field] of entity.fields.entries()) {
      if (kept.has(field.name)) continue;
      yield {
        ...project,
        entities: project.entities.with(place, { ...entity, fields: entity.fields.toSpliced(index, 1) }),
        tables: {
          ...project.tables,
          [entity.name]: project.tables[entity.name]?.map((row) => row.toSpliced(index, 1)) ?? null,
        },
      };
    }
  }
}

function* smallerDeclarations(declaration: Declaration): Generator<Declaration> {
  switch (declaration.kind) {
    case 'condition':
      for (const of of smallerConditions(declaration.of)) yield { ...declaration, of };
      return;
    case 'rule':
      for (const rule of smallerRules(declaration.rule)) yield { ...declaration, rule };
      return;
    case 'standard': {
      const { standard } = declaration;
      if (standard.score !== null) {
        yield { ...declaration, standard: { ...standard, score: null } };
        for (const less of without(standard.score.less)) {
          yield { ...declaration, standard: { ...standard, score: { ...standard.score, less } } };
        }
      }
      for (const requires of without(standard.requires)) yield { ...declaration, standard: { ...standard, requires } };
      return;
    }
    case 'procedure':
      for (const procedure of smallerProcedures(declaration.procedure)) yield { ...declaration, procedure };
      return;
    case 'fact':
      for (const definition of smallerDefinitions(declaration.fact.definition)) {
        yield { ...declaration, fact: { ...declaration.fact, definition } };
      }
  }
}

function* smallerProcedures(procedure: ProcedureSpec): Generator<ProcedureSpec> {
  if (procedure.during !== null) yield { ...procedure, during: null };
  if (procedure.admitWhen !== null) {
    yield { ...procedure, admitWhen: null };
    for (const admitWhen of smallerConditions(procedure.admitWhen)) yield { ...procedure, admitWhen };
  }
  for (const steps of without(procedure.steps)) yield { ...procedure, steps };
  for (const [index, step] of procedure.steps.entries()) {
    if (step.within !== null) yield { ...procedure, steps: procedure.steps.with(index, { ...step, within: null }) };
  }
}

function* smallerLadders(ladder: LadderSpec): Generator<LadderSpec> {
  if (ladder.sent !== null) yield { ...ladder, sent: null };
  if (ladder.clearsAfter !== null) yield { ...ladder, clearsAfter: null };
  for (const occasions of without(ladder.occasions)) yield { ...ladder, occasions };
  for (const steps of without(ladder.steps)) yield { ...ladder, steps };
  if (typeof ladder.over === 'number' && ladder.over > 1) yield { ...ladder, over: ladder.each === 'month' ? 1 : 3 };
}

function* smallerRules(rule: RuleSpec): Generator<RuleSpec> {
  if (rule.when !== null) {
    yield { ...rule, when: null };
    for (const when of smallerConditions(rule.when)) yield { ...rule, when };
  }
  if (rule.during !== null) yield { ...rule, during: null };
  for (const require of smallerConditions(rule.require)) yield { ...rule, require };
  for (const message of without(rule.message)) if (message.length > 0) yield { ...rule, message };
  for (const remedy of without(rule.remedy)) if (remedy.length > 0) yield { ...rule, remedy };
}

function* smallerDefinitions(definition: DefinitionSpec): Generator<DefinitionSpec> {
  if (definition.kind === 'total') {
    for (const of of without(definition.of)) yield { ...definition, of };
  }
  if (definition.kind === 'rank' && definition.among !== null) yield { ...definition, among: null };
  if (!('source' in definition)) return;
  if (definition.where !== null) {
    yield { ...definition, where: null };
    for (const where of smallerConditions(definition.where)) yield { ...definition, where };
  }
  if (definition.reportedBy !== null) yield { ...definition, reportedBy: null };
  if (definition.during !== null && definition.kind !== 'latest') yield { ...definition, during: null };
  if ('that' in definition) {
    for (const that of smallerConditions(definition.that)) yield { ...definition, that };
  }
}

function* smallerConditions(condition: ConditionSpec): Generator<ConditionSpec> {
  switch (condition.kind) {
    case 'all':
    case 'any':
      yield* condition.of;
      for (const of of without(condition.of)) if (of.length > 0) yield { ...condition, of };
      for (const [index, part] of condition.of.entries()) {
        for (const smaller of smallerConditions(part)) yield { ...condition, of: condition.of.with(index, smaller) };
      }
      return;
    case 'not':
      yield condition.of;
      for (const of of smallerConditions(condition.of)) yield { ...condition, of };
      return;
    case 'leaf':
      yield* smallerLeaves(condition);
      return;
    case 'shared':
      return;
  }
}

function* smallerLeaves(leaf: LeafSpec): Generator<LeafSpec> {
  if (leaf.json) yield { ...leaf, json: false };
  if (leaf.operator === 'in' || leaf.operator === 'not in') {
    for (const operands of without(leaf.operands)) if (operands.length > 0) yield { ...leaf, operands };
  }
}

/** The list without its first half, its second half, and each member. */
function* without<T>(list: readonly T[]): Generator<readonly T[]> {
  if (list.length > 3) {
    yield list.slice(list.length >> 1);
    yield list.slice(0, list.length >> 1);
  }
  for (let index = list.length - 1; index >= 0; index--) yield list.toSpliced(index, 1);
}
