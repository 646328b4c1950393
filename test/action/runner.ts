/** A GitHub runner, as far as a step that uses the action sees one: inputs as variables, files for what the step says, no network. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

const repository = join(import.meta.dirname, '../..');

/** What a release's branch holds, made from the build as `npm run package-action` does. */
export function makeRelease(): string {
  execFileSync(process.execPath, [join(repository, 'engine/package-action.js')], { stdio: 'pipe' });
  return join(repository, 'out/action');
}

export interface ActionRun {
  readonly status: number | null;
  /** The step's log. */
  readonly log: string;
  readonly errors: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface Step {
  /** The folder of the release. */
  readonly action: string;
  /** The checked-out repository. */
  readonly workspace: string;
  readonly with: Readonly<Record<string, string>>;
  /** Of the event: the commit that the pull request is against. */
  readonly base?: string;
  /** The folder in which the step's process starts; by default the workspace. */
  readonly startIn?: string;
}

interface Manifest {
  readonly inputs: Readonly<Record<string, { readonly default?: string; readonly required?: boolean }>>;
  readonly outputs: Readonly<Record<string, object>>;
  readonly runs: { readonly using: string; readonly main: string };
}

export function manifestOf(action: string): Manifest {
  return parse(readFileSync(join(action, 'action.yml'), 'utf8')) as Manifest;
}

export async function runStep({
  action,
  workspace,
  with: given,
  base = '',
  startIn = workspace,
}: Step): Promise<ActionRun> {
  const { inputs, runs } = manifestOf(action);
  const temporary = mkdtempSync(join(tmpdir(), 'zs-runner-'));
  const [output, summary] = ['output', 'summary'].map((name) => {
    const file = join(temporary, name);
    writeFileSync(file, '');
    return file;
  }) as [string, string];
  const variables = Object.entries(inputs).map(([name, input]) => {
    const otherwise = (input.default ?? '').replace(/\$\{\{ github\.event\.pull_request\.base\.sha \}\}/, () => base);
    return [`INPUT_${name.toUpperCase()}`, given[name] ?? otherwise];
  });
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: temporary,
    ...Object.fromEntries(variables),
  };
  try {
    const child = spawn(process.execPath, [join(action, runs.main)], { cwd: startIn, env });
    let [log, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors += text;
    });
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return {
      status,
      log,
      errors,
      outputs: readOutputs(readFileSync(output, 'utf8')),
      summary: readFileSync(summary, 'utf8'),
    };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** As the runner reads it: `name<<DELIMITER`, lines, `DELIMITER`; anything else is an error. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split('\n');
  for (let i = 0; i < lines.length - 1; i++) {
    const [, name, delimiter] = /^([^<=]+)<<(.+)$/.exec(lines[i] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) throw new Error(`no output: ${lines[i]}`);
    const end = lines.indexOf(delimiter, i + 1);
    if (end < 0) throw new Error(`no end of ${name}`);
    outputs[name] = lines.slice(i + 1, end).join('\n');
    i = end;
  }
  return outputs;
}
