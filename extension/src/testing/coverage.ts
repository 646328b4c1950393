/** Coverage of rules in the gutter: a rule is covered once a test expects a failure of it; each verdict is a branch. */
import { BranchCoverage, FileCoverage, Range, StatementCoverage, TestCoverageCount, Uri } from 'vscode';
import type { RuleCoverageItem } from '../../../server/src/protocol.ts';
import { byUrgency, verdictWord } from '../words.ts';

/** A file of policies, with its rules for the gutter. */
class PolicyCoverage extends FileCoverage {
  readonly rules: readonly RuleCoverageItem[];

  constructor(uri: string, rules: readonly RuleCoverageItem[]) {
    super(Uri.parse(uri), new TestCoverageCount(rules.filter(isCovered).length, rules.length));
    this.rules = rules;
  }
}

export function coverageOf(rules: readonly RuleCoverageItem[]): readonly FileCoverage[] {
  const files = [...new Set(rules.map(({ location }) => location.uri))];
  return files.map(
    (uri) =>
      new PolicyCoverage(
        uri,
        rules.filter(({ location }) => location.uri === uri),
      ),
  );
}

export function detailsOf(file: FileCoverage): StatementCoverage[] {
  return file instanceof PolicyCoverage ? file.rules.map(statementOf) : [];
}

function statementOf({ location, expected, ...rule }: RuleCoverageItem): StatementCoverage {
  const { start, end } = location.range;
  const range = new Range(start.line, start.character, end.line, end.character);
  const branches = byUrgency
    .filter((verdict) => verdict === 'fail' || verdict === 'pass' || expected.includes(verdict))
    .map((verdict) => new BranchCoverage(expected.includes(verdict), range, verdictWord(verdict)));
  return new StatementCoverage(isCovered({ location, expected, ...rule }), range, branches);
}

function isCovered({ expected }: RuleCoverageItem): boolean {
  return expected.includes('fail');
}
