import { type Definition, report } from './define.ts';
import type { Diagnostic, Localized, Place } from './diagnostic.ts';
import { startOfFile } from './diagnostic.ts';

/** The one exception that the library throws: something that the caller can act on, with its diagnostic. */
export class ZhunshengError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(diagnostic: Diagnostic) {
    super(`${diagnostic.code} ${diagnostic.message.en}`);
    this.name = 'ZhunshengError';
    this.diagnostic = diagnostic;
  }

  get code(): string {
    return this.diagnostic.code;
  }
}

/** Stops the work with a diagnostic of the registry; `where` is a file, an argument or a place. */
export function stop<P extends Readonly<Record<string, string | number | Localized>>>(
  definition: Definition<P>,
  where: string | Place,
  parameters: P,
): never {
  const place = typeof where === 'string' ? { file: where, range: startOfFile } : where;
  throw new ZhunshengError(report(definition, place, parameters));
}
