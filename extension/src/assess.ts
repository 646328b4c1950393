/** The command that runs an assessment and writes its tables to a folder, as a task that a person can watch. */
import { commands, type ExtensionContext, l10n, tasks, Uri, window, workspace } from 'vscode';
import type { OverviewWatch } from './overview.ts';
import { taskOf } from './tasks.ts';

export function registerAssess(context: ExtensionContext, overview: OverviewWatch): void {
  context.subscriptions.push(
    commands.registerCommand('zhunsheng.assess', async () => {
      const project = overview.active();
      const folder = project && workspace.getWorkspaceFolder(Uri.parse(project.project));
      if (project === undefined || folder === undefined) return;
      const out = await window.showInputBox({
        title: l10n.t('Assess {0}, as of {1}', project.period, project.asOf),
        prompt: l10n.t('Folder for the tables, replaced whole. Empty: only show the figures'),
        placeHolder: `out/${project.period}`,
        value: '',
        ignoreFocusOut: true,
      });
      if (out === undefined) return;
      const uri = Uri.parse(project.project);
      const path = uri.path === folder.uri.path ? undefined : workspace.asRelativePath(uri, false);
      await tasks.executeTask(
        taskOf(
          context,
          {
            type: 'zhunsheng',
            command: 'assess',
            period: project.period,
            asOf: project.asOf,
            ...(path === undefined ? {} : { project: path }),
            ...(out.trim() === '' ? {} : { out: out.trim() }),
          },
          folder,
        ),
      );
    }),
  );
}
