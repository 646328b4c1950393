import assert from 'node:assert/strict';
import { moment, type Period, parsePeriod } from '../../engine/calendar/period.ts';
import { interpreter } from '../../engine/interpret/interpreter.ts';
import type { LadderExplanation } from '../../engine/model/explanation.ts';
import type { Ladder, Model, Occasion } from '../../engine/model/policy.ts';
import type { Row } from './district.ts';
import {
  code,
  count,
  dataset,
  date,
  during,
  entity,
  fact,
  type Given,
  integer,
  is,
  ladder,
  look,
  model,
  month,
  path,
  rule,
  select,
  standard,
  text,
} from './world.ts';

const entities = [
  entity('unit', { id: text, street: text, since: date, until: date }, { valid: { from: 'since', to: 'until' } }),
  entity('event', { id: text, unit: text, on: date, lost: integer }, { references: { unit: 'unit' } }),
  entity(
    'letter',
    { id: text, unit: text, step: code('reminder', 'warning', 'notice'), on: date, about: month },
    { references: { unit: 'unit' } },
  ),
];
const events = fact('events', 'unit', count, { kind: 'count', ...select('event', { during: 'on' }) });
const lost = fact('lost', 'unit', count, { kind: 'sum', ...select('event', { during: 'on' }), element: path('lost') });
const worst = fact('worst', 'unit', count, { kind: 'rank', by: path('events'), among: null, order: 'descending' });
const best = fact('best', 'unit', count, { kind: 'rank', by: path('events'), among: null, order: 'ascending' });
const calm = rule('calm', 'unit', is('events', '=', 0));
const cheap = rule('cheap', 'unit', is('lost', '≤', 5));
const small = rule('small', 'event', is('lost', '≤', 5), { during: 'on' });
const zero = standard('zero', 'unit', [{ kind: 'rule', rule: 'calm' }]);

const fails: Occasion = { kind: 'verdict', of: { kind: 'standard', standard: 'zero' } };
const steps = ['reminder', 'warning', 'notice'];
const letters = {
  sent: { entity: 'letter', link: ['unit'], step: path('step'), on: path('on'), about: null },
} satisfies Partial<Ladder>;
const aboutMonths = { sent: { ...letters.sent, about: path('about') } } satisfies Partial<Ladder>;

function world(more: Partial<Ladder> = {}): Model {
  return model(entities, {
    facts: [events, lost, worst, best],
    rules: [calm, cheap, small],
    standards: [zero],
    ladders: [ladder('letters', 'unit', steps, { occasions: [fails], ...more })],
  });
}

const u1 = { id: 'u1', street: 's1', since: '2019-01-01' };
/** An event in each of the months. */
const inMonths = (...months: readonly string[]): Row[] =>
  months.map((each, index) => ({ id: `e${index}`, unit: 'u1', on: `${each}-15`, lost: 0 }));

function climbed(of: Model, given: Given, period = '2021-06', asOf?: string): Promise<LadderExplanation> {
  return look(of, { unit: [u1], ...given }, during(period, asOf)).ladder('letters', 'u1');
}

/** `2 warning`: how many occasions, and the step that is due. */
async function due(of: Model, given: Given, period?: string, asOf?: string): Promise<string> {
  const found = await climbed(of, given, period, asOf);
  return `${found.occasions} ${found.due ?? 'none'}`;
}

/** A letter for each period: occasion, clear, open, absent. */
async function track(of: Model, given: Given, period?: string, asOf?: string): Promise<string> {
  const { periods } = await climbed(of, given, period, asOf);
  const marks = { occasion: 'O', clear: '.', open: '?', absent: '-' } as const;
  return periods.map(({ state, cleared }) => marks[state] + (cleared ? '|' : '')).join('');
}

