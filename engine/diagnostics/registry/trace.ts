/** ZS70xx: gaps between the guide, the rules, their tests and the data, as `trace` finds them. */
import { define } from '../define.ts';

export const clauseWithoutRule = define({
  code: 'ZS7001',
  severity: 'warning',
  title: { zh: '条款没有规则落实', en: 'A clause that no rule carries out' },
  message: {
    zh: '条款“{title}”（{cite}）没有任何规则落实',
    en: 'No rule carries out the clause "{title}" ({cite})',
  },
  remedy: {
    zh: '请写规则并引用它（cites: {cite}）；总则一类不需要规则的条款，在标题后标 {mark}',
    en: 'Write a rule that cites it (cites: {cite}); a clause from which no rule follows is marked {mark} after its heading',
  },
});

export const ruleWithoutClause = define({
  code: 'ZS7002',
  severity: 'warning',
  title: { zh: '规则没有依据', en: 'A rule without a clause' },
  message: {
    zh: '{kind}“{name}”（{policy}）没有引用条款',
    en: 'The {kind} "{name}" ({policy}) cites no clause',
  },
  remedy: {
    zh: '请写明依据：cites: guide.md#…',
    en: 'Say what it rests on: cites: guide.md#…',
  },
});

export const ruleWithoutTest = define({
  code: 'ZS7003',
  severity: 'warning',
  title: { zh: '规则没有测试', en: 'A rule without a test' },
  message: {
    zh: '没有测试对{kind}“{name}”（{policy}）有所预期',
    en: 'No test expects anything of the {kind} "{name}" ({policy})',
  },
  remedy: {
    zh: '请在 *.test.yaml 里写一个用例，期间须在这一版政策施行之内',
    en: 'Write a case in a *.test.yaml whose period lies in the time of this version',
  },
});

export const unreadField = define({
  code: 'ZS7004',
  severity: 'warning',
  title: { zh: '字段没有人用', en: 'A field that nothing reads' },
  message: { zh: '没有规则读取字段“{field}”', en: 'Nothing reads the field "{field}"' },
  remedy: {
    zh: '请在规则里用它，从字典里去掉它；只供查阅的字段标 zhunsheng:descriptive: true',
    en: 'Use it in a rule or take it out of the dictionary; a field that is there for people alone is marked zhunsheng:descriptive: true',
  },
});
