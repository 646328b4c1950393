import assert from 'node:assert/strict';
import type { Fact, FactType } from '../../engine/model/fact.ts';
import type { Model } from '../../engine/model/policy.ts';
import { amount, base, district, event, type Row, show } from './district.ts';
import {
  code,
  count,
  during,
  fact,
  type Given,
  is,
  look,
  model,
  number,
  path,
  points,
  rule,
  select,
  standard,
} from './world.ts';

describe('a stock', () => {
  const stock = (at: 'start' | 'end', given: Given, more: { period?: string; asOf?: string } = {}): Promise<string> =>
    amount({ kind: 'stock', ...select('event'), entered: path('on'), left: path('ended'), at }, given, more);

  it('is what has entered by the end of the period and not left', async () => {
    const events = (cells: Row): Given => ({ event: [event('a', cells)] });
    const table: readonly (readonly [on: string | null, ended: string | null, end: string])[] = [
      ['2021-12-31', null, '1'],
      ['2022-01-01', null, '0'],
      ['2019-05-05', null, '1'],
      ['2021-05-05', '2021-12-31', '0'],
      ['2021-05-05', '2022-01-01', '1'],
      [null, null, '[0, 1]'],
      [null, '2021-05-05', '[0, 1]'],
    ];
    for (const [on, ended, end] of table) {
      assert.equal(await stock('end', events({ on, ended }), { asOf: '2022-06-30' }), end, `${on} ${ended}`);
    }
  });

  it('before the period it is what was there the day before its first', async () => {
    const given: Given = {
      event: [
        event('entered-then', { on: '2020-12-31' }),
        event('entered-later', { on: '2021-01-01' }),
        event('left-then', { on: '2020-05-05', ended: '2020-12-31' }),
        event('left-later', { on: '2020-05-05', ended: '2021-01-01' }),
      ],
    };
    assert.equal(await stock('start', given), '2');
    assert.equal(await stock('end', given), '2');
    assert.equal(await stock('end', given, { asOf: '2021-01-01' }), '2');
    assert.equal(await stock('start', given, { period: '2021-02' }), '2');
  });

  it('has a top only where the reports are there, and the members behind it', async () => {
    const stockOf = { kind: 'stock', entered: path('on'), left: path('ended'), at: 'end' } as const;
    const reported = { ...stockOf, ...select('event', { reportedBy: 'report', where: is('level', '=', 'high') }) };
    const given: Given = {
      event: [event('a', { level: 'high' }), event('b', { level: 'low' }), event('c')],
      report: [],
    };
    assert.equal(await amount(reported, given, { period: '2021-05' }), '[1, …]');
    const world = model(district, { facts: [fact('open', 'unit', count, { ...stockOf, ...select('event') })] });
    const found = await look(world, { ...base, ...given }, during('2021-05')).fact('unit', 'u1', path('open'));
    assert.deepEqual(
      found.records.map(({ keys }) => keys),
      [['a', 'b', 'c']],
    );
  });
});

const verdictCodes: FactType = code('pass', 'fail', 'waived') as FactType;
const calm = rule('calm', 'unit', is('loss', '=', 0), { when: is('kind', '≠', 'company') });
const staffed = rule('staffed', 'unit', is('staff', '≥', 3));
const small = rule('small', 'unit', is('staff', '≤', 9));
const loss: Fact = fact('loss', 'unit', count, { kind: 'sum', ...select('event'), element: path('lost') });

function unitWorld(parts: Parameters<typeof model>[1]): Model {
  return model(district, { rules: [calm, staffed, small], ...parts, facts: [loss, ...(parts.facts ?? [])] });
}

function unitOf(id: string, cells: Readonly<Record<string, string | number>>) {
  return { id, street: 's1', since: '2020-01-01', kind: 'village', ...cells };
}

