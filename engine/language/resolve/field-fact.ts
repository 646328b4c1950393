import type { Entity, Field, FieldType } from '../../model/dictionary.ts';
import type { Fact, FactType } from '../../model/fact.ts';

/** A field as a fact; the same object each time. */
export function fieldFact(known: Map<Field, Fact>, entity: Entity, field: Field): Fact {
  const before = known.get(field);
  if (before !== undefined) return before;
  const { name, title, unit, sensitive } = field;
  const fact: Fact = {
    name,
    entity: entity.name,
    title,
    type: factType(field),
    unit,
    sensitive,
    definition: { kind: 'field', field },
  };
  known.set(field, fact);
  return fact;
}

function factType(field: Field): FactType {
  const type: FieldType = field.type;
  switch (type.kind) {
    case 'integer':
    case 'decimal': {
      const { minimum, exclusiveMinimum } = field.constraints;
      const least = minimum ?? exclusiveMinimum;
      return {
        kind: 'number',
        form: type.kind,
        nonNegative: least !== null && !least.startsWith('-'),
        display: 'number',
      };
    }
    case 'code':
      return { kind: 'code', codes: type.codes };
    case 'text':
    case 'boolean':
    case 'date':
    case 'month':
      return { kind: type.kind };
  }
}
