/**
 * Many test cases as one dataset, so that the compiled SQL judges them all at once: every entity gets one more field, the
 * case's number, that belongs to its key and to every reference, so that no record of a case can meet one of another.
 */
import type { Dataset, Row, Table } from '../model/dataset.ts';
import { type Dictionary, type Entity, type Field, noConstraints } from '../model/dictionary.ts';
import { keyOf } from '../model/key.ts';
import type { Model, Waiver } from '../model/policy.ts';

export interface Batch {
  readonly dataset: Dataset;
  /** A model over the batch; the same for the same. Roll-ups over cases mean nothing and are left out. */
  modelOf(model: Model): Model;
}

/** Each case's records; its number is its place in the list. */
export function batchOf(dictionary: Dictionary, cases: readonly Dataset[]): Batch {
  const entities = new Map([...dictionary.entities].map(([name, entity]) => [name, withCase(entity)]));
  const dataset = new Map([...dictionary.entities.keys()].map((name) => [name, joined(name, cases)]));
  const models = new Map<Model, Model>();
  const modelOf = (model: Model): Model => {
    const made = models.get(model) ?? {
      ...model,
      dictionary: { entities },
      waivers: waiversIn(model, cases),
      rollups: new Map(),
    };
    models.set(model, made);
    return made;
  };
  return { dataset, modelOf };
}

/** How the batch names a case's subject. */
export function subjectInBatch(number: number, subject: string): string {
  return `${number}/${subject}`;
}

/** The prefix is ours: no field of a project bears it. */
const caseField: Field = {
  name: 'zhunsheng:test-case',
  title: { zh: '用例', en: 'Test case' },
  description: null,
  type: { kind: 'text' },
  constraints: { ...noConstraints, required: true },
  sensitive: false,
  planned: false,
  descriptive: false,
  unit: null,
};

function withCase(entity: Entity): Entity {
  return {
    ...entity,
    fields: new Map([...entity.fields, [caseField.name, caseField]]),
    key: [caseField.name, ...entity.key],
    world: caseField.name,
    references: new Map(
      [...entity.references].map(([name, reference]) => [
        name,
        { ...reference, fields: [caseField.name, ...reference.fields] },
      ]),
    ),
  };
}

/** The analysis makes every table of a case present. */
function joined(entity: string, cases: readonly Dataset[]): Table {
  const rows = cases.flatMap((dataset, number) =>
    rowsOf(dataset, entity).map(({ cells }): Row => ({ cells: [...cells, String(number)] })),
  );
  return { state: 'present', rows };
}

function rowsOf(dataset: Dataset, entity: string): readonly Row[] {
  const table = dataset.get(entity);
  if (table?.state !== 'present') throw new Error(`a test case lacks the table of ${entity}`);
  return table.rows;
}

/** A waiver for each case that has its subject. */
function waiversIn(model: Model, cases: readonly Dataset[]): readonly Waiver[] {
  return model.waivers.flatMap((waiver) => {
    const entity = model.dictionary.entities.get(waiver.entity);
    if (entity === undefined) return [];
    return cases.flatMap((dataset, number) =>
      rowsOf(dataset, waiver.entity).some((row) => keyOf(entity, row) === waiver.subject)
        ? [{ ...waiver, subject: subjectInBatch(number, waiver.subject) }]
        : [],
    );
  });
}
