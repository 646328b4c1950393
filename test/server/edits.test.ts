/**
 * Random edits of the shipped policies: the server never dies, answers every question, and after each batch tells exactly what a cold
 * `check` of the same texts tells. `ZHUNSHENG_EDITS=20000` makes it the long run; memory is told at its end.
 */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Diagnostic, WorkspaceDiagnosticReport } from 'vscode-languageserver-protocol';
import { analyze } from '../../engine/language/analyze.ts';
import { isProjectFile, readProjectFiles } from '../../engine/project/files.ts';
import { type Editor, edit, positionAt } from './client.ts';

const rules = join(import.meta.dirname, '../../rules');
const total = Number(process.env['ZHUNSHENG_EDITS'] ?? 200);
const batch = 25;

describe('Random edits', () => {
  let editor: Editor;
  afterEach(() => editor.close());

  it(`leave the diagnostics what a cold check finds, ${total} edits`, async function () {
    this.timeout(total * 200 + 60_000);
    const { files } = await readProjectFiles(rules);
    editor = await edit(Object.fromEntries([...files].map(([file, text]) => [file, text.replace('|', '')])));
    const names = [...files.keys()].filter((file) => isProjectFile(file) && file !== 'datapackage.yaml');
    for (const file of names) await editor.open(file);
    const random = randomFrom(20_211_231);
    const before: { readonly file: string; readonly text: string }[] = [];
    const memory: number[] = [];
    for (let done = 0; done < total; ) {
      for (let i = 0; i < batch && done < total; i++, done++) {
        const file = random.of(names);
        const text = editor.text(file);
        const undo = random.below(5) === 0 ? before.pop() : undefined;
        if (undo !== undefined) await editor.type(undo.file, undo.text);
        else {
          before.push({ file, text });
          if (before.length > 40) before.shift();
          await editor.type(file, changed(text, editor.text(random.of(names)), random));
        }
        if (random.below(10) === 0) await ask(file);
      }
      await isAsCold([...files.keys()]);
      // Back to where it began, so that not all is noise.
      if (random.below(8) === 0) for (const file of names) await editor.type(file, files.get(file) ?? '');
      if (done % 2000 === 0) {
        globalThis.gc?.();
        memory.push(Math.round(process.memoryUsage().heapUsed / 1e6));
      }
    }
    if (memory.length > 0) process.stdout.write(`      heap after each 2000 edits, MB: ${memory.join(' ')}\n`);
  });

  /** Any answer will do, but there must be one. */
  async function ask(file: string): Promise<void> {
    const text = editor.text(file);
    const position = positionAt(text, Math.floor(text.length / 2));
    const textDocument = { uri: editor.uri(file) };
    const range = { start: { line: 0, character: 0 }, end: position };
    const at = { textDocument, position };
    await Promise.all([
      editor.server.sendRequest('textDocument/completion', at),
      editor.server.sendRequest('textDocument/hover', at),
      editor.server.sendRequest('textDocument/references', { ...at, context: { includeDeclaration: true } }),
      editor.server.sendRequest('textDocument/documentSymbol', { textDocument }),
      editor.server.sendRequest('textDocument/semanticTokens/full', { textDocument }),
      editor.server.sendRequest('textDocument/inlayHint', { textDocument, range }),
      editor.server.sendRequest('textDocument/foldingRange', { textDocument }),
      editor.server.sendRequest('textDocument/codeAction', { textDocument, range, context: { diagnostics: [] } }),
      editor.server.sendRequest('textDocument/selectionRange', { textDocument, positions: [position] }),
    ]);
  }

  async function isAsCold(files: readonly string[]): Promise<void> {
    const { items } = await editor.server.sendRequest<WorkspaceDiagnosticReport>('workspace/diagnostic', {
      previousResultIds: [],
    });
    const shown = (file: string, { code, range: { start } }: Pick<Diagnostic, 'code' | 'range'>): string =>
      `${file}:${start.line}:${start.character} ${code}`;
    const told = items.flatMap((report) => {
      const file = decodeURIComponent(report.uri.slice(editor.uri('').length + 1));
      return report.kind === 'full' ? report.items.map((each) => shown(file, each)) : [];
    });
    const cold = analyze(new Map(files.map((file) => [file, editor.text(file)]))).diagnostics.map(
      ({ code, place: { file, range } }) => `${file}:${range.start.line}:${range.start.column} ${code}`,
    );
    assert.deepEqual(told.sort(), cold.sort());
  }
});

interface Random {
  below(bound: number): number;
  of<T>(items: readonly T[]): T;
}

/** An insertion, a deletion, or a paste of a piece of this or another file. */
function changed(text: string, other: string, random: Random): string {
  const at = random.below(text.length + 1);
  const length = random.below(3) === 0 ? random.below(80) : random.below(6);
  switch (random.below(4)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + random.of(pieces) + text.slice(at);
    case 2: {
      const from = random.below(other.length + 1);
      return text.slice(0, at) + other.slice(from, from + length * 3) + text.slice(at);
    }
    default: {
      // A whole line, as people move them.
      const lines = text.split('\n');
      const [line = ''] = lines.splice(random.below(lines.length), 1);
      lines.splice(random.below(lines.length + 1), 0, line);
      return lines.join('\n');
    }
  }
}

const pieces = [
  ' ',
  '\n',
  ':',
  '：',
  '- ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '#',
  '&a',
  '*a',
  '|',
  '>',
  '信访',
  '\t',
  '$',
  '.',
  '0',
  ' = ',
  '≤',
  '--- \n',
  '!!x ',
  '\u{1F600}',
];

/** The same numbers each time: a failure can be run again. */
function randomFrom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, of: <T>(items: readonly T[]): T => items[below(items.length)] as T };
}
