/** What `test --coverage` tells: which parts of the policies the cases show, and what a case must hold to show the rest. */
import assert from 'node:assert/strict';
import { analyze } from '../../engine/language/analyze.ts';
import type { Coverage, Goal, Measure } from '../../engine/testing/coverage/result.ts';
import { runTests, type TestOptions } from '../../engine/testing/run.ts';

const dictionary = `
name: district
resources:
  - name: unit
    path: data/unit.csv
    schema:
      primaryKey: code
      fields:
        - { name: code, type: string }
        - { name: kind, type: string, constraints: { enum: [village, enterprise] } }
        - { name: funds, type: number }
        - { name: staffed, type: boolean }
        - { name: secret, type: string, zhunsheng:sensitive: true }
        - { name: founded-on, type: date }
  - name: petition
    path: data/petition.csv
    schema:
      primaryKey: id
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: level, type: string, constraints: { enum: [ordinary, skip-level] } }
        - { name: received-on, type: date }
        - { name: replied-on, type: date }
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`;

const otherwise = `
    otherwise:
      severity: minor
      message: { zh: 未通过, en: Failed }
      remedy: { zh: 请改正, en: Correct it }`;

const titled = (name: string): string => `title: { zh: ${name}, en: ${name} }`;

/** A policy with these facts and rules, each rule a flow of its keys but the title and what follows a failure. */
interface Written {
  readonly facts?: string;
  readonly conditions?: string;
  readonly rules?: Readonly<Record<string, string>>;
  readonly more?: string;
}

function policyOf({ facts = '', conditions = '', rules = {}, more = '' }: Written): string {
  const written = Object.entries(rules).map(
    ([name, keys]) => `  ${name}:\n    ${titled(name)}\n${keys.replace(/^/gm, '    ')}${otherwise}`,
  );
  return [
    'policy: p',
    'title: { zh: 政策, en: Policy }',
    'version: 2021.1',
    'effective: { from: 2021-01-01 }',
    'parameters: { most: { title: { zh: 上限, en: Most }, values: [{ from: 2021-01-01, value: 7 }] } }',
    ...(facts === '' ? [] : ['facts:', facts.replace(/^/gm, '  ')]),
    ...(conditions === '' ? [] : ['conditions:', conditions.replace(/^/gm, '  ')]),
    ...(written.length === 0 ? [] : ['rules:', ...written]),
    more,
    '',
  ].join('\n');
}

/** Cases of flow maps: what is given and what is expected. */
function testsOf(cases: readonly (readonly [given: string, expect: string])[]): string {
  return [
    'tests: p',
    'period: 2021-03',
    'cases:',
    ...cases.map(([given, expect], index) => `  - { name: case ${index + 1}, given: ${given}, expect: ${expect} }`),
    '',
  ].join('\n');
}

async function covered(
  written: Written,
  cases: readonly (readonly [string, string])[],
  options: TestOptions = {},
): Promise<Coverage> {
  const analysis = analyze(
    new Map([
      ['datapackage.yaml', dictionary],
      ['p.policy.yaml', policyOf(written)],
      ['p.test.yaml', testsOf(cases)],
    ]),
  );
  assert.deepEqual(
    analysis.diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ message, place }) => [message.en, place.range.start.line]),
    [],
  );
  const { coverage } = await runTests(analysis, options);
  assert.ok(coverage !== null);
  return coverage;
}

/** The goals of a measure, `+` before those that are met. */
function goalsOf({ goals }: Coverage, measure: Measure): readonly string[] {
  return goals
    .filter((goal) => goal.measure === measure)
    .map(({ met, of, text, which }) => `${met ? '+' : '-'} ${of.name}: ${text.en}: ${which}`);
}

function goalNamed({ goals }: Coverage, measure: Measure, which: string): Goal {
  const found = goals.find((goal) => goal.measure === measure && goal.which === which);
  assert.ok(found !== undefined);
  return found;
}

const kept = { rules: { kept: 'for: unit\nrequire: funds ≤ $most' } };

