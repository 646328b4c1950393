/** The keys of procedures and ladders. */
import {
  type Construct,
  type ConstructName,
  cites,
  description,
  during,
  key,
  must,
  otherwise,
  subjects,
  title,
  via,
} from './construct-keys.ts';
import { rankKeys } from './fact-keys.ts';

type ProgrammeName = Extract<
  ConstructName,
  'procedure' | 'procedureStep' | 'deadline' | 'ladder' | 'occasion' | 'window' | 'letters' | 'ladderStep'
>;

export const programmeConstructs: Readonly<Record<ProgrammeName, Construct>> = {
  procedure: {
    title: { zh: '程序', en: 'procedure' },
    keys: [
      title,
      description,
      subjects,
      during,
      key('admit-when', 'condition', '何时可以进入', 'When a record may enter it'),
      cites,
      must({
        ...key('steps', 'list', '依次的步骤，至少两步', 'The steps in order, at least two'),
        construct: 'procedureStep',
      }),
      otherwise,
    ],
  },
  procedureStep: {
    title: { zh: '程序的步骤', en: 'step of a procedure' },
    keys: [
      must(key('step', 'name', '步骤的名称', 'The name of the step')),
      title,
      must(key('on', 'path', '哪一天办的', 'The date on which it is taken')),
      { ...key('within', 'deadline', '办理期限', 'The deadline for it'), construct: 'deadline' },
    ],
  },
  deadline: {
    title: { zh: '期限', en: 'deadline' },
    keys: [
      key('days', 'amount', '日历天数', 'So many calendar days'),
      key('workdays', 'amount', '工作日数', 'So many working days'),
      key('months', 'amount', '月数', 'So many months'),
      key('from', 'path', '从哪一步或哪个日期算起', 'From which earlier step, or which date; else the step before'),
    ],
  },
  ladder: {
    title: { zh: '问责阶梯', en: 'ladder' },
    keys: [
      title,
      description,
      subjects,
      must({ ...key('occasion', 'list', '何事启动', 'What is an occasion'), construct: 'occasion' }),
      must({
        ...key('each', 'choice', '每月还是每季度计一次', 'Whether months or quarters count once'),
        choices: ['month', 'quarter'],
      }),
      must({
        ...key('counted-over', 'window', '在多长时间里累计', 'The time over which occasions add up'),
        choices: ['year', 'quarter'],
        construct: 'window',
      }),
      key(
        'clears-after',
        'whole',
        '连续几期没有则重新计数',
        'After so many clear periods in a row the count begins anew',
      ),
      { ...key('sent', 'letters', '已发的函件', 'The letters that were sent'), construct: 'letters' },
      must({ ...key('steps', 'list', '由轻到重的函件', 'The letters, from the mildest on'), construct: 'ladderStep' }),
      cites,
    ],
  },
  occasion: {
    title: { zh: '启动情形', en: 'occasion' },
    keys: [
      key('standard', 'name', '不达到的标准', 'A standard that fails'),
      key('rule', 'name', '不符合的规则', 'A rule that fails'),
      key('procedure', 'name', '违反的程序', 'A procedure of which a rule fails'),
      via,
      key('rank', 'path', '按哪个数排名', 'A number by which it is among the worst'),
      key('worst', 'whole', '最差的几名', 'How many of the worst'),
      ...rankKeys,
    ],
  },
  window: {
    title: { zh: '累计时间', en: 'window' },
    keys: [must(key('months', 'whole', '最近几个月', 'So many months up to the day judged'))],
  },
  letters: {
    title: { zh: '函件', en: 'letters' },
    keys: [
      must(key('entity', 'name', '哪个实体', 'The entity')),
      must(key('step', 'path', '哪一级', 'Which of the steps it is')),
      must(key('on', 'path', '哪天发出', 'The date on which it was sent')),
      key('about', 'path', '针对哪个月份或日期', 'The month or date that it answers'),
      key('via', 'path', '经由哪些引用', 'Which references lead from the letter to its addressee'),
    ],
  },
  ladderStep: {
    title: { zh: '阶梯的一级', en: 'step of a ladder' },
    keys: [
      must(key('letter', 'name', '函件的名称', 'The name of the letter')),
      title,
      key('to', 'names', '发给谁', 'To whom it goes'),
      key(
        'template',
        'text',
        '函件的 Word 模板，项目里的 .docx 文件',
        'Its Word template, a .docx file of the project',
      ),
    ],
  },
};
