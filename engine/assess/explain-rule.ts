/** One rule's verdict on a subject, told: what it asks, what was found, the clause, what to do. */
import type { CivilDate } from '../calendar/civil-date.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import type { Interpretation } from '../interpret/interpreter.ts';
import type { RuleExplanation } from '../model/explanation.ts';
import { factAt, typeComparedWith } from '../model/path.ts';
import type { Model, Rule, Template } from '../model/policy.ts';
import { factsOfVerdict, reachOf } from '../model/reach.ts';
import { pathNamed, templateText, valueText } from '../model/text.ts';
import type { Verdict } from '../model/verdict.ts';
import type { Project } from '../project/open.ts';
import { type ExplainedCondition, explainCondition, withheld } from './explain-condition.ts';
import { gapsText, type MissingData } from './gaps.ts';
import { conditionWords, parameterWords, type Speech } from './words.ts';

export interface ExplainedRule {
  readonly rule: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly severity: Rule['severity'];
  /** What the rule asks, in words; `when` is whom it applies to, null for all. */
  readonly sentence: { readonly when: string | null; readonly require: string };
  readonly trace: { readonly when: ExplainedCondition | null; readonly require: ExplainedCondition };
  /** Whether the record lies in the period; `true` for rules without `during`. */
  readonly placed: RuleExplanation['placed'];
  /** The records that decided a failure. */
  readonly evidence: readonly string[];
  readonly waiver: ExplainedWaiver | null;
  readonly cites: string | null;
  /** The clause that the rule cites, as the guide has it. */
  readonly clause: { readonly title: string; readonly text: string } | null;
  /** What a failure says; null for other verdicts. */
  readonly message: string | null;
  /** What to do about a failure, or what to supply where the verdict is undetermined. */
  readonly remedy: string | null;
  readonly responsible: readonly string[];
}

export interface ExplainedWaiver {
  /** The verdict without it. */
  readonly from: Verdict;
  readonly reason: string;
  readonly approvedBy: string;
  readonly until: CivilDate;
}

/** What is asked, and in which language it is told. */
export interface Talk {
  readonly project: Project;
  readonly model: Model;
  readonly interpretation: Interpretation;
  readonly judged: CivilDate;
  readonly language: Language;
}

export async function explainRule(talk: Talk, rule: Rule, subject: string): Promise<ExplainedRule> {
  const found = await talk.interpretation.rule(rule.name, subject);
  const speech: Speech = { model: talk.model, entity: rule.entity, judged: talk.judged, language: talk.language };
  const failed = found.verdict === 'fail';
  const trace = {
    when: found.when === null ? null : explainCondition(found.when, speech),
    require: explainCondition(found.require, speech),
  };
  const clause = rule.cites === null ? undefined : talk.project.analysis.clauses.get(rule.cites);
  return {
    rule: rule.name,
    title: rule.title[talk.language],
    verdict: found.verdict,
    severity: rule.severity,
    sentence: {
      when: rule.when === null ? null : conditionWords(rule.when, speech),
      require: conditionWords(rule.require, speech),
    },
    trace,
    placed: found.placed,
    evidence: found.evidence,
    waiver: waiverOf(talk.model, found),
    cites: rule.cites,
    clause: clause === undefined ? null : { title: clause.title, text: clause.text },
    message: failed ? await filled(talk, rule, rule.message, subject) : null,
    remedy: failed
      ? await filled(talk, rule, rule.remedy, subject)
      : found.verdict === 'undetermined'
        ? gapsText(
            [trace.when ?? trace.require, trace.require],
            ({ fact }) => missingBehind(talk, { facts: [{ entity: rule.entity, path: pathNamed(fact) }] }),
            talk.language,
          )
        : null,
    responsible: rule.responsible,
  };
}

/** The entities without a file among those that something rests on. */
function missingBehind(talk: Talk, from: Parameters<typeof reachOf>[1]): readonly MissingData[] {
  const { model, interpretation } = talk;
  const { entities } = reachOf(model, from, factsOfVerdict);
  return [...entities].filter(interpretation.isMissing).map((entity) => missingData(talk, entity));
}

export function missingData({ model, language, project }: Talk, entity: string): MissingData {
  return {
    title: model.dictionary.entities.get(entity)?.title[language] ?? entity,
    files: (project.analysis.resources.get(entity)?.sources ?? []).map(({ path }) => path),
  };
}

function waiverOf(model: Model, { waived }: RuleExplanation): ExplainedWaiver | null {
  const waiver = waived === null ? undefined : model.waivers[waived.waiver];
  if (waived === null || waiver === undefined) return null;
  return { from: waived.from, reason: waiver.reason, approvedBy: waiver.approvedBy, until: waiver.until };
}

/** A template with the values of this subject's facts; a sensitive one is withheld. */
export async function filled(
  talk: Pick<Talk, 'model' | 'interpretation' | 'judged' | 'language'>,
  rule: Rule,
  template: Template,
  subject: string,
): Promise<string> {
  const { model, interpretation, language, judged } = talk;
  const texts = new Map<string, string>();
  for (const part of template[language]) {
    if (part.kind !== 'fact') continue;
    const fact = factAt(model, rule.entity, part.fact);
    const { value } = await interpretation.fact(rule.entity, subject, part.fact);
    texts.set(JSON.stringify(part.fact), fact.sensitive ? withheld[language] : valueText(value, fact.type, language));
  }
  const speech: Speech = { model, entity: rule.entity, judged, language };
  return templateText(template, language, (part) =>
    part.kind === 'fact'
      ? (texts.get(JSON.stringify(part.fact)) ?? '')
      : parameterWords(part.parameter, speech, typeComparedWith(model, rule, part.parameter)),
  );
}
