/** What is exported runs in json-rules-engine with the same result, and comes back as it was; what is imported goes back as it came. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import { moment, parsePeriod } from '../../engine/calendar/period.ts';
import { exportRules } from '../../engine/interop/export.ts';
import { gatherFacts } from '../../engine/interop/gather.ts';
import { importRules } from '../../engine/interop/import.ts';
import type { JsonCondition, JsonLeaf, JsonRule } from '../../engine/interop/json.ts';
import { registerOperators } from '../../engine/interop/operators.ts';
import { interpret } from '../../engine/interpret/interpreter.ts';
import { analyze } from '../../engine/language/analyze.ts';
import type { Condition, Leaf, Operand } from '../../engine/model/condition.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import {
  type Cell,
  type Dictionary,
  type Field,
  type FieldType,
  noConstraints,
} from '../../engine/model/dictionary.ts';
import type { Fact, FactType } from '../../engine/model/fact.ts';
import type { FactPath, Literal, Model, Rule } from '../../engine/model/policy.ts';
import { programme } from '../language/programme-project.ts';

const period = parsePeriod('2021');
assert.ok(period !== null);
const year = moment(period);

const types: Readonly<Record<string, FieldType>> = {
  kind: { kind: 'code', codes: ['village', 'company'].map((value) => ({ value, title: { zh: value, en: value } })) },
  name: { kind: 'text' },
  cases: { kind: 'integer' },
  more: { kind: 'integer' },
  rate: { kind: 'decimal' },
  open: { kind: 'boolean' },
  due: { kind: 'date' },
  opened: { kind: 'date' },
  month: { kind: 'month' },
};
const model = modelOf();

describe('export to json-rules-engine', () => {
  it('succeeds there exactly where the rule passes here, unknown facts included', async () => {
    await fc.assert(
      fc.asyncProperty(conditions(), fc.option(conditions()), cells(), async (require, when, unit) => {
        const judged: Model = { ...model, rules: new Map([['the-rule', ruleOf(require, when)]]) };
        const { rules, conditions: shared, facts, diagnostics } = exportRules(judged, { period: '2021' });
        assert.deepEqual(diagnostics, []);
        const engine = new Engine();
        registerOperators(engine);
        for (const [name, condition] of Object.entries(shared)) engine.setCondition(name, condition as never);
        for (const rule of rules) engine.addRule(rule as never);
        const { events } = await engine.run({ ...facts, ...jsonFacts(unit) });
        const { verdict } = await interpret(judged, datasetOf(unit), year).rule('the-rule', 'u1');
        assert.equal(events.length > 0, verdict === 'pass', `${verdict}: ${JSON.stringify(rules[0]?.conditions)}`);
      }),
      { numRuns: 400 },
    );
  });

  it('comes back as the same rule', () => {
    fc.assert(
      fc.property(conditions(), fc.option(conditions()), (require, when) => {
        const rule = ruleOf(require, when);
        const exported = exportRules({ ...model, rules: new Map([[rule.name, rule]]) });
        const back = importRules(JSON.stringify(exported), { into: model });
        assert.deepEqual(back.diagnostics, []);
        assert.deepEqual(back.model.rules.get(rule.name), rule);
      }),
      { numRuns: 600 },
    );
  });

  it('brings the rules that a procedure makes back as they were', () => {
    const [era] = analyze(programme).eras;
    assert.ok(era !== undefined);
    const exported = exportRules(era.model);
    const back = importRules(exported.rules, { conditions: exported.conditions, into: era.model });
    assert.deepEqual(back.diagnostics, []);
    assert.deepEqual([...back.model.rules], [...era.model.rules]);
    assert.ok(back.model.rules.has('petition-agency.close'));
  });

  it('gives the parameter values of the day, and names the operators it needs', () => {
    const rule = ruleOf({
      kind: 'all',
      of: [
        { kind: 'compare', fact: own('cases'), operator: '≤', operand: { kind: 'parameter', parameter: 'limit' } },
        { kind: 'matches', fact: own('name'), pattern: '^A' },
      ],
    });
    const exported = exportRules(
      { ...model, rules: new Map([[rule.name, rule]]) },
      { period: '2021', asOf: '2021-06-30' },
    );
    assert.deepEqual(exported.facts, { $limit: 7 });
    assert.deepEqual(exported.operators, ['matches']);
    assert.deepEqual(exported.rules[0]?.conditions, {
      all: [
        { fact: 'cases', operator: 'lessThanInclusive', value: { fact: '$limit' } },
        { fact: 'name', operator: 'matches', value: '^A' },
      ],
    });
  });

  it('says where a number is beyond the precision of JSON', () => {
    const literal: Literal = { kind: 'number', value: '123456789012345678' };
    const rule = ruleOf({ kind: 'compare', fact: own('cases'), operator: '=', operand: { kind: 'literal', literal } });
    const { diagnostics } = exportRules({ ...model, rules: new Map([[rule.name, rule]]) });
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ['ZS1909'],
    );
  });
});

describe('import from json-rules-engine', () => {
  it('sends the same events for the same facts, missing and mistyped ones included', async () => {
    await fc.assert(
      fc.asyncProperty(foreignRoots(), foreignFacts(), async (root, facts) => {
        const rule: JsonRule = { conditions: root, event: { type: 'sent' } };
        const shared = {
          shared: {
            any: [
              { fact: 'x', operator: 'equal', value: 1 },
              { fact: 'y', operator: 'notEqual', value: 'a' },
            ],
          },
        };
        const engine = new Engine();
        engine.setCondition('shared', shared.shared as never);
        engine.addRule(structuredClone(rule) as never);
        const { events } = await engine.run(facts);
        const imported = importRules(rule, { conditions: shared });
        const dataset = await gatherFacts(imported, new Map([['run', facts]]));
        const { verdict } = await interpret(imported.model, dataset, year).rule('sent', 'run');
        assert.equal(verdict === 'pass', events.length > 0, `${verdict}: ${JSON.stringify(facts)}`);
      }),
      { numRuns: 600 },
    );
  });

  it('goes back as it came', () => {
    fc.assert(
      fc.property(foreignRoots(), (conditions) => {
        const rule: JsonRule = { conditions, event: { type: 'sent', params: { a: [1] } }, priority: 3, name: 'a name' };
        const shared = { shared: { all: [{ fact: 'x', operator: 'equal', value: 1 }] } };
        const imported = importRules(rule, { conditions: shared });
        assert.deepEqual(exportRules(imported.model, { provenance: imported.provenance }).rules, [rule]);
      }),
      { numRuns: 600 },
    );
  });
});

function modelOf(): Model {
  const unit = entityOf('unit', [...Object.entries(types), ['street', { kind: 'text' }]]);
  const street = entityOf('street', Object.entries(types));
  const references = new Map([['street', { name: 'street', target: 'street', fields: ['street'] }]]);
  const dictionary: Dictionary = {
    entities: new Map([
      ['unit', { ...unit, references }],
      ['street', street],
    ]),
  };
  return {
    dictionary,
    policies: [],
    parameters: new Map([
      [
        'limit',
        {
          name: 'limit',
          title: { zh: '限', en: 'limit' },
          values: [
            { from: '2020-01-01', value: { kind: 'number', value: '7' }, cites: null },
            { from: '2022-01-01', value: { kind: 'number', value: '9' }, cites: null },
          ],
        },
      ],
    ]),
    facts: new Map(
      [...dictionary.entities].map(([name, entity]) => [
        name,
        new Map([...entity.fields.values()].map((field): [string, Fact] => [field.name, factOf(name, field)])),
      ]),
    ),
    rules: new Map(),
    standards: new Map(),
    rollups: new Map(),
    procedures: new Map(),
    ladders: new Map(),
    waivers: [],
  };
}

function entityOf(name: string, fields: readonly (readonly [string, FieldType])[]) {
  const title = { zh: name, en: name };
  const all = [['id', { kind: 'text' }] as const, ...fields];
  return {
    name,
    title,
    key: ['id'],
    references: new Map(),
    valid: null,
    reports: null,
    fields: new Map(
      all.map(([field, type]): [string, Field] => [
        field,
        {
          name: field,
          title,
          description: null,
          type,
          constraints: noConstraints,
          sensitive: false,
          planned: true,
          descriptive: false,
          unit: null,
        },
      ]),
    ),
  };
}

function factOf(entity: string, field: Field): Fact {
  const { type } = field;
  const factType: FactType =
    type.kind === 'integer' || type.kind === 'decimal'
      ? { kind: 'number', form: type.kind, nonNegative: false, display: 'number' }
      : type;
  return {
    name: field.name,
    entity,
    title: field.title,
    type: factType,
    unit: null,
    sensitive: false,
    definition: { kind: 'field', field },
  };
}

function ruleOf(require: Condition, when: Condition | null = null): Rule {
  const text = (zh: string) => [{ kind: 'text' as const, text: zh }];
  return {
    name: 'the-rule',
    title: { zh: '规则', en: 'The rule' },
    policy: 'a-policy',
    entity: 'unit',
    during: null,
    when,
    require,
    cites: 'guide.md#one',
    severity: 'minor',
    message: {
      zh: [...text('共 '), { kind: 'fact', fact: own('cases') }],
      en: [{ kind: 'parameter', parameter: 'limit' }],
    },
    remedy: { zh: text('办'), en: text('do') },
    responsible: ['unit'],
    procedure: null,
  };
}

function own(fact: string): FactPath {
  return { through: [], fact };
}

/** Conditions over the facts of a unit and its street, in the form that the language has: a bare `open` instead of `open = true`. */
function conditions(): fc.Arbitrary<Condition> {
  return fc
    .letrec<{ condition: Condition }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        leaves(),
        fc.record({
          kind: fc.constantFrom('all', 'any'),
          of: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }),
        }),
        fc.record({ kind: fc.constant('not'), of: tie('condition') }),
        fc.record({ kind: fc.constant('shared'), name: fc.constantFrom('one', 'two'), of: tie('condition') }),
      ),
    }))
    .condition.map((condition) => structuredClone(condition)) as fc.Arbitrary<Condition>;
}

