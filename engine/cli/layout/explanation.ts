/** An explanation as a colleague would give it: the verdict, what the rule asks, what was found, the clause, what to do. */

import { plainClause } from '../../assess/clause-text.ts';
import type { Explanation } from '../../assess/explain.ts';
import type { ExplainedCondition, ExplainedFact, ExplainedRecords } from '../../assess/explain-condition.ts';
import type { ExplainedRule } from '../../assess/explain-rule.ts';
import type { ExplainedStandard } from '../../assess/explain-standard.ts';
import { severityWords } from '../../assess/verdict-words.ts';
import type { Localized } from '../../diagnostics/diagnostic.ts';
import type { Truth } from '../../model/truth.ts';
import type { Verdict } from '../../model/verdict.ts';
import type { Console } from '../terminal/console.ts';
import { harmless, padEnd, widthOf, wrap } from '../terminal/wrap.ts';
import { ladderText } from './ladder.ts';
import { procedureText } from './procedure.ts';
import { byUrgency, verdictText, verdictWords } from './verdict.ts';

/** `inFull` tells every rule at length; else those that pass or do not apply get a line. */
export function explanationText(explanation: Explanation, inFull: boolean, console: Console): string {
  const { colours } = console;
  const { entityTitle, subject, name, period, asOf } = explanation;
  const who = harmless(
    `${entityTitle} ${name === null ? subject : `${name}${console.language === 'zh' ? `（${subject}）` : ` (${subject})`}`}`,
  );
  const head = `${colours.bold(who)}  ${period} · ${console.text({ zh: `截至 ${asOf}`, en: `as of ${asOf}` })}`;
  const rules = [...explanation.verdicts].sort((a, b) => byUrgency.indexOf(a.verdict) - byUrgency.indexOf(b.verdict));
  const isLong = (rule: ExplainedRule) => inFull || ['fail', 'undetermined', 'waived'].includes(rule.verdict);
  const long = rules.filter(isLong).map((rule) => ruleText(rule, console));
  const short = rules.filter((rule) => !isLong(rule)).map((rule) => shortRule(rule, console));
  const standings = [...explanation.standings].sort(
    (a, b) => byUrgency.indexOf(a.verdict) - byUrgency.indexOf(b.verdict),
  );
  const answer = answerText(standings, rules, console);
  const parts = [
    answer === null ? head : `${head}\n${answer}`,
    ...standings.map((standing) => standingText(standing, console)),
    ...explanation.ladders.map((ladder) => ladderText(ladder, console)),
    ...explanation.procedures.map((procedure) => procedureText(procedure, console)),
    ...long,
  ];
  if (short.length > 0) parts.push([console.text(labels.others), ...short].join('\n'));
  if (explanation.verdicts.length + explanation.standings.length === 0) parts.push(console.text(labels.nothing));
  return parts.join('\n\n');
}

/** The answer in a sentence or two: how many standards and rules have each verdict, the failing and open ones by name. */
function answerText(
  standings: readonly ExplainedStandard[],
  rules: readonly ExplainedRule[],
  console: Console,
): string | null {
  const sentences = [
    ...(standings.length > 0 ? [sentence(console.text(labels.standards), standings, console)] : []),
    ...(rules.length > 0 ? [sentence(console.text(labels.rules), rules, console)] : []),
  ];
  return sentences.length === 0 ? null : sentences.flatMap((text) => wrap(text, console.width)).join('\n');
}

function sentence(
  subject: string,
  judged: readonly { readonly title: string; readonly verdict: Verdict }[],
  console: Console,
): string {
  const clauses = byUrgency.flatMap((verdict) => {
    const those = judged.filter((each) => each.verdict === verdict);
    if (those.length === 0) return [];
    const named = verdict === 'pass' || verdict === 'not-applicable' ? '' : titlesOf(those, console);
    return [`${console.text(verdictWords[verdict])} ${those.length}${named}`];
  });
  return `${subject}${clauses.join(console.language === 'zh' ? '，' : ', ')}${console.text(labels.stop)}`;
}

function titlesOf(those: readonly { readonly title: string }[], { language }: Console): string {
  const titles = those.map(({ title }) => title).join(language === 'zh' ? '、' : ', ');
  return language === 'zh' ? `（${titles}）` : ` (${titles})`;
}

