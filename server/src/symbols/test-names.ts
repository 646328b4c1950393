/** The names in policy tests and waivers. */
import { placeWithin, type Tree } from '../../../engine/yaml/tree.ts';
import { type Occurrence, reference } from './name.ts';
import { at, nameOf, requirementIn } from './written.ts';

export function namesInTests(root: Tree): readonly Occurrence[] {
  const cases = at(root, 'cases');
  return [
    ...nameOf(at(root, 'tests'), (name, { place }) => reference({ kind: 'policy', name }, place)),
    ...(cases?.kind === 'list' ? cases.items.flatMap(namesInCase) : []),
  ];
}

export function namesInWaivers(root: Tree): readonly Occurrence[] {
  if (root.kind !== 'list') return [];
  return root.items.flatMap((item) => [
    ...requirementIn(at(item, 'rule'), 'rule'),
    ...nameOf(at(item, 'subject'), (text, scalar) => {
      const name = text.split(/[:：]/)[0] ?? text;
      return reference({ kind: 'entity', name }, placeWithin(scalar, 0, name.length));
    }),
  ]);
}

function namesInCase(tree: Tree): readonly Occurrence[] {
  const given = at(tree, 'given');
  const expect = at(tree, 'expect');
  return [
    ...(given?.kind === 'map'
      ? given.entries.flatMap(({ key, value }) => [
          reference({ kind: 'entity', name: key.source }, key.place),
          ...(value.kind === 'list' ? value.items.flatMap((row) => namesInRow(row, key.source)) : []),
        ])
      : []),
    ...(expect?.kind === 'map'
      ? expect.entries.flatMap(({ key, value }) => [...requirementIn(key), ...stepsIn(key.source, value)])
      : []),
  ];
}

function namesInRow(row: Tree, entity: string): readonly Occurrence[] {
  if (row.kind !== 'map') return [];
  return row.entries.flatMap(({ key, value }) => [
    reference({ kind: 'fact', entity, name: key.source }, key.place),
    ...nameOf(value, (text, { place }) => {
      const scope = { kind: 'entity', name: entity } as const;
      return reference({ kind: 'code', entity: scope.name, fact: key.source, name: text }, place);
    }),
  ]);
}

/** `{ u1: notice }` under a ladder or procedure. */
function stepsIn(of: string, expected: Tree): readonly Occurrence[] {
  if (expected.kind !== 'map') return [];
  return expected.entries.flatMap(({ value }) =>
    nameOf(value, (name, { place }) => reference({ kind: 'expected', of, name }, place)),
  );
}
