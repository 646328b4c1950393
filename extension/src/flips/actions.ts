/** What is done about a flip: it is approved with a reason, or becomes a policy test. */
import { commands, type ExtensionContext, l10n, Position, Range, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { Client } from '../client.ts';
import type { FlipNode } from './tree.ts';
import type { FlipsWatch } from './watch.ts';

export function registerFlipActions(context: ExtensionContext, client: Client, watch: FlipsWatch): void {
  context.subscriptions.push(
    commands.registerCommand('zhunsheng.flip.approve', async (node?: FlipNode) => {
      if (node?.kind === 'unit') await approve(client, watch, node);
    }),
    commands.registerCommand('zhunsheng.flip.test', async (node?: FlipNode) => {
      if (node?.kind !== 'unit') return;
      const { project, group, unit } = node;
      const asked = { project: project.project, rule: group.name, subject: unit.subject };
      const edit = await client.request('zhunsheng/testFrom', asked);
      if (edit === null || !(await client.apply(edit))) {
        void window.showInformationMessage(l10n.t('No test can be made of this unit: it is no longer judged.'));
      }
    }),
  );
}

async function approve(client: Client, watch: FlipsWatch, node: FlipNode & { readonly kind: 'unit' }): Promise<void> {
  const { project, group, unit } = node;
  const reason = await window.showInputBox({
    title: l10n.t('Approve: {0}', unit.title === '' ? unit.subject : unit.title),
    prompt: l10n.t('Why this change is right; it is written to expected-flips.yaml'),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A reason is wanted') : null),
  });
  if (reason === undefined || reason.trim() === '') return;
  const { entity, subject, period, before, after } = unit;
  const file = Uri.joinPath(Uri.parse(project.project), 'expected-flips.yaml');
  const document = await workspace.openTextDocument(file).then(
    (found) => found,
    () => null,
  );
  const { text, problem } = await client.request('zhunsheng/approve', {
    project: project.project,
    flip: { kind: group.kind, name: group.name, entity, subject, period, before, after },
    reason,
    text: document?.getText() ?? null,
  });
  if (text === null) {
    void window.showErrorMessage(problem ?? '');
    return;
  }
  const edit = new WorkspaceEdit();
  if (document === null) edit.createFile(file, { ignoreIfExists: true });
  const end = document === null ? new Position(0, 0) : document.positionAt(document.getText().length);
  edit.replace(file, new Range(new Position(0, 0), end), text);
  if (!(await workspace.applyEdit(edit))) return;
  await (await workspace.openTextDocument(file)).save();
  watch.refresh();
}
