/** A broken project, and what `zhunsheng check` must say of it. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zhunsheng } from '../cli/command.ts';

export interface Case {
  readonly title: string;
  /** By path. */
  readonly files: Readonly<Record<string, string | Uint8Array | null>>;
  readonly prepare?: (folder: string) => void;
  readonly code: string;
  /** `file:line:column`, counted from 1. */
  readonly at: string;
  /** What the English message must hold. */
  readonly says?: RegExp;
}

interface Told {
  readonly code: string;
  readonly severity: string;
  readonly place: {
    readonly file: string;
    readonly range: { readonly start: { readonly line: number; readonly column: number } };
  };
  readonly message: { readonly zh: string; readonly en: string };
  readonly remedy: { readonly zh: string; readonly en: string };
}

/** The project in a new folder. */
export function writeCase({ files, prepare }: Case): string {
  const folder = mkdtempSync(join(tmpdir(), 'zhunsheng-broken-'));
  for (const [path, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  prepare?.(folder);
  return folder;
}

/** The code at its place, in both languages with what to do; status 1, in time, without a stack trace. */
export async function checkIsTold(folder: string, { code, at, says }: Case): Promise<void> {
  const began = Date.now();
  const { status, out, err } = await zhunsheng(['check', folder, '--format', 'json']);
  assert.ok(Date.now() - began < 20_000, 'in time');
  assert.equal(status, 1, err);
  assert.doesNotMatch(out + err, /\n\s+at |node_modules|Error:/);
  const { diagnostics } = JSON.parse(out) as { diagnostics: readonly Told[] };
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const places = errors.map((told) => `${told.code} ${placeOf(told)}`);
  assert.ok(places.includes(`${code} ${at}`), places.join('\n'));
  for (const { message, remedy } of errors) {
    for (const text of [message.zh, remedy.zh]) assert.match(text, /\p{Script=Han}/u);
    for (const text of [message.en, remedy.en]) assert.match(text, /[a-z]/);
  }
  const told = errors.filter((each) => each.code === code).map(({ message }) => message.en);
  if (says !== undefined) assert.match(told.join('\n'), says);
}

function placeOf({ place }: Told): string {
  return `${place.file}:${place.range.start.line + 1}:${place.range.start.column + 1}`;
}
