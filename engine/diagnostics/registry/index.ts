/** Every diagnostic that the product knows, by area; the reference page is made from it. */
import type { Definition } from '../define.ts';
import * as data from './data.ts';
import * as dictionary from './dictionary.ts';
import * as history from './history.ts';
import * as impact from './impact.ts';
import * as init from './init.ts';
import * as interop from './interop.ts';
import * as journal from './journal.ts';
import * as language from './language.ts';
import * as letters from './letters.ts';
import * as packs from './packs.ts';
import * as report from './report.ts';
import * as run from './run.ts';
import * as signature from './signature.ts';
import * as testing from './testing.ts';
import * as trace from './trace.ts';

export const registry = {
  dictionary,
  language,
  interop,
  data,
  testing,
  trace,
  impact,
  history,
  journal,
  signature,
  report,
  letters,
  init,
  packs,
  run,
} as const;

/** The definition with a code, or null. */
export function definitionOf(code: string): Definition<unknown> | null {
  return byCode.get(code) ?? null;
}

const byCode = new Map<string, Definition<unknown>>(
  Object.values(registry)
    .flatMap((area) => Object.values(area) as readonly Definition<unknown>[])
    .map((definition) => [definition.code, definition]),
);
