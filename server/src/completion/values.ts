/** Proposes the values of a key, by its shape. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { operators } from '../../../engine/language/condition/operators.ts';
import type { FactType } from '../../../engine/model/fact.ts';
import type { Live } from '../features/live.ts';
import type { Snapshot } from '../snapshot.ts';
import { entitiesOf, entityAfter } from '../symbols/resolve.ts';
import { matcherOf } from '../words/pinyin.ts';
import type { Proposal } from './item.ts';
import { lineProposals } from './line.ts';
import { clauses, declared, facts, references } from './names.ts';
import { probe, type Typed } from './probe.ts';
import { amounts, letters, madeRules, ofSameRecord, requirements, scopeBeside, starts } from './programme.ts';
import { type Spot, scopeAt } from './spot.ts';

export async function valueProposals(
  snapshot: Snapshot,
  spot: Extract<Spot, { readonly kind: 'value' }>,
  typed: Typed,
  live: Live,
): Promise<readonly Proposal[]> {
  const { key, construct, scalar } = spot;
  const before = scalar.source.slice(0, scalar.source.indexOf(probe));
  const scope = scopeAt(spot, key);
  const path = /\.$/.test(before) ? before.slice(0, -1).split('.') : [];
  switch (key.shape) {
    case 'condition':
    case 'list':
      if (construct === 'standard') return requirements(snapshot, before);
      return [
        ...(await lineProposals(snapshot, scope, before, typed.word, live)),
        ...sharedProposals(snapshot, before, typed),
      ];
    case 'name':
      return nameProposals(snapshot, spot, before, typed.word);
    case 'amount':
      return amounts(snapshot, before);
    case 'letters':
      return declared(snapshot, 'entity');
    case 'names':
      return declared(snapshot, 'entity');
    case 'path':
    case 'paths':
      return pathProposals(snapshot, spot, path, typed.word);
    case 'cites':
      return clauseProposals(snapshot, before);
    case 'choice':
    case 'choices':
    case 'window':
      return (key.choices ?? []).map((label, index) => ({
        label,
        title: choiceTitles[label]?.[snapshot.language] ?? '',
        kind: CompletionItemKind.EnumMember,
        rank: index / 100,
      }));
    case 'localized':
      return inMessage(snapshot, spot, before, typed.word);
    case 'text':
      return construct === 'condition' && key.name === 'operator'
        ? operators.map(({ json, title }) => ({
            label: json,
            title: title[snapshot.language],
            kind: CompletionItemKind.Operator,
          }))
        : [];
    case 'literal':
      return construct === 'condition'
        ? await lineProposals(snapshot, scope, `${leafFact(spot)} = `, typed.word, live)
        : [];
    default:
      return [];
  }
}

/** Shared conditions, where a condition begins. */
function sharedProposals(snapshot: Snapshot, before: string, typed: Typed): readonly Proposal[] {
  if (before !== '' || !/(?:[:\-[,]\s+|\[|^\s*)$/.test(typed.before)) return [];
  const matches = matcherOf(typed.word);
  return declared(snapshot, 'condition')
    .filter(({ label, title }) => matches(label, title))
    .map((proposal) => ({ ...proposal, snippet: `{ condition: ${proposal.label} }`, rank: 6 }));
}

function nameProposals(
  snapshot: Snapshot,
  spot: Extract<Spot, { readonly kind: 'value' }>,
  before: string,
  word: string,
): readonly Proposal[] {
  const { key, construct } = spot;
  switch (`${construct} ${key.name}`) {
    case 'policy policy':
    case 'procedureStep step':
      return [];
    case 'ladderStep letter':
      return letters(snapshot, spot);
    case 'testFile tests':
      return declared(snapshot, 'policy');
    case 'rollup of':
    case 'requirement standard':
    case 'occasion standard':
    case 'fact score':
      return declared(snapshot, 'standard');
    case 'requirement rule':
    case 'occasion rule':
    case 'waiver rule':
    case 'fact failures':
      return [...(before.endsWith('.') ? [] : declared(snapshot, 'rule')), ...madeRules(snapshot, before)];
    case 'fact verdict':
      return requirements(snapshot, before).filter(({ symbol }) => symbol?.kind !== 'procedure');
    case 'requirement procedure':
    case 'occasion procedure':
      return declared(snapshot, 'procedure');
    case 'fact previous':
      return ofSameRecord(snapshot, scopeAt(spot, key), word);
    case 'condition condition':
      return declared(snapshot, 'condition');
    case 'fact reported-by':
      return declared(snapshot, 'entity').filter(
        ({ label }) => (snapshot.analysis.dictionary.entities.get(label)?.reports ?? null) !== null,
      );
    default:
      return declared(snapshot, 'entity');
  }
}

/** Facts of the type that the key takes: dates for `during` and spans, numbers for sums. */
function pathProposals(
  snapshot: Snapshot,
  spot: Extract<Spot, { readonly kind: 'value' }>,
  path: readonly string[],
  word: string,
): readonly Proposal[] {
  const { key, construct } = spot;
  const isBeside = construct === 'letters' || key.name === 'via';
  const scope = (isBeside && construct !== 'fact' ? scopeBeside(snapshot, spot.map) : null) ?? scopeAt(spot, key);
  if (construct === 'deadline') return starts(snapshot, spot, path, word);
  if (key.name === 'via') {
    const [entity] = entitiesOf(snapshot, scope);
    const at = entity === undefined ? null : entityAfter(snapshot, entity, path);
    return at === null
      ? []
      : references(snapshot, at).map((proposal) => ({ ...proposal, label: proposal.label.slice(0, -1) }));
  }
  const isElement = construct === 'fact' && ['sum', 'average', 'minimum', 'maximum', 'latest'].includes(key.name);
  if (isElement) {
    const [entity, ...rest] = path;
    if (entity === undefined) return declared(snapshot, 'entity').map((each) => ({ ...each, label: `${each.label}.` }));
    return facts(snapshot, { kind: 'entity', name: entity }, rest, {
      word,
      fits: key.name === 'latest' ? () => true : isNumber,
    });
  }
  const wanted =
    construct === 'span' || ['during', 'on', 'about', 'entered', 'left'].includes(key.name)
      ? isDate
      : construct === 'rollup' || construct === 'condition' || construct === 'letters' || key.name === 'among'
        ? () => true
        : isNumber;
  return facts(snapshot, scope, path, { word, fits: wanted });
}

function isDate({ kind }: FactType): boolean {
  return kind === 'date' || kind === 'month';
}

function isNumber({ kind }: FactType): boolean {
  return kind === 'number';
}

/** After `guide.md#` the anchors alone: the rest stands there already. */
function clauseProposals(snapshot: Snapshot, before: string): readonly Proposal[] {
  return clauses(snapshot).flatMap((proposal) => {
    const begun = before.slice(0, Math.max(before.lastIndexOf('#'), before.lastIndexOf('.')) + 1);
    return proposal.label.startsWith(begun) ? [{ ...proposal, replacesBefore: begun.length }] : [];
  });
}

/** Facts and parameters in the braces of a message. */
function inMessage(
  snapshot: Snapshot,
  spot: Extract<Spot, { readonly kind: 'value' }>,
  before: string,
  word: string,
): readonly Proposal[] {
  const open = /(?<!\{)\{(\$?)([^{}$]*)$/.exec(before);
  if (open === null || spot.construct !== 'otherwise') return [];
  const [, dollar, written = ''] = open;
  if (dollar === '$') return declared(snapshot, 'parameter');
  const path = written.endsWith('.') ? written.slice(0, -1).split('.') : [];
  return [
    ...facts(snapshot, scopeAt(spot, spot.key), path, { word, fits: () => true }),
    ...declared(snapshot, 'parameter').map((each) => ({ ...each, label: `$${each.label}` })),
  ];
}

function leafFact({ map }: Extract<Spot, { readonly kind: 'value' }>): string {
  const fact = map.entries.find(({ key }) => key.source === 'fact')?.value;
  return fact?.kind === 'scalar' ? fact.source : '';
}

const choiceTitles: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  veto: { zh: '一票否决', en: 'one failure decides' },
  major: { zh: '严重', en: 'major' },
  minor: { zh: '一般', en: 'minor' },
  rate: { zh: '达标率', en: 'the rate' },
  rank: { zh: '排名', en: 'the rank' },
  change: { zh: '比上期', en: 'against the period before' },
  month: { zh: '每月', en: 'each month' },
  quarter: { zh: '季度', en: 'the quarter' },
  year: { zh: '年', en: 'the year' },
  start: { zh: '期初', en: 'before the period begins' },
  end: { zh: '期末', en: 'at the end of the period' },
  descending: { zh: '大的在前', en: 'the greatest first' },
  ascending: { zh: '小的在前', en: 'the least first' },
  'as-of': { zh: '截至日', en: 'the as-of date' },
};
