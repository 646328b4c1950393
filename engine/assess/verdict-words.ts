/** Verdicts and severities as people read them. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { RuleSeverity } from '../model/policy.ts';
import type { Verdict } from '../model/verdict.ts';

export const verdictWords: Readonly<Record<Verdict, Localized>> = {
  pass: { zh: '通过', en: 'pass' },
  fail: { zh: '未通过', en: 'fail' },
  waived: { zh: '豁免', en: 'waived' },
  undetermined: { zh: '待定', en: 'undetermined' },
  'not-applicable': { zh: '不适用', en: 'not applicable' },
};

export const severityWords: Readonly<Record<RuleSeverity, Localized>> = {
  veto: { zh: '一票否决', en: 'veto' },
  major: { zh: '重大', en: 'major' },
  minor: { zh: '一般', en: 'minor' },
};
