/** Finds the policy projects of the folders that the editor has open: the folders with a descriptor. */
import { type Dirent, promises as fs } from 'node:fs';
import { dirname, join } from 'node:path';
import { within } from './uris.ts';

/** A folder tree is not searched without end: a home folder given by mistake has millions of entries. */
const bounds = { depth: 6, entries: 20_000 } as const;

const descriptors: readonly string[] = ['datapackage.yaml', 'datapackage.json'];

/** The projects in a folder. Inside of one no others are looked for: its files are all its own. */
export async function projectsIn(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  let entries = 0;
  const walk = async (at: string, depth: number): Promise<void> => {
    const inside = await listed(at);
    entries += inside.length;
    if (inside.some(({ name }) => descriptors.includes(name))) {
      found.push(at);
      return;
    }
    if (depth === bounds.depth) return;
    for (const entry of inside) {
      if (entries > bounds.entries) return;
      if (entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules') {
        await walk(join(at, entry.name), depth + 1);
      }
    }
  };
  await walk(folder, 0);
  return found;
}

/** The project of a file in none that is known: the nearest folder above with a descriptor, else the workspace folder, else its own. */
export async function projectFor(path: string, folders: readonly string[]): Promise<string> {
  const folder = folders.find((each) => within(each, path) !== null) ?? null;
  for (let at = dirname(path); ; at = dirname(at)) {
    const names = (await listed(at)).map(({ name }) => name);
    if (names.some((name) => descriptors.includes(name))) return at;
    if (at === folder || at === dirname(at)) return folder ?? dirname(path);
  }
}

async function listed(folder: string): Promise<readonly Dirent[]> {
  return fs.readdir(folder, { withFileTypes: true }).catch(() => []);
}
