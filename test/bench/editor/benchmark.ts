/**
 * Typing in a workspace of 1,000 policy files with 20 rules each, measured over the wire. In the same run the same is asked of
 * yaml-language-server with our JSON schema: it looks at one file's form, ours at what the names in all files mean.
 */
import { strict as assert } from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CompletionItem, CompletionList } from 'vscode-languageserver-protocol';
import { zhunsheng } from '../../server/process.ts';
import { writePolicies } from '../check.ts';
import { type Figure, figure, home } from '../figure.ts';
import { beginSession, type Session, type Until } from './session.ts';

const files = 1000;
const times = 40;
const edited = 'office-500.policy.yaml';
const bounds = { first: 2000, complete: 2000, edited: 50, affected: 500, completion: 20, hover: 20 } as const;

interface Measured {
  readonly first: number;
  /** To the first diagnostics that take what all files say. */
  readonly complete: number;
  readonly edited: number;
  readonly completion: number;
  readonly hover: number;
  readonly megabytes: number;
}

export async function* editorBenchmark(): AsyncGenerator<Figure> {
  // Outside of the ignored folder: the other server's patterns don't look into folders that begin with a dot.
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-bench-'));
  writePolicies(folder, files);
  const ours = await begin(zhunsheng, folder, {});
  const our = await measure(ours, ['skipping-500-1']);
  const affected = await allAffected(ours);
  await ours.stop();
  const theirs = await begin(yamlLanguageServer(), folder, yamlSettings);
  // Of facts it knows nothing; it is asked where it has something to say.
  const their = await measure(theirs, null);
  await theirs.stop();
  rmSync(folder, { recursive: true });

  const named: readonly (readonly [Exclude<keyof Measured, 'megabytes'>, string])[] = [
    ['first', 'editor: start to first diagnostics'],
    ['complete', 'editor: start to the diagnostics that take all files'],
    ['edited', 'editor: diagnostics of the edited file, p95'],
    ['completion', 'editor: completion after a key, p95'],
    ['hover', 'editor: hover, p95'],
  ];
  for (const [key, name] of named) {
    yield figure(`${name} (bound)`, our[key], 'ms', bounds[key]);
    yield figure(`${name} (yaml-language-server)`, our[key], 'ms', their[key]);
  }
  yield figure(
    `editor: diagnostics of all ${files} files that an edit concerns, p95 (bound)`,
    affected,
    'ms',
    bounds.affected,
  );
  yield figure('editor: memory (yaml-language-server)', our.megabytes, 'MB', their.megabytes);
}

/** Opens a file with a wrong severity, and with a wrong name of a fact that another file declares. */
function begin(
  command: readonly string[],
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<Session> {
  const text = readFileSync(join(folder, edited), 'utf8')
    .replace('severity: major', 'severity: majr')
    .replace(fact, misspelt);
  return beginSession(command, folder, { file: edited, text }, isWrong, settings);
}

async function measure(session: Session, facts: readonly string[] | null): Promise<Measured> {
  const { untilFirst: first } = session;
  // Of facts the other server knows nothing: its first diagnostics are all.
  const complete = facts === null ? first : await session.sinceStart(isMisspelt);
  await session.edit(edited, misspelt, fact, (pushed) => !isMisspelt(pushed));
  await session.edit(edited, 'severity: majr', 'severity: major', isRight);
  const edits: number[] = [];
  const completions: number[] = [];
  const hovers: number[] = [];
  for (let time = 0; time < times; time++) {
    edits.push(await session.edit(edited, 'severity: major', 'severity: majr', isWrong));
    edits.push(await session.edit(edited, 'severity: majr', 'severity: major', isRight));
  }
  for (let time = 0; time < times; time++) {
    // As while typing: the text has just changed.
    const from = facts === null ? 'severity: major' : 'require: skipping-500-1 = 0';
    const to = facts === null ? 'severity: m' : 'require: skipping-500-';
    session.type(edited, from, to);
    const { took, answer } = await session.ask('textDocument/completion', edited, to);
    assert.ok(labels(answer).some((label) => (facts ?? ['major']).some((each) => label.includes(each))));
    completions.push(took);
    session.type(edited, `${to}\n`, `${from}\n`);
    await session.ask('textDocument/hover', edited, 'rule-500-3');
    const hover = await session.ask('textDocument/hover', edited, facts === null ? 'sever' : 'require: skip');
    assert.ok(hover.answer !== null);
    hovers.push(hover.took);
  }
  return {
    first,
    complete,
    edited: p95(edits),
    completion: p95(completions),
    hover: p95(hovers),
    megabytes: session.megabytes(),
  };
}

/** The name of a fact that all files use is changed, and changed back. */
async function allAffected(session: Session): Promise<number> {
  const first = 'office-1.policy.yaml';
  session.open(first);
  const others = Array.from({ length: files - 1 }, (_, index) => `office-${index + 2}.policy.yaml`);
  const all: number[] = [];
  for (let time = 0; time < 6; time++) {
    all.push(
      await session.edit(first, '\n  waiting:', '\n  waitng:', (pushed) =>
        others.every((file) => (pushed(file)?.length ?? 0) > 0),
      ),
    );
    all.push(
      await session.edit(first, '\n  waitng:', '\n  waiting:', (pushed) =>
        others.every((file) => (pushed(file)?.length ?? 0) === 0),
      ),
    );
  }
  return p95(all);
}

const fact = 'that: waiting ';
const misspelt = 'that: waitng ';

const isMisspelt: Until = (pushed) =>
  pushed(edited)?.some(({ message }) => String(message).includes('waitng')) === true;
const isWrong: Until = (pushed) => pushed(edited)?.some(({ severity }) => severity === 1) === true;
const isRight: Until = (pushed) => pushed(edited)?.every(({ severity }) => severity !== 1) === true;

function labels(answer: unknown): readonly string[] {
  const list = answer as CompletionList | readonly CompletionItem[] | null;
  return (list === null ? [] : 'items' in list ? list.items : list).map(({ label }) => label);
}

function yamlLanguageServer(): readonly string[] {
  const server = import.meta.resolve('yaml-language-server/bin/yaml-language-server');
  return [process.execPath, fileURLToPath(server), '--stdio'];
}

const yamlSettings = {
  yaml: {
    validate: true,
    hover: true,
    completion: true,
    schemaStore: { enable: false },
    schemas: { [pathToFileURL(join(home, 'extension/schema/policy.schema.json')).href]: '*.policy.yaml' },
  },
};

function p95(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}
