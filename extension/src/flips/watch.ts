/**
 * Whose verdicts the edits of each project flip: at once after each judgement, and with the reasons as soon as these are found,
 * which is looked for only while somebody looks.
 */
import { CancellationTokenSource, type Event, EventEmitter, type ExtensionContext, workspace } from 'vscode';
import type { FlipGroup, Flips, Impact, ProjectOverview } from '../../../server/src/protocol.ts';
import type { Client } from '../client.ts';
import type { OverviewWatch } from '../overview.ts';

export interface ProjectFlips {
  readonly project: ProjectOverview;
  readonly impact: Impact;
  /** Whether the causes and figures are there, too. */
  readonly isComplete: boolean;
}

export interface FlipsWatch {
  readonly onChange: Event<void>;
  current(): readonly ProjectFlips[];
  setVisible(visible: boolean): void;
  refresh(): void;
}

/** Milliseconds after the last word of the server: reasons take longer than one more key. */
const pause = { flips: 100, reasons: 500 } as const;

export function watchFlips(context: ExtensionContext, client: Client, overview: OverviewWatch): FlipsWatch {
  const changed = new EventEmitter<void>();
  let current: readonly ProjectFlips[] = [];
  let visible = false;
  /** Whether something was typed since the reasons were found. */
  let typed = false;
  let asked = 0;
  let asking = new CancellationTokenSource();
  let timer: NodeJS.Timeout | undefined;

  function show(next: readonly ProjectFlips[]): void {
    current = next;
    changed.fire();
  }

  function later(): void {
    clearTimeout(timer);
    if (!visible) return;
    timer = setTimeout(() => void find().catch(client.log), pause.flips);
  }

  async function find(): Promise<void> {
    const mine = ++asked;
    const { projects } = overview.current();
    const found = await Promise.all(projects.map((project) => quickly(client, project)));
    if (mine !== asked) return;
    show(found.map((one, i) => keptOr(current[i], one)));
    clearTimeout(timer);
    timer = setTimeout(() => void findReasons(mine, projects).catch(client.log), pause.reasons);
  }

  /** What is asked again though nothing has changed does not flicker. */
  function keptOr(before: ProjectFlips | undefined, next: ProjectFlips): ProjectFlips {
    if (before === undefined || signature(before) !== signature(next)) return next;
    return { project: next.project, impact: before.impact, isComplete: before.isComplete && !typed };
  }

  async function findReasons(mine: number, projects: readonly ProjectOverview[]): Promise<void> {
    const before = asking;
    asking = new CancellationTokenSource();
    const { token } = asking;
    const impacts = projects.map((project) => client.request('zhunsheng/impact', { project: project.project }, token));
    // Only now, so that a search for the same goes on.
    before.cancel();
    typed = false;
    for (const [i, each] of impacts.entries()) {
      const impact = await each.catch(() => null);
      if (mine !== asked) return;
      if (impact !== null) show(current.map((one, at) => (at === i ? { ...one, impact, isComplete: true } : one)));
    }
  }

  context.subscriptions.push(
    changed,
    overview.onChange(later),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !isOfProject(document.uri.path)) return;
      typed = true;
      asking.cancel();
    }),
    workspace.onDidSaveTextDocument(({ uri }) => {
      if (uri.path.endsWith('/expected-flips.yaml')) later();
    }),
    { dispose: () => clearTimeout(timer) },
  );
  return {
    onChange: changed.event,
    current: () => current,
    setVisible(next) {
      const appears = next && !visible;
      visible = next;
      if (appears) later();
      if (!next) asking.cancel();
    },
    refresh: later,
  };
}

function isOfProject(path: string): boolean {
  return path.endsWith('.policy.yaml') || /\/(?:waivers\.yaml|datapackage\.(?:yaml|json))$/.test(path);
}

/** What is known at once: whose verdicts differ, and not why. */
async function quickly(client: Client, project: ProjectOverview): Promise<ProjectFlips> {
  const nothing = { base: project.base, problem: project.problem, groups: [], rollups: [] };
  if (project.base === null) return { project, impact: nothing, isComplete: false };
  const flips = await client.request('zhunsheng/flips', { project: project.project, name: null }).catch(() => null);
  const groups = flips === null ? [] : groupsOf(project, flips);
  return { project, impact: { ...nothing, groups }, isComplete: false };
}

function groupsOf(project: ProjectOverview, { flips }: Flips): readonly FlipGroup[] {
  const { rules, standards, period } = project;
  return [
    ...rules.map((rule) => ({ kind: 'rule', ...rule }) as const),
    ...standards.map((one) => ({ kind: 'standard', ...one }) as const),
  ]
    .map(({ kind, name, title }): FlipGroup => {
      const units = flips.filter((flip) => flip.name === name);
      const told = units.map((flip) => ({ ...flip, period, cause: '', approved: false }));
      return { kind, name, title, total: told.length, units: told.slice(0, most) };
    })
    .filter(({ total }) => total > 0);
}

const most = 100;

/** The same where as many verdicts of the same rules and standards differ from the same commit. */
function signature({ project, impact }: ProjectFlips): string {
  const groups = impact.groups.map(({ kind, name, total }) => `${kind} ${name} ${total}`).sort();
  return JSON.stringify([project.project, project.period, project.asOf, project.base, ...groups]);
}
