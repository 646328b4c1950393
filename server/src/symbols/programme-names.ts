/** The names in procedures and ladders. */
import { placeWithin, type Tree } from '../../../engine/yaml/tree.ts';
import { namesInCondition, namesInPath } from './condition-names.ts';
import { declaration, type Occurrence, reference, type Scope } from './name.ts';
import {
  at,
  entityAt,
  entityScope,
  nameOf,
  namesInAmount,
  namesInCites,
  namesInOtherwise,
  namesInRequirement,
} from './written.ts';

export function namesInProcedure(tree: Tree, procedure: string): readonly Occurrence[] {
  const scope = entityScope(tree, 'for');
  return [
    ...entityAt(tree, 'for'),
    ...namesInPath(at(tree, 'during'), scope),
    ...namesInCondition(at(tree, 'admit-when'), scope),
    ...namesInCites(at(tree, 'cites')),
    ...itemsAt(tree, 'steps').flatMap((step) => {
      const within = at(step, 'within');
      return [
        ...nameOf(at(step, 'step'), (name, { place }) =>
          declaration({ kind: 'procedure-step', procedure, name }, place, step),
        ),
        ...namesInPath(at(step, 'on'), scope),
        ...['days', 'workdays', 'months'].flatMap((unit) => namesInAmount(at(within, unit))),
        ...namesInStart(at(within, 'from'), procedure, scope),
      ];
    }),
    ...namesInOtherwise(at(tree, 'otherwise'), scope),
  ];
}

export function namesInLadder(tree: Tree, ladder: string): readonly Occurrence[] {
  const scope = entityScope(tree, 'for');
  return [
    ...entityAt(tree, 'for'),
    ...itemsAt(tree, 'occasion').flatMap((occasion) =>
      at(occasion, 'rank') === undefined
        ? namesInRequirement(occasion)
        : [...namesInPath(at(occasion, 'rank'), scope), ...namesInPath(at(occasion, 'among'), scope)],
    ),
    ...namesInLetters(at(tree, 'sent')),
    ...itemsAt(tree, 'steps').flatMap((step) => [
      ...nameOf(at(step, 'letter'), (name, { place }) => declaration({ kind: 'letter', ladder, name }, place, step)),
    ]),
    ...namesInCites(at(tree, 'cites')),
  ];
}

/** `letter`, or `{ entity: letter, step, on, about, via }`. */
function namesInLetters(tree: Tree | undefined): readonly Occurrence[] {
  if (tree?.kind !== 'map') return nameOf(tree, (name, { place }) => reference({ kind: 'entity', name }, place));
  const scope = entityScope(tree, 'entity');
  return [
    ...entityAt(tree, 'entity'),
    ...['step', 'on', 'about', 'via'].flatMap((key) => namesInPath(at(tree, key), scope)),
  ];
}

function namesInStart(tree: Tree | undefined, procedure: string, scope: Scope | null): readonly Occurrence[] {
  return nameOf(tree, (text, scalar) => {
    const path = text.split('.');
    let from = 0;
    return path.map((word, step) => {
      const place = placeWithin(scalar, from, from + word.length);
      from += word.length + 1;
      return reference({ kind: 'start', procedure, scope, path, at: step }, place);
    });
  }).flat();
}

function itemsAt(tree: Tree, key: string): readonly Tree[] {
  const list = at(tree, key);
  return list?.kind === 'list' ? list.items : [];
}
