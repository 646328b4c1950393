/** One rule as the extension tells the preview's page of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const range = (line: number) => ({ start: { line, character: 4 }, end: { line, character: 30 } });
const location = (line: number) => ({ uri: 'file:///p/reply.policy.yaml', range: range(line) });
const answers = (yes: number, no: number, unknown = 0, empty = 0) => ({ true: yes, false: no, unknown, empty });
const counts = (pass: number, fail: number, undetermined: number, notApplicable = 0, waived = 0) => ({
  pass,
  fail,
  waived,
  undetermined,
  'not-applicable': notApplicable,
});

/** The page's texts in Chinese, by the extension's own bundle. */
export const words = wordsIn();

export const preview = {
  project: 'file:///p',
  kind: 'rule',
  name: 'replied-in-time',
  title: '七日内答复',
  entity: 'petition',
  entityTitle: '信访件',
  location: location(40),
  counts: counts(269, 9, 3, 70, 1),
  flips: 2,
  period: '2021',
  asOf: '2021-12-31',
  state: 'ready',
  problem: null,
  base: 'HEAD (1a2b3c4)',
  severity: 'major',
  clause: {
    anchor: 'guide.md#reply',
    title: '第十二条 答复',
    text: '信访件自收到之日起七日内答复；不属于本区职权的，转送有权处理的机关，并告知信访人。',
    location: location(12),
  },
  flow: [
    {
      step: 'during',
      entering: 412,
      node: part('during', 'received-on', '收到日期在期间内', answers(352, 60), 42),
    },
    {
      step: 'when',
      entering: 352,
      node: part('shared', 'residential', '单位类别是村、社区之一', answers(282, 70), 43, [
        part('leaf', 'unit.kind in [village, community]', '单位类别是村、社区之一', answers(282, 70), 20),
      ]),
    },
    {
      step: 'require',
      entering: 282,
      node: part('any', '', '', answers(270, 9, 3), 44, [
        part('leaf', 'days-to-reply ≤ $reply-days', '答复天数 ≤ 答复时限（7）', answers(262, 17, 3), 44),
        part('all', '', '', answers(8, 271, 3), 45, [
          part('leaf', 'extended-on is known', '延期日期已知', answers(11, 271), 46),
          part('leaf', 'days-to-reply ≤ 15', '答复天数 ≤ 15', answers(274, 5, 3), 47),
        ]),
      ]),
    },
  ],
  requires: [],
  programme: null,
  months: [12, 15, 9, 22, 30, 24, 26, 19, 28, 33, 25, 26].map((pass, month) => ({
    month: `2021-${String(month + 1).padStart(2, '0')}`,
    counts: counts(pass, [0, 1, 0, 2, 0, 0, 3, 0, 1, 0, 0, 2][month] ?? 0, month > 9 ? 1 : 0, 5),
  })),
};

export const page = {
  total: 281,
  subjects: [
    row('p17', 'fail', '答复用了 12 天，时限 7 天', 'pass'),
    row('p203', 'fail', '答复用了 9 天，时限 7 天', null),
    row('p88', 'undetermined', '收到日期未知', null),
    row('p4', 'waived', '', null),
    row('p1', 'pass', '', null),
  ],
};

export const flips = {
  base: 'HEAD (1a2b3c4)',
  total: 2,
  flips: [
    { name: 'replied-in-time', entity: 'petition', subject: 'p17', title: '信访件 p17', before: 'pass', after: 'fail' },
    { name: 'replied-in-time', entity: 'petition', subject: 'p9', title: '信访件 p9', before: null, after: 'pass' },
  ],
};

