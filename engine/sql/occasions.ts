/**
 * Which of an entity's records gave an occasion for a ladder in one period; semantics.md, "Ladders". Its table holds only those
 * that are not clear: most records are.
 */
import type { FactPath, Ladder, Occasion, Requirement } from '../model/policy.ts';
import { type Context, dataTable, entityNamed, momentTable } from './context.ts';
import { judgedTable, subjectColumn } from './judged-columns.ts';
import { keyTextOf } from './key-text.ts';
import { ranksOf } from './ranks.ts';
import type { SqlValue } from './value.ts';
import type { Ranks } from './verdict.ts';

/** A ladder's occasions as one period's model knows them. */
export interface LadderOccasions {
  /** Its own among all that are kept of the period. */
  readonly name: string;
  readonly ladder: Ladder;
}

/** What a record was in the period. Clear ones have no row. */
export const occasionStates = {
  /** It did not exist. */
  absent: 0,
  /** Neither an occasion nor clear. */
  unsure: 1,
  occasion: 2,
} as const;

export function occasionsTable(at: Pick<Context, 'dialect' | 'schema'>, { name }: LadderOccasions): string {
  return momentTable(at, `occasions ${name}`);
}

export function occasionColumn({ name }: LadderOccasions): string {
  return `${name}#occasion`;
}

/** The occasions that the period's model has, about the ladder's entity. */
function occasionsIn({ model }: Pick<Context, 'model'>, { entity, occasions }: Ladder): readonly Occasion[] {
  const isKnown = (occasion: Occasion): boolean => {
    if (occasion.kind === 'rank') {
      const facts = model.facts.get(entity);
      return [occasion.fact, occasion.best].every((fact) => facts?.get(fact)?.definition.kind === 'rank');
    }
    const { of } = occasion;
    switch (of.kind) {
      case 'rule':
        return model.rules.get(of.rule)?.entity === entity;
      case 'standard':
        return model.standards.get(of.standard)?.entity === entity;
      case 'records':
        return model.rules.has(of.rule);
    }
  };
  return occasions.filter(isKnown);
}

/** Whether a record may exist in some periods only. */
export function mayBeAbsent(context: Context, entity: string): boolean {
  return entityNamed(context, entity).valid !== null && !context.missing.has(entity);
}

export function requirementsOfOccasions(context: Pick<Context, 'model'>, ladder: Ladder): readonly Requirement[] {
  return occasionsIn(context, ladder).flatMap((occasion) => (occasion.kind === 'verdict' ? [occasion.of] : []));
}

export function factsOfOccasions(context: Pick<Context, 'model'>, ladder: Ladder): readonly FactPath[] {
  return occasionsIn(context, ladder).flatMap((occasion) =>
    occasion.kind === 'rank' ? [occasion.fact, occasion.best].map((fact) => ({ through: [], fact })) : [],
  );
}

/** The state of a record, 0 for clear, from its verdicts and facts. */
export function occasionSql(
  context: Context,
  ladder: Ladder,
  ranks: Ranks,
  fact: (path: FactPath) => SqlValue,
): string {
  const { unsure, occasion: is } = occasionStates;
  const states = occasionsIn(context, ladder).map((occasion) => {
    if (occasion.kind === 'verdict') {
      const rank = ranks.requirement(occasion.of);
      return `CASE ${rank} WHEN ${ranksOf.fail} THEN ${is} WHEN ${ranksOf.undetermined} THEN ${unsure} ELSE 0 END`;
    }
    const [worst, best] = [occasion.fact, occasion.best].map((name) => fact({ through: [], fact: name }));
    if (worst?.kind !== 'number' || best?.kind !== 'number')
      throw new Error(`${ladder.name}: a rank that is no number`);
    const among = `${worst.low.sql} <= ${occasion.worst} AND ${best.low.sql} > 1`;
    const known = `${worst.low.sql} IS NOT NULL AND ${best.low.sql} IS NOT NULL`;
    const nothing = worst.empty === null ? '' : `WHEN ${worst.empty} THEN 0 `;
    return `CASE WHEN ${among} THEN ${is} WHEN ${known} THEN 0 ${nothing}ELSE ${unsure} END`;
  });
  return states.length === 0 ? '0' : context.dialect.greatest(states);
}

export function occasionsSql(context: Context, occasions: LadderOccasions): string {
  const { dialect } = context;
  const { entity, clearsAfter } = occasions.ladder;
  const subject = dialect.quote(subjectColumn);
  const judged = judgedTable(context, entity);
  const state = dialect.quote(occasionColumn(occasions));
  const least = clearsAfter === null ? occasionStates.occasion : occasionStates.unsure;
  const found = `SELECT ${subject} AS subject, ${state} AS state\nFROM ${judged} WHERE ${state} >= ${least}`;
  // Without clearing it makes no difference whether a record existed.
  if (clearsAfter === null || !mayBeAbsent(context, entity)) return found;
  const key = keyTextOf(context, entity, (field) => `a.${dialect.quote(field)}`);
  return (
    `${found}\nUNION ALL\nSELECT subject, ${occasionStates.absent} AS state\n` +
    `FROM (SELECT ${key} AS subject FROM ${dataTable(dialect, entity)} a EXCEPT SELECT ${subject} FROM ${judged})`
  );
}
