/** Opens the walkthrough, and tells it of the steps that a person has taken. */
import { commands, type ExtensionContext, workspace } from 'vscode';
import type { OverviewWatch } from './overview.ts';

type Step = 'projectFound' | 'policyMade' | 'policySaved' | 'testsRun';

export function registerWalkthrough(context: ExtensionContext, overview: OverviewWatch): void {
  context.subscriptions.push(
    commands.registerCommand('zhunsheng.walkthrough.show', async () => {
      await commands.executeCommand('workbench.action.openWalkthrough', `${context.extension.id}#first-policy`, false);
      for (const step of taken) await pulse(step);
    }),
    workspace.onDidSaveTextDocument(({ fileName }) => {
      if (fileName.endsWith('.policy.yaml')) void stepTaken('policySaved');
    }),
    overview.onChange(({ projects }) => {
      if (projects.length > 0 && !taken.has('projectFound')) void stepTaken('projectFound');
    }),
  );
}

/** What was done before the walkthrough was opened. */
const taken = new Set<Step>();

export async function stepTaken(step: Step): Promise<void> {
  taken.add(step);
  await pulse(step);
}

/** The walkthrough ticks a step when its context key turns true, but never where the key was true before it was opened. */
async function pulse(step: Step): Promise<void> {
  await commands.executeCommand('setContext', `zhunsheng.${step}`, true);
  await commands.executeCommand('setContext', `zhunsheng.${step}`, false);
}
