/**
 * Coverage in the gutter: a rule is covered once a test expects a failure of it, each verdict being a branch; a condition, fact or
 * step where cases show something of it, with a branch for each thing that they can show: true and false, a boundary, a state.
 */
import { BranchCoverage, FileCoverage, Range, StatementCoverage, TestCoverageCount, Uri } from 'vscode';
import type { GoalItem, RuleCoverageItem, TestRunResult } from '../../../server/src/protocol.ts';
import { byUrgency, verdictWord } from '../words.ts';

type Shown = Pick<TestRunResult, 'coverage' | 'goals'>;

/** A file of policies, with what the gutter shows of it. */
class PolicyCoverage extends FileCoverage {
  readonly shown: Shown;

  constructor(uri: string, shown: Shown) {
    const { coverage: rules, goals } = shown;
    super(
      Uri.parse(uri),
      new TestCoverageCount(rules.filter(isCovered).length, rules.length),
      new TestCoverageCount(goals.filter(({ met }) => met).length, goals.length),
    );
    this.shown = shown;
  }
}

export function coverageOf({ coverage, goals }: Shown): readonly FileCoverage[] {
  // That missing data leave a verdict undetermined is no branch of what is written.
  const branches = goals.filter(({ measure }) => measure !== 'rule' && measure !== 'unknown');
  const files = [...new Set([...coverage, ...branches].map(({ location }) => location.uri))];
  const inFile = <T extends { readonly location: { readonly uri: string } }>(uri: string, all: readonly T[]) =>
    all.filter(({ location }) => location.uri === uri);
  return files.map((uri) => new PolicyCoverage(uri, { coverage: inFile(uri, coverage), goals: inFile(uri, branches) }));
}

export function detailsOf(file: FileCoverage): StatementCoverage[] {
  if (!(file instanceof PolicyCoverage)) return [];
  const { coverage, goals } = file.shown;
  const byPlace = new Map<string, GoalItem[]>();
  for (const goal of goals) {
    const { line, character } = goal.location.range.start;
    const place = `${line}:${character}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), goal]);
  }
  return [...coverage.map(ofRule), ...[...byPlace.values()].map(ofGoals)];
}

function ofRule(rule: RuleCoverageItem): StatementCoverage {
  const range = rangeOf(rule);
  const branches = byUrgency
    .filter((verdict) => verdict === 'fail' || verdict === 'pass' || rule.expected.includes(verdict))
    .map((verdict) => new BranchCoverage(rule.expected.includes(verdict), range, verdictWord(verdict)));
  return new StatementCoverage(isCovered(rule), range, branches);
}

/** Of one place. */
function ofGoals(goals: readonly GoalItem[]): StatementCoverage {
  const range = rangeOf(goals[0] as GoalItem);
  const branches = goals.map(
    ({ met, label, needs }) => new BranchCoverage(met, range, met ? label : `${label} → ${needs}`),
  );
  return new StatementCoverage(
    goals.some(({ met }) => met),
    range,
    branches,
  );
}

function rangeOf({ location }: Pick<GoalItem, 'location'>): Range {
  const { start, end } = location.range;
  return new Range(start.line, start.character, end.line, end.character);
}

function isCovered({ expected }: RuleCoverageItem): boolean {
  return expected.includes('fail');
}
