/** The names in the data dictionary: entities, fields and codes, and where it refers to them itself. */
import { itemsAt, mapAt, textAt } from '../../../engine/dictionary/parts.ts';
import { get, type MapTree, type Tree } from '../../../engine/yaml/tree.ts';
import { declaration, type Occurrence, reference } from './name.ts';
import { at, nameOf } from './written.ts';

export function namesInDictionary(root: Tree): readonly Occurrence[] {
  if (root.kind !== 'map') return [];
  return itemsAt(root, 'resources').flatMap((item) => (item.kind === 'map' ? namesInResource(item) : []));
}

function namesInResource(resource: MapTree): readonly Occurrence[] {
  const entity = textAt(resource, 'name') ?? '';
  const schema = mapAt(resource, 'schema');
  const field = (tree: Tree | undefined, of: string): readonly Occurrence[] =>
    nameOf(tree, (name, scalar) => reference({ kind: 'fact', entity: of, name }, scalar.place));
  const fields = (tree: Tree | undefined, of: string): readonly Occurrence[] =>
    tree?.kind === 'list' ? tree.items.flatMap((item) => field(item, of)) : field(tree, of);
  const reports = get(resource, 'zhunsheng:reports');
  const valid = get(resource, 'zhunsheng:valid');
  return [
    ...nameOf(get(resource, 'name'), (name, { place }) => declaration({ kind: 'entity', name }, place, resource)),
    ...nameOf(at(reports, 'for'), (name, { place }) => reference({ kind: 'entity', name }, place)),
    ...field(at(reports, 'month'), entity),
    ...field(at(valid, 'from'), entity),
    ...field(at(valid, 'to'), entity),
    ...(schema === null
      ? []
      : [
          ...itemsAt(schema, 'fields').flatMap((item) => namesInField(item, entity)),
          ...fields(get(schema, 'primaryKey'), entity),
          ...itemsAt(schema, 'foreignKeys').flatMap((key) => {
            const target = at(key, 'reference');
            const to = at(target, 'resource');
            const other = to?.kind === 'scalar' && to.source !== '' ? to.source : entity;
            return [
              ...fields(at(key, 'fields'), entity),
              ...nameOf(to, (name, { place }) => reference({ kind: 'entity', name }, place)),
              ...fields(at(target, 'fields'), other),
            ];
          }),
        ]),
  ];
}

function namesInField(tree: Tree, entity: string): readonly Occurrence[] {
  if (tree.kind !== 'map') return [];
  const fact = textAt(tree, 'name') ?? '';
  const constraints = mapAt(tree, 'constraints');
  const codes = [...(constraints === null ? [] : itemsAt(constraints, 'enum')), ...itemsAt(tree, 'categories')];
  const seen = new Set<string>();
  return [
    ...nameOf(get(tree, 'name'), (name, { place }) => declaration({ kind: 'fact', entity, name }, place, tree)),
    ...codes.flatMap((item) =>
      nameOf(item.kind === 'map' ? get(item, 'value') : item, (name, { place }) => {
        const symbol = { kind: 'code', entity, fact, name } as const;
        if (seen.has(name)) return reference(symbol, place);
        seen.add(name);
        return declaration(symbol, place, item);
      }),
    ),
  ];
}
