import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Explanation, explain } from '../../engine/assess/explain.ts';
import { explanationText } from '../../engine/cli/layout/explanation.ts';
import { openConsole } from '../../engine/cli/terminal/console.ts';
import { openProject, type Project } from '../../engine/project/open.ts';

describe('explaining a ladder and a procedure', () => {
  let folder: string;
  let project: Project;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'explain-'));
    mkdirSync(join(folder, 'data'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text.trimStart());
    project = await openProject(folder);
  });

  after(() => rmSync(folder, { recursive: true }));

  const about = (subject: string, more: { language?: 'zh' | 'en'; rule?: string } = {}): Promise<Explanation> =>
    explain(project, { period: '2021-06', subject, language: 'en', ...more });

  it('tells what each month brought, what it calls for, and what was sent', async () => {
    const { ladders, procedures, standings } = await about('unit:u1');
    assert.deepEqual(procedures, []);
    assert.equal(standings[0]?.score, '60');
    const [ladder] = ladders;
    assert.equal(ladder?.due, 'warning');
    assert.equal(ladder?.occasions, 2);
    assert.deepEqual(ladder?.letters, { sent: ['reminder'], missing: ['warning'], outOfOrder: [], duplicates: [] });
    assert.deepEqual(ladder?.steps, [
      {
        step: 'reminder',
        title: 'Reminder',
        to: ['unit'],
        calledFor: ['2021-02'],
        letters: [{ key: 'l1', on: '2021-03-04', about: null }],
      },
      { step: 'warning', title: 'Warning', to: ['unit', 'street'], calledFor: ['2021-06'], letters: [] },
      { step: 'notice', title: 'Notice', to: [], calledFor: [], letters: [] },
    ]);
    assert.deepEqual(
      ladder?.periods.map(({ period, state, count }) => `${period} ${state} ${count}`),
      [
        '2021-01 clear 0',
        '2021-02 occasion 1',
        '2021-03 clear 1',
        '2021-04 clear 1',
        '2021-05 clear 1',
        '2021-06 occasion 2',
      ],
    );
    assert.deepEqual(ladder?.periods[1]?.causes[0], {
      kind: 'standard',
      name: 'zero',
      title: 'Zero',
      verdict: 'fail',
      requirements: [{ name: 'calm', title: 'Calm' }],
      records: [],
      rank: null,
    });
    assert.deepEqual(ladder?.periods[5]?.causes[1], {
      kind: 'rank',
      name: 'accidents',
      title: 'Accidents',
      verdict: null,
      requirements: [],
      records: [],
      rank: { place: '1', worst: 1 },
    });
  });

  it('draws the ladder as stairs', async () => {
    const lines = textOf(await about('unit:u1'), 'en').split('\n');
    const at = lines.findIndex((line) => line.startsWith('Letters'));
    assert.deepEqual(lines.slice(at, at + 8), [
      'Letters letters  2 counted, "Warning" is due',
      '      □ Notice',
      '    ▶ Warning  for 2021-06; not sent',
      '  ■ Reminder  for 2021-02; sent 2021-03-04',
      '  2021-01  nothing',
      '  2021-02  → Reminder  Zero fail (Calm); Accidents: 1 from the worst up (up to 1)',
      '  2021-03…2021-05  nothing',
      '  2021-06  → Warning  Zero fail (Calm); Accidents: 1 from the worst up (up to 1)',
    ]);
    const quiet = textOf(await about('unit:u2', { language: 'zh' }), 'zh');
    assert.match(quiet, /发函 letters {2}没有计次\n {6}□ 约谈\n {4}□ 警示函\n {2}□ 提醒函\n {2}2021-01…2021-06 {2}无/);
  });

  it('tells how far a record has come, and how late it is', async () => {
    const { ladders, procedures } = await about('case:c1');
    assert.deepEqual(ladders, []);
    assert.deepEqual(procedures, [
      {
        procedure: 'agency',
        title: 'Agency',
        placed: 'true',
        isIn: 'true',
        current: 'assign',
        steps: [
          { step: 'apply', title: 'Applied', on: '2021-06-01', state: 'done', deadline: null, lateByDays: null },
          {
            step: 'assign',
            title: 'Assigned',
            on: '2021-06-08',
            state: 'late',
            deadline: { text: 'within 3 workdays of "Applied"', taken: '5 workdays', lastDay: '2021-06-04' },
            lateByDays: 4,
          },
          { step: 'close', title: 'Closed', on: null, state: 'due', deadline: null, lateByDays: null },
        ],
        cites: null,
      },
    ]);
  });

  it('draws the procedure as a track', async () => {
    const lines = textOf(await about('case:c1'), 'en').split('\n');
    const at = lines.findIndex((line) => line.startsWith('Agency'));
    assert.deepEqual(lines.slice(at, at + 4), [
      'Agency agency  at "Assigned"',
      '  ✓ Applied   2021-06-01  done',
      '  ✗ Assigned  2021-06-08  done, 4 days late  within 3 workdays of "Applied" (by 2021-06-04)',
      '  ▶ Closed                to be done',
    ]);
    assert.match(
      textOf(await about('case:c1', { language: 'zh' }), 'zh'),
      /代理 agency {2}已到“指派”\n {2}✓ 申请 {2}2021-06-01 {2}已办\n {2}✗ 指派 {2}2021-06-08 {2}已办，超期 4 天 {2}自“申请”起 3 个工作日内（至 2021-06-04）\n {2}▶ 办结 {14}待办/,
    );
  });

  it('counts one in the singular, and brackets what belongs together without stray blanks', async () => {
    const text = textOf(await about('case:c2', { rule: 'agency.in-order' }), 'en');
    assert.match(text, /done, 1 day late {2}within 3 workdays/);
    const { verdicts } = await about('case:c2', { rule: 'agency.in-order' });
    assert.match(
      verdicts[0]?.sentence.require ?? '',
      /^\(applied-on is unknown, or .*\), and \(applied-on is unknown, or /,
    );
  });

  it('says what would settle a rule about a verdict, a rank or the period before that is not known', async () => {
    const { verdicts } = await about('unit:u3');
    assert.deepEqual(
      verdicts.filter(({ verdict }) => verdict === 'undetermined').map(({ rule, remedy }) => `${rule}: ${remedy}`),
      [
        'small: supply "size"',
        'settled: settle "Size verdict" first',
        'leading: settle "Place" first',
        'growing: supply "size"; supply "Size before" of the period before',
      ],
    );
  });

  it('with one rule tells only the procedure that has made it', async () => {
    const of = async (subject: string, rule: string) => {
      const { ladders, procedures } = await about(subject, { rule });
      return [ladders.length, procedures.map(({ procedure }) => procedure)];
    };
    assert.deepEqual(await of('case:c1', 'agency.assign'), [0, ['agency']]);
    assert.deepEqual(await of('unit:u1', 'calm'), [0, []]);
  });
});

