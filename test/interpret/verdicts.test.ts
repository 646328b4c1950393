import assert from 'node:assert/strict';
import { addMonths } from '../../engine/calendar/civil-date.ts';
import { type Interpretation, interpret } from '../../engine/interpret/interpreter.ts';
import type { Rule, Waiver } from '../../engine/model/policy.ts';
import type { Verdict } from '../../engine/model/verdict.ts';
import {
  all,
  any,
  code,
  count,
  dataset,
  date,
  during,
  entity,
  fact,
  fraction,
  type Given,
  is,
  known,
  look,
  model,
  month,
  no,
  number,
  path,
  rule,
  select,
  standard,
  text,
  truth,
} from './world.ts';

const entities = [
  entity('street', { id: text }),
  entity('unit', { id: text, street: text, kind: code('village', 'company') }, { references: { street: 'street' } }),
  entity(
    'petition',
    { id: text, unit: text, level: code('ordinary', 'skip'), on: date, replied: date },
    { references: { unit: 'unit' } },
  ),
  entity(
    'report',
    { id: text, unit: text, month: month },
    {
      references: { unit: 'unit' },
      reports: { reference: 'unit', month: 'month' },
    },
  ),
];
const skip = select('petition', { during: 'on', where: is('level', '=', 'skip'), reportedBy: 'report' });
const facts = [
  fact('skips', 'unit', count, { kind: 'count', ...skip }),
  fact('late', 'unit', count, { kind: 'failures', rule: 'replied', ...select('petition', { during: 'on' }) }),
  fact('answered', 'unit', fraction, {
    kind: 'share',
    that: known('replied'),
    ...select('petition', { during: 'on' }),
  }),
  fact('all-answered', 'unit', truth, {
    kind: 'every',
    that: known('replied'),
    ...select('petition', { during: 'on' }),
  }),
  fact('any-skip', 'unit', truth, {
    kind: 'any',
    that: is('level', '=', 'skip'),
    ...select('petition', { during: 'on' }),
  }),
  fact(
    'last-level',
    'unit',
    { kind: 'text' },
    { kind: 'latest', element: path('level'), ...select('petition', { during: 'on' }) },
  ),
  fact('days', 'petition', number('integer'), { kind: 'days', from: path('on'), to: path('replied'), open: 'as-of' }),
  fact('twice', 'unit', count, { kind: 'total', of: [path('skips'), path('late')] }),
];
const skipless = rule('skipless', 'unit', is('skips', '=', 0), { when: is('kind', '=', 'village') });
const replied = rule('replied', 'petition', is('days', '≤', { kind: 'parameter', parameter: 'reply-days' }), {
  during: 'on',
  when: is('level', '=', 'ordinary'),
});
const answered = rule('answered', 'unit', is('answered', '≥', 0.5));

function world(more: { rules?: readonly Rule[]; waivers?: readonly Waiver[] } = {}) {
  return model(entities, {
    facts,
    rules: [skipless, replied, answered, ...(more.rules ?? [])],
    standards: [
      standard('unsure-street', 'street', [{ kind: 'records', rule: 'unsure', link: ['street'] }]),
      standard('zero', 'unit', [
        { kind: 'rule', rule: 'skipless' },
        { kind: 'records', rule: 'replied', link: ['unit'] },
      ]),
      standard('answering', 'unit', [{ kind: 'rule', rule: 'answered' }]),
      standard('both', 'unit', [
        { kind: 'standard', standard: 'zero' },
        { kind: 'standard', standard: 'answering' },
      ]),
      standard('street-zero', 'street', [{ kind: 'records', rule: 'skipless', link: ['street'] }]),
    ],
    waivers: more.waivers ?? [],
    parameters: {
      'reply-days': [
        ['2020-01-01', 7],
        ['2022-07-01', 5],
      ],
    },
  });
}

const units = [
  { id: 'u1', street: 's1', kind: 'village' },
  { id: 'u2', street: 's1', kind: 'company' },
];
const reports = Array.from({ length: 12 }, (_, index) => ({
  id: `r${index}`,
  unit: 'u1',
  month: addMonths('2021-01-01', index),
}));
const base: Given = { street: [{ id: 's1' }], unit: units, report: reports };
const petition = (id: string, cells: Readonly<Record<string, string | null>> = {}) => ({
  id,
  unit: 'u1',
  level: 'ordinary',
  on: '2021-03-01',
  replied: '2021-03-08',
  ...cells,
});

function district(
  given: Given,
  more: { rules?: readonly Rule[]; waivers?: readonly Waiver[]; period?: string; asOf?: string } = {},
): Interpretation {
  return look(world(more), { ...base, ...given }, during(more.period ?? '2021', more.asOf));
}

