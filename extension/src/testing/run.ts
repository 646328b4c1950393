/** One run of test cases: what is asked of the server, and its answer as the Test Explorer shows it. */
import {
  type CancellationToken,
  Location,
  l10n,
  Range,
  type TestController,
  type TestItem,
  type TestItemCollection,
  TestMessage,
  type TestRunRequest,
  Uri,
  workspace,
} from 'vscode';
import type { TestFailure, TestRunResult } from '../../../server/src/protocol.ts';
import type { Client } from '../client.ts';
import { stepTaken } from '../walkthrough.ts';
import { coverageOf } from './coverage.ts';

export async function runCases(
  controller: TestController,
  client: Client,
  request: TestRunRequest,
  token: CancellationToken,
  withCoverage: boolean,
): Promise<void> {
  const run = controller.createTestRun(request);
  const cases = casesOf(controller, request);
  for (const item of cases) run.enqueued(item);
  try {
    if (!workspace.isTrusted) {
      const refused = new TestMessage(l10n.t('Restricted Mode: tests run only in a trusted workspace.'));
      for (const item of cases) run.errored(item, refused);
      return;
    }
    for (const item of cases) run.started(item);
    const all = request.include === undefined && (request.exclude?.length ?? 0) === 0;
    const ids = all ? null : cases.map(({ id }) => id);
    const result = await client.request('zhunsheng/runTests', { ids }, token);
    report(run, cases, result);
    const failed = result.results.filter(({ passed }) => !passed);
    run.appendOutput(`${l10n.t('{0} passed, {1} failed', result.results.length - failed.length, failed.length)}\r\n`);
    for (const { message } of failed.flatMap(({ failures }) => failures)) {
      run.appendOutput(`${message.replace(/\r?\n/g, '\r\n')}\r\n`);
    }
    if (withCoverage) for (const file of coverageOf(result)) run.addCoverage(file);
    await stepTaken('testsRun');
  } catch (error) {
    const message = new TestMessage(error instanceof Error ? error.message : String(error));
    for (const item of cases) run.errored(item, message);
  } finally {
    run.end();
  }
}

/** The cases that a request names, by itself or by their file, less those that it leaves out. */
function casesOf(controller: TestController, { include, exclude }: TestRunRequest): readonly TestItem[] {
  const without = new Set(exclude?.map(({ id }) => id));
  const found: TestItem[] = [];
  const add = (item: TestItem): void => {
    if (without.has(item.id)) return;
    // An item that the request remembers may since have been made anew.
    const current = find(controller.items, item.id);
    if (current === undefined) return;
    if (current.children.size === 0) found.push(current);
    else current.children.forEach(add);
  };
  if (include === undefined) controller.items.forEach(add);
  else for (const item of include) add(item);
  return found;
}

function find(items: TestItemCollection, id: string): TestItem | undefined {
  const own = items.get(id);
  if (own !== undefined) return own;
  for (const [, item] of items) {
    const found = item.children.get(id);
    if (found !== undefined) return found;
  }
  return undefined;
}

function report(
  run: ReturnType<TestController['createTestRun']>,
  cases: readonly TestItem[],
  { results }: TestRunResult,
): void {
  const byId = new Map(results.map((result) => [result.id, result]));
  for (const item of cases) {
    const result = byId.get(item.id);
    if (result === undefined) run.skipped(item);
    else if (result.passed) run.passed(item);
    else run.failed(item, result.failures.map(messageOf));
  }
}

function messageOf({ message, expected, actual, location }: TestFailure): TestMessage {
  const { start, end } = location.range;
  const made = expected === actual ? new TestMessage(message) : TestMessage.diff(message, expected, actual);
  made.location = new Location(
    Uri.parse(location.uri),
    new Range(start.line, start.character, end.line, end.character),
  );
  return made;
}
