/**
 * Typing at random into the shipped policies over a real connection: the server never dies, what it says after each batch of edits
 * is what a cold analysis of the same texts says, and its memory levels off. FUZZ_EDITS: how many edits (20000 for the long run);
 * without it as many as fit into half a minute. FUZZ_SEED: another course of chance.
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type Diagnostic as ProtocolDiagnostic,
  type PublishDiagnosticsParams,
  ResponseError,
  type SemanticTokens,
  type WorkspaceDiagnosticReport,
} from 'vscode-languageserver-protocol/node';
import { noDictionary } from '../../engine/diagnostics/registry/dictionary.ts';
import { analyze } from '../../engine/language/analyze.ts';
import { readProjectFiles } from '../../engine/project/files.ts';
import { makeDocument } from '../../server/src/document.ts';
import { definition } from '../../server/src/features/definition.ts';
import { toProtocol } from '../../server/src/features/diagnostics.ts';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { documentSymbols } from '../../server/src/features/symbols.ts';
import { makeSnapshot, type Snapshot } from '../../server/src/snapshot.ts';
import { type Chance, chance } from '../district/random.ts';
import { positionAt } from './client.ts';
import { type Buffer, type Change, editAtRandom, restore } from './fuzz-edits.ts';
import { type ServerProcess, startServer, zhunsheng } from './process.ts';

const edits = Number(process.env['FUZZ_EDITS'] ?? 100_000);
const seconds = process.env['FUZZ_EDITS'] === undefined ? 30 : Number.POSITIVE_INFINITY;
const seed = Number(process.env['FUZZ_SEED'] ?? 20211231);
const home = join(import.meta.dirname, '..', '..');

/** Asked at random places while typing goes on; nobody waits for the answers. */
const questions: readonly string[] = [
  'hover',
  'completion',
  'definition',
  'documentHighlight',
  'prepareRename',
  'documentSymbol',
  'codeLens',
  'foldingRange',
  'formatting',
  'documentLink',
  'semanticTokens/full',
];

