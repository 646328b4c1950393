/** Proposes what goes into the cases of policy tests: entities, their fields, codes; rules and standards, subjects, verdicts. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { type Verdict, verdicts } from '../../../engine/model/verdict.ts';
import type { Tree } from '../../../engine/yaml/tree.ts';
import type { Live } from '../features/live.ts';
import type { Snapshot } from '../snapshot.ts';
import { entityExpected } from '../symbols/subjects.ts';
import { at, textAt } from '../symbols/written.ts';
import type { Proposal } from './item.ts';
import { lineProposals } from './line.ts';
import { declared, facts } from './names.ts';
import { probe } from './probe.ts';
import { expectedSteps, requirements } from './programme.ts';
import type { Spot } from './spot.ts';

export async function rowProposals(
  snapshot: Snapshot,
  { path, map }: Extract<Spot, { readonly kind: 'rows' }>,
  word: string,
  live: Live,
): Promise<readonly Proposal[]> {
  const [entity, field] = path;
  if (entity === undefined)
    return declared(snapshot, 'entity').map((each) => ({ ...each, snippet: `${each.label}: [{ $0 }]` }));
  const scope = { kind: 'entity', name: entity } as const;
  if (field !== undefined) {
    const all = await lineProposals(snapshot, scope, `${field} = `, word, live);
    return all.filter(({ symbol }) => symbol?.kind === 'code' || symbol === undefined);
  }
  const fields = snapshot.analysis.dictionary.entities.get(entity)?.fields;
  const present = new Set(map?.entries.map(({ key }) => key.source));
  return facts(snapshot, scope, [], { word, fits: () => true })
    .filter(({ label }) => fields?.has(label) === true && !present.has(label))
    .map((each) => ({ ...each, snippet: `${each.label}: $0` }));
}

export function verdictProposals(
  snapshot: Snapshot,
  { path, map, testCase }: Extract<Spot, { readonly kind: 'verdicts' }>,
  before: string,
): readonly Proposal[] {
  const [name, subject] = path;
  const present = new Set(map?.entries.map(({ key }) => key.source).filter((key) => !key.includes(probe)));
  if (name === undefined) {
    return [...requirements(snapshot, before), ...(before.endsWith('.') ? [] : declared(snapshot, 'ladder'))]
      .filter(({ label }) => !present.has(label))
      .map((each) => ({ ...each, snippet: `${each.label}: { $0 }` }));
  }
  if (subject === undefined) {
    return subjectsGiven(snapshot, name, testCase)
      .filter((label) => !present.has(label))
      .map((label) => ({ label, title: '', kind: CompletionItemKind.Value, snippet: `${label}: $0` }));
  }
  return (
    expectedSteps(snapshot, name) ??
    verdicts.map((label, index) => ({
      label,
      title: verdictTitles[label][snapshot.language],
      kind: CompletionItemKind.EnumMember,
      rank: index / 100,
    }))
  );
}

/** The keys of the case's records that the rule or standard is about. */
function subjectsGiven(snapshot: Snapshot, name: string, testCase: Tree): readonly string[] {
  const entity = entityExpected(snapshot, name) ?? '';
  const rows = at(at(testCase, 'given'), entity);
  const key = snapshot.analysis.dictionary.entities.get(entity)?.key ?? [];
  if (rows?.kind !== 'list') return [];
  return rows.items.flatMap((row) => {
    const cells = key.map((field) => textAt(row, field));
    return cells.includes(null) ? [] : [cells.join('/')];
  });
}

const verdictTitles: Readonly<Record<Verdict, { readonly zh: string; readonly en: string }>> = {
  pass: { zh: '通过', en: 'it passes' },
  fail: { zh: '未通过', en: 'it fails' },
  waived: { zh: '豁免', en: 'a waiver holds' },
  undetermined: { zh: '待定', en: 'a deciding fact is unknown' },
  'not-applicable': { zh: '不适用', en: 'the rule does not apply' },
};
