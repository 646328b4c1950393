/** Waivers of records that are not in the data, as findings about the data: they waive nothing, and nobody else would notice. */
import type { Moment } from '../calendar/period.ts';
import { findingSelect, keyTextSql } from '../data/sql-findings.ts';
import { quoteName, quoteText } from '../data/sql-text.ts';
import { waiverOfNobody } from '../diagnostics/registry/data/rows.ts';
import type { Model, Waiver } from '../model/policy.ts';
import type { Statement } from '../sql/statement.ts';

/**
 * One statement for each entity that has waivers in some period judged; the rows are in the schema `stage`. An entity whose file
 * is missing may have any records.
 */
export function waiverFindings(
  judged: readonly { readonly moment: Moment; readonly model: Model }[],
  files: ReadonlyMap<string, readonly string[]>,
): readonly Statement[] {
  const waivers = new Map<string, Waiver>();
  for (const { moment, model } of judged) {
    for (const waiver of model.waivers) {
      const { entity, from, rule, subject, until } = waiver;
      if (from <= moment.judged && moment.judged <= until) waivers.set(JSON.stringify([entity, subject, rule]), waiver);
    }
  }
  const entities = [...new Set([...waivers.values()].map(({ entity }) => entity))].sort();
  return entities.flatMap((name) => {
    const entity = judged[0]?.model.dictionary.entities.get(name);
    if (entity === undefined || (files.get(name) ?? []).length === 0) return [];
    const own = [...waivers.values()].filter((waiver) => waiver.entity === name);
    const rows = own.map(({ rule, subject }) => `(${quoteText(rule)}, ${quoteText(subject)})`).join(', ');
    const told = findingSelect(waiverOfNobody, `'waivers.yaml', NULL, 'subject'`, {
      rule: 'w.rule',
      subject: `${quoteText(`${name}:`)} || w.subject`,
    });
    const keys = `SELECT ${keyTextSql(entity, entity.key, 'r')} FROM stage.${quoteName(name)} AS r`;
    const from = `FROM (VALUES ${rows}) AS w (rule, subject) WHERE w.subject NOT IN (${keys})`;
    return [{ name: `waivers of ${name}`, sql: `INSERT INTO run.data_findings ${told} ${from}` }];
  });
}
