/** How a step of a procedure stands, in a word or two: at the head of a column, behind a step's title. */
import type { Localized } from '../diagnostics/diagnostic.ts';
import type { StepState } from '../model/step-state.ts';

export const stepStateWords: Readonly<Record<StepState, Localized>> = {
  done: { zh: '已办', en: 'done' },
  late: { zh: '迟办', en: 'late' },
  'out-of-order': { zh: '次序不对', en: 'out of order' },
  missing: { zh: '漏办', en: 'left out' },
  overdue: { zh: '超期未办', en: 'overdue' },
  due: { zh: '待办', en: 'to do' },
  pending: { zh: '未到', en: 'not reached' },
  undetermined: { zh: '待定', en: 'undetermined' },
};
