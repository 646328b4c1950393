/**
 * json-rules-engine's documented examples (its examples/ folder, README and walkthrough), rebuilt by their structure with names of our own:
 * imported unchanged, a rule passes here exactly where its event is sent there, and it goes back as it came.
 */
import assert from 'node:assert/strict';
import { Almanac, Engine } from 'json-rules-engine';
import { exportRules, type Facts, importRules, runRules } from '../../engine/index.ts';

import type { JsonCondition, JsonRule } from '../../engine/interop/json.ts';

interface Example {
  readonly title: string;
  readonly rules: readonly JsonRule[];
  readonly conditions?: Readonly<Record<string, JsonCondition>>;
  readonly constants?: Facts;
  /** Dynamic facts, as `engine.addFact` takes them. */
  readonly dynamic?: Readonly<Record<string, (params: Record<string, string>, almanac: Lookup) => unknown>>;
  readonly extend?: (engine: Engine) => void;
  readonly almanac?: () => Almanac;
  readonly runs: readonly Facts[];
  /** How many events the runs send in all, so that an example cannot pass by sending none. */
  readonly events: number;
}

class SteppingAlmanac extends Almanac {
  override async factValue<T>(fact: string, params?: Record<string, unknown>, path?: string): Promise<T> {
    const { steps, ...rest } = params ?? {};
    const value = await super.factValue<T>(fact, rest, path);
    return Array.isArray(steps) && steps.includes('addOne') ? ((Number(value) + 1) as T) : value;
  }
}

interface Lookup {
  readonly factValue: <T>(fact: string) => Promise<T>;
}

interface Staff {
  readonly company: string;
  readonly status: string;
  readonly leave: readonly string[];
  readonly since: string;
}

const staff: Readonly<Record<string, Staff>> = {
  zhao: { company: 'northern mill', status: 'left', leave: ['2020-10-01', '2020-05-04'], since: '2012-02-14' },
  qian: { company: 'southern mill', status: 'left', leave: ['2019-01-25'], since: '2005-04-03' },
  sun: { company: 'northern mill', status: 'active', leave: ['2020-02-21', '2020-10-01'], since: '2015-06-26' },
};

const record = async (_params: Record<string, string>, almanac: Lookup): Promise<unknown> =>
  staff[await almanac.factValue<string>('person')];