/** Of p17. */
export const reasons = [
  {
    kind: 'rule',
    name: 'replied-in-time',
    title: '七日内答复',
    before: 'pass',
    after: 'fail',
    approved: false,
    causes: [
      { changes: [{ text: '参数 reply-days 7 → 5（reply.policy.yaml:15）', lines: [], location: location(14) }] },
    ],
    facts: [{ title: '答复天数', before: '6', after: '6' }],
    records: ['p17', 'c3'],
  },
  {
    kind: 'standard',
    name: 'reply',
    title: '件件有回复',
    before: 'pass',
    after: 'fail',
    approved: true,
    causes: [
      { changes: [{ text: '参数 reply-days 7 → 5（reply.policy.yaml:15）', lines: [], location: location(14) }] },
      {
        changes: [
          {
            text: '标准 reply 修改（reply.policy.yaml:80）',
            lines: ['- requires: [a]', '+ requires: [a, b]'],
            location: null,
          },
        ],
      },
    ],
    facts: [],
    records: [],
  },
];

export const explanation = {
  project: 'file:///p',
  entity: 'petition',
  entityTitle: '信访件',
  subject: 'p17',
  title: '信访件 p17',
  period: '2021',
  asOf: '2021-12-31',
  standings: [{ standard: 'reply', title: '件件有回复', verdict: 'fail' }],
  ladders: [],
  procedures: [],
  verdicts: [
    {
      rule: 'outcome-in-time',
      title: '三个月内办结',
      verdict: 'pass',
      message: '',
      remedy: '',
      smallestChange: '',
      cites: 'guide.md#outcome',
      evidence: [],
      location: location(60),
      when: null,
      require: { kind: 'leaf', text: 'months-to-outcome ≤ 3', truth: 'true', facts: [], of: [] },
    },
    {
      rule: 'replied-in-time',
      title: '七日内答复',
      verdict: 'fail',
      message: '答复用了 12 天，时限 7 天',
      remedy: '当日补发答复，并查明迟延的环节',
      smallestChange: '差的最少就是：“答复日期”由 未知 变为 2021-03-10（已无法改变）',
      cites: 'guide.md#reply',
      evidence: ['p17'],
      location: location(40),
      when: {
        kind: 'shared',
        text: 'residential',
        truth: 'true',
        facts: [],
        of: [
          {
            kind: 'leaf',
            text: 'unit.kind in [village, community]',
            truth: 'true',
            facts: [{ name: 'unit.kind', title: '单位类别', value: '村', records: [] }],
            of: [],
          },
        ],
      },
      require: {
        kind: 'leaf',
        text: 'days-to-reply ≤ $reply-days',
        truth: 'false',
        facts: [
          { name: 'days-to-reply', title: '答复天数', value: '12', records: ['petition p17'] },
          { name: '$reply-days', title: '答复时限', value: '7', records: [] },
        ],
        of: [],
      },
    },
  ],
};

function part(
  kind: string,
  text: string,
  meaning: string,
  found: ReturnType<typeof answers>,
  line: number,
  of: unknown[] = [],
) {
  return { kind, text, meaning, counts: found, of, location: location(line) };
}

function row(subject: string, verdict: string, message: string, before: string | null) {
  const remedy = message === '' ? '' : '当日补发答复';
  const evidence = verdict === 'fail' ? [subject] : [];
  return { entity: 'petition', subject, title: `信访件 ${subject}`, verdict, before, message, remedy, evidence };
}

function wordsIn(): unknown {
  const extension = join(import.meta.dirname, '../../extension');
  const chinese: Record<string, string> = JSON.parse(
    readFileSync(join(extension, 'l10n/bundle.l10n.zh-cn.json'), 'utf8'),
  );
  const read = (file: string) => readFileSync(join(extension, 'src', file), 'utf8');
  const own = [...read('preview/words.ts').matchAll(/'?\b([\w-]+)'?: l10n\.t\(["'](.*?)["']\)/g)].map(
    ([, key, text]) => [key, text],
  );
  const verdicts = [...read('words.ts').matchAll(/case '([\w-]+)':\s+return l10n\.t\('(.*?)'\)/g)].map(
    ([, key, text]) => [key, text],
  );
  const translate = (pairs: (string | undefined)[][]) =>
    Object.fromEntries(pairs.map(([key = '', text = '']) => [key, chinese[text] ?? text]));
  const all = translate(own);
  return { ...all, severity: all, verdicts: translate(verdicts) };
}
