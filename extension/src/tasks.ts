/** Tasks that run the command line that the extension carries, by the editor's own Node. */
import { join } from 'node:path';
import {
  type ExtensionContext,
  l10n,
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  TaskScope,
  tasks,
  Uri,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import type { OverviewWatch } from './overview.ts';

export interface ZhunshengTask extends TaskDefinition {
  readonly type: 'zhunsheng';
  readonly command: 'check' | 'test' | 'assess';
  /** Relative to the workspace folder; the folder itself where it is left out. */
  readonly project?: string;
  readonly period?: string;
  readonly asOf?: string;
  readonly out?: string;
}

export function registerTasks(context: ExtensionContext, overview: OverviewWatch): void {
  context.subscriptions.push(
    tasks.registerTaskProvider('zhunsheng', {
      provideTasks: () =>
        overview.current().projects.flatMap(({ project, period }) => {
          const uri = Uri.parse(project);
          const folder = workspace.getWorkspaceFolder(uri);
          if (folder === undefined) return [];
          const path = workspace.asRelativePath(uri, false);
          const place = path === uri.fsPath || path === '' ? {} : { project: path };
          return [
            taskOf(context, { type: 'zhunsheng', command: 'check', ...place }, folder),
            taskOf(context, { type: 'zhunsheng', command: 'test', ...place }, folder),
            taskOf(context, { type: 'zhunsheng', command: 'assess', ...place, period }, folder),
          ];
        }),
      resolveTask: (task) =>
        isOurs(task.definition) ? taskOf(context, task.definition, task.scope ?? TaskScope.Workspace) : undefined,
    }),
  );
}

/** The task with everything that it needs to run. */
export function taskOf(
  context: ExtensionContext,
  definition: ZhunshengTask,
  scope: WorkspaceFolder | TaskScope.Global | TaskScope.Workspace,
): Task {
  const { command, project, period, asOf, out } = definition;
  const cwd = typeof scope === 'object' ? scope.uri.fsPath : undefined;
  const args = [
    context.asAbsolutePath(join('server', 'zhunsheng.js')),
    command,
    project ?? '.',
    ...option('--period', command === 'assess' ? period : undefined),
    ...option('--as-of', command === 'assess' ? asOf : undefined),
    ...option('--out', command === 'assess' ? out : undefined),
  ];
  const execution = new ProcessExecution(process.execPath, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ELECTRON_RUN_AS_NODE: '1' },
  });
  const task = new Task(definition, scope, nameOf(definition), 'zhunsheng', execution, matchers);
  task.group = command === 'test' ? TaskGroup.Test : TaskGroup.Build;
  task.presentationOptions = { clear: true };
  return task;
}

const matchers = ['$zhunsheng-error', '$zhunsheng-warning', '$zhunsheng-note'];

function option(flag: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [flag, value];
}

function isOurs(definition: TaskDefinition): definition is ZhunshengTask {
  return definition.type === 'zhunsheng' && ['check', 'test', 'assess'].includes(definition['command']);
}

function nameOf({ command, project, period }: ZhunshengTask): string {
  const where = project === undefined ? '' : ` ${project}`;
  switch (command) {
    case 'check':
      return l10n.t('check{0}', where);
    case 'test':
      return l10n.t('test{0}', where);
    case 'assess':
      return l10n.t('assess{0} {1}', where, period ?? '');
  }
}
