/** An editor with a language server whose answers are timed from the message sent to the message received. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ConfigurationParams,
  Diagnostic,
  Position,
  PublishDiagnosticsParams,
} from 'vscode-languageserver-protocol';
import { positionAt } from '../../server/client.ts';
import { startServer } from '../../server/process.ts';

export interface Session {
  /** From the process's start to the diagnostics of the first file that was opened, in milliseconds. */
  readonly untilFirst: number;
  /** The time from the process's start until the condition holds. */
  readonly sinceStart: (until: Until) => Promise<number>;
  /** The processor time that the server has taken so far, in milliseconds; 0 where the system does not tell. */
  readonly processorTime: () => number;
  /** Replaces the first such text in an open file; the time until the condition holds of what was pushed. */
  readonly edit: (file: string, from: string, to: string, until: Until) => Promise<number>;
  /** The same without waiting for what is then wrong. */
  readonly type: (file: string, from: string, to: string) => void;
  /** The time until the answer to a question at the end of a text. */
  readonly ask: (
    method: string,
    file: string,
    after: string,
  ) => Promise<{ readonly took: number; readonly answer: unknown }>;
  readonly open: (file: string) => void;
  readonly megabytes: () => number;
  readonly stop: () => Promise<void>;
}

/** Whether what was pushed last for a file is what is waited for. */
export type Until = (pushed: (file: string) => readonly Diagnostic[] | undefined) => boolean;

const patience = 60_000;

/** Starts a server on a folder and opens a file with a text, until the condition holds. */
export async function beginSession(
  command: readonly string[],
  folder: string,
  first: { readonly file: string; readonly text: string },
  until: Until,
  settings: Readonly<Record<string, unknown>>,
): Promise<Session> {
  const start = performance.now();
  const server = startServer(command);
  const { connection } = server;
  const uriOf = (file: string): string => pathToFileURL(join(folder, file)).href;
  const texts = new Map<string, string>();
  const latest = new Map<string, readonly Diagnostic[]>();
  let version = 0;
  let look = (): void => undefined;
  connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }: PublishDiagnosticsParams) => {
    latest.set(uri, diagnostics);
    look();
  });
  connection.onRequest('workspace/configuration', ({ items }: ConfigurationParams) =>
    items.map(({ section = '' }) => settings[section] ?? null),
  );
  const pushed = (file: string): readonly Diagnostic[] | undefined => latest.get(uriOf(file));
  const wait = (condition: Until): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${command.join(' ')}: nothing came`)), patience);
      look = () => {
        if (!condition(pushed)) return;
        look = () => undefined;
        clearTimeout(timer);
        resolve();
      };
      look();
    });
  const open = (file: string, text = readFileSync(join(folder, file), 'utf8')): void => {
    texts.set(file, text);
    version++;
    const textDocument = { uri: uriOf(file), languageId: 'yaml', version, text };
    void connection.sendNotification('textDocument/didOpen', { textDocument });
  };
  const type = (file: string, from: string, to: string): void => {
    const before = texts.get(file) ?? '';
    const at = before.indexOf(from);
    if (at === -1) throw new Error(`${file} does not hold ${from}`);
    texts.set(file, before.slice(0, at) + to + before.slice(at + from.length));
    version++;
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uriOf(file), version },
      contentChanges: [
        { range: { start: positionAt(before, at), end: positionAt(before, at + from.length) }, text: to },
      ],
    });
  };
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    locale: 'zh-cn',
    capabilities: { textDocument: { hover: { contentFormat: ['markdown'] }, completion: {} } },
    initializationOptions: {},
  });
  await connection.sendNotification('initialized', {});
  await connection.sendNotification('workspace/didChangeConfiguration', { settings });
  open(first.file, first.text);
  await wait(until);
  const untilFirst = performance.now() - start;
  return {
    untilFirst,
    async sinceStart(condition) {
      await wait(condition);
      return performance.now() - start;
    },
    processorTime: server.processorTime,
    type,
    async edit(file, from, to, condition) {
      const begun = performance.now();
      type(file, from, to);
      await wait(condition);
      return performance.now() - begun;
    },
    async ask(method, file, after) {
      const text = texts.get(file) ?? '';
      const position: Position = positionAt(text, text.indexOf(after) + after.length);
      const begun = performance.now();
      const answer = await connection.sendRequest(method, { textDocument: { uri: uriOf(file) }, position });
      return { took: performance.now() - begun, answer };
    },
    open: (file) => open(file),
    megabytes: server.megabytes,
    stop: server.stop,
  };
}
