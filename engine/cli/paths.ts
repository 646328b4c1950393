import { join, relative, resolve } from 'node:path';

/** A project's files as seen from the current folder, so that a terminal, an editor and a code host find them. */
export function pathsIn(project: string): (file: string) => string {
  const here = relative(process.cwd(), resolve(project));
  const folder = here.startsWith('..') ? project : here;
  return (file) => join(folder, file).replaceAll('\\', '/');
}