function standingText(standing: ExplainedStandard, console: Console): string {
  const { title, standard, verdict, score, requires, smallestChange } = standing;
  const { colours } = console;
  const wide = Math.max(...requires.map((each) => widthOf(each.title)));
  const lines = requires.flatMap((each) => [
    `  ${padEnd(each.title, wide)}  ${verdictText(each.verdict, console)}`,
    ...(each.remedy === null ? [] : [indented(each.remedy, 6, console)]),
    ...each.records.slice(0, MOST_RECORDS).map((record) => {
      const what = record.message === null ? '' : `  ${record.message}`;
      return indented(`${record.entity}:${record.subject}${what}`, 6, console);
    }),
    ...(each.records.length > MOST_RECORDS ? [`      ${more(each.records.length - MOST_RECORDS, console)}`] : []),
  ]);
  if (smallestChange !== null) lines.push(indented(smallestChange.text, 2, console));
  const points = score === null ? '' : `  ${console.text({ zh: `得分 ${score}`, en: `score ${score}` })}`;
  return [`${colours.bold(title)} ${colours.dim(standard)}  ${verdictText(verdict, console)}${points}`, ...lines].join(
    '\n',
  );
}

function ruleText(rule: ExplainedRule, console: Console): string {
  const { colours } = console;
  const severity = console.text(severityWords[rule.severity]);
  const lines = [
    `${verdictText(rule.verdict, console)}  ${colours.bold(rule.title)} ${colours.dim(`${rule.rule} · ${severity}`)}`,
  ];
  const add = (label: Localized, text: string | null) => {
    if (text !== null && text !== '') lines.push(labelled(label, text, console));
  };
  add(labels.verdict, rule.message);
  if (rule.placed === 'false') add(labels.verdict, console.text(labels.outside));
  if (rule.waiver !== null) {
    const { reason, approvedBy, until } = rule.waiver;
    const zh = `${reason}（${approvedBy} 批准，至 ${until}）`;
    add(labels.waiver, console.text({ zh, en: `${reason} (approved by ${approvedBy}, until ${until})` }));
  }
  add(labels.appliesTo, rule.sentence.when);
  add(labels.requires, rule.sentence.require);
  lines.push(labelledLines(labels.found, conditionLines(rule.trace.require, console), console));
  if (rule.trace.when !== null && rule.trace.when.truth !== 'true') {
    lines.push(labelledLines(labels.foundApplies, conditionLines(rule.trace.when, console), console));
  }
  if (rule.clause !== null)
    add(labels.clause, [rule.clause.title, plainClause(rule.clause.text)].filter((text) => text !== '').join('\n'));
  else add(labels.clause, rule.cites);
  add(labels.remedy, rule.remedy);
  add(labels.smallest, rule.smallestChange?.text ?? null);
  add(
    labels.responsible,
    rule.verdict === 'fail' ? rule.responsible.join(console.language === 'zh' ? '、' : ', ') : null,
  );
  return lines.join('\n');
}

function shortRule(rule: ExplainedRule, console: Console): string {
  const facts = rule.verdict === 'pass' ? valuesIn(rule.trace.require) : [];
  const values = [...new Set(facts.map(({ title, value }) => `${title} ${value}`))].join(
    console.language === 'zh' ? '，' : ', ',
  );
  return `  ${verdictText(rule.verdict, console)}  ${rule.title} ${console.colours.dim(rule.rule)}${values === '' ? '' : `  ${harmless(values)}`}`;
}

/** Every leaf on a line with what it read, the parts of a condition under it. */
function conditionLines(condition: ExplainedCondition, console: Console): string[] {
  const mark = truthMark(condition.truth, console);
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'not': {
      const members = condition.kind === 'not' ? [condition.of] : condition.of;
      if (condition.kind === 'all' && members.length === 1)
        return members.flatMap((each) => conditionLines(each, console));
      const inner = members.flatMap((each) => conditionLines(each, console)).map((line) => `  ${line}`);
      return [`${mark} ${console.text(groups[condition.kind])}`, ...inner];
    }
    case 'shared':
      return conditionLines(condition.of, console);
    case 'leaf':
      return [
        `${mark} ${condition.text}`,
        ...condition.facts.flatMap((fact) => factLines(fact, console)).map((line) => `    ${line}`),
      ];
  }
}

