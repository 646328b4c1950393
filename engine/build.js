/** Bundles the library and the command to engine/dist. Split, so that a command loads only what it needs (see engine/cli). */
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
  packages: 'external',
  charset: 'utf8',
  sourcemap: false,
  logLevel: 'warning',
});
