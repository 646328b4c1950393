/** Addresses of files. Only `file:` ones have a path; a document that was never saved has none. */
import { relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export function pathOf(uri: string): string | null {
  if (!uri.startsWith('file:')) return null;
  try {
    return fileURLToPath(uri);
  } catch {
    return null;
  }
}

export function uriOf(path: string): string {
  return pathToFileURL(path).href;
}

/** A path's way from a folder, with `/`; null where it does not lie in it. */
export function within(folder: string, path: string): string | null {
  const way = relative(folder, path);
  if (way === '' || way === '..' || way.startsWith(`..${sep}`) || /^[A-Za-z]:/.test(way)) return null;
  return way.split(sep).join('/');
}