describe('a ladder', () => {
  it('goes a step up with each month in which the standard fails, and stays on the last', async () => {
    const three = world();
    assert.equal(await due(three, {}), '0 none');
    assert.equal(await due(three, { event: inMonths('2021-03') }), '1 reminder');
    assert.equal(await due(three, { event: inMonths('2021-01', '2021-06') }), '2 warning');
    assert.equal(await due(three, { event: inMonths('2021-01', '2021-02', '2021-03') }), '3 notice');
    assert.equal(await due(three, { event: inMonths('2021-01', '2021-02', '2021-03', '2021-04') }), '4 notice');
    assert.equal(
      await due(three, { event: [...inMonths('2021-03'), { ...inMonths('2021-03')[0], id: 'again' }] }),
      '1 reminder',
    );
  });

  it('counts over the calendar year up to the month judged', async () => {
    const given: Given = { event: inMonths('2020-11', '2020-12', '2021-01', '2021-07') };
    assert.equal(await track(world(), given), 'O.....');
    assert.equal(await track(world(), given, '2020-12'), '..........OO');
    assert.equal(await track(world(), given, '2021'), 'O.....O.....');
    assert.equal(await track(world(), given, '2021', '2021-01-20'), 'O');
  });

  it('counts over so many months, also over the end of a year', async () => {
    const rolling = world({ countedOver: { kind: 'months', months: 4 } });
    const given: Given = { event: inMonths('2020-10', '2020-12', '2021-01') };
    assert.equal(await track(rolling, given, '2021-01'), 'O.OO');
    assert.equal(await due(rolling, given, '2021-01'), '3 notice');
    assert.equal(await due(rolling, given, '2021-02'), '2 warning');
    assert.equal(await due(rolling, given, '2021-04'), '1 reminder');
    assert.equal(await due(rolling, given, '2021-05'), '0 none');
  });

  it('counts several in one quarter once, where it is each quarter', async () => {
    const quarterly = world({ each: 'quarter' });
    assert.equal(await due(quarterly, { event: inMonths('2021-01', '2021-02', '2021-04') }), '2 warning');
    const inQuarter = world({ countedOver: { kind: 'quarter' } });
    assert.equal(await track(inQuarter, { event: inMonths('2021-03', '2021-04', '2021-06') }), 'O.O');
  });

  it('begins anew after so many clear months in a row, and not after fewer', async () => {
    const forgiving = world({ clearsAfter: 3 });
    assert.equal(await track(forgiving, { event: inMonths('2021-01') }), 'O...|..');
    assert.equal(await due(forgiving, { event: inMonths('2021-01') }, '2021-03'), '1 reminder');
    assert.equal(await due(forgiving, { event: inMonths('2021-01') }, '2021-04'), '0 none');
    assert.equal(await due(forgiving, { event: inMonths('2021-01', '2021-05') }), '1 reminder');
    assert.equal(await due(forgiving, { event: inMonths('2021-01', '2021-04', '2021-06') }), '3 notice');
  });

  it('a month that is not known to be clear is none of the row, and no occasion', async () => {
    const byLoss = world({ clearsAfter: 2, occasions: [{ kind: 'verdict', of: { kind: 'rule', rule: 'cheap' } }] });
    const loss = (on: string, cells: Row = {}): Row => ({ id: on, unit: 'u1', on, ...cells });
    const given: Given = { event: [loss('2021-01-15', { lost: 9 }), loss('2021-03-15')] };
    assert.equal(await track(byLoss, given), 'O.?..|.');
    assert.equal(await due(byLoss, given, '2021-04'), '1 reminder');
    const [cause] = (await climbed(byLoss, given)).periods[2]?.causes ?? [];
    assert.deepEqual(cause, { occasion: 0, verdict: 'undetermined', records: [], requirements: [], rank: null });
  });

  it('nothing happens in a month in which the unit does not exist, and a row goes on over it', async () => {
    const forgiving = world({ clearsAfter: 2 });
    const unit = [
      { ...u1, until: '2021-02-27' },
      { ...u1, since: '2021-04-01' },
    ];
    assert.equal(await track(forgiving, { unit, event: inMonths('2021-01', '2021-02') }), 'O--..|.');
    const late = [{ ...u1, since: '2021-03-31' }];
    assert.equal(await track(world(), { unit: late, event: inMonths('2021-03') }), '--O...');
  });

  it('judges each month as it was at its own end, or as of the date where that is earlier', async () => {
    const given: Given = { event: inMonths('2021-06') };
    assert.equal(await due(world(), given, '2021-06', '2021-06-14'), '0 none');
    assert.equal(await due(world(), given, '2021-06', '2021-06-15'), '1 reminder');
    assert.equal(await due(world(), given, '2021-06', '2022-06-15'), '1 reminder');
  });

  it('judges each month by the rules in force then; what they lack is no occasion', async () => {
    const now = world();
    const then = model(entities, {
      facts: [events],
      rules: [rule('calm', 'unit', is('events', '≤', 1))],
      standards: [zero],
    });
    const without = model(entities, {});
    const elsewhere = model(entities, { standards: [standard('zero', 'event', [])] });
    const given: Given = { unit: [u1], event: inMonths('2021-01', '2021-02', '2021-06') };
    const ask = async (earlier: Model | null): Promise<string> => {
      const bench = interpreter((day) => (day < '2021-03-01' ? earlier : now), dataset(now, given));
      const found = bench.at(moment(parsePeriod('2021-06') as Period));
      const explained = await found?.ladder('letters', 'u1');
      return `${explained?.occasions} ${explained?.due}`;
    };
    assert.equal(await ask(now), '3 notice');
    assert.equal(await ask(then), '1 reminder');
    assert.equal(await ask(without), '1 reminder');
    assert.equal(await ask(elsewhere), '1 reminder');
    assert.equal(await ask(null), '1 reminder');
  });

  it('tells the records of a rule about records that make an occasion', async () => {
    const byRecords: Occasion = { kind: 'verdict', of: { kind: 'records', rule: 'small', link: ['unit'] } };
    const big = (id: string, on: string, amount: number): Row => ({ id, unit: 'u1', on, lost: amount });
    const given: Given = { event: [big('b', '2021-05-05', 6), big('a', '2021-05-06', 7), big('c', '2021-05-07', 5)] };
    const found = await climbed(world({ occasions: [fails, byRecords] }), given);
    assert.equal(found.occasions, 1);
    assert.deepEqual(found.periods[4]?.causes, [
      { occasion: 0, verdict: 'fail', records: [], requirements: ['calm'], rank: null },
      { occasion: 1, verdict: 'fail', records: ['a', 'b'], requirements: [], rank: null },
    ]);
    const without = { unit: [u1], event: 'missing' } as const;
    assert.equal(await track(world({ occasions: [byRecords] }), without), '??????');
  });
});

