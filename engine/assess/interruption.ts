/** Ends an assessment early when whoever asked for it no longer wants it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import { interrupted } from '../diagnostics/registry/run.ts';

/** Throws ZhunshengError (ZS5043) once the signal is given, with the step that it came in. */
export function refuseInterrupted(signal: AbortSignal | null, step: Localized): void {
  if (signal?.aborted === true) stop(interrupted, 'zhunsheng', { step });
}

/** While `work` runs, the signal ends whatever statement the connection is at. Then throws ZhunshengError (ZS5043). */
export async function interruptible<T>(
  connection: DuckDBConnection,
  signal: AbortSignal | null,
  work: () => Promise<T>,
): Promise<T> {
  if (signal === null) return work();
  refuseInterrupted(signal, beginning);
  let again: NodeJS.Timeout | null = null;
  // A statement that begins just after would run to its end: each is ended until the work gives up.
  const interrupt = (): void => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), 20);
  };
  signal.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ZhunshengError)) refuseInterrupted(signal, anywhere);
    throw error;
  } finally {
    signal.removeEventListener('abort', interrupt);
    if (again !== null) clearInterval(again);
  }
}

const beginning: Localized = { zh: '开始', en: 'the start' };
const anywhere: Localized = { zh: '执行语句', en: 'a statement' };
