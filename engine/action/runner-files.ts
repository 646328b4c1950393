/** The files by which a runner takes what a step has to say: https://docs.github.com/actions, "Workflow commands", environment files. */
import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { stop } from '../diagnostics/error.ts';
import { cannotWrite } from '../diagnostics/registry/run.ts';
import { systemReason } from '../diagnostics/system-reason.ts';

/** Outputs by name; each value may have several lines. Outside a runner nothing is written. */
export function writeOutputs(file: string | undefined, outputs: Readonly<Record<string, string>>): void {
  if (file === undefined || file === '') return;
  const text = Object.entries(outputs).map(([name, value]) => {
    const delimiter = delimiterFor(value);
    return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
  });
  written(file, () => appendFileSync(file, text.join('')));
}

/** Adds to the page of the run, in Markdown. */
export function addSummary(file: string | undefined, markdown: string): void {
  if (file === undefined || file === '') return;
  written(file, () => appendFileSync(file, `${markdown}\n`));
}

/** Writes a file, with the folders that it lies in; its whole path. */
export function writeFile(file: string, text: string): string {
  const path = resolve(file);
  written(file, () => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  });
  return path;
}

/** No line of the value may be taken for its end. */
function delimiterFor(value: string): string {
  let delimiter: string;
  do delimiter = `zhunsheng_${randomUUID()}`;
  while (value.includes(delimiter));
  return delimiter;
}

function written(file: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    stop(cannotWrite, file, { path: file, reason: systemReason(error, 'write') ?? '-' });
  }
}
