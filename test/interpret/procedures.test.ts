import assert from 'node:assert/strict';
import type { Condition } from '../../engine/model/condition.ts';
import type { Cell } from '../../engine/model/dictionary.ts';
import type { ProcedureExplanation } from '../../engine/model/explanation.ts';
import type { Procedure, ProcedureStep } from '../../engine/model/policy.ts';
import { show } from './district.ts';
import { code, date, during, entity, fact, integer, is, look, model, number, path, points, text } from './world.ts';

const entities = [
  entity('case', {
    id: text,
    applied: date,
    assigned: date,
    reviewed: date,
    closed: date,
    level: code('high', 'low'),
    size: integer,
  }),
];
const names = ['applied', 'assigned', 'reviewed', 'closed'];

interface Limit {
  readonly unit: 'days' | 'workdays' | 'months';
  readonly amount: number | string;
  readonly from?: string;
}

/** Each step within its limit from the step before. */
function world(limits: Readonly<Record<string, Limit>>, more: { admitWhen?: Condition; during?: string } = {}) {
  const steps = names.map((name, index): ProcedureStep => {
    const limit = limits[name];
    const from = limit?.from ?? names[index - 1] ?? name;
    return {
      name,
      title: { zh: name, en: name },
      on: path(name),
      within:
        limit === undefined
          ? null
          : { unit: limit.unit, amount: points(limit.amount), from: path(from), taken: `${name}-taken` },
    };
  });
  const procedure: Procedure = {
    name: 'agency',
    title: { zh: '代理', en: 'agency' },
    policy: 'test',
    entity: 'case',
    during: more.during === undefined ? null : path(more.during),
    admitWhen: more.admitWhen ?? null,
    steps,
    cites: null,
    rules: [],
  };
  const taken = steps.flatMap(({ name, within }) =>
    within === null
      ? []
      : [
          fact(`${name}-taken`, 'case', number('integer'), {
            kind: within.unit,
            from: within.from,
            to: path(name),
            open: 'as-of',
          }),
        ],
  );
  const step = fact('agency', 'case', { kind: 'code', codes: [] }, { kind: 'step', procedure: 'agency' });
  return model(entities, {
    facts: [...taken, step],
    procedures: [procedure],
    parameters: {
      days: [
        ['2021-01-01', 7],
        ['2021-06-01', 5],
      ],
      later: [['2030-01-01', 1]],
    },
  });
}

type Case = Readonly<Record<string, Cell | number>>;

function explained(
  of: ReturnType<typeof world>,
  cells: Case,
  asOf = '2021-12-31',
  period = '2021',
): Promise<ProcedureExplanation> {
  const found = look(of, { case: [{ id: 'c', ...cells }] }, during(period, asOf));
  return found.procedure('agency', 'c');
}

/** `done late+3 missing due` */
async function states(of: ReturnType<typeof world>, cells: Case, asOf?: string): Promise<string> {
  const { steps } = await explained(of, cells, asOf);
  return steps.map(({ state, lateByDays }) => (lateByDays === null ? state : `${state}+${lateByDays}`)).join(' ');
}