describe('an occasion by rank', () => {
  const among = (count: number): Occasion => ({ kind: 'rank', fact: 'worst', best: 'best', worst: count });
  const units = (...numbers: readonly number[]): Given => ({
    unit: numbers.map((_, index) => ({ ...u1, id: `u${index + 1}` })),
    event: numbers.flatMap((number, index) =>
      Array.from({ length: number }, (_, each) => ({
        id: `e${index} ${each}`,
        unit: `u${index + 1}`,
        on: '2021-06-05',
      })),
    ),
  });
  const first = async (worst: number, given: Given): Promise<string> => {
    const { periods } = await climbed(
      world({ occasions: [among(worst)], countedOver: { kind: 'months', months: 1 } }),
      given,
    );
    return periods[0]?.state ?? '';
  };

  it('is to be among the worst; those who tie are all among them', async () => {
    assert.equal(await first(1, units(3, 2, 1)), 'occasion');
    assert.equal(await first(1, units(2, 3, 1)), 'clear');
    assert.equal(await first(2, units(2, 3, 1)), 'occasion');
    assert.equal(await first(1, units(3, 3, 1)), 'occasion');
    assert.equal(await first(2, units(1, 3, 3)), 'clear');
  });

  it('is nothing where all are equal', async () => {
    assert.equal(await first(3, units(2, 2, 2)), 'clear');
    assert.equal(await first(3, units(2)), 'clear');
  });

  it('is open where the rank is not known', async () => {
    const given = units(3, 2);
    assert.equal(await first(1, { ...given, event: 'missing' }), 'open');
  });
});

