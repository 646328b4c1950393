/** Reads a project's files, each again only when its text is another. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Yaml } from '../yaml/read.ts';
import type { Tree } from '../yaml/tree.ts';
import { withChanges } from './kept-list.ts';
import { makeSink, type Sink } from './sink.ts';

/** What a file holds, and all that is wrong with it by itself. */
export interface FileRead<T> {
  readonly file: string;
  readonly text: string;
  readonly item: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** All files of one sort, in their order. */
export interface FilesRead<T> {
  readonly files: readonly FileRead<T>[];
  /** What those hold that could be read. */
  readonly items: readonly T[];
  /** What is wrong with each of those with something wrong. */
  readonly diagnostics: readonly (readonly Diagnostic[])[];
}

export interface FileReader<T> {
  /** `changed`: those whose texts are others than at the last time; null where files have come or gone. */
  update(files: ReadonlyMap<string, string>, changed: readonly string[] | null): FilesRead<T>;
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
  let places: ReadonlyMap<string, number> = new Map();
  let last: FilesRead<T> = { files: [], items: [], diagnostics: [] };
  /** By place; those with something wrong. */
  let wrong: ReadonlyMap<number, readonly Diagnostic[]> = new Map();
  function readOnce(file: string, text: string): FileRead<T> {
    const before = kept.get(file);
    return before?.text === text ? before : { file, text, ...read(file, text) };
  }
  function readAll(files: ReadonlyMap<string, string>): FilesRead<T> {
    const now = new Map<string, FileRead<T>>();
    for (const [file, text] of files) if (isOfSort(file)) now.set(file, readOnce(file, text));
    kept = now;
    places = new Map([...now.keys()].map((file, place) => [file, place]));
    const all = [...now.values()];
    wrong = new Map(
      all.flatMap(({ diagnostics }, place) => (diagnostics.length === 0 ? [] : [[place, diagnostics] as const])),
    );
    return { files: all, items: itemsOf(all), diagnostics: [...wrong.values()] };
  }
  function readSome(files: ReadonlyMap<string, string>, changed: readonly string[]): FilesRead<T> {
    const reads = new Map<number, FileRead<T>>();
    const items = new Map<number, T>();
    let isSound = last.items.length === last.files.length;
    const wrongNow = new Map(wrong);
    for (const file of changed) {
      const place = places.get(file);
      if (place === undefined) continue;
      const now = readOnce(file, files.get(file) ?? '');
      kept.set(file, now);
      reads.set(place, now);
      if (now.item === null) isSound = false;
      else items.set(place, now.item);
      if (now.diagnostics.length === 0) wrongNow.delete(place);
      else wrongNow.set(place, now.diagnostics);
    }
    if (reads.size === 0) return last;
    const all = withChanges(last.files, reads);
    wrong = wrongNow;
    return {
      files: all,
      items: isSound ? withChanges(last.items, items) : itemsOf(all),
      diagnostics: [...wrong.values()],
    };
  }
  return {
    update(files, changed) {
      last = changed === null ? readAll(files) : readSome(files, changed);
      return last;
    },
    ahead(file, text) {
      if (!isOfSort(file)) return null;
      const now = readOnce(file, text);
      kept.set(file, now);
      return now;
    },
  };
}

function itemsOf<T>(files: readonly FileRead<T>[]): readonly T[] {
  return files.map(({ item }) => item).filter((item) => item !== null);
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
