/** Reads a project's files, each again only when its text is another. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { readYaml, type Tree } from '../yaml/tree.ts';
import { makeSink, type Sink } from './sink.ts';

/** What a file holds, and all that is wrong with it by itself. */
export interface FileRead<T> {
  readonly file: string;
  readonly text: string;
  readonly item: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

export interface FileReader<T> {
  /** Of the files that are of its sort, in their order; the same objects for the same texts. */
  update(files: ReadonlyMap<string, string>): readonly FileRead<T>[];
}

export function fileReader<T>(
  isOfSort: (file: string) => boolean,
  read: (file: string, text: string) => Omit<FileRead<T>, 'file' | 'text'>,
): FileReader<T> {
  let kept: ReadonlyMap<string, FileRead<T>> = new Map();
  return {
    update(files) {
      const now = new Map<string, FileRead<T>>();
      for (const [file, text] of files) {
        if (!isOfSort(file)) continue;
        const before = kept.get(file);
        now.set(file, before?.text === text ? before : { file, text, ...read(file, text) });
      }
      kept = now;
      return [...now.values()];
    },
  };
}

/** Of a file that is no proper YAML only that is told: the rest follows from it. */
export function yamlReader<T>(
  isOfSort: (file: string) => boolean,
  read: (sink: Sink, file: string, root: Tree | null) => T | null,
): FileReader<T> {
  return fileReader(isOfSort, (file, text) => {
    const { root, diagnostics } = readYaml(file, text);
    const own = makeSink();
    const item = diagnostics.length > 0 && root === null ? null : read(own, file, root);
    return { item, diagnostics: diagnostics.length > 0 ? diagnostics : own.diagnostics };
  });
}