describe('a procedure', () => {
  const free = world({});

  it('shows which steps are done, which is due and which wait', async () => {
    assert.equal(await states(free, {}), 'due pending pending pending');
    assert.equal(await states(free, { applied: '2021-01-04' }), 'done due pending pending');
    const all = { applied: '2021-01-04', assigned: '2021-01-04', reviewed: '2021-01-05', closed: '2021-02-01' };
    assert.equal(await states(free, all), 'done done done done');
  });

  it('shows a step that was left out, and one taken before an earlier one', async () => {
    assert.equal(await states(free, { applied: '2021-01-04', reviewed: '2021-01-09' }), 'done missing done due');
    const turned = { applied: '2021-01-04', assigned: '2021-01-09', reviewed: '2021-01-08', closed: '2021-01-09' };
    assert.equal(await states(free, turned), 'done done out-of-order done');
    const allTurned = { applied: '2021-01-09', assigned: '2021-01-08', closed: '2021-01-07' };
    assert.equal(await states(free, allTurned), 'done out-of-order missing out-of-order');
  });

  it('takes a step after the as-of date for not taken', async () => {
    const cells = { applied: '2021-01-04', assigned: '2021-01-09' };
    assert.equal(await states(free, cells, '2021-01-08'), 'done due pending pending');
    assert.equal(await states(free, cells, '2021-01-09'), 'done done due pending');
    assert.equal((await explained(free, cells, '2021-01-08')).current, 'applied');
  });

  it('counts a deadline from the step before, in days, to the very day', async () => {
    const weekly = world({ assigned: { unit: 'days', amount: 7 } });
    assert.equal(await states(weekly, { applied: '2021-02-22', assigned: '2021-03-01' }), 'done done due pending');
    assert.equal(await states(weekly, { applied: '2021-02-22', assigned: '2021-03-02' }), 'done late+1 due pending');
    assert.equal(await states(weekly, { applied: '2021-12-24' }, '2021-12-31'), 'done due pending pending');
    assert.equal(await states(weekly, { applied: '2021-12-24' }, '2022-01-01'), 'done overdue+1 pending pending');
  });

  it('counts workdays over the National Day of 2021, with its make-up days', async () => {
    const quick = world({ assigned: { unit: 'workdays', amount: 3 } });
    // After 28 September: 29, 30, and then 8 October.
    assert.equal(await states(quick, { applied: '2021-09-28', assigned: '2021-10-08' }), 'done done due pending');
    assert.equal(await states(quick, { applied: '2021-09-28', assigned: '2021-10-09' }), 'done late+1 due pending');
    // 26 September, a Sunday, is worked.
    assert.equal(await states(quick, { applied: '2021-09-24', assigned: '2021-09-29' }), 'done late+1 due pending');
    // The Sunday after the last day allowed is no workday: still in time.
    assert.equal(await states(quick, { applied: '2021-05-11', assigned: '2021-05-16' }), 'done done due pending');
    assert.equal(await states(quick, { applied: '2021-05-11', assigned: '2021-05-17' }), 'done late+3 due pending');
  });

  it('counts months to the end of a short one', async () => {
    const monthly = world({ assigned: { unit: 'months', amount: 1 } });
    assert.equal(await states(monthly, { applied: '2021-01-31', assigned: '2021-02-28' }), 'done done due pending');
    assert.equal(await states(monthly, { applied: '2021-01-31', assigned: '2021-03-01' }), 'done late+1 due pending');
    assert.equal(await states(monthly, { applied: '2020-02-29', assigned: '2020-03-29' }), 'done done due pending');
  });

  it('counts from another step or date where the policy says so, also for the first step', async () => {
    const whole = world({ closed: { unit: 'days', amount: 10, from: 'applied' } });
    assert.equal(await states(whole, { applied: '2021-01-01' }, '2021-01-12'), 'done due pending overdue+1');
    assert.equal(await states(whole, { assigned: '2021-01-01' }, '2021-06-12'), 'missing done due pending');
    const first = world({ applied: { unit: 'days', amount: 2, from: 'reviewed' } });
    assert.equal(
      await states(first, { reviewed: '2021-01-01', applied: '2021-01-04' }),
      'late+1 missing out-of-order due',
    );
  });

  it('tells how late a step out of order is, and only where it is late', async () => {
    const both = world({ reviewed: { unit: 'days', amount: 1, from: 'applied' } });
    const late = { applied: '2021-01-01', assigned: '2021-01-09', reviewed: '2021-01-05' };
    assert.equal(await states(both, late), 'done done out-of-order+3 due');
    const inTime = { applied: '2021-01-01', assigned: '2021-01-09', reviewed: '2021-01-02' };
    assert.equal(await states(both, inTime), 'done done out-of-order due');
    // No workday has passed on Sunday 3 January: not late, though two days after the last day allowed.
    const worked = world({ reviewed: { unit: 'workdays', amount: 0, from: 'applied' } });
    assert.equal(await states(worked, { ...late, reviewed: '2021-01-03' }), 'done done out-of-order due');
  });

  it('takes the amount of the day judged', async () => {
    const changing = world({ assigned: { unit: 'days', amount: 'days' } });
    const cells = { applied: '2021-05-01', assigned: '2021-05-07' };
    const may = await explained(changing, cells, '2021-05-31', '2021-05');
    const june = await explained(changing, cells, '2021-06-30', '2021-06');
    assert.deepEqual([may.steps[1]?.state, june.steps[1]?.state], ['done', 'late']);
    assert.equal(may.steps[1]?.deadline?.last, '2021-05-08');
    const none = await explained(world({ assigned: { unit: 'days', amount: 'later' } }), cells);
    assert.deepEqual([none.steps[1]?.state, none.steps[1]?.deadline?.last], ['done', null]);
  });

  it('is for those who are admitted, or have taken a step all the same', async () => {
    const high = world({}, { admitWhen: is('level', '=', 'high') });
    const isIn = async (cells: Case): Promise<string> => (await explained(high, cells)).isIn;
    assert.equal(await isIn({ level: 'high' }), 'true');
    assert.equal(await isIn({ level: 'low' }), 'false');
    assert.equal(await isIn({}), 'unknown');
    assert.equal(await isIn({ reviewed: '2021-01-04' }), 'true');
    assert.equal(await isIn({ level: 'low', reviewed: '2021-01-04' }), 'true');
    assert.equal(await states(high, {}), 'undetermined undetermined undetermined undetermined');
  });

  it('tells whether the record lies in the period', async () => {
    const placed = async (cells: Case): Promise<string> =>
      (await explained(world({}, { during: 'applied' }), cells, '2021-05-31', '2021-05')).placed;
    assert.equal(await placed({ applied: '2021-05-31' }), 'true');
    assert.equal(await placed({ applied: '2021-04-30' }), 'false');
    assert.equal(await placed({}), 'unknown');
  });
});

describe('the current step as a fact', () => {
  const step = async (cells: Case): Promise<string> => {
    const found = look(world({}), { case: [{ id: 'c', ...cells }] }, during('2021'));
    return show((await found.fact('case', 'c', path('agency'))).value);
  };

  it('is the last in the order of the steps that is recorded, empty before the first', async () => {
    assert.equal(await step({}), 'empty');
    assert.equal(await step({ applied: '2021-01-04', closed: '2021-01-01' }), 'closed');
    assert.equal(await step({ assigned: '2021-01-04', closed: '2022-01-01' }), 'assigned');
  });
});
