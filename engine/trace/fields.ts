/** The fields of the data dictionary and what reads them. */
import { startOfFile } from '../diagnostics/diagnostic.ts';
import type { Analysis } from '../language/analysis.ts';
import type { Entity } from '../model/dictionary.ts';
import type { FieldUse, TracedField, TracedRule } from './matrix.ts';
import { fieldId, noReads, readRollup } from './reads.ts';

export function traceFields(analysis: Analysis, rules: readonly TracedRule[]): readonly TracedField[] {
  const readers = new Map<string, Set<string>>();
  for (const { name, fields } of rules) for (const field of fields) add(readers, field, name);
  const groupers = rollupsByField(analysis);
  return [...analysis.dictionary.entities.values()].flatMap((entity) => {
    const places = analysis.resources.get(entity.name)?.fieldPlaces;
    return [...entity.fields.values()].map((field) => {
      const id = fieldId(entity.name, field.name);
      return {
        entity: entity.name,
        field: field.name,
        title: field.title,
        place: places?.get(field.name) ?? { file: 'datapackage.yaml', range: startOfFile },
        descriptive: field.descriptive,
        uses: usesOf(entity, field.name),
        rules: [...(readers.get(id) ?? [])],
        rollups: [...(groupers.get(id) ?? [])],
      };
    });
  });
}

function usesOf(entity: Entity, field: string): readonly FieldUse[] {
  const { key, references, valid, reports, fields } = entity;
  const name = fields.get('name');
  const uses: Readonly<Record<FieldUse, boolean>> = {
    key: key.includes(field),
    reference: [...references.values()].some((reference) => reference.fields.includes(field)),
    valid: valid?.from === field || valid?.to === field,
    report: reports?.month === field,
    name: field === 'name' && name?.type.kind === 'text' && !name.sensitive,
  };
  return (Object.keys(uses) as readonly FieldUse[]).filter((use) => uses[use]);
}

function rollupsByField({ eras }: Analysis): ReadonlyMap<string, Set<string>> {
  const groupers = new Map<string, Set<string>>();
  for (const { model } of eras) {
    for (const rollup of model.rollups.values()) {
      const reads = noReads(model);
      readRollup(reads, rollup);
      for (const field of reads.fields) add(groupers, field, rollup.name);
    }
  }
  return groupers;
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key);
  if (known === undefined) sets.set(key, new Set([value]));
  else known.add(value);
}