const examples: readonly Example[] = [
  {
    title: '01 hello world: one leaf',
    rules: [
      {
        conditions: { all: [{ fact: 'greet', operator: 'equal', value: true }] },
        event: { type: 'greeting', params: { data: 'hello' } },
      },
    ],
    runs: [{ greet: true }, { greet: false }],
    events: 1,
  },
  {
    title: '02 and README: groups within groups, named',
    rules: [
      {
        conditions: {
          any: [
            {
              all: [
                { fact: 'minutes', operator: 'equal', value: 40 },
                { fact: 'fouls', operator: 'greaterThanInclusive', value: 5 },
              ],
              name: 'short game',
            },
            {
              all: [
                { fact: 'minutes', operator: 'equal', value: 48 },
                { not: { fact: 'fouls', operator: 'lessThan', value: 6 } },
              ],
              name: 'long game',
            },
          ],
        },
        event: { type: 'out', params: { message: 'The player is out' } },
      },
    ],
    runs: [
      { fouls: 6, minutes: 40 },
      { fouls: 5, minutes: 48 },
      { fouls: 6, minutes: 48 },
      { fouls: 4, minutes: 40 },
      { fouls: null, minutes: 48 },
    ],
    events: 3,
  },
  {
    title: '03 dynamic facts, paths, a list that contains',
    rules: [
      {
        conditions: {
          all: [
            { fact: 'staff-record', operator: 'equal', value: 'northern mill', path: '$.company' },
            { fact: 'staff-record', operator: 'in', value: ['active', 'paid-leave'], path: '$.status' },
            { fact: 'staff-record', operator: 'contains', value: '2020-10-01', path: '$.leave' },
          ],
        },
        event: { type: 'holiday-leave', params: { message: 'on leave on the holiday' } },
      },
    ],
    dynamic: { 'staff-record': record },
    runs: [{ person: 'sun' }, { person: 'zhao' }, { person: 'qian' }],
    events: 1,
  },
  {
    title: '04 facts that depend on facts, with arguments',
    rules: [
      {
        conditions: {
          all: [
            { fact: 'staff-record', operator: 'equal', value: 'northern mill', path: '$.company' },
            { fact: 'staff-record', operator: 'equal', value: 'left', path: '$.status' },
          ],
        },
        event: { type: 'left-the-mill' },
      },
      {
        conditions: {
          all: [{ fact: 'tenure', operator: 'greaterThanInclusive', value: 9, params: { unit: 'years' } }],
        },
        event: { type: 'long-tenure' },
      },
    ],
    dynamic: {
      'staff-record': record,
      tenure: async ({ unit }, almanac) => {
        const { since } = await almanac.factValue<Staff>('staff-record');
        const years = 2021 - Number(since.slice(0, 4));
        return unit === 'years' ? years : years * 12;
      },
    },
    runs: [{ person: 'zhao' }, { person: 'qian' }, { person: 'sun' }],
    events: 3,
  },
  {
    title: '05 priorities of facts: a record compared with true, a timestamp',
    rules: [
      {
        conditions: {
          all: [
            { fact: 'staff-record', operator: 'equal', value: true },
            { fact: 'now', operator: 'lessThan', value: 1467331200000 },
          ],
        },
        event: { type: 'early' },
      },
      {
        conditions: { all: [{ fact: 'now', operator: 'greaterThan', value: 1467331200000 }] },
        event: { type: 'late' },
      },
    ],
    dynamic: { 'staff-record': record, now: () => 1606000000000 },
    runs: [{ person: 'zhao' }],
    events: 1,
  },
  {
    title: '06 operators of its own',
    rules: [
      { conditions: { all: [{ fact: 'word', operator: 'startsWith', value: 'a' }] }, event: { type: 'begins-with-a' } },
      { conditions: { all: [{ fact: 'word', operator: 'startsWith', value: 'b' }] }, event: { type: 'begins-with-b' } },
    ],
    extend: (engine) =>
      engine.addOperator('startsWith', (fact: string, value: string) => fact.toLowerCase().startsWith(value)),
    runs: [{ word: 'barley' }, { word: 'Apricot' }],
    events: 2,
  },
  {
    title: '07 chained rules with priorities: what the first rule would set is given',
    rules: [
      {
        conditions: {
          all: [
            { fact: 'likesTea', operator: 'equal', value: true },
            { fact: 'likesChess', operator: 'equal', value: true },
          ],
        },
        event: { type: 'tea-and-chess' },
        priority: 10,
      },
      {
        conditions: {
          all: [
            { fact: 'isPlayer', operator: 'equal', value: true },
            { fact: 'isSociable', operator: 'equal', value: true },
            { fact: 'record', path: '$.company', operator: 'equal', value: 'northern mill' },
          ],
        },
        event: { type: 'invite' },
        priority: 5,
      },
    ],
    runs: [
      { likesTea: true, likesChess: true, isPlayer: true, isSociable: true, record: staff['zhao'] },
      { likesTea: true, likesChess: false, isPlayer: false, isSociable: true, record: {} },
    ],
    events: 2,
  },
  {
    title: '08 facts compared with facts, both with arguments and paths',
    rules: [
      {
        conditions: {
          all: [
            {
              fact: 'account',
              path: '$.balance',
              params: { kind: 'customer' },
              operator: 'greaterThanInclusive',
              value: { fact: 'goods', path: '$.price', params: { id: 'voucher' } },
            },
          ],
        },
        event: { type: 'can-pay' },
      },
    ],
    dynamic: {
      account: async ({ kind }, almanac) =>
        (await almanac.factValue<{ kind: string }[]>('accounts')).find((account) => account.kind === kind),
      goods: async ({ id }, almanac) =>
        (await almanac.factValue<{ id: string }[]>('stock')).find((one) => one.id === id),
    },
    constants: {
      stock: [
        { id: 'voucher', price: 50 },
        { id: 'lamp', price: 800 },
      ],
    },
    runs: [
      {
        accounts: [
          { kind: 'customer', balance: 500 },
          { kind: 'partner', balance: 0 },
        ],
      },
      { accounts: [{ kind: 'customer', balance: 30 }] },
      { accounts: [{ kind: 'customer', balance: 50 }] },
    ],
    events: 2,
  },
  {
    title: '09 named rules and decimals',
    rules: [
      {
        conditions: {
          all: [
            { fact: 'athlete', operator: 'equal', value: true },
            { fact: 'grade', operator: 'greaterThanInclusive', value: 3.5 },
          ],
        },
        event: { type: 'roll', params: { message: 'on the roll' } },
        name: 'Athlete grade rule',
      },
    ],
    runs: [
      { athlete: false, grade: 3.9 },
      { athlete: true, grade: 3.5 },
      { athlete: false, grade: 3.1 },
      { athlete: true, grade: 4 },
      { athlete: true, grade: 1.1 },
    ],
    events: 2,
  },
  {
    title: '10 shared conditions, also negated',
    rules: [
      {
        conditions: { all: [{ condition: 'teaAndChess' }, { fact: 'isSociable', operator: 'equal', value: true }] },
        event: { type: 'invite' },
      },
      {
        conditions: {
          all: [{ not: { condition: 'teaAndChess' } }, { fact: 'isSociable', operator: 'equal', value: true }],
        },
        event: { type: 'invite-elsewhere' },
      },
    ],
    conditions: {
      teaAndChess: {
        all: [
          { fact: 'likesTea', operator: 'equal', value: true },
          { fact: 'likesChess', operator: 'equal', value: true },
        ],
      },
    },
    runs: [
      { likesTea: true, likesChess: true, isSociable: true },
      { likesTea: true, likesChess: false, isSociable: true },
      { likesTea: true, likesChess: null, isSociable: true },
    ],
    events: 3,
  },
  {
    title: '11 null, and facts in events',
    rules: [
      {
        conditions: {
          any: [
            { fact: 'best', operator: 'equal', value: null },
            { fact: 'score', operator: 'greaterThan', value: { fact: 'best', path: '$.score' } },
          ],
        },
        event: { type: 'best-score', params: { by: { fact: 'by' }, score: { fact: 'score' } } },
      },
      {
        conditions: {
          all: [{ fact: 'score', operator: 'lessThanInclusive', value: { fact: 'best', path: '$.score' } }],
        },
        event: { type: 'over', params: { by: { fact: 'best', path: '$.by' } } },
      },
    ],
    runs: [
      { by: 'A', score: 968, best: null },
      { by: 'B', score: 500, best: { by: 'A', score: 968 } },
      { by: 'B', score: 1000, best: { by: 'A', score: 968 } },
    ],
    events: 3,
  },
  {
    title: '12 an almanac of its own, which works on what arguments name',
    rules: [
      {
        conditions: {
          all: [{ fact: 'age', params: { steps: ['addOne'] }, operator: 'greaterThanInclusive', value: 21 }],
        },
        event: { type: 'about-of-age' },
      },
    ],
    almanac: () => new SteppingAlmanac({ allowUndefinedFacts: true }),
    runs: [{ age: 19 }, { age: 20 }, { age: 21 }],
    events: 2,
  },
  {
    title: '13 decorated operators: every member of a list among constants; a decorator of its own',
    rules: [
      {
        conditions: { all: [{ fact: 'tags', operator: 'everyFact:in', value: { fact: 'allowed' } }] },
        event: { type: 'allowed-tags' },
      },
      {
        conditions: {
          all: [{ fact: 'tags', operator: 'everyFact:someValue:caseless:equal', value: { fact: 'allowed' } }],
        },
        event: { type: 'allowed-tags-caseless' },
      },
    ],
    constants: { allowed: ['dev', 'staging', 'load', 'prod'] },
    extend: (engine) =>
      engine.addOperatorDecorator('caseless', (fact: string, value: string, next: (a: string, b: string) => boolean) =>
        next(fact.toLowerCase(), value.toLowerCase()),
      ),
    runs: [
      { tags: ['dev', 'prod'] },
      { tags: ['dev', 'deleted'] },
      { tags: ['dev', 'PROD'] },
      { tags: [] },
      { tags: null },
    ],
    events: 5,
  },
  {
    title: 'walkthrough: a range, and a fact with arguments in an any',
    rules: [
      {
        conditions: {
          all: [
            { fact: 'age', operator: 'greaterThanInclusive', value: 18 },
            { fact: 'age', operator: 'lessThanInclusive', value: 25 },
            {
              any: [
                { fact: 'province', params: { country: 'cn' }, operator: 'equal', value: 'HA' },
                { fact: 'province', params: { country: 'cn' }, operator: 'equal', value: 'HE' },
              ],
            },
          ],
        },
        event: { type: 'young-adult', params: { card: 'books', value: 50 } },
      },
    ],
    dynamic: {
      province: async ({ country }, almanac) => {
        const postcode = await almanac.factValue<string>('postcode');
        return country === 'cn' && postcode.startsWith('45') ? 'HA' : 'BJ';
      },
    },
    runs: [
      { age: 22, postcode: '454000' },
      { age: 16, postcode: '454000' },
      { age: 25, postcode: '100000' },
      { age: 25, postcode: '450000' },
    ],
    events: 2,
  },
  {
    title: 'engine reference: a login token, null and now',
    rules: [
      {
        conditions: {
          all: [{ condition: 'validLogin' }, { operator: 'contains', fact: 'token', path: '$.role', value: 'admin' }],
        },
        event: { type: 'admin-access' },
      },
    ],
    conditions: {
      validLogin: {
        all: [
          { operator: 'notEqual', fact: 'token', value: null },
          { operator: 'greaterThan', fact: 'token', path: '$.expires', value: { fact: 'now' } },
        ],
      },
    },
    runs: [
      { token: { expires: 10, role: ['admin', 'clerk'] }, now: 5 },
      { token: { expires: 10, role: ['clerk'] }, now: 5 },
      { token: { expires: 3, role: ['admin'] }, now: 5 },
      { token: null, now: 5 },
    ],
    events: 1,
  },
];

