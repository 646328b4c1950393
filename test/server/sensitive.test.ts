/** Whatever an editor asks, no value of a field marked sensitive comes over the wire: tried with marked values in the shipped data. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import iconv from 'iconv-lite';
import type { CodeAction } from 'vscode-languageserver-protocol';
import { readProjectFiles } from '../../engine/project/files.ts';
import type { Requests } from '../../server/src/protocol.ts';
import { positionAt } from './client.ts';
import { type ServerProcess, startServer, zhunsheng } from './process.ts';

/** Begins every petitioner's name and number in the copy of the shipped data. */
const mark = 'Marked-As-Secret';
const home = join(import.meta.dirname, '..', '..');

/** Reads the sensitive fields in every way that a policy may. */
const policy = `policy: secrets
title: { zh: 敏感, en: Secrets }
version: 1
effective: { from: 2020-01-01 }
facts:
  last-petitioner: { of: unit, title: { zh: 最近信访人, en: Last petitioner }, latest: petition.petitioner, during: received-on }
rules:
  petitioner-named:
    title: { zh: 登记了姓名, en: Named }
    for: petition
    during: received-on
    require: { any: [petitioner = "无", phone contains "无"] }
    otherwise: { severity: minor, message: { zh: 未登记, en: Not named }, remedy: { zh: 登记, en: Name them } }
  last-petitioner-known:
    title: { zh: 最近信访人, en: Last petitioner }
    for: unit
    require: last-petitioner = "无"
    otherwise: { severity: minor, message: { zh: 未登记, en: Not named }, remedy: { zh: 登记, en: Name them } }
`;

describe('A sensitive value', () => {
  let folder: string;
  let server: ServerProcess;
  let said = '';
  const ask = <Method extends keyof Requests>(method: Method, params: Requests[Method]['params']) =>
    server.connection.sendRequest<Requests[Method]['result']>(method, params);

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'zhunsheng-sensitive-'));
    cpSync(join(home, 'rules'), folder, { recursive: true });
    const data = join(folder, 'data/petitions.csv');
    const text = iconv.decode(readFileSync(data), 'gb18030');
    const marked = text.replace(/,信访人(?=\d)/g, `,${mark}-`).replace(/,000-(?=\d)/g, `,${mark}-`);
    assert.ok(marked.split(mark).length > 100);
    writeFileSync(data, iconv.encode(marked, 'gb18030'));
    writeFileSync(join(folder, 'policies/secrets.policy.yaml'), policy);
    server = startServer(zhunsheng, (bytes) => {
      said += bytes.toString('utf8');
    });
  });
  after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is in no answer, notice or error of the server', async function () {
    this.timeout(300_000);
    const { connection } = server;
    const project = pathToFileURL(folder).href;
    const uriOf = (file: string): string => pathToFileURL(join(folder, file)).href;
    await connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: project, name: 'rules' }],
      locale: 'zh-cn',
      capabilities: {},
    });
    const live = new Set<() => void>();
    connection.onNotification('zhunsheng/live', () => {
      for (const look of live) look();
    });
    await connection.sendNotification('initialized', {});
    const { files } = await readProjectFiles(folder);
    for (const [file, text] of files) {
      const textDocument = { uri: uriOf(file), languageId: 'yaml', version: 1, text };
      await connection.sendNotification('textDocument/didOpen', { textDocument });
    }
    const ready = async () => {
      const { projects } = await ask('zhunsheng/overview', {});
      assert.ok(!['failed', 'waiting'].includes(projects[0]?.state ?? ''), projects[0]?.problem ?? 'errors');
      return projects[0]?.state === 'ready' ? projects[0] : null;
    };
    let overview = await ready();
    while (overview === null) {
      await new Promise<void>((resolve) => {
        const look = (): void => {
          live.delete(look);
          resolve();
        };
        live.add(look);
        setTimeout(look, 1000);
      });
      overview = await ready();
    }

    // The names of the sensitive fields wherever they stand, and the rules that read them.
    for (const [file, text] of files) {
      const textDocument = { uri: uriOf(file) };
      for (const { index } of text.matchAll(
        /(?<=[\s[.])(petitioner|phone|last-petitioner|petitioner-named|petitions?)\b/g,
      )) {
        const position = positionAt(text, index + 3);
        for (const question of ['hover', 'completion', 'definition', 'prepareRename']) {
          await connection.sendRequest(`textDocument/${question}`, { textDocument, position }).catch(() => null);
        }
      }
      await connection.sendRequest('textDocument/codeLens', { textDocument });
      const range = { start: { line: 0, character: 0 }, end: positionAt(text, text.length) };
      await connection.sendRequest('textDocument/inlayHint', { textDocument, range });
    }
    // Values of a field with how often they stand there, the question that would list them.
    const at = policy.indexOf('petitioner = "') + 'petitioner = '.length;
    const values = { textDocument: { uri: uriOf('policies/secrets.policy.yaml') }, position: positionAt(policy, at) };
    await connection.sendRequest('textDocument/completion', values);

    for (const { name } of [...overview.rules, ...overview.standards]) {
      await ask('zhunsheng/preview', { project, name });
      await ask('zhunsheng/flips', { project, name });
      const all = { project, name, verdicts: null, offset: 0, limit: 50 };
      await ask('zhunsheng/subjects', { ...all, search: '' });
      // Nor is it told by being found.
      assert.equal((await ask('zhunsheng/subjects', { ...all, search: mark })).total, 0, name);
    }
    for (const [entity, name] of [
      ['unit', 'four-letters'],
      ['agency-case', 'petition-agency'],
    ] as const) {
      const all = { project, name, which: null, offset: 0, limit: 50 };
      assert.equal((await ask('zhunsheng/standings', { ...all, search: mark })).total, 0, name);
      const { rows } = await ask('zhunsheng/standings', { ...all, search: '' });
      assert.ok(rows.length > 0, name);
      await ask('zhunsheng/preview', { project, name });
      for (const { subject } of rows.slice(0, 2)) await ask('zhunsheng/explain', { project, entity, subject });
    }
    const { subjects } = await ask('zhunsheng/subjects', {
      project,
      name: 'petitioner-named',
      verdicts: ['fail'],
      search: '',
      offset: 0,
      limit: 5,
    });
    assert.equal(subjects.length, 5);
    for (const { entity, subject } of subjects) await ask('zhunsheng/explain', { project, entity, subject });
    await ask('zhunsheng/tests', {});
    await ask('zhunsheng/runTests', { ids: null });
    for (const rule of ['petitioner-named', 'last-petitioner-known']) await writeTests(uriOf, rule);

    assert.ok(said.includes(subjects[0]?.subject ?? '?'), 'the records themselves are told of');
    assert.ok(said.length > 100_000);
    const leak = said.indexOf(mark);
    assert.equal(leak, -1, said.slice(Math.max(0, leak - 1000), leak + 200));
  });

  /** The code actions at a rule, each worked out: among them the one that writes a test from a unit of the data. */
  async function writeTests(uriOf: (file: string) => string, rule: string): Promise<void> {
    const { connection } = server;
    const position = positionAt(policy, policy.indexOf(`${rule}:`) + 2);
    const actions = await connection.sendRequest<readonly CodeAction[] | null>('textDocument/codeAction', {
      textDocument: { uri: uriOf('policies/secrets.policy.yaml') },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    for (const action of actions ?? []) {
      if (action.data !== undefined) await connection.sendRequest('codeAction/resolve', action).catch(() => null);
    }
  }
});
