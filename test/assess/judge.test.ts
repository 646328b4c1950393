import assert from 'node:assert/strict';
import { moment, parsePeriods } from '../../engine/calendar/period.ts';
import { ZhunshengError } from '../../engine/diagnostics/error.ts';
import type { Condition } from '../../engine/model/condition.ts';
import type { Model, Rollup, Rule } from '../../engine/model/policy.ts';
import { base, district, event, u1 } from '../interpret/district.ts';
import {
  code,
  count,
  date,
  decimal,
  during,
  entity,
  fact,
  integer,
  is,
  model,
  no,
  number,
  path,
  rule,
  select,
  standard,
  text,
} from '../interpret/world.ts';
import { judged } from '../sql/judged.ts';

const few = fact('few', 'unit', count, { kind: 'count', ...select('event', { during: 'on' }) });
const quiet = rule('quiet', 'unit', is('few', '=', 0), {
  message: {
    zh: [],
    en: [
      { kind: 'fact', fact: path('few') },
      { kind: 'text', text: ' events' },
    ],
  },
  responsible: ['unit', 'street'],
  cites: 'guide.md#quiet',
});
const mild = rule('mild', 'event', is('level', '=', 'low'), { during: 'on' });
const peace = standard('peace', 'unit', [
  { kind: 'rule', rule: 'quiet' },
  { kind: 'records', rule: 'mild', link: ['unit'] },
]);

