/** Proposes what procedures, ladders and points name: rules that procedures make, steps, letters, amounts. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { MapTree, Tree } from '../../../engine/yaml/tree.ts';
import type { Snapshot } from '../snapshot.ts';
import type { NamedSymbol, Scope } from '../symbols/name.ts';
import { declarationsOf, factOf } from '../symbols/resolve.ts';
import { titleIn } from '../symbols/title.ts';
import { at, entityScope, recordsOf, textAt } from '../symbols/written.ts';
import { kindOfSymbol, type Proposal } from './item.ts';
import { declared, facts } from './names.ts';
import { probe, type Typed } from './probe.ts';
import type { Spot } from './spot.ts';

/** The rules that procedures make; after `petition-agency.` what follows the dot. */
export function madeRules({ analysis, language }: Snapshot, before: string): readonly Proposal[] {
  const seen = new Map<string, Proposal>();
  const begun = /[^\s.]+\.$/.exec(before)?.[0] ?? '';
  for (const { model } of analysis.eras.toReversed()) {
    for (const name of [...model.procedures.values()].flatMap(({ rules }) => rules)) {
      if (seen.has(name) || !name.startsWith(begun)) continue;
      const title = model.rules.get(name)?.title[language] ?? '';
      const symbol: NamedSymbol = { kind: 'rule', name };
      seen.set(name, { label: name, title, kind: kindOfSymbol.rule, rank: 4.5, symbol, replacesBefore: begun.length });
    }
  }
  return [...seen.values()];
}

/** What a standard may require. */
export function requirements(snapshot: Snapshot, before: string): readonly Proposal[] {
  if (before.endsWith('.')) return madeRules(snapshot, before);
  return [
    ...declared(snapshot, 'rule'),
    ...declared(snapshot, 'standard'),
    ...declared(snapshot, 'procedure'),
    ...madeRules(snapshot, before),
  ];
}

/** The requirements of the standard whose points are not said yet. */
export function pointsProposals(
  snapshot: Snapshot,
  { map, around }: Extract<Spot, { readonly kind: 'points' }>,
  typed: Typed,
): readonly Proposal[] {
  const requires = at(around?.tree, 'requires');
  const items = requires?.kind === 'list' ? requires.items : [];
  const present = new Set(map.entries.map(({ key }) => key.source));
  const all = requirements(snapshot, '');
  const renaming = typed.after.trimStart().startsWith(':');
  return items.flatMap((item) => {
    const name =
      item.kind === 'scalar'
        ? item.source
        : (textAt(item, 'rule') ?? textAt(item, 'standard') ?? textAt(item, 'procedure'));
    if (name === null || present.has(name)) return [];
    const known = all.find(({ label }) => label === name) ?? { label: name, title: '', kind: CompletionItemKind.Value };
    return [{ ...known, snippet: renaming ? name : `${name}: $0` }];
  });
}

/** Parameters that are numbers, where an amount stands. */
export function amounts(snapshot: Snapshot, before: string): readonly Proposal[] {
  const dollar = before.endsWith('$') ? '' : '$';
  return declared(snapshot, 'parameter').flatMap((proposal) => {
    const { eras } = snapshot.analysis;
    const parameter = eras.map(({ model }) => model.parameters.get(proposal.label)).findLast(Boolean);
    const value = parameter?.values.at(-1)?.value;
    if (value !== undefined && value.kind !== 'number') return [];
    return [
      { ...proposal, label: `${dollar}${proposal.label}`, ...(value === undefined ? {} : { detail: value.value }) },
    ];
  });
}

/** The steps before the one in which the cursor stands, and dates of the procedure's records. */
export function starts(
  snapshot: Snapshot,
  { around }: Spot,
  path: readonly string[],
  word: string,
): readonly Proposal[] {
  if (around === null) return [];
  const steps = at(around.tree, 'steps');
  const items = steps?.kind === 'list' ? steps.items : [];
  const here = items.findIndex(holdsProbe);
  const before = path.length > 0 ? [] : items.slice(0, here === -1 ? items.length : here);
  return [
    ...before.flatMap((step) => stepProposal(snapshot, { kind: 'procedure-step', procedure: around.name }, step)),
    ...facts(snapshot, entityScope(around.tree, 'for'), path, { word, fits: ({ kind }) => kind === 'date' }),
  ];
}