const literals: Readonly<Record<string, readonly Literal[]>> = {
  kind: [
    { kind: 'text', value: 'village' },
    { kind: 'text', value: 'company' },
  ],
  name: [
    { kind: 'text', value: 'A' },
    { kind: 'text', value: 'AB' },
    { kind: 'text', value: '' },
  ],
  cases: [
    { kind: 'number', value: '0' },
    { kind: 'number', value: '2' },
  ],
  rate: [
    { kind: 'number', value: '0.1' },
    { kind: 'number', value: '-2.5' },
  ],
  due: [
    { kind: 'date', value: '2021-03-05' },
    { kind: 'date', value: '2021-03-06' },
  ],
  month: [{ kind: 'month', value: '2021-03-01' }],
};
const partners: Readonly<Record<string, string>> = {
  kind: 'name',
  name: 'kind',
  cases: 'more',
  rate: 'cases',
  due: 'opened',
  month: 'month',
};

function leaves(): fc.Arbitrary<Leaf> {
  const throughs = fc.constantFrom<readonly string[]>([], ['street']);
  const path = (fact: string) => throughs.map((through): FactPath => ({ through, fact }));
  const operand = (fact: string): fc.Arbitrary<Operand> =>
    fc.oneof(
      fc.constantFrom(...(literals[fact] ?? [])).map((literal): Operand => ({ kind: 'literal', literal })),
      path(partners[fact] ?? fact).map((other): Operand => ({ kind: 'fact', fact: other })),
      ...(fact === 'cases' || fact === 'rate' ? [fc.constant<Operand>({ kind: 'parameter', parameter: 'limit' })] : []),
    );
  const about = (fact: string): fc.Arbitrary<Leaf> => {
    const isText = fact === 'name' || fact === 'kind';
    const isDate = fact === 'due' || fact === 'month';
    const signs = ['=', '≠', ...(isText ? [] : ['<', '≤', '>', '≥']), ...(isDate ? ['before', 'after'] : [])] as const;
    const comparison = fc.record({
      kind: fc.constant('compare'),
      fact: path(fact),
      operator: fc.constantFrom(...signs),
      operand: operand(fact),
    });
    const list = fc.record({
      kind: fc.constant('in'),
      fact: path(fact),
      negated: fc.boolean(),
      operands: fc.array(operand(fact), { minLength: 1, maxLength: 3 }),
    });
    const range = fc.record({
      kind: fc.constant('between'),
      fact: path(fact),
      low: operand(fact),
      high: operand(fact),
    });
    const part = fc.record({
      kind: fc.constant('contains'),
      fact: path(fact),
      negated: fc.boolean(),
      operand: operand(fact),
    });
    const pattern = fc.record({
      kind: fc.constant('matches'),
      fact: path(fact),
      pattern: fc.constantFrom('^A', 'l+', 'B$'),
    });
    return fc.oneof(comparison, list, ...(isText ? [part, pattern] : [range])) as fc.Arbitrary<Leaf>;
  };
  const known = fc.record({
    kind: fc.constant('known' as const),
    fact: fc.constantFrom(...Object.keys(types)).chain(path),
    negated: fc.boolean(),
  });
  const open: Leaf = {
    kind: 'compare',
    fact: own('open'),
    operator: '=',
    operand: { kind: 'literal', literal: { kind: 'boolean', value: false } },
  };
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...Object.keys(literals)).chain(about) },
    { weight: 2, arbitrary: known },
    { weight: 1, arbitrary: fc.constant<Leaf>({ kind: 'holds', fact: own('open') }) },
    { weight: 1, arbitrary: fc.constant(open) },
  );
}

