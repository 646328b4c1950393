/** Reads a project's files, each again only when its text is another. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Yaml } from '../yaml/read.ts';
import type { Tree } from '../yaml/tree.ts';
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
  /** Reads a file ahead of the next update; null where it is of another sort. */
  ahead(file: string, text: string): FileRead<T> | null;
}

/** Reads a text that nobody else has read, or gives what was read of it. */
export type YamlOf = (file: string, text: string) => Yaml;

export function fileReader<T>(
  isOfSort: (file: string) => boolean,
  read: (file: string, text: string) => Omit<FileRead<T>, 'file' | 'text'>,
): FileReader<T> {
  let kept = new Map<string, FileRead<T>>();
  function readOnce(file: string, text: string): FileRead<T> {
    const before = kept.get(file);
    return before?.text === text ? before : { file, text, ...read(file, text) };
  }
  return {
    update(files) {
      const now = new Map<string, FileRead<T>>();
      for (const [file, text] of files) {
        if (!isOfSort(file)) continue;
        now.set(file, readOnce(file, text));
      }
      kept = now;
      return [...now.values()];
    },
    ahead(file, text) {
      if (!isOfSort(file)) return null;
      const now = readOnce(file, text);
      kept.set(file, now);
      return now;
    },
  };
}

/** Of a file that is no proper YAML only that is told: the rest follows from it. */
export function yamlReader<T>(
  yamlOf: YamlOf,
  isOfSort: (file: string) => boolean,
  read: (sink: Sink, file: string, root: Tree | null) => T | null,
): FileReader<T> {
  return fileReader(isOfSort, (file, text) => {
    const { root, diagnostics } = yamlOf(file, text);
    const own = makeSink();
    const item = diagnostics.length > 0 && root === null ? null : read(own, file, root);
    return { item, diagnostics: diagnostics.length > 0 ? diagnostics : own.diagnostics };
  });
}
