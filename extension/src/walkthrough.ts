/** Opens the walkthrough, and notes the steps that a person has taken on it. */
import { commands, type ExtensionContext, workspace } from 'vscode';

export function registerWalkthrough(context: ExtensionContext): void {
  context.subscriptions.push(
    commands.registerCommand('zhunsheng.walkthrough.show', () =>
      commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#first-policy`, false),
    ),
    workspace.onDidSaveTextDocument(({ fileName }) => {
      if (fileName.endsWith('.policy.yaml')) void stepTaken('policySaved');
    }),
  );
}

/** The steps that a walkthrough's completion event waits for. */
export function stepTaken(step: 'policyMade' | 'policySaved' | 'testsRun'): Thenable<void> {
  return commands.executeCommand('setContext', `zhunsheng.${step}`, true);
}
