/** The GitHub Action, as a runner starts it: inputs come as variables, results go to the runner's files and to standard output. */
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failureDiagnostic } from '../cli/failure.ts';
import { surprises } from '../cli/formats/diff-words.ts';
import { toGithub, toGithubMessage } from '../cli/formats/github.ts';
import { toJunit } from '../cli/formats/junit.ts';
import type { Report } from '../cli/formats/report.ts';
import { toSarif } from '../cli/formats/sarif.ts';
import { pathsIn } from '../cli/paths.ts';
import type { Language } from '../diagnostics/diagnostic.ts';
import { type Environment, type Inputs, languageOf, readInputs } from './inputs.ts';
import { type Found, findAll } from './run.ts';
import { addSummary, writeFile, writeOutputs } from './runner-files.ts';
import { flipsIn, summaryMarkdown } from './summary.ts';

process.exitCode = await main(process.env, (text) => process.stdout.write(`${text}\n`));

/** The exit status: 0 as `fail-on` asks, 1 where it fails, 2 where the work could not be done. */
async function main(environment: Environment, print: (text: string) => void): Promise<0 | 1 | 2> {
  let language: Language = 'zh';
  try {
    language = languageOf(environment);
    const workspace = environment['GITHUB_WORKSPACE'] ?? '';
    if (statSync(workspace, { throwIfNoEntry: false })?.isDirectory() === true) process.chdir(workspace);
    const inputs = readInputs(environment);
    const found = await findAll(inputs, language);
    return tell(found, { inputs, language, environment, print });
  } catch (error) {
    print(toGithubMessage(failureDiagnostic(error), language));
    writeOutputs(environment['GITHUB_OUTPUT'], { result: 'error' });
    return 2;
  }
}

interface Telling {
  readonly inputs: Inputs;
  readonly language: Language;
  readonly environment: Environment;
  readonly print: (text: string) => void;
}

function tell(found: Found, { inputs, language, environment, print }: Telling): 0 | 1 | 2 {
  const pathOf = pathsIn(inputs.project);
  const report = (diagnostics: Report['diagnostics']): Report => ({ command: 'action', diagnostics, pathOf, language });
  if (inputs.annotations && found.annotations.length > 0) print(toGithub(report(found.annotations)));
  const { problem } = found;
  if (problem !== null) {
    const { diagnostic, inProject } = problem;
    print(inProject ? toGithub(report([diagnostic])) : toGithubMessage(diagnostic, language));
  }
  if (inputs.sarif !== null) writeFile(inputs.sarif, `${JSON.stringify(toSarif(report(found.findings)), null, 2)}\n`);
  if (inputs.junit !== null) writeFile(inputs.junit, `${toJunit(found.suites, pathOf, language)}\n`);
  const commentFile = inputs.comment ?? join(environment['RUNNER_TEMP'] ?? tmpdir(), 'zhunsheng-comment.md');
  const written = found.comment === null ? '' : writeFile(commentFile, `${found.comment}\n`);
  addSummary(environment['GITHUB_STEP_SUMMARY'], summaryMarkdown(found, pathOf, language));
  writeOutputs(environment['GITHUB_OUTPUT'], {
    ...countsOf(found),
    comment: found.comment ?? '',
    'comment-file': written,
  });
  return { pass: 0 as const, fail: 1 as const, error: 2 as const }[found.result];
}

/** Empty: that part of the work was not done. */
function countsOf(found: Found): Readonly<Record<string, string>> {
  const { checked, tested, compared, result } = found;
  const text = (count: number | undefined): string => (count === undefined ? '' : String(count));
  return {
    result,
    errors: text(checked?.counts.error),
    warnings: text(checked?.counts.warning),
    tests: text(tested?.counts.cases),
    failures: text(tested?.counts.failed),
    flips: compared === null ? '' : text(flipsIn(found)),
    unexpected: compared === null ? '' : text(compared.expected?.unexpected.length ?? surprises(compared)),
    missing: compared === null ? '' : text(compared.expected?.missing.length ?? 0),
  };
}