describe('Judging staged data', () => {
  const of = model(district, { facts: [few], rules: [quiet, mild], standards: [peace] });

  it('leaves the verdicts of each entity, the standings and the findings', async () => {
    const given = {
      ...base,
      unit: [u1, { id: 'u0', street: 's1', since: '2020-01-01' }],
      event: [event('e2', { level: 'high' }), event('e1', { level: 'low' }), event('e3', { on: '2020-01-01' })],
    };
    const { rows } = await judged(of, given, during('2021'));
    assert.deepEqual(await rows('SELECT * FROM run.verdicts_unit'), [
      { period: '2021', subject: 'u0', quiet: 'pass' },
      { period: '2021', subject: 'u1', quiet: 'fail' },
    ]);
    assert.deepEqual(await rows('SELECT * FROM run.verdicts_event'), [
      { period: '2021', subject: 'e1', mild: 'pass' },
      { period: '2021', subject: 'e2', mild: 'fail' },
    ]);
    assert.deepEqual(await rows('SELECT * FROM run.standings'), [
      { period: '2021', entity: 'unit', subject: 'u0', standard: 'peace', verdict: 'pass', score: null },
      { period: '2021', entity: 'unit', subject: 'u1', standard: 'peace', verdict: 'fail', score: null },
    ]);
    const told = { period: '2021', severity: 'veto', remedy: '' };
    assert.deepEqual(await rows('SELECT * FROM run.findings'), [
      {
        ...told,
        entity: 'event',
        subject: 'e2',
        rule: 'mild',
        message: '',
        responsible: '',
        evidence: 'e2',
        cites: null,
      },
      {
        ...told,
        entity: 'unit',
        subject: 'u1',
        rule: 'quiet',
        message: '2 events',
        responsible: 'unit;street',
        evidence: 'e1;e2',
        cites: 'guide.md#quiet',
      },
    ]);
  });

  it('says of a standard what its records say, and undetermined where their file is missing', async () => {
    const only = model(district, { rules: [mild], standards: [{ ...peace, requires: peace.requires.slice(1) }] });
    const standing = async (event: Parameters<typeof judged>[1][string]): Promise<unknown> => {
      const { rows } = await judged(only, { ...base, event }, during('2021'));
      return (await rows('SELECT verdict FROM run.standings'))[0]?.verdict;
    };
    assert.equal(await standing([]), 'not-applicable');
    assert.equal(await standing([event('e1', { level: 'low' })]), 'pass');
    assert.equal(await standing([event('e1', { level: 'low' }), event('e2')]), 'undetermined');
    assert.equal(await standing([event('e1', { level: 'high' }), event('e2')]), 'fail');
    assert.equal(await standing('missing'), 'undetermined');
  });

  it('takes each month of a range by its own rules, which have no verdict in other months', async () => {
    const later = model(district, { facts: [few], rules: [quiet, rule('later', 'unit', is('few', '<', 9))] });
    const moments = (parsePeriods('2021-04..2021-06') ?? []).map((period) => moment(period));
    const given = { ...base, event: [event('e1')] };
    const { rows } = await judged(of, given, moments, { modelOn: (day) => (day < '2021-06-01' ? of : later) });
    assert.deepEqual(await rows('SELECT * FROM run.verdicts_unit'), [
      { period: '2021-04', subject: 'u1', quiet: 'pass', later: null },
      { period: '2021-05', subject: 'u1', quiet: 'fail', later: null },
      { period: '2021-06', subject: 'u1', quiet: 'pass', later: 'pass' },
    ]);
  });

  it('judges a unit only while it exists, and by what it is then', async () => {
    const versions = model(district, { rules: [rule('village', 'unit', is('kind', '=', 'village'))] });
    const unit = [
      { ...u1, kind: 'village', until: '2021-02-15' },
      { ...u1, kind: 'company', since: '2021-02-16', until: '2021-03-31' },
    ];
    const moments = (parsePeriods('2021-01..2021-04') ?? []).map((period) => moment(period));
    const { rows } = await judged(versions, { ...base, unit }, moments);
    assert.deepEqual(await rows('SELECT period, village FROM run.verdicts_unit'), [
      { period: '2021-01', village: 'pass' },
      { period: '2021-02', village: 'fail' },
      { period: '2021-03', village: 'fail' },
    ]);
  });

  it('waives a failure and an undetermined verdict, and no other, while the waiver is in force', async () => {
    const waiver = {
      ...{ rule: 'quiet', entity: 'unit', subject: 'u1', reason: 'flood', approvedBy: 'office' },
      ...{ from: '2021-05-01', until: '2021-05-31' },
    };
    const waived = model(district, { facts: [few], rules: [quiet], standards: [], waivers: [waiver] });
    const quietly = async (period: string, on: string | null, asOf?: string): Promise<unknown> => {
      const { rows } = await judged(waived, { ...base, event: [event('e1', { on })] }, during(period, asOf));
      return (await rows('SELECT quiet FROM run.verdicts_unit'))[0]?.quiet;
    };
    assert.equal(await quietly('2021-05', '2021-05-05'), 'waived');
    assert.equal(await quietly('2021-05', null), 'waived');
    assert.equal(await quietly('2021-05', '2021-04-05'), 'pass');
    assert.equal(await quietly('2021-06', '2021-06-05'), 'fail');
    assert.equal(await quietly('2021', '2021-06-05'), 'fail');
    assert.equal(await quietly('2021', '2021-05-05', '2021-05-20'), 'waived');
  });

  it('ranks groups by their exact share, ties alike, and leaves out those where nothing was assessed', async () => {
    const shops = entity('shop', { id: text, street: text, kind: code('a', 'b', 'c', 'd', 'e'), debts: integer });
    const honest: Rule = rule('honest', 'shop', is('debts', '=', 0), { when: no(is('kind', '=', 'e')) });
    const rollup: Rollup = {
      ...{ name: 'by-kind', title: { zh: '', en: '' }, policy: 'test', standard: 'fair', by: path('kind') },
      show: ['rate', 'rank'],
    };
    const ranked: Model = {
      ...model([shops], { rules: [honest], standards: [standard('fair', 'shop', [{ kind: 'rule', rule: 'honest' }])] }),
      rollups: new Map([['by-kind', rollup]]),
    };
    const shop = (
      [
        ['a', 0, 0, 1],
        ['b', 0, 0, 0, 0, 1, 1],
        ['c', 0],
        ['d', 0, 1, null],
        ['e', 1],
      ] as const
    ).flatMap(([kind, ...debts]) => debts.map((debt, i) => ({ id: `${kind}${i}`, kind, debts: debt })));
    const { rows } = await judged(ranked, { shop }, during('2021'));
    const shown = await rows(
      'SELECT "group", assessed, passed, failed, undetermined, rate::VARCHAR AS rate, rank FROM run.rollups ORDER BY 1',
    );
    assert.deepEqual(
      shown.map((row) => Object.values(row).join(' ')),
      ['a 3 2 1 0 0.666667 2', 'b 6 4 2 0 0.666667 2', 'c 1 1 0 0 1.000000 1', 'd 3 1 1 1 0.333333 4', 'e 0 0 0 0  '],
    );
  });

  it('can be done again in the same database', async () => {
    await judged(of, { ...base, event: [event('e1')] }, during('2021'));
    const { rows } = await judged(of, base, during('2021'));
    assert.deepEqual(await rows('SELECT * FROM run.findings'), []);
    assert.deepEqual(await rows('SELECT quiet FROM run.verdicts_unit'), [{ quiet: 'pass' }]);
  });

  it('gives the same rows in the same order, whatever the order of the data', async () => {
    const event_ = [event('e1'), event('e2', { on: null }), event('e3', { level: 'high' })];
    const unit = ['u3', 'u1', 'u2', 'u10'].map((id) => ({ ...u1, id }));
    const result = async (turn: boolean): Promise<unknown> => {
      const given = { ...base, unit: turn ? unit.toReversed() : unit, event: turn ? event_.toReversed() : event_ };
      const { rows } = await judged(of, given, during('2021'));
      return Promise.all(['verdicts_unit', 'standings', 'findings'].map((name) => rows(`SELECT * FROM run.${name}`)));
    };
    assert.deepEqual(await result(true), await result(false));
  });
});

