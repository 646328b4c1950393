/** What `explain` says would have passed. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain } from '../../engine/assess/explain.ts';
import { explanationText } from '../../engine/cli/layout/explanation.ts';
import { type Console, openConsole } from '../../engine/cli/terminal/console.ts';
import { openProject, type Project } from '../../engine/project/open.ts';

describe('explaining what would have passed', () => {
  let folder: string;
  let project: Project;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'change-'));
    mkdirSync(join(folder, 'data'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    project = await openProject(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  const about = (subject: string, language: 'zh' | 'en') => explain(project, { period: '2021-03', subject, language });

  it('gives it as data and in a sentence, for rules and standards', async () => {
    const { verdicts, standings } = await about('unit:u1', 'zh');
    const text = '差的最少就是：“信访”由 2 变为 1（1 条记录，已无法改变）';
    assert.deepEqual(verdicts.find(({ rule }) => rule === 'few')?.smallestChange, {
      changes: [
        {
          entity: 'unit',
          subject: 'u1',
          fact: 'petitions',
          title: '信访',
          from: '2',
          to: '1',
          records: 1,
          isOpen: false,
          text: '“信访”由 2 变为 1（1 条记录，已无法改变）',
        },
      ],
      isSmallest: true,
      text,
    });
    assert.equal(
      standings[0]?.smallestChange?.text,
      '差的最少就是：“负责人”由 未知 变为 已知（还来得及）；“信访”由 2 变为 1（1 条记录，已无法改变）；信访件 p2 的“答复日期”由 2021-03-20 变为 2021-03-09（已无法改变）',
    );
  });

  it('tells it in the reader’s language, beside the remedy', async () => {
    const explained = await about('petition:p2', 'en');
    assert.match(
      explanationText(explained, false, english()),
      /fell short\s+The least that would have passed: "replied" 2021-03-09 instead of 2021-03-20\s+\(no\s+longer\s+possible\)/,
    );
  });

  it('says nothing of what passes', async () => {
    const { verdicts } = await about('petition:p1', 'zh');
    assert.equal(verdicts[0]?.verdict, 'pass');
    assert.equal(verdicts[0]?.smallestChange, null);
  });

  it('never shows a sensitive value', async () => {
    const { verdicts } = await about('unit:u2', 'zh');
    const said = (name: string) => verdicts.find(({ rule }) => rule === name)?.smallestChange?.text;
    assert.equal(said('worded'), '差的最少就是：“口令”由 （保密） 变为 （保密）（还来得及）');
    // Nor what would give it away.
    assert.equal(said('answered'), '差的最少就是：“口令”由 （保密） 变为 （保密）（还来得及）');
    assert.equal(said('dated'), '差的最少就是：“签字日期”由 2021-03-09 变为 （保密）（已无法改变）');
    assert.doesNotMatch(JSON.stringify([verdicts, await about('unit:u2', 'en')]), /SECRET|2021-03-05/);
  });
});

function english(): Console {
  const nowhere = { write: () => true };
  return openConsole({ language: 'en', quiet: true, environment: {}, out: nowhere, err: nowhere });
}

const files: Readonly<Record<string, string>> = {
  'datapackage.yaml': `resources:
  - name: unit
    title: { zh: 单位, en: Unit }
    path: data/units.csv
    schema:
      primaryKey: id
      fields:
        - { name: id }
        - { name: leader, title: { zh: 负责人, en: Leader } }
        - { name: word, title: { zh: 口令, en: Word }, zhunsheng:sensitive: true }
        - { name: answer, title: { zh: 回令, en: Answer } }
        - { name: hidden, type: date, title: { zh: 暗期, en: Hidden }, zhunsheng:sensitive: true }
        - { name: signed, type: date, title: { zh: 签字日期, en: Signed } }
  - name: petition
    title: { zh: 信访件, en: Petition }
    path: data/petitions.csv
    schema:
      primaryKey: id
      fields:
        - { name: id }
        - { name: unit }
        - { name: received, type: date }
        - { name: replied, type: date, title: { zh: 答复日期, en: replied } }
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: id } }]
`,
  'one.policy.yaml': `policy: one
title: { zh: 一, en: One }
version: 2021.1
effective: { from: 2021-01-01 }
cites: guide.md#a
facts:
  petitions: { of: unit, title: { zh: 信访, en: Petitions }, count: petition, during: received }
  signed-after: { of: unit, days: { from: hidden, to: signed } }
  days: { of: petition, days: { from: received, to: replied, open: as-of } }
rules:
  led:
    for: unit
    require: leader is known
    cites: guide.md#a
    otherwise: { severity: minor, message: { zh: 无, en: None }, remedy: { zh: 定, en: Name }, responsible: [unit] }
  few:
    for: unit
    require: petitions ≤ 1
    cites: guide.md#a
    otherwise: { severity: minor, message: { zh: 多, en: Many }, remedy: { zh: 减, en: Reduce }, responsible: [unit] }
  worded:
    for: unit
    require: word = "EXPECTED"
    cites: guide.md#a
    otherwise: { severity: minor, message: { zh: 错, en: Wrong }, remedy: { zh: 改, en: Mend }, responsible: [unit] }
  answered:
    for: unit
    require: word = answer
    cites: guide.md#a
    otherwise: { severity: minor, message: { zh: 错, en: Wrong }, remedy: { zh: 改, en: Mend }, responsible: [unit] }
  dated:
    for: unit
    require: signed-after ≤ 1
    cites: guide.md#a
    otherwise: { severity: minor, message: { zh: 迟, en: Late }, remedy: { zh: 快, en: Hurry }, responsible: [unit] }
  replied-in-time:
    for: petition
    during: received
    require: days ≤ 7
    cites: guide.md#a
    otherwise: { severity: minor, message: { zh: 迟, en: Late }, remedy: { zh: 快, en: Hurry }, responsible: [unit] }
standards:
  all: { title: { zh: 全部, en: All }, for: unit, requires: [led, few, replied-in-time] }
`,
  'guide.md': '# Guide\n## A {#a}\nA clause.\n',
  'data/units.csv': 'id,leader,word,answer,hidden,signed\nu1,,EXPECTED,,,\nu2,Li,SECRET,other,2021-03-05,2021-03-09\n',
  'data/petitions.csv': 'id,unit,received,replied\np1,u1,2021-03-01,2021-03-03\np2,u1,2021-03-02,2021-03-20\n',
};
