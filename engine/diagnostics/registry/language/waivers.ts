/** ZS16xx: waivers. */
import { define } from '../../define.ts';
import { policyWith } from './example.ts';

const policy = `rules:
  sample-rule:
    title: { zh: 样例, en: Sample }
    for: unit
    require: model
    otherwise: { severity: minor, message: { zh: 甲, en: A }, remedy: { zh: 乙, en: B } }
standards:
  sample-standard: { for: unit, requires: [sample-rule] }
`;

function waiving(
  changed: Partial<Record<'rule' | 'subject' | 'from' | 'until', string | null>>,
  more = '',
): ReturnType<typeof policyWith> {
  const all = { rule: 'sample-rule', subject: 'unit:u1', from: '2021-01-01', until: '2021-06-30', ...changed };
  const lines = Object.entries(all)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => `  ${key}: ${value}\n`);
  return policyWith(policy, { 'waivers.yaml': `- reason: 洪灾\n  approved-by: 区政府\n${lines.join('')}${more}` });
}

export const waiverWithoutEnd = define({
  code: 'ZS1601',
  severity: 'error',
  title: { zh: '豁免没有期限', en: 'A waiver without an end' },
  message: { zh: '豁免没有写最后一天', en: 'The waiver does not say its last day' },
  remedy: {
    zh: '请加上 until；永久的例外应写进规则的 when',
    en: "Add `until`; an exception for good belongs into the rule's `when`",
  },
  example: waiving({ until: null }),
});

export const subjectMalformed = define({
  code: 'ZS1602',
  severity: 'error',
  title: { zh: '对象写法不对', en: 'Not a subject' },
  message: { zh: '“{text}”不是对象', en: '"{text}" is no subject' },
  remedy: { zh: '请写成“实体:编号”，如 unit:u1', en: 'Write entity:key, such as unit:u1' },
  example: waiving({ subject: 'u1' }),
});

export const waiverOfNothing = define({
  code: 'ZS1603',
  severity: 'error',
  title: { zh: '豁免的规则不存在', en: 'A waiver of no rule' },
  message: { zh: '没有规则“{name}”{near}', en: 'There is no rule "{name}"{near}' },
  remedy: { zh: '请改正规则的名称', en: 'Correct the name of the rule' },
  example: waiving({ rule: 'sample-rul' }),
});

export const waiverOfStandard = define({
  code: 'ZS1604',
  severity: 'error',
  title: { zh: '豁免了标准', en: 'A waiver of a standard' },
  message: { zh: '“{name}”是标准，只能豁免规则', en: '"{name}" is a standard; only rules can be waived' },
  remedy: { zh: '请写明豁免它的哪条规则', en: 'Name the rule of it that is waived' },
  example: waiving({ rule: 'sample-standard' }),
});

export const waiverOutOfForce = define({
  code: 'ZS1605',
  severity: 'error',
  title: { zh: '豁免期间规则没有施行', en: 'A waiver of days on which the rule is not in force' },
  message: {
    zh: '规则“{name}”在 {from} 至 {until} 没有施行',
    en: 'The rule "{name}" is not in force from {from} to {until}',
  },
  remedy: { zh: '请改正日期，或删除这条豁免', en: 'Correct the dates, or delete the waiver' },
  example: waiving({ from: '2019-01-01', until: '2019-12-31' }),
});

export const waiverOfOther = define({
  code: 'ZS1606',
  severity: 'error',
  title: { zh: '豁免的对象不受该规则约束', en: 'A waiver for another entity' },
  message: {
    zh: '规则“{name}”针对“{entity}”，不针对“{other}”',
    en: 'The rule "{name}" is about "{entity}", not about "{other}"',
  },
  remedy: { zh: '请写“{entity}”的一个对象', en: 'Name a subject of "{entity}"' },
  example: waiving({ subject: 'street:s1' }),
});

export const waiversOverlap = define({
  code: 'ZS1607',
  severity: 'warning',
  title: { zh: '豁免重叠', en: 'Waivers that overlap' },
  message: { zh: '同一对象对规则“{name}”的两条豁免期间重叠', en: 'Two waivers of "{name}" for one subject overlap' },
  remedy: { zh: '请合并，或改正日期', en: 'Make one of them, or correct the dates' },
  example: waiving(
    {},
    '- { reason: 洪灾, approved-by: 区政府, rule: sample-rule, subject: "unit:u1", from: 2021-06-01, until: 2021-07-31 }\n',
  ),
});
