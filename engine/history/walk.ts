/**
 * Walks from the work tree back through the commits and keeps those that changed what is asked for: a commit that says another
 * thing than each of those it builds on. Only the versions that are still to be compared are held in memory.
 */
import type { Diagnostic, Localized } from '../diagnostics/diagnostic.ts';
import { stop, ZhunshengError } from '../diagnostics/error.ts';
import { suggestion } from '../diagnostics/nearest.ts';
import { nothingNamed } from '../diagnostics/registry/history.ts';
import { notInRevision } from '../diagnostics/registry/impact.ts';
import { declarationsOf } from '../impact/declarations.ts';
import { renamesBetween } from '../impact/renames.ts';
import { versionAt } from '../impact/version.ts';
import type { Analysis } from '../language/analysis.ts';
import type { Project } from '../project/open.ts';
import type { CommitWithParents } from './commits.ts';
import { kindOf, type Named, namesIn, type Saying, sayingsOf, titleIn } from './named.ts';
import type { Commit, Skipped } from './result.ts';

/** What a version of the project says; `project` null: the commit has none. */
export interface State {
  /** Null: the work tree. */
  readonly commit: Commit | null;
  readonly project: Project | null;
  /** Under which name it is, or would be, there. */
  readonly name: string;
  /** Null: nothing of that name is there. */
  readonly named: Named | null;
  readonly sayings: readonly Saying[];
}

export interface Step {
  readonly state: State;
  /** What it builds on; null: nothing. */
  readonly before: State | null;
}

export interface Walked {
  /** The latest that is there. */
  readonly latest: Named & { readonly title: Localized };
  /** Earliest first. */
  readonly steps: readonly Step[];
  readonly skipped: readonly Skipped[];
}

export interface WalkOptions {
  readonly project: Project;
  /** Newest first. */
  readonly commits: readonly CommitWithParents[];
  readonly name: string;
  readonly onProgress: (done: number) => void;
}

/** Throws ZhunshengError where no version has the name (ZS8501). */
export async function walk(options: WalkOptions): Promise<Walked> {
  let { name } = options;
  // Each time around it follows one more name that what is asked for was given since.
  for (const tried = new Set<string>(); !tried.has(name); ) {
    tried.add(name);
    const walked = await walkBack({ ...options, name });
    if (!('renamedTo' in walked)) return walked;
    name = walked.renamedTo;
  }
  return stop(nothingNamed, '--rule', { name: options.name, suggestion: '' });
}

/** A state whose versions before are not all known yet. */
interface Open {
  readonly state: State;
  /** Commits that it builds on and that were not come to yet. */
  readonly waiting: Set<string>;
  readonly before: State[];
}

async function walkBack(options: WalkOptions): Promise<Walked | { readonly renamedTo: string }> {
  const { project, commits, name, onProgress } = options;
  const steps: Step[] = [];
  const skipped: Skipped[] = [];
  const known = new Set<string>();
  let latest: Walked['latest'] | null = null;
  const [newest] = commits;
  let open: Open[] = [];
  const begin = (state: State, parents: readonly string[]): void => {
    const { analysis } = state.project ?? {};
    if (analysis !== undefined) for (const one of namesIn(analysis)) known.add(one);
    if (latest === null && state.named !== null && analysis !== undefined) {
      latest = { ...state.named, title: titleIn(analysis, state.named) ?? { zh: state.name, en: state.name } };
    }
    open.push({ state, waiting: new Set(parents), before: [] });
  };
  const settle = (): void => {
    for (const { state, before, waiting } of open) if (waiting.size === 0) steps.push(...stepOf(state, before));
    open = open.filter(({ waiting }) => waiting.size > 0);
  };
  const errors = errorsOf(project);
  const [first] = errors;
  const workTree = newest === undefined ? [] : [newest.id];
  if (first === undefined) begin(stateOf(null, project, name), workTree);
  else skipped.push({ commit: null, code: first.code, reason: first.message });
  settle();
  for (const [i, commit] of commits.entries()) {
    onProgress(i);
    const later = open.filter(({ waiting }) => waiting.has(commit.id));
    const read = await readAt(project, commit);
    if ('code' in read) {
      skipped.push({ commit: commitOnly(commit), ...read });
      for (const { waiting } of later) {
        waiting.delete(commit.id);
        for (const parent of commit.parents) waiting.add(parent);
      }
      settle();
      continue;
    }
    const analysis = read.project?.analysis ?? null;
    const names = later.map(({ state }) => nameBefore(analysis, state));
    const there = names.find((one) => analysis !== null && kindOf(analysis, one) !== null) ?? names[0] ?? name;
    const state = stateOf(commitOnly(commit), read.project, there);
    const renamed = state.named === null ? null : renamedSince(state, later);
    if (renamed !== null) return { renamedTo: renamed };
    for (const { waiting, before } of later) {
      waiting.delete(commit.id);
      before.push(state);
    }
    begin(state, commit.parents);
    settle();
  }
  const found: Walked['latest'] | null = latest;
  if (found === null) stop(nothingNamed, '--rule', { name, suggestion: suggestion(name, known) });
  return { latest: found, steps: steps.reverse(), skipped: skipped.reverse() };
}