type Record2 = Readonly<Record<string, Cell>>;

function cells(): fc.Arbitrary<{ readonly unit: Record2; readonly street: Record2 | null }> {
  const cell = (...given: Cell[]) => fc.constantFrom<Cell>(...given, null);
  const record = fc.record({
    kind: cell('village', 'company'),
    name: cell('A', 'AB', 'village', ''),
    cases: cell(0n, 2n, 7n),
    more: cell(0n, 2n, -1n),
    rate: cell('0.1', '-2.5', '7', '0'),
    open: cell(true, false),
    due: cell('2021-03-05', '2021-03-06'),
    opened: cell('2021-03-05', '2021-12-31'),
    month: cell('2021-03-01', '2021-04-01'),
  });
  return fc.record({ unit: record, street: fc.option(record) });
}

function datasetOf({ unit, street }: { readonly unit: Record2; readonly street: Record2 | null }): Dataset {
  const names = Object.keys(types);
  const row = (key: string, record: Record2, ...rest: Cell[]) => ({
    cells: [key, ...names.map((name) => record[name] ?? null), ...rest],
  });
  return new Map([
    ['unit', { state: 'present', rows: [row('u1', unit, 's1')] }],
    ['street', { state: 'present', rows: street === null ? [] : [row('s1', street)] }],
  ]);
}

