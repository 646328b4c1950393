/** The conditions in a file: each line and each leaf of json-rules-engine's form, with whose facts it speaks of. */
import type { ScalarTree, Tree } from '../../../engine/yaml/tree.ts';
import { perDocument } from '../document.ts';
import type { Scope } from './name.ts';
import { sections, sourceOf } from './policy-names.ts';
import { at, entityScope } from './written.ts';

export interface ConditionPart {
  /** A line, a leaf `{ fact, operator, value }`, or `{ condition: name }`. */
  readonly tree: Tree;
  readonly form: 'line' | 'leaf' | 'shared';
  /** It stands within braces or brackets. */
  readonly flow: boolean;
  readonly scope: Scope | null;
  /** The declaration that it stands in, and the name of its section. */
  readonly section: string;
  readonly owner: ScalarTree;
}

export const conditionsIn = perDocument(({ kind, tree }): readonly ConditionPart[] => {
  if (kind !== 'policy' || tree?.kind !== 'map') return [];
  return tree.entries.flatMap(({ key: { source: section }, value }) =>
    Object.hasOwn(sections, section) && value.kind === 'map'
      ? value.entries.flatMap(({ key: owner, value: body }) =>
          conditionsOf(section, owner, body).flatMap(({ condition, scope }) =>
            partsOf(condition, inFlow(value, body)).map((part) => ({ ...part, scope, section, owner })),
          ),
        )
      : [],
  );
});

function conditionsOf(
  section: string,
  owner: ScalarTree,
  body: Tree,
): readonly { readonly condition: Tree; readonly scope: Scope | null }[] {
  const under = (key: string, scope: Scope | null) => {
    const condition = at(body, key);
    return condition === undefined ? [] : [{ condition, scope }];
  };
  switch (section) {
    case 'conditions':
      return [{ condition: body, scope: { kind: 'condition', name: owner.source } }];
    case 'rules': {
      const scope = entityScope(body, 'for');
      return [...under('when', scope), ...under('require', scope)];
    }
    case 'facts': {
      const scope = sourceOf(body);
      return [...under('where', scope), ...under('that', scope)];
    }
    case 'procedures':
      return under('admit-when', entityScope(body, 'for'));
    default:
      return [];
  }
}

function inFlow(...trees: readonly Tree[]): boolean {
  return trees.some((tree) => tree.kind !== 'scalar' && tree.flow);
}

function partsOf(tree: Tree, flow: boolean): readonly Pick<ConditionPart, 'tree' | 'form' | 'flow'>[] {
  switch (tree.kind) {
    case 'scalar':
      return tree.value === null ? [] : [{ tree, form: 'line', flow }];
    case 'list':
      return tree.items.flatMap((item) => partsOf(item, flow || tree.flow));
    case 'map': {
      if (at(tree, 'fact') !== undefined) return [{ tree, form: 'leaf', flow }];
      if (at(tree, 'condition') !== undefined) return [{ tree, form: 'shared', flow }];
      return tree.entries.flatMap(({ value }) => partsOf(value, flow || tree.flow));
    }
  }
}