function stateOf(commit: Commit | null, project: Project | null, name: string): State {
  const kind = project === null ? null : kindOf(project.analysis, name);
  if (project === null || kind === null) return { commit, project, name, named: null, sayings: [] };
  const named = { kind, name };
  return { commit, project, name, named, sayings: sayingsOf(project.analysis, named) };
}

/** None where one of the versions that it builds on says the same: it was taken from there. */
function stepOf(state: State, before: readonly State[]): readonly Step[] {
  const others = before.filter(({ named }) => named !== null);
  if (state.named === null && others.length < before.length) return [];
  if (before.length === 0) return state.named === null ? [] : [{ state, before: null }];
  if (others.some((other) => isSame(state, other))) return [];
  const [base] = others;
  return state.named === null && base === undefined ? [] : [{ state, before: base ?? before[0] ?? null }];
}

function isSame(one: State, other: State): boolean {
  return one.name === other.name && JSON.stringify(one.sayings) === JSON.stringify(other.sayings);
}

/** The name that the version before has for it: what came under another name there is followed. */
function nameBefore(before: Analysis | null, { project, named, name }: State): string {
  if (before === null || project === null || named === null || kindOf(before, name) !== null) return name;
  const now = renamesOf(before, project.analysis);
  return [...now].find(([, to]) => to === name)?.[0] ?? name;
}

/** The name that a later version, which lacks it, has for it; null: it is gone there. */
function renamedSince({ name, project }: State, later: readonly Open[]): string | null {
  for (const { state } of later) {
    if (state.named !== null || state.project === null || project === null) continue;
    const to = renamesOf(project.analysis, state.project.analysis).get(name);
    if (to !== undefined) return to;
  }
  return null;
}

function renamesOf(before: Analysis, after: Analysis): ReadonlyMap<string, string> {
  const all = ({ eras, resources }: Analysis) => eras.map(({ model }) => declarationsOf(model, resources));
  const { rules, standards } = renamesBetween(all(before), all(after));
  return new Map([...rules, ...standards]);
}

async function readAt(
  project: Project,
  { id }: Commit,
): Promise<{ readonly project: Project | null } | { readonly code: string; readonly reason: Localized }> {
  try {
    return { project: (await versionAt(project.folder, id, id)).project };
  } catch (error) {
    if (!(error instanceof ZhunshengError)) throw error;
    if (error.code === notInRevision.code) return { project: null };
    return { code: error.code, reason: error.diagnostic.message };
  }
}

function errorsOf({ diagnostics }: Project): readonly Diagnostic[] {
  return diagnostics.filter(({ severity }) => severity === 'error');
}

function commitOnly({ id, author, date, subject }: CommitWithParents): Commit {
  return { id, author, date, subject };
}