describe('the letters of a ladder', () => {
  const letter = (id: string, step: string | null, on: string | null, about?: string): Row => ({
    id,
    unit: 'u1',
    step,
    on,
    about: about === undefined ? null : `${about}-01`,
  });
  const event = inMonths('2021-02', '2021-04');
  const told = async (
    more: Partial<Ladder>,
    rows: readonly Row[],
    period = '2021-06',
    asOf?: string,
  ): Promise<string> => {
    const found = (await climbed(world(more), { event, letter: rows }, period, asOf)).letters;
    if (found === null) return 'not followed';
    const { sent, missing, outOfOrder, duplicates } = found;
    return [sent, missing, outOfOrder, duplicates].map((list) => list.join(' ') || '-').join(' / ');
  };

  it('are sent or missing, in the order of the steps', async () => {
    assert.equal(await told(letters, []), '- / reminder warning / - / -');
    const one = letter('a', 'reminder', '2021-03-05');
    assert.equal(await told(letters, [one]), 'reminder / warning / - / -');
    assert.equal(await told(letters, [letter('b', 'warning', '2021-05-05'), one]), 'reminder warning / - / - / -');
  });

  it('count from the first day of the run, up to the as-of date', async () => {
    const rows = (on: string): Row[] => [letter('a', 'reminder', on)];
    assert.equal(await told(letters, rows('2021-01-31')), '- / reminder warning / - / -');
    assert.equal(await told(letters, rows('2021-02-01')), 'reminder / warning / - / -');
    assert.equal(await told(letters, rows('2021-07-01')), '- / reminder warning / - / -');
    assert.equal(await told(letters, rows('2021-07-01'), '2021-06', '2021-07-01'), 'reminder / warning / - / -');
  });

  it('count by the month that they are about, where the ladder says so', async () => {
    const rows = (about?: string): Row[] => [letter('a', 'reminder', '2021-06-05', about)];
    assert.equal(await told(aboutMonths, rows('2021-02')), 'reminder / warning / - / -');
    assert.equal(await told(aboutMonths, rows('2021-01')), '- / reminder warning / - / -');
    assert.equal(await told(aboutMonths, rows()), '- / reminder warning / - / -');
    assert.equal(await told(aboutMonths, rows('2021-07')), '- / reminder warning / - / -');
    assert.equal(await told(aboutMonths, rows('2021-06'), '2021-06'), 'reminder / warning / - / -');
  });

  it('of which the step, the date or the subject is not known, or the step is none of the ladder, count for none', async () => {
    const rows = [letter('a', null, '2021-03-05'), letter('b', 'reminder', null), letter('c', 'other', '2021-03-05')];
    assert.equal(await told(letters, rows), '- / reminder warning / - / -');
    assert.equal(
      await told(letters, [{ ...letter('d', 'reminder', '2021-03-05'), unit: null }]),
      '- / reminder warning / - / -',
    );
  });

  it('are out of order where not called for yet, before an earlier one, or without it', async () => {
    const reminder = letter('a', 'reminder', '2021-03-05');
    const notice = letter('c', 'notice', '2021-05-06');
    assert.equal(
      await told(letters, [reminder, letter('b', 'warning', '2021-05-05'), notice]),
      'reminder warning notice / - / notice / -',
    );
    assert.equal(
      await told(letters, [letter('b', 'warning', '2021-03-04'), reminder]),
      'reminder warning / - / warning / -',
    );
    assert.equal(await told(letters, [letter('b', 'warning', '2021-03-05'), reminder]), 'reminder warning / - / - / -');
    assert.equal(await told(letters, [letter('b', 'warning', '2021-05-05')]), 'warning / reminder / warning / -');
  });

  it('are duplicates where sent more often than called for; the last step may be called for often', async () => {
    const reminder = letter('a', 'reminder', '2021-03-05');
    assert.equal(
      await told(letters, [reminder, letter('b', 'reminder', '2021-03-06')]),
      'reminder / warning / - / reminder',
    );
    const one = { ...letters, steps: [{ name: 'reminder', title: { zh: '提醒', en: 'reminder' }, to: [] }] };
    assert.equal(await told(one, [reminder]), 'reminder / reminder / - / -');
    assert.equal(await told(one, [reminder, letter('b', 'reminder', '2021-03-06')]), 'reminder / - / - / -');
  });

  it('are not told where the ladder does not follow them, or their table is missing', async () => {
    assert.equal(await told({}, []), 'not followed');
    const found = await climbed(world(letters), { event, letter: 'missing' });
    assert.equal(found.letters, null);
    assert.equal(found.due, 'warning');
  });
});