describe('Judging stops with a diagnostic', () => {
  const stops = async (work: Promise<unknown>, code: string): Promise<void> => {
    await assert.rejects(work, (error: unknown) => {
      assert.ok(error instanceof ZhunshengError, String(error));
      assert.equal(error.code, code);
      return true;
    });
  };

  it('where numbers are too large to be compared exactly, without telling them', async () => {
    const accounts = entity('account', { id: text, unit: text, paid: decimal }, { references: { unit: 'unit' } });
    const units = entity('unit', { id: text });
    const total = fact('total', 'unit', number('decimal'), {
      kind: 'sum',
      ...select('account'),
      element: path('paid'),
    });
    // A hundred times as much at each step: at the sixth no type of the database holds it.
    const steps = ['once', 'twice', 'thrice', 'again', 'more', 'most'].map((name, i, names) => {
      const of = Array.from({ length: 100 }, () => path(i === 0 ? 'total' : (names[i - 1] as string)));
      return fact(name, 'unit', number('decimal'), { kind: 'total', of });
    });
    const of = model([units, accounts], {
      facts: [total, ...steps],
      rules: [rule('rich', 'unit', is('most', '>', 1))],
    });
    const account = Array.from({ length: 900 }, (_, i) => ({ id: `a${i}`, unit: 'u1', paid: '999999999999999999.5' }));
    await assert.rejects(judged(of, { unit: [{ id: 'u1' }], account }, during('2021')), (error: unknown) => {
      assert.ok(error instanceof ZhunshengError, String(error));
      assert.equal(error.code, 'ZS5041');
      assert.doesNotMatch(error.diagnostic.message.en, /99999/);
      return true;
    });
  });

  it('where the as-of date lies outside the calendar and workdays count', async () => {
    const cases = entity('case', { id: text, opened: date, closed: date });
    const took = fact('took', 'case', number('integer'), {
      ...{ kind: 'workdays', from: path('opened'), to: path('closed') },
      open: 'as-of',
    });
    const of = model([cases], { facts: [took], rules: [rule('soon', 'case', is('took', '≤', 3))] });
    await stops(judged(of, { case: [] }, during('2199')), 'ZS5042');
    const { rows } = await judged(
      of,
      { case: [{ id: 'c1', opened: '2021-09-30', closed: '2021-10-09' }] },
      during('2021'),
    );
    assert.deepEqual(await rows('SELECT soon FROM run.verdicts_case'), [{ soon: 'pass' }]);
  });

  it('where conditions of conditions grow beyond measure, at once', async () => {
    const doubled = Array.from({ length: 60 }).reduce<Condition>(
      (of, _, i) => {
        const shared: Condition = { kind: 'shared', name: `c${i}`, of };
        return { kind: 'any', of: [shared, shared] };
      },
      is('few', '=', 0),
    );
    await stops(
      judged(model(district, { facts: [few], rules: [rule('r', 'unit', doubled)] }), base, during('2021')),
      'ZS5044',
    );
  });
});
