/** What a program judges: what was asked for, and what later periods read of it. */
import type { FactPath, Model, Requirement, Rule, Standard } from '../model/policy.ts';
import { type Context, standardNamed } from './context.ts';
import type { Keep } from './kept.ts';
import { factsOfLetters } from './ladders.ts';
import { factsOfOccasions, requirementsOfOccasions } from './occasions.ts';
import type { Goals } from './plan.ts';
import { factsOfProcedure } from './procedures.ts';
import { ownRules } from './verdict.ts';

export interface Wishes {
  /** Whose rules, standards, roll-ups, ladders and procedures; null: nothing. */
  readonly asked: Model | null;
  readonly keep: Keep;
  readonly findings: boolean;
}

export function goalsOf(context: Context, { asked, keep, findings }: Wishes): Goals {
  const { model, missing } = context;
  const rollups = new Map([
    ...(asked?.rollups ?? []),
    ...[...model.rollups].filter(([name]) => keep.rates.includes(name)),
  ]);
  const required: readonly Requirement[] = [
    ...keep.rates.flatMap((name): Requirement[] => {
      const rollup = model.rollups.get(name);
      return rollup === undefined ? [] : [{ kind: 'standard', standard: rollup.standard }];
    }),
    ...keep.occasions.flatMap(({ ladder }) => requirementsOfOccasions(context, ladder)),
  ];
  const standards = new Map<string, Standard>(asked?.standards ?? []);
  for (const one of required)
    if (one.kind === 'standard') standards.set(one.standard, standardNamed(context, one.standard));
  const rules = new Map<string, Rule>(asked?.rules ?? []);
  for (const rule of ownRules(context, required)) rules.set(rule.name, rule);
  const askedRules = [...(asked?.rules.values() ?? [])];
  return {
    rules: [...rules.values()],
    standards: [...standards.values()],
    rollups: [...rollups.values()],
    asked: askedRules,
    told: findings ? askedRules : [],
    required,
    facts: [...factsAsked(asked, missing), ...factsKept(context, keep)],
  };
}

type FactsRead = Goals['facts'];

function factsAsked(asked: Model | null, missing: ReadonlySet<string>): FactsRead {
  if (asked === null) return [];
  return [
    ...[...asked.procedures.values()]
      .filter(({ entity }) => !missing.has(entity))
      .flatMap((procedure) => about(procedure.entity, factsOfProcedure(procedure))),
    ...[...asked.ladders.values()].flatMap(({ sent }) =>
      sent === null || missing.has(sent.entity) ? [] : about(sent.entity, factsOfLetters(sent)),
    ),
  ];
}

function factsKept(context: Context, keep: Keep): FactsRead {
  return [
    ...[...keep.facts].flatMap(([entity, names]) =>
      about(
        entity,
        names.map((fact) => ({ through: [], fact })),
      ),
    ),
    ...keep.occasions.flatMap(({ ladder }) => about(ladder.entity, factsOfOccasions(context, ladder))),
  ];
}

function about(entity: string, paths: readonly FactPath[]): FactsRead {
  return paths.map((path) => ({ entity, path }));
}
