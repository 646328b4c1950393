/** The command that makes a policy file with a first rule to change. */
import { commands, type ExtensionContext, l10n, SnippetString, Uri, WorkspaceEdit, window, workspace } from 'vscode';
import type { ProjectOverview } from '../../server/src/protocol.ts';
import type { OverviewWatch } from './overview.ts';
import { projectOf } from './overview.ts';
import { stepTaken } from './walkthrough.ts';

export function registerNewPolicy(context: ExtensionContext, overview: OverviewWatch): void {
  context.subscriptions.push(
    commands.registerCommand('zhunsheng.policy.new', async (given?: Uri) => {
      const chosen = given instanceof Uri ? given : undefined;
      const project = (chosen && projectOf(overview.current(), Uri.joinPath(chosen, 'x'))) ?? overview.active();
      if (project === undefined) {
        void window.showInformationMessage(l10n.t('Open a folder with a datapackage.yaml first.'));
        return;
      }
      const folder = chosen ?? (await folderFor(project));
      const name = await window.showInputBox({
        title: l10n.t('New policy'),
        ignoreFocusOut: true,
        prompt: l10n.t('Its name, in small letters, digits and hyphens; other policies and tests will use it'),
        placeHolder: 'reply-in-time',
        validateInput: (text) => nameProblem(text, folder),
      });
      if (name === undefined) return;
      const title = await window.showInputBox({
        title: l10n.t('New policy'),
        ignoreFocusOut: true,
        prompt: l10n.t('Its title, as people call it'),
        placeHolder: l10n.t('Replies in time'),
      });
      if (title === undefined) return;
      await make(Uri.joinPath(folder, `${name}.policy.yaml`), name, title, project);
    }),
  );
}

/** Beside the policy in the editor; else where the project keeps its policies; else in the project's folder. */
async function folderFor({ project, rules }: ProjectOverview): Promise<Uri> {
  const open = window.activeTextEditor?.document.uri;
  if (open?.path.endsWith('.policy.yaml') === true) return Uri.joinPath(open, '..');
  const [rule] = rules;
  return rule === undefined ? Uri.parse(project) : Uri.joinPath(Uri.parse(rule.location.uri), '..');
}

async function nameProblem(text: string, folder: Uri): Promise<string | null> {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)) {
    return l10n.t('Small letters, digits and hyphens, such as reply-in-time');
  }
  try {
    await workspace.fs.stat(Uri.joinPath(folder, `${text}.policy.yaml`));
    return l10n.t('{0} is there already', `${text}.policy.yaml`);
  } catch {
    return null;
  }
}

/** Not saved yet: it is the person's to save when it says what is meant. */
async function make(file: Uri, name: string, title: string, project: ProjectOverview): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(file, { overwrite: false });
  if (!(await workspace.applyEdit(edit))) {
    void window.showErrorMessage(l10n.t('{0} could not be made', file.fsPath));
    return;
  }
  const editor = await window.showTextDocument(file);
  await editor.insertSnippet(snippet(name, title, project), editor.document.positionAt(0));
  await stepTaken('policyMade');
}

function snippet(name: string, title: string, project: ProjectOverview): SnippetString {
  const { period } = project;
  const entity = mostJudged(project);
  const quoted = JSON.stringify(title === '' ? name : title);
  return new SnippetString()
    .appendText(`policy: ${name}\ntitle: { zh: ${quoted}, en: ${quoted} }\n`)
    .appendText(`version: ${period.slice(0, 4)}.1\neffective: { from: ${period.slice(0, 4)}-01-01 }\n\nrules:\n  `)
    .appendPlaceholder(`${name}-rule`)
    .appendText(`:\n    title: { zh: ${quoted}, en: ${quoted} }\n    for: `)
    .appendPlaceholder(entity)
    .appendText('\n    require: ')
    .appendTabstop()
    .appendText('\n    otherwise:\n      severity: ')
    .appendChoice(['major', 'minor', 'veto'])
    .appendText('\n');
}

/** What most standards are about, or else most rules: the first policy is likely to be about the same. */
function mostJudged({ standards, rules }: ProjectOverview): string {
  const counts = new Map<string, number>();
  for (const { entity } of standards.length > 0 ? standards : rules) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  return most?.[0] ?? 'unit';
}
