/** A small project with a procedure and a ladder that the tests of the editor look around in. */
import { dictionary } from './sample.ts';

const programmeDictionary = `${dictionary}  - name: letter
    path: letter.csv
    schema:
      fields:
        - { name: id, type: string }
        - { name: unit, type: string }
        - { name: step, type: string, constraints: { enum: [reminder, notice] } }
        - { name: about, type: yearmonth }
        - { name: sent-on, type: date }
      primaryKey: id
      foreignKeys:
        - { fields: unit, reference: { resource: unit, fields: code } }
`;

export const programme = `policy: handling
title: { zh: 办理, en: Handling }
version: 1
effective: { from: 2021-01-01 }
parameters:
  reply-days:
    title: { zh: 答复时限, en: Days to reply }
    values: [{ from: 2020-01-01, value: 7 }]
facts:
  skips: { of: unit, title: { zh: 越级, en: Skips }, count: petition, where: level = skip, during: received-on }
  open-petitions: { of: unit, title: { zh: 未结, en: Open }, stock: petition, entered: received-on, left: replied-on }
  answered-petitions: { of: unit, title: { zh: 已答, en: Answered }, count: petition, where: petition-path = reply, during: received-on }
  points: { of: unit, title: { zh: 得分, en: Points }, score: calm }
  place: { of: unit, title: { zh: 名次, en: Place }, rank: { by: points, among: street } }
  points-before: { of: unit, title: { zh: 上期得分, en: Points before }, previous: points }
  state: { of: unit, title: { zh: 状态, en: State }, verdict: no-skip }
rules:
  no-skip:
    title: { zh: 无越级, en: No skip }
    for: unit
    require: skips = 0
standards:
  calm:
    title: { zh: 平安, en: Calm }
    for: unit
    requires: [no-skip, petition-path]
    score: { full: 100, less: { no-skip: 60, petition-path.reply: $reply-days } }
procedures:
  petition-path:
    title: { zh: 办信, en: Handling a petition }
    for: petition
    during: received-on
    steps:
      - { step: receive, title: { zh: 收信, en: Received }, on: received-on }
      - { step: reply, title: { zh: 答复, en: Replied }, on: replied-on, within: { days: $reply-days, from: receive } }
ladders:
  letters:
    title: { zh: 两函, en: Two letters }
    for: unit
    occasion:
      - { standard: calm }
      - { rank: points, worst: 1, among: street }
    each: month
    counted-over: year
    clears-after: 3
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通报函, en: Notice }, to: [unit, street] }
  own:
    title: { zh: 自评, en: Own }
    for: unit
    occasion: [{ rule: petition-path.in-order }]
    each: month
    counted-over: { months: 6 }
    steps:
      - { letter: word, title: { zh: 口头, en: Word } }
`;

export const programmeTests = `tests: handling
period: 2021-03
cases:
  - name: an open petition
    given:
      unit: [{ code: u1 }]
      petition: [{ id: p1, unit: u1, level: skip, received-on: 2021-03-02 }]
    expect:
      petition-path.reply: { p1: fail }
      petition-path: { p1: receive }
      letters: { u1: reminder }
      own: { u1: none }
`;

const waivers = `- rule: petition-path.reply
  subject: petition:p1
  reason: flood
  approved-by: office
  from: 2021-01-01
  until: 2021-12-31
`;

/** The project with the cursor put where `mark` has it, such as `step: re|ply`. */
export function programmeWith(mark: string, file = 'handling.policy.yaml'): Record<string, string> {
  const files: Record<string, string> = {
    'datapackage.yaml': programmeDictionary,
    'handling.policy.yaml': programme,
    'handling.test.yaml': programmeTests,
    'waivers.yaml': waivers,
  };
  const text = files[file] ?? '';
  const plain = mark.replace('|', '');
  if (!text.includes(plain)) throw new Error(`${file} has no ${plain}`);
  return { ...files, [file]: text.replace(plain, () => mark) };
}

/**
 * Three units: one had an occasion in March and in May and got no second letter, one in March only, one none. Of the petitions one was answered
 * in time, one late, one is open for too long.
 */
const programmeData: Readonly<Record<string, string>> = {
  'street.csv': 'code,name\ns1,East\ns2,West\n',
  'unit.csv':
    'code,name,kind,households,street,model\nu1,Plum,village,100,s1,true\nu2,Peach,village,250,s1,false\nu3,Works,enterprise,,s2,\n',
  'petition.csv':
    'id,unit,petitioner,level,received-on,replied-on,persons\n' +
    'p1,u1,Zhang-Secret,skip,2021-03-02,2021-03-05,1\np2,u1,Li-Secret,skip,2021-05-20,2021-06-10,2\np3,u2,Wu-Secret,skip,2021-11-20,,2\n',
  'report.csv': 'unit,month\nu1,2021-01\n',
  'letter.csv': 'id,unit,step,about,sent-on\nl1,u1,reminder,2021-03,2021-04-02\n',
};

/** With occasions by verdict alone, and none that clears. */
export const livePolicy = `policy: handling
title: { zh: 办理, en: Handling }
version: 1
effective: { from: 2020-01-01 }
facts:
  skips: { of: unit, title: { zh: 越级, en: Skips }, count: petition, where: level = skip, during: received-on }
  skips-before: { of: unit, title: { zh: 上期越级, en: Skips before }, previous: skips }
rules:
  no-skip: { title: { zh: 无越级, en: No skip }, for: unit, require: skips = 0 }
  no-more: { title: { zh: 不增, en: No more }, for: unit, require: skips ≤ skips-before }
procedures:
  petition-path:
    title: { zh: 办信, en: Handling a petition }
    for: petition
    during: received-on
    steps:
      - { step: receive, title: { zh: 收信, en: Received }, on: received-on }
      - { step: reply, title: { zh: 答复, en: Replied }, on: replied-on, within: { days: 7 } }
ladders:
  letters:
    title: { zh: 两函, en: Two letters }
    for: unit
    occasion: [{ rule: no-skip }]
    each: month
    counted-over: year
    sent: letter
    steps:
      - { letter: reminder, title: { zh: 提醒函, en: Reminder }, to: [unit] }
      - { letter: notice, title: { zh: 通报函, en: Notice }, to: [unit, street] }
`;

const liveTests = `tests: handling
period: 2021-03
cases:
  - name: a letter and a step
    given:
      unit: [{ code: u1 }]
      petition: [{ id: p1, unit: u1, level: skip, received-on: 2021-03-02 }]
    expect:
      letters: { u1: notice }
      petition-path: { p1: receive }
`;

export const liveFiles: Readonly<Record<string, string>> = {
  'datapackage.yaml': programmeDictionary,
  ...programmeData,
  'sample.policy.yaml': livePolicy,
  'sample.test.yaml': liveTests,
};
