import assert from 'node:assert/strict';
import type { FactDefinition, FactType } from '../../engine/model/fact.ts';
import { event, type Row } from '../interpret/district.ts';
import { fraction, type Given, is, known, number, path, select, truth } from '../interpret/world.ts';
import { shown } from './judged.ts';

const inYear = select('event', { during: 'on' });
const isHigh = select('event', { during: 'on', where: is('level', '=', 'high') });
const reported = select('event', { during: 'on', reportedBy: 'report' });
const of = (name: string) => ({ element: path(name) });
const sum = (name: string, selection = inYear): FactDefinition => ({ kind: 'sum', ...selection, ...of(name) });
const least = (name: string, selection = inYear): FactDefinition => ({ kind: 'minimum', ...selection, ...of(name) });
const most = (name: string, selection = inYear): FactDefinition => ({ kind: 'maximum', ...selection, ...of(name) });
const average = (name: string, selection = inYear): FactDefinition => ({ kind: 'average', ...selection, ...of(name) });
const last = (name: string, selection = inYear): FactDefinition => ({ kind: 'latest', ...selection, ...of(name) });
const good = is('result', '=', 'good');
const share = (selection = inYear): FactDefinition => ({ kind: 'share', ...selection, that: good });
const every = (selection = inYear): FactDefinition => ({ kind: 'every', ...selection, that: good });
const any = (selection = inYear): FactDefinition => ({ kind: 'any', ...selection, that: good });
const counted = (selection = inYear): FactDefinition => ({ kind: 'count', ...selection });
const signed = number('integer');
const growing = number('integer', { nonNegative: true });
const mean = number('fraction', { nonNegative: true });
const events = (...cells: Row[]): Given => ({ event: cells.map((row, i) => event(`e${i + 1}`, row)) });
const reports = (...months: number[]): Row[] =>
  months.map((m) => ({ id: `r${m}`, unit: 'u1', month: `2021-${String(m).padStart(2, '0')}-01` }));
const allYear = reports(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);

type Case = readonly [what: string, definition: FactDefinition, type: FactType, given: Given, value: string];

