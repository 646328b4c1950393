/** Parts of policies with procedures and ladders, and the model of one that has nothing wrong in it. */
import assert from 'node:assert/strict';
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';
import type { Model } from '../../engine/model/policy.ts';
import { head, otherwise, problems, project } from './marked.ts';

/** The only model of a policy that has nothing wrong in it. */
export function modelOf(text: string, others: Readonly<Record<string, string>> = {}): Model {
  const analysis = project(head + text, others);
  assert.deepEqual(
    problems(analysis).map(({ code, message }) => `${code} ${message.en}`),
    [],
  );
  const [era] = analysis.eras;
  assert.ok(era !== undefined);
  return era.model;
}

export const own = (fact: string) => ({ through: [], fact });

export const titled = 'title: { zh: 样例, en: Sample }';

export const rule = (name: string, require: string, entity = 'unit'): string =>
  `  ${name}:\n    ${titled}\n    for: ${entity}\n    require: ${require}\n${otherwise}`;

export const handling = `procedures:
  handling:
    title: { zh: 办理, en: Handling }
    for: petition
    during: received-on
    admit-when: level = skip
    steps:
      - { step: receive, title: { zh: 受理, en: Received }, on: received-on }
      - { step: reply, title: { zh: 答复, en: Replied }, on: replied-on, within: { workdays: 3 } }
`;

/** The dictionary of the examples, with letters to units. */
export const letters = `${exampleDictionary}  - name: letter
    path: letter.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: step, type: string, constraints: { enum: [reminder, notice] } }
        - { name: sent-on, type: date }
        - { name: month, type: yearmonth }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
`;

export const ladder = `rules:
${rule('busy', 'households > 0')}ladders:
  letters:
    ${titled}
    for: unit
    occasion: [{ rule: busy }, { rank: households, worst: 3, among: street }]
    each: quarter
    counted-over: { months: 12 }
    clears-after: 2
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice }
`;
