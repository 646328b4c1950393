/** Testing by mutants: run from a command or the Test Explorer, told of while it runs, and what survives is shown where it stands. */
import {
  type CancellationToken,
  CancellationTokenSource,
  CodeAction,
  CodeActionKind,
  commands,
  type ExtensionContext,
  l10n,
  languages,
  ProgressLocation,
  type TextDocumentChangeEvent,
  window,
  workspace,
} from 'vscode';
import type { MutantsParams, MutantsResult } from '../../../server/src/protocol.ts';
import type { Client } from '../client.ts';
import type { OverviewWatch } from '../overview.ts';
import { type Mark, makeMarks } from './marks.ts';

export interface MutantTesting {
  /** Null: it was cancelled, or could not be done, which the person has been told. */
  run(params: MutantsParams, token: CancellationToken | null): Promise<MutantsResult | null>;
}

export function registerMutants(context: ExtensionContext, client: Client, overview: OverviewWatch): MutantTesting {
  const marks = makeMarks(context);

  async function run(params: MutantsParams, token: CancellationToken | null): Promise<MutantsResult | null> {
    if (!workspace.isTrusted) {
      void window.showInformationMessage(l10n.t('Restricted Mode: tests run only in a trusted workspace.'));
      return null;
    }
    const title = l10n.t('Testing by mutants');
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    return window.withProgress(options, async (progress, own) => {
      const cancel = new CancellationTokenSource();
      const watches = [
        own.onCancellationRequested(() => cancel.cancel()),
        ...(token === null ? [] : [token.onCancellationRequested(() => cancel.cancel())]),
        client.onMutantsProgress(({ project, message }) => {
          if (project === params.project) progress.report({ message });
        }),
      ];
      const since: TextDocumentChangeEvent[] = [];
      watches.push(workspace.onDidChangeTextDocument((change) => since.push(change)));
      try {
        const result = await client.request('zhunsheng/mutants', params, cancel.token);
        marks.put(params.project, params.policy, result, since);
        return result;
      } catch (error) {
        if (!cancel.token.isCancellationRequested) {
          void window.showErrorMessage(error instanceof Error ? error.message : String(error));
        }
        return null;
      } finally {
        for (const watch of watches) watch.dispose();
      }
    });
  }

  context.subscriptions.push(
    commands.registerCommand('zhunsheng.mutants.run', async () => {
      const project = overview.active();
      if (project === undefined) return;
      const result = await run({ project: project.project, policy: await policyInEditor(client) }, null);
      if (result !== null) void window.showInformationMessage(summaryOf(result));
    }),
    commands.registerCommand('zhunsheng.mutants.clear', () => marks.clear()),
    commands.registerCommand('zhunsheng.mutant.addTest', async (mark: Mark) => {
      const { project, survivor } = mark;
      const edit = await client.request('zhunsheng/mutantTest', { project, test: survivor.test });
      if (edit !== null && (await client.apply(edit))) marks.drop(mark);
      else
        void window.showInformationMessage(l10n.t('The policies or tests have changed since: test by mutants again.'));
    }),
    languages.registerCodeActionsProvider(
      { scheme: 'file', pattern: '**/*.policy.yaml' },
      {
        provideCodeActions: (document, range) =>
          marks
            .at(document, document.validateRange(range))
            .filter(({ stale }) => stale !== 'policies')
            .map(actionOf),
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    ),
  );
  return { run };
}

export function summaryOf({ caught, survived, equivalent }: MutantsResult): string {
  return l10n.t('{0} changes noticed by a test, {1} by none, {2} without effect', caught, survived, equivalent);
}

function actionOf(mark: Mark): CodeAction {
  const title = l10n.t('Add the test that notices: {0}', mark.survivor.change);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command: 'zhunsheng.mutant.addTest', title, arguments: [mark] };
  return action;
}

/** That of the policy or test file in the editor; null: none is open, so all are meant. */
async function policyInEditor(client: Client): Promise<string | null> {
  const document = window.activeTextEditor?.document;
  if (document === undefined) return null;
  if (document.uri.path.endsWith('.policy.yaml')) return /^policy:\s*(\S+)/m.exec(document.getText())?.[1] ?? null;
  const files = document.uri.path.endsWith('.test.yaml') ? await client.request('zhunsheng/tests', {}) : [];
  return files.find(({ uri }) => uri === client.uriOf(document.uri))?.policy ?? null;
}