function jsonFacts({
  unit,
  street,
}: {
  readonly unit: Record2;
  readonly street: Record2 | null;
}): Record<string, unknown> {
  const value = (name: string, cell: Cell) => {
    if (cell === null) return null;
    if (name === 'month') return String(cell).slice(0, 7);
    return ['cases', 'more', 'rate'].includes(name) ? Number(cell) : cell;
  };
  return Object.fromEntries(
    Object.keys(types).flatMap((name) => [
      [name, value(name, unit[name] ?? null)],
      [`street.${name}`, value(name, street?.[name] ?? null)],
    ]),
  );
}

/** JSON conditions over two facts of any type and a list; sides that json-rules-engine converts to numbers are left out. */
function foreignRoots(): fc.Arbitrary<JsonCondition> {
  const scalar = fc.constantFrom<unknown>(1, 2.5, -1, 'a', 'b', true, false, null);
  const known = fc.constantFrom<unknown>(1, 2.5, -1, 'a', 'b', true);
  const fact = fc.constantFrom('x', 'y');
  const leaf = fc.oneof(
    fc.record({ fact, operator: fc.constantFrom('equal', 'notEqual', 'not:equal', 'swap:notEqual'), value: scalar }),
    fc.record({
      fact,
      operator: fc.constantFrom('lessThan', 'lessThanInclusive', 'greaterThan', 'not:greaterThanInclusive'),
      value: fc.constantFrom(1, 2.5, 0),
    }),
    fc.record({
      fact,
      operator: fc.constantFrom('in', 'notIn', 'swap:contains', 'someValue:equal', 'everyValue:notEqual'),
      value: fc.array(scalar, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      fact: fc.constant('list'),
      operator: fc.constantFrom('contains', 'doesNotContain', 'not:contains', 'someFact:equal', 'everyFact:notEqual'),
      value: known,
    }),
    fc.record({
      fact: fc.constant('list'),
      operator: fc.constantFrom('everyFact:in', 'someFact:notIn', 'not:everyFact:in'),
      value: fc.array(known, { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      fact: fc.constant('list'),
      operator: fc.constantFrom('someFact:greaterThan', 'everyFact:lessThan'),
      value: fc.constantFrom(1, 2),
    }),
  ) as fc.Arbitrary<JsonLeaf>;
  const group = fc.letrec<{ condition: JsonCondition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }), name: fc.constant('a group') }),
      fc.record({ not: tie('condition') }),
      fc.record({ condition: fc.constant('shared') }),
    ),
  })).condition;
  return fc
    .oneof(
      fc.record({ all: fc.array(group, { maxLength: 3 }) }),
      fc.record({ any: fc.array(group, { minLength: 1, maxLength: 3 }) }),
      fc.record({ not: group }),
    )
    .map((condition) => structuredClone(condition));
}

/** A list of one number is left out for `x` and `y`: JavaScript takes it for the number. */
function foreignFacts(): fc.Arbitrary<Readonly<Record<string, unknown>>> {
  const scalar = fc.constantFrom<unknown>(1, 2, 2.5, -1, 'a', 'b', 'c', true, false, null);
  return fc.record({ x: scalar, y: scalar, list: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })) });
}