async function verdict(of: Interpretation, name: string, subject = 'u1'): Promise<Verdict> {
  return (await of.rule(name, subject)).verdict;
}

describe('a rule', () => {
  it('passes, fails, does not apply, or is undetermined', async () => {
    assert.equal(await verdict(district({}), 'skipless'), 'pass');
    assert.equal(await verdict(district({ petition: [petition('p1', { level: 'skip' })] }), 'skipless'), 'fail');
    assert.equal(await verdict(district({}), 'skipless', 'u2'), 'not-applicable');
    assert.equal(await verdict(district({ unit: [{ id: 'u1' }] }), 'skipless'), 'undetermined');
  });

  it('does not take a missing report, file or cell for zero, nor let anybody hide by not reporting', async () => {
    const unreported: Given = { report: reports.slice(1) };
    assert.equal(await verdict(district(unreported), 'skipless'), 'undetermined');
    assert.equal(
      await verdict(district({ ...unreported, petition: [petition('p1', { level: 'skip' })] }), 'skipless'),
      'fail',
    );
    assert.equal(await verdict(district({ petition: 'missing' }), 'skipless'), 'undetermined');
    assert.equal(await verdict(district({ report: 'missing' }), 'skipless'), 'undetermined');
    assert.equal(await verdict(district({ petition: [petition('p1', { level: null })] }), 'skipless'), 'undetermined');
    assert.equal(
      await verdict(district({ petition: [petition('p1', { level: 'skip', on: null })] }), 'skipless'),
      'undetermined',
    );
  });

  it('about what is empty does not apply, unless something unknown leaves it open too', async () => {
    assert.equal(await verdict(district({}), 'answered'), 'not-applicable');
    assert.equal(await verdict(district({ petition: 'missing' }), 'answered'), 'undetermined');
    const mixed = rule('mixed', 'unit', all(is('answered', '≥', 0.5), is('kind', '=', 'village')));
    assert.equal(await verdict(district({}, { rules: [mixed] }), 'mixed'), 'not-applicable');
    assert.equal(await verdict(district({ unit: [{ id: 'u1' }] }, { rules: [mixed] }), 'mixed'), 'undetermined');
    assert.equal(
      await verdict(district({ unit: [{ id: 'u1', kind: 'company' }] }, { rules: [mixed] }), 'mixed'),
      'fail',
    );
    const unsure = rule('unsure', 'unit', is('answered', '≥', 0.5), { when: is('kind', '=', 'village') });
    assert.equal(await verdict(district({ unit: [{ id: 'u1' }] }, { rules: [unsure] }), 'unsure'), 'not-applicable');
    const inShort = district({ unit: [{ id: 'u1', street: 's1' }] }, { rules: [unsure] });
    assert.deepEqual((await inShort.standard('unsure-street', 's1')).requires, [
      { name: 'unsure', verdict: 'not-applicable' },
    ]);
    const applies = rule('applies', 'unit', is('kind', '=', 'company'), { when: is('answered', '≥', 0.5) });
    assert.equal(await verdict(district({}, { rules: [applies] }), 'applies'), 'not-applicable');
  });

  it('about records places them by their date', async () => {
    const of = (cells: Readonly<Record<string, string | null>>, asOf?: string) =>
      verdict(district({ petition: [petition('p1', cells)] }, asOf === undefined ? {} : { asOf }), 'replied', 'p1');
    assert.equal(await of({}), 'pass');
    assert.equal(await of({ replied: '2021-03-09' }), 'fail');
    assert.equal(await of({ on: '2020-12-31' }), 'not-applicable');
    assert.equal(await of({ on: null }), 'undetermined');
    assert.equal(await of({ replied: null }), 'fail');
    assert.equal(await of({ replied: null }, '2021-03-08'), 'pass');
    assert.equal(await of({ replied: null }, '2021-03-09'), 'fail');
    // January assessed again in June gives January's verdicts: the reply of 20 March is still open on the 8th.
    assert.equal(await of({ replied: '2021-03-20' }, '2021-03-08'), 'pass');
    assert.equal(await of({ on: '2021-03-02' }, '2021-03-01'), 'not-applicable');
    assert.equal(await of({ level: 'skip' }), 'not-applicable');
    assert.equal(await of({ level: null }), 'undetermined');
  });

  it('takes a parameter as it was on the day judged', async () => {
    const given: Given = { petition: [petition('p1', { on: '2022-06-01', replied: '2022-06-08' })] };
    assert.equal(await verdict(district(given, { period: '2022-06' }), 'replied', 'p1'), 'pass');
    assert.equal(await verdict(district(given, { period: '2022' }), 'replied', 'p1'), 'fail');
    assert.equal(await verdict(district(given, { period: '2022', asOf: '2022-06-30' }), 'replied', 'p1'), 'pass');
    assert.equal(await verdict(district(given, { period: '2022', asOf: '2022-07-01' }), 'replied', 'p1'), 'fail');
    assert.equal(await verdict(district(given, { period: '2022-06', asOf: '2023-01-31' }), 'replied', 'p1'), 'pass');
  });

  it('is waived where it fails or is undetermined, while the waiver is in force on the day judged', async () => {
    const waiver: Waiver = {
      rule: 'skipless',
      entity: 'unit',
      subject: 'u1',
      reason: 'flood',
      approvedBy: 'office',
      from: '2021-10-01',
      until: '2021-12-31',
    };
    const other: Waiver = { ...waiver, subject: 'u9' };
    const failing: Given = { petition: [petition('p1', { level: 'skip' })] };
    const of = (given: Given, more: { period?: string; asOf?: string } = {}) =>
      district(given, { waivers: [other, waiver], ...more }).rule('skipless', 'u1');
    const waived = await of(failing);
    assert.equal(waived.verdict, 'waived');
    assert.deepEqual(waived.waived, { from: 'fail', waiver: 1 });
    assert.equal((await of({ petition: 'missing' })).verdict, 'waived');
    assert.equal((await of({})).verdict, 'pass');
    assert.equal((await of({})).waived, null);
    assert.equal((await of(failing, { period: '2022' })).verdict, 'undetermined');
    assert.equal((await of(failing, { period: '2021', asOf: '2021-09-30' })).verdict, 'fail');
    assert.equal((await of({ ...failing, unit: [{ id: 'u1', kind: 'company' }] })).verdict, 'not-applicable');
  });
});

