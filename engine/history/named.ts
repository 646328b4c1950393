/** Finds what a policy names, and what it says and rests on over time. */
import { addDays, type CivilDate } from '../calendar/civil-date.ts';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { writtenOn } from '../impact/changes.ts';
import { declarationsOf, keyOf, waiverName } from '../impact/declarations.ts';
import { restsOn } from '../impact/targets.ts';
import type { Analysis, Era } from '../language/analysis.ts';
import type { Model } from '../model/policy.ts';
import { literalText } from '../model/text.ts';
import type { NamedKind, Span } from './result.ts';

/** Something that a policy names. */
export interface Named {
  readonly kind: NamedKind;
  readonly name: string;
}

/** A span with all that must be the same for another version to say the same. */
export interface Saying extends Pick<Span, 'from' | 'until' | 'policy' | 'version' | 'parameters'> {
  /** What decides verdicts. */
  readonly meaning: string;
  /** Titles, messages and the like. */
  readonly words: string;
}

/** What has the name in a version; of several kinds the first. Null: nothing. */
export function kindOf({ eras }: Pick<Analysis, 'eras'>, name: string): NamedKind | null {
  return kinds.find((kind) => eras.some(({ model }) => model[listOf[kind]].has(name))) ?? null;
}

export function namesIn({ eras }: Pick<Analysis, 'eras'>): readonly string[] {
  return eras.flatMap(({ model }) => kinds.flatMap((kind) => [...model[listOf[kind]].keys()]));
}

export function titleIn({ eras }: Pick<Analysis, 'eras'>, { kind, name }: Named): Localized | null {
  const found = eras.flatMap(({ model }) => model[listOf[kind]].get(name) ?? []);
  return found.at(-1)?.title ?? null;
}

/** The keys of the declarations that it rests on, but for the data dictionary's: that is no part of what the rule says. */
export function declarationsUnder(model: Model, { kind, name }: Named): ReadonlySet<string> {
  if (kind === 'parameter') return new Set([keyOf({ kind, name, entity: null })]);
  return new Set([...restsOn(model, { kind, name })].filter((key) => !isOfDictionary(key)));
}

/** The declaration that states it: of a rule that a procedure makes, the procedure. */
export function statedBy(model: Model, { kind, name }: Named): Named {
  const procedure = kind === 'rule' ? (model.rules.get(name)?.procedure ?? null) : null;
  return procedure === null ? { kind, name } : { kind: 'procedure', name: procedure };
}

/** In order of time; days on which it is not in force are in none. */
export function sayingsOf(analysis: Analysis, named: Named): readonly Saying[] {
  const found: Saying[] = [];
  for (const one of analysis.eras.flatMap((era) => sayingsIn(analysis, era, named))) {
    const last = found.at(-1);
    const follows = last?.until != null && one.from !== null && addDays(last.until, 1) === one.from;
    if (last !== undefined && follows && textOf(last) === textOf(one))
      found[found.length - 1] = { ...last, until: one.until };
    else found.push(one);
  }
  return found;
}

/** What has to be the same for two sayings to be one, whenever they hold. */
export function textOf({ policy, version, parameters, meaning, words }: Saying): string {
  return JSON.stringify([policy, version, parameters, meaning, words]);
}

const kinds = ['rule', 'standard', 'procedure', 'rollup', 'ladder', 'parameter'] as const;

const listOf = {
  rule: 'rules',
  standard: 'standards',
  procedure: 'procedures',
  rollup: 'rollups',
  ladder: 'ladders',
  parameter: 'parameters',
} as const satisfies Readonly<Record<NamedKind, keyof Model>>;

function isOfDictionary(key: string): boolean {
  return key.startsWith('["dictionary",');
}

/** Those of an era, cut where a parameter that it rests on has another value. */
function sayingsIn(analysis: Analysis, { from, until, model }: Era, named: Named): readonly Saying[] {
  if (!model[listOf[named.kind]].has(named.name)) return [];
  const keys = declarationsUnder(model, named);
  const parameters = [...model.parameters.values()].filter(({ name }) =>
    keys.has(keyOf({ kind: 'parameter', name, entity: null })),
  );
  const declared = declarationsOf(model, analysis.resources);
  const own = keyOf({ ...named, entity: null });
  const meaning = JSON.stringify(
    [...keys]
      .filter((key) => !['parameter', 'waiver'].includes(declared.get(key)?.kind ?? ''))
      .map((key) => [key === own ? '' : key, declared.get(key)?.body])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  );
  const words = wordsOf(model, named);
  const waivers = model.waivers.filter((waiver) =>
    keys.has(keyOf({ kind: 'waiver', name: waiverName(waiver), entity: waiver.entity })),
  );
  const isLater = (day: CivilDate): boolean => (from === null || day > from) && (until === null || day <= until);
  const cuts = new Set(parameters.flatMap(({ values }) => values.map((value) => value.from)).filter(isLater));
  const begins = [from, ...[...cuts].sort()];
  return begins.map((begin, i): Saying => {
    const next = begins[i + 1] ?? null;
    const day = begin ?? (next === null ? (until ?? '9999-12-31') : addDays(next, -1));
    const last = next === null ? until : addDays(next, -1);
    const waived = waivers
      .filter((one) => (last === null || one.from <= last) && (begin === null || one.until >= begin))
      .map((one) => [one.rule === named.name ? '' : one.rule, one.entity, one.subject, one.from, one.until]);
    const policy = policyOn(analysis, model, named, day);
    return {
      from: begin,
      until: last,
      policy: policy.name,
      version: policy.version,
      parameters: parameters.map(({ name, title, values }) => {
        const value = values.findLast((one) => one.from <= day);
        return { name, title, value: value === undefined ? '–' : literalText(value.value, 'en') };
      }),
      meaning: JSON.stringify([meaning, waived]),
      words,
    };
  });
}

function policyOn(
  analysis: Analysis,
  model: Model,
  named: Named,
  day: CivilDate,
): { readonly name: string; readonly version: string } {
  const { policy } = writtenOn(analysis, day, { ...statedBy(model, named), entity: null });
  return policy === null ? { name: '–', version: '–' } : { name: policy.name.text, version: policy.version };
}

/** What people read of it. */
function wordsOf(model: Model, named: Named): string {
  switch (named.kind) {
    case 'rule': {
      const rule = model.rules.get(named.name);
      if (rule === undefined) return '';
      const { title, cites, severity, message, remedy, responsible } = rule;
      return JSON.stringify({ title, cites, severity, message, remedy, responsible });
    }
    case 'ladder':
    case 'procedure': {
      const one = model[listOf[named.kind]].get(named.name);
      return JSON.stringify([one?.title, one?.cites, one?.steps.map(({ name, title }) => [name, title])]);
    }
    case 'standard': {
      const one = model.standards.get(named.name);
      return JSON.stringify([one?.title, one?.cites]);
    }
    case 'rollup':
    case 'parameter':
      return JSON.stringify(model[listOf[named.kind]].get(named.name)?.title);
  }
}
