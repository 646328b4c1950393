/** What people call the kinds of symbols. */
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { NamedSymbol } from '../symbols/name.ts';

export const kindWords: Readonly<Record<NamedSymbol['kind'] | 'field', Localized>> = {
  policy: { zh: '政策', en: 'policy' },
  parameter: { zh: '参数', en: 'parameter' },
  condition: { zh: '共用条件', en: 'shared condition' },
  rule: { zh: '规则', en: 'rule' },
  standard: { zh: '标准', en: 'standard' },
  procedure: { zh: '程序', en: 'procedure' },
  ladder: { zh: '阶梯', en: 'ladder' },
  'procedure-step': { zh: '步骤', en: 'step' },
  letter: { zh: '函件', en: 'letter' },
  rollup: { zh: '汇总', en: 'roll-up' },
  entity: { zh: '实体', en: 'entity' },
  fact: { zh: '事实', en: 'fact' },
  field: { zh: '字段', en: 'field' },
  code: { zh: '代码', en: 'code' },
  clause: { zh: '条款', en: 'clause' },
};
