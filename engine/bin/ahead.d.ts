import type { Script } from 'node:vm';

export function codeFile(file: string): string;
export function runAhead(
  file: string,
  code?: Buffer | null,
  // biome-ignore lint/suspicious/noExplicitAny: whatever the file exports
): { readonly script: Script; readonly exports: any } | null;
