/** A small whole project in a folder of its own, for tests of the commands: units, petitions and monthly reports. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface Sandbox {
  /** The folder that holds the project and whatever the test writes. */
  readonly base: string;
  readonly project: string;
  write(path: string, text: string): void;
  remove(): void;
}

export function sandbox(files: Readonly<Record<string, string>> = smallProject): Sandbox {
  const base = mkdtempSync(join(tmpdir(), 'zs-cli-'));
  const project = join(base, 'rules');
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), text);
  };
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { base, project, write, remove: () => rmSync(base, { recursive: true, force: true }) };
}

/** What no output may ever show. */
export const secret = 'SECRET-ZhaoQianSun';

const descriptor = `resources:
  - name: unit
    title: { zh: 单位, en: Unit }
    path: data/units.csv
    schema:
      primaryKey: code
      fields:
        - { name: code, type: string, title: { zh: 代码, en: Code } }
        - { name: name, type: string, title: { zh: 名称, en: Name } }
        - { name: kind, type: string, title: { zh: 类别, en: Kind }, constraints: { enum: [village, enterprise] } }
  - name: petition
    title: { zh: 信访件, en: Petition }
    path: data/petitions.csv
    schema:
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
      fields:
        - { name: id, type: string, title: { zh: 编号, en: Number } }
        - { name: unit, type: string, title: { zh: 单位, en: Unit } }
        - { name: level, type: string, title: { zh: 级别, en: Level }, constraints: { enum: [ordinary, skip-level] } }
        - { name: petitioner, type: string, title: { zh: 信访人, en: Petitioner }, zhunsheng:sensitive: true }
        - { name: age, type: integer, title: { zh: 年龄, en: Age }, zhunsheng:sensitive: true, constraints: { maximum: 120 } }
        - { name: received-on, type: date, title: { zh: 收到日期, en: Received on } }
        - { name: replied-on, type: date, title: { zh: 答复日期, en: Replied on } }
  - name: monthly-report
    title: { zh: 月报, en: Monthly report }
    path: data/reports.csv
    zhunsheng:reports: { for: unit, month: month }
    schema:
      primaryKey: [unit, month]
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
      fields:
        - { name: unit, type: string, title: { zh: 单位, en: Unit } }
        - { name: month, type: yearmonth, title: { zh: 月份, en: Month } }
`;

const policy = `policy: zero-petition
title: { zh: 零上访, en: Zero petitions }
version: 2021.1
effective: { from: 2021-01-01 }
cites: guide.md#zero-petition
parameters:
  reply-days:
    title: { zh: 答复时限, en: Days to reply }
    values:
      - { from: 2020-01-01, value: 7, cites: guide.md#reply }
facts:
  days-to-reply:
    of: petition
    title: { zh: 答复用时, en: Days to the reply }
    days: { from: received-on, to: replied-on, open: as-of }
  skip-level-petitions:
    of: unit
    title: { zh: 越级上访起数, en: Skip-level petitions }
    count: petition
    where: level = skip-level
    during: received-on
    reported-by: monthly-report
rules:
  no-skip-level-petition:
    title: { zh: 无越级上访, en: No skip-level petition }
    for: unit
    require: skip-level-petitions = 0
    cites: guide.md#zero-petition
    otherwise:
      severity: veto
      message: { zh: '本期越级上访 {skip-level-petitions} 起', en: '{skip-level-petitions} skip-level petitions' }
      remedy: { zh: 约见信访人, en: Meet the petitioner }
      responsible: [unit, street]
  replied-in-time:
    title: { zh: 按时答复, en: Replied in time }
    for: petition
    during: received-on
    require: days-to-reply ≤ $reply-days
    cites: guide.md#reply
    otherwise:
      severity: major
      message: { zh: '{received-on} 收到，已用 {days-to-reply} 日', en: 'Received on {received-on}; {days-to-reply} days have gone' }
      remedy: { zh: 今日答复, en: Reply today }
      responsible: [unit]
  petitioner-recorded:
    title: { zh: 信访人已登记, en: Petitioner recorded }
    for: petition
    during: received-on
    require:
      all:
        - petitioner is known
        - petitioner matches /^Nobody/
        - age ≤ 100
    cites: guide.md#reply
    otherwise:
      severity: minor
      message: { zh: 信访人登记不对, en: The petitioner is not recorded as it should be }
      remedy: { zh: 核对, en: Check it }
      responsible: [unit]
standards:
  zero-petition:
    title: { zh: 零上访, en: Zero petitions }
    for: unit
    requires: [no-skip-level-petition, replied-in-time]
    cites: guide.md#zero-petition
rollups:
  by-kind:
    title: { zh: 按类别, en: By kind }
    of: zero-petition
    by: kind
    show: [rate, rank]
`;

const tests = `tests: zero-petition
period: 2021-01
cases:
  - name: one skip-level petition is a veto
    given:
      unit: [{ code: u1, kind: village }]
      petition: [{ id: p1, unit: u1, level: skip-level, petitioner: ${secret}, received-on: 2021-01-02, replied-on: 2021-01-03 }]
      monthly-report: [{ unit: u1, month: 2021-01 }]
    expect:
      no-skip-level-petition: { u1: fail }
      replied-in-time: { p1: pass }
`;

const guide = `# Guide

## 1 Zero petitions {#zero-petition}

No skip-level petition in the period.

## 2 Replies {#reply}

Within 7 days of receipt.
`;

export const smallProject: Readonly<Record<string, string>> = {
  'datapackage.yaml': descriptor,
  'zero-petition.policy.yaml': policy,
  'zero-petition.test.yaml': tests,
  'guide.md': guide,
  'data/units.csv': 'code,name,kind\nu1,East,village\nu2,West,village\nu3,"=cmd(),x",enterprise\nu4,North,enterprise\n',
  'data/petitions.csv': [
    'id,unit,level,petitioner,age,received-on,replied-on',
    `p1,u1,skip-level,${secret},40,2021-01-05,2021-01-06`,
    `p2,u2,ordinary,${secret},41,2021-01-10,2021-01-17`,
    `p3,u3,ordinary,${secret},42,2021-01-10,2021-01-18`,
    `p4,u2,ordinary,${secret},${secret},2021-01-11,2021-01-12`,
    `=p5,u1,skip-level,${secret},999,2021-01-20,2021-01-21`,
    '',
  ].join('\n'),
  'data/reports.csv': 'unit,month\nu1,2021-01\nu2,2021-01\nu3,2021-01\n',
};
