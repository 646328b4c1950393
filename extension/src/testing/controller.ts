/** Policy tests in the editor's Test Explorer: found by the server, run by it on both evaluators, on demand or while typing. */
import {
  type CancellationToken,
  type ExtensionContext,
  l10n,
  Range,
  type TestController,
  type TestItem,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  Uri,
  workspace,
} from 'vscode';
import type { TestFileItem } from '../../../server/src/protocol.ts';
import type { Client } from '../client.ts';
import { detailsOf } from './coverage.ts';
import { runCases } from './run.ts';

export function registerTests(context: ExtensionContext, client: Client): void {
  const controller = tests.createTestController('zhunsheng', l10n.t('Policy tests'));
  controller.refreshHandler = () => refresh();
  controller.resolveHandler = (item) => (item === undefined ? refresh() : undefined);

  async function refresh(): Promise<void> {
    show(controller, await client.request('zhunsheng/tests', {}));
  }

  /** Runs once; in a continuous run again after each change, until it is stopped. */
  function handler(withCoverage: boolean) {
    return async (request: TestRunRequest, token: CancellationToken): Promise<void> => {
      if (request.continuous !== true) return runCases(controller, client, request, token, withCoverage);
      let timer: NodeJS.Timeout | undefined;
      const again = () => {
        clearTimeout(timer);
        timer = setTimeout(() => void runCases(controller, client, request, token, withCoverage), 400);
      };
      const watches = [
        workspace.onDidChangeTextDocument(({ document }) => {
          if (isProjectFile(document.uri)) again();
        }),
        files.onDidChange(again),
      ];
      token.onCancellationRequested(() => {
        clearTimeout(timer);
        for (const watch of watches) watch.dispose();
      });
      again();
    };
  }

  const run = controller.createRunProfile(l10n.t('Run'), TestRunProfileKind.Run, handler(false), true, undefined, true);
  const coverage = controller.createRunProfile(
    l10n.t('Run with coverage'),
    TestRunProfileKind.Coverage,
    handler(true),
    true,
    undefined,
    true,
  );
  coverage.loadDetailedCoverage = async (_run, file) => detailsOf(file);

  let timer: NodeJS.Timeout | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void refresh().catch(client.log), 300);
  };
  const files = workspace.createFileSystemWatcher('**/*.{policy,test}.yaml');
  context.subscriptions.push(
    controller,
    run,
    coverage,
    files,
    { dispose: () => clearTimeout(timer) },
    client.onLive(later),
    files.onDidCreate(later),
    files.onDidDelete(later),
    files.onDidChange(later),
    workspace.onDidChangeTextDocument(({ document }) => {
      if (document.uri.path.endsWith('.test.yaml')) later();
    }),
  );
  later();
}

function show(controller: TestController, found: readonly TestFileItem[]): void {
  controller.items.replace(found.map((file) => fileItem(controller, file)));
}

function fileItem(controller: TestController, { uri, policy, cases }: TestFileItem): TestItem {
  const file = Uri.parse(uri);
  const item = controller.createTestItem(uri, workspace.asRelativePath(file), file);
  item.description = policy;
  item.children.replace(
    cases.map(({ id, name, range }) => {
      const child = controller.createTestItem(id, name, file);
      child.range = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
      return child;
    }),
  );
  return item;
}

function isProjectFile({ path }: Uri): boolean {
  return /\.(policy|test)\.yaml$/.test(path) || path.endsWith('/datapackage.yaml');
}
