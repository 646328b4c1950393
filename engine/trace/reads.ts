/** Which fields of the data, parameters and other rules decide what a policy says: walked through every fact on the way. */
import type { Condition } from '../model/condition.ts';
import type { Aggregate, Fact, Standing } from '../model/fact.ts';
import { factAt } from '../model/path.ts';
import type { Amount, FactPath, Ladder, Model, Procedure, Rollup, Rule, Score, Standard } from '../model/policy.ts';
import { isDerived, isStanding, operandsOf, operandsOfDerived } from '../model/reads.ts';

export interface Reads {
  readonly model: Model;
  /** `entity.field` */
  readonly fields: Set<string>;
  readonly parameters: Set<string>;
  /** Facts and rules that have been walked through. */
  readonly seen: Set<Fact | Rule | Standard | Procedure>;
}

export function noReads(model: Model): Reads {
  return { model, fields: new Set(), parameters: new Set(), seen: new Set() };
}

export function fieldId(entity: string, field: string): string {
  return `${entity}.${field}`;
}

export function readRule(reads: Reads, rule: Rule): void {
  if (isSeen(reads, rule)) return;
  const { entity } = rule;
  if (rule.during !== null) readPath(reads, entity, rule.during);
  readCondition(reads, entity, rule.when);
  readCondition(reads, entity, rule.require);
  for (const parts of [rule.message, rule.remedy]) {
    for (const part of [...parts.zh, ...parts.en]) {
      if (part.kind === 'fact') readPath(reads, entity, part.fact);
      if (part.kind === 'parameter') reads.parameters.add(part.parameter);
    }
  }
}

/** Its points; what it requires reads the data itself. */
export function readStandard(reads: Reads, { score }: Standard): void {
  if (score !== null) readScore(reads, score);
}

export function readProcedure(reads: Reads, procedure: Procedure): void {
  if (isSeen(reads, procedure)) return;
  const { entity, during, admitWhen, steps, rules } = procedure;
  if (during !== null) readPath(reads, entity, during);
  readCondition(reads, entity, admitWhen);
  for (const { on, within } of steps) {
    readPath(reads, entity, on);
    if (within === null) continue;
    readPath(reads, entity, within.from);
    readAmount(reads, within.amount);
  }
  for (const name of rules) {
    const rule = reads.model.rules.get(name);
    if (rule !== undefined) readRule(reads, rule);
  }
}

/** The ranks that are its occasions and the letters that it follows; verdicts read the data themselves. */
export function readLadder(reads: Reads, { entity, occasions, sent }: Ladder): void {
  for (const occasion of occasions) {
    if (occasion.kind !== 'rank') continue;
    for (const fact of [occasion.fact, occasion.best]) readPath(reads, entity, { through: [], fact });
  }
  if (sent === null) return;
  for (const path of [sent.step, sent.on, sent.about]) if (path !== null) readPath(reads, sent.entity, path);
}

/** What it groups by; the standard that it counts is read for itself. */
export function readRollup(reads: Reads, { standard, by }: Rollup): void {
  const entity = reads.model.standards.get(standard)?.entity;
  if (entity !== undefined) readPath(reads, entity, by);
}

function isSeen(reads: Reads, item: Fact | Rule | Standard | Procedure): boolean {
  const known = reads.seen.has(item);
  reads.seen.add(item);
  return known;
}

/** The data behind another rule's verdict; its parameters, and so their clauses, are its own. */
function readVerdict(reads: Reads, name: string): void {
  const rule = reads.model.rules.get(name);
  if (rule !== undefined) readRule({ ...reads, parameters: new Set() }, rule);
}

function readVerdicts(reads: Reads, name: string): void {
  const standard = reads.model.standards.get(name);
  if (standard === undefined || isSeen(reads, standard)) return;
  for (const requirement of standard.requires) {
    if (requirement.kind === 'standard') readVerdicts(reads, requirement.standard);
    else readVerdict(reads, requirement.rule);
  }
}

function readScore(reads: Reads, { full, less }: Score): void {
  for (const amount of [full, ...less.values()]) readAmount(reads, amount);
}

function readAmount(reads: Reads, amount: Amount): void {
  if (amount.kind === 'parameter') reads.parameters.add(amount.parameter);
}

function readCondition(reads: Reads, entity: string, condition: Condition | null): void {
  if (condition === null) return;
  switch (condition.kind) {
    case 'all':
    case 'any':
      for (const member of condition.of) readCondition(reads, entity, member);
      return;
    case 'not':
    case 'shared':
      readCondition(reads, entity, condition.of);
      return;
    default:
      readPath(reads, entity, condition.fact);
      for (const operand of operandsOf(condition)) {
        if (operand.kind === 'fact') readPath(reads, entity, operand.fact);
        if (operand.kind === 'parameter') reads.parameters.add(operand.parameter);
      }
  }
}

function readPath(reads: Reads, entity: string, path: FactPath): void {
  const fact = factAt(reads.model, entity, path);
  if (isSeen(reads, fact)) return;
  const { definition } = fact;
  if (definition.kind === 'field') reads.fields.add(fieldId(fact.entity, definition.field.name));
  else if (isDerived(definition)) {
    for (const operand of operandsOfDerived(definition)) readPath(reads, fact.entity, operand);
  } else if (isStanding(definition)) readStanding(reads, fact.entity, definition);
  else readAggregate(reads, definition);
}

function readAggregate(reads: Reads, definition: Aggregate): void {
  const { source, where, during } = definition;
  readCondition(reads, source, where);
  if (during !== null) readPath(reads, source, during);
  switch (definition.kind) {
    case 'count':
      return;
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
    case 'latest':
      readPath(reads, source, definition.element);
      return;
    case 'share':
    case 'every':
    case 'any':
      readCondition(reads, source, definition.that);
      return;
    case 'failures':
      readVerdict(reads, definition.rule);
      return;
    case 'stock':
      for (const path of [definition.entered, definition.left]) readPath(reads, source, path);
  }
}

function readStanding(reads: Reads, entity: string, standing: Standing): void {
  switch (standing.kind) {
    case 'verdict':
      if (standing.of === 'rule') readVerdict(reads, standing.name);
      else readVerdicts(reads, standing.name);
      return;
    case 'score':
      readVerdicts(reads, standing.standard);
      return;
    case 'rank':
      for (const path of [standing.by, standing.among]) if (path !== null) readPath(reads, entity, path);
      return;
    case 'previous':
      readPath(reads, entity, { through: [], fact: standing.fact });
      return;
    case 'step': {
      const procedure = reads.model.procedures.get(standing.procedure);
      if (procedure !== undefined) readProcedure(reads, procedure);
    }
  }
}
