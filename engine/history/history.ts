/** The versions of a rule over git's history: in force when, what changed, by whom, and how many pass and fail by each. */
import { promises as fs } from 'node:fs';
import { momentsOf } from '../assess/moments.ts';
import { findSources } from '../data/sources.ts';
import type { Language, Localized } from '../diagnostics/diagnostic.ts';
import { writtenOn } from '../impact/changes.ts';
import { repositoryOf } from '../impact/git.ts';
import { modelOn } from '../language/analysis.ts';
import type { Project } from '../project/open.ts';
import { changesOf } from './changes.ts';
import { commitsOf, shallowCommits } from './commits.ts';
import { type Counted, type Counting, countAll } from './counts.ts';
import { type Named, type Saying, statedBy, textOf } from './named.ts';
import type { RuleHistory, RuleVersion, Span } from './result.ts';
import { type State, type Step, walk } from './walk.ts';

export interface HistoryOptions {
  /** The name of a rule, standard, procedure, roll-up, ladder or parameter, now or before. */
  readonly rule: string;
  /** Count verdicts; default true. */
  readonly counts?: boolean;
  /** As `assess` takes it; default: for each version the months of its own time for which there are data. */
  readonly period?: string | null;
  /** A folder that holds the data files under the descriptor's names; default: the descriptor's own paths. */
  readonly data?: string | null;
  readonly memory?: string;
  readonly language?: Language;
  /** Told what is being done. */
  readonly onProgress?: (step: Localized) => void;
}

/** Throws ZhunshengError: no version has the name (ZS8501), no commits (ZS8502), no git or repository (ZS80xx), no data. */
export async function history(project: Project, options: HistoryOptions): Promise<RuleHistory> {
  const tell = options.onProgress ?? (() => undefined);
  if (options.period != null) momentsOf({ period: options.period });
  // Told at once where it is no folder.
  if (options.data != null) await findSources(project, { dataFolder: options.data });
  const repository = await repositoryOf(await fs.realpath(project.folder));
  const commits = await commitsOf(repository);
  const { latest, steps, skipped } = await walk({
    project,
    commits,
    name: options.rule,
    onProgress: (done) => {
      const of = `${done + 1}/${commits.length}`;
      tell({ zh: `读取第 ${of} 个提交…`, en: `Reading commit ${of}…` });
    },
  });
  const versions = steps.map(versionOf);
  const counted = options.counts === false ? null : await countsOf(steps, versions, project.folder, options, tell);
  const { kind, name, title } = latest;
  return {
    kind,
    name,
    title,
    shallow: await shallowCommits(repository),
    versions: versions.map((version, i) => withCounts(version, counted?.[i] ?? null)),
    skipped,
  };
}

function versionOf({ state, before }: Step, index: number): RuleVersion {
  const had = before?.named != null;
  const isThere = state.named !== null;
  const isRenamed = had && isThere && before.name !== state.name;
  const known = new Set(before?.sayings.map(spanText) ?? []);
  const spans = isThere ? state.sayings.map((one) => spanOf(one, !known.has(spanText(one)))) : [];
  const changes = changesOf(before, state);
  const changed = isRenamed && changes.length === 0 ? 'renamed' : 'changed';
  return {
    number: index + 1,
    change: had && isThere ? changed : isThere ? 'added' : 'removed',
    name: isThere ? state.name : (before?.name ?? state.name),
    before: isRenamed ? before.name : null,
    commit: state.commit,
    ...whereOf(isThere ? state : (before ?? state)),
    spans,
    changes,
  };
}

function spanText(saying: Saying): string {
  return JSON.stringify([saying.from, saying.until, textOf(saying)]);
}

function spanOf({ from, until, policy, version, parameters }: Saying, isNew: boolean): Span {
  return { from, until, policy, version, parameters, isNew, counts: null, uncounted: null };
}

/** Of the last time at which it says something. */
function whereOf({ project, named, sayings }: State): Pick<RuleVersion, 'file' | 'line'> {
  const last = sayings.at(-1);
  if (project === null || named === null || last === undefined) return { file: null, line: null };
  const day = last.from ?? last.until ?? '9999-12-31';
  const model = modelOn(project.analysis, day);
  const stated: Named = model === null ? named : statedBy(model, named);
  const { place } = writtenOn(project.analysis, day, { ...stated, entity: null });
  return { file: place?.file ?? null, line: place === null ? null : place.range.start.line + 1 };
}

async function countsOf(
  steps: readonly Step[],
  versions: readonly RuleVersion[],
  folder: string,
  options: HistoryOptions,
  tell: (step: Localized) => void,
): Promise<readonly (readonly Counted[] | null)[]> {
  const asked = new Map<number, Counting>();
  for (const [i, { state }] of steps.entries()) {
    const spans = versions[i]?.spans.filter(({ isNew }) => isNew) ?? [];
    const { named, project } = state;
    if (project === null || named === null || spans.length === 0) continue;
    if (named.kind === 'rule' || named.kind === 'standard') asked.set(i, { analysis: project.analysis, named, spans });
  }
  if (asked.size === 0) return steps.map(() => null);
  const counted = await countAll([...asked.values()], {
    folder,
    data: options.data ?? null,
    period: options.period ?? null,
    memory: options.memory ?? '2GB',
    language: options.language ?? 'zh',
    onProgress: tell,
  });
  const byStep = new Map([...asked.keys()].map((i, at) => [i, counted[at] ?? null]));
  return steps.map((_, i) => byStep.get(i) ?? null);
}

function withCounts(version: RuleVersion, counted: readonly Counted[] | null): RuleVersion {
  if (counted === null) return version;
  const rest = [...counted];
  const spans = version.spans.map((span): Span => {
    const one = span.isNew ? rest.shift() : undefined;
    if (one === undefined) return span;
    return 'uncounted' in one ? { ...span, uncounted: one.uncounted } : { ...span, counts: one };
  });
  return { ...version, spans };
}
