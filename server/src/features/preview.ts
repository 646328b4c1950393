/** A rule as a decision flow with its counts, or a standard with what it requires. */
import type { Position } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import type { Background } from '../live/background.ts';
import type { PlacedNode } from '../live/messages.ts';
import type { FlowNode, Preview } from '../protocol.ts';
import { toLocation, touches } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { uriOf } from '../uris.ts';
import { baseWords, judgedItem, requirementName, sceneOf } from './judged.ts';

export interface Named {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
}

/** The rule or standard in whose text a position lies. */
export function namedAt(document: Document, position: Position): Named | null {
  for (const { name, place, declared } of occurrencesIn(document)) {
    if (declared === null || (name.kind !== 'rule' && name.kind !== 'standard')) continue;
    const range = { start: place.range.start, end: declared.place.range.end };
    if (touches(range, position)) return { kind: name.kind, name: name.name };
  }
  return null;
}

/** By name: a rule, else a standard. */
export function namedIn(snapshot: Snapshot, name: string): Named | null {
  const { model } = sceneOf(snapshot);
  if (model?.rules.has(name) === true) return { kind: 'rule', name };
  return model?.standards.has(name) === true ? { kind: 'standard', name } : null;
}

/** Null where there is nothing of that name in force. Counts come with the answer where they are known. */
export async function preview(
  snapshot: Snapshot,
  background: Background,
  named: Named,
  signal: AbortSignal,
): Promise<Preview | null> {
  const { language, folder, analysis } = snapshot;
  const { moment, model } = sceneOf(snapshot);
  const rule = named.kind === 'rule' ? model?.rules.get(named.name) : undefined;
  const item = rule ?? (named.kind === 'standard' ? model?.standards.get(named.name) : undefined);
  if (model === null || item === undefined) return null;
  const view = background.view(folder);
  const isJudged = view.tally(named.kind, named.name) !== null;
  const flow =
    isJudged && rule !== undefined ? await background.ask(snapshot, 'flow', named, signal).catch(() => null) : null;
  const months = isJudged ? await background.ask(snapshot, 'months', named, signal).catch(() => null) : null;
  const clause = item.cites === null ? undefined : analysis.clauses.get(item.cites);
  const requires = 'requires' in item ? item.requires.map(requirementName) : [];
  return {
    ...judgedItem(snapshot, view, named.kind, item),
    project: uriOf(folder),
    kind: named.kind,
    period: view.moment?.period ?? moment.period.name,
    asOf: view.moment?.asOf ?? moment.asOf,
    state: view.state,
    problem: view.problem?.[language] ?? null,
    base: baseWords(view),
    severity: rule?.severity ?? null,
    clause:
      clause === undefined
        ? null
        : {
            anchor: clause.cite,
            title: clause.title,
            text: clause.text,
            location: toLocation(snapshot, clause.place),
          },
    flow: (flow ?? []).map((step) => ({ ...step, node: located(snapshot, step.node) })),
    requires: requires.flatMap(({ kind, name }) => {
      const required = (kind === 'rule' ? model.rules : model.standards).get(name);
      return required === undefined ? [] : [{ ...judgedItem(snapshot, view, kind, required), kind }];
    }),
    months: months ?? [],
  };
}

function located(snapshot: Snapshot, { place, of, ...node }: PlacedNode): FlowNode {
  return {
    ...node,
    of: of.map((each) => located(snapshot, each)),
    location: place === null ? null : toLocation(snapshot, place),
  };
}
