/** What the server last said of the workspace's projects, asked again whenever something changes. */
import { commands, type Event, EventEmitter, type ExtensionContext, Uri, window, workspace } from 'vscode';
import type { Overview, ProjectOverview } from '../../server/src/protocol.ts';
import type { Client } from './client.ts';

export interface OverviewWatch {
  readonly onChange: Event<Overview>;
  current(): Overview;
  refresh(): Promise<void>;
  /** The project of the file in the editor, else the first; undefined where the workspace has none. */
  active(): ProjectOverview | undefined;
}

export function watchOverview(context: ExtensionContext, client: Client): OverviewWatch {
  const changed = new EventEmitter<Overview>();
  let overview: Overview = { projects: [] };
  let asked = 0;

  async function refresh(): Promise<void> {
    const mine = ++asked;
    const answer = await client.request('zhunsheng/overview', {});
    // A later question's answer is newer.
    if (mine !== asked) return;
    overview = answer;
    await commands.executeCommand('setContext', 'zhunsheng.hasProject', overview.projects.length > 0);
    changed.fire(overview);
  }

  let timer: NodeJS.Timeout | undefined;
  function later(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(client.log), 100);
  }

  const descriptors = workspace.createFileSystemWatcher('**/datapackage.{yaml,json}');
  context.subscriptions.push(
    changed,
    descriptors,
    descriptors.onDidCreate(later),
    descriptors.onDidDelete(later),
    client.onLive(later),
    window.onDidChangeActiveTextEditor(() => changed.fire(overview)),
    { dispose: () => clearTimeout(timer) },
  );
  return {
    onChange: changed.event,
    current: () => overview,
    refresh,
    active: () => projectOf(overview, window.activeTextEditor?.document.uri) ?? overview.projects[0],
  };
}

/** The innermost project that a file lies in. */
export function projectOf({ projects }: Overview, file: Uri | undefined): ProjectOverview | undefined {
  if (file === undefined) return undefined;
  return [...projects]
    .sort((a, b) => b.project.length - a.project.length)
    .find(({ project }) => file.path.startsWith(`${Uri.parse(project).path.replace(/\/$/, '')}/`));
}
