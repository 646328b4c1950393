/** Changing the period and the as-of date. The server says what is wrong with one. */
import { commands, type ExtensionContext, l10n, type QuickPickItem, window } from 'vscode';
import type { ProjectOverview } from '../../server/src/protocol.ts';
import type { Client } from './client.ts';
import type { OverviewWatch } from './overview.ts';

export function registerPeriod(context: ExtensionContext, client: Client, overview: OverviewWatch): void {
  async function set({ project }: ProjectOverview, period: string, asOf: string | null): Promise<void> {
    const { problem } = await client.request('zhunsheng/period', { project, period, asOf });
    if (problem !== null) void window.showErrorMessage(problem);
    await overview.refresh();
  }

  context.subscriptions.push(
    commands.registerCommand('zhunsheng.period.choose', async () => {
      const project = overview.active();
      if (project === undefined) return;
      const period = await pickPeriod(project.period);
      if (period !== undefined) await set(project, period, null);
    }),
    commands.registerCommand('zhunsheng.asOf.choose', async () => {
      const project = overview.active();
      if (project === undefined) return;
      const asOf = await window.showInputBox({
        title: l10n.t('As-of date'),
        prompt: l10n.t("What lies after it has not happened. Empty: the period's last day"),
        placeHolder: l10n.t('YYYY-MM-DD'),
        value: project.asOf,
        validateInput: (text) =>
          /^(\d{4}-\d{2}-\d{2})?$/.test(text.trim()) ? null : l10n.t('A date such as 2021-06-30'),
      });
      if (asOf !== undefined) await set(project, project.period, asOf.trim() === '' ? null : asOf.trim());
    }),
  );
}

/** Years, quarters and months around the period, and whatever else is typed. */
async function pickPeriod(current: string): Promise<string | undefined> {
  const pick = window.createQuickPick();
  pick.title = l10n.t('Period');
  pick.placeholder = l10n.t('2021, 2021-Q4 or 2021-11');
  pick.ignoreFocusOut = true;
  const offered = around(current);
  pick.items = offered;
  pick.onDidChangeValue((text) => {
    const typed = text.trim();
    const known = typed === '' || offered.some(({ label }) => label === typed);
    pick.items = known ? offered : [{ label: typed, alwaysShow: true }, ...offered];
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      resolve(pick.selectedItems[0]?.label);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function around(current: string): readonly QuickPickItem[] {
  const year = Number(current.slice(0, 4));
  const quarters = [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`);
  const months = Array.from({ length: 12 }, (_, month) => `${year}-${String(month + 1).padStart(2, '0')}`);
  const years = [year, year - 1, year + 1].map(String);
  const labels = [...new Set([current, ...years.slice(0, 1), ...quarters, ...months, ...years.slice(1)])];
  return labels.map((label) => ({ label, ...(label === current ? { description: l10n.t('now') } : {}) }));
}