async function values(world: Model, given: Given, name: string, period = '2021'): Promise<readonly string[]> {
  const found = look(world, { street: [{ id: 's1' }, { id: 's2' }], ...given }, during(period));
  const shown: string[] = [];
  for (const unit of found.subjects('unit')) shown.push(show((await found.fact('unit', unit, path(name))).value));
  return shown;
}

describe('a verdict as a fact', () => {
  const given: Given = {
    unit: [
      unitOf('u1', { staff: 3 }),
      unitOf('u2', { staff: 2 }),
      unitOf('u3', {}),
      unitOf('u4', { kind: 'company', staff: 2 }),
    ],
    event: [event('a', { unit: 'u1', lost: 2 })],
  };

  it('is the code of a rule: unknown where undetermined, empty where it does not apply', async () => {
    const world = unitWorld({
      facts: [
        fact('calm-state', 'unit', verdictCodes, { kind: 'verdict', of: 'rule', name: 'calm' }),
        fact('staff-state', 'unit', verdictCodes, { kind: 'verdict', of: 'rule', name: 'staffed' }),
      ],
    });
    assert.deepEqual(await values(world, given, 'calm-state'), ['fail', 'pass', 'pass', 'empty']);
    assert.deepEqual(await values(world, given, 'staff-state'), ['pass', 'fail', 'unknown', 'fail']);
  });

  it('is the code of a standard, and may be asked about by rules', async () => {
    const both = standard('both', 'unit', [
      { kind: 'rule', rule: 'calm' },
      { kind: 'rule', rule: 'staffed' },
    ]);
    const world = unitWorld({
      facts: [fact('state', 'unit', verdictCodes, { kind: 'verdict', of: 'standard', name: 'both' })],
      rules: [calm, staffed, rule('fine', 'unit', is('state', '=', 'pass'))],
      standards: [both],
    });
    assert.deepEqual(await values(world, given, 'state'), ['fail', 'fail', 'unknown', 'fail']);
    const found = await look(world, { ...base, ...given }, during('2021')).rule('fine', 'u1');
    assert.equal(found.verdict, 'fail');
    assert.deepEqual(found.evidence, ['u1']);
  });
});

describe('a score', () => {
  const requires = (['calm', 'staffed', 'small'] as const).map((name) => ({ kind: 'rule', rule: name }) as const);
  const scored = (less: Readonly<Record<string, number | string>>, full: number | string = 100): Model =>
    unitWorld({
      facts: [fact('score', 'unit', number('decimal'), { kind: 'score', standard: 'all' })],
      standards: [
        standard('all', 'unit', requires, {
          full: points(full),
          less: new Map(Object.entries(less).map(([name, given]) => [name, points(given)])),
        }),
      ],
      parameters: { full: [['2021-01-01', 50]], 'late-points': [['2022-01-01', 5]] },
    });
  const events: Given = { event: [event('a', { unit: 'u2', lost: 1 }), event('b', { unit: 'u3', lost: 1 })] };

  it('is the full number less the points of each requirement that fails, never below 0', async () => {
    const given: Given = {
      ...events,
      unit: [unitOf('u1', { staff: 5 }), unitOf('u2', { staff: 5 }), unitOf('u3', { staff: 2 })],
    };
    assert.deepEqual(await values(scored({ calm: 40, staffed: 30.5 }), given, 'score'), ['100', '60', '59/2']);
    assert.deepEqual(await values(scored({ calm: 80, staffed: 30 }), given, 'score'), ['100', '20', '0']);
    assert.deepEqual(await values(scored({ calm: 5 }, 'full'), given, 'score'), ['50', '45', '45']);
    assert.deepEqual(await values(scored({}), given, 'score'), ['100', '100', '100']);
  });

  it('is a range where a requirement is undetermined beside one that fails, unknown where nothing fails', async () => {
    const given: Given = { ...events, unit: [unitOf('u1', {}), unitOf('u2', {})] };
    assert.deepEqual(await values(scored({ calm: 40, staffed: 30, small: 40 }), given, 'score'), [
      'unknown',
      '[0, 60]',
    ]);
    assert.deepEqual(await values(scored({ calm: 40 }), given, 'score'), ['unknown', '60']);
  });

  it('is unknown where a parameter has no value yet, and empty where nothing applies', async () => {
    const given: Given = { ...events, unit: [unitOf('u2', { staff: 5 })] };
    assert.deepEqual(await values(scored({ calm: 'late-points' }), given, 'score'), ['unknown']);
    assert.deepEqual(await values(scored({ calm: 'late-points' }), given, 'score', '2022'), ['95']);
    const nothing = unitWorld({
      facts: [fact('score', 'unit', count, { kind: 'score', standard: 'only' })],
      standards: [standard('only', 'unit', [{ kind: 'rule', rule: 'calm' }], { full: points(9), less: new Map() })],
    });
    assert.deepEqual(await values(nothing, { unit: [unitOf('u1', { kind: 'company' })] }, 'score'), ['empty']);
  });

  it('stands beside the standard', async () => {
    const found = await look(scored({ calm: 40 }), { unit: [unitOf('u2', { staff: 5 })], ...events }, during('2021'));
    const { score, verdict } = await found.standard('all', 'u2');
    assert.equal(verdict, 'fail');
    assert.equal(score && show(score), '60');
  });
});