describe('a standard', () => {
  const of = async (given: Given, name: string, subject = 'u1', waivers: readonly Waiver[] = []) =>
    (await district(given, { waivers }).standard(name, subject)).verdict;

  it('fails if a requirement fails, else is undetermined if one is, else passes if one applies', async () => {
    assert.equal(await of({}, 'zero'), 'pass');
    assert.equal(await of({ petition: [petition('p1', { level: 'skip' })] }, 'zero'), 'fail');
    assert.equal(await of({ petition: [petition('p1')] }, 'zero'), 'pass');
    assert.equal(await of({ petition: [petition('p1'), petition('p2', { replied: null })] }, 'zero'), 'fail');
    assert.equal(await of({ petition: [petition('p1'), petition('p2', { on: null })] }, 'zero'), 'undetermined');
    assert.equal(await of({}, 'zero', 'u2'), 'not-applicable');
  });

  it('is undetermined where the file of the records is missing, unless it fails', async () => {
    const missing = await district({ petition: 'missing' }).standard('zero', 'u1');
    assert.equal(missing.verdict, 'undetermined');
    assert.deepEqual(missing.requires, [
      { name: 'skipless', verdict: 'undetermined' },
      { name: 'replied', verdict: 'undetermined' },
    ]);
    assert.equal(await of({ petition: 'missing' }, 'zero', 'u2'), 'undetermined');
  });

  it('may require standards; what does not apply does not count', async () => {
    assert.equal(await of({}, 'both'), 'pass');
    assert.equal(await of({ petition: [petition('p1', { replied: null, level: 'skip' })] }, 'both'), 'fail');
    assert.equal(await of({}, 'both', 'u2'), 'not-applicable');
    assert.equal(await of({}, 'street-zero', 's1'), 'pass');
  });

  it('passes where what fails is waived', async () => {
    const waiver: Waiver = {
      rule: 'replied',
      entity: 'petition',
      subject: 'p1',
      reason: 'flood',
      approvedBy: 'office',
      from: '2021-01-01',
      until: '2021-12-31',
    };
    const late: Given = { petition: [petition('p1', { replied: null })] };
    assert.equal(await of(late, 'zero'), 'fail');
    assert.equal(await of(late, 'zero', 'u1', [waiver]), 'pass');
  });
});

