/**
 * Runs the bundled command once and keeps at its end what V8 has compiled of it, beside what was kept before:
 * `node compile-ahead.js FILE ARGUMENT…`. Called by build.js.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { codeFile, runAhead } from './bin/ahead.js';

const [file, ...args] = process.argv.slice(2);
const kept = codeFile(file);
const { script, exports } = runAhead(file, existsSync(kept) ? readFileSync(kept) : Buffer.alloc(0));

process.once('exit', () => {
  writeFileSync(`${kept}.part`, script.createCachedData());
  renameSync(`${kept}.part`, kept);
});
await exports.main(args);
