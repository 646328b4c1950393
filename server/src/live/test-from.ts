/** Writes a policy test from one subject of the data: its record and those that its rule looked at, and the verdict it has. */
import { stringify } from 'yaml';
import type { Moment } from '../../../engine/calendar/period.ts';
import { interpreter } from '../../../engine/interpret/interpreter.ts';
import { type Analysis, modelOn } from '../../../engine/language/analysis.ts';
import type { Dataset, Row } from '../../../engine/model/dataset.ts';
import type { Cell, Dictionary, Entity, Field } from '../../../engine/model/dictionary.ts';
import type { BehindFact, Trace, TracedFact } from '../../../engine/model/explanation.ts';
import { cellsOf, keyOf, keyText } from '../../../engine/model/key.ts';
import type { Model, Rule } from '../../../engine/model/policy.ts';
import { factsRead } from './facts-read.ts';
import type { MadeTest } from './messages.ts';

export interface TestSource {
  readonly analysis: Analysis;
  readonly model: Model;
  readonly moment: Moment;
  readonly dataset: Dataset;
}

/** Null where the records that may be shown do not give the subject's verdict again: a sensitive field decides it. */
export async function testFrom(
  { analysis, model, moment, dataset }: TestSource,
  rule: Rule,
  subject: string,
): Promise<MadeTest | null> {
  const { dictionary } = model;
  const { at } = interpreter((day) => modelOn(analysis, day), dataset);
  const whole = at(moment);
  if (!whole?.subjects(rule.entity).includes(subject)) return null;
  const explained = await whole.rule(rule.name, subject);
  const behind = [explained.when, explained.require].flatMap((trace) => (trace === null ? [] : factsOf(trace)));
  const picked = pickRecords(dictionary, dataset, moment, rule.entity, subject, behind);
  const given = shownOnly(dictionary, picked, factsRead(model, rule));
  const again = await interpreter((day) => modelOn(analysis, day), given)
    .at(moment)
    ?.rule(rule.name, subject)
    .catch(() => null);
  if (again?.verdict !== explained.verdict) return null;
  const name = `${rule.title.zh}：${subject} / ${rule.title.en}: ${subject}`;
  const item = {
    name,
    given: Object.fromEntries(
      [...given].flatMap(([entity, table]) =>
        table.state === 'missing' || table.rows.length === 0 ? [] : [[entity, written(dictionary, entity, table.rows)]],
      ),
    ),
    expect: { [rule.name]: { [subject]: explained.verdict } },
  };
  return {
    policy: rule.policy,
    period: moment.period.name,
    asOf: moment.asOf === moment.period.last ? null : moment.asOf,
    subject,
    verdict: explained.verdict,
    yaml: stringify([item], { lineWidth: 0, flowCollectionPadding: true }),
  };
}

function factsOf(trace: Trace): readonly TracedFact[] {
  switch (trace.kind) {
    case 'all':
    case 'any':
      return trace.of.flatMap(factsOf);
    case 'not':
    case 'shared':
      return factsOf(trace.of);
    case 'leaf':
      return trace.facts;
  }
}

type Picked = Map<string, Map<string, Row>>;

/** The subject's record, those behind its facts, the reports about it, and whatever these refer to. */
function pickRecords(
  dictionary: Dictionary,
  dataset: Dataset,
  { period }: Moment,
  entity: string,
  subject: string,
  facts: readonly TracedFact[],
): Picked {
  const picked: Picked = new Map();
  const indexes = new Map<string, ReadonlyMap<string, readonly Row[]>>();
  const rowsOf = (name: string, key: string): readonly Row[] => {
    const known = indexes.get(name) ?? indexOf(dictionary, dataset, name);
    indexes.set(name, known);
    return known.get(key) ?? [];
  };
  const pick = (name: string, key: string): void => {
    const described = dictionary.entities.get(name);
    if (described === undefined) return;
    for (const row of rowsOf(name, key)) {
      const own = picked.get(name) ?? new Map<string, Row>();
      picked.set(name, own);
      const id = JSON.stringify(row.cells.map(String));
      if (own.has(id)) continue;
      own.set(id, row);
      for (const reference of described.references.values()) {
        const target = keyText(described, reference.fields, cellsOf(described, row, reference.fields));
        if (target !== null) pick(reference.target, target);
      }
    }
  };
  pick(entity, subject);
  for (const { records } of facts) for (const one of records) pickBehind(one, pick);
  for (const [name, described] of dictionary.entities) {
    const { reports } = described;
    const reference = reports === null ? undefined : described.references.get(reports.reference);
    const table = dataset.get(name);
    if (reference?.target !== entity || table?.state !== 'present') continue;
    for (const row of table.rows) {
      const key = keyOf(described, row);
      const [month] = reports === null ? [] : cellsOf(described, row, [reports.month]);
      if (typeof month !== 'string' || month < period.first || month > period.last) continue;
      if (key !== null && keyText(described, reference.fields, cellsOf(described, row, reference.fields)) === subject)
        pick(name, key);
    }
  }
  return picked;
}

function pickBehind({ entity, keys, doubtful }: BehindFact, pick: (entity: string, key: string) => void): void {
  for (const key of [...keys, ...doubtful]) pick(entity, key);
}

function indexOf(dictionary: Dictionary, dataset: Dataset, name: string): ReadonlyMap<string, readonly Row[]> {
  const described = dictionary.entities.get(name);
  const table = dataset.get(name);
  const index = new Map<string, Row[]>();
  if (described === undefined || table?.state !== 'present') return index;
  for (const row of table.rows) {
    const key = keyOf(described, row);
    if (key === null) continue;
    const rows = index.get(key);
    if (rows === undefined) index.set(key, [row]);
    else rows.push(row);
  }
  return index;
}

/** Of the records only the keys, references and what the rule reads, and nothing that is sensitive. */
function shownOnly(dictionary: Dictionary, picked: Picked, read: ReadonlySet<string>): Dataset {
  const dataset = new Map<string, { readonly state: 'present'; readonly rows: readonly Row[] }>();
  for (const [name, entity] of dictionary.entities) {
    const needed = neededFields(entity, read);
    const rows = [...(picked.get(name)?.values() ?? [])].map(({ cells }) => ({
      cells: [...entity.fields.values()].map((field, i) =>
        needed.has(field.name) && !field.sensitive ? (cells[i] ?? null) : null,
      ),
    }));
    dataset.set(name, { state: 'present', rows });
  }
  return dataset;
}

function neededFields(entity: Entity, read: ReadonlySet<string>): ReadonlySet<string> {
  const { key, references, valid, reports, fields } = entity;
  const dates = valid === null ? [] : [valid.from, ...(valid.to === null ? [] : [valid.to])];
  return new Set([
    ...key,
    ...dates,
    ...(reports === null ? [] : [reports.month]),
    ...[...references.values()].flatMap((reference) => reference.fields),
    ...[...fields.keys()].filter((field) => read.has(`${entity.name} ${field}`)),
  ]);
}

function written(dictionary: Dictionary, entity: string, rows: readonly Row[]): readonly object[] {
  const fields = [...(dictionary.entities.get(entity)?.fields.values() ?? [])];
  return rows.map(({ cells }) =>
    Object.fromEntries(fields.flatMap((field, i) => (cells[i] == null ? [] : [[field.name, plain(field, cells[i])]]))),
  );
}

function plain({ type }: Field, cell: Cell | undefined): unknown {
  switch (type.kind) {
    case 'month':
      return String(cell).slice(0, 7);
    case 'integer':
    case 'decimal':
      return Number(cell);
    case 'boolean':
      return cell;
    default:
      return String(cell);
  }
}
