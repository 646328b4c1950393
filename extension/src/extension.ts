/** Starts the language server and lays out what the editor shows of it. Every part registers itself and decides for itself. */
import type { ExtensionContext } from 'vscode';
import { registerAssess } from './assess.ts';
import { startClient } from './client.ts';
import { registerExplain } from './explain.ts';
import { registerFlips } from './flips/tree.ts';
import { registerNewPolicy } from './new-policy.ts';
import { watchOverview } from './overview.ts';
import { registerPeriod } from './period.ts';
import { registerPreview } from './preview/panel.ts';
import { registerStandardsTree } from './standards-tree.ts';
import { registerStatusBar } from './status-bar.ts';
import { registerTasks } from './tasks.ts';
import { registerTests } from './testing/controller.ts';
import { registerWalkthrough } from './walkthrough.ts';

export async function activate(context: ExtensionContext): Promise<void> {
  const client = await startClient(context);
  const overview = watchOverview(context, client);
  const preview = registerPreview(context, client);
  registerStandardsTree(context, client, overview);
  registerStatusBar(context, overview);
  registerPeriod(context, client, overview);
  registerFlips(context, client, overview, preview);
  registerExplain(context, client, overview, preview);
  registerAssess(context, overview);
  registerNewPolicy(context, overview);
  registerTasks(context, overview);
  registerTests(context, client);
  registerWalkthrough(context, overview);
  // The rest of the editor works on without it.
  await overview.refresh().catch(client.log);
}
