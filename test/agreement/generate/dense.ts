/**
 * Small projects about one ladder and one procedure, with records so close together that runs, letters, gaps in a unit's life and
 * deadlines meet in most of them. What the whole language may say is drawn elsewhere; there such things seldom meet.
 */
import { addDays, addMonths } from '../../../engine/calendar/civil-date.ts';
import { parsePeriod } from '../../../engine/calendar/period.ts';
import type { Cell } from '../../../engine/model/dictionary.ts';
import type { EntitySpec, FieldSpec, LadderSpec, LeafSpec, Project } from '../project.ts';
import { letterSteps } from './dictionary.ts';
import type { Draw } from './draw.ts';

export function drawDense(draw: Draw): Project {
  const period = draw.pick(['2021-02', '2021-06', '2021-10', '2021-Q1', '2021-Q3', '2021']);
  const span = parsePeriod(period);
  if (span === null) throw new Error(`no period ${period}`);
  const asOf = draw.weighted([
    [4, null],
    [2, addDays(span.last, draw.integer(1, 40))],
    [2, addDays(span.last, -draw.integer(1, 20))],
  ]);
  /** First days of the months before the period's end and of the one after it. */
  const months = Array.from({ length: 8 }, (_, index) => addMonths(`${span.last.slice(0, 7)}-01`, index - 6));
  const day = (): string => addDays(draw.pick(months), draw.pick([0, 0, 4, 10, 14, 27]));
  const units = ['u1', 'u2', 'u3', 'u4'].slice(0, draw.integer(2, 4));
  const maybe = (cell: Cell): Cell => (draw.chance(6) ? null : cell);
  return {
    entities: [unit, event, letter],
    parameters: [],
    declarations: [
      { kind: 'fact', fact: { name: 'events', of: 'unit', definition: { kind: 'count', ...ofUnit, during: 'on' } } },
      {
        kind: 'fact',
        fact: { name: 'lost', of: 'unit', definition: { kind: 'sum', element: 'size', ...ofUnit, during: 'on' } },
      },
      {
        kind: 'rule',
        rule: {
          ...plainRule,
          name: 'calm',
          entity: 'unit',
          require: compare('events', '≤', draw.pick(['0', '0', '1'])),
        },
      },
      {
        kind: 'rule',
        rule: { ...plainRule, name: 'small', entity: 'event', during: 'on', require: compare('size', '≤', '3') },
      },
      {
        kind: 'standard',
        standard: { name: 'zero', entity: 'unit', requires: [{ kind: 'rule', rule: 'calm' }], score: null },
      },
      {
        kind: 'procedure',
        procedure: {
          name: 'handling',
          entity: 'event',
          during: draw.chance(50) ? 'on' : null,
          admitWhen: draw.chance(50) ? compare('size', '≥', '3') : null,
          steps: [
            { name: 'apply', on: 'on', within: null },
            {
              name: 'assign',
              on: 'assigned-on',
              within: {
                unit: draw.pick(['days', 'workdays', 'months'] as const),
                amount: { kind: 'number', text: draw.pick(['0', '1', '7']) },
                from: null,
              },
            },
            {
              name: 'close',
              on: 'closed-on',
              within: {
                unit: draw.pick(['days', 'workdays'] as const),
                amount: { kind: 'number', text: draw.pick(['3', '10']) },
                from: draw.pick(['apply', null]),
              },
            },
          ],
        },
      },
    ],
    ladders: [drawLadder(draw)],
    rollups: [{ name: 'by-area', standard: 'zero', by: 'area', change: true }],
    waivers: [],
    tables: {
      unit: units.flatMap((id) =>
        drawLife(draw, months).map(([since, until]): Cell[] => [id, draw.pick(['a', 'b']), since, until]),
      ),
      event: Array.from({ length: draw.integer(2, 12) }, (_, index): Cell[] => {
        const on = day();
        const later = (): Cell => (draw.chance(25) ? null : addDays(on, draw.pick([-1, 0, 1, 2, 3, 7, 8, 10, 11, 31])));
        return [`e${index}`, maybe(draw.pick(units)), maybe(on), maybe(BigInt(draw.integer(0, 5))), later(), later()];
      }),
      letter: draw.chance(4)
        ? null
        : Array.from({ length: draw.integer(0, 8) }, (_, index): Cell[] => {
            const step = draw.weighted([
              [4, letterSteps[0]],
              [3, letterSteps[1]],
              [2, letterSteps[2]],
            ]) as string;
            return [
              `l${index}`,
              maybe(draw.pick(units)),
              maybe(step),
              maybe(addDays(draw.pick(months), draw.pick([0, 4]))),
              maybe(draw.pick(months)),
            ];
          }),
    },
    period,
    asOf,
    language: 'en',
    revisedOn: draw.chance(20) ? draw.pick(months) : null,
    added: 0,
  };
}

