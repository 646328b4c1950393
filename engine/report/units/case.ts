/** What is to be said of one unit: what failed, by which records, what it comes from, what to do, and what would have passed. */
import { type ExplainedChange, explainChange } from '../../assess/explain-change.ts';
import { type ExplainedRule, explainRule, type Talk } from '../../assess/explain-rule.ts';
import type { Rule, Standard } from '../../model/policy.ts';
import type { SmallestChanges } from '../../verify/smallest.ts';
import { type FollowedUp, type FollowUp, followedUp } from './follow-up.ts';

export interface UnitCase {
  readonly key: string;
  readonly verdict: 'fail' | 'undetermined';
  /** The standards within the main one, with their verdicts. */
  readonly within: readonly { readonly standard: Standard; readonly verdict: string }[];
  readonly broken: readonly Broken[];
  readonly change: ExplainedChange;
  readonly followUps: readonly FollowedUp[];
}

/** A rule that keeps the unit from passing. */
export interface Broken {
  readonly rule: Rule;
  /** About the unit itself, or about the first of its records that fail. */
  readonly found: readonly Found[];
  /** How many records fail. */
  readonly count: number;
}

export interface Found {
  readonly entity: string;
  readonly key: string;
  readonly explained: ExplainedRule;
}

export interface CaseOptions {
  readonly talk: Talk;
  readonly main: Standard;
  readonly smallest: SmallestChanges;
  readonly followUps: readonly FollowUp[];
}

export async function caseOf(options: CaseOptions, key: string, verdict: UnitCase['verdict']): Promise<UnitCase> {
  const { talk, main, smallest, followUps } = options;
  const { interpretation } = talk;
  const search = await smallest.standard(interpretation, main.name, key);
  const of: FollowedUp[] = [];
  for (const followUp of followUps) {
    const found = await followedUp(talk, followUp, key);
    if (found !== null) of.push(found);
  }
  const within: { standard: Standard; verdict: string }[] = [];
  const broken = await brokenBy(talk, main, key, within);
  return {
    key,
    verdict,
    within,
    broken,
    change: explainChange(search, { entity: main.entity, subject: key }, talk),
    followUps: of,
  };
}

async function brokenBy(
  talk: Talk,
  standard: Standard,
  key: string,
  within: { standard: Standard; verdict: string }[],
): Promise<readonly Broken[]> {
  const { model, interpretation } = talk;
  const { requires } = await interpretation.standard(standard.name, key);
  const broken: Broken[] = [];
  for (const [at, requirement] of standard.requires.entries()) {
    const verdict = requires[at]?.verdict ?? 'not-applicable';
    if (requirement.kind === 'standard') {
      const inner = model.standards.get(requirement.standard);
      if (inner === undefined) continue;
      within.push({ standard: inner, verdict });
      broken.push(...(await brokenBy(talk, inner, key, within)));
      continue;
    }
    if (verdict !== 'fail' && verdict !== 'undetermined') continue;
    const rule = model.rules.get(requirement.rule);
    if (rule === undefined) continue;
    const keys =
      requirement.kind === 'rule' ? [key] : await withVerdict(talk, rule, requirement, standard, key, verdict);
    const found: Found[] = [];
    for (const record of keys.slice(0, mostRecords)) {
      found.push({ entity: rule.entity, key: record, explained: await explainRule(talk, null, rule, record) });
    }
    broken.push({ rule, found, count: keys.length });
  }
  return broken;
}

async function withVerdict(
  { interpretation }: Talk,
  rule: Rule,
  requirement: Parameters<Talk['interpretation']['records']>[0],
  standard: Standard,
  key: string,
  verdict: 'fail' | 'undetermined',
): Promise<readonly string[]> {
  const keys: string[] = [];
  for (const record of interpretation.records(requirement, standard.name, key)) {
    if ((await interpretation.verdict(rule.name, record)) === verdict) keys.push(record);
  }
  return keys;
}

/** Told one by one. */
const mostRecords = 20;
