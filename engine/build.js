/**
 * Bundles the library, the command and the language server to engine/dist. Split, so that a command loads only what it needs
 * (see engine/cli), and with its dependencies, since finding and loading hundreds of small files is most of a short command's
 * time. Outside stay those with native parts.
 */
import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compileWith, makeAjv } from './dictionary/schema/validator.ts';

/** Puts the compiled validator of the descriptor in the place of the module that would compile it at each start. */
const compiledValidator = {
  name: 'compiled validator',
  setup(builder) {
    builder.onLoad({ filter: /dictionary[/\\]schema[/\\]validator\.ts$/ }, ({ path }) => {
      const ajv = makeAjv({ source: true, esm: true });
      const code = standaloneCode.default(ajv, compileWith(ajv));
      return {
        contents: `${code}\nexport function validator() { return validate; }\n`,
        loader: 'js',
        resolveDir: dirname(path),
      };
    });
  },
};

const here = import.meta.dirname;
const out = join(here, 'dist');

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: {
    index: 'index.ts',
    'cli/main': 'cli/main.ts',
    'action/main': 'action/main.ts',
    lsp: '../server/src/main.ts',
    'live-worker': '../server/src/live/worker.ts',
  },
  outdir: out,
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
  plugins: [compiledValidator],
  logLevel: 'warning',
  metafile: true,
});

// Only now, so that a command that runs meanwhile still finds its chunks.
const made = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const chunk of readdirSync(join(out, 'chunks'))) if (!made.has(chunk)) rmSync(join(out, 'chunks', chunk));

// The pages that a diagnostic's code in the editor leads to.
for (const page of ['REFERENCE.md', 'REFERENCE.zh.md']) copyFileSync(join(here, 'diagnostics', page), join(out, page));
