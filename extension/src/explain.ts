/** Choosing a unit and showing why it has its verdicts. */
import { commands, type ExtensionContext, l10n, type QuickPickItem, window } from 'vscode';
import type { ExplainParams, ProjectOverview, SubjectRow } from '../../server/src/protocol.ts';
import type { Client } from './client.ts';
import type { OverviewWatch } from './overview.ts';
import type { PreviewOpener } from './preview/panel.ts';
import type { Node } from './standards-tree.ts';
import { verdictWord } from './words.ts';

export function registerExplain(
  context: ExtensionContext,
  client: Client,
  overview: OverviewWatch,
  preview: PreviewOpener,
): void {
  context.subscriptions.push(
    commands.registerCommand('zhunsheng.explain', async (given?: ExplainParams | Node) => {
      const subject = given === undefined ? await choose(client, overview.active()) : subjectOf(given);
      if (subject !== undefined) await preview.explain(subject);
    }),
  );
}

function subjectOf(given: ExplainParams | Node): ExplainParams | undefined {
  if (!('kind' in given)) return given;
  if (given.kind !== 'subject') return undefined;
  return { project: given.project.project, entity: given.row.entity, subject: given.row.subject };
}

/** Among the units of the project's first standard that no other requires, found by what is typed. */
async function choose(client: Client, project: ProjectOverview | undefined): Promise<ExplainParams | undefined> {
  const standard = project === undefined ? undefined : topStandard(project);
  if (project === undefined || standard === undefined) {
    void window.showInformationMessage(l10n.t('There is no standard whose units could be explained.'));
    return undefined;
  }
  const pick = window.createQuickPick<QuickPickItem & { readonly row: SubjectRow }>();
  pick.title = l10n.t('Explain which {0}?', standard.entityTitle);
  pick.placeholder = l10n.t('Key or name');
  pick.matchOnDescription = true;
  let asked = 0;
  const find = async (search: string): Promise<void> => {
    const mine = ++asked;
    pick.busy = true;
    const { subjects } = await client.request('zhunsheng/subjects', {
      project: project.project,
      name: standard.name,
      verdicts: null,
      search,
      offset: 0,
      limit: 200,
    });
    if (mine !== asked) return;
    pick.busy = false;
    pick.items = subjects.map((row) => ({
      label: row.title === '' ? row.subject : row.title,
      description: `${row.subject} · ${verdictWord(row.verdict)}`,
      row,
    }));
  };
  pick.onDidChangeValue((text) => void find(text.trim()));
  void find('');
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      const row = pick.selectedItems[0]?.row;
      resolve(row && { project: project.project, entity: row.entity, subject: row.subject });
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}

function topStandard({ standards }: ProjectOverview): ProjectOverview['standards'][number] | undefined {
  const required = new Set(
    standards.flatMap(({ requires }) => requires.filter(({ kind }) => kind === 'standard').map(({ name }) => name)),
  );
  return standards.find(({ name }) => !required.has(name)) ?? standards[0];
}
