/** Imported rules as a project's files: free of errors, and of the same meaning. */
import assert from 'node:assert/strict';
import { importRules } from '../../engine/interop/import.ts';
import { projectFiles } from '../../engine/interop/project-files.ts';
import { analyze } from '../../engine/language/analyze.ts';

const rules = [
  {
    name: 'Grade {and} fouls',
    conditions: {
      all: [
        { fact: 'grade', operator: 'greaterThanInclusive', value: 3.5 },
        { not: { fact: 'fouls', operator: 'lessThan', value: 6 } },
        { fact: 'account', path: '$.status', operator: 'in', value: ['active', 'on "leave"'] },
        { fact: 'account', path: '$.since', operator: 'lessThan', value: '2021-01-01' },
        { fact: 'account', path: '$.leave', operator: 'doesNotContain', value: '2020-10-01' },
        { fact: 'best', operator: 'notEqual', value: null },
        { condition: 'is adult' },
      ],
    },
    event: { type: 'fine', params: { message: 'all {fine}' } },
  },
  {
    conditions: { any: [{ not: { condition: 'is adult' } }, { fact: 'open', operator: 'equal', value: false }] },
    event: { type: 'young' },
  },
];
const conditions = { 'is adult': { all: [{ fact: 'age', operator: 'greaterThanInclusive', value: 18 }] } };

describe('imported rules as project files', () => {
  const imported = importRules(rules, { conditions, entity: 'person' });
  const files = projectFiles(imported);

  it('read as a policy officer would write them', () => {
    const text = files.get('imported.policy.yaml') ?? '';
    assert.equal(
      text.slice(text.indexOf('facts:'), text.indexOf('    otherwise:')),
      `facts:
  account-leave-any:
    of: person
    title:
      zh: account-leave-any
      en: account-leave-any
    any: account-leave
    that:
      all:
        - value is known
        - value = "2020-10-01"

conditions:
  is-adult:
    all:
      - age is known
      - age ≥ 18

rules:
  Grade-and-fouls:
    title:
      zh: Grade {and} fouls
      en: Grade {and} fouls
    for: person
    require:
      all:
        - grade ≥ 3.5
        - not:
            all:
              - fouls is known
              - fouls < 6
        - account-status in ["active", "on \\"leave\\""]
        - account-since < 2021-01-01
        - all:
            - account-leave-is-list
            - not: account-leave-any
        - best-is-null = false
        - condition: is-adult
`,
    );
    assert.match(text, /zh: all \{\{fine\}\}/);
  });

  it('are analysed without an error, to the same rules, facts and dictionary', () => {
    const { diagnostics, eras, dictionary } = analyze(files);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(dictionary, imported.model.dictionary);
    assert.deepEqual(eras[0]?.model.facts, imported.model.facts);
    assert.deepEqual(eras[0]?.model.rules, imported.model.rules);
  });
});
