import { readFileSync } from 'node:fs';

/** The most memory that this process has had, in MiB. */
export function peakMiB(): number {
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error('this system does not tell the peak of memory');
  return Number(kilobytes) / 1024;
}
