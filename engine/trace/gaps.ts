/** Where the matrix has a gap. */
import { report } from '../diagnostics/define.ts';
import { compareDiagnostics, type Diagnostic, type Localized } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/trace.ts';
import { isPackFile } from '../dictionary/uses.ts';
import type { RuleKind, TracedClause, TracedField, TracedRule } from './matrix.ts';

/** Gaps in what comes from a pack are told where the pack itself is traced. */
export function gapsOf(
  clauses: readonly TracedClause[],
  rules: readonly TracedRule[],
  fields: readonly TracedField[],
): readonly Diagnostic[] {
  return [
    ...clauses.filter(isUncarried).map(({ cite, title, place }) => {
      const mark = `{#${cite.slice(cite.indexOf('#') + 1)} .general}`;
      return report(problems.clauseWithoutRule, place, { cite, title, mark });
    }),
    ...rules.filter(({ cites }) => cites.length === 0).map((rule) => ofRule(problems.ruleWithoutClause, rule)),
    ...rules.filter(({ tests }) => tests.length === 0).map((rule) => ofRule(problems.ruleWithoutTest, rule)),
    ...fields
      .filter(isUnread)
      .map(({ entity, field, place }) => report(problems.unreadField, place, { field: `${entity}.${field}` })),
  ]
    .filter(({ place }) => !isPackFile(place.file))
    .sort(compareDiagnostics);
}

function isUncarried({ general, rules, policies }: TracedClause): boolean {
  return !general && rules.length === 0 && policies.length === 0;
}

function isUnread({ descriptive, uses, rules, rollups }: TracedField): boolean {
  return !descriptive && uses.length === 0 && rules.length === 0 && rollups.length === 0;
}

function ofRule(
  problem: typeof problems.ruleWithoutClause | typeof problems.ruleWithoutTest,
  { kind, name, policy, version, place }: TracedRule,
): Diagnostic {
  return report(problem, place, { kind: kindWords[kind], name, policy: `${policy} ${version}` });
}

export const kindWords: Readonly<Record<RuleKind, Localized>> = {
  rule: { zh: '规则', en: 'rule' },
  standard: { zh: '标准', en: 'standard' },
  procedure: { zh: '程序', en: 'procedure' },
  ladder: { zh: '阶梯', en: 'ladder' },
};
