/** ZS85xx: why the history of a rule could not be told. */
import { define } from '../define.ts';

export const nothingNamed = define({
  code: 'ZS8501',
  severity: 'error',
  title: { zh: '历史里没有这个名字', en: 'A name that is in no version' },
  message: {
    zh: '现在和以前的版本里都没有叫“{name}”的规则、标准、程序、汇总、阶梯或参数{suggestion}',
    en: 'No version, now or before, has a rule, standard, procedure, roll-up, ladder or parameter "{name}"{suggestion}',
  },
  remedy: {
    zh: '请写政策里的名字；程序的规则写作“程序.步骤”',
    en: 'Give a name of the policies; a rule of a procedure is PROCEDURE.STEP',
  },
});

export const noCommits = define({
  code: 'ZS8502',
  severity: 'error',
  title: { zh: '还没有提交', en: 'No commits yet' },
  message: { zh: '这个仓库还没有提交', en: 'The repository has no commits yet' },
  remedy: { zh: '请先提交政策，再看历史', en: 'Commit the policies first' },
});