describe('Coverage of rules', () => {
  it('tells which verdicts are expected of each, and which it reaches on the way to a standard', async () => {
    const standard = `standards: { s: { ${titled('s')}, for: unit, requires: [kept, other] } }`;
    const { rules, totals } = await covered(
      { rules: { ...kept.rules, other: 'for: unit\nrequire: staffed' }, more: standard },
      [
        [
          '{ unit: [{ code: u1, funds: 7, staffed: true }, { code: u2, funds: 8 }] }',
          '{ kept: { u1: pass, u2: fail } }',
        ],
        ['{ unit: [{ code: u1, funds: 7, staffed: true }, { code: u2 }] }', '{ s: { u1: pass, u2: undetermined } }'],
      ],
    );
    assert.deepEqual(
      rules.map(({ rule, policy, version, expected, reached }) => [rule, policy, version, expected, reached]),
      [
        ['kept', 'p', '2021.1', ['pass', 'fail'], ['pass', 'fail', 'undetermined']],
        ['other', 'p', '2021.1', [], ['pass', 'undetermined']],
      ],
    );
    assert.deepEqual(totals.rule, { met: 1, of: 2 });
  });

  it('counts a rule of two versions of a policy for each', async () => {
    const old = policyOf(kept)
      .replace('from: 2021-01-01 }', 'from: 2020-01-01, until: 2020-12-31 }')
      .replace('2021.1', '2020.1');
    const analysis = analyze(
      new Map([
        ['datapackage.yaml', dictionary],
        ['old.policy.yaml', old.replace(/^parameters:.*\n/m, '').replace('$most', '5')],
        ['p.policy.yaml', policyOf(kept)],
        ['p.test.yaml', testsOf([['{ unit: [{ code: u1, funds: 7 }] }', '{ kept: { u1: pass } }']])],
      ]),
    );
    const { coverage } = await runTests(analysis);
    assert.deepEqual(
      coverage?.rules.map(({ version, expected, place }) => [version, place.file, expected]),
      [
        ['2020.1', 'old.policy.yaml', []],
        ['2021.1', 'p.policy.yaml', ['pass']],
      ],
    );
  });

  it('takes nothing from what does not come out as expected', async () => {
    const { rules, totals } = await covered(kept, [['{ unit: [{ code: u1, funds: 9 }] }', '{ kept: { u1: pass } }']]);
    assert.deepEqual(rules[0]?.expected, []);
    assert.deepEqual(
      [totals.branch, totals.boundary],
      [
        { met: 0, of: 2 },
        { met: 0, of: 3 },
      ],
    );
  });

  it('is not found out where it is not asked for', async () => {
    const analysis = analyze(
      new Map([
        ['datapackage.yaml', dictionary],
        ['p.policy.yaml', policyOf(kept)],
      ]),
    );
    assert.equal((await runTests(analysis, { coverage: false })).coverage, null);
  });
});

