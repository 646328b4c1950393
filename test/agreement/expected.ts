/** What the interpreter says of a whole project, as the rows that an assessment writes. */
import { type Moment, moment, momentOf, parsePeriods, periodBefore } from '../../engine/calendar/period.ts';
import type { Language } from '../../engine/diagnostics/diagnostic.ts';
import { type Interpretation, type Interpreter, interpreter } from '../../engine/interpret/interpreter.ts';
import { type Analysis, modelOn } from '../../engine/language/analysis.ts';
import type { Dataset } from '../../engine/model/dataset.ts';
import { type Exact, exact, isKnown } from '../../engine/model/number.ts';
import { typeComparedWith } from '../../engine/model/path.ts';
import type { FactPath, Model, Rollup, Rule, Template, TemplatePart } from '../../engine/model/policy.ts';
import { literalText, templateText, valueText } from '../../engine/model/text.ts';
import type { Value } from '../../engine/model/value.ts';
import type { Project } from './project.ts';

export const outcomeTables = ['verdicts', 'standings', 'findings', 'rollups', 'ladders', 'procedures'] as const;

/** Rows as texts, each told apart from others of its table by its first part. */
export type Outcome = Readonly<Record<(typeof outcomeTables)[number], ReadonlyMap<string, string>>>;

export function momentsOf(project: Project): readonly Moment[] {
  return (parsePeriods(project.period) ?? []).map((period) => moment(period, project.asOf ?? undefined));
}

export async function interpretAll(project: Project, analysis: Analysis, dataset: Dataset): Promise<Outcome> {
  const outcome = {
    verdicts: new Map<string, string>(),
    standings: new Map<string, string>(),
    findings: new Map<string, string>(),
    rollups: new Map<string, string>(),
    ladders: new Map<string, string>(),
    procedures: new Map<string, string>(),
  };
  const looked = interpreter((day) => modelOn(analysis, day), dataset);
  for (const at of momentsOf(project)) {
    const model = modelOn(analysis, at.judged);
    const interpretation = looked.at(at);
    if (model === null || interpretation === null) continue;
    await addVerdicts(outcome, model, interpretation, at, project.language);
    await addStandings(outcome.standings, model, interpretation, at);
    for (const rollup of model.rollups.values()) {
      await addRollup(outcome.rollups, rollup, analysis, looked, at);
    }
    await addLadders(outcome.ladders, model, interpretation, at);
    await addProcedures(outcome.procedures, model, interpretation, at);
  }
  return outcome;
}

async function addLadders(
  rows: Map<string, string>,
  model: Model,
  interpretation: Interpretation,
  at: Moment,
): Promise<void> {
  for (const ladder of model.ladders.values()) {
    for (const subject of interpretation.subjects(ladder.entity)) {
      const { occasions, due, letters } = await interpretation.ladder(ladder.name, subject);
      if (due === null) continue;
      const lists =
        letters === null
          ? 'not followed'
          : [letters.sent, letters.missing, letters.outOfOrder, letters.duplicates]
              .map((list) => list.join(';'))
              .join(' | ');
      rows.set(`${at.period.name} ${ladder.name} ${subject}`, `${occasions} ${due} ${lists}`);
    }
  }
}

async function addProcedures(
  rows: Map<string, string>,
  model: Model,
  interpretation: Interpretation,
  at: Moment,
): Promise<void> {
  for (const procedure of model.procedures.values()) {
    for (const subject of interpretation.subjects(procedure.entity)) {
      const { placed, isIn, steps } = await interpretation.procedure(procedure.name, subject);
      if (placed === 'false' || isIn === 'false') continue;
      for (const { step, state, lateByDays } of steps) {
        rows.set(`${at.period.name} ${procedure.name} ${subject} ${step}`, `${state} ${lateByDays ?? ''}`);
      }
    }
  }
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
): Promise<void> {
  for (const standard of model.standards.values()) {
    const rules = [...model.rules.values()].filter(({ entity }) => entity === standard.entity);
    for (const subject of interpretation.subjects(standard.entity)) {
      const { verdict, score } = await interpretation.standard(standard.name, subject);
      if (verdict === 'not-applicable' && (await lieOutside(interpretation, rules, subject))) continue;
      const points = score?.kind === 'number' && isKnown(score.range) ? plainText(score.range.low) : '';
      rows.set(`${at.period.name} ${standard.entity}:${subject} ${standard.name}`, `${verdict} ${points}`);
    }
  }
}

/** Whether the rules, if there are any, all place the subject outside the period. */
async function lieOutside(interpretation: Interpretation, rules: readonly Rule[], subject: string): Promise<boolean> {
  const explained = await Promise.all(rules.map(({ name }) => interpretation.rule(name, subject)));
  return explained.length > 0 && explained.every(({ placed }) => placed === 'false');
}

/** Without trailing zeros. */
function plainText(number: Exact): string {
  return number
    .valueOf()
    .toFixed(9)
    .replace(/\.?0+$/, '');
}

async function addRollup(
  rows: Map<string, string>,
  rollup: Rollup,
  analysis: Analysis,
  looked: Interpreter,
  at: Moment,
): Promise<void> {
  const groups = await groupsOf(rollup, analysis, looked, at);
  const period = rollup.show.includes('change') ? periodBefore(at.period) : null;
  const then = period === null ? null : momentOf(period, at.asOf);
  const earlier = then === null ? undefined : modelOn(analysis, then.judged)?.rollups.get(rollup.name);
  const before = then === null || earlier === undefined ? [] : await groupsOf(earlier, analysis, looked, then);
  for (const { group, passed, failed, undetermined, total, rate } of groups) {
    const better = groups.filter((other) => other.rate !== null && rate !== null && other.rate.compare(rate) > 0);
    const rank = rate === null ? '' : better.length + 1;
    const rateBefore = before.find((other) => other.group === group)?.rate ?? null;
    const change = rate === null || rateBefore === null ? null : written(rate).sub(written(rateBefore));
    rows.set(
      `${at.period.name} ${rollup.name} ${group} ${rollup.standard}`,
      [
        total,
        passed,
        failed,
        undetermined,
        rate === null ? '' : written(rate).valueOf().toFixed(6),
        rank,
        change === null ? '' : change.valueOf().toFixed(6),
      ].join(' '),
    );
  }
}

async function groupsOf(rollup: Rollup, analysis: Analysis, looked: Interpreter, at: Moment) {
  const interpretation = looked.at(at);
  const entity = modelOn(analysis, at.judged)?.standards.get(rollup.standard)?.entity;
  const groups = new Map<string, { passed: number; failed: number; undetermined: number }>();
  if (interpretation === null || entity === undefined) return [];
  for (const subject of interpretation.subjects(entity)) {
    const { value } = await interpretation.fact(entity, subject, rollup.by);
    const group = groupText(value);
    const counts = groups.get(group) ?? { passed: 0, failed: 0, undetermined: 0 };
    groups.set(group, counts);
    const { verdict } = await interpretation.standard(rollup.standard, subject);
    if (verdict === 'pass') counts.passed++;
    else if (verdict === 'fail') counts.failed++;
    else if (verdict === 'undetermined') counts.undetermined++;
  }
  return [...groups].map(([group, counts]) => {
    const total = counts.passed + counts.failed + counts.undetermined;
    return { group, ...counts, total, rate: total === 0 ? null : exact(counts.passed).div(total) };
  });
}

/** A rate as it is written: six digits after the point. */
function written(rate: Exact): Exact {
  return rate.mul(1_000_000).round().div(1_000_000);
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