/** The codes of the field that says which letter one is. */
export function letters(snapshot: Snapshot, { around }: Spot): readonly Proposal[] {
  const sent = at(around?.tree, 'sent');
  const entity = sent?.kind === 'scalar' ? sent.source : textAt(sent, 'entity');
  const field = textAt(sent, 'step');
  const fields = [...(snapshot.analysis.dictionary.entities.get(entity ?? '')?.fields.values() ?? [])];
  return fields
    .filter(({ name }) => field === null || name === field)
    .flatMap(({ type }) => (type.kind === 'code' ? type.codes : []))
    .map(({ value, title }) => ({ label: value, title: title[snapshot.language], kind: kindOfSymbol.letter }));
}

/** Whose fields `sent` and `via` speak of. */
export function scopeBeside(snapshot: Snapshot, map: MapTree): Scope | null {
  const entity = entityScope(map, 'entity');
  if (entity !== null) return entity;
  const scope = recordsOf(map);
  if (scope === null || scope.kind !== 'rule') return scope;
  return declarationsOf(snapshot, { kind: 'procedure', name: scope.name }).length > 0
    ? { kind: 'procedure', name: scope.name }
    : scope;
}

/** The computed facts and fields of the entity that `previous` may name. */
export function ofSameRecord(snapshot: Snapshot, scope: Scope | null, word: string): readonly Proposal[] {
  return facts(snapshot, scope, [], { word, fits: () => true }).filter(
    ({ label, symbol }) =>
      !label.endsWith('.') &&
      symbol?.kind === 'fact' &&
      factOf(snapshot, symbol.entity, symbol.name)?.definition.kind !== 'field',
  );
}

/** What a test may expect of a ladder or procedure; null where the name is of neither. */
export function expectedSteps(snapshot: Snapshot, name: string): readonly Proposal[] | null {
  const ladders = declarationsOf(snapshot, { kind: 'ladder', name });
  const all = [...ladders, ...declarationsOf(snapshot, { kind: 'procedure', name })];
  if (all.length === 0) return null;
  const of = ladders.length > 0 ? ({ kind: 'letter', ladder: name } as const) : stepOf(name);
  const steps = all.flatMap(({ declared: tree }) => {
    const list = at(tree ?? undefined, 'steps');
    return list?.kind === 'list' ? list.items : [];
  });
  const none = { zh: '没有', en: 'none' }[snapshot.language];
  return [
    ...steps.flatMap((step) => stepProposal(snapshot, of, step)),
    { label: 'none', title: none, kind: CompletionItemKind.EnumMember, rank: 5 },
  ];
}

type StepOf =
  | { readonly kind: 'procedure-step'; readonly procedure: string }
  | { readonly kind: 'letter'; readonly ladder: string };

function stepOf(procedure: string): StepOf {
  return { kind: 'procedure-step', procedure };
}

function stepProposal({ language }: Snapshot, of: StepOf, step: Tree): readonly Proposal[] {
  const name = textAt(step, of.kind === 'letter' ? 'letter' : 'step');
  if (name === null || name.includes(probe)) return [];
  return [
    {
      label: name,
      title: titleIn(step, language) ?? '',
      kind: kindOfSymbol[of.kind],
      rank: 3,
      symbol: { ...of, name },
    },
  ];
}

function holdsProbe(tree: Tree): boolean {
  switch (tree.kind) {
    case 'scalar':
      return tree.source.includes(probe);
    case 'list':
      return tree.items.some(holdsProbe);
    case 'map':
      return tree.entries.some(({ key, value }) => key.source.includes(probe) || holdsProbe(value));
  }
}