function factLines({ title, value, records }: ExplainedFact, console: Console): string[] {
  const colon = console.language === 'zh' ? '：' : ': ';
  return [
    `${title}${colon}${value}`,
    ...records.flatMap((each) => recordLines(each, console)).map((line) => `  ${line}`),
  ];
}

function recordLines({ title, keys, doubtful, unreported }: ExplainedRecords, console: Console): string[] {
  const lines: string[] = [];
  if (keys.length > 0) lines.push(`${title} ${listed(keys, console)}`);
  if (doubtful.length > 0) lines.push(`${title} ${listed(doubtful, console)}${console.text(labels.doubtful)}`);
  if (unreported.length > 0) lines.push(`${console.text(labels.unreported)}${listed(unreported, console)}`);
  return lines;
}

function listed(keys: readonly string[], console: Console): string {
  const shown = keys.slice(0, MOST_RECORDS).join(console.language === 'zh' ? '、' : ', ');
  return keys.length > MOST_RECORDS ? `${shown} ${more(keys.length - MOST_RECORDS, console)}` : shown;
}

function more(count: number, console: Console): string {
  return console.text({ zh: `…另有 ${count} 条`, en: `… ${count} more` });
}

function valuesIn(condition: ExplainedCondition): readonly ExplainedFact[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(valuesIn);
    case 'not':
    case 'shared':
      return valuesIn(condition.of);
    case 'leaf':
      return condition.facts;
  }
}

function truthMark(truth: Truth, { colours }: Console): string {
  switch (truth) {
    case 'true':
      return colours.green('✓');
    case 'false':
      return colours.red('✗');
    case 'unknown':
      return colours.yellow('?');
    case 'empty':
      return colours.dim('–');
  }
}

function labelled(label: Localized, text: string, console: Console): string {
  return labelledLines(label, wrap(text, console.width - LABEL - 2), console);
}

function labelledLines(label: Localized, lines: readonly string[], console: Console): string {
  const room = console.width - LABEL - 2;
  const broken = lines.flatMap((line) => (widthOf(line) <= room ? [line] : wrapKeepingIndent(line, room)));
  const margin = ' '.repeat(LABEL + 2);
  const [first, ...rest] = broken.map((line) => line);
  return [
    `  ${console.colours.dim(padEnd(console.text(label), LABEL))}${first ?? ''}`,
    ...rest.map((line) => margin + line),
  ].join('\n');
}

function wrapKeepingIndent(line: string, room: number): string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  const [first, ...rest] = wrap(line.slice(indent.length), room - indent.length - 2);
  return [indent + (first ?? ''), ...rest.map((each) => `${indent}  ${each}`)];
}

function indented(text: string, indent: number, console: Console): string {
  return wrap(harmless(text), console.width - indent)
    .map((line) => ' '.repeat(indent) + line)
    .join('\n');
}

const MOST_RECORDS = 10;
/** The width of the labels' column. */
const LABEL = 12;

const labels = {
  verdict: { zh: '结论', en: 'verdict' },
  outside: { zh: '这条记录不在考核期内', en: 'this record does not lie in the period' },
  waiver: { zh: '豁免', en: 'waiver' },
  appliesTo: { zh: '适用于', en: 'applies to' },
  requires: { zh: '要求', en: 'requires' },
  found: { zh: '事实', en: 'found' },
  foundApplies: { zh: '适用情况', en: 'whether' },
  clause: { zh: '依据', en: 'clause' },
  remedy: { zh: '怎么办', en: 'what to do' },
  smallest: { zh: '还差', en: 'fell short' },
  responsible: { zh: '责任', en: 'responsible' },
  others: { zh: '其余规则', en: 'The other rules' },
  standards: { zh: '标准：', en: 'Standards: ' },
  rules: { zh: '规则：', en: 'Rules: ' },
  stop: { zh: '。', en: '.' },
  nothing: { zh: '没有关于它的规则。', en: 'No rule is about it.' },
  doubtful: { zh: '（算不算还不清楚）', en: ' (may or may not count)' },
  unreported: { zh: '未报：', en: 'not reported: ' },
} as const;

const groups = {
  all: { zh: '全部满足', en: 'all of' },
  any: { zh: '任一满足', en: 'any of' },
  not: { zh: '不成立', en: 'none of' },
} as const;
