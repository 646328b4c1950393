/**
 * The command in one file, with what V8 has compiled of it ahead (engine/build.js): Node 20 keeps no compiled code of its own, and
 * compiling takes longer than most commands do.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** The compiled code goes with one Node only; another one finds none. */
export function codeFile(file) {
  return `${file}.${process.version}-${process.arch}.code`;
}

/**
 * What the file exports, and its script, which can tell what has been compiled; null where there is no code for this Node.
 * `code` is of the same file: V8 itself refuses that of another length, version or set of flags, and compiles anew.
 */
export function runAhead(file, code = contentOf(codeFile(file))) {
  // All of it is ASCII (engine/build.js), which is read quickest as what has one byte a character.
  const source = code === null ? null : contentOf(file)?.toString('latin1');
  if (source == null) return null;
  const script = new Script(
    `(function (exports, require, module, __filename, __dirname, importModule) {${source}\n})`,
    {
      filename: file,
      cachedData: code.length === 0 ? undefined : code,
    },
  );
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file), importModule);
  return { script, exports: module.exports };
}

function importModule(url) {
  return import(url);
}

function contentOf(file) {
  try {
    return readFileSync(file);
  } catch {
    return null;
  }
}