describe('Coverage of branches', () => {
  const rules = { r: 'for: unit\nwhen: kind = village\nrequire: { any: [staffed, funds > 3] }' };

  it('has both sides of each condition and of the whole, and counts the requirement only where the rule applies', async () => {
    const coverage = await covered({ rules }, [
      [
        '{ unit: [{ code: u1, kind: village, staffed: true, funds: 5 }, { code: u2, kind: enterprise, staffed: false, funds: 1 }] }',
        '{ r: { u1: pass, u2: not-applicable } }',
      ],
    ]);
    assert.deepEqual(goalsOf(coverage, 'branch'), [
      '+ r: kind = village: true',
      '+ r: kind = village: false',
      '+ r: staffed, or funds > 3: true',
      '- r: staffed, or funds > 3: false',
      '+ r: staffed: true',
      '- r: staffed: false',
      '+ r: funds > 3: true',
      '- r: funds > 3: false',
    ]);
  });

  it('stands where the condition is written, and says what a case must hold', async () => {
    const { goals } = await covered({ rules }, [
      ['{ unit: [{ code: u1, kind: enterprise }] }', '{ r: { u1: not-applicable } }'],
    ]);
    const goal = goals.find(
      ({ measure, text, which }) => measure === 'branch' && text.en === 'funds > 3' && which === 'false',
    );
    const lines = policyOf({ rules }).split('\n');
    const { start, end } = goal?.place.range ?? {};
    assert.equal(lines[start?.line ?? -1]?.slice(start?.column, end?.column), 'funds > 3');
    assert.deepEqual(goal?.needs, {
      zh: '一个用例中规则适用，且“funds > 3”不成立',
      en: 'a case in which the rule applies and "funds > 3" does not hold',
    });
  });

  it('of a shared condition are counted where it is written, and its use where it is used', async () => {
    const coverage = await covered(
      {
        conditions: 'rural: kind = village',
        rules: {
          a: 'for: unit\nwhen: { condition: rural }\nrequire: staffed',
          b: 'for: unit\nwhen: { condition: rural }\nrequire: staffed',
        },
      },
      [['{ unit: [{ code: u1, kind: village, staffed: true }] }', '{ a: { u1: pass } }']],
    );
    assert.deepEqual(
      goalsOf(coverage, 'branch').filter((goal) => goal.includes('kind')),
      [
        '+ rural: kind = village: true',
        '- rural: kind = village: false',
        '+ a: kind = village: true',
        '- a: kind = village: false',
        '- b: kind = village: true',
        '- b: kind = village: false',
      ],
    );
  });

  it('of a fact are those of its where and that, over the records that are looked at', async () => {
    const facts = `skips: { of: unit, ${titled('skips')}, count: petition, where: level = skip-level, during: received-on }`;
    const coverage = await covered({ facts, rules: { r: 'for: unit\nrequire: skips = 0' } }, [
      [
        '{ unit: [{ code: u1 }], petition: [{ id: p1, unit: u1, level: skip-level, received-on: 2021-03-31 }, { id: p2, unit: u1, level: ordinary, received-on: 2021-04-01 }] }',
        '{ r: { u1: fail } }',
      ],
    ]);
    assert.deepEqual(
      goalsOf(coverage, 'branch').filter((goal) => goal.includes('level')),
      ['+ skips: level = skip-level: true', '- skips: level = skip-level: false'],
    );
  });
});

describe('Coverage of what decides alone (masking MC/DC)', () => {
  const rules = { r: 'for: unit\nrequire: [staffed, funds > 3]' };
  const cases = (rows: readonly (readonly [string, string])[]) =>
    rows.map(([cells, verdict]) => [`{ unit: [{ code: u1, ${cells} }] }`, `{ r: { u1: ${verdict} } }`] as const);

  it('takes a pair of cases of different verdicts in which the condition is true and false and nothing else decides', async () => {
    const one = await covered(
      { rules },
      cases([
        ['staffed: true, funds: 5', 'pass'],
        ['staffed: false, funds: 1', 'fail'],
      ]),
    );
    // Both false: each would leave the other deciding, so neither decides.
    assert.deepEqual(goalsOf(one, 'mcdc'), ['- r: staffed: pair', '- r: funds > 3: pair']);
    const two = await covered(
      { rules },
      cases([
        ['staffed: true, funds: 5', 'pass'],
        ['staffed: false, funds: 5', 'fail'],
      ]),
    );
    assert.deepEqual(goalsOf(two, 'mcdc'), ['+ r: staffed: pair', '- r: funds > 3: pair']);
    assert.deepEqual(
      goalNamed(two, 'mcdc', 'pair').by.map(({ name }) => name),
      ['case 1', 'case 2'],
    );
    assert.equal(
      two.goals.find(({ measure, met }) => measure === 'mcdc' && !met)?.needs.en,
      'a case in which "funds > 3" does not hold and alone decides the verdict',
    );
  });

  it('takes no undetermined verdict for a half, but a verdict that stands whatever is unknown beside it', async () => {
    const undetermined = await covered(
      { rules },
      cases([
        ['funds: 5', 'undetermined'],
        ['funds: 1, staffed: true', 'fail'],
      ]),
    );
    assert.deepEqual(goalsOf(undetermined, 'mcdc'), ['- r: staffed: pair', '- r: funds > 3: pair']);
    const decided = await covered(
      { rules },
      cases([
        ['funds: 1', 'fail'],
        ['funds: 5, staffed: true', 'pass'],
      ]),
    );
    assert.deepEqual(goalsOf(decided, 'mcdc'), ['- r: staffed: pair', '+ r: funds > 3: pair']);
  });

  it('holds of conditions that hang together: what guards a comparison decides where this is unknown', async () => {
    const guarded = { rules: { r: 'for: unit\nrequire: { any: [founded-on is unknown, founded-on ≤ 2020-12-31] }' } };
    const coverage = await covered(
      guarded,
      cases([
        ['founded-on: 2021-01-01', 'fail'],
        ['founded-on: 2020-12-31', 'pass'],
        ['kind: village', 'pass'],
      ]),
    );
    assert.deepEqual(
      goalsOf(coverage, 'mcdc').map((goal) => goal.slice(0, 1)),
      ['+', '+'],
    );
  });

  it('of when is between the rule that applies and the one that does not', async () => {
    const when = { rules: { r: 'for: unit\nwhen: [kind = village, staffed]\nrequire: funds > 3' } };
    const coverage = await covered(
      when,
      cases([
        ['kind: village, staffed: true, funds: 5', 'pass'],
        ['kind: enterprise, staffed: true, funds: 5', 'not-applicable'],
        ['kind: enterprise, staffed: false, funds: 5', 'not-applicable'],
      ]),
    );
    assert.deepEqual(goalsOf(coverage, 'mcdc'), [
      '+ r: kind = village: pair',
      '- r: staffed: pair',
      '- r: funds > 3: pair',
    ]);
  });

  it('tells apart where a condition being unknown alone leaves the verdict undetermined', async () => {
    const coverage = await covered(
      { rules },
      cases([
        ['funds: 5', 'undetermined'],
        ['kind: village', 'undetermined'],
        ['staffed: false', 'fail'],
      ]),
    );
    assert.deepEqual(goalsOf(coverage, 'unknown'), ['+ r: staffed: unknown', '- r: funds > 3: unknown']);
  });
});

