/** One database in which both versions, and models between them, judge the same data. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { judge } from '../assess/judge.ts';
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Moment } from '../calendar/period.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Model } from '../model/policy.ts';
import { type Change, type Compared, nothingInForceLike } from './changes.ts';
import { keyOf } from './declarations.ts';
import { hybridOf, isSound } from './hybrid.ts';
import type { BothStaged } from './stage-both.ts';
import { limitedTo, restsOn, type Target, targetsOf } from './targets.ts';

export interface Session {
  readonly connection: DuckDBConnection;
  readonly compared: Compared;
  readonly moments: readonly Moment[];
  readonly staged: BothStaged;
  readonly language: Language;
}

/** What can come out otherwise, with the changes that it may come from, in their order. */
export type Affected = ReadonlyMap<Target, readonly string[]>;

export function affectedBy({ changes, models }: Compared): Affected {
  const changeOf = new Map<string, Set<string>>();
  for (const { id, keys } of changes) {
    for (const key of keys) changeOf.set(key, new Set([...(changeOf.get(key) ?? []), id]));
  }
  const found = new Map<string, { readonly target: Target; readonly ids: Set<string> }>();
  for (const model of models) {
    for (const target of targetsOf(model)) {
      const name = JSON.stringify(target);
      const one = found.get(name) ?? { target, ids: new Set() };
      found.set(name, one);
      for (const key of restsOn(model, target)) for (const id of changeOf.get(key) ?? []) one.ids.add(id);
    }
  }
  const order = changes.map(({ id }) => id);
  return new Map(
    [...found.values()]
      .filter(({ ids }) => ids.size > 0)
      .map(({ target, ids }) => [target, order.filter((id) => ids.has(id))]),
  );
}

/** What a version has in force; what the other has but it has not is not in force. */
export function modelsOf({ base, head }: Compared, side: 'base' | 'head'): (day: CivilDate) => Model {
  const empty = new Map<Model, Model>();
  return (day) => {
    const own = (side === 'base' ? base : head).modelOn(day);
    if (own !== null) return own;
    const other = (side === 'base' ? head : base).modelOn(day);
    if (other === null) throw new Error(`nothing is in force on ${day}`);
    const known = empty.get(other) ?? nothingInForceLike(other);
    empty.set(other, known);
    return known;
  };
}

/** Judges a version; what comes out stands in the schema `run`. Returns the entities without a file. */
export async function judgeSide(
  session: Session,
  side: 'base' | 'head',
  targets: readonly Target[],
): Promise<ReadonlySet<string>> {
  const missing = await session.staged.show(() => side);
  const { compared } = session;
  const modelOn = modelsOf(compared, side);
  await judgeModels(session, modelOn, (day) => compared[side].modelOn(day), missing, targets);
  return missing;
}

/** Judges the base with some changes; false: these changes cannot stand alone. */
export async function judgeHybrid(
  session: Session,
  applied: readonly Change[],
  targets: readonly Target[],
): Promise<boolean> {
  const { compared, staged } = session;
  const keys = new Set(applied.flatMap(({ keys: each }) => [...each]));
  const missing = await staged.show((name) =>
    keys.has(keyOf({ kind: 'dictionary', name, entity: null })) ? 'head' : 'base',
  );
  const base = modelsOf(compared, 'base');
  const head = modelsOf(compared, 'head');
  const made = new Map<Model, Map<Model, Model>>();
  const modelOn = (day: CivilDate): Model => {
    const [before, after] = [base(day), head(day)];
    const others = made.get(before) ?? new Map<Model, Model>();
    made.set(before, others);
    const model = others.get(after) ?? hybridOf(before, after, keys);
    if (!others.has(after) && !isSound(model)) throw new Unsound();
    others.set(after, model);
    return model;
  };
  const earlier = (day: CivilDate): Model | null =>
    compared.base.modelOn(day) === null && compared.head.modelOn(day) === null ? null : modelOn(day);
  try {
    await judgeModels(session, modelOn, earlier, missing, targets);
    return true;
  } catch (error) {
    // Declarations that do not fit together are found out by the compiler or by the database, in many ways.
    if (error instanceof Error && !error.message.startsWith('Out of Memory')) return false;
    throw error;
  }
}

class Unsound extends Error {}

async function judgeModels(
  { connection, moments, language }: Session,
  modelOn: (day: CivilDate) => Model,
  earlierModelOn: (day: CivilDate) => Model | null,
  missing: ReadonlySet<string>,
  targets: readonly Target[],
): Promise<void> {
  const limited = new Map<Model, Model>();
  const limitedOn = (day: CivilDate): Model => {
    const whole = modelOn(day);
    const known = limited.get(whole) ?? limitedTo(whole, targets);
    limited.set(whole, known);
    return known;
  };
  await judge(connection, { moments, modelOn: limitedOn, earlierModelOn, missing, language, findings: false });
}
