/** What `trace` promises: every clause, rule, test and field in its place, and no gap that it does not tell. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { traceJson } from '../../engine/cli/formats/trace-json.ts';
import { traceMarkdown } from '../../engine/cli/formats/trace-markdown.ts';
import { traceText } from '../../engine/cli/layout/trace.ts';
import { openConsole } from '../../engine/cli/terminal/console.ts';
import { openFiles, openProject, type Trace, trace } from '../../engine/index.ts';
import { repository, zhunsheng } from '../cli/command.ts';
import { type Sandbox, sandbox } from '../cli/project.ts';

const dictionary = `resources:
  - name: street
    path: street.csv
    schema:
      primaryKey: code
      fields: [{ name: code, type: string }, { name: name, type: string }]
  - name: unit
    path: unit.csv
    zhunsheng:valid: { from: opened-on }
    schema:
      primaryKey: [code, opened-on]
      foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }]
      fields:
        - { name: code, type: string }
        - { name: street, type: string }
        - { name: opened-on, type: date }
        - { name: kind, type: string, constraints: { enum: [village, enterprise] } }
        - { name: remark, type: string, zhunsheng:descriptive: true }
  - name: petition
    path: petition.csv
    schema:
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: level, type: string, constraints: { enum: [ordinary, skip-level] } }
        - { name: received-on, type: date }
        - { name: replied-on, type: date }
`;

const policy = `policy: petitions
title: { zh: 信访, en: Petitions }
version: 2
effective: { from: 2021-01-01 }
cites: guide.md#petitions
parameters:
  limit:
    title: { zh: 上限, en: Limit }
    values: [{ from: 2020-01-01, value: 0, cites: guide.md#limit }]
facts:
  skip-level-petitions: { of: unit, count: petition, where: level = skip-level, during: received-on }
  days-to-reply: { of: petition, days: { from: received-on, to: replied-on, open: as-of } }
rules:
  no-skip-level:
    title: { zh: 无越级上访, en: No skip-level petition }
    for: unit
    require: skip-level-petitions ≤ $limit
    cites: guide.md#skip-level
    otherwise: { message: { zh: 有, en: some }, remedy: { zh: 办, en: act } }
  replied:
    title: { zh: 及时答复, en: Replied }
    for: petition
    during: received-on
    require: days-to-reply ≤ 7
    cites: guide.md#reply
    otherwise: { message: { zh: 迟, en: late }, remedy: { zh: 办, en: act } }
standards:
  petitions: { for: unit, requires: [no-skip-level, replied] }
rollups:
  by-kind: { of: petitions, by: kind }
`;

const tests = `tests: petitions
period: 2021
cases:
  - name: one is too many
    given:
      unit: [{ code: u1 }]
      petition: [{ id: p1, unit: u1, level: skip-level, received-on: 2021-03-02, replied-on: 2021-03-03 }]
    expect: { no-skip-level: { u1: fail }, replied: { p1: pass }, petitions: { u1: fail } }
`;

const guide = `# Guide

## 1 Purpose {#purpose .general}

## 2 Petitions {#petitions}

## 2.1 Skip-level {#skip-level}

## 2.2 Limit {#limit}

## 2.3 Reply {#reply}
`;

const complete: Readonly<Record<string, string>> = {
  'datapackage.yaml': dictionary,
  'petitions.policy.yaml': policy,
  'petitions.test.yaml': tests,
  'guide.md': guide,
};

function traced(changes: Readonly<Record<string, string>> = {}): Trace {
  return trace(openFiles('', new Map(Object.entries({ ...complete, ...changes }))));
}

function gapsIn(changes: Readonly<Record<string, string>>): readonly string[] {
  return traced(changes).gaps.map(({ code, place, message }) => {
    return `${code} ${place.file}:${place.range.start.line + 1} ${message.en}`;
  });
}

describe('zhunsheng trace', () => {
  it('finds no gap where every clause has its rule, every rule its clause and test, every field its reader', () => {
    assert.deepEqual(gapsIn({}), []);
  });

  it('sets clauses and what carries them out side by side: rules that cite them or read a parameter that does', () => {
    const clauses = traced().clauses.map(({ cite, rules, policies, general }) => [cite, rules, policies, general]);
    assert.deepEqual(clauses, [
      ['guide.md#purpose', [], [], true],
      ['guide.md#petitions', ['petitions'], ['petitions'], false],
      ['guide.md#skip-level', ['no-skip-level'], [], false],
      ['guide.md#limit', ['no-skip-level'], [], false],
      ['guide.md#reply', ['replied'], [], false],
    ]);
  });

  it('names for each rule its tests and the fields that decide it, through facts', () => {
    const rules = traced().rules.map(({ kind, name, tests: cases, fields }) => [
      kind,
      name,
      cases.map((each) => each.case),
      fields,
    ]);
    assert.deepEqual(rules, [
      ['rule', 'no-skip-level', ['one is too many'], ['petition.level', 'petition.received-on']],
      ['rule', 'replied', ['one is too many'], ['petition.received-on', 'petition.replied-on']],
      ['standard', 'petitions', ['one is too many'], []],
    ]);
  });

  it('counts a field as read that is a key, a reference, in force from, a name, grouped by, or read by a rule', () => {
    const read = traced().fields.map(({ entity, field, uses, rules, rollups, descriptive }) => {
      return [`${entity}.${field}`, ...uses, ...rules, ...rollups, ...(descriptive ? ['descriptive'] : [])].join(' ');
    });
    assert.deepEqual(read, [
      'street.code key',
      'street.name name',
      'unit.code key',
      'unit.street reference',
      'unit.opened-on valid',
      'unit.kind by-kind',
      'unit.remark descriptive',
      'petition.id key',
      'petition.unit reference',
      'petition.level no-skip-level',
      'petition.received-on no-skip-level replied',
      'petition.replied-on replied',
    ]);
  });

  it('tells a clause without a rule, unless it is marked general', () => {
    assert.deepEqual(gapsIn({ 'guide.md': guide.replace(' .general', '') }), [
      'ZS7001 guide.md:3 No rule carries out the clause "1 Purpose" (guide.md#purpose)',
    ]);
  });

  it('does not take a heading without an anchor for a clause', () => {
    assert.deepEqual(gapsIn({ 'guide.md': `${guide}\n## Annex\n` }), []);
  });

  it('tells a rule without a clause; a standard rests on that of its policy', () => {
    assert.deepEqual(gapsIn({ 'petitions.policy.yaml': policy.replace('    cites: guide.md#reply\n', '') }), [
      'ZS7001 guide.md:11 No rule carries out the clause "2.3 Reply" (guide.md#reply)',
      'ZS7002 petitions.policy.yaml:20 The rule "replied" (petitions 2) cites no clause',
    ]);
    assert.deepEqual(
      gapsIn({ 'petitions.policy.yaml': policy.replace('cites: guide.md#petitions\n', '') }).map((gap) =>
        gap.slice(0, 6),
      ),
      ['ZS7001', 'ZS7002'],
    );
  });

  it('tells a rule of which no case expects anything', () => {
    assert.deepEqual(gapsIn({ 'petitions.test.yaml': tests.replace(' replied: { p1: pass },', '') }), [
      'ZS7003 petitions.policy.yaml:20 No test expects anything of the rule "replied" (petitions 2)',
    ]);
  });

  it('asks for a test of each version of a policy, in its own time', () => {
    const older = policy
      .replace('version: 2', 'version: 1')
      .replace('from: 2021-01-01', 'from: 2020-01-01, until: 2020-12-31');
    const gaps = gapsIn({ 'older.policy.yaml': older });
    assert.deepEqual(gaps, [
      'ZS7003 older.policy.yaml:14 No test expects anything of the rule "no-skip-level" (petitions 1)',
      'ZS7003 older.policy.yaml:20 No test expects anything of the rule "replied" (petitions 1)',
      'ZS7003 older.policy.yaml:28 No test expects anything of the standard "petitions" (petitions 1)',
    ]);
    const tested = tests.replace('period: 2021', 'period: 2020').replaceAll('2021-03', '2020-03');
    assert.deepEqual(gapsIn({ 'older.policy.yaml': older, 'older.test.yaml': tested }), []);
  });

  it('tells a field that nothing reads, unless it is marked descriptive', () => {
    assert.deepEqual(gapsIn({ 'datapackage.yaml': dictionary.replace(', zhunsheng:descriptive: true', '') }), [
      'ZS7004 datapackage.yaml:18 Nothing reads the field "unit.remark"',
    ]);
  });

  it('counts a field that only a message shows', () => {
    const shown = policy.replace('{ zh: 有, en: some }', "{ zh: '有 {remark}', en: 'some {remark}' }");
    assert.deepEqual(
      gapsIn({
        'datapackage.yaml': dictionary.replace(', zhunsheng:descriptive: true', ''),
        'petitions.policy.yaml': shown,
      }),
      [],
    );
  });

  it('gives JSON with lines that count from one', () => {
    const json = JSON.parse(JSON.stringify(traceJson(traced({ 'guide.md': `${guide}\n## 3 More {#more}\n` }))));
    assert.deepEqual(json.counts, { clauses: 6, rules: 3, tests: 1, fields: 12, gaps: 1 });
    assert.deepEqual(json.rules[1], {
      rule: 'replied',
      kind: 'rule',
      title: { zh: '及时答复', en: 'Replied' },
      policy: 'petitions',
      version: '2',
      cites: ['guide.md#reply'],
      tests: [{ file: 'petitions.test.yaml', case: 'one is too many' }],
      fields: ['petition.received-on', 'petition.replied-on'],
      file: 'petitions.policy.yaml',
      line: 20,
    });
    assert.equal(json.gaps[0].code, 'ZS7001');
    assert.equal(json.clauses[5].line, 13);
  });

  it('gives Markdown in which nothing of the project is a mark of the page', () => {
    const text = traceMarkdown(
      traced({ 'guide.md': `${guide}\n## 3 <b>a|b</b> {#more}\n` }),
      (file) => `rules/${file}`,
      'en',
    );
    assert.match(text, /^### Clauses, rules, tests, data fields\n\n⚠️ 6 clauses, 3 rules, 1 case, 12 fields: 1 gap\n/);
    assert.ok(
      text.includes(
        '| ZS7001 No rule carries out the clause "3 &lt;b>a\\|b&lt;/b>" (guide.md#&#8203;more) | `rules/guide.md:13` |',
      ),
    );
    assert.ok(
      text.includes(
        '| 2.3 Reply `guide.md#reply` | `replied` rule petitions 2 | 1 | `petition.received-on` `petition.replied-on` |',
      ),
    );
    assert.ok(!text.includes('<b>'));
  });

  it('lays the matrix out in either language', () => {
    const page = (language: 'zh' | 'en'): string => {
      const console = openConsole({
        language,
        quiet: false,
        environment: {},
        out: { write: () => 0 },
        err: { write: () => 0 },
      });
      return traceText(traced(), new Map(), (file) => file, console);
    };
    assert.match(page('zh'), /2\.3 Reply {2}#reply\s+规则\s+及时答复 replied\s+petitions\s+1\s+petition: received-on/);
    assert.match(page('en'), /2\.3 Reply {2}#reply\s+rule\s+Replied replied {2}petitions\s+1\s+petition: received-on/);
    assert.match(page('zh'), /5 条条款，3 条规则，1 个用例，12 个字段：没有缺口$/);
  });
});

describe('zhunsheng trace of procedures and ladders', () => {
  const more: Readonly<Record<string, string>> = {
    'datapackage.yaml': `${dictionary}  - name: letter
    path: letter.csv
    schema:
      primaryKey: number
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
      fields:
        - { name: number, type: string }
        - { name: unit, type: string }
        - { name: step, type: string, constraints: { enum: [reminder, notice] } }
        - { name: sent-on, type: date }
`,
    'petitions.policy.yaml': `${policy}procedures:
  answering:
    title: { zh: 答复, en: Answering }
    for: petition
    cites: guide.md#answering
    steps:
      - { step: receive, on: received-on }
      - { step: reply, on: replied-on, within: { days: $limit } }
ladders:
  letters:
    title: { zh: 函, en: Letters }
    for: unit
    occasion: [{ standard: petitions }]
    each: month
    counted-over: year
    sent: letter
    cites: guide.md#letters
    steps: [{ letter: reminder, to: [unit] }, { letter: notice, to: [unit] }]
`,
    'guide.md': `${guide}
## 3 Answering {#answering}

## 4 Letters {#letters}
`,
  };

  it('traces the rules that a procedure makes to the procedure, and a ladder to the letters that it follows', () => {
    const { rules, clauses } = traced(more);
    assert.deepEqual(
      rules
        .filter(({ kind }) => kind === 'procedure' || kind === 'ladder')
        .map(({ name, kind, fields, cites }) => [kind, name, fields, cites]),
      [
        [
          'procedure',
          'answering',
          ['petition.received-on', 'petition.replied-on'],
          ['guide.md#answering', 'guide.md#limit'],
        ],
        ['ladder', 'letters', ['letter.sent-on', 'letter.step'], ['guide.md#letters']],
      ],
    );
    assert.ok(!rules.some(({ name }) => name.includes('.')));
    assert.deepEqual(clauses.at(-2)?.rules, ['answering']);
  });

  it('counts an expectation of any of its rules, of its step, or of the step of a ladder', () => {
    const gaps = (expect: string): readonly string[] =>
      gapsIn({
        ...more,
        'petitions.test.yaml': tests.replace('replied: { p1: pass }', `replied: { p1: pass }, ${expect}`),
      });
    const untold = gapsIn({ ...more, 'petitions.test.yaml': tests });
    assert.deepEqual(
      untold.map((gap) => gap.slice(gap.indexOf('No test'))),
      [
        'No test expects anything of the procedure "answering" (petitions 2)',
        'No test expects anything of the ladder "letters" (petitions 2)',
      ],
    );
    assert.deepEqual(gaps('answering.in-order: { p1: pass }, letters: { u1: reminder }'), []);
    assert.deepEqual(gaps('answering: { p1: reply }, letters: { u1: reminder }'), []);
  });
});

describe('The shipped project', () => {
  it('has no gap between its guide, rules, tests and data', async () => {
    const project = await openProject(join(repository, 'rules'));
    const gaps = trace(project).gaps.map(({ code, place, message }) => `${code} ${place.file}: ${message.en}`);
    assert.deepEqual(gaps, []);
  });
});

describe('The command zhunsheng trace', () => {
  let box: Sandbox;
  beforeEach(() => {
    box = sandbox(complete);
  });
  afterEach(() => box.remove());

  it('ends with 0 where there is no gap, with 1 where there is one', async () => {
    assert.equal((await zhunsheng(['trace', box.project])).status, 0);
    box.write('guide.md', `${guide}\n## 3 More {#more}\n`);
    const { status, out, err } = await zhunsheng(['trace', box.project]);
    assert.deepEqual([status, err], [1, '']);
    assert.match(
      out,
      /guide\.md:13:1 {2}warning ZS7001\n {2}No rule carries out the clause "3 More" \(guide\.md#more\)/,
    );
  });

  it('refuses a project with errors, in one line', async () => {
    box.write('petitions.policy.yaml', policy.replace('level = skip-level', 'level = skiplevel'));
    const { status, out, err } = await zhunsheng(['trace', box.project]);
    assert.deepEqual([status, out], [2, '']);
    assert.match(err, /^ZS1252 [^\n]+\n$/);
  });
});
