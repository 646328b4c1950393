/** The units and records that tests and waivers name by their keys. */
import type { Position } from 'vscode-languageserver-types';
import type { Place } from '../../../engine/diagnostics/diagnostic.ts';
import { placeWithin, type Tree } from '../../../engine/yaml/tree.ts';
import type { Document } from '../document.ts';
import { touches } from '../ranges.ts';
import type { Snapshot } from '../snapshot.ts';
import { declarationsOf } from './resolve.ts';
import { at, nameOf, textAt } from './written.ts';

export interface NamedSubject {
  readonly entity: string;
  readonly subject: string;
  /** Of the key. */
  readonly place: Place;
}

/** The subject whose key stands at a position: in a waiver, or in what a test expects. */
export function subjectAt(snapshot: Snapshot, document: Document, position: Position): NamedSubject | null {
  return subjectsIn(snapshot, document).find(({ place }) => touches(place.range, position)) ?? null;
}

function subjectsIn(snapshot: Snapshot, { kind, tree }: Document): readonly NamedSubject[] {
  if (tree === null) return [];
  if (kind === 'waivers') return tree.kind === 'list' ? tree.items.flatMap(waived) : [];
  const cases = kind === 'tests' ? at(tree, 'cases') : undefined;
  return cases?.kind === 'list' ? cases.items.flatMap((each) => expected(snapshot, each)) : [];
}

function waived(waiver: Tree): readonly NamedSubject[] {
  return nameOf(at(waiver, 'subject'), (text, scalar) => {
    const [, entity = '', gap = '', subject = ''] = /^([^:：]*)([:：]\s*)(.*)$/s.exec(text) ?? [];
    const start = entity.length + gap.length;
    return { entity: entity.trim(), subject, place: placeWithin(scalar, start, text.length) };
  });
}

function expected(snapshot: Snapshot, testCase: Tree): readonly NamedSubject[] {
  const expect = at(testCase, 'expect');
  if (expect?.kind !== 'map') return [];
  return expect.entries.flatMap(({ key, value }) => {
    const entity = value.kind === 'map' ? entityExpected(snapshot, key.source) : null;
    if (entity === null || value.kind !== 'map') return [];
    return value.entries.map((each) => ({ entity, subject: each.key.source, place: each.key.place }));
  });
}

/** What a rule, standard, ladder or procedure that a test names is about; null where that is not known. */
export function entityExpected(snapshot: Snapshot, name: string): string | null {
  const [procedure = name] = name.split('.');
  const [declaration] = [
    ...declarationsOf(snapshot, { kind: 'rule', name }).filter(({ declared }) => textAt(declared ?? undefined, 'for')),
    ...declarationsOf(snapshot, { kind: 'standard', name }),
    ...declarationsOf(snapshot, { kind: 'ladder', name }),
    ...declarationsOf(snapshot, { kind: 'procedure', name: procedure }),
  ];
  return textAt(declaration?.declared ?? undefined, 'for');
}