describe('a rank', () => {
  const ranked = (order: 'ascending' | 'descending', among: string | null = null, by = 'staff'): Model =>
    unitWorld({
      facts: [
        fact('none', 'unit', count, { kind: 'average', ...select('event'), element: path('lost') }),
        fact('place', 'unit', count, {
          kind: 'rank',
          by: path(by),
          among: among === null ? null : path(among),
          order,
        }),
      ],
    });
  const staff = (...numbers: readonly (number | null)[]): Given => ({
    unit: numbers.map((each, index) => unitOf(`u${index}`, each === null ? {} : { staff: each })),
  });

  it('begins with 1 for the greatest or the least; those who tie share it', async () => {
    const given = staff(5, 9, 5, 1);
    assert.deepEqual(await values(ranked('descending'), given, 'place'), ['2', '1', '2', '4']);
    assert.deepEqual(await values(ranked('ascending'), given, 'place'), ['2', '4', '2', '1']);
    assert.deepEqual(await values(ranked('descending'), staff(3, 3), 'place'), ['1', '1']);
  });

  it('counts only those whose number is known', async () => {
    assert.deepEqual(await values(ranked('descending'), staff(null, 9, 5), 'place'), ['unknown', '1', '2']);
    const given: Given = {
      ...staff(1, 2, 3),
      event: [event('a', { unit: 'u0', lost: 4 }), event('b', { unit: 'u1' })],
    };
    assert.deepEqual(await values(ranked('descending', null, 'none'), given, 'place'), ['1', 'unknown', 'empty']);
  });

  it('is among those with the same value, and not known without one', async () => {
    const given: Given = {
      unit: [
        unitOf('u0', { staff: 1 }),
        unitOf('u1', { staff: 2, street: 's2' }),
        unitOf('u2', { staff: 3, street: 's2' }),
        unitOf('u3', { staff: 4, street: 'nobody' }),
      ],
    };
    const places = await values(ranked('descending', 'street.id'), given, 'place');
    assert.deepEqual(places, ['1', '2', '1', 'unknown']);
  });

  it('leaves out who does not exist on the day', async () => {
    const given: Given = {
      unit: [unitOf('u0', { staff: 1 }), { ...unitOf('u1', { staff: 2 }), until: '2021-06-30' }],
    };
    assert.deepEqual(await values(ranked('descending'), given, 'place', '2021'), ['1']);
    assert.deepEqual(await values(ranked('descending'), given, 'place', '2021-06'), ['2', '1']);
  });
});
