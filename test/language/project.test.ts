/** Names across a project, eras, ways from records to their owners, waivers. */
import assert from 'node:assert/strict';
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';
import { analyze, modelOn } from '../../engine/language/analyze.ts';
import { expectAt, head, otherwise, problems, project, requiring } from './marked.ts';

function policy(name: string, effective: string, text: string): string {
  return `policy: ${name}\ntitle: { zh: 甲, en: A }\nversion: 1\neffective: ${effective}\n${text}`;
}

const rule = (name: string, condition: string): string =>
  `rules:\n  ${name}:\n    title: { zh: 甲, en: A }\n    for: unit\n    require: ${condition}\n${otherwise}`;

describe('A project’s eras', () => {
  const files = new Map([
    ['datapackage.yaml', exampleDictionary],
    ['old.policy.yaml', policy('reply', '{ from: 2020-01-01, until: 2020-12-31 }', rule('replied', 'households > 1'))],
    ['new.policy.yaml', policy('reply', '{ from: 2021-01-01 }', rule('replied', 'households > 2'))],
    ['other.policy.yaml', policy('other', '{ from: 2020-07-01, until: 2021-06-30 }', rule('other-rule', 'model'))],
  ]);
  const analysis = analyze(files);

  it('have no error', () => assert.deepEqual(problems(analysis), []));

  it('begin and end where a policy does', () => {
    assert.deepEqual(
      analysis.eras.map(({ from, until, model }) => [from, until, [...model.rules.keys()].sort().join(' ')]),
      [
        ['2020-01-01', '2020-06-30', 'replied'],
        ['2020-07-01', '2020-12-31', 'other-rule replied'],
        ['2021-01-01', '2021-06-30', 'other-rule replied'],
        ['2021-07-01', null, 'replied'],
      ],
    );
  });

  it('judge each day by the version in force on it, at both ends', () => {
    const least = (day: string): unknown => {
      const require = modelOn(analysis, day)?.rules.get('replied')?.require;
      return require?.kind === 'compare' && require.operand.kind === 'literal' ? require.operand.literal.value : null;
    };
    assert.equal(modelOn(analysis, '2019-12-31'), null);
    assert.equal(least('2020-01-01'), '1');
    assert.equal(least('2020-12-31'), '1');
    assert.equal(least('2021-01-01'), '2');
    assert.equal(least('2030-01-01'), '2');
  });

  it('keep what does not change: the same rule is one object in all of them', () => {
    const [, second, third] = analysis.eras;
    assert.equal(second?.model.rules.get('other-rule'), third?.model.rules.get('other-rule'));
    assert.notEqual(second?.model.rules.get('replied'), third?.model.rules.get('replied'));
  });

  it('resolve anew what rests on something that changes', () => {
    const changing = new Map([
      ['datapackage.yaml', exampleDictionary],
      [
        'old.policy.yaml',
        policy(
          'base',
          '{ from: 2020-01-01, until: 2020-12-31 }',
          'facts:\n  size: { of: unit, total: [households] }\n',
        ),
      ],
      [
        'new.policy.yaml',
        policy('base', '{ from: 2021-01-01 }', 'facts:\n  size: { of: unit, any: petition, that: level = skip }\n'),
      ],
      ['rule.policy.yaml', policy('rule', '{ from: 2020-01-01 }', rule('small', 'size ≤ 7'))],
    ]);
    const found = problems(analyze(changing));
    // In 2020 a number, from 2021 on a boolean: the error is there though the first era was sound.
    assert.deepEqual(
      found.map(({ code }) => code),
      ['ZS1255'],
    );
  });

  it('are none without a policy, and none on days without one', () => {
    assert.deepEqual(analyze(new Map([['datapackage.yaml', exampleDictionary]])).eras, []);
    const gap = analyze(
      new Map([
        ['datapackage.yaml', exampleDictionary],
        ['a.policy.yaml', policy('a', '{ from: 2020-01-01, until: 2020-01-31 }', rule('x', 'model'))],
        ['b.policy.yaml', policy('b', '{ from: 2020-03-01, until: 9999-12-31 }', rule('y', 'model'))],
      ]),
    );
    assert.deepEqual(
      gap.eras.map(({ from, until }) => [from, until]),
      [
        ['2020-01-01', '2020-01-31'],
        ['2020-03-01', '9999-12-31'],
      ],
    );
    assert.equal(modelOn(gap, '2020-02-15'), null);
  });
});