describe("json-rules-engine's documented examples", () => {
  for (const example of examples) {
    it(`${example.title}: the same events`, async () => {
      const imported = importRules(example.rules, {
        conditions: example.conditions ?? {},
        constants: example.constants ?? {},
      });
      assert.deepEqual(
        imported.diagnostics.filter(({ severity }) => severity === 'error'),
        [],
      );
      let sent = 0;
      for (const run of example.runs) {
        const facts = { ...example.dynamic, ...run };
        const there = await eventsThere(example, facts);
        assert.deepEqual(await eventsHere(example, imported, facts), there, JSON.stringify(run));
        sent += there.length;
      }
      assert.equal(sent, example.events);
    });

    it(`${example.title}: goes back as it came`, () => {
      const imported = importRules(JSON.stringify(example.rules), { conditions: example.conditions ?? {} });
      const back = exportRules(imported.model, { provenance: imported.provenance });
      assert.deepEqual(back.rules, example.rules);
      assert.deepEqual(back.conditions, example.conditions ?? {});
    });
  }
});

async function eventsThere(example: Example, facts: Facts): Promise<readonly string[]> {
  const engine = new Engine([], { allowUndefinedFacts: true });
  example.extend?.(engine);
  for (const [name, condition] of Object.entries(example.conditions ?? {}))
    engine.setCondition(name, condition as never);
  for (const [name, value] of Object.entries({ ...example.constants, ...facts })) engine.addFact(name, value);
  for (const rule of example.rules) engine.addRule(structuredClone(rule) as never);
  const almanac = example.almanac?.();
  for (const [name, value] of Object.entries(facts)) almanac?.addFact(name, value);
  const { events } = await engine.run({}, almanac === undefined ? {} : { almanac });
  return events.map(({ type }) => type).sort();
}

async function eventsHere(
  example: Example,
  imported: ReturnType<typeof importRules>,
  facts: Facts,
): Promise<readonly string[]> {
  const { events } = await runRules(imported, facts, {
    ...(example.extend === undefined ? {} : { extend: example.extend }),
    ...(example.almanac === undefined ? {} : { almanac: example.almanac }),
  });
  return events.map(({ type }) => type).sort();
}
