/** Letters and procedures as `assess` shows them on the terminal, on a project small enough to tell by hand. */
import assert from 'node:assert/strict';
import { zhunsheng } from './command.ts';
import { type Sandbox, sandbox } from './project.ts';

describe('zhunsheng assess, on the terminal', () => {
  let box: Sandbox;
  beforeEach(() => {
    box = sandbox(project);
  });
  afterEach(() => box.remove());

  const assess = async (language: string, ...args: string[]): Promise<string> =>
    (await zhunsheng(['assess', box.project, '--period', '2021', '--lang', language, ...args])).out;

  it('shows after the standard which letters are due to whom, the gravest first, and what is wrong about those sent', async () => {
    assert.equal(
      part(await assess('zh'), '四函'),
      [
        '四函：应发 通报 1，提醒函 3',
        '  应发    对象       计次  应发未发  次序不对  重复',
        '  ──────  ─────────  ────  ────────  ────────  ──────',
        '  通报    东社区 u1     2  提醒函    通报',
        '  提醒函  西社区 u2     1  提醒函',
        '  提醒函  南社区 u3     1                      提醒函',
        '  提醒函  北社区 u4     1',
      ].join('\n'),
    );
    assert.equal(
      part(await assess('en'), 'Four letters'),
      [
        'Four letters, due: Notice 1, Reminder 3',
        '  due       to         counted  not sent  out of order  sent too often',
        '  ────────  ─────────  ───────  ────────  ────────────  ──────────────',
        '  Notice    东社区 u1        2  Reminder  Notice',
        '  Reminder  西社区 u2        1  Reminder',
        '  Reminder  南社区 u3        1                          Reminder',
        '  Reminder  北社区 u4        1',
      ].join('\n'),
    );
  });

  it('shows how many records have come how far in a procedure, and which went wrong', async () => {
    const text = await assess('zh');
    assert.equal(
      part(text, '代理（'),
      [
        '代理（5 件）',
        '  步骤  已办  迟办  次序不对  漏办  超期未办',
        '  ────  ────  ────  ────────  ────  ────────',
        '  申请     4     0         0     1         0',
        '  交办     2     1         1     0         1',
        '  办结     3     0         0     0         2',
      ].join('\n'),
    );
    assert.equal(
      part(text, '代理：'),
      [
        '代理：迟办、超期、漏办、次序不对的（4）',
        '  c2',
        '    ✗ 交办：迟办（超期 1 天）',
        '  c3',
        '    ✗ 交办：超期未办（超期 359 天）；办结：超期未办（超期 305 天）',
        '  c4',
        '    ✗ 交办：次序不对；办结：超期未办（超期 305 天）',
        '  c5',
        '    ✗ 申请：漏办',
      ].join('\n'),
    );
    assert.match(part(await assess('en'), 'Agency:'), /^ {4}✗ Assigned: late \(by 1 day\)$/m);
  });

  it('counts what the JSON of the same assessment lists', async () => {
    const { ladders, procedures } = JSON.parse(await assess('zh', '--format', 'json'));
    assert.deepEqual(
      ladders.map((row: Record<string, unknown>) => [row['subject'], row['occasions'], row['due'], row['missing']]),
      [
        ['u1', 2, 'notice', 'reminder'],
        ['u2', 1, 'reminder', 'reminder'],
        ['u3', 1, 'reminder', ''],
        ['u4', 1, 'reminder', ''],
      ],
    );
    assert.equal(procedures.length, 15);
    assert.equal(procedures.filter((row: Record<string, unknown>) => row['state'] === 'done').length, 9);
  });

  it('shows at most forty letters and says how many more there are', async () => {
    const units = Array.from({ length: 45 }, (_, i) => `v${i}`);
    box.write('data/units.csv', ['code,name', ...units.map((unit) => `${unit},${unit}`)].join('\n'));
    box.write('data/events.csv', ['id,unit,on', ...units.map((unit) => `e${unit},${unit},2021-03-01`)].join('\n'));
    const shown = part(await assess('en'), 'Four letters').split('\n');
    assert.equal(shown.filter((line) => line.startsWith('  Reminder')).length, 40);
    assert.equal(shown.at(-1), '  … 5 more; write all of them with --out');
  });

  it('shows neither where other tables were asked for', async () => {
    assert.doesNotMatch(await assess('zh', '--only', 'standings'), /四函|代理（/);
  });
});