describe('Names across a project', () => {
  it('are the project’s: a rule uses facts, conditions and parameters of other files', () => {
    const analysis = project(`${head}${rule('sample-rule', '[petitions ≤ $limit, { condition: home }]')}`, {
      'a/facts.policy.yaml': policy(
        'facts',
        '{ from: 2020-01-01 }',
        'facts:\n  petitions: { of: unit, count: petition }\n',
      ),
      'b/more.policy.yaml': policy(
        'more',
        '{ from: 2020-01-01 }',
        'conditions:\n  home: kind in [village, community]\nparameters:\n  limit: { title: { zh: 甲, en: A }, values: [{ from: 2020-01-01, value: 7 }] }\n',
      ),
    });
    assert.deepEqual(analysis.diagnostics, []);
  });

  it('may stand twice in two entities, not in one', () => {
    const other = (of: string, source: string): Record<string, string> => ({
      'other.policy.yaml': policy(
        'other',
        '{ from: 2020-01-01 }',
        `facts:\n  reports: { of: ${of}, count: ${source} }\n`,
      ),
    });
    const first = `${head}facts:\n  reports: { of: unit, count: report }\n${rule('sample-rule', '[reports > 0, street.reports > 0]')}`;
    assert.deepEqual(problems(project(first, other('street', 'report'))), []);
    assert.deepEqual(
      problems(project(first, other('unit', 'report')))
        .map(({ code }) => code)
        .includes('ZS1504'),
      true,
    );
  });

  it('show a circle through facts, a rule and a shared condition, once, from its first member', () => {
    const policyText = `${head}facts:
  ⟦late⟧: { of: unit, failures: in-time }
conditions:
  calm: unit.late = 0
rules:
  in-time: { title: { zh: 甲, en: A }, for: petition, require: { condition: calm } }
`;
    const diagnostic = expectAt(policyText, 'ZS1507');
    assert.match(diagnostic.message.en, /late → in-time → calm → late$/);
    assert.equal(diagnostic.related.length, 2);
  });

  it('tell a standard that requires itself', () => {
    const text = `${head}${rule('sample-rule', 'model')}standards:\n  ⟦one⟧: { for: unit, requires: [two, sample-rule] }\n  two: { for: unit, requires: [one] }\n`;
    expectAt(text, 'ZS1507');
  });

  it('allow a chain of a hundred facts and no more, whatever their order', () => {
    const chain = (length: number, reversed: boolean): string => {
      const facts = Array.from(
        { length },
        (_, i) => `  f${i}: { of: unit, total: [${i === 0 ? 'households' : `f${i - 1}`}] }\n`,
      );
      return requiring(`f${length - 1} = 0`, (reversed ? facts.reverse() : facts).join(''));
    };
    for (const reversed of [false, true]) {
      assert.deepEqual(problems(project(chain(90, reversed))), []);
      assert.ok(problems(project(chain(150, reversed))).every(({ code }) => code === 'ZS1508'));
      assert.ok(problems(project(chain(5000, reversed))).some(({ code }) => code === 'ZS1508'));
    }
  });
});

describe('The way from records to their owner', () => {
  /** A petition of a unit, and of the unit that it is about. */
  const twoWays = exampleDictionary
    .replace(
      '        - { name: level, type: string',
      '        - { name: about, type: string }\n        - { name: level, type: string',
    )
    .replace(
      '        - { fields: unit, reference: { resource: unit, fields: code } }\n  - name: report',
      '        - { fields: unit, reference: { resource: unit, fields: code } }\n        - { fields: about, reference: { resource: unit, fields: code } }\n  - name: report',
    );
  const link = (facts: string, others: Readonly<Record<string, string>> = {}): unknown => {
    const analysis = project(
      requiring('petitions = 0').replace(/facts:\n[\s\S]*rules:/, `facts:\n${facts}rules:`),
      others,
    );
    assert.deepEqual(
      problems(analysis).map(({ message }) => message.en),
      [],
    );
    const definition = analysis.eras[0]?.model.facts.get('unit')?.get('petitions')?.definition;
    return definition !== undefined && 'link' in definition ? definition.link : null;
  };

  it('is the shortest chain of references', () => {
    assert.deepEqual(link('  petitions: { of: unit, count: petition }\n'), ['unit']);
    const analysis = project(
      `${head}facts:\n  petitions: { of: street, count: petition }\nrules:\n  r: { title: { zh: 甲, en: A }, for: street, require: petitions = 0 }\n`,
    );
    const definition = analysis.eras[0]?.model.facts.get('street')?.get('petitions')?.definition;
    assert.deepEqual(definition !== undefined && 'link' in definition && definition.link, ['unit', 'street']);
  });

  it('must be said where two are equally short', () => {
    const others = { 'datapackage.yaml': twoWays };
    assert.deepEqual(link('  petitions: { of: unit, count: petition, via: about }\n', others), ['about']);
    const found = problems(project(requiring('petitions = 0'), others));
    assert.ok(found.length > 0 && found.every(({ code }) => code === 'ZS1311'));
    assert.match(found[0]?.message.en ?? '', /unit about$/);
  });

  it('leads a rule about records to the subject of the standard that requires it', () => {
    const text = (via: string): string => `${head}rules:
  in-time: { title: { zh: 甲, en: A }, for: petition, during: received-on, require: replied-on is known }
standards:
  unit-standard: { for: unit, requires: [${via}] }
  street-standard: { for: street, requires: [in-time, { rule: in-time }] }
`;
    const model = project(text('in-time')).eras[0]?.model;
    assert.deepEqual(model?.standards.get('unit-standard')?.requires, [
      { kind: 'records', rule: 'in-time', link: ['unit'] },
    ]);
    assert.deepEqual(model?.standards.get('street-standard')?.requires, [
      { kind: 'records', rule: 'in-time', link: ['unit', 'street'] },
    ]);
    const chosen = project(text('{ rule: in-time, via: about }'), { 'datapackage.yaml': twoWays }).eras[0]?.model;
    assert.deepEqual(chosen?.standards.get('unit-standard')?.requires, [
      { kind: 'records', rule: 'in-time', link: ['about'] },
    ]);
  });
});

