/**
 * The projects that a project builds on: `zhunsheng:uses` in its dictionary. Their files stand among the project's under the path that leads
 * to them from its folder (`../base/staff.policy.yaml`, `node_modules/base/…`), where no file of its own can.
 */
import { posix } from 'node:path';
import { report } from '../diagnostics/define.ts';
import type { Diagnostic, Place } from '../diagnostics/diagnostic.ts';
import * as problems from '../diagnostics/registry/packs.ts';
import { get, type MapTree, type ScalarTree } from '../yaml/tree.ts';
import { itemsAt, scalarAt } from './parts.ts';

export interface Use {
  /** As written: a relative path, or an npm package's name. */
  readonly pack: string;
  readonly kind: 'path' | 'package';
  readonly version: string;
  readonly place: Place;
  readonly versionPlace: Place;
}

export function readUses(root: MapTree, diagnostics: Diagnostic[]): readonly Use[] {
  const list = get(root, 'zhunsheng:uses');
  if (list === undefined) return [];
  return itemsAt(root, 'zhunsheng:uses').flatMap((item): Use[] => {
    if (item.kind !== 'map') return [];
    const path = scalarAt(item, 'path');
    const name = scalarAt(item, 'package');
    const written = path ?? name;
    const version = scalarAt(item, 'version');
    const wrong = problemOf(path, name, version);
    if (wrong !== null) diagnostics.push(report(problems.usesMalformed, written?.place ?? item.place, { what: wrong }));
    if (wrong !== null || written === null || version === null) return [];
    const kind = path === null ? 'package' : 'path';
    return [{ pack: written.source, kind, version: version.source, place: written.place, versionPlace: version.place }];
  });
}

/** Whether a path leads to a pack: none of the project's own files lies above its folder, or among installed packages. */
export function isPackFile(path: string): boolean {
  return path.startsWith('../') || path.startsWith('node_modules/');
}

/** The folder in which a use's files stand, where one of these does. */
export function packFolder({ kind, pack }: Use, folders: Iterable<string>): string | null {
  const wanted = kind === 'path' ? posix.normalize(pack).replace(/\/$/, '') : null;
  return (
    [...folders].find((folder) => (wanted === null ? folder.endsWith(`node_modules/${pack}`) : folder === wanted)) ??
    null
  );
}

function problemOf(
  path: ScalarTree | null,
  name: ScalarTree | null,
  version: ScalarTree | null,
): { readonly zh: string; readonly en: string } | null {
  if ((path === null) === (name === null))
    return { zh: 'path 和 package 恰好写一个', en: 'exactly one of path and package is needed' };
  if (version === null) return { zh: '没有钉住版本（version）', en: 'no version is pinned' };
  const pack = path?.source ?? '';
  if (path !== null && (/^[/~]|^[A-Za-z]+:|\\|\0/.test(pack) || posix.normalize(pack) === '.'))
    return { zh: `“${pack}”不是相对路径`, en: `"${pack}" is no relative path` };
  if (name !== null && !/^(?:@[a-z0-9][\w.-]*\/)?[a-z0-9][\w.-]*$/.test(name.source))
    return { zh: `“${name.source}”不是 npm 包名`, en: `"${name.source}" is no name of an npm package` };
  return null;
}
