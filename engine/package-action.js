/**
 * Makes out/action: what the branch and the tags of a release hold, which runs as it is on this platform. It is the GitHub Action,
 * what pre-commit takes its hooks from, and the package as npm would pack it, with the bundles and DuckDB's binding inside. Run
 * after the build; `npm run package-action` at the root does both.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyNativeParts } from './native-parts.js';

const here = import.meta.dirname;
const out = join(here, '..', 'out', 'action');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
for (const part of ['action.yml', '.pre-commit-hooks.yaml', 'bin', 'templates'])
  cpSync(join(here, part), join(out, part), { recursive: true });
cpSync(join(here, 'dist'), join(out, 'dist'), {
  recursive: true,
  filter: (path) => !/\.(d\.ts|tsbuildinfo)$/.test(path),
});
copyNativeParts(join(out, 'dist'));

// Everything is in its place: nothing is left for npm to install, to build or to leave out of the package.
const { name, version, description, license, type, engines, bin } = JSON.parse(
  readFileSync(join(here, 'package.json'), 'utf8'),
);
const manifest = { name, version, description, license, type, engines, bin };
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
