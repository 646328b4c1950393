/** A small project that the tests of the features look around in. */
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';

export const dictionary = exampleDictionary
  .replace('  - name: petition\n', '  - name: petition\n    title: { zh: 信访, en: Petition }\n')
  .replace('  - name: unit\n    path', '  - name: unit\n    title: { zh: 单位, en: Unit }\n    path')
  .replace(
    '{ name: received-on, type: date }',
    '{ name: received-on, type: date, title: { zh: 收到日期, en: Received } }',
  )
  .replace(
    '{ name: households, type: integer,',
    '{ name: households, type: integer, title: { zh: 户数, en: Households }, zhunsheng:unit: 户,',
  );

export const policy = `policy: petitions
title: { zh: 信访, en: Petitions }
version: 1
effective: { from: 2021-01-01 }
parameters:
  reply-days:
    title: { zh: 答复时限, en: Days to reply }
    values:
      - { from: 2020-01-01, value: 7, cites: guide.md#reply }
      - { from: 2022-01-01, value: 10 }
facts:
  skip-level-petitions:
    of: unit
    title: { zh: 越级上访起数, en: Skip-level petitions }
    count: petition
    where: level = skip
    during: received-on
  days-to-reply:
    of: petition
    title: { zh: 答复天数, en: Days to reply }
    days: { from: received-on, to: replied-on, open: as-of }
conditions:
  residential: kind in [village, community]
rules:
  no-skip-level:
    title: { zh: 无越级上访, en: No skip-level petition }
    for: unit
    when: { condition: residential }
    require: skip-level-petitions = 0
    cites: guide.md#skip
    otherwise:
      severity: veto
      message: { zh: '越级 {skip-level-petitions} 起', en: '{skip-level-petitions} of them' }
      remedy: { zh: 约见, en: Meet them }
  replied-in-time:
    title: { zh: 及时答复, en: Replied in time }
    for: petition
    during: received-on
    require: days-to-reply ≤ $reply-days
    otherwise:
      severity: minor
      message: { zh: '超过 {$reply-days} 日', en: 'later than {$reply-days} days' }
      remedy: { zh: 答复, en: Reply }
standards:
  zero-petition: { for: unit, requires: [no-skip-level, replied-in-time] }
`;

export const tests = `tests: petitions
period: 2021-03
cases:
  - name: one is a veto
    given:
      unit: [{ code: u1, kind: village }]
      petition: [{ id: p1, unit: u1, level: skip, received-on: 2021-03-02 }]
    expect:
      no-skip-level: { u1: fail }
      zero-petition: { u1: fail }
`;

const waivers = `- rule: no-skip-level
  subject: unit:u1
  reason: flood
  approved-by: office
  from: 2021-01-01
  until: 2021-12-31
`;

export const guide = '# Guide\n\n## Replies {#reply}\n\nWithin seven days.\n\n## Skip-level {#skip}\n\nNone at all.\n';

/** The project with one of its texts changed: the cursor put where `mark` has it, such as `skip-level|-petitions = 0`. */
export function sample(mark: string, file = 'petitions.policy.yaml'): Record<string, string> {
  const files: Record<string, string> = {
    'datapackage.yaml': dictionary,
    'petitions.policy.yaml': policy,
    'petitions.test.yaml': tests,
    'waivers.yaml': waivers,
    'guide.md': guide,
  };
  const text = files[file] ?? '';
  const plain = mark.replace('|', '');
  if (!text.includes(plain)) throw new Error(`${file} has no ${plain}`);
  return { ...files, [file]: text.replace(plain, () => mark) };
}
