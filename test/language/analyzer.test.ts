import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { type Analysis, type Analyzer, analyze, makeAnalyzer } from '../../engine/language/analyze.ts';
import { projects } from '../agreement/generate/index.ts';
import { renderFiles } from '../agreement/render.ts';
import { type Edit, edited, editsOf } from './edits.ts';

describe('An analyzer, after each edit, gives what an analysis of all files gives', () => {
  it('in the shipped project', function () {
    this.timeout(240_000);
    fc.assert(fc.property(editsOf(16), agreeing(shippedFiles())), { numRuns: 4 });
  });

  it('in generated projects', function () {
    this.timeout(240_000);
    fc.assert(
      fc.property(projects, editsOf(12), (project, edits) => agreeing(renderFiles(project))(edits)),
      { numRuns: 10 },
    );
  });

  it('in a project whose policies stand on one another in several eras', function () {
    this.timeout(240_000);
    fc.assert(fc.property(editsOf(30), agreeing(entangledFiles())), { numRuns: 20 });
  });
});

describe('An analyzer', () => {
  it('gives the very model that it gave before where an edit changes nothing that is judged', () => {
    const analyzer = makeAnalyzer();
    const files = shippedFiles();
    const before = analyzer.update(files);
    const [file, text] = [...files].find(([name]) => name.endsWith('.policy.yaml')) as [string, string];
    const after = analyzer.update(new Map(files).set(file, `# A remark.\n${text}`));
    assert.deepEqual(
      after.eras.map(({ model }, index) => model === before.eras[index]?.model),
      after.eras.map(() => true),
    );
  });

  it('shows a circle that an edit of one policy closes by way of another', () => {
    const analyzer = makeAnalyzer();
    const facts = (of: string): string => `facts:\n${of}`;
    const one = policy('a', '{ from: 2020-01-01 }', facts('  x: { of: unit, total: [y] }\n'));
    const open = policy('b', '{ from: 2020-01-01 }', facts('  y: { of: unit, count: petition }\n'));
    const files = new Map([
      ['a.policy.yaml', one],
      ['b.policy.yaml', open],
      ['datapackage.yaml', descriptor],
    ]);
    analyzer.update(files);
    const closed = new Map(files).set('b.policy.yaml', open.replace('count: petition', 'previous: x'));
    assert.equal(shown(analyzer.update(closed)), shown(analyze(closed)));
    assert.deepEqual(
      analyze(closed).diagnostics.flatMap(({ code }) => (code === 'ZS1507' ? [code] : [])),
      ['ZS1507'],
    );
  });

  it('finds nothing wrong in the files that these tests edit', () => {
    const { diagnostics } = analyze(entangledFiles());
    assert.deepEqual(
      diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message.en}`),
      [],
    );
  });

  it('has given models that stay what they were, also where they are first looked at after later edits', () => {
    const analyzer = makeAnalyzer();
    const files = entangledFiles();
    const states = [files];
    for (const [from, to] of [
      ['  most:', '  mosts:'],
      ['  mosts:', '  most:'],
    ] as const) {
      const last = states.at(-1) as ReadonlyMap<string, string>;
      states.push(new Map(last).set('a.policy.yaml', (last.get('a.policy.yaml') as string).replace(from, to)));
    }
    const given = states.map((state) => analyzer.update(state));
    assert.deepEqual(
      given.map(({ eras }) => eras),
      states.map((state) => makeAnalyzer().update(state).eras),
    );
  });

  it('tells the nearest name of those that there are now', () => {
    const analyzer = makeAnalyzer();
    const files = entangledFiles();
    const misspelt = (files.get('b.policy.yaml') as string).replace('$most', '$mosst');
    const near = (all: ReadonlyMap<string, string>): readonly string[] =>
      analyzer
        .update(all)
        .diagnostics.filter(({ code }) => code === 'ZS1502')
        .flatMap(({ fixes }) => fixes.map(({ edits }) => edits[0]?.text ?? ''));
    const wrong = new Map(files).set('b.policy.yaml', misspelt);
    assert.deepEqual(near(wrong), ['most']);
    const closer = (files.get('a.policy.yaml') as string).replace(
      'parameters:\n',
      `parameters:\n${parameter('mossy')}`,
    );
    assert.deepEqual(near(new Map(wrong).set('a.policy.yaml', closer)), ['mossy']);
    const renamed = (files.get('a.policy.yaml') as string).replace('  most:', '  mosts:');
    assert.deepEqual(near(new Map(wrong).set('a.policy.yaml', renamed)), ['mosts', 'mosts', 'mosts']);
  });
});

/** Applies the edits one after the other to one analyzer, and compares with a new analysis each time. */
function agreeing(start: ReadonlyMap<string, string>): (edits: readonly Edit[]) => void {
  return (edits) => {
    const analyzer: Analyzer = makeAnalyzer();
    analyzer.update(start);
    let files = start;
    for (const edit of edits) {
      const before = files;
      files = edited(files, start, edit);
      const [now, cold] = [shown(analyzer.update(files)), shown(analyze(files))];
      if (now === cold) continue;
      const changed = [...files].filter(([file, text]) => before.get(file) !== text);
      assert.deepEqual(JSON.parse(now), JSON.parse(cold), `after ${JSON.stringify(edit)}: ${JSON.stringify(changed)}`);
      assert.equal(now, cold);
    }
  };
}

/** All that an analysis says, with the order of its tables. */
function shown({ policies, ...rest }: Analysis): string {
  const all = { ...rest, policies: policies.map(({ file, name, from, until }) => [file, name.text, from, until]) };
  return JSON.stringify(all, (_key, value: unknown) => {
    if (value instanceof Map) return [...value];
    return typeof value === 'bigint' ? `${value}n` : value;
  });
}

function shippedFiles(): ReadonlyMap<string, string> {
  const folder = join(import.meta.dirname, '../../rules');
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => /\.(yaml|md)$/.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** Small, so that most edits hit something, with each kind of dependence between files and eras. */
function entangledFiles(): ReadonlyMap<string, string> {
  return new Map([
    ['a.policy.yaml', policy('a', '{ from: 2020-01-01 }', first)],
    ['b.policy.yaml', policy('b', '{ from: 2020-06-01 }', second)],
    ['c1.policy.yaml', policy('c', '{ from: 2020-01-01, until: 2020-12-31 }', `parameters:\n${parameter('old')}`)],
    ['c2.policy.yaml', policy('c', '{ from: 2021-01-01 }', third)],
    ['d.policy.yaml', policy('d', '{ from: 2020-01-01 }', fourth)],
    ['e.policy.yaml', policy('e', '{ from: 2020-06-01 }', fifth)],
    ['datapackage.yaml', descriptor],
    ['guide.md', '# Guide\n\n## Duties {#duties}\n\nWhat is asked.\n\n## Other {#other}\n\nMore.\n'],
    ['t.test.yaml', tests],
    ['waivers.yaml', waivers],
  ]);
}

function policy(name: string, effective: string, rest: string): string {
  return `policy: ${name}\ntitle: { zh: 甲, en: A }\nversion: '1'\neffective: ${effective}\n${rest}`;
}

function parameter(name: string): string {
  return `  ${name}: { title: { zh: 数, en: N }, values: [{ from: 2020-01-01, value: 7, cites: guide.md#duties }] }\n`;
}

function rule(name: string, require: string, more = ''): string {
  const otherwise = `{ severity: minor, message: { zh: '{waiting-many} 件', en: '{waiting-many}' }, remedy: { zh: 办, en: Do } }`;
  return `  ${name}: { title: { zh: 规, en: R }, for: unit, require: ${require}, cites: guide.md#duties, otherwise: ${otherwise}${more} }\n`;
}

const first = `parameters:
${parameter('most')}facts:
  waiting: { of: petition, days: { from: received-on, to: replied-on, open: as-of } }
  waiting-many: { of: unit, count: petition, where: waiting > $most, during: received-on }
conditions:
  residential: kind in [village, community]
rules:
${rule('few-waiting', 'waiting-many = 0', ', when: { condition: residential }')}`;

const second = `facts:
  all: { of: unit, total: [waiting-many, late] }
  late: { of: unit, failures: in-time, during: received-on }
conditions:
  quick: waiting ≤ $most
rules:
${rule('few', 'all < $most')}  in-time: { title: { zh: 规, en: R }, for: petition, during: received-on, require: { condition: quick }, otherwise: { severity: major, message: { zh: 迟, en: Late }, remedy: { zh: 办, en: Do } } }
standards:
  whole: { title: { zh: 标, en: S }, for: unit, requires: [few-waiting, few, in-time] }
rollups:
  by-street: { title: { zh: 街, en: Street }, of: whole, by: street.name }
`;

const third = `parameters:
${parameter('new')}rules:
${rule('third', 'all ≤ $new')}standards:
  more: { title: { zh: 标, en: S }, for: unit, requires: [whole, third] }
`;

const fourth = `parameters:
${parameter('points')}facts:
  at-start: { of: unit, stock: petition, entered: received-on, left: replied-on, at: start }
  before: { of: unit, previous: at-start }
  stands: { of: unit, verdict: few-waiting }
rules:
${rule('falls', '[before ≥ at-start, stands ≠ fail]')}standards:
  scored: { title: { zh: 标, en: S }, for: unit, requires: [falls, handling], score: { full: 100, less: { falls: $points, handling.complete: 2 } } }
procedures:
  handling:
    title: { zh: 办, en: H }
    for: petition
    during: received-on
    admit-when: { condition: urgent }
    cites: guide.md#other
    steps:
      - { step: receive, on: received-on }
      - { step: look, on: looked-on, within: { workdays: 3 } }
      - { step: reply, on: replied-on, within: { days: $most, from: receive } }
conditions:
  urgent: waiting > 2
`;

const fifth = `facts:
  points-left: { of: unit, score: scored }
  place: { of: unit, rank: { by: points-left, among: street.name } }
  stuck: { of: unit, count: petition, where: handling = look }
rules:
${rule('good', '[place ≤ 3, stuck = 0]')}ladders:
  letters:
    title: { zh: 函, en: L }
    for: unit
    occasion:
      - { standard: scored }
      - { rule: handling.look, via: unit }
      - { rank: points-left, worst: 2, among: street }
    each: month
    counted-over: year
    clears-after: 3
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通, en: Notice }, to: [unit, street] }
    cites: guide.md#duties
`;

const tests = `tests: b
period: 2021
cases:
  - name: one
    given: { unit: [{ code: u1, kind: village }], petition: [{ id: p1, unit: u1, received-on: 2021-03-02 }] }
    expect: { few: { u1: pass }, whole: { u1: fail }, in-time: { p1: fail }, handling: { p1: receive }, letters: { u1: none }, handling.reply: { p1: fail } }
`;

const waivers = `- { rule: few, subject: 'unit:u1', reason: none, approved-by: X, from: 2021-01-01, until: 2021-12-31 }
- { rule: third, subject: 'unit:u1', reason: none, approved-by: X, from: 2021-01-01, until: 2021-12-31 }
- { rule: handling.look, subject: 'petition:p1', reason: none, approved-by: X, from: 2021-01-01, until: 2021-12-31 }
`;

const descriptor = `resources:
  - name: street
    path: data/street.csv
    schema: { primaryKey: [code], fields: [{ name: code, type: string }, { name: name, type: string }] }
  - name: unit
    path: data/unit.csv
    schema:
      primaryKey: [code]
      foreignKeys: [{ fields: [street], reference: { resource: street, fields: [code] } }]
      fields:
        - { name: code, type: string }
        - { name: street, type: string }
        - { name: kind, type: string, constraints: { enum: [village, community, enterprise] } }
  - name: petition
    path: data/petition.csv
    schema:
      primaryKey: [id]
      foreignKeys: [{ fields: [unit], reference: { resource: unit, fields: [code] } }]
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: received-on, type: date }
        - { name: replied-on, type: date }
        - { name: looked-on, type: date }
  - name: letter
    path: data/letter.csv
    schema:
      primaryKey: [id]
      foreignKeys: [{ fields: [unit], reference: { resource: unit, fields: [code] } }]
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: kind, type: string, constraints: { enum: [reminder, notice] } }
        - { name: sent-on, type: date }
        - { name: month, type: yearmonth }
`;
