/** A ladder, a procedure, a unit and a record as the extension tells the preview's page of them. */
import { explanation, preview } from './preview-messages.ts';

const location = (line: number) => ({
  ...preview.location,
  range: { start: { line, character: 4 }, end: { line, character: 20 } },
});
const base = { ...preview, severity: null, counts: null, flow: [], months: [], flips: 1 };

export const ladder = {
  ...base,
  kind: 'ladder',
  name: 'four-letters',
  title: '四函',
  entity: 'unit',
  entityTitle: '单位',
  programme: {
    says: [
      '对每个单位，下列情形各计一次：',
      '“三零”未通过',
      '“按时报送月报”未通过',
      '每月至多计一次，一年内累计；连续 3 个月没有则重新计次。',
    ],
    total: 21,
    none: 0,
    steps: [
      rung(
        'reminder',
        '提醒函',
        '单位',
        12,
        [
          ['sent', 10],
          ['missing', 2],
        ],
        10,
      ),
      rung(
        'notice',
        '通报函',
        '单位、街道',
        6,
        [
          ['sent', 5],
          ['out-of-order', 1],
        ],
        11,
      ),
      rung('interview', '约谈函', '单位、街道、部门', 2, [['sent', 2]], 12),
      rung('accountability', '问责函', '单位、街道、部门、县', 1, [['missing', 1]], 13),
    ],
  },
};

export const ladderRows = {
  total: 21,
  rows: [
    {
      entity: 'unit',
      subject: 'u9',
      title: '东关社区',
      step: 'accountability',
      before: { step: 'interview' },
      occasions: 4,
      marks: [
        { step: 'accountability', state: 'missing', days: null },
        { step: 'reminder', state: 'sent', days: null },
      ],
    },
    { entity: 'unit', subject: 'u2', title: '西街村', step: 'reminder', before: null, occasions: 1, marks: [] },
  ],
};

export const procedure = {
  ...base,
  kind: 'procedure',
  name: 'petition-agency',
  title: '信访代理六步',
  entity: 'agency-case',
  entityTitle: '代理事项',
  programme: {
    says: ['每个代理事项（超出本区职权）依次经过：'],
    total: 9,
    none: 1,
    steps: [
      rung('apply', '申请', '申请日期', 1, [], 20),
      rung('assign', '确定代理员', '确定日期；自“申请”起 3 个工作日内', 2, [['late', 1]], 21),
      rung('register', '登记', '登记日期；自“确定代理员”起 7 天内', 0, [['overdue', 1]], 22),
      rung('close', '办结', '办结日期；自“申请”起 3 个月内', 5, [], 23),
    ],
  },
};

export const procedureRows = {
  total: 9,
  rows: [
    {
      entity: 'agency-case',
      subject: 'c4',
      title: '',
      step: 'assign',
      before: null,
      occasions: null,
      marks: [
        { step: 'apply', state: 'done', days: null },
        { step: 'assign', state: 'late', days: 2 },
        { step: 'register', state: 'overdue', days: 11 },
      ],
    },
  ],
};

export const unit = {
  ...explanation,
  entity: 'unit',
  entityTitle: '单位',
  subject: 'u9',
  title: '东关社区',
  verdicts: [],
  ladders: [
    {
      ladder: 'four-letters',
      title: '四函',
      occasions: 2,
      due: 'notice',
      cites: 'guide.md#letters',
      letters: { sent: ['reminder'], missing: ['notice'], outOfOrder: [], duplicates: [] },
      steps: [
        {
          step: 'reminder',
          title: '提醒函',
          to: ['unit'],
          calledFor: ['2021-03'],
          letters: [{ key: 'l1', on: '2021-04-02', about: '2021-03-01' }],
        },
        { step: 'notice', title: '通报函', to: ['unit'], calledFor: ['2021-05'], letters: [] },
      ],
      periods: ['01', '02', '03', '04', '05'].map((month) => {
        const isOccasion = month === '03' || month === '05';
        return {
          period: `2021-${month}`,
          state: isOccasion ? 'occasion' : 'clear',
          count: 0,
          cleared: false,
          calls: month === '03' ? 'reminder' : month === '05' ? 'notice' : null,
          causes: isOccasion
            ? [
                {
                  kind: 'standard',
                  name: 'three-zero',
                  title: '三零',
                  verdict: 'fail',
                  requirements: [{ name: 'zero-accident', title: '零事故' }],
                  records: [],
                  rank: null,
                },
              ]
            : [],
        };
      }),
    },
  ],
  procedures: [
    {
      procedure: 'handling',
      title: '办理程序',
      placed: 'true',
      isIn: 'true',
      current: 'apply',
      cites: null,
      steps: [
        { step: 'apply', title: '申请', on: '2021-03-02', state: 'done', deadline: null, lateByDays: null },
        {
          step: 'assign',
          title: '确定代理员',
          on: null,
          state: 'overdue',
          deadline: { text: '自“申请”起 3 个工作日内', taken: '20 个工作日', lastDay: '2021-03-05' },
          lateByDays: 30,
        },
      ],
    },
  ],
};

function rung(
  step: string,
  title: string,
  detail: string,
  here: number,
  states: readonly (readonly [string, number])[],
  line: number,
) {
  return {
    step,
    title,
    detail,
    here,
    location: location(line),
    states: states.map(([state, count]) => ({ state, count })),
  };
}
