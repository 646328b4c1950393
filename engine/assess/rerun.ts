/** Runs an earlier assessment again from its manifest and compares every byte. */
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Localized } from '../diagnostics/diagnostic.ts';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import { noDictionary, projectNotFound, rerunProjectGone } from '../diagnostics/registry/run.ts';
import type { FileHash } from '../project/files.ts';
import { openProject, type Project } from '../project/open.ts';
import { version } from '../version.ts';
import { type Manifest, manifestName, readManifest } from './manifest.ts';
import { type ManifestSignature, manifestSignature } from './manifest-signature.ts';
import { hashFile } from './output.ts';
import { withAssessment } from './run.ts';

export interface RerunOptions {
  /** Where the project and its data are now, if not where the manifest says. */
  readonly project?: string | null;
  readonly data?: string | null;
  readonly memory?: string;
  /** Whose signature the manifest must have; null: a signature is checked where there is one. */
  readonly keys?: readonly Buffer[] | null;
  readonly onProgress?: (step: Localized) => void;
}

/** What is not as it was. */
export interface Difference {
  readonly file: string;
  /**
   * `changed`: made anew it has other bytes; `added` and `gone`: it is new, or no longer there; `altered`: an output made
   * anew is as the manifest says, but the file beside the manifest has been changed since.
   */
  readonly change: 'changed' | 'added' | 'gone' | 'altered';
}

export interface RerunResult {
  readonly same: boolean;
  /** The versions of the engine, where they differ. */
  readonly engine: { readonly then: string; readonly now: string } | null;
  readonly inputs: readonly Difference[];
  readonly outputs: readonly Difference[];
  /** How many outputs were compared. */
  readonly compared: number;
  /** Absent: there is none, and none was asked for. */
  readonly signature?: ManifestSignature;
}

/** Throws ZhunshengError where the manifest is none (ZS5030) or its project is not there (ZS5031). */
export async function rerun(manifestFile: string, options: RerunOptions = {}): Promise<RerunResult> {
  const manifest = await readManifest(manifestFile);
  const signature = await manifestSignature(manifestFile, options.keys ?? null);
  const folder = dirname(resolve(manifestFile));
  const project = await projectOf(manifest, folder, options.project ?? null);
  const work = await fs.mkdtemp(join(tmpdir(), 'zhunsheng-rerun-'));
  try {
    const out = join(work, 'out');
    const { period, asOf, standards, only, language, tables, bom } = manifest.settings;
    const data = options.data ?? (manifest.data === null ? null : resolve(folder, manifest.data));
    const shared = {
      memory: options.memory ?? defaultMemory,
      ...(options.onProgress && { onProgress: options.onProgress }),
    };
    const settings = {
      period,
      asOf,
      standards,
      only: only ?? null,
      language,
      tables,
      bom,
      data,
      out,
      manifestFrom: folder,
      ...shared,
    };
    const made = await withAssessment(project, settings, async (assessed) => assessed.manifest ?? manifest);
    const inputs = differences(manifest.inputs, made.inputs);
    const outputs = [
      ...differences(manifest.outputs, made.outputs),
      ...(await alterations(folder, manifest, made)),
      ...(await manifestDifference(manifestFile, join(out, manifestName), options)),
    ].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
    const then = manifest.engine.zhunsheng;
    return {
      same: inputs.length === 0 && outputs.length === 0 && (signature?.problem ?? null) === null,
      engine: then === version ? null : { then, now: version },
      inputs,
      outputs,
      compared: made.outputs.length + 1,
      ...(signature === null ? {} : { signature }),
    };
  } finally {
    await fs.rm(work, { recursive: true, force: true });
  }
}

const defaultMemory = '2GB';

async function projectOf(manifest: Manifest, folder: string, elsewhere: string | null): Promise<Project> {
  const path = elsewhere ?? resolve(folder, manifest.project);
  try {
    return await openProject(path, { tests: false });
  } catch (error) {
    const gone = error instanceof ZhunshengError && [projectNotFound.code, noDictionary.code].includes(error.code);
    if (gone) stop(rerunProjectGone, path, { path });
    throw error;
  }
}

function differences(then: readonly FileHash[], now: readonly FileHash[]): Difference[] {
  const before = new Map(then.map(({ file, sha256 }) => [file, sha256]));
  const after = new Map(now.map(({ file, sha256 }) => [file, sha256]));
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((file): Difference[] => {
    if (!after.has(file)) return [{ file, change: 'gone' }];
    if (!before.has(file)) return [{ file, change: 'added' }];
    return before.get(file) === after.get(file) ? [] : [{ file, change: 'changed' }];
  });
}

/** Outputs that came out as the manifest says, but whose files beside it have other bytes. A manifest kept alone has none. */
async function alterations(folder: string, then: Manifest, now: Manifest): Promise<Difference[]> {
  const made = new Map(now.outputs.map(({ file, sha256 }) => [file, sha256]));
  const altered: Difference[] = [];
  for (const { file, sha256 } of then.outputs) {
    if (made.get(file) !== sha256) continue;
    const kept = await hashFile(join(folder, file)).catch(() => null);
    if (kept !== null && kept.sha256 !== sha256) altered.push({ file, change: 'altered' });
  }
  return altered;
}

/** With the project where it was, the manifest itself must come out the same. */
async function manifestDifference(then: string, now: string, { project, data }: RerunOptions): Promise<Difference[]> {
  if (project != null || data != null) return [];
  const [before, after] = await Promise.all([fs.readFile(then), fs.readFile(now)]);
  return before.equals(after) ? [] : [{ file: manifestName, change: 'changed' }];
}
