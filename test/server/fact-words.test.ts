/** What a hover says of facts about where a record stands. */
import assert from 'node:assert/strict';
import { analyze } from '../../engine/language/analyze.ts';
import { factAt } from '../../engine/model/path.ts';
import { factWords } from '../../server/src/words/fact-words.ts';

const files = new Map([
  [
    'datapackage.yaml',
    `
name: district
resources:
  - name: unit
    title: { zh: 单位, en: Unit }
    path: data/unit.csv
    schema:
      primaryKey: code
      fields:
        - { name: code, type: string }
        - { name: street, type: string, title: { zh: 街道, en: Street } }
  - name: case
    title: { zh: 案件, en: Case }
    path: data/case.csv
    schema:
      primaryKey: id
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: found-on, type: date, title: { zh: 发现日期, en: Found } }
        - { name: closed-on, type: date, title: { zh: 办结日期, en: Closed } }
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`,
  ],
  [
    'main.policy.yaml',
    `
policy: main
title: { zh: 主, en: Main }
version: 1
effective: { from: 2020-01-01 }
facts:
  open: { of: unit, title: { zh: 存案, en: Open cases }, stock: case, entered: found-on, left: closed-on }
  open-before: { of: unit, stock: case, entered: found-on, left: closed-on, at: start }
  state: { of: unit, verdict: few }
  points: { of: unit, title: { zh: 得分, en: Points }, score: calm }
  place: { of: unit, rank: { by: points, among: street } }
  least: { of: unit, rank: { by: open, order: ascending } }
  before: { of: unit, previous: open }
rules:
  few: { title: { zh: 案少, en: Few cases }, for: unit, require: open ≤ 3 }
standards:
  calm: { title: { zh: 平安, en: Calm }, for: unit, requires: [few], score: { full: 100, less: { few: 40 } } }
procedures:
  handling:
    title: { zh: 办案, en: Handling }
    for: case
    steps: [{ step: find, on: found-on }, { step: close, on: closed-on }]
`,
  ],
]);

describe('What a hover says of a fact', () => {
  const words: readonly (readonly [entity: string, fact: string, en: string, zh: string])[] = [
    [
      'unit',
      'open',
      'How many of the Case records of the Unit are there at the end of the period (from Found until Closed).',
      '期末单位的“案件”存量（以“发现日期”计入，以“办结日期”减去）。',
    ],
    [
      'unit',
      'open-before',
      'How many of the Case records of the Unit are there before the period (from Found until Closed).',
      '期初单位的“案件”存量（以“发现日期”计入，以“办结日期”减去）。',
    ],
    ['unit', 'state', 'The verdict of "Few cases".', '“案少”的结论。'],
    ['unit', 'points', 'The score of "Calm".', '“平安”的得分。'],
    [
      'unit',
      'place',
      'The place by Points, the greatest first, among those with the same Street.',
      '按“得分”从高到低排的名次，“街道”相同的一起排。',
    ],
    ['unit', 'least', 'The place by Open cases, the least first.', '按“存案”从低到高排的名次。'],
    ['unit', 'before', 'Open cases of the period before.', '上一期的“存案”。'],
    ['case', 'handling', 'The last step of "Handling" that is recorded.', '在“办案”里已办到的最后一步。'],
  ];
  for (const [entity, fact, en, zh] of words) {
    it(`${entity}.${fact}: ${en}`, () => {
      const { eras, diagnostics } = analyze(files);
      assert.deepEqual(
        diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message.en),
        [],
      );
      const model = eras[0]?.model;
      assert.ok(model !== undefined);
      const said = (['en', 'zh'] as const).map((language) => {
        const speech = { model, entity, judged: '2021-12-31', language };
        return factWords(speech, factAt(model, entity, { through: [], fact }));
      });
      assert.deepEqual(said, [en, zh]);
    });
  }
});