describe('Waivers', () => {
  const waiver = (text: string): Record<string, string> => ({ 'waivers.yaml': text });
  const good =
    '- { rule: sample-rule, subject: "unit:a/b:c", reason: 洪灾, approved-by: 区政府, from: 2021-01-01, until: 2021-06-30 }\n';

  it('stand in the models of the eras that they touch', () => {
    const analysis = project(requiring('petitions = 0'), waiver(good));
    assert.deepEqual(problems(analysis), []);
    assert.deepEqual(analysis.eras[0]?.model.waivers, [
      {
        rule: 'sample-rule',
        entity: 'unit',
        subject: 'a/b:c',
        reason: '洪灾',
        approvedBy: '区政府',
        from: '2021-01-01',
        until: '2021-06-30',
      },
    ]);
    const later = project(requiring('petitions = 0').replace('from: 2021-01-01', 'from: 2022-01-01'), waiver(good));
    assert.deepEqual(
      problems(later).map(({ code }) => code),
      ['ZS1605'],
    );
  });

  it('must end, and say who approved them', () => {
    const found = problems(
      project(requiring('petitions = 0'), waiver('- { rule: sample-rule, subject: "unit:u1", from: 2021-01-01 }\n')),
    );
    assert.deepEqual(found.map(({ code }) => code).sort(), ['ZS1102', 'ZS1102', 'ZS1601']);
  });

  it('may be none', () => {
    assert.deepEqual(problems(project(requiring('petitions = 0'), waiver('# none\n'))), []);
    assert.deepEqual(problems(project(requiring('petitions = 0'), waiver('[]\n'))), []);
  });
});

describe('Files that are not proper', () => {
  it('are told of once, and do not hide the others', () => {
    const broken = project(requiring('petitions = 0'), { 'other.policy.yaml': 'policy: [\nrules: {{{\n' });
    assert.ok(problems(broken).every(({ place }) => place.file === 'other.policy.yaml'));
    assert.equal(broken.eras[0]?.model.rules.size, 1);
  });

  it('never stop the analysis, whatever they hold', () => {
    const texts = [
      '',
      '\0',
      '[]',
      '{}',
      'null',
      '- - - -',
      'policy',
      'policy:',
      '? ? ?',
      '%YAML 9\n---\n',
      '&a [*a]',
      'a: !!binary x',
      '"',
      '\uFEFFpolicy: x\n',
      '{'.repeat(5000),
      '- '.repeat(5000),
      '\ud800',
      `a: ${'!!x '.repeat(50_000)}`,
      '[\n'.repeat(50_000),
      `x: [${'\n a, ['.repeat(20_000)}`,
      `# a${' '.repeat(50_000)}b`,
      `kind: &a ${'*a '.repeat(20_000)}`,
    ];
    for (const text of texts) {
      for (const name of ['x.policy.yaml', 'x.test.yaml', 'waivers.yaml', 'guide.md', 'datapackage.yaml']) {
        const analysis = project(requiring('petitions = 0'), { [name]: text });
        for (const { message, remedy } of analysis.diagnostics)
          assert.ok(message.zh && message.en && remedy.zh && remedy.en);
      }
    }
  });

  it('say where a line ends in Windows’ way as well', () => {
    const text = requiring('kind = vilage').replaceAll('\n', '\r\n');
    const [diagnostic] = problems(project(text));
    assert.equal(diagnostic?.code, 'ZS1252');
    const { start, end } = diagnostic?.place.range ?? { start: { line: 0, column: 0 }, end: { line: 0, column: 0 } };
    assert.equal(text.split('\r\n')[start.line]?.slice(start.column, end.column), 'vilage');
  });
});

describe('A large project', () => {
  it('is analysed in time that grows with its size', function () {
    this.timeout(60_000);
    const time = (count: number): number => {
      const files = new Map([['datapackage.yaml', exampleDictionary]]);
      for (let k = 0; k < count; k++) {
        const rules = Array.from(
          { length: 20 },
          (_, i) => `  r${k}-${i}: { title: { zh: 甲, en: A }, for: unit, require: f${k}-${i} = 0 }\n`,
        );
        const facts = Array.from(
          { length: 20 },
          (_, i) => `  f${k}-${i}: { of: unit, count: petition, where: level = skip }\n`,
        );
        files.set(
          `p${k}.policy.yaml`,
          policy(`p${k}`, `{ from: 20${10 + (k % 10)}-01-01 }`, `facts:\n${facts.join('')}rules:\n${rules.join('')}`),
        );
      }
      const before = process.cpuUsage();
      assert.deepEqual(problems(analyze(files)), []);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 1000;
    };
    time(20);
    const small = time(50);
    assert.ok(time(250) < small * 15 + 500, 'five times the files take far less than fifteen times as long');
  });
});
