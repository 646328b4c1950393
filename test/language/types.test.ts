/** Every leaf is checked where it stands: the diagnostic names the very characters. */
import assert from 'node:assert/strict';
import { expectAt, fixed, head, problems, project, requiring } from './marked.ts';

describe('Types of conditions', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['petitions = ⟦2021-03-05⟧', 'ZS1251'],
    ['petitions = ⟦"3"⟧', 'ZS1251'],
    ['petitions = ⟦kind⟧', 'ZS1251'],
    ['petitions = ⟦true⟧', 'ZS1251'],
    ['kind = ⟦vilage⟧', 'ZS1252'],
    ['kind in [village, ⟦comunity⟧]', 'ZS1252'],
    ['last-level = ⟦skipp⟧', 'ZS1252'],
    ['kind = ⟦7⟧', 'ZS1252'],
    ['name = ⟦7⟧', 'ZS1251'],
    ['name = ⟦Riverside⟧', 'ZS1253'],
    ['model = ⟦是⟧', 'ZS1254'],
    ['model ⟦<⟧ true', 'ZS1255'],
    ['petitions ⟦contains⟧ 3', 'ZS1255'],
    ['petitions ⟦before⟧ 3', 'ZS1255'],
    ['name ⟦≥⟧ "a"', 'ZS1255'],
    ['⟦kind⟧', 'ZS1256'],
    ['name matches ⟦/(?=a)/⟧', 'ZS1257'],
    ['petitions between 3 and ⟦2⟧', 'ZS1258'],
    ['⟦petition⟧ = 3', 'ZS1301'],
    ['⟦level⟧ = skip', 'ZS1302'],
    ['⟦steet⟧.name = "a"', 'ZS1303'],
    ['street.⟦nam⟧ = "a"', 'ZS1301'],
    ['petitions ≤ ⟦$limits⟧', 'ZS1502'],
    ['skipped ≥ ⟦95⟧', 'ZS1265'],
    ['skipped between 50% and ⟦95⟧', 'ZS1265'],
    ['skipped ≥ ⟦$limit⟧', 'ZS1265'],
    ['{ fact: skipped, operator: greaterThan, value: ⟦95⟧ }', 'ZS1265'],
    ['kind = ⟦$limit⟧', 'ZS1251'],
    ['petitions ⟦==⟧ 3', 'ZS1205'],
    ['petitions = 3 ⟦or⟧ petitions = 4', 'ZS1217'],
    ['kind in ⟦village, community⟧', 'ZS1207'],
  ];
  for (const [condition, code] of wrong) {
    it(`${code}: ${condition}`, () => {
      expectAt(requiring(condition), code);
    });
  }

  const right = [
    'petitions = 3',
    'petitions ≤ $limit',
    'petitions ≤ households',
    'skipped ≥ 95%',
    'skipped ≤ 1',
    'skipped > 0.5',
    'kind = village',
    'kind = "village"',
    'kind = name',
    'last-level = skip',
    'name = "Riverside"',
    'name = street.name',
    'street.name contains "东"',
    'model',
    'model = true',
    'kind contains "vill"',
    'kind not contains name',
    'petitions is known',
    'name matches /^[A-Z]/',
    '[petitions = 3, { any: [model, { not: kind = village }] }]',
    '{ all: [{ fact: petitions, operator: lessThanInclusive, value: 7 }, { fact: kind, operator: in, value: [village] }] }',
    '{ fact: petitions, operator: equal, value: { fact: households } }',
    '{ fact: petitions, operator: lessThan, value: $limit }',
    '{ fact: skipped, operator: lessThan, value: "95%" }',
    '{ fact: street.name, operator: equal, value: x, priority: 3, name: named }',
  ];
  for (const condition of right) {
    it(`accepts ${condition}`, () => {
      const analysis = project(requiring(condition));
      assert.deepEqual(
        problems(analysis).map(({ message }) => message.en),
        [],
      );
      assert.equal(analysis.eras[0]?.model.rules.size, 1);
    });
  }

  it('says the same in a line and in json-rules-engine’s form', () => {
    const rule = (condition: string): unknown =>
      project(requiring(condition)).eras[0]?.model.rules.get('sample-rule')?.require;
    assert.deepEqual(
      rule('[petitions ≤ $limit, "kind not in [village, community]", street.name = name]'),
      rule(
        '{ all: [{ fact: petitions, operator: lessThanInclusive, value: $limit }, ' +
          '{ fact: kind, operator: notIn, value: [village, community] }, ' +
          '{ fact: street.name, operator: equal, value: { fact: name } }] }',
      ),
    );
  });

  it('proposes what is meant, and the proposal is right', () => {
    for (const condition of [
      'kind = ⟦vilage⟧',
      'name = ⟦Riverside⟧',
      'petitions = ⟦"3"⟧',
      'skipped ≥ ⟦95⟧',
      'model = ⟦是⟧',
      'kind in ⟦village, community⟧',
      'petitions ⟦==⟧ 3',
      '⟦petition⟧ = 3',
    ]) {
      const marked = requiring(condition);
      const [diagnostic] = problems(project(marked.replace(/[⟦⟧]/g, '')));
      assert.ok(diagnostic !== undefined);
      const mended = fixed(marked.replace(/[⟦⟧]/g, ''), diagnostic);
      assert.deepEqual(
        problems(project(mended)).map(({ message }) => message.en),
        [],
        condition,
      );
    }
  });

  it('points into quoted and escaped texts, past their quotes', () => {
    expectAt(requiring('"name = \\"x\\" ⟦or⟧ model"'), 'ZS1217');
    expectAt(requiring("'kind = ⟦vilage⟧'"), 'ZS1252');
  });

  it('points into a condition within braces, and says to quote a list there', () => {
    const facts = '  few: { of: unit, count: petition, where: level = ⟦skp⟧, during: received-on }\n';
    expectAt(requiring('few = 0', facts), 'ZS1252');
    expectAt(requiring('[model, ⟦kind not in [village, community]⟧, petitions = 1]'), 'ZS1009');
    const list = '  few: { of: unit, count: petition, where: ⟦level in [skip]⟧, during: received-on }\n';
    const diagnostic = expectAt(requiring('few = 0', list), 'ZS1009');
    const mended = fixed(requiring('few = 0', list).replace(/[⟦⟧]/g, ''), diagnostic);
    assert.deepEqual(problems(project(mended)), []);
  });

  it('checks a shared condition for each entity that uses it', () => {
    const policy = `${head}conditions:
  skip: ⟦level⟧ = skip
rules:
  petition-rule: { title: { zh: 甲, en: A }, for: petition, require: { condition: skip } }
  unit-rule: { title: { zh: 甲, en: A }, for: unit, require: { condition: skip } }
`;
    expectAt(policy, 'ZS1302');
  });

  it('never shows a sensitive field in a message, also by way of a fact', () => {
    const policy = (text: string): string => `${head}facts:
  last-petitioner: { of: unit, latest: petition.petitioner, during: received-on }
rules:
  unit-rule:
    title: { zh: 甲, en: A }
    for: unit
    require: last-petitioner is unknown
    otherwise: { severity: minor, message: { zh: 甲, en: "${text}" }, remedy: { zh: 乙, en: B } }
`;
    expectAt(policy('by {⟦last-petitioner⟧}'), 'ZS1403');
    assert.deepEqual(problems(project(policy('by {name} of {street.name} {{x}}'))), []);
  });

  it('tells of every wrong leaf, not only of the first', () => {
    const found = problems(project(requiring('[kind = vilage, petition = 1, name matches /(/, model]')));
    assert.deepEqual(
      found.map(({ code }) => code),
      ['ZS1252', 'ZS1301', 'ZS1257'],
    );
  });

  it('gives each fact the type that its kind makes', () => {
    const analysis = project(
      requiring(
        'petitions = 0',
        '  rate: { of: unit, ratio: { of: petitions, to: households } }\n  people: { of: unit, average: petition.persons }\n  less: { of: unit, difference: { of: skipped, less: rate } }\n',
      ),
    );
    assert.deepEqual(problems(analysis), []);
    const facts = analysis.eras[0]?.model.facts.get('unit');
    const type = (name: string): unknown => facts?.get(name)?.type;
    assert.deepEqual(type('petitions'), { kind: 'number', form: 'integer', nonNegative: true, display: 'number' });
    assert.deepEqual(type('skipped'), { kind: 'number', form: 'fraction', nonNegative: true, display: 'percent' });
    assert.deepEqual(type('rate'), { kind: 'number', form: 'fraction', nonNegative: true, display: 'percent' });
    assert.deepEqual(type('people'), { kind: 'number', form: 'fraction', nonNegative: true, display: 'number' });
    assert.deepEqual(type('less'), { kind: 'number', form: 'fraction', nonNegative: false, display: 'percent' });
    assert.equal((type('last-level') as { kind: string }).kind, 'code');
  });
});
