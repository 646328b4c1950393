/** What would be if facts were others: a fact's value is supplied, and a date besides wherever dates place or order records. */
import type { Cell } from '../model/dictionary.ts';
import type { Value } from '../model/value.ts';
import type { Records } from './records.ts';
import type { EntityRecord } from './rows.ts';

/** A record's own fact, supplied. */
export interface Supposition {
  readonly entity: string;
  readonly subject: string;
  readonly fact: string;
  readonly value: Value;
}

export interface Supposed {
  /** Undefined: as the data has it. */
  value(record: EntityRecord, fact: string): Value | undefined;
  cellOver(cell: Records['cell']): Records['cell'];
}

export function supposedBy(changes: readonly Supposition[]): Supposed {
  const values = new Map(changes.map(({ entity, subject, fact, value }) => [idOf(entity, subject, fact), value]));
  const value: Supposed['value'] = ({ entity, key }, fact) =>
    values.size === 0 ? undefined : values.get(idOf(entity.name, key, fact));
  return {
    value,
    cellOver: (cell) => (record, field) => {
      const supplied = value(record, field);
      return supplied === undefined ? cell(record, field) : cellOf(supplied, () => cell(record, field));
    },
  };
}

function idOf(entity: string, subject: string, fact: string): string {
  return JSON.stringify([entity, subject, fact]);
}

/** Only dates are read as cells. */
function cellOf(value: Value, otherwise: () => Cell): Cell {
  switch (value.kind) {
    case 'date':
    case 'month':
      return value.value;
    case 'unknown':
    case 'empty':
      return null;
    default:
      return otherwise();
  }
}