function drawLadder(draw: Draw): LadderSpec {
  const occasions: LadderSpec['occasions'] = draw.some(
    [
      { kind: 'standard', standard: 'zero' },
      { kind: 'records', rule: 'small', via: ['unit'], writeVia: false },
      {
        kind: 'rank',
        by: draw.pick(['events', 'lost']),
        among: draw.chance(50) ? 'area' : null,
        order: 'ascending',
        worst: draw.integer(1, 2),
      },
    ] as const,
    draw.weighted([
      [4, 1],
      [1, 2],
    ]),
  );
  const each = draw.chance(80) ? 'month' : 'quarter';
  return {
    name: 'letters',
    entity: 'unit',
    occasions,
    each,
    over: draw.weighted<LadderSpec['over']>([
      [2, 'year'],
      [1, 'quarter'],
      [4, each === 'month' ? draw.integer(2, 7) : draw.pick([3, 6])],
    ]),
    clearsAfter: draw.chance(60) ? draw.integer(1, 3) : null,
    sent: draw.chance(85)
      ? { entity: 'letter', via: ['unit'], step: 'letter', on: 'sent-on', about: draw.chance(50) ? 'about' : null }
      : null,
    steps: letterSteps.slice(0, draw.integer(1, 3)),
  };
}

/** From when until when a unit is there; some are not there for a month or two between. */
function drawLife(draw: Draw, months: readonly string[]): readonly (readonly [Cell, Cell])[] {
  if (draw.chance(50)) return [['2019-01-01', null]];
  const gone = draw.integer(1, 5);
  const [end, again] = [
    addDays(months[gone] as string, draw.pick([-1, 0, 9])),
    addMonths(months[gone] as string, draw.integer(1, 2)),
  ];
  return draw.chance(70)
    ? [
        ['2019-01-01', end],
        [again, null],
      ]
    : [draw.chance(50) ? [again, null] : [null, end]];
}

const ofUnit = { source: 'event', via: ['unit'], writeVia: false, where: null, reportedBy: null } as const;

const plainRule = { during: null, when: null, severity: 'major', message: ['一'], remedy: ['二'] } as const;

function compare(fact: string, operator: '≤' | '≥', text: string): LeafSpec {
  return { kind: 'leaf', fact, operator, operands: [{ kind: 'number', text }], json: false };
}

const toUnit = { name: 'unit', fields: ['unit'], target: 'unit' };

const unit = entity(
  'unit',
  [field('id', 'text'), field('area', 'text'), field('since', 'date'), field('until', 'date')],
  {
    valid: { from: 'since', to: 'until' },
  },
);
const event = entity(
  'event',
  [
    field('id', 'text'),
    field('unit', 'text'),
    field('on', 'date'),
    { ...field('size', 'integer'), minimum: '0' },
    field('assigned-on', 'date'),
    field('closed-on', 'date'),
  ],
  { references: [toUnit] },
);
const letter = entity(
  'letter',
  [
    field('id', 'text'),
    field('unit', 'text'),
    { ...field('letter', 'code'), codes: letterSteps },
    field('sent-on', 'date'),
    field('about', 'month'),
  ],
  { references: [toUnit] },
);

function entity(name: string, fields: readonly FieldSpec[], more: Partial<EntitySpec>): EntitySpec {
  return { name, fields, key: ['id'], references: [], valid: null, reports: null, ...more };
}

function field(name: string, kind: FieldSpec['kind']): FieldSpec {
  return {
    name,
    kind,
    codes: [],
    minimum: null,
    maximum: null,
    pattern: null,
    planned: false,
    sensitive: false,
    unit: null,
  };
}
