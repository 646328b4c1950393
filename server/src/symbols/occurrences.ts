/** Every name in a file, with its place. */
import type { Position } from 'vscode-languageserver-types';
import { type Document, perDocument } from '../document.ts';
import { touches } from '../ranges.ts';
import { namesInDictionary } from './dictionary-names.ts';
import { namesInGuide } from './guide-names.ts';
import type { Occurrence } from './name.ts';
import { declaredInPolicy, namesInPolicy } from './policy-names.ts';
import { namesInTests, namesInWaivers } from './test-names.ts';

export const occurrencesIn = perDocument((document): readonly Occurrence[] => {
  const { kind, tree } = document;
  if (kind === 'guide') return namesInGuide(document);
  if (tree === null) return [];
  switch (kind) {
    case 'policy':
      return namesInPolicy(tree);
    case 'tests':
      return namesInTests(tree);
    case 'waivers':
      return namesInWaivers(tree);
    case 'dictionary':
      return namesInDictionary(tree);
  }
});

/** The declarations among them: those of a policy are found much sooner than all of its names. */
export function declarationsIn(document: Document): readonly Occurrence[] {
  const { kind, tree } = document;
  if (kind === 'policy') return tree === null ? [] : declaredInPolicy(tree);
  return occurrencesIn(document).filter(({ declared }) => declared !== null);
}

/** The name at a position: the innermost, where one stands in another. */
export function occurrenceAt(document: Document, position: Position): Occurrence | null {
  const all = occurrencesIn(document);
  return (
    all.find(({ place }) => touches(place.range, position)) ??
    all.find(({ around }) => around.range.start.line === around.range.end.line && touches(around.range, position)) ??
    null
  );
}