function textOf(explanation: Explanation, language: 'zh' | 'en'): string {
  const nowhere = { write: () => true };
  const console = openConsole({ language, quiet: false, environment: {}, out: nowhere, err: nowhere });
  return explanationText(explanation, false, console);
}

const files: Readonly<Record<string, string>> = {
  'datapackage.yaml': `
name: district
resources:
  - name: unit
    path: data/unit.csv
    schema: { primaryKey: code, fields: [{ name: code, type: string }, { name: size, type: integer }] }
  - name: accident
    path: data/accident.csv
    schema:
      primaryKey: id
      fields: [{ name: id, type: string }, { name: unit, type: string }, { name: on, type: date }]
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
  - name: letter
    path: data/letter.csv
    schema:
      primaryKey: id
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: step, type: string, constraints: { enum: [reminder, warning, notice] } }
        - { name: sent-on, type: date }
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
  - name: case
    path: data/case.csv
    schema:
      primaryKey: id
      fields:
        - { name: id, type: string }
        - { name: applied-on, type: date }
        - { name: assigned-on, type: date }
        - { name: closed-on, type: date }
`,
  'main.policy.yaml': `
policy: main
title: { zh: 主, en: Main }
version: 1
effective: { from: 2020-01-01 }
facts:
  accidents: { of: unit, title: { zh: 事故, en: Accidents }, count: accident, during: on }
  size-verdict: { of: unit, title: { zh: 规模结论, en: Size verdict }, verdict: small }
  place: { of: unit, title: { zh: 名次, en: Place }, rank: { by: size } }
  size-before: { of: unit, title: { zh: 上期规模, en: Size before }, previous: size }
rules:
  calm: { title: { zh: 无事故, en: Calm }, for: unit, require: accidents = 0 }
  small: { title: { zh: 小, en: Small }, for: unit, require: size ≤ 9 }
  settled: { title: { zh: 已定, en: Settled }, for: unit, require: size-verdict = pass }
  leading: { title: { zh: 领先, en: Leading }, for: unit, require: place = 1 }
  growing: { title: { zh: 增长, en: Growing }, for: unit, require: size > size-before }
standards:
  zero:
    title: { zh: 零, en: Zero }
    for: unit
    requires: [calm]
    score: { full: 100, less: { calm: 40 } }
procedures:
  agency:
    title: { zh: 代理, en: Agency }
    for: case
    during: applied-on
    steps:
      - { step: apply, title: { zh: 申请, en: Applied }, on: applied-on }
      - { step: assign, title: { zh: 指派, en: Assigned }, on: assigned-on, within: { workdays: 3 } }
      - { step: close, title: { zh: 办结, en: Closed }, on: closed-on }
ladders:
  letters:
    title: { zh: 发函, en: Letters }
    for: unit
    occasion: [{ standard: zero }, { rank: accidents, worst: 1, order: ascending }]
    each: month
    counted-over: year
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: warning, title: { zh: 警示函, en: Warning }, to: [unit, street] }
      - { letter: notice, title: { zh: 约谈, en: Notice } }
`,
  'data/unit.csv': 'code,size\nu1,3\nu2,4\nu3,\n',
  'data/accident.csv': 'id,unit,on\na1,u1,2021-02-03\na2,u1,2021-06-30\na3,u1,2021-06-01\n',
  'data/letter.csv': 'id,unit,step,sent-on\nl1,u1,reminder,2021-03-04\n',
  'data/case.csv': 'id,applied-on,assigned-on,closed-on\nc1,2021-06-01,2021-06-08,\nc2,2021-06-07,2021-06-11,\n',
};
