/**
 * An editor for the tests: a language server in this process, spoken to over a real connection, with a project in a folder of its own.
 * In the files given, `|` marks the cursor.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createConnection } from 'vscode-languageserver/node';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from 'vscode-languageserver-protocol/node';
import { exampleDictionary } from '../../engine/diagnostics/registry/language/example.ts';
import { serve } from '../../server/src/connection.ts';
import type { InitializationOptions } from '../../server/src/protocol.ts';

export interface Editor {
  readonly folder: string;
  readonly server: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** Where `|` stood. */
  readonly cursor: Cursor;
  uri(file: string): string;
  /** A file's text as the editor has it. */
  text(file: string): string;
  open(file: string, text?: string): Promise<void>;
  /** Replaces the text of an open file; the change sent is the part that differs. */
  type(file: string, text: string): Promise<void>;
  /** What was pushed last for the file, once that satisfies the condition. */
  pushed(file: string, until: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  close(): Promise<void>;
}

export interface Cursor {
  readonly textDocument: { readonly uri: string };
  readonly position: Position;
}

export interface EditorOptions {
  readonly locale?: string;
  readonly capabilities?: ClientCapabilities;
  readonly options?: InitializationOptions;
  /** Of the folder that is opened, in the temporary one; null: none is. */
  readonly folder?: string | null;
  /** Whether data is read and judged in the background. */
  readonly live?: boolean;
  /** Is told each time that diagnostics are pushed. */
  readonly onPush?: (uri: string, diagnostics: readonly Diagnostic[]) => void;
  /** What is done with the folder before it is opened. */
  readonly prepare?: (root: string) => void;
}

export const head = 'policy: sample\ntitle: { zh: 样例, en: Sample }\nversion: 1\neffective: { from: 2021-01-01 }\n';

/** Starts the server on a folder with these files (and the sample dictionary), and opens the one with the cursor. */
export async function edit(
  files: Readonly<Record<string, string | null>>,
  {
    locale = 'en',
    capabilities = {},
    options = {},
    folder = 'project',
    live = false,
    onPush,
    prepare,
  }: EditorOptions = {},
): Promise<Editor> {
  const parent = mkdtempSync(join(tmpdir(), 'zhunsheng-editor-'));
  const root = join(parent, folder ?? 'project');
  mkdirSync(root, { recursive: true });
  const texts = new Map<string, string>();
  let cursor: Cursor | null = null;
  let marked: string | null = null;
  const uri = (file: string): string => pathToFileURL(join(root, file)).href;
  for (const [file, content] of Object.entries({ 'datapackage.yaml': exampleDictionary, ...files })) {
    if (content === null) continue;
    const at = content.indexOf('|');
    const text = at === -1 ? content : content.slice(0, at) + content.slice(at + 1);
    if (at !== -1) {
      cursor = { textDocument: { uri: uri(file) }, position: positionAt(content, at) };
      marked = file;
    }
    texts.set(file, text);
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  prepare?.(root);
  const { server, stop } = connect(live);
  const latest = new Map<string, readonly Diagnostic[]>();
  const waiting = new Set<() => void>();
  server.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    latest.set(params.uri, params.diagnostics);
    onPush?.(params.uri, params.diagnostics);
    for (const look of waiting) look();
  });
  const initialized = await server.sendRequest<InitializeResult>('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: folder === null ? null : [{ uri: pathToFileURL(root).href, name: 'project' }],
    locale,
    capabilities,
    initializationOptions: options,
  });
  await server.sendNotification('initialized', {});
  const versions = new Map<string, number>();
  const editor: Editor = {
    folder: root,
    server,
    initialized,
    get cursor() {
      if (cursor === null) throw new Error('no file has a cursor');
      return cursor;
    },
    uri,
    text: (file) => texts.get(file) ?? '',
    async open(file, text = texts.get(file) ?? '') {
      texts.set(file, text);
      versions.set(file, 1);
      const textDocument = { uri: uri(file), languageId: 'yaml', version: 1, text };
      await server.sendNotification('textDocument/didOpen', { textDocument });
    },
    async type(file, text) {
      const before = texts.get(file) ?? '';
      const version = (versions.get(file) ?? 0) + 1;
      versions.set(file, version);
      texts.set(file, text);
      await server.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(file), version },
        contentChanges: [difference(before, text)],
      });
    },
    pushed(file, until) {
      return new Promise((resolve) => {
        const look = (): void => {
          const diagnostics = latest.get(uri(file));
          if (diagnostics === undefined || !until(diagnostics)) return;
          waiting.delete(look);
          resolve(diagnostics);
        };
        waiting.add(look);
        look();
      });
    },
    async close() {
      await server.sendRequest('shutdown');
      stop();
      rmSync(parent, { recursive: true, force: true });
    },
  };
  if (marked !== null) await editor.open(marked);
  return editor;
}

/** The text with a cursor mark taken away, and where it stood. */
export function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

/** The server at the other end of two streams. */
function connect(live: boolean): { readonly server: ProtocolConnection; readonly stop: () => void } {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const connection = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  serve(connection, {
    version: 'test',
    referenceOf: (code) => `file:///reference#${code.toLowerCase()}`,
    ...(live ? { worker: new URL('./live-worker.js', import.meta.url) } : {}),
  });
  connection.listen();
  const server = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  server.listen();
  return {
    server,
    stop() {
      server.dispose();
      connection.dispose();
    },
  };
}

/** One change from one text to the other. */
function difference(before: string, after: string): object {
  let start = 0;
  while (start < Math.min(before.length, after.length) && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return {
    range: { start: positionAt(before, start), end: positionAt(before, before.length - end) },
    text: after.slice(start, after.length - end),
  };
}

/** A text after edits that do not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  return edits
    .toSorted((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (after, { range, newText }) => after.slice(0, offset(range.start)) + newText + after.slice(offset(range.end)),
      text,
    );
}
