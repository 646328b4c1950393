/** Keeps the threads of all projects up to date with what is typed, and knows what each has said last. */
import { type Moment, moment, parsePeriod } from '../../../engine/calendar/period.ts';
import type { Document } from '../document.ts';
import type { LiveState } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Workspace } from '../workspace.ts';
import type { Calls, Distribution, Judgement } from './messages.ts';
import { Refused, type Report, startThread, type Thread } from './thread.ts';
import { type LiveView, makeView, nothingYet, summaryKey, untrusted, type ViewParts } from './view.ts';

export interface Background {
  /** Something has changed: texts, data, period. */
  schedule(): void;
  /** Until the workspace is trusted no data is read and nothing is run. */
  setTrusted(trusted: boolean): void;
  view(folder: string): LiveView;
  /** Throws `Refused`. */
  ask<Name extends keyof Calls>(
    snapshot: Snapshot,
    name: Name,
    params: Calls[Name]['params'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['result']>;
  /** Of a fact that may be shown, over its subjects; asked for once for each judgement. */
  distribution(snapshot: Snapshot, entity: string, fact: string): Promise<Distribution | null>;
  cancelReading(folder: string): void;
  stop(): Promise<void>;
}

export interface BackgroundEvents {
  /** Counts, flips or the state of a project have changed. */
  changed(folder: string, state: LiveState): void;
  /** A file is being read that takes its time; null: no more. */
  reading(folder: string, now: { readonly file: string; readonly rows: number } | null): void;
  /** A thread has died: for the log. */
  died(reason: string): void;
}

/** After the last key, in milliseconds: longer where judging takes longer, since what is begun for nothing holds up what is wanted. */
const pause = { least: 20, most: 200, unknown: 100, part: 0.15 } as const;
/** So long a judgement may take before it is told of. */
const patience = 400;
/** In a workspace with more projects, only those with open files are judged before somebody asks. */
const fewProjects = 4;

interface Project {
  readonly folder: string;
  readonly thread: Thread;
  sent: ReadonlyMap<string, Document>;
  period: string | null;
  generation: number;
  parts: ViewParts;
  judged: Judgement | null;
  view: LiveView;
  readonly distributions: Map<string, Promise<Distribution | null>>;
  timer: NodeJS.Timeout | null;
}

export function makeBackground(workspace: () => Workspace, worker: URL, events: BackgroundEvents): Background {
  const projects = new Map<string, Project>();
  const asked = new Set<string>();
  let trusted = true;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function schedule(): void {
    if (timer !== null) clearTimeout(timer);
    if (!trusted || stopped) return;
    timer = setTimeout(() => {
      timer = null;
      const snapshots = workspace().snapshots();
      for (const [folder, project] of projects) {
        if (snapshots.some((each) => each.folder === folder)) continue;
        projects.delete(folder);
        void project.thread.stop();
      }
      for (const snapshot of snapshots) {
        const wanted = snapshots.length <= fewProjects || snapshot.open.size > 0 || asked.has(snapshot.folder);
        if (wanted) bring(projectOf(snapshot), snapshot);
      }
    }, pauseNow());
  }

  function pauseNow(): number {
    const known = [...projects.values()].flatMap(({ judged }) => judged?.milliseconds ?? []);
    if (known.length === 0) return pause.unknown;
    return Math.min(pause.most, Math.max(pause.least, Math.max(...known) * pause.part));
  }

  function projectOf({ folder, language }: Snapshot): Project {
    const known = projects.get(folder);
    if (known !== undefined) return known;
    const project: Project = {
      folder,
      thread: startThread(worker, { folder, language }, (report) => hear(project, report)),
      sent: new Map(),
      period: null,
      generation: 0,
      parts: { state: 'running', problem: null, isStale: false, judged: null, summaries: new Map() },
      judged: null,
      view: nothingYet,
      distributions: new Map(),
      timer: null,
    };
    projects.set(folder, project);
    return project;
  }

  /** Sends what has changed since it was last told. */
  function bring(project: Project, { documents, moment: chosen }: Snapshot): void {
    const before = project.thread.isNew ? new Map<string, Document>() : project.sent;
    const files: (readonly [string, string | null])[] = [];
    for (const [file, document] of documents) {
      if (before.get(file)?.text !== document.text) files.push([file, document.text]);
    }
    for (const file of before.keys()) if (!documents.has(file)) files.push([file, null]);
    project.sent = documents;
    const period = chosen?.period.name ?? null;
    const asOf = chosen?.asOf ?? null;
    project.generation++;
    project.thread.send({ type: 'update', generation: project.generation, files, period, asOf });
    if (project.judged !== null) set(project, { isStale: files.length > 0 || project.parts.isStale });
  }

  function hear(project: Project, report: Report): void {
    if (stopped || projects.get(project.folder) !== project) return;
    switch (report.type) {
      case 'judging':
        project.timer ??= setTimeout(
          () => {
            project.timer = null;
            set(project, { state: 'running', problem: null });
            tell(project);
          },
          project.judged === null ? 0 : patience,
        );
        return;
      case 'judged':
        settle(project);
        // A judgement of an earlier text is still the best there is.
        project.judged = report.judged;
        project.distributions.clear();
        set(project, {
          state: 'ready',
          problem: null,
          judged: report.judged,
          isStale: report.judged.generation !== project.generation,
        });
        adopt(project, report.judged);
        tell(project);
        return;
      case 'stopped':
        settle(project);
        set(project, {
          state: report.waiting ? 'waiting' : 'failed',
          problem: report.problem,
          isStale: project.judged !== null,
        });
        tell(project);
        return;
      case 'summaries': {
        const all = report.summaries.map(
          ({ entity, fact, distribution }) => [summaryKey(entity, fact), distribution] as const,
        );
        set(project, { summaries: new Map(all) });
        return;
      }
      case 'changed':
        events.changed(project.folder, project.parts.state);
        return;
      case 'reading':
        events.reading(project.folder, { file: report.file, rows: report.rows });
        return;
      case 'read':
        events.reading(project.folder, null);
        return;
      case 'died':
        settle(project);
        events.died(report.reason);
        events.reading(project.folder, null);
        set(project, {
          state: 'failed',
          problem: {
            zh: '后台考核意外停止（可能是内存不够）；修改任一政策会重新开始',
            en: 'Judging in the background has died, perhaps of too little memory; it begins again with the next edit',
          },
          isStale: project.judged !== null,
        });
        tell(project);
    }
  }

  /** The period that the data suggests holds for all features until another is chosen. */
  function adopt({ folder }: Project, { period, asOf }: Judgement): void {
    const at = workspace()
      .snapshots()
      .find((each) => each.folder === folder);
    const parsed = parsePeriod(period);
    if (at === undefined || at.moment !== null || parsed === null) return;
    const suggested: Moment = moment(parsed, asOf);
    workspace().setMoment(folder, suggested);
  }

  function settle(project: Project): void {
    if (project.timer !== null) clearTimeout(project.timer);
    project.timer = null;
  }

  function set(project: Project, parts: Partial<ViewParts>): void {
    project.parts = { ...project.parts, ...parts };
    project.view = makeView(project.parts);
  }

  function tell(project: Project): void {
    events.changed(project.folder, project.parts.state);
  }

  return {
    schedule,
    setTrusted(next) {
      trusted = next;
      if (trusted) return schedule();
      for (const { thread } of projects.values()) void thread.stop();
      projects.clear();
    },
    view: (folder) => (trusted ? (projects.get(folder)?.view ?? nothingYet) : untrusted),
    async ask(snapshot, name, params, signal) {
      if (!trusted) throw new Refused(untrusted.problem ?? { zh: '', en: '' });
      asked.add(snapshot.folder);
      const project = projectOf(snapshot);
      if (project.thread.isNew) bring(project, snapshot);
      return project.thread.ask(name, params, signal);
    },
    distribution(snapshot, entity, fact) {
      const project = projects.get(snapshot.folder);
      if (!trusted || project === undefined || project.judged === null) return Promise.resolve(null);
      const key = summaryKey(entity, fact);
      const known = project.distributions.get(key);
      if (known !== undefined) return known;
      const asking = project.thread.ask('distribution', { entity, fact }).catch(() => null);
      project.distributions.set(key, asking);
      return asking;
    },
    cancelReading: (folder) => projects.get(folder)?.thread.send({ type: 'cancelReading' }),
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      for (const project of projects.values()) settle(project);
      await Promise.all([...projects.values()].map(({ thread }) => thread.stop()));
    },
  };
}