describe('Coverage of boundaries', () => {
  const one = async (
    require: string,
    rows: readonly (readonly [string, string])[],
    facts = '',
  ): Promise<readonly string[]> => {
    const coverage = await covered(
      { facts, rules: { r: `for: unit\nrequire: ${require}` } },
      rows.map(([cells, verdict]) => [`{ unit: [{ code: u1, ${cells} }] }`, `{ r: { u1: ${verdict} } }`]),
    );
    return coverage.goals
      .filter(({ measure }) => measure === 'boundary')
      .map(({ met, which }) => `${met ? '+' : '-'} ${which}`);
  };

  it('are the value itself and a step to either side of it', async () => {
    assert.deepEqual(
      await one('funds ≤ $most', [
        ['funds: 7', 'pass'],
        ['funds: 8', 'fail'],
        ['funds: 5', 'pass'],
      ]),
      ['- within', '+ at', '+ outside'],
    );
    assert.deepEqual(
      await one('funds > 3', [
        ['funds: 3', 'fail'],
        ['funds: 4', 'pass'],
      ]),
      ['- outside', '+ at', '+ within'],
    );
  });

  it('have the step of the last digit written for decimals, and of a day for dates', async () => {
    assert.deepEqual(
      await one('funds ≥ 2.5', [
        ['funds: 2.4', 'fail'],
        ['funds: 2.7', 'pass'],
      ]),
      ['+ outside', '- at', '- within'],
    );
    assert.deepEqual(
      await one('founded-on before 2021-01-01', [
        ['founded-on: 2020-12-31', 'pass'],
        ['founded-on: 2021-01-03', 'fail'],
      ]),
      ['+ within', '- at', '- outside'],
    );
  });

  it('are two of between, and of an equation both neighbours that there can be', async () => {
    assert.deepEqual(
      await one('funds between 2 and 4', [
        ['funds: 2', 'pass'],
        ['funds: 5', 'fail'],
      ]),
      ['- low-outside', '+ low-at', '- low-within', '- high-within', '- high-at', '+ high-outside'],
    );
    const skips = `skips: { of: unit, ${titled('skips')}, count: petition, during: received-on }`;
    assert.deepEqual(await one('skips = 0', [['kind: village', 'pass']], skips), ['+ at', '- above']);
  });

  it('of a share stand at whole percents about what is written', async () => {
    const noPetition = [['{ unit: [{ code: u1 }] }', '{ r: { u1: not-applicable } }']] as const;
    const share = `replied: { of: unit, ${titled('replied')}, share: petition, that: replied-on is known, during: received-on }`;
    const { goals } = await covered({ facts: share, rules: { r: 'for: unit\nrequire: replied ≥ 95%' } }, noPetition);
    assert.deepEqual(
      goals.filter(({ measure }) => measure === 'boundary').map(({ needs }) => needs.en),
      [
        'a case in which replied is at most 1% below 95%, and decides',
        'a case in which replied is exactly 95%, and decides',
        'a case in which replied is at most 1% above 95%, and decides',
      ],
    );
    const whole = await covered({ facts: share, rules: { r: 'for: unit\nrequire: replied = 100%' } }, noPetition);
    assert.deepEqual(
      whole.goals.filter(({ measure }) => measure === 'boundary').map(({ which }) => which),
      ['below', 'at'],
    );
  });

  it('count only where the comparison decides', async () => {
    const rules = { r: 'for: unit\nrequire: { any: [staffed, funds ≤ 7] }' };
    const coverage = await covered({ rules }, [
      ['{ unit: [{ code: u1, staffed: true, funds: 7 }] }', '{ r: { u1: pass } }'],
    ]);
    assert.equal(goalNamed(coverage, 'boundary', 'at').met, false);
  });
});

