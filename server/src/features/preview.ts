/** A rule as a decision flow with its counts, a standard with what it requires; a ladder or procedure with who stands where. */
import type { Position } from 'vscode-languageserver-types';
import type { Document } from '../document.ts';
import type { Background } from '../live/background.ts';
import type { PlacedNode } from '../live/messages.ts';
import type { FlowNode, Preview } from '../protocol.ts';
import { toLocation, touches } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { occurrencesIn } from '../symbols/occurrences.ts';
import { judgedItem, requirementName, sceneOf } from './judged.ts';
import { clauseOf, programmePreview, sceneWords } from './programme-preview.ts';

export type Named = JudgedName | ProgrammeName;

export interface JudgedName {
  readonly kind: 'rule' | 'standard';
  readonly name: string;
}

export interface ProgrammeName {
  readonly kind: 'ladder' | 'procedure';
  readonly name: string;
}

export function isJudged(named: Named): named is JudgedName {
  return named.kind === 'rule' || named.kind === 'standard';
}

/** The rule, standard, ladder or procedure in whose text a position lies. */
export function namedAt(document: Document, position: Position): Named | null {
  for (const { name, place, declared } of occurrencesIn(document)) {
    const kind = kinds.find((each) => each === name.kind);
    if (declared === null || kind === undefined || !('name' in name)) continue;
    const range = { start: place.range.start, end: declared.place.range.end };
    if (touches(range, position)) return { kind, name: name.name };
  }
  return null;
}

const kinds = ['rule', 'standard', 'ladder', 'procedure'] as const;

/** By name: a rule, else a standard, a ladder or a procedure. */
export function namedIn(snapshot: Snapshot, name: string): Named | null {
  const { model } = sceneOf(snapshot);
  if (model === null) return null;
  const all = { rule: model.rules, standard: model.standards, ladder: model.ladders, procedure: model.procedures };
  const kind = kinds.find((each) => all[each].has(name));
  return kind === undefined ? null : { kind, name };
}

/** Null where there is nothing of that name in force. Counts come with the answer where they are known. */
export async function preview(
  snapshot: Snapshot,
  background: Background,
  named: Named,
  signal: AbortSignal,
): Promise<Preview | null> {
  const { folder } = snapshot;
  const { model } = sceneOf(snapshot);
  if (!isJudged(named)) return model === null ? null : programmePreview(snapshot, background.view(folder), named);
  const rule = named.kind === 'rule' ? model?.rules.get(named.name) : undefined;
  const item = rule ?? (named.kind === 'standard' ? model?.standards.get(named.name) : undefined);
  if (model === null || item === undefined) return null;
  const view = background.view(folder);
  const isCounted = view.tally(named.kind, named.name) !== null;
  const flow =
    isCounted && rule !== undefined ? await background.ask(snapshot, 'flow', named, signal).catch(() => null) : null;
  const months = isCounted ? await background.ask(snapshot, 'months', named, signal).catch(() => null) : null;
  const requires = 'requires' in item ? item.requires.map(requirementName) : [];
  return {
    ...judgedItem(snapshot, view, named.kind, item),
    ...sceneWords(snapshot, view),
    kind: named.kind,
    severity: rule?.severity ?? null,
    clause: clauseOf(snapshot, item.cites),
    flow: (flow ?? []).map((step) => ({ ...step, node: located(snapshot, step.node) })),
    requires: requires.flatMap(({ kind, name }) => {
      const required = (kind === 'rule' ? model.rules : model.standards).get(name);
      return required === undefined ? [] : [{ ...judgedItem(snapshot, view, kind, required), kind }];
    }),
    months: months ?? [],
    programme: null,
  };
}

function located(snapshot: Snapshot, { place, of, ...node }: PlacedNode): FlowNode {
  return {
    ...node,
    of: of.map((each) => located(snapshot, each)),
    location: place === null ? null : toLocation(snapshot, place),
  };
}
