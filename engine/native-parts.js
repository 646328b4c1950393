/** Puts DuckDB with its binding for this platform, which no bundle can hold, into a folder of bundles that is to run by itself. */
import { cpSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export function copyNativeParts(bundles) {
  const duckdb = createRequire(import.meta.url);
  const binding = createRequire(duckdb.resolve('@duckdb/node-api'));
  const platform = `@duckdb/node-bindings-${process.platform}-${process.arch}`;
  for (const [from, name] of [
    [duckdb, '@duckdb/node-api'],
    [binding, '@duckdb/node-bindings'],
    [createRequire(binding.resolve('@duckdb/node-bindings')), platform],
  ]) {
    const folder = realpathSync(dirname(from.resolve(`${name}/package.json`)));
    cpSync(folder, join(bundles, 'node_modules', name), {
      recursive: true,
      filter: (path) => !/\.(d\.ts|map)$/.test(path),
    });
  }
}
