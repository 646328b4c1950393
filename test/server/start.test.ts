/** An editor waits for the server's first answer: it loads only what that takes. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What judging and spelling take: hundreds of milliseconds to load, and in a thread of its own or later. */
const later = ['@duckdb/node-api', 'json-rules-engine', 'pinyin-pro', 'yauzl', 'saxes'];

describe('The language server', () => {
  it('starts without what only judging and spelling take', async () => {
    const { metafile } = await build({
      absWorkingDir: join(import.meta.dirname, '../..'),
      entryPoints: ['server/src/main.ts'],
      bundle: true,
      splitting: true,
      write: false,
      outdir: 'out',
      format: 'esm',
      platform: 'node',
      packages: 'external',
      metafile: true,
      logLevel: 'silent',
    });
    const loaded = new Set<string>();
    const waiting = ['server/src/main.ts'];
    for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
      for (const { path, kind } of metafile.inputs[file]?.imports ?? []) {
        if (kind === 'dynamic-import' || loaded.has(path)) continue;
        loaded.add(path);
        waiting.push(path);
      }
    }
    assert.ok(loaded.has('vscode-languageserver/node') && loaded.has('yaml'));
    assert.deepEqual(
      later.filter((name) => [...loaded].some((path) => path === name || path.startsWith(`${name}/`))),
      [],
    );
  });
});
