import { peakMiB } from './peak.ts';

/** Starts it; reading it gives the time since, and what the process has taken of the machine. */
export function stopwatch(): () => { readonly seconds: number; readonly cpuSeconds: number; readonly peakMiB: number } {
  const start = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6, peakMiB: peakMiB() };
  };
}