describe('the reason', () => {
  const given: Given = {
    petition: [
      petition('p1'),
      petition('p2', { level: 'skip' }),
      petition('p10', { level: 'skip' }),
      petition('p3', { replied: null }),
      petition('p4', { level: null }),
      petition('p5', { level: 'skip', on: '2020-05-05' }),
    ],
    report: reports.slice(2),
  };
  const evidence = async (require: Rule['require'], more: Given = {}) =>
    (await district({ ...given, ...more }, { rules: [rule('asked', 'unit', require)] }).rule('asked', 'u1')).evidence;

  it('shows each leaf with its facts, the records behind them, the doubtful ones and the months not reported', async () => {
    const { require, when, placed } = await district(given).rule('skipless', 'u1');
    assert.equal(placed, 'true');
    assert.equal(when?.truth, 'true');
    assert.ok(require.kind === 'leaf');
    assert.equal(require.truth, 'false');
    const [skips] = require.facts;
    assert.ok(skips?.value.kind === 'number');
    assert.deepEqual([skips.value.range.low?.toFraction(), skips.value.range.high], ['2', null]);
    assert.deepEqual(skips.path, path('skips'));
    assert.deepEqual(skips.records, [
      { entity: 'petition', keys: ['p10', 'p2'], doubtful: ['p4'], unreported: ['2021-01', '2021-02'] },
    ]);
  });

  it('is the records behind the leaves that decide, each once, by code point', async () => {
    assert.deepEqual(await evidence(is('skips', '=', 0)), ['p10', 'p2']);
    assert.deepEqual(await evidence(is('late', '=', 0)), ['p3']);
    assert.deepEqual(await evidence(is('answered', '≥', 1)), ['p3']);
    assert.deepEqual(await evidence({ kind: 'holds', fact: path('all-answered') }), ['p3']);
    assert.deepEqual(await evidence(no({ kind: 'holds', fact: path('any-skip') })), ['p10', 'p2']);
    assert.deepEqual(await evidence(is('last-level', '=', 'skip'), { petition: [petition('p1'), petition('p7')] }), [
      'p7',
    ]);
    assert.deepEqual(await evidence(is('twice', '<', 1)), ['p10', 'p2', 'p3']);
    assert.deepEqual(await evidence(all(is('skips', '=', 0), is('twice', '=', 0))), ['p10', 'p2', 'p3']);
    assert.deepEqual(await evidence(is('kind', '=', 'company')), ['u1']);
    assert.deepEqual(
      await evidence(is('skips', '=', { kind: 'fact', fact: path('late') }), {
        petition: [petition('p1'), petition('p3', { replied: null })],
        report: reports,
      }),
      ['p3'],
    );
  });

  it('leaves out what does not decide', async () => {
    const [skips, late, kind] = [is('skips', '=', 0), is('late', '=', 0), is('kind', '=', 'village')];
    assert.deepEqual(await evidence(all(skips, late, kind)), ['p10', 'p2', 'p3']);
    assert.deepEqual(await evidence(all(kind, late)), ['p3']);
    assert.deepEqual(await evidence(any(skips, late)), ['p10', 'p2', 'p3']);
    assert.deepEqual(await evidence(no(any(is('skips', '>', 0), is('late', '>', 5)))), ['p10', 'p2']);
    assert.deepEqual(await evidence(no(all(is('skips', '>', 0), is('late', '>', 0)))), ['p10', 'p2', 'p3']);
    assert.deepEqual(await evidence({ kind: 'shared', name: 'both', of: all(late, kind) }), ['p3']);
  });

  it('is given for failures only', async () => {
    assert.deepEqual(await evidence(is('skips', '≥', 0)), []);
    assert.deepEqual(await evidence(is('skips', '=', 5)), []);
  });
});

describe('an interpretation', () => {
  it('answers many questions at once as it answers them one by one', async () => {
    const given: Given = {
      unit: Array.from({ length: 20 }, (_, index) => ({
        id: `u${index}`,
        street: 's1',
        kind: index % 2 === 0 ? 'village' : 'company',
      })),
      petition: Array.from({ length: 60 }, (_, index) =>
        petition(`p${index}`, {
          unit: `u${index % 20}`,
          level: index % 3 === 0 ? 'skip' : 'ordinary',
          replied: index % 7 === 0 ? null : '2021-03-09',
        }),
      ),
      report: [],
    };
    const names = ['skipless', 'answered'];
    const atOnce = district(given);
    const together = await Promise.all(
      atOnce.subjects('unit').flatMap((subject) => names.map((name) => verdict(atOnce, name, subject))),
    );
    const alone: Verdict[] = [];
    for (const subject of atOnce.subjects('unit')) {
      for (const name of names) alone.push(await verdict(district(given), name, subject));
    }
    assert.deepEqual(together, alone);
    assert.ok(new Set(together).size > 2);
  });

  it('looks only at what it is asked for', async () => {
    const broken = {
      state: 'present',
      get rows(): never {
        throw new Error('read');
      },
    } as const;
    const tables = new Map(dataset(world(), base)).set('petition', broken);
    const lazy = interpret(world(), tables, during('2021'));
    assert.deepEqual(lazy.subjects('unit'), ['u1', 'u2']);
    assert.equal((await lazy.fact('unit', 'u1', path('kind'))).value.kind, 'text');
    await assert.rejects(lazy.fact('unit', 'u1', path('skips')), /read/);
  });
});
