/** What the measures of coverage are called. */
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Measure, Share } from './result.ts';

export const measureWords: Readonly<Record<Measure, { readonly title: Localized; readonly short: Localized }>> = {
  rule: { title: { zh: '有期望的规则', en: 'rules with an expectation' }, short: { zh: '规则', en: 'rule' } },
  branch: { title: { zh: '条件分支', en: 'branches of conditions' }, short: { zh: '分支', en: 'branch' } },
  mcdc: {
    title: { zh: '单独决定结论的条件（MC/DC）', en: 'conditions that decide alone (MC/DC)' },
    short: { zh: 'MC/DC', en: 'MC/DC' },
  },
  boundary: { title: { zh: '比较的边界', en: 'boundaries of comparisons' }, short: { zh: '边界', en: 'boundary' } },
  quantifier: {
    title: { zh: '零条、一条、多条记录', en: 'no, one, several records' },
    short: { zh: '条数', en: 'records' },
  },
  ladder: { title: { zh: '阶梯的函件', en: 'letters of ladders' }, short: { zh: '阶梯', en: 'ladder' } },
  procedure: {
    title: { zh: '程序的步骤与状态', en: 'steps and states of procedures' },
    short: { zh: '程序', en: 'procedure' },
  },
  unknown: {
    title: { zh: '数据缺失时待定', en: 'undetermined for missing data' },
    short: { zh: '未知', en: 'unknown' },
  },
};

/** Rounded down, so that only what is whole reads 100 %. */
export function percentText({ met, of }: Share): string {
  return of === 0 ? '–' : `${Math.floor((met * 100) / of)}%`;
}
