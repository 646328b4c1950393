/**
 * The descriptor's schema as a function. Compiling it takes longer than a short command may: the build puts the compiled code
 * in the place of this file (engine/build.js), which is what runs from the sources.
 */
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { dataPackage } from './descriptor.ts';

let compiled: ValidateFunction | null = null;

export function validator(): ValidateFunction {
  compiled ??= compileWith(makeAjv());
  return compiled;
}

/** Ajv as we use it; `code` where its output is to be kept. */
export function makeAjv(code: Options['code'] = {}): Ajv {
  return new Ajv({
    allErrors: true,
    verbose: true,
    // What is wrong is said in words of our own (shape.ts).
    messages: false,
    strict: true,
    allowUnionTypes: true,
    strictRequired: false,
    // Optimising the generated code takes ten times as long as it saves on one descriptor.
    code: { optimize: false, ...code },
    // The schema is ours and constant; a test validates it.
    meta: false,
    validateSchema: false,
  }).addKeyword({ keyword: 'expected' });
}

export function compileWith(ajv: Ajv): ValidateFunction {
  return ajv.compile(dataPackage);
}
