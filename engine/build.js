/**
 * Bundles the library, the command and the language server to engine/dist. Split, so that a command loads only what it needs
 * (see engine/cli), and with its dependencies, since finding and loading hundreds of small files is most of a short command's
 * time. Outside stay those with native parts. The command is there a second time in one file, compiled ahead for this Node
 * (bin/ahead.js).
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { codeFile } from './bin/ahead.js';
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

/** Once bundled, what packages call by names that Node gives up is told to whoever runs the command. */
const modernBuffers = {
  name: 'modern buffers',
  setup(builder) {
    builder.onLoad({ filter: /node_modules[/\\]archiver-utils[/\\]index\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8')
        .replace(/new Buffer\(source\)/g, 'Buffer.from(source)')
        .replace(/new Buffer\((size|0)\)/g, 'Buffer.alloc($1)'),
      loader: 'js',
    }));
  },
};

/** What a script can't do itself is done by who runs it. */
const importedByRunner = {
  name: 'imported by the runner',
  setup(builder) {
    builder.onLoad({ filter: /cli[/\\]import-bundle\.ts$/ }, () => ({
      contents: 'export function importBundle(url) { return importModule(url.href); }',
      loader: 'js',
    }));
  },
};

/**
 * `report` brings charts and spreadsheets, more than all the rest: it runs from the other bundle, from the start on. The one that asked
 * waits for ever, as a command ends the process.
 */
const elsewhere = {
  name: 'in the other bundle',
  setup(builder) {
    builder.onLoad({ filter: /cli[/\\]report\.ts$/ }, () => ({
      contents: `import { importBundle } from './import-bundle.ts';
        export const reportCommand = importBundle(new URL('./main.js', import.meta.url)).then(({ main }) =>
          main(process.argv.slice(2)));`,
      loader: 'js',
      resolveDir: join(here, 'cli'),
    }));
    builder.onLoad({ filter: /report[/\\](report|pdf)\.ts$/ }, () => ({ contents: 'export {};', loader: 'js' }));
  },
};

/**
 * Escapes what the bundler leaves of other characters in a text that it makes of ASCII: those in regular expressions and in comments
 * (templates are made calls, so that no raw text has any). A text of one byte a character is read in a tenth of the time.
 */
const plainText = {
  name: 'plain text',
  setup(builder) {
    builder.onEnd(({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const escaped = text.replace(/[^\0-\x7F]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
        writeFileSync(path, escaped, 'latin1');
      }
    });
  },
};

const here = import.meta.dirname;
const out = join(here, 'dist');

const common = {
  absWorkingDir: here,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  external: ['@duckdb/node-api', 'koffi'],
  sourcemap: false,
  plugins: [compiledValidator, modernBuffers],
  logLevel: 'warning',
};

const { metafile } = await build({
  ...common,
  entryPoints: {
    index: 'index.ts',
    'cli/main': 'cli/main.ts',
    'action/main': 'action/main.ts',
    lsp: '../server/src/main.ts',
    'live-worker': '../server/src/live/worker.ts',
  },
  outdir: out,
  chunkNames: 'chunks/[name]-[hash]',
  splitting: true,
  format: 'esm',
  // Bundled CommonJS modules ask for Node's own modules.
  banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  charset: 'utf8',
  metafile: true,
});

// Only now, so that a command that runs meanwhile still finds its chunks.
const made = new Set(Object.keys(metafile.outputs).map((file) => basename(file)));
for (const chunk of readdirSync(join(out, 'chunks'))) if (!made.has(chunk)) rmSync(join(out, 'chunks', chunk));

// The pages that a diagnostic's code in the editor leads to.
for (const page of ['REFERENCE.md', 'REFERENCE.zh.md']) copyFileSync(join(here, 'diagnostics', page), join(out, page));

// First without the code of another text, then with that of this one, as the commands that people wait for have run.
const ahead = join(out, 'cli', 'main.cjs');
rmSync(codeFile(ahead), { force: true });
await build({
  ...common,
  entryPoints: ['cli/main.ts'],
  outfile: ahead,
  write: false,
  format: 'cjs',
  supported: { 'dynamic-import': false, 'template-literal': false },
  plugins: [compiledValidator, modernBuffers, importedByRunner, elsewhere, plainText],
  define: { 'import.meta.url': 'thisUrl' },
  banner: { js: "const thisUrl = require('node:url').pathToFileURL(__filename).href;" },
  charset: 'ascii',
  // Its names stay for whoever reads a trace of the stack.
  minifyWhitespace: true,
  minifySyntax: true,
});
const district = join(here, '..', 'rules');
for (const command of [
  ['check', district],
  ['explain', district, '--period', '2021', '--subject', 'unit:410811001001'],
]) {
  execFileSync(process.execPath, [join(here, 'compile-ahead.js'), ahead, ...command], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
