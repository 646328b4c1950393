/** Connects the background to the client: its questions beyond the protocol, code lenses, progress, and word of what has changed. */
import {
  type CodeLensParams,
  CodeLensRefreshRequest,
  type Connection,
  type WorkDoneProgressServerReporter,
} from 'vscode-languageserver';
import { isCivilDate } from '../../../engine/calendar/civil-date.ts';
import { moment, parsePeriod, parsePeriods } from '../../../engine/calendar/period.ts';
import { codeLenses } from '../features/code-lens.ts';
import { explanation } from '../features/explain.ts';
import { baseWords } from '../features/judged.ts';
import { overview } from '../features/overview.ts';
import { isJudged, namedAt, namedIn, preview } from '../features/preview.ts';
import { caseResults, casesOf, coverage, goals, testFiles } from '../features/tests.ts';
import type {
  LiveParams,
  Notifications,
  PeriodParams,
  PeriodResult,
  PreviewParams,
  TestRunResult,
} from '../protocol.ts';
import { uriOf } from '../uris.ts';
import type { Workspace } from '../workspace.ts';
import { answering, snapshotOf } from './answering.ts';
import { type Background, makeBackground } from './background.ts';

export interface LiveClient {
  readonly refreshesLenses: boolean;
  readonly showsProgress: boolean;
}

/** `worker` is the entry of the thread; `client` tells what the client can do, once it has said so. */
export function makeLive(
  connection: Connection,
  workspace: () => Workspace,
  worker: URL,
  client: () => LiveClient,
): Background {
  const readings = new Map<string, Reading>();
  let isRefreshing = false;
  const background = makeBackground(workspace, worker, {
    changed(folder, state) {
      void connection.sendNotification('zhunsheng/live', { project: uriOf(folder), state } satisfies LiveParams);
      if (!client().refreshesLenses || isRefreshing) return;
      isRefreshing = true;
      const over = (): void => {
        isRefreshing = false;
      };
      connection.sendRequest(CodeLensRefreshRequest.type).then(over, over);
    },
    died: (reason) => connection.console.error(reason),
    reading(folder, now) {
      const known = readings.get(folder);
      if (now === null) {
        readings.delete(folder);
        return known?.done();
      }
      if (!client().showsProgress) return;
      const language = workspace().language;
      const reading =
        known ??
        makeReading(connection, language === 'zh' ? '读取数据' : 'Reading data', () =>
          background.cancelReading(folder),
        );
      readings.set(folder, reading);
      const rows = now.rows.toLocaleString('en-US');
      reading.tell(language === 'zh' ? `${now.file}：${rows} 行` : `${now.file}: ${rows} rows`);
    },
  });
  return background;
}

export function answerLive(connection: Connection, background: Background, ready: () => Promise<Workspace>): void {
  const on = answering(connection, ready);
  on('zhunsheng/overview', (workspace) => overview(workspace.snapshots(), background.view));
  on('zhunsheng/preview', (workspace, params, signal) => {
    const found = subjectOf(workspace, params);
    return found === null ? null : preview(found.snapshot, background, found.named, signal);
  });
  on('zhunsheng/subjects', async (workspace, { project, name, ...query }, signal) => {
    const snapshot = snapshotOf(workspace, project);
    const named = snapshot === null ? null : namedIn(snapshot, name);
    if (snapshot === null || named === null || !isJudged(named)) return { total: 0, subjects: [] };
    return background.ask(snapshot, 'subjects', { ...named, ...query }, signal);
  });
  on('zhunsheng/standings', async (workspace, { project, name, ...query }, signal) => {
    const snapshot = snapshotOf(workspace, project);
    const named = snapshot === null ? null : namedIn(snapshot, name);
    if (snapshot === null || named === null || isJudged(named)) return { total: 0, rows: [] };
    return background.ask(snapshot, 'standings', { ...named, ...query }, signal);
  });
  on('zhunsheng/explain', async (workspace, { project, entity, subject }, signal) => {
    const snapshot = snapshotOf(workspace, project);
    if (snapshot === null) return null;
    const explained = await background.ask(snapshot, 'explain', { entity, subject }, signal);
    return explained === null ? null : explanation(snapshot, explained);
  });
  on('zhunsheng/flips', async (workspace, { project, name }, signal) => {
    const snapshot = snapshotOf(workspace, project);
    if (snapshot === null) return { base: null, total: 0, flips: [] };
    const found = await background.ask(snapshot, 'flips', { name }, signal);
    return { base: baseWords(background.view(snapshot.folder)), ...found };
  });
  on('zhunsheng/period', (workspace, params) => {
    const result = choosePeriod(workspace, params, background);
    background.schedule();
    return result;
  });
  on('zhunsheng/tests', (workspace) => workspace.snapshots().flatMap(testFiles));
  on('zhunsheng/runTests', async (workspace, { ids }, signal) => {
    const parts: TestRunResult[] = [];
    for (const snapshot of workspace.snapshots()) {
      const cases = casesOf(snapshot, ids);
      if (cases?.length === 0 || snapshot.analysis.tests.length === 0) continue;
      const ran = await background.ask(snapshot, 'tests', { cases }, signal);
      parts.push({
        results: caseResults(snapshot, cases, ran),
        coverage: coverage(snapshot, ran),
        goals: goals(snapshot, ran),
      });
    }
    return {
      results: parts.flatMap(({ results }) => results),
      coverage: parts.flatMap((part) => part.coverage),
      goals: parts.flatMap((part) => part.goals),
    };
  });
  connection.onNotification('zhunsheng/trust', ({ trusted }: Notifications['zhunsheng/trust']) =>
    background.setTrusted(trusted),
  );
  connection.onCodeLens(async ({ textDocument }: CodeLensParams) => {
    const located = (await ready()).locate(textDocument.uri);
    if (located === null) return [];
    return [...codeLenses(located.snapshot, located.document, background.view(located.snapshot.folder))];
  });
}

