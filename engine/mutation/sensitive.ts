/** Records without what is never shown: a test that is proposed stands in outputs and logs. */
import type { Era } from '../language/analysis.ts';
import type { Dataset, Row } from '../model/dataset.ts';
import type { Cell, Dictionary, Entity } from '../model/dictionary.ts';
import { withRows } from './variations.ts';

/** Sensitive cells are unknown; those of keys, and what refers to them, are replaced by invented ones. */
export function withoutSensitive(eras: readonly Era[], given: Dataset): Dataset {
  const dictionary = eras[0]?.model.dictionary;
  if (dictionary === undefined) return given;
  const invented = new Map<Cell, string>();
  let made = given;
  for (const entity of dictionary.entities.values()) {
    const table = made.get(entity.name);
    const secret = [...entity.fields.values()].map(
      ({ name, sensitive }) => sensitive || isSecretKey(dictionary, entity, name),
    );
    if (table?.state !== 'present' || !secret.includes(true)) continue;
    const hidden = ({ cells }: Row): Row => ({
      cells: cells.map((cell, index) => {
        const field = [...entity.fields.values()][index];
        if (secret[index] !== true || field === undefined || cell === null) return cell;
        if (field.type.kind !== 'text' || !isOfKey(dictionary, entity, field.name)) return null;
        const known = invented.get(cell) ?? `s${invented.size + 1}`;
        invented.set(cell, known);
        return known;
      }),
    });
    made = withRows(made, entity, table.rows.map(hidden));
  }
  return made;
}

/** Whether a field refers to a record by a key that is not shown. */
function isSecretKey({ entities }: Dictionary, entity: Entity, name: string): boolean {
  return [...entity.references.values()].some(({ target, fields }) => {
    const part = fields.indexOf(name);
    const to = entities.get(target);
    return part !== -1 && to?.fields.get(to.key[part] ?? '')?.sensitive === true;
  });
}

function isOfKey(dictionary: Dictionary, entity: Entity, name: string): boolean {
  return entity.key.includes(name) || isSecretKey(dictionary, entity, name);
}
