/** A project whose policy has something for each operator of mutation, with a rule `tried` of a requirement of one's own. */

const descriptor = `resources:
  - name: street
    path: data/streets.csv
    schema: { primaryKey: code, fields: [{ name: code, type: string }] }
  - name: unit
    path: data/units.csv
    schema:
      primaryKey: code
      foreignKeys: [{ fields: street, reference: { resource: street, fields: code } }]
      fields:
        - { name: code, type: string }
        - { name: street, type: string }
        - { name: kind, type: string, constraints: { enum: [village, enterprise] } }
        - { name: model, type: boolean }
        - { name: area, type: number }
        - { name: founded-on, type: date }
  - name: report
    path: data/reports.csv
    zhunsheng:reports: { for: unit, month: month }
    schema:
      primaryKey: [unit, month]
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
      fields: [{ name: unit, type: string }, { name: month, type: yearmonth }]
  - name: petition
    path: data/petitions.csv
    schema:
      primaryKey: id
      foreignKeys: [{ fields: unit, reference: { resource: unit, fields: code } }]
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: level, type: string, constraints: { enum: [ordinary, skip-level] } }
        - { name: people, type: integer, constraints: { minimum: 1 } }
        - { name: petitioner, type: string, zhunsheng:sensitive: true }
        - { name: received-on, type: date }
        - { name: assigned-on, type: date }
        - { name: replied-on, type: date }
`;

function policy(requirement: string): string {
  return `policy: all
title: { zh: 各样都有, en: All there is }
version: 1
effective: { from: 2021-01-01 }
parameters:
  reply-days:
    title: { zh: 答复时限, en: Days to reply }
    values:
      - { from: 2020-01-01, value: 15 }
      - { from: 2021-01-01, value: 7 }
facts:
  visits: { of: unit, count: petition, during: received-on, reported-by: report }
  people: { of: unit, sum: petition.people, where: level = skip-level, during: received-on }
  largest: { of: unit, maximum: petition.people, during: received-on }
  settled-share: { of: unit, share: petition, that: replied-on is known, during: received-on }
  all-known: { of: unit, every: petition, that: level is known, during: received-on }
  days-to-reply: { of: petition, days: { from: received-on, to: replied-on, open: as-of } }
  growth: { of: unit, difference: { of: visits, less: largest } }
  both: { of: unit, total: [visits, people] }
  open-at-start: { of: unit, stock: petition, entered: received-on, left: replied-on, at: start }
  points: { of: unit, score: whole }
  place: { of: unit, rank: { by: points, among: street } }
conditions:
  large: { any: [visits ≥ 20, people ≥ 50] }
rules:
  tried:
    title: { zh: 试, en: Tried }
    for: unit
    ${requirement}
    otherwise: { severity: minor, message: { zh: 不行, en: No }, remedy: { zh: 改, en: Mend it } }
  other:
    title: { zh: 另一条, en: Another }
    for: unit
    when: { condition: large }
    require: [place ≤ 3, growth ≤ 0, both ≤ 9, open-at-start = 0, all-known, settled-share ≥ 50%]
    otherwise: { severity: veto, message: { zh: 不行, en: No }, remedy: { zh: 改, en: Mend it } }
  replied-in-time:
    title: { zh: 按时答复, en: Replied in time }
    for: petition
    during: received-on
    require: days-to-reply ≤ $reply-days
    otherwise: { severity: major, message: { zh: 迟了, en: Late }, remedy: { zh: 答复, en: Reply } }
standards:
  whole:
    title: { zh: 全部, en: The whole }
    for: unit
    requires: [tried, replied-in-time]
    score: { full: 100, less: { tried: 40, replied-in-time: 60 } }
procedures:
  handling:
    title: { zh: 办理, en: Handling }
    for: petition
    during: received-on
    admit-when: level = ordinary
    steps:
      - { step: receive, title: { zh: 收, en: Received }, on: received-on }
      - { step: assign, title: { zh: 交办, en: Assigned }, on: assigned-on, within: { workdays: 3 } }
      - { step: reply, title: { zh: 答复, en: Replied }, on: replied-on, within: { months: 2, from: receive } }
    otherwise: { severity: major, remedy: { zh: 补办, en: Make it up } }
ladders:
  letters:
    title: { zh: 函, en: Letters }
    for: unit
    occasion:
      - { standard: whole }
      - { rank: visits, worst: 2, among: street, order: ascending }
    each: month
    counted-over: year
    clears-after: 3
    steps:
      - { letter: reminder, title: { zh: 提醒, en: Reminder } }
      - { letter: notice, title: { zh: 通报, en: Notice } }
`;
}

export function textOfProject(requirement: string): ReadonlyMap<string, string> {
  return new Map([
    ['all.policy.yaml', policy(requirement)],
    ['datapackage.yaml', descriptor],
  ]);
}