function subjectOf(workspace: Workspace, params: PreviewParams) {
  if ('uri' in params) {
    const located = workspace.locate(params.uri);
    const named = located === null ? null : namedAt(located.document, params.position);
    return located === null || named === null ? null : { snapshot: located.snapshot, named };
  }
  const snapshot = snapshotOf(workspace, params.project);
  const named = snapshot === null ? null : namedIn(snapshot, params.name);
  return snapshot === null || named === null ? null : { snapshot, named };
}

function choosePeriod(
  workspace: Workspace,
  { project, period, asOf }: PeriodParams,
  background: Background,
): PeriodResult {
  const zh = workspace.language === 'zh';
  const snapshot = snapshotOf(workspace, project);
  const parsed = parsePeriod(period.trim());
  const problem =
    snapshot === null
      ? zh
        ? '没有这个项目'
        : 'There is no such project'
      : (parsePeriods(period.trim())?.length ?? 0) > 1
        ? zh
          ? `“${period}”是几个考核期，这里一次看一个：写成 2021 或 2021-11；预览里另有逐月的走势`
          : `"${period}" is several periods, and here one is shown: write 2021 or 2021-11; the preview shows month by month`
        : parsed === null
          ? zh
            ? `“${period}”不是一个考核期：写成 2021、2021-Q4 或 2021-11`
            : `"${period}" is not one period: write 2021, 2021-Q4 or 2021-11`
          : asOf !== null && !isCivilDate(asOf)
            ? zh
              ? `“${asOf}”不是日期：写成 2021-12-31`
              : `"${asOf}" is not a date: write 2021-12-31`
            : null;
  if (snapshot === null || parsed === null || problem !== null) {
    if (snapshot?.moment) return { period: snapshot.moment.period.name, asOf: snapshot.moment.asOf, problem };
    const now = snapshot === null ? null : background.view(snapshot.folder).moment;
    return { period: now?.period ?? '', asOf: now?.asOf ?? '', problem };
  }
  const chosen = moment(parsed, asOf ?? undefined);
  workspace.setMoment(snapshot.folder, chosen);
  return { period: chosen.period.name, asOf: chosen.asOf, problem: null };
}

interface Reading {
  tell(message: string): void;
  done(): void;
}

/** Reading that is soon over is not told of. */
const patience = 500;

function makeReading(connection: Connection, title: string, cancel: () => void): Reading {
  let reporter: WorkDoneProgressServerReporter | null = null;
  let isDone = false;
  let message = '';
  const timer = setTimeout(async () => {
    const made = await connection.window.createWorkDoneProgress();
    if (isDone) return;
    reporter = made;
    made.begin(title, undefined, message, true);
    made.token.onCancellationRequested(cancel);
  }, patience);
  return {
    tell(next) {
      message = next;
      reporter?.report(next);
    },
    done() {
      isDone = true;
      clearTimeout(timer);
      reporter?.done();
    },
  };
}
