/** Which tables an assessment is asked for: what isn't asked for isn't computed. */
import { stop } from '../diagnostics/error.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { invalidValue } from '../diagnostics/registry/run.ts';
import type { Model } from '../model/policy.ts';
import type { TableName } from './tables.ts';

/** A table of the results by the name of its file; the verdicts are a file an entity. */
export type AskedTable = 'verdicts' | TableName;

export const askedTables: readonly AskedTable[] = [
  'verdicts',
  'standings',
  'findings',
  'rollups',
  'ladders',
  'procedures',
  'data-findings',
];

/**
 * The tables that names speak of, each once, in the order above. The findings about the data are always among them, since
 * nothing of the data may be dropped in silence. `from` is what a message points at. Throws ZhunshengError (ZS9006).
 */
export function readOnly(names: readonly string[], from: string): readonly AskedTable[] {
  for (const name of names.length === 0 ? [''] : names) {
    if (askedTables.some((table) => table === name)) continue;
    const near = nearest(name, askedTables);
    const suggestion = near === null ? '' : { zh: `，是不是“${near}”？`, en: `; did you mean "${near}"?` };
    stop(invalidValue, from, { name: from, value: name, suggestion, known: askedTables.join(', ') });
  }
  return askedTables.filter((table) => table === 'data-findings' || names.includes(table));
}

export function isAsked(only: readonly AskedTable[] | null, table: AskedTable): boolean {
  return only === null || only.includes(table);
}

/** A model without what only tables that are not asked for would tell of. */
export function withoutUnasked(model: Model, only: readonly AskedTable[] | null): Model {
  if (only === null) return model;
  const asked = <T>(part: ReadonlyMap<string, T>, ...tables: readonly AskedTable[]): ReadonlyMap<string, T> =>
    tables.some((table) => isAsked(only, table)) ? part : new Map();
  return {
    ...model,
    standards: asked(model.standards, 'standings', 'rollups'),
    rollups: asked(model.rollups, 'rollups'),
    procedures: asked(model.procedures, 'procedures'),
    ladders: asked(model.ladders, 'ladders'),
  };
}
