/** The period and the as-of date by which everything in the editor is judged; a click changes them. */
import { type ExtensionContext, l10n, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import type { OverviewWatch } from './overview.ts';
import { stateText } from './words.ts';

export function registerStatusBar(context: ExtensionContext, overview: OverviewWatch): void {
  const period = item('zhunsheng.period', l10n.t('Zhunsheng: period'), 11, 'zhunsheng.period.choose');
  const asOf = item('zhunsheng.asOf', l10n.t('Zhunsheng: as-of date'), 10, 'zhunsheng.asOf.choose');

  function show(): void {
    const project = overview.active();
    if (project === undefined) {
      period.hide();
      asOf.hide();
      return;
    }
    const said = project.problem ?? stateText(project.state);
    const icon =
      project.state === 'running' ? '$(sync~spin)' : project.state === 'failed' ? '$(warning)' : '$(calendar)';
    period.text = `${icon} ${project.period}`;
    period.tooltip = [l10n.t('Period {0}: click to change', project.period), said]
      .filter((text) => text !== '')
      .join('\n');
    period.backgroundColor = project.state === 'failed' ? new ThemeColor('statusBarItem.warningBackground') : undefined;
    asOf.text = l10n.t('as of {0}', project.asOf);
    asOf.tooltip = l10n.t('What lies after {0} has not happened: click to change', project.asOf);
    period.show();
    asOf.show();
  }

  context.subscriptions.push(period, asOf, overview.onChange(show));
  show();
}

function item(id: string, name: string, priority: number, command: string): StatusBarItem {
  const made = window.createStatusBarItem(id, StatusBarAlignment.Left, priority);
  made.name = name;
  made.command = command;
  return made;
}
