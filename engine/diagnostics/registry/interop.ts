/** ZS19xx: rules that come from json-rules-engine's JSON, or go there. */
import { define } from '../define.ts';

export const jsonNotReadable = define({
  code: 'ZS1901',
  severity: 'error',
  title: { zh: '不是 JSON', en: 'Not JSON' },
  message: { zh: '无法按 JSON 读取：{reason}', en: 'This cannot be read as JSON: {reason}' },
  remedy: {
    zh: '请给出一条规则、一个规则列表，或有 rules 与 conditions 两键的对象',
    en: 'Give a rule, a list of rules, or an object with the keys rules and conditions',
  },
});

export const jsonRuleShape = define({
  code: 'ZS1902',
  severity: 'error',
  title: { zh: '规则的结构不对', en: 'Not the shape of a rule' },
  message: { zh: '{at}：{problem}', en: '{at}: {problem}' },
  remedy: {
    zh: '请按 json-rules-engine 的文档改正该处的键',
    en: "Mend the keys there as json-rules-engine's documentation has them",
  },
});

export const jsonUnknownCondition = define({
  code: 'ZS1903',
  severity: 'error',
  title: { zh: '没有这个共用条件', en: 'No such shared condition' },
  message: { zh: '{at}：没有名为“{name}”的条件', en: '{at}: there is no condition "{name}"' },
  remedy: {
    zh: '请把它放入 conditions（engine.setCondition 的内容）',
    en: 'Give it in `conditions`, as engine.setCondition takes it',
  },
});

export const jsonConditionCircle = define({
  code: 'ZS1904',
  severity: 'error',
  title: { zh: '条件循环引用', en: 'Conditions in a circle' },
  message: { zh: '条件互相引用成环：{circle}', en: 'These conditions refer to each other in a circle: {circle}' },
  remedy: { zh: '请去掉其中一处引用', en: 'Take one of the references out' },
});

export const jsonUnknownOperator = define({
  code: 'ZS1905',
  severity: 'error',
  title: { zh: '没有这个运算符', en: 'No such operator' },
  message: { zh: '{at}：不认识运算符“{operator}”', en: '{at}: the operator "{operator}" is not known here' },
  remedy: {
    zh: '请改用 json-rules-engine 自带的运算符，或 matches、containsText、doesNotContainText',
    en: "Use one of json-rules-engine's own operators, or matches, containsText, doesNotContainText",
  },
});

export const jsonAnswerField = define({
  code: 'ZS1906',
  severity: 'warning',
  title: { zh: '条件成了是否字段', en: 'A condition became a yes-or-no field' },
  message: {
    zh: '{at}：策略语言写不出“{operator}”这一条件，它成为是否字段“{field}”',
    en: '{at}: the policy language has no words for this condition ("{operator}"); it became the yes-or-no field "{field}"',
  },
  remedy: {
    zh: '请让数据带上这个字段，或把条件改写成语言里的运算符',
    en: "Let the data carry that field, or rewrite the condition with the language's operators",
  },
});

export const jsonUnknownFact = define({
  code: 'ZS1907',
  severity: 'error',
  title: { zh: '没有这个事实', en: 'No such fact' },
  message: { zh: '{at}：“{entity}”没有事实“{fact}”', en: '{at}: "{entity}" has no fact "{fact}"' },
  remedy: {
    zh: '请写该实体的字段、计算事实，或经引用到达的事实，如 street.name',
    en: 'Write a field or computed fact of the entity, or one that a reference leads to, such as street.name',
  },
});

export const jsonUnfitValue = define({
  code: 'ZS1908',
  severity: 'error',
  title: { zh: '值与事实的类型不合', en: "The value does not fit the fact's type" },
  message: {
    zh: '{at}：事实“{fact}”不能用“{operator}”与该值比较',
    en: '{at}: the fact "{fact}" cannot be compared with that value by "{operator}"',
  },
  remedy: {
    zh: '请让值与事实的类型一致：数、文本、是否、日期（YYYY-MM-DD）',
    en: "Give a value of the fact's type: number, text, boolean, date (YYYY-MM-DD)",
  },
});

export const jsonInexactNumber = define({
  code: 'ZS1909',
  severity: 'warning',
  title: { zh: '数超出 JSON 的精度', en: "A number beyond JSON's precision" },
  message: {
    zh: '规则“{rule}”里的 {number} 在 json-rules-engine 里只能取近似值',
    en: 'In rule "{rule}" the number {number} is only approximate in json-rules-engine',
  },
  remedy: {
    zh: '请少用几位数字，或在准绳里评定这条规则',
    en: 'Use fewer digits, or judge this rule here',
  },
});