describe('A server that is typed at at random', () => {
  let folder: string;
  let server: ServerProcess;
  const uriOf = (file: string): string => pathToFileURL(join(folder, file)).href;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-fuzz-'));
    cpSync(join(home, 'rules'), folder, { recursive: true });
    server = startServer(zhunsheng);
  });
  afterEach(async () => {
    await server.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  });

  it('never dies, never answers from what was, and does not grow', async function () {
    this.timeout(60 * 60_000);
    const random = chance(seed);
    const { files } = await readProjectFiles(folder);
    const disk = new Map(files);
    const buffers = [...files].map(([file, text]): Buffer => ({ file, original: text, text, before: [] }));
    const pushed = new Map<string, readonly ProtocolDiagnostic[]>();
    server.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      pushed.set(params.uri, params.diagnostics);
    });
    await begin(server, folder);
    const editor = makeTypist(server, uriOf);
    for (const { file, text } of buffers) editor.open(file, text);

    const memory: number[] = [];
    const start = performance.now();
    let done = 0;
    let batches = 0;
    while (done < edits && (performance.now() - start) / 1000 < seconds) {
      batches++;
      const where = `seed ${seed}, batch ${batches}, after ${done} edits`;
      if (random.percent(30))
        for (const buffer of buffers) if (buffer.text !== buffer.original) editor.change(buffer, [restore(buffer)]);
      const some = Array.from({ length: random.between(1, 3) }, () => random.pick(buffers));
      for (let left = random.between(1, random.percent(50) ? 10 : 300); left > 0 && done < edits; ) {
        const buffer = random.pick(some);
        const together = Math.min(left, random.percent(20) ? random.between(2, 4) : 1);
        editor.change(
          buffer,
          Array.from({ length: together }, () => editAtRandom(random, buffer, buffers)),
        );
        left -= together;
        done += together;
        if (random.percent(4)) ask(random, server, uriOf(buffer.file), buffer.text);
        if (random.percent(3)) await new Promise((resolve) => setTimeout(resolve, random.between(1, 15)));
      }
      if (random.percent(10)) {
        // Left unsaved: what the disk holds counts again. Opened again: the buffer.
        const buffer = random.pick(buffers);
        editor.close(buffer.file);
        if (random.percent(50)) await new Promise((resolve) => setTimeout(resolve, random.between(1, 15)));
        editor.open(buffer.file, buffer.text);
      }
      if (random.percent(5)) {
        // Another program writes a file that is open: the buffer still counts.
        const { file } = random.pick(buffers);
        disk.set(file, random.pick(buffers).text);
        writeFileSync(join(folder, file), disk.get(file) ?? '');
        void server.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: uriOf(file), type: 2 }],
        });
      }

      const cold = coldSnapshot(folder, new Map(buffers.map(({ file, text }) => [file, text])), uriOf);
      const expected = expectedDiagnostics(cold);
      await alive(server, where, async () => {
        const report = await server.connection.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
          previousResultIds: [],
        });
        const answered = report.items.flatMap((each) =>
          each.kind === 'full' ? [[each.uri, each.items] as const] : [],
        );
        same(new Map(answered), expected, buffers, where);
        const until = performance.now() + 20_000;
        while (!equal(pushed, expected) && performance.now() < until)
          await new Promise((resolve) => setTimeout(resolve, 5));
        same(pushed, expected, buffers, `pushed: ${where}`);
        await answersAfresh(random, server, cold, random.pick(buffers), where);
      });
      memory.push(server.megabytes());
    }
    const took = (performance.now() - start) / 1000;
    const at = (part: number): string => `${Math.round(memory[Math.floor((memory.length - 1) * part)] ?? 0)}`;
    process.stdout.write(
      `      ${done} edits in ${batches} batches, ${took.toFixed(0)} s; memory at each tenth, MB: ` +
        `${Array.from({ length: 11 }, (_, tenth) => at(tenth / 10)).join(' ')}\n`,
    );
    assert.equal(server.errors(), '');
    assert.ok(existsSync('/proc') === false || Math.max(...memory) < 1500, `grew to ${Math.max(...memory)} MB`);
    if (done >= 5000) {
      const early = median(memory.slice(Math.floor(batches * 0.25), Math.floor(batches * 0.5)));
      const late = median(memory.slice(Math.floor(batches * 0.75)));
      assert.ok(late < early * 1.25 + 50, `memory grows: ${early.toFixed(0)} MB, later ${late.toFixed(0)} MB`);
    }
  });
});

async function begin({ connection }: ServerProcess, folder: string): Promise<void> {
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'rules' }],
    locale: 'zh-cn',
    capabilities: {},
  });
  await connection.sendNotification('initialized', {});
}

/** Sends what an editor sends of its buffers. */
function makeTypist({ connection }: ServerProcess, uriOf: (file: string) => string) {
  const versions = new Map<string, number>();
  const next = (file: string): number => {
    const version = (versions.get(file) ?? 0) + 1;
    versions.set(file, version);
    return version;
  };
  return {
    open(file: string, text: string) {
      const textDocument = { uri: uriOf(file), languageId: 'yaml', version: next(file), text };
      void connection.sendNotification('textDocument/didOpen', { textDocument });
    },
    change({ file }: Buffer, contentChanges: readonly Change[]) {
      const textDocument = { uri: uriOf(file), version: next(file) };
      void connection.sendNotification('textDocument/didChange', { textDocument, contentChanges });
    },
    close(file: string) {
      void connection.sendNotification('textDocument/didClose', { textDocument: { uri: uriOf(file) } });
    },
  };
}

/** Asks something, now and then takes the question back, and lets a refusal be one; only a fault of the server is none. */
function ask(random: Chance, { connection }: ServerProcess, uri: string, text: string): void {
  const cancel = new CancellationTokenSource();
  const position = positionAt(text, random.between(0, text.length));
  const params = { textDocument: { uri }, position, options: { tabSize: 2, insertSpaces: true } };
  connection.sendRequest(`textDocument/${random.pick(questions)}`, params, cancel.token).catch(() => undefined);
  if (random.percent(30)) cancel.cancel();
}

