/** The editor's workspace: its folders, the projects in them, and their states as the user types. */
import { basename, join } from 'node:path';
import type { Moment } from '../../engine/calendar/period.ts';
import type { Diagnostic, Language } from '../../engine/diagnostics/diagnostic.ts';
import { ZhunshengError } from '../../engine/diagnostics/error.ts';
import { isPackFile } from '../../engine/dictionary/uses.ts';
import { isProjectFile } from '../../engine/project/files.ts';
import { readProject } from '../../engine/project/packs.ts';
import { type Analyzer, makeAnalyzer } from './analyzer.ts';
import { type Document, makeDocument } from './document.ts';
import { projectFor, projectsIn } from './projects.ts';
import { makeSnapshot, type Snapshot } from './snapshot.ts';
import { inTurns } from './turns.ts';
import { pathOf, uriOf, within } from './uris.ts';

export interface Workspace {
  readonly language: Language;
  /** Reads the projects of these folders anew; the others are forgotten, but for those of open files. */
  setFolders(folders: readonly string[]): Promise<void>;
  /** Reads the projects again that have files among these paths, and looks for new ones. */
  reread(paths: readonly string[]): Promise<void>;
  /** An open buffer has this text; its project is looked for where it is not known. */
  open(uri: string, text: string): Promise<void>;
  /** The same for a buffer that is open, at once. */
  change(uri: string, text: string): void;
  close(uri: string): void;
  /** Reads all texts, a few at a time, so that the first analysis need not: meanwhile others get their turn. */
  readAhead(): Promise<void>;
  /** The period and as-of date of a project, or of all for which none was chosen (null). */
  setMoment(folder: string | null, moment: Moment | null): void;
  /** Where an address belongs; null for what is in no project. */
  locate(uri: string): Located | null;
  /** The state of each project now. */
  snapshots(): readonly Snapshot[];
}

export interface Located {
  readonly snapshot: Snapshot;
  readonly document: Document;
}

interface Project {
  readonly folder: string;
  readonly analyzer: Analyzer;
  disk: ReadonlyMap<string, string>;
  unreadable: readonly Diagnostic[];
  documents: ReadonlyMap<string, Document>;
  snapshot: Snapshot | null;
}

interface Buffer {
  readonly uri: string;
  readonly text: string;
}

