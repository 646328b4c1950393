/**
 * Bundles the library and the command to engine/dist. Split, so that a command loads only what it needs (see engine/cli), and with
 * its dependencies, since finding and loading hundreds of small files is most of a short command's time. Outside stay those with
 * native parts.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const out = join(here, 'dist');

rmSync(join(out, 'chunks'), { recursive: true, force: true });
await build({
  absWorkingDir: here,
  entryPoints: ['index.ts', 'cli/main.ts'],
  outdir: out,
  outbase: here,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: ['@duckdb/node-api', 'koffi'],
  // Bundled CommonJS modules ask for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  charset: 'utf8',
  sourcemap: false,
  logLevel: 'warning',
});