/** What is asked after the edits is answered from the texts as they then are. */
async function answersAfresh(
  random: Chance,
  { connection }: ServerProcess,
  cold: Snapshot,
  { file, text }: Buffer,
  where: string,
): Promise<void> {
  const document = cold.documents.get(file);
  assert.ok(document);
  const textDocument = { uri: cold.uriOf(file) };
  const position = positionAt(text, random.between(0, text.length));
  const { data } = await connection.sendRequest<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
  assert.deepEqual(data, [...semanticTokens(cold, document, null)], `tokens of ${file}: ${where}`);
  const symbols = await connection.sendRequest('textDocument/documentSymbol', { textDocument });
  assert.deepEqual(symbols, plain(documentSymbols(cold, document)), `symbols of ${file}: ${where}`);
  const defined = await connection.sendRequest('textDocument/definition', { textDocument, position });
  assert.deepEqual(defined, plain(definition(cold, document, position)), `definition in ${file}: ${where}`);
}

/** Says what became of a server that no longer answers. */
async function alive(server: ServerProcess, where: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const end = server.ended();
    if (end !== null) assert.fail(`the server ended (${end}), ${where}:\n${server.errors()}`);
    if (error instanceof ResponseError) assert.fail(`${error.message}, ${where}:\n${server.errors()}`);
    throw error;
  }
}

function coldSnapshot(folder: string, files: ReadonlyMap<string, string>, uriOf: (file: string) => string): Snapshot {
  return makeSnapshot({
    project: {},
    folder,
    language: 'zh',
    documents: new Map([...files].map(([file, text]) => [file, makeDocument(file, text)])),
    unreadable: [],
    moment: null,
    open: new Set(files.keys()),
    analyze: () => analyze(files),
    uriOf,
  });
}

/** By address. Without a dictionary that alone is told, and what is no YAML. */
function expectedDiagnostics(cold: Snapshot): ReadonlyMap<string, readonly ProtocolDiagnostic[]> {
  const { diagnostics } = cold.analysis;
  const without = diagnostics.find(({ code }) => code === noDictionary.code);
  const told =
    without === undefined
      ? diagnostics
      : [without, ...[...cold.documents.values()].flatMap(({ yaml }) => yaml.diagnostics)];
  const byFile = new Map<string, ProtocolDiagnostic[]>();
  for (const each of told) {
    const uri = cold.uriOf(each.place.file);
    byFile.set(uri, [...(byFile.get(uri) ?? []), toProtocol(cold, each, () => null)]);
  }
  return byFile;
}

function same(
  actual: ReadonlyMap<string, readonly ProtocolDiagnostic[]>,
  expected: ReadonlyMap<string, readonly ProtocolDiagnostic[]>,
  buffers: readonly Buffer[],
  where: string,
): void {
  if (equal(actual, expected)) return;
  const kept = join(tmpdir(), 'zhunsheng-fuzz-failure.json');
  writeFileSync(kept, JSON.stringify(Object.fromEntries(buffers.map(({ file, text }) => [file, text]))));
  assert.deepEqual(tidy(actual), tidy(expected), `${where}; the texts are in ${kept}`);
}

function equal(
  actual: ReadonlyMap<string, readonly ProtocolDiagnostic[]>,
  expected: ReadonlyMap<string, readonly ProtocolDiagnostic[]>,
): boolean {
  return JSON.stringify(tidy(actual)) === JSON.stringify(tidy(expected));
}

/** Without the files of which nothing is said, each told by range, code and message. */
function tidy(all: ReadonlyMap<string, readonly ProtocolDiagnostic[]>): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...all]
      .filter(([, items]) => items.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([uri, items]) => [uri, items.map(told)]),
  );
}

function told({ range: { start, end }, severity, code, message, relatedInformation }: ProtocolDiagnostic): string {
  const related = relatedInformation?.map(({ location, message }) => `${location.uri} ${message}`) ?? [];
  return [
    `${start.line}:${start.character}-${end.line}:${end.character} ${severity} ${code} ${message}`,
    ...related,
  ].join('\n');
}

function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
