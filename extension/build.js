/** Bundles what runs in the editor (CommonJS) and in the preview's page (a browser script) to extension/dist. */
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const out = join(here, 'dist');
const common = { absWorkingDir: here, bundle: true, charset: 'utf8', logLevel: 'warning', minifySyntax: true };

rmSync(out, { recursive: true, force: true });
await build({
  ...common,
  entryPoints: ['src/extension.ts'],
  outfile: join(out, 'extension.cjs'),
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
});
await build({
  ...common,
  entryPoints: ['webview/main.tsx'],
  outfile: join(out, 'preview.js'),
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
});
copyFileSync(join(here, 'webview', 'preview.css'), join(out, 'preview.css'));