describe('Coverage of numbers of records', () => {
  it('is none, one and several, of every, any and share by whether what is asked holds', async () => {
    const facts = [
      `all-replied: { of: unit, ${titled('all-replied')}, every: petition, that: replied-on is known, during: received-on }`,
      `petitions: { of: unit, ${titled('petitions')}, count: petition, during: received-on }`,
    ].join('\n');
    const petition = (id: string, replied: boolean): string =>
      `{ id: ${id}, unit: u1, received-on: 2021-03-01${replied ? ', replied-on: 2021-03-02' : ''} }`;
    const given = (petitions: readonly string[]): string =>
      `{ unit: [{ code: u1 }], petition: [${petitions.join(', ')}] }`;
    const coverage = await covered({ facts, rules: { r: 'for: unit\nrequire: [all-replied, petitions < 9]' } }, [
      [given([]), '{ r: { u1: pass } }'],
      [given([petition('p1', false)]), '{ r: { u1: fail } }'],
      [given([petition('p1', true), petition('p2', false)]), '{ r: { u1: fail } }'],
    ]);
    assert.deepEqual(goalsOf(coverage, 'quantifier'), [
      '+ all-replied: all-replied: zero',
      '- all-replied: all-replied: one-true',
      '+ all-replied: all-replied: one-false',
      '- all-replied: all-replied: all',
      '+ all-replied: all-replied: some',
      '- all-replied: all-replied: none',
      '+ petitions: petitions: zero',
      '+ petitions: petitions: one',
      '+ petitions: petitions: several',
    ]);
  });
});

