/** What the interpreter says of a whole project, as the rows that an assessment writes. */
import { type Moment, moment, parsePeriods } from '../../engine/calendar/period.ts';
import type { Language } from '../../engine/diagnostics/diagnostic.ts';
import { type Interpretation, interpret } from '../../engine/interpret/interpreter.ts';
import { type Analysis, modelOn } from '../../engine/language/analysis.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import { exact } from '../../engine/model/number.ts';
import { typeComparedWith } from '../../engine/model/path.ts';
import type { FactPath, Model, Rollup, Rule, Template, TemplatePart } from '../../engine/model/policy.ts';
import { literalText, templateText, valueText } from '../../engine/model/text.ts';
import type { Value } from '../../engine/model/value.ts';
import type { Project } from './project.ts';

/** Rows as texts, each told apart from others of its table by its first part. */
export interface Outcome {
  readonly verdicts: ReadonlyMap<string, string>;
  readonly standings: ReadonlyMap<string, string>;
  readonly findings: ReadonlyMap<string, string>;
  readonly rollups: ReadonlyMap<string, string>;
}

export function momentsOf(project: Project): readonly Moment[] {
  return (parsePeriods(project.period) ?? []).map((period) => moment(period, project.asOf ?? undefined));
}

export async function interpretAll(project: Project, analysis: Analysis, dataset: Dataset): Promise<Outcome> {
  const outcome = {
    verdicts: new Map<string, string>(),
    standings: new Map<string, string>(),
    findings: new Map<string, string>(),
    rollups: new Map<string, string>(),
  };
  for (const at of momentsOf(project)) {
    const model = modelOn(analysis, at.judged);
    if (model === null) continue;
    const interpretation = interpret(model, dataset, at);
    await addVerdicts(outcome, model, interpretation, at, project.language);
    const standings = await addStandings(outcome.standings, model, interpretation, at);
    for (const rollup of model.rollups.values()) {
      await addRollup(outcome.rollups, model, rollup, interpretation, at, standings);
    }
  }
  return outcome;
}

async function addVerdicts(
  { verdicts, findings }: { readonly verdicts: Map<string, string>; readonly findings: Map<string, string> },
  model: Model,
  interpretation: Interpretation,
  at: Moment,
  language: Language,
): Promise<void> {
  for (const entity of model.dictionary.entities.keys()) {
    const rules = [...model.rules.values()].filter((rule) => rule.entity === entity);
    for (const subject of interpretation.subjects(entity)) {
      const explained = await Promise.all(rules.map((rule) => interpretation.rule(rule.name, subject)));
      if (explained.every((one) => one.placed === 'false')) continue;
      for (const [index, one] of explained.entries()) {
        const rule = rules[index] as Rule;
        const key = `${at.period.name} ${entity}:${subject} ${rule.name}`;
        verdicts.set(key, one.verdict);
        if (one.verdict !== 'fail') continue;
        const message = await text(model, interpretation, rule, subject, rule.message, at, language);
        const remedy = await text(model, interpretation, rule, subject, rule.remedy, at, language);
        findings.set(
          key,
          [rule.severity, message, remedy, rule.responsible.join(';'), one.evidence.join(';'), rule.cites].join(' | '),
        );
      }
    }
  }
}

async function addStandings(
  rows: Map<string, string>,
  model: Model,
  interpretation: Interpretation,
  at: Moment,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const standard of model.standards.values()) {
    for (const subject of interpretation.subjects(standard.entity)) {
      const { verdict } = await interpretation.standard(standard.name, subject);
      found.set(`${standard.name} ${subject}`, verdict);
      rows.set(`${at.period.name} ${standard.entity}:${subject} ${standard.name}`, verdict);
    }
  }
  return found;
}

async function addRollup(
  rows: Map<string, string>,
  model: Model,
  rollup: Rollup,
  interpretation: Interpretation,
  at: Moment,
  standings: ReadonlyMap<string, string>,
): Promise<void> {
  const entity = model.standards.get(rollup.standard)?.entity as string;
  const groups = new Map<string, { passed: number; failed: number; undetermined: number }>();
  for (const subject of interpretation.subjects(entity)) {
    const { value } = await interpretation.fact(entity, subject, rollup.by);
    const group = groupText(value);
    const counts = groups.get(group) ?? { passed: 0, failed: 0, undetermined: 0 };
    groups.set(group, counts);
    const verdict = standings.get(`${rollup.standard} ${subject}`);
    if (verdict === 'pass') counts.passed++;
    else if (verdict === 'fail') counts.failed++;
    else if (verdict === 'undetermined') counts.undetermined++;
  }
  const assessed = [...groups].map(([group, counts]) => {
    const total = counts.passed + counts.failed + counts.undetermined;
    return { group, ...counts, total, rate: total === 0 ? null : exact(counts.passed).div(total) };
  });
  for (const { group, passed, failed, undetermined, total, rate } of assessed) {
    const better = assessed.filter((other) => other.rate !== null && rate !== null && other.rate.compare(rate) > 0);
    const rank = rate === null ? '' : better.length + 1;
    rows.set(
      `${at.period.name} ${rollup.name} ${group} ${rollup.standard}`,
      [
        total,
        passed,
        failed,
        undetermined,
        rate === null ? '' : rate.mul(1_000_000).round().div(1_000_000).valueOf().toFixed(6),
        rank,
      ].join(' '),
    );
  }
}

/** The value itself, as it stands in the data; nothing where it is not known. */
function groupText(value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.value;
    case 'boolean':
      return String(value.value);
    default:
      return '';
  }
}

async function text(
  model: Model,
  interpretation: Interpretation,
  rule: Rule,
  subject: string,
  template: Template,
  at: Moment,
  language: Language,
): Promise<string> {
  const texts = new Map<TemplatePart, string>();
  for (const part of template[language]) {
    if (part.kind === 'fact') {
      const { value } = await interpretation.fact(rule.entity, subject, part.fact);
      const fact = factAt(model, rule.entity, part.fact);
      texts.set(part, valueText(value, fact.type, language));
    } else if (part.kind === 'parameter') {
      const values = model.parameters.get(part.parameter)?.values ?? [];
      const inForce = values.findLast(({ from }) => from <= at.judged);
      texts.set(
        part,
        inForce === undefined
          ? ''
          : literalText(inForce.value, language, typeComparedWith(model, rule, part.parameter)),
      );
    }
  }
  return templateText(template, language, (part) => texts.get(part) ?? '');
}

function factAt(model: Model, entity: string, path: FactPath) {
  let owner = entity;
  for (const step of path.through) {
    owner = model.dictionary.entities.get(owner)?.references.get(step)?.target ?? owner;
  }
  const fact = model.facts.get(owner)?.get(path.fact);
  if (fact === undefined) throw new Error(`no fact ${path.fact} of ${owner}`);
  return fact;
}
