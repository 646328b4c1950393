/** `log --verify` of 10,000 assessments, as a fresh process. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { entryAfter, type LogEntry, lineOf } from '../../engine/journal/entry.ts';
import { cacheFolder, type Figure, figure, median } from './figure.ts';
import { runCommand } from './run-process.ts';

const entries = 10_000;
const bound = 1000;

export async function* logBenchmark(): AsyncGenerator<Figure> {
  const file = join(cacheFolder(), 'log.jsonl');
  writeFileSync(file, logOf(entries));
  const times = Array.from({ length: 5 }, () => runCommand(['log', file, '--verify', '--quiet']).milliseconds);
  yield figure(`log --verify of ${entries} assessments`, median(times), 'ms', bound);
}

function logOf(count: number): string {
  const lines: string[] = [];
  let last: LogEntry | null = null;
  for (let n = 1; n <= count; n++) {
    last = entryAfter(
      last,
      {
        time: new Date(Date.UTC(2026, 0, 1) + n * 3_600_000).toISOString(),
        period: '2021',
        asOf: null,
        engine: { zhunsheng: '0.1.0', duckdb: 'v1.5.6' },
        counts: {
          subjects: { unit: 96, petition: 400, street: 9 },
          standings: n,
          findings: 40,
          rollups: 4,
          dataFindings: 0,
        },
        manifest: n.toString(16).padStart(64, '0'),
        out: 'out',
      },
      null,
    );
    lines.push(`${lineOf(last)}\n`);
  }
  return lines.join('');
}
