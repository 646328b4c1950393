import assert from 'node:assert/strict';
import { analyze } from '../../engine/language/analyze.ts';
import { edited } from '../../engine/mutation/mutant.ts';
import { mutantsOf } from '../../engine/mutation/mutants.ts';
import { mutationOperators, type OperatorId } from '../../engine/mutation/operators.ts';
import { textOfProject } from './project.ts';

describe('The mutants of a policy', () => {
  it('turn comparisons at their boundary and round, and move their constants by a step of their type', () => {
    assert.deepEqual(told('require: visits ≤ 7'), [
      'comparison-boundary: visits < 7',
      'comparison-negated: visits > 7',
      'constant: visits ≤ 6',
      'constant: visits ≤ 8',
    ]);
    assert.deepEqual(told('require: settled-share = 95%'), [
      'comparison-negated: settled-share ≠ 95%',
      'constant: settled-share = 94%',
      'constant: settled-share = 96%',
    ]);
    assert.deepEqual(told('require: founded-on before 2021-03-01'), [
      'comparison-boundary: founded-on ≤ 2021-03-01',
      'comparison-negated: founded-on ≥ 2021-03-01',
      'constant: founded-on before 2021-02-28',
      'constant: founded-on before 2021-03-02',
    ]);
    assert.deepEqual(told('require: area between 0.5 and 2'), [
      "condition-negated: { not: 'area between 0.5 and 2' }".replaceAll("'", '"'),
      'constant: area between 0.4 and 2',
      'constant: area between 0.6 and 2',
      'constant: area between 0.5 and 1',
      'constant: area between 0.5 and 3',
    ]);
  });

  it('leave out members and parts, and change all and any, whether written as a line, a list or maps', () => {
    assert.deepEqual(told('require: kind in [village, enterprise]'), [
      'comparison-negated: kind not in [village, enterprise]',
      'member-dropped: kind in [enterprise]',
      'member-dropped: kind in [village]',
    ]);
    assert.deepEqual(told('require: [model, visits ≥ 1]').slice(0, 3), [
      'all-any: { any: [model, visits ≥ 1] }',
      'part-dropped: [visits ≥ 1]',
      'condition-negated: [{ not: "model" }, visits ≥ 1]',
    ]);
    assert.deepEqual(told('require:\n      - model\n      - visits ≥ 1').slice(0, 3), [
      'all-any: | any: | - model | - visits ≥ 1',
      'part-dropped: | - visits ≥ 1',
      'condition-negated: | - { not: "model" } | - visits ≥ 1',
    ]);
    assert.deepEqual(told('require: { not: { any: [model, { condition: large }] } }').slice(0, 4), [
      'condition-negated: { any: [model, { condition: large }] }',
      'all-any: { not: { all: [model, { condition: large }] } }',
      'part-dropped: { not: { any: [{ condition: large }] } }',
      'condition-negated: { not: { any: [{ not: "model" }, { condition: large }] } }',
    ]);
  });

  it("keep json-rules-engine's names where these are written", () => {
    assert.deepEqual(told('require: { fact: visits, operator: lessThanInclusive, value: 7 }'), [
      'comparison-boundary: { fact: visits, operator: lessThan, value: 7 }',
      'comparison-negated: { fact: visits, operator: greaterThan, value: 7 }',
      'constant: { fact: visits, operator: lessThanInclusive, value: 6 }',
      'constant: { fact: visits, operator: lessThanInclusive, value: 8 }',
    ]);
    assert.deepEqual(told('require: { fact: kind, operator: in, value: [village, enterprise] }'), [
      'comparison-negated: { fact: kind, operator: notIn, value: [village, enterprise] }',
      'member-dropped: { fact: kind, operator: in, value: [enterprise] }',
      'member-dropped: { fact: kind, operator: in, value: [village] }',
    ]);
  });

  it('undo a not that stands in a block, and put one around a block', () => {
    assert.deepEqual(
      told('require:\n      not:\n        all:\n          - model\n          - visits ≥ 1')[0],
      'condition-negated: | all: | - model | - visits ≥ 1',
    );
    const { texts } = mutated('require:\n      fact: visits\n      operator: between\n      value: [1, 2]');
    const negated = texts.find(({ operator }) => operator === 'condition-negated');
    assert.ok(negated !== undefined);
    assert.deepEqual(errorsIn(negated.text), []);
    assert.match(negated.text, /require:\n {6}not:\n {8}fact: visits\n {8}operator: between/);
  });

  it('are made by every operator somewhere in a policy that has everything, and can be read or are refused by check', () => {
    const { texts } = mutated('require: kind in [village, enterprise]');
    const made = new Set(texts.map(({ operator }) => operator));
    assert.deepEqual(
      mutationOperators.map(({ id }) => id).filter((id) => !made.has(id)),
      [],
    );
    const unreadable = texts.filter(({ text }) => errorsIn(text).some((code) => /^ZS1[01]/.test(code)));
    assert.deepEqual(
      unreadable.map(({ id }) => id),
      [],
    );
  });

  it('have ids of their own and say in both languages what they change', () => {
    const { mutants } = mutated('require: visits ≥ 1');
    assert.equal(new Set(mutants.map(({ id }) => id)).size, mutants.length);
    for (const { change } of mutants) for (const text of [change.zh, change.en]) assert.notEqual(text, '');
  });
});

/** `operator: requirement` of the mutants of the rule's own requirement, on a line; `|` for a line's end. */
function told(requirement: string): readonly string[] {
  const { texts } = mutated(requirement);
  return texts
    .filter(
      ({ declaration, operator }) =>
        declaration.name === 'tried' && operator !== 'severity' && operator !== 'when-dropped',
    )
    .map(({ operator, text }) => {
      const written = /tried:[\s\S]*?require:([\s\S]*?)\n {4}otherwise:/.exec(text)?.[1] ?? '';
      return `${operator}: ${written.trim() === '' ? '' : written.replace(/\n\s*/g, ' | ').trim()}`;
    });
}

interface Text {
  readonly id: string;
  readonly operator: OperatorId;
  readonly declaration: { readonly name: string };
  readonly text: string;
}

function mutated(requirement: string) {
  const files = textOfProject(requirement);
  const text = files.get('all.policy.yaml') ?? '';
  assert.deepEqual(errorsIn(text), []);
  const mutants = mutantsOf(analyze(files), files, () => true);
  const texts = mutants.map((mutant): Text => ({ ...mutant, text: edited(text, mutant.edits) }));
  return { mutants, texts };
}

/** The codes of what the check refuses. */
function errorsIn(text: string): readonly string[] {
  const files = new Map([...textOfProject('require: visits ≥ 1'), ['all.policy.yaml', text]]);
  return analyze(files).diagnostics.flatMap(({ severity, code }) => (severity === 'error' ? [code] : []));
}
