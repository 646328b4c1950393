/** Verdicts kept as codes, as of very many subjects, are those that a table of them would hold. */
import assert from 'node:assert/strict';
import { moment, parsePeriods } from '../../engine/calendar/period.ts';
import type { Rollup } from '../../engine/model/policy.ts';
import { base, district, event } from '../interpret/district.ts';
import { count, fact, is, model, path, rule, select, standard } from '../interpret/world.ts';
import { judged } from '../sql/judged.ts';

describe('Verdicts of very many subjects', () => {
  const events = fact('events', 'unit', count, { kind: 'count', ...select('event', { during: 'on' }) });
  const high = fact('high', 'unit', count, {
    kind: 'count',
    ...select('event', { during: 'on', where: is('level', '=', 'high') }),
  });
  // More than one integer holds.
  const quiet = Array.from({ length: 45 }, (_, i) => rule(`quiet-${i}`, 'unit', is('events', '≤', i % 4)));
  const rules = [
    ...quiet,
    rule('calm', 'unit', is('high', '=', 0), { when: is('kind', '=', 'village') }),
    rule('staffed', 'unit', is('staff', '>', 3)),
    rule('mild', 'event', is('level', '=', 'low'), { during: 'on' }),
  ];
  const peace = standard('peace', 'unit', [
    ...rules.slice(0, -1).map(({ name }) => ({ kind: 'rule' as const, rule: name })),
    { kind: 'records', rule: 'mild', link: ['unit'] },
  ]);
  const byKind: Rollup = {
    name: 'by-kind',
    title: { zh: '', en: '' },
    policy: 'test',
    standard: 'peace',
    by: path('kind'),
    show: [],
  };
  const waived = { rule: 'calm', entity: 'unit', subject: 'u16', from: '2021-02-01', until: '2021-02-28' };
  const of = {
    ...model(district, {
      facts: [events, high],
      rules,
      standards: [peace],
      waivers: [{ ...waived, reason: '', approvedBy: '' }],
    }),
    rollups: new Map([[byKind.name, byKind]]),
  };
  const units = Array.from({ length: 60 }, (_, i) => ({
    id: `u${String(59 - i).padStart(2, '0')}`,
    street: 's1',
    since: i % 7 === 0 ? '2021-02-10' : '2020-01-01',
    kind: i % 3 === 0 ? 'company' : 'village',
    staff: i % 5 === 0 ? null : BigInt(i % 9),
  }));
  const records = Array.from({ length: 90 }, (_, i) =>
    event(`e${i}`, {
      unit: `u${String((i * i) % 40).padStart(2, '0')}`,
      level: i % 4 === 0 ? 'high' : 'low',
      on: `2021-0${1 + (i % 3)}-1${i % 9}`,
    }),
  );
  const tables = ['verdicts_unit', 'verdicts_event', 'standings', 'findings', 'rollups'];

  const results = async (codedFrom: number): Promise<unknown> => {
    const moments = (parsePeriods('2021-01..2021-03') ?? []).map((period) => moment(period));
    const given = { ...base, unit: units, event: records };
    const { rows } = await judged(of, given, moments, { codedFrom });
    return Promise.all(tables.map((table) => rows(`SELECT * FROM run.${table}`)));
  };

  it('are the same, in the same order, with the same standings, findings and roll-ups', async () => {
    const coded = await results(0);
    assert.deepEqual(coded, await results(Number.POSITIVE_INFINITY));
    const words = new Set(JSON.stringify(coded).match(/"(pass|fail|waived|undetermined|not-applicable)"/g));
    assert.equal(words.size, 5);
  });
});
