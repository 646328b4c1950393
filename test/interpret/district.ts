/** A small district for tests of facts, and one fact's value in it. */
import type { Cell } from '../../engine/model/dictionary.ts';
import type { FactDefinition, FactType } from '../../engine/model/fact.ts';
import type { Value } from '../../engine/model/value.ts';
import {
  code,
  count,
  date,
  decimal,
  during,
  entity,
  fact,
  type Given,
  integer,
  is,
  look,
  model,
  month,
  path,
  rule,
  text,
} from './world.ts';

export const district = [
  entity('street', { id: text, name: text }),
  entity(
    'unit',
    { id: text, street: text, kind: code('village', 'company'), since: date, until: date, staff: integer },
    {
      references: { street: 'street' },
      valid: { from: 'since', to: 'until' },
    },
  ),
  entity(
    'event',
    {
      id: text,
      unit: text,
      level: code('high', 'low'),
      on: date,
      ended: date,
      due: { type: date, planned: true },
      lost: { type: integer, minimum: '0' },
      change: integer,
      score: decimal,
      result: code('good', 'bad'),
    },
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
export const u1 = { id: 'u1', street: 's1', since: '2020-01-01' };
export const base: Given = { street: [{ id: 's1', name: 'First' }], unit: [u1] };

export type Row = Readonly<Record<string, Cell | number>>;

/** A fact's value of u1 in the period, as text: `2`, `[1, 3]`, `[1, …]`, `unknown`, `true`. */
export async function amount(
  definition: FactDefinition,
  given: Given,
  more: { type?: FactType; period?: string; asOf?: string; of?: string; subject?: string; read?: string } = {},
): Promise<string> {
  const of = more.of ?? 'unit';
  const asked = fact('asked', of, more.type ?? count, definition);
  const quickly = rule('quickly', 'event', is('lost', '≤', 7), { during: 'on', when: is('level', '=', 'high') });
  const world = model(district, { facts: [asked], rules: [quickly] });
  const at = during(more.period ?? '2021', more.asOf);
  const found = await look(world, { ...base, ...given }, at).fact(of, more.subject ?? 'u1', path(more.read ?? 'asked'));
  return show(found.value);
}

export function show(value: Value): string {
  if (value.kind === 'unknown' || value.kind === 'empty') return value.kind;
  if (value.kind !== 'number') return String(value.value);
  const { low, high } = value.range;
  if (low !== null && high !== null && low.equals(high)) return low.toFraction();
  return `[${low?.toFraction() ?? '…'}, ${high?.toFraction() ?? '…'}]`;
}

export const event = (id: string, cells: Row = {}): Row => ({ id, unit: 'u1', on: '2021-05-05', ...cells });