export function makeWorkspace(language: Language): Workspace {
  let folders: readonly string[] = [];
  const moments = new Map<string | null, Moment>();
  const projects = new Map<string, Project>();
  /** Open files by absolute path. */
  const buffers = new Map<string, Buffer>();

  async function load(folder: string): Promise<void> {
    const { files, unreadable } = await readFolder(folder);
    const project = projects.get(folder) ?? emptyProject(folder);
    project.disk = files;
    project.unreadable = unreadable;
    projects.set(folder, project);
    refresh(project);
  }

  /** Takes over what has changed on disk and in buffers; texts that are the same stay the same documents. */
  function refresh(project: Project): void {
    const texts = new Map(project.disk);
    for (const [path, { text }] of buffers) {
      const file = fileIn(project, path);
      if (file !== null) texts.set(file, text);
    }
    const documents = [...texts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([file, text]) => {
        const before = project.documents.get(file);
        return [file, before?.text === text ? before : makeDocument(file, text)] as const;
      });
    project.documents = new Map(documents);
    project.snapshot = null;
  }

  function projectOf(path: string): { readonly project: Project; readonly file: string } | null {
    let best: { readonly project: Project; readonly file: string } | null = null;
    for (const project of projects.values()) {
      const file = fileIn(project, path);
      if (file !== null && (best === null || project.folder.length > best.project.folder.length))
        best = { project, file };
    }
    return best;
  }

  function snapshotOf(project: Project): Snapshot {
    if (project.snapshot !== null) return project.snapshot;
    const { folder, documents, unreadable, analyzer } = project;
    const uris = new Map([...buffers].map(([path, { uri }]) => [fileIn(project, path), uri]));
    project.snapshot = makeSnapshot({
      project,
      folder,
      language,
      documents,
      unreadable,
      moment: moments.get(folder) ?? moments.get(null) ?? null,
      open: new Set([...uris.keys()].filter((file) => file !== null)),
      analyze: (all) => analyzer.update(all),
      uriOf: (file) => uris.get(file) ?? uriOf(join(folder, file)),
    });
    return project.snapshot;
  }

  return {
    language,
    async setFolders(next) {
      folders = next;
      const wanted = new Set((await Promise.all(next.map(projectsIn))).flat());
      for (const path of buffers.keys()) {
        if (![...wanted].some((folder) => within(folder, path) !== null)) wanted.add(await projectFor(path, folders));
      }
      for (const folder of projects.keys()) if (!wanted.has(folder)) projects.delete(folder);
      await Promise.all([...wanted].map(load));
    },
    async reread(paths) {
      if (paths.some((path) => basename(path).startsWith('datapackage.'))) return this.setFolders(folders);
      const users = [...projects.values()].filter(({ folder, disk }) =>
        [...disk.keys()].some((file) => isPackFile(file) && paths.includes(join(folder, file))),
      );
      const touched = new Set([
        ...paths.map((path) => projectOf(path)?.project.folder).filter((each) => each !== undefined),
        ...users.map(({ folder }) => folder),
      ]);
      await Promise.all([...touched].map(load));
    },
    async open(uri, text) {
      const path = pathOf(uri);
      if (path === null) return;
      buffers.set(path, { uri, text });
      const known = projectOf(path);
      if (known !== null) refresh(known.project);
      else if (isProjectFile(basename(path))) await load(await projectFor(path, folders));
    },
    change(uri, text) {
      const path = pathOf(uri);
      const known = path === null ? null : projectOf(path);
      if (path === null) return;
      buffers.set(path, { uri, text });
      if (known === null) return;
      const { project, file } = known;
      if (project.documents.get(file)?.text === text) return;
      project.documents = new Map(project.documents).set(file, makeDocument(file, text));
      project.snapshot = null;
    },
    close(uri) {
      const path = pathOf(uri);
      if (path === null) return;
      buffers.delete(path);
      const known = projectOf(path);
      if (known !== null) refresh(known.project);
    },
    async readAhead() {
      for (const { analyzer, documents } of projects.values()) {
        await inTurns([...documents.values()], (document) => analyzer.readAhead(document));
      }
    },
    setMoment(folder, moment) {
      if (moment === null) moments.delete(folder);
      else moments.set(folder, moment);
      for (const project of projects.values()) project.snapshot = null;
    },
    locate(uri) {
      const path = pathOf(uri);
      const known = path === null ? null : projectOf(path);
      const document = known?.project.documents.get(known.file);
      return known === null || document === undefined ? null : { snapshot: snapshotOf(known.project), document };
    },
    snapshots: () => [...projects.values()].map(snapshotOf),
  };
}

function emptyProject(folder: string): Project {
  return {
    folder,
    analyzer: makeAnalyzer(),
    disk: new Map(),
    unreadable: [],
    documents: new Map(),
    snapshot: null,
  };
}

/** The path of a project's file in its folder; null for what is none of its files. */
function fileIn({ folder }: Project, path: string): string | null {
  const file = within(folder, path);
  return file !== null && isProjectFile(file) ? file : null;
}

/** A folder over the limits of a project is told of; what is open in the editor is worked on all the same. */
async function readFolder(
  folder: string,
): Promise<{ readonly files: ReadonlyMap<string, string>; readonly unreadable: readonly Diagnostic[] }> {
  try {
    const { files, diagnostics } = await readProject(folder);
    return { files, unreadable: diagnostics };
  } catch (error) {
    if (!(error instanceof ZhunshengError)) throw error;
    return { files: new Map(), unreadable: [error.diagnostic] };
  }
}
