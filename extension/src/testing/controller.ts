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
import { type MutantTesting, summaryOf } from '../mutants/mutants.ts';
import { detailsOf } from './coverage.ts';
import { runCases } from './run.ts';

export function registerTests(context: ExtensionContext, client: Client, mutants: MutantTesting): void {
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
  const mutation = controller.createRunProfile(
    l10n.t('Test by mutants: what no test would notice'),
    TestRunProfileKind.Run,
    (request, token) => testMutants(request, token),
    false,
  );
  coverage.loadDetailedCoverage = async (_run, file) => detailsOf(file);

  /** Of the policies whose tests were asked for, else of all. */
  async function testMutants(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const files = await client.request('zhunsheng/tests', {});
    const asked = new Set((request.include ?? []).map((item) => item.uri && client.uriOf(item.uri)));
    const wanted = request.include === undefined ? files : files.filter(({ uri }) => asked.has(uri));
    const run = controller.createTestRun(request, l10n.t('Testing by mutants'));
    try {
      for (const project of new Set(wanted.map((file) => file.project))) {
        const policies = new Set(wanted.filter((file) => file.project === project).map(({ policy }) => policy));
        const [only] = policies;
        const policy = policies.size === 1 && only !== undefined ? only : null;
        const result = await mutants.run({ project, policy }, token);
        if (result === null) continue;
        run.appendOutput(`${policy ?? l10n.t('All policies')}: ${summaryOf(result)}\r\n`);
        for (const { location, change, difference } of result.survivors) {
          const { line } = location.range.start;
          run.appendOutput(
            `${workspace.asRelativePath(Uri.parse(location.uri))}:${line + 1} ${change}\r\n  ${difference}\r\n`,
          );
        }
      }
    } finally {
      run.end();
    }
  }

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
    mutation,
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
