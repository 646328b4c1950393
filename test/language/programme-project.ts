/** A project with every construct of procedures, ladders and standings, in canonical layout or as somebody in a hurry writes it. */

const dictionary = `name: sample
resources:
  - name: street
    path: s.csv
    schema: { fields: [{ name: code, type: string }], primaryKey: code }
  - name: unit
    path: unit.csv
    schema:
      fields: [{ name: code, type: string }, { name: street, type: string }, { name: model, type: boolean }]
      primaryKey: code
      foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }]
  - name: dispute
    path: d.csv
    schema:
      fields: [{ name: id, type: string }, { name: unit, type: string }, { name: found-on, type: date }, { name: resolved-on, type: date }]
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
  - name: agency-case
    path: a.csv
    schema:
      fields: [{ name: id, type: string }, { name: unit, type: string }, { name: beyond, type: boolean }, { name: applied-on, type: date }, { name: assigned-on, type: date }, { name: closed-on, type: date }]
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
  - name: letter
    path: l.csv
    schema:
      fields: [{ name: id, type: string }, { name: unit, type: string }, { name: step, type: string, constraints: { enum: [reminder, notice] } }, { name: sent-on, type: date }, { name: month, type: yearmonth }]
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
`;

const policy = `policy: p
title: { zh: 甲, en: P }
version: 1
effective: { from: 2021-01-01 }
parameters:
  close-months: { title: { zh: 月, en: M }, values: [{ from: 2021-01-01, value: 2 }] }
  accident-points: { title: { zh: 分, en: Pt }, values: [{ from: 2021-01-01, value: 30 }] }
facts:
  open-at-start: { of: unit, title: { zh: 样例, en: Sample }, stock: dispute, entered: found-on, left: resolved-on, at: start }
  backlog: { of: unit, title: { zh: 样例, en: Sample }, stock: dispute, entered: found-on, left: resolved-on }
  state: { of: unit, title: { zh: 样例, en: Sample }, verdict: zero-petition }
  three-zero-score: { of: unit, title: { zh: 样例, en: Sample }, score: three-zero }
  place: { of: unit, title: { zh: 样例, en: Sample }, rank: { by: three-zero-score, among: street, order: descending } }
  backlog-before: { of: unit, title: { zh: 样例, en: Sample }, previous: backlog }
conditions:
  beyond-district-powers: beyond
rules:
  zero-petition: { title: { zh: 样例, en: Sample }, for: unit, require: open-at-start = 0, otherwise: { message: { zh: a, en: a }, remedy: { zh: a, en: a } } }
  shrinks: { title: { zh: 样例, en: Sample }, for: unit, require: [backlog-before ≥ backlog, place ≤ 3, state = pass], otherwise: { message: { zh: a, en: a }, remedy: { zh: a, en: a } } }
  not-stuck: { title: { zh: 样例, en: Sample }, for: agency-case, require: petition-agency ≠ assign, otherwise: { message: { zh: a, en: a }, remedy: { zh: a, en: a } } }
standards:
  three-zero:
    title: { zh: 样例, en: Sample }
    for: unit
    requires: [zero-petition, petition-agency]
    score: { full: 100, less: { zero-petition: 40, petition-agency.in-order: $accident-points } }
procedures:
  petition-agency:
    title: { zh: 信访代理, en: Agency }
    for: agency-case
    during: applied-on
    admit-when: { condition: beyond-district-powers }
    steps:
      - { step: apply, title: { zh: 申请, en: Applied }, on: applied-on }
      - { step: assign, title: { zh: 交办, en: Assigned }, on: assigned-on, within: { workdays: 3 } }
      - { step: close, title: { zh: 办结, en: Closed }, on: closed-on, within: { months: $close-months, from: apply } }
    otherwise: { severity: major, responsible: [agency], remedy: { zh: 改, en: Mend } }
ladders:
  four-letters:
    title: { zh: 四函, en: Four letters }
    for: unit
    occasion:
      - { standard: three-zero }
      - { rule: petition-agency.close }
      - { rank: three-zero-score, worst: 3, among: street }
    each: month
    counted-over: year
    clears-after: 3
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通报, en: Notice }, to: [unit, street] }
rollups: { by-street: { title: { zh: 样例, en: Sample }, of: three-zero, by: street, show: [rate, rank, change] } }
`;

export const programme: ReadonlyMap<string, string> = new Map([
  ['datapackage.yaml', dictionary],
  ['programme.policy.yaml', policy],
]);
