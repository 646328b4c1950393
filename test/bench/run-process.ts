import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { home } from './figure.ts';

/** Runs a script of this folder in a process of its own and returns the JSON that it prints. */
export function runScript(script: string, args: readonly string[]): unknown {
  const done = spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, script), ...args], {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (done.status !== 0) throw new Error(`${script} failed: ${done.stderr}`);
  return JSON.parse(done.stdout);
}

/** Runs the built command; returns how long it took, in milliseconds, and what it printed. */
export function runCommand(args: readonly string[]): { readonly milliseconds: number; readonly output: string } {
  const start = performance.now();
  const done = spawnSync(process.execPath, [join(home, 'engine/bin/zhunsheng.js'), ...args], {
    cwd: home,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const milliseconds = performance.now() - start;
  if (done.status !== 0) throw new Error(`zhunsheng ${args.join(' ')} ended with ${done.status}: ${done.stderr}`);
  return { milliseconds, output: done.stdout };
}
