/**
 * Makes the `.vsix` for this platform: the bundles, the engine's with the server and the command, and DuckDB's binding, which no
 * bundle can hold. It installs offline. Run after both builds; `npm run package` at the root does everything.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createVSIX } from '@vscode/vsce';
// biome-ignore lint/style/noRestrictedImports: a step of the packaging, no part of what runs in the editor
import { copyNativeParts } from '../engine/native-parts.js';

const here = import.meta.dirname;
const target = `${process.platform}-${process.arch}`;
const stage = join(here, '..', '.cache', 'vsix');
const out = join(here, '..', 'out');
const engine = join(here, '..', 'engine');

rmSync(stage, { recursive: true, force: true });
for (const part of ['dist', 'l10n', 'media', 'schema'])
  cpSync(join(here, part), join(stage, part), { recursive: true });
for (const file of ['package.nls.json', 'package.nls.zh-cn.json', 'README.md'])
  cpSync(join(here, file), join(stage, file));

// The engine's bundles are ES modules; the extension's manifest must not say so for the whole package.
const server = join(stage, 'server');
// What is compiled ahead is so for another Node than the editor's.
cpSync(join(engine, 'dist'), server, {
  recursive: true,
  filter: (path) => !/\.(d\.ts|tsbuildinfo|cjs|code)$/.test(path),
});
writeFileSync(join(server, 'package.json'), '{ "type": "module" }\n');
writeFileSync(
  join(server, 'zhunsheng.js'),
  "import { main } from './cli/main.js';\n\nawait main(process.argv.slice(2));\n",
);

copyNativeParts(server);

// Everything is in its place: nothing is left for the editor to install, or for npm to run.
const {
  scripts: _,
  dependencies: __,
  devDependencies: ___,
  type: ____,
  private: _____,
  ...manifest
} = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'));
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);

mkdirSync(out, { recursive: true });
await createVSIX({
  cwd: stage,
  target,
  packagePath: join(out, `zhunsheng-${target}.vsix`),
  dependencies: false,
  allowMissingRepository: true,
  skipLicense: true,
  rewriteRelativeLinks: false,
});