const cases: Readonly<Record<string, readonly Case[]>> = {
  'a count': [
    ['of an empty file is 0', counted(), growing, {}, '0'],
    ['of a missing file has no top', counted(), growing, { event: 'missing' }, 'at least 0'],
    [
      'takes the period’s first and last day',
      counted(),
      growing,
      events({ on: '2021-01-01' }, { on: '2021-12-31' }),
      '2',
    ],
    [
      'leaves out the days around the period',
      counted(),
      growing,
      events({ on: '2020-12-31' }, { on: '2022-01-01' }),
      '0',
    ],
    ['may hold a record without a date', counted(), growing, events({}, { on: null }), '1 to 2'],
    [
      'may hold a record of an unknown level',
      counted(isHigh),
      growing,
      events({ level: 'high' }, {}, { level: 'low' }),
      '1 to 2',
    ],
    [
      'has no top where a report is lacking',
      counted(reported),
      growing,
      { ...events({}), report: allYear.slice(1) },
      'at least 1',
    ],
    ['is known where all reports are there', counted(reported), growing, { ...events({}), report: allYear }, '1'],
    ['has no top where the reports’ file is missing', counted(reported), growing, { report: 'missing' }, 'at least 0'],
    ['leaves out records that belong to nobody', counted(), growing, events({ unit: null }, { unit: 'u9' }), '0'],
  ],
  'a sum': [
    ['of nothing is 0', sum('lost'), growing, {}, '0'],
    ['of a missing file has no top', sum('lost'), growing, { event: 'missing' }, 'at least 0'],
    ['adds the known', sum('lost'), growing, events({ lost: 3 }, { lost: 4 }), '7'],
    [
      'has no top where one that can’t be negative is unknown',
      sum('lost'),
      growing,
      events({ lost: 3 }, {}),
      'at least 3',
    ],
    ['may hold a doubtful record', sum('lost'), growing, events({ lost: 3 }, { lost: 4, on: null }), '3 to 7'],
    [
      'of what may be negative is unknown with an unknown',
      sum('change'),
      signed,
      events({ change: -3 }, {}),
      'unknown',
    ],
    ['of what may be negative is exact else', sum('change'), signed, events({ change: -3 }, { change: 1 }), '-2'],
    ['of what may be negative is unknown in a missing file', sum('change'), signed, { event: 'missing' }, 'unknown'],
    ['of decimals is exact', sum('score'), number('decimal'), events({ score: '0.1' }, { score: '0.2' }), '0.3'],
  ],
  'an average': [
    ['of nothing is empty', average('lost'), mean, {}, 'none'],
    ['is an exact fraction', average('lost'), mean, events({ lost: 1 }, { lost: 1 }, { lost: 0 }), '0.67'],
    ['is unknown with an unknown', average('lost'), mean, events({ lost: 1 }, {}), 'unknown'],
    ['is unknown with a doubtful record', average('lost'), mean, events({ lost: 1 }, { lost: 1, on: null }), 'unknown'],
    [
      'of decimals is exact',
      average('score'),
      number('fraction'),
      events({ score: '-0.5' }, { score: '0.25' }),
      '-0.13',
    ],
  ],
  'a minimum': [
    ['of nothing is empty', least('lost'), growing, {}, 'none'],
    ['is the least', least('lost'), growing, events({ lost: 3 }, { lost: 4 }), '3'],
    ['goes down to 0 with an unknown', least('lost'), growing, events({ lost: 3 }, {}), '0 to 3'],
    [
      'has no bottom with an unknown that may be negative',
      least('change'),
      signed,
      events({ change: 3 }, {}),
      'at most 3',
    ],
    ['may be a doubtful record’s', least('lost'), growing, events({ lost: 3 }, { lost: 1, on: null }), '1 to 3'],
    ['of doubtful records only is unknown', least('lost'), growing, events({ lost: 3, on: null }), 'unknown'],
    ['of a missing file is unknown', least('lost'), growing, { event: 'missing' }, 'unknown'],
  ],
  'a maximum': [
    ['of nothing is empty', most('lost'), growing, {}, 'none'],
    ['is the greatest', most('lost'), growing, events({ lost: 3 }, { lost: 4 }), '4'],
    ['has no top with an unknown', most('lost'), growing, events({ lost: 3 }, {}), 'at least 3'],
    ['may be a doubtful record’s', most('lost'), growing, events({ lost: 3 }, { lost: 9, on: null }), '3 to 9'],
    [
      'has no top where a report is lacking',
      most('lost', reported),
      growing,
      { ...events({ lost: 3 }), report: [] },
      'at least 3',
    ],
  ],
  'the latest': [
    ['of nothing is empty', last('result'), { kind: 'text' }, {}, 'none'],
    [
      'is that of the last day, and of these of the greatest key',
      last('result'),
      { kind: 'text' },
      events({ result: 'good' }, { result: 'bad' }, { result: 'good', on: '2021-01-01' }),
      'bad',
    ],
    ['may be unknown', last('result'), { kind: 'text' }, events({ result: 'good' }, { on: '2021-06-01' }), 'unknown'],
    [
      'is unknown with a doubtful record',
      last('result'),
      { kind: 'text' },
      events({ result: 'good' }, { on: null }),
      'unknown',
    ],
    ['of a missing file is unknown', last('result'), { kind: 'text' }, { event: 'missing' }, 'unknown'],
  ],
  'a share': [
    ['of nothing is empty', share(), fraction, {}, 'none'],
    ['is exact', share(), fraction, events({ result: 'good' }, { result: 'good' }, { result: 'bad' }), '66.7%'],
    ['may go either way with an unknown', share(), fraction, events({ result: 'good' }, {}), '50% to 100%'],
    [
      'may fall with a doubtful record',
      share(),
      fraction,
      events({ result: 'good' }, { result: 'bad', on: null }),
      '50% to 100%',
    ],
    [
      'is anything where a report is lacking',
      share(reported),
      fraction,
      { ...events({ result: 'good' }), report: [] },
      '0% to 100%',
    ],
    ['of doubtful records only is unknown', share(), fraction, events({ result: 'good', on: null }), 'unknown'],
  ],
  'every record': [
    ['of none does', every(), truth, {}, 'yes'],
    ['does where all do', every(), truth, events({ result: 'good' }), 'yes'],
    ['does not where one does not, whatever is unknown', every(), truth, events({ result: 'bad' }, {}), 'no'],
    ['may where one is unknown', every(), truth, events({ result: 'good' }, {}), 'unknown'],
    ['does where a doubtful one does', every(), truth, events({ result: 'good', on: null }), 'yes'],
    ['may where a doubtful one does not', every(), truth, events({ result: 'bad', on: null }), 'unknown'],
    ['may in a missing file', every(), truth, { event: 'missing' }, 'unknown'],
  ],
  'any record': [
    ['of none does not', any(), truth, {}, 'no'],
    ['does where one does, whatever is unknown', any(), truth, events({ result: 'good' }, {}), 'yes'],
    ['may where a doubtful one does', any(), truth, events({ result: 'good', on: null }), 'unknown'],
    ['does not where a doubtful one does not', any(), truth, events({ result: 'bad', on: null }), 'no'],
    ['may where a report is lacking', any(reported), truth, { report: [] }, 'unknown'],
  ],
};

describe('In SQL', () => {
  for (const [subject, table] of Object.entries(cases)) {
    for (const [what, definition, type, given, value] of table) {
      it(`${subject} ${what}`, async () => {
        assert.equal(await shown(definition, given, { type }), value);
      });
    }
  }

  it('numbers read in Chinese too', async () => {
    const zh = (definition: FactDefinition, given: Given, type: FactType): Promise<unknown> =>
      shown(definition, given, { type, language: 'zh' });
    assert.equal(await zh(counted(), { event: 'missing' }, growing), '至少 0');
    assert.equal(await zh(counted(), events({}, { on: null }), growing), '1 至 2');
    assert.equal(await zh(least('change'), events({ change: 3 }, {}), signed), '至多 3');
    assert.equal(await zh(average('lost'), {}, mean), '无');
    assert.equal(await zh(every(), { event: 'missing' }, truth), '未知');
  });

  it('what lies after the as-of date has not happened', async () => {
    const given = events({ on: '2021-05-05', ended: '2021-05-20' }, { on: '2021-06-05' });
    const ended: FactDefinition = counted(select('event', { during: 'on', where: known('ended') }));
    assert.equal(await shown(counted(), given, { asOf: '2021-05-31' }), '1');
    assert.equal(await shown(ended, given, { asOf: '2021-05-31' }), '1');
    assert.equal(await shown(ended, given, { asOf: '2021-05-19' }), '0');
  });
});