/** The paragraph that begins so. */
function part(text: string, beginning: string): string {
  return (
    text
      .trimEnd()
      .split('\n\n')
      .find((each) => each.startsWith(beginning)) ?? `no "${beginning}" in\n${text}`
  );
}

const project = {
  'datapackage.yaml': `resources:
  - name: unit
    title: { zh: 单位, en: Unit }
    path: data/units.csv
    schema:
      primaryKey: code
      fields:
        - { name: code, type: string, title: { zh: 代码, en: Code } }
        - { name: name, type: string, title: { zh: 名称, en: Name } }
  - name: event
    title: { zh: 事件, en: Event }
    path: data/events.csv
    schema:
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
      fields:
        - { name: id, type: string, title: { zh: 编号, en: Number } }
        - { name: unit, type: string, title: { zh: 单位, en: Unit } }
        - { name: on, type: date, title: { zh: 日期, en: Date } }
  - name: letter
    title: { zh: 函件, en: Letter }
    path: data/letters.csv
    schema:
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
      fields:
        - { name: id, type: string, title: { zh: 编号, en: Number } }
        - { name: unit, type: string, title: { zh: 单位, en: Unit } }
        - { name: step, type: string, title: { zh: 函, en: Step }, constraints: { enum: [reminder, notice] } }
        - { name: sent-on, type: date, title: { zh: 发出日期, en: Sent on } }
  - name: agency-case
    title: { zh: 代理事项, en: Case }
    path: data/cases.csv
    schema:
      primaryKey: id
      fields:
        - { name: id, type: string, title: { zh: 编号, en: Number } }
        - { name: applied-on, type: date, title: { zh: 申请日期, en: Applied on } }
        - { name: assigned-on, type: date, title: { zh: 交办日期, en: Assigned on } }
        - { name: closed-on, type: date, title: { zh: 办结日期, en: Closed on } }
`,
  'data/units.csv': 'code,name\nu1,东社区\nu2,西社区\nu3,南社区\nu4,北社区\nu5,中社区\n',
  'data/events.csv':
    'id,unit,on\ne1,u1,2021-03-01\ne2,u1,2021-05-01\ne3,u2,2021-03-01\ne4,u3,2021-04-01\ne5,u4,2021-06-01\n',
  'data/letters.csv': [
    'id,unit,step,sent-on',
    'l1,u1,notice,2021-05-10',
    'l2,u3,reminder,2021-04-10',
    'l3,u3,reminder,2021-04-20',
    'l4,u4,reminder,2021-06-10',
    '',
  ].join('\n'),
  'data/cases.csv': [
    'id,applied-on,assigned-on,closed-on',
    'c1,2021-01-01,2021-01-03,2021-02-01',
    'c2,2021-01-01,2021-01-07,2021-02-01',
    'c3,2021-01-01,,',
    'c4,2021-01-01,2020-12-30,',
    'c5,,2021-01-03,2021-02-01',
    '',
  ].join('\n'),
  'p.policy.yaml': `policy: p
title: { zh: 样例, en: Sample }
version: 1
effective: { from: 2020-01-01 }
facts:
  events: { of: unit, title: { zh: 事件数, en: Events }, count: event, during: on }
rules:
  no-event:
    title: { zh: 无事件, en: No event }
    for: unit
    require: events = 0
    otherwise: { message: { zh: '{events} 起', en: '{events} events' }, remedy: { zh: 改, en: Mend } }
standards:
  calm: { title: { zh: 平稳, en: Calm }, for: unit, requires: [no-event] }
  handled: { title: { zh: 代理规范, en: Handled }, for: agency-case, requires: [agency] }
procedures:
  agency:
    title: { zh: 代理, en: Agency }
    for: agency-case
    steps:
      - { step: apply, title: { zh: 申请, en: Applied }, on: applied-on }
      - { step: assign, title: { zh: 交办, en: Assigned }, on: assigned-on, within: { days: 5 } }
      - { step: close, title: { zh: 办结, en: Closed }, on: closed-on, within: { months: 2, from: apply } }
    otherwise: { severity: major, responsible: [agency], remedy: { zh: 改, en: Mend } }
ladders:
  four-letters:
    title: { zh: 四函, en: Four letters }
    for: unit
    occasion: [{ standard: calm }]
    each: month
    counted-over: year
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通报, en: Notice }, to: [unit] }
`,
};
