/** A folder in which nothing can be written, such as one on a mounted share: the editor works, and leaves nothing behind. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, constants, cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeLens, Diagnostic, Hover, PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { LiveParams } from '../../server/src/protocol.ts';
import { positionAt } from './client.ts';
import { type ServerProcess, startServer, type User, zhunsheng } from './process.ts';

const file = 'policies/zero-petition.policy.yaml';
const requirement = 'require: skip-level-petitions = 0';

describe('A read-only folder', () => {
  let folder: string;
  let server: ServerProcess;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-read-only-'));
    cpSync(join(import.meta.dirname, '../../rules'), folder, { recursive: true });
    setMode(0o555, 0o444);
  });
  afterEach(async () => {
    await server.stop();
    setMode(0o755, 0o644);
    rmSync(folder, { recursive: true });
  });

  function setMode(ofFolders: number, ofFiles: number): void {
    chmodSync(folder, ofFolders);
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? ofFolders : ofFiles);
    }
  }

  /** All that is in the folder, and when it was changed last. */
  function state(): readonly string[] {
    return (readdirSync(folder, { recursive: true }) as string[])
      .sort()
      .map((path) => `${path} ${lstatSync(join(folder, path)).mtimeMs} ${lstatSync(join(folder, path)).size}`);
  }

  it('has errors, hovers and live counts all the same, and nothing is written', async () => {
    const user = someoneWithout(folder);
    const before = state();
    server = startServer(zhunsheng, undefined, user);
    const { connection } = server;
    const uri = pathToFileURL(join(folder, file)).href;
    const pushed = waiter<readonly Diagnostic[]>();
    connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      if (params.uri === uri) pushed.take(params.diagnostics);
    });
    const live = waiter<LiveParams>();
    connection.onNotification('zhunsheng/live', live.take);
    await connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'rules' }],
      capabilities: {},
    });
    await connection.sendNotification('initialized', {});
    const text = readFileSync(join(folder, file), 'utf8');
    const typed = text.replace(requirement, requirement.replace('skip', 'skp'));
    await connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: 1, text: typed },
    });
    await pushed.until((all) => all.some(({ code }) => code === 'ZS1301'));
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text }],
    });
    await pushed.until((all) => all.length === 0);
    const position = positionAt(text, text.indexOf(requirement) + 'require: sk'.length);
    assert.ok(await connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position }));
    await live.until(({ state: now }) => now === 'ready');
    const lenses = await connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    assert.match(lenses[0]?.command?.title ?? '', /\d/);
    assert.deepEqual(state(), before);
  });
});

/** Root may write wherever it likes, so that another user stands in for it; null: who runs the tests. */
function someoneWithout(folder: string): User | null {
  const user = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : null;
  const tried = spawnSync(
    process.execPath,
    ['-e', `require('node:fs').accessSync(process.argv[1], ${constants.W_OK})`, folder],
    { ...user },
  );
  assert.notEqual(tried.status, 0, 'the folder can be written');
  return user;
}

/** Takes what comes, and waits for what satisfies. */
function waiter<T>(): {
  readonly take: (value: T) => void;
  readonly until: (satisfies: (value: T) => boolean) => Promise<void>;
} {
  let last: { readonly value: T } | null = null;
  let look = (): void => undefined;
  return {
    take(value) {
      last = { value };
      look();
    },
    until: (satisfies) =>
      new Promise((resolve) => {
        look = () => {
          if (last !== null && satisfies(last.value)) resolve();
        };
        look();
      }),
  };
}
