/** What a case must hold to meet a goal, in words. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { StepState } from '../../model/step-state.ts';
import type { Bound, Spot } from './boundary.ts';
import type { PairCell } from './ledger.ts';

/** Where a condition stands, which says when it counts. */
export type Part = 'when' | 'require' | 'admit-when' | 'where' | 'that';

export function judgedNeeds(rule: string): Localized {
  return {
    zh: `写一个对规则“${rule}”有期望结论的用例`,
    en: `a case that expects a verdict of the rule "${rule}"`,
  };
}

export function branchNeeds(text: Localized, part: Part, truth: 'true' | 'false'): Localized {
  const holds = truth === 'true';
  const { zh, en } = contexts[part];
  return {
    zh: `${zh}“${text.zh}”${holds ? '成立' : '不成立'}`,
    en: `${en} "${text.en}" ${holds ? 'holds' : 'does not hold'}`,
  };
}

/** Of the half that is missing, or both. */
export function pairNeeds({ text, halves, of }: PairCell): Localized {
  const whole =
    of.kind === 'fact' ? { zh: '这条记录算不算', en: 'whether the record counts' } : { zh: '结论', en: 'the verdict' };
  const half = (truth: 'true' | 'false'): Localized => ({
    zh: `“${text.zh}”${truth === 'true' ? '成立' : '不成立'}，且单凭它就决定${whole.zh}`,
    en: `"${text.en}" ${truth === 'true' ? 'holds' : 'does not hold'} and alone decides ${whole.en}`,
  });
  const missing = (['true', 'false'] as const).filter((truth) => halves[truth].size === 0).map(half);
  const asked = missing.length > 0 ? missing : (['true', 'false'] as const).map(half);
  return {
    zh: `一个用例中${asked.map(({ zh }) => zh).join('；另一个中')}`,
    en: `a case in which ${asked.map(({ en }) => en).join('; another in which ')}`,
  };
}

export function unknownNeeds(text: Localized): Localized {
  return {
    zh: `一个用例中“${text.zh}”无法确定（数据缺失），且单凭它使结论待定`,
    en: `a case in which "${text.en}" is not known (data are missing) and alone leaves the verdict undetermined`,
  };
}

/** `fact` and `limit`: what is compared, and with what. */
export function boundaryNeeds(fact: Localized, limit: Localized, { step }: Bound, spot: Spot, kind: string): Localized {
  if (spot === 'at') {
    return {
      zh: `一个用例中“${fact.zh}”正好是 ${limit.zh}，且由它决定`,
      en: `a case in which ${fact.en} is exactly ${limit.en}, and decides`,
    };
  }
  const isBelow = spot === 'below';
  const far = distanceWords(step?.toString() ?? null, kind, isBelow);
  return {
    zh: `一个用例中“${fact.zh}”比 ${limit.zh} ${far.zh}，且由它决定`,
    en: `a case in which ${fact.en} is ${far.en} ${limit.en}, and decides`,
  };
}

export function dueNeeds(step: Localized | null): Localized {
  return step === null
    ? { zh: '一个用例期望这个阶梯不应发函（none）', en: 'a case that expects no letter of the ladder (none)' }
    : { zh: `一个用例期望应发“${step.zh}”`, en: `a case that expects the letter "${step.en}" to be due` };
}

export const clearedNeeds: Localized = {
  zh: '一个用例中计数因连续若干期没有事由而归零，并对阶梯有期望',
  en: 'a case in which so many clear periods in a row set the count to zero, and that expects something of the ladder',
};

export function currentNeeds(step: Localized | null): Localized {
  return step === null
    ? { zh: '一个用例期望一步也没有登记（none）', en: 'a case that expects no step to be recorded (none)' }
    : { zh: `一个用例期望办到“${step.zh}”`, en: `a case that expects "${step.en}" as the last step recorded` };
}

export function stateNeeds(step: Localized, state: StepState): Localized {
  const words = stateWords[state];
  return {
    zh: `一个用例中“${step.zh}”${words.zh}，并对这个程序或它的规则有期望`,
    en: `a case in which "${step.en}" ${words.en}, and that expects something of the procedure or its rules`,
  };
}

const contexts: Readonly<Record<Part, Localized>> = {
  when: { zh: '一个用例中', en: 'a case in which' },
  require: { zh: '一个用例中规则适用，且', en: 'a case in which the rule applies and' },
  'admit-when': { zh: '一个用例中已有步骤登记，且', en: 'a case in which a step is recorded and' },
  where: { zh: '一个用例中有一条记录', en: 'a case with a record for which' },
  that: { zh: '一个用例中有一条记录', en: 'a case with a record for which' },
};

function distanceWords(step: string | null, kind: string, isBelow: boolean): Localized {
  switch (kind) {
    case 'date':
      return isBelow ? { zh: '早一天', en: 'one day before' } : { zh: '晚一天', en: 'one day after' };
    case 'month':
      return isBelow ? { zh: '早一个月', en: 'one month before' } : { zh: '晚一个月', en: 'one month after' };
    default: {
      if (step === null) return isBelow ? { zh: '小', en: 'below' } : { zh: '大', en: 'above' };
      const shown = kind === 'percent' ? `${Number(step) * 100}%` : step;
      const most = step === '1' && kind !== 'percent' ? '' : 'at most ';
      const mostZh = most === '' ? '' : '，至多';
      return isBelow
        ? { zh: `小${mostZh} ${shown}`, en: `${most}${shown} below` }
        : { zh: `大${mostZh} ${shown}`, en: `${most}${shown} above` };
    }
  }
}

export const stateWords: Readonly<Record<StepState, Localized>> = {
  done: { zh: '按时办结', en: 'is done in time' },
  late: { zh: '超期办结', en: 'is done late' },
  'out-of-order': { zh: '次序颠倒', en: 'is out of order' },
  missing: { zh: '缺失（后面的步骤已办）', en: 'is missing (a later step is recorded)' },
  overdue: { zh: '超期未办', en: 'is overdue' },
  due: { zh: '该办而未到期', en: 'is due' },
  pending: { zh: '还没轮到', en: 'is pending' },
  undetermined: {
    zh: '不知道是否进入程序',
    en: 'is undetermined, as it is not known whether the record is in the procedure',
  },
};