describe('Coverage of ladders and procedures', () => {
  it('is each letter due, none, and the count begun anew', async () => {
    const ladder = [
      'ladders:',
      '  letters:',
      `    ${titled('letters')}`,
      '    for: unit',
      '    occasion: [{ rule: calm }]',
      '    each: month',
      '    counted-over: year',
      '    clears-after: 2',
      '    steps: [{ letter: reminder, to: [unit] }, { letter: notice, to: [unit] }]',
    ].join('\n');
    const facts = `skips: { of: unit, ${titled('skips')}, count: petition, during: received-on }`;
    const coverage = await covered({ facts, rules: { calm: 'for: unit\nrequire: skips = 0' }, more: ladder }, [
      [
        '{ unit: [{ code: u1 }], petition: [{ id: p1, unit: u1, received-on: 2021-03-01 }] }',
        '{ letters: { u1: reminder } }',
      ],
      ['{ unit: [{ code: u1 }] }', '{ letters: { u1: none } }'],
    ]);
    assert.deepEqual(goalsOf(coverage, 'ladder'), [
      '+ letters: letters: due none',
      '- letters: letters: cleared',
      '+ letters: reminder: due reminder',
      '- letters: notice: due notice',
    ]);
  });

  it('is each step as the last recorded, each state that it can have, and the deadlines as boundaries', async () => {
    const procedure = [
      'procedures:',
      '  reply:',
      `    ${titled('reply')}`,
      '    for: petition',
      '    steps:',
      '      - { step: receive, on: received-on }',
      '      - { step: answer, on: replied-on, within: { days: 7 } }',
    ].join('\n');
    const coverage = await covered({ more: procedure }, [
      [
        '{ petition: [{ id: p1, received-on: 2021-03-01, replied-on: 2021-03-08 }, { id: p2, received-on: 2021-03-01, replied-on: 2021-03-09 }, { id: p3, received-on: 2021-03-29 }] }',
        '{ reply: { p1: answer, p3: receive }, reply.answer: { p1: pass, p2: fail } }',
      ],
    ]);
    assert.deepEqual(
      goalsOf(coverage, 'procedure').map((goal) => goal.replace('reply: ', '').replace(/: \w+ \w+$/, (end) => end)),
      [
        '- reply: current none',
        '+ receive: current receive',
        '+ receive: done receive',
        '- receive: missing receive',
        '- receive: due receive',
        '+ answer: current answer',
        '+ answer: done answer',
        '+ answer: late answer',
        '- answer: overdue answer',
        '- answer: out-of-order answer',
        '+ answer: due answer',
        '- answer: pending answer',
      ],
    );
    assert.deepEqual(
      coverage.goals
        .filter(({ measure, of }) => measure === 'boundary' && of.name === 'reply.answer')
        .map(({ met, which }) => [met, which]),
      [
        [false, 'within'],
        [true, 'at'],
        [true, 'outside'],
      ],
    );
  });
});

describe('Coverage', () => {
  it('takes a waived verdict for what it is: neither a pass nor told apart from what it hides', async () => {
    const waivers =
      '- { rule: kept, subject: unit:u2, reason: flood, approved-by: office, from: 2021-01-01, until: 2021-12-31 }';
    const cases = [
      ['{ unit: [{ code: u1, funds: 7 }, { code: u2, funds: 8 }] }', '{ kept: { u1: pass, u2: waived } }'],
    ] as const;
    const analysis = analyze(
      new Map([
        ['datapackage.yaml', dictionary],
        ['p.policy.yaml', policyOf(kept)],
        ['p.test.yaml', testsOf(cases)],
        ['waivers.yaml', waivers],
      ]),
    );
    const { coverage, counts } = await runTests(analysis);
    assert.ok(coverage !== null && counts.failed === 0);
    assert.deepEqual(coverage.rules[0]?.expected, ['pass', 'waived']);
    assert.deepEqual(goalsOf(coverage, 'mcdc'), ['+ kept: funds ≤ 7: pair']);
  });

  it('finds the places of conditions that are written as json-rules-engine has them', async () => {
    const rules = {
      r: 'for: unit\nrequire: { all: [{ fact: funds, operator: lessThanInclusive, value: 7 }, staffed] }',
    };
    const coverage = await covered({ rules }, [
      ['{ unit: [{ code: u1, funds: 7, staffed: true }] }', '{ r: { u1: pass } }'],
    ]);
    const goal = goalNamed(coverage, 'boundary', 'at');
    const { start, end } = goal.place.range;
    assert.deepEqual(
      [goal.met, policyOf({ rules }).split('\n')[start.line]?.slice(start.column, end.column)],
      [true, 'funds'],
    );
  });

  it('never tells a sensitive value', async () => {
    const coverage = await covered({ rules: { r: 'for: unit\nrequire: secret is known' } }, [
      ['{ unit: [{ code: u1, secret: Marked-Name }] }', '{ r: { u1: pass } }'],
    ]);
    assert.doesNotMatch(JSON.stringify(coverage), /Marked-Name/);
  });

  it('is that of the cases that a filter leaves', async () => {
    const cases = [
      ['{ unit: [{ code: u1, funds: 7 }] }', '{ kept: { u1: pass } }'],
      ['{ unit: [{ code: u1, funds: 8 }] }', '{ kept: { u1: fail } }'],
    ] as const;
    const { rules } = await covered(kept, cases, { filter: 'case 2' });
    assert.deepEqual(rules[0]?.expected, ['fail']);
  });
});
