/** A click on a lens that says how many verdicts changed: the preview opens where it lists them. */
import { commands, type ExtensionContext } from 'vscode';
import type { PreviewOpener, PreviewSubject } from './preview/panel.ts';

export function registerFlips(context: ExtensionContext, preview: PreviewOpener): void {
  context.subscriptions.push(
    commands.registerCommand('zhunsheng.flips.show', (subject?: PreviewSubject) => preview.show(subject, 'changes')),
  );
}
