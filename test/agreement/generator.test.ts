import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { analyze } from '../../engine/language/analyze.ts';
import { projects } from './generate/index.ts';
import type { ConditionSpec, LadderSpec, ProcedureSpec, Project } from './project.ts';
import { renderFiles } from './render.ts';
import { isWellFormed } from './types.ts';

const seed = 20211231;

describe('the generator of whole projects', () => {
  it('makes projects that are well-formed by their own rules and by the analysis', () => {
    fc.assert(
      fc.property(projects, (project) => {
        assert.ok(isWellFormed(project));
        const { diagnostics } = analyze(renderFiles(project));
        const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
        assert.deepEqual(
          errors.map((error) => `${error.code} ${error.place.file} ${error.message.en}`),
          [],
        );
      }),
      { numRuns: 300, seed },
    );
  });

  it('reaches every operator, every kind of fact and all that a project may hold', () => {
    const seen = new Set<string>();
    for (const project of fc.sample(projects, { numRuns: 500, seed }))
      for (const part of partsOf(project)) seen.add(part);
    assert.deepEqual(
      expectedParts.filter((part) => !seen.has(part)),
      [],
    );
  });
});

const expectedParts = [
  ...[
    '=',
    '≠',
    '<',
    '≤',
    '>',
    '≥',
    'before',
    'after',
    'in',
    'not in',
    'between',
    'matches',
    'contains',
    'not contains',
  ],
  ...['is known', 'is unknown', 'holds'],
  ...['count', 'sum', 'average', 'minimum', 'maximum', 'latest', 'share', 'every', 'any', 'failures'],
  ...['days', 'workdays', 'months', 'ratio', 'difference', 'total'],
  ...['all', 'any of', 'not', 'shared', 'depth 3', 'operand fact', 'operand parameter', 'operand percent'],
  ...['where', 'during', 'reported-by', 'via', 'when', 'placed rule', 'rule about all records', 'waiver', 'roll-up'],
  ...['requires rule', 'requires records', 'requires standard', 'versions', 'reports', 'composite key', 'to itself'],
  ...['stock', 'verdict of rule', 'verdict of standard', 'score', 'points', 'rank', 'among', 'previous'],
  ...['procedure of all', 'admitted', 'placed procedure', 'within days', 'within workdays', 'within months'],
  ...['from the step before', 'from elsewhere', 'within a parameter', 'change', 'added later'],
  ...['occasion rule', 'occasion records', 'occasion standard', 'occasion rank', 'each month', 'each quarter'],
  ...['over year', 'over quarter', 'over months', 'clears', 'letters', 'letters about'],
  ...['missing file', 'empty file', 'unknown cell', 'reference to nobody', 'as-of', 'range of months', 'revised'],
];

function* partsOf(project: Project): Generator<string> {
  for (const entity of project.entities) {
    if (entity.valid !== null) yield 'versions';
    if (entity.reports !== null) yield 'reports';
    if (entity.key.length > 1) yield 'composite key';
    if (entity.references.some((reference) => reference.target === entity.name)) yield 'to itself';
  }
  for (const declaration of project.declarations) {
    switch (declaration.kind) {
      case 'condition':
        yield* conditionParts(declaration.of);
        break;
      case 'rule':
        if (declaration.rule.when !== null) yield 'when';
        yield declaration.rule.during === null ? 'rule about all records' : 'placed rule';
        yield* conditionParts(declaration.rule.require);
        break;
      case 'standard':
        for (const one of declaration.standard.requires) yield `requires ${one.kind}`;
        if (declaration.standard.score !== null) yield 'points';
        break;
      case 'procedure':
        yield* procedureParts(declaration.procedure);
        break;
      case 'fact': {
        const { definition } = declaration.fact;
        yield definition.kind;
        if (definition.kind === 'rank' && definition.among !== null) yield 'among';
        if ('that' in definition) yield* conditionParts(definition.that);
        if ('source' in definition) {
          if (definition.where !== null) yield 'where';
          if (definition.during !== null) yield 'during';
          if (definition.reportedBy !== null) yield 'reported-by';
          if (definition.writeVia) yield 'via';
        }
      }
    }
  }
  for (const ladder of project.ladders) yield* ladderParts(ladder);
  if (project.waivers.length > 0) yield 'waiver';
  if (project.rollups.length > 0) yield 'roll-up';
  if (project.rollups.some(({ change }) => change)) yield 'change';
  if (project.revisedOn !== null && project.added > 0) yield 'added later';
  for (const rows of Object.values(project.tables)) {
    if (rows === null) yield 'missing file';
    else if (rows.length === 0) yield 'empty file';
    if (rows?.some((row) => row.includes(null))) yield 'unknown cell';
    if (rows?.some((row) => row.includes('nobody'))) yield 'reference to nobody';
  }
  if (project.asOf !== null) yield 'as-of';
  if (project.period.includes('..')) yield 'range of months';
  if (project.revisedOn !== null) yield 'revised';
}

function* procedureParts({ admitWhen, during, steps }: ProcedureSpec): Generator<string> {
  yield admitWhen === null ? 'procedure of all' : 'admitted';
  if (during !== null) yield 'placed procedure';
  for (const { within } of steps) {
    if (within === null) continue;
    yield `within ${within.unit}`;
    yield within.from === null ? 'from the step before' : 'from elsewhere';
    if (within.amount.kind === 'parameter') yield 'within a parameter';
  }
}

function* ladderParts({ occasions, each, over, clearsAfter, sent }: LadderSpec): Generator<string> {
  for (const { kind } of occasions) yield `occasion ${kind}`;
  yield `each ${each}`;
  yield typeof over === 'number' ? 'over months' : `over ${over}`;
  if (clearsAfter !== null) yield 'clears';
  if (sent !== null) yield sent.about === null ? 'letters' : 'letters about';
}

function* conditionParts(condition: ConditionSpec): Generator<string> {
  if (depthOf(condition) >= 3) yield 'depth 3';
  switch (condition.kind) {
    case 'all':
    case 'any':
      yield condition.kind === 'all' ? 'all' : 'any of';
      for (const one of condition.of) yield* conditionParts(one);
      return;
    case 'not':
      yield 'not';
      yield* conditionParts(condition.of);
      return;
    case 'shared':
      yield 'shared';
      return;
    case 'leaf':
      yield condition.operator;
      for (const operand of condition.operands) yield `operand ${operand.kind}`;
  }
}

function depthOf(condition: ConditionSpec): number {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return 1 + Math.max(...condition.of.map(depthOf));
    case 'not':
      return 1 + depthOf(condition.of);
    default:
      return 0;
  }
}
