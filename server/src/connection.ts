/** The connection: takes what the client says to the workspace and its questions to the features. It decides nothing. */
import {
  type Connection,
  DidChangeWatchedFilesNotification,
  DocumentDiagnosticReportKind,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type About, answerFeatures } from './answers.ts';
import { capabilitiesOf, watchers } from './capabilities.ts';
import type { ReferenceOf } from './features/diagnostics.ts';
import { noData } from './features/live.ts';
import { makeImpacts } from './live/impacts.ts';
import { answerLive, makeLive } from './live/requests.ts';
import { answerStudies } from './live/study-requests.ts';
import { liveOf } from './live/told.ts';
import type { InitializationOptions } from './protocol.ts';
import { makePublisher, type Publisher } from './publisher.ts';
import { makeReporter } from './reports.ts';
import { languageOf, momentOf } from './settings.ts';
import { makeIdle } from './turns.ts';
import { pathOf } from './uris.ts';
import { warmUp } from './warm-up.ts';
import { loadPinyin } from './words/pinyin.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

/** What the program around the server gives it. */
export interface Surroundings {
  readonly version: string;
  readonly referenceOf: ReferenceOf;
  /** The entry of the thread that reads and judges data in the background; without one nothing is judged. */
  readonly worker?: URL;
}

export function serve(connection: Connection, { version, referenceOf, worker }: Surroundings): void {
  const texts = new Map<string, TextDocument>();
  const reporter = makeReporter(referenceOf);
  const idle = makeIdle();
  let folders: readonly string[] = [];
  let watches = false;
  let seesFolders = false;
  let mode: 'push' | 'pull' = 'push';
  let workspace: Workspace = makeWorkspace('zh');
  let publisher: Publisher | null = null;
  /** Reading of files under way; questions wait for it. */
  let ready: Promise<void> = Promise.resolve();
  let jobs = 0;
  let client = { refreshesLenses: false, showsProgress: false };
  const background =
    worker === undefined
      ? null
      : makeLive(
          connection,
          () => workspace,
          worker,
          () => client,
        );
  const impacts = worker === undefined ? null : makeImpacts(worker);

  function log(error: unknown): void {
    connection.console.error(String(error));
  }

  function changed(): void {
    publisher?.schedule();
    background?.schedule();
  }

  /** One after the other, each followed by what is then wrong. */
  function work(job: () => Promise<void>): void {
    jobs++;
    ready = ready
      .then(job)
      .catch(log)
      .finally(() => {
        jobs--;
        changed();
      });
  }

  /** A question about a file. What was asked of a text that is gone before it could be answered is not answered. */
  const about: About = (feature) => {
    return async (params) => {
      const { uri } = params.textDocument;
      const asked = texts.get(uri)?.version;
      await ready;
      if (texts.get(uri)?.version !== asked) throw new ResponseError(LSPErrorCodes.ContentModified, 'content modified');
      const located = workspace.locate(uri);
      return located === null ? null : feature(located, params);
    };
  };

  connection.onInitialize((params): InitializeResult => {
    const options: InitializationOptions = params.initializationOptions ?? {};
    const { workspace: ofWorkspace, textDocument } = params.capabilities;
    folders = foldersOf(params);
    seesFolders = ofWorkspace?.workspaceFolders === true;
    watches = ofWorkspace?.didChangeWatchedFiles?.dynamicRegistration === true;
    mode = options.diagnostics ?? (textDocument?.diagnostic === undefined ? 'push' : 'pull');
    workspace = makeWorkspace(options.language ?? languageOf(params.locale));
    workspace.setMoment(null, momentOf(options.period, options.asOf));
    client = {
      refreshesLenses: ofWorkspace?.codeLens?.refreshSupport === true,
      showsProgress: params.capabilities.window?.workDoneProgress === true,
    };
    background?.setTrusted(options.trusted !== false);
    const refreshes = mode === 'pull' && ofWorkspace?.diagnostics?.refreshSupport === true;
    const delivery = mode === 'push' ? 'push' : refreshes ? 'refresh' : 'none';
    publisher = makePublisher(connection, workspace, delivery, reporter, (uri) => texts.get(uri)?.version);
    return { serverInfo: { name: 'zhunsheng', version }, capabilities: capabilitiesOf(mode) };
  });
  connection.onInitialized(() => {
    if (watches) connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(log);
    if (seesFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = new Set(removed.map(({ uri }) => pathOf(uri)));
        folders = [...folders.filter((each) => !gone.has(each)), ...pathsOf(added)];
        work(() => workspace.setFolders(folders));
      });
    }
    work(async () => {
      await workspace.setFolders(folders);
      await workspace.readAhead();
      warmUp(workspace, idle).then(loadPinyin).catch(log);
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => work(() => workspace.reread(pathsOf(changes))));
  connection.onShutdown(async () => {
    publisher?.stop();
    await Promise.all([background?.stop(), impacts?.stop()]);
  });

  connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version: first, text } }) => {
    texts.set(uri, TextDocument.create(uri, languageId, first, text));
    work(() => workspace.open(uri, texts.get(uri)?.getText() ?? text));
    publisher?.begin(uri, text);
  });
  connection.onDidChangeTextDocument(({ textDocument: { uri, version: next }, contentChanges }) => {
    const before = texts.get(uri);
    if (before === undefined) return;
    idle.typed();
    const after = TextDocument.update(before, contentChanges, next);
    texts.set(uri, after);
    workspace.change(uri, after.getText());
    // While files are read it is told at the end of that.
    if (jobs === 0) changed();
    else publisher?.begin(uri, after.getText());
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    texts.delete(uri);
    workspace.close(uri);
    work(() => workspace.reread(pathsOf([{ uri }])));
  });
  // Not every client watches files.
  connection.onDidSaveTextDocument(({ textDocument }) => work(() => workspace.reread(pathsOf([textDocument]))));

  connection.languages.diagnostics.on(async ({ textDocument: { uri }, previousResultId }) => {
    const text = texts.get(uri)?.getText();
    const early = jobs > 0 && text !== undefined ? (publisher?.begin(uri, text) ?? null) : null;
    if (early !== null) return { kind: DocumentDiagnosticReportKind.Full, items: [...early.items] };
    await ready;
    const located = workspace.locate(uri);
    if (located === null) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const { resultId, items } = reporter.of(located.snapshot, located.document.file);
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...items] };
  });
  connection.languages.diagnostics.onWorkspace(async ({ previousResultIds }) => {
    await ready;
    const known = new Map(previousResultIds.map(({ uri, value }) => [uri, value]));
    const reports = workspace.snapshots().flatMap(reporter.all);
    const wrong = new Set(reports.map(({ uri }) => uri));
    const mended = [...known.keys()].filter((uri) => !wrong.has(uri)).map((uri) => ({ uri, resultId: '', items: [] }));
    return {
      items: [...reports, ...mended].map(({ uri, resultId, items }) => {
        const at = { uri, version: texts.get(uri)?.version ?? null, resultId };
        if (known.get(uri) === resultId) return { kind: DocumentDiagnosticReportKind.Unchanged, ...at };
        return { kind: DocumentDiagnosticReportKind.Full, ...at, items: [...items] };
      }),
    };
  });
  const whenReady = async (): Promise<Workspace> => {
    await ready;
    return workspace;
  };
  answerFeatures(connection, about, whenReady, background === null ? noData : liveOf(background), referenceOf);
  if (background !== null) answerLive(connection, background, whenReady);
  if (background !== null && impacts !== null && worker !== undefined) {
    answerStudies(connection, background, { impacts, worker }, whenReady);
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  return pathsOf(workspaceFolders ?? (rootUri === null ? [] : [{ uri: rootUri }]));
}

function pathsOf(all: readonly { readonly uri: string }[]): readonly string[] {
  return all.map(({ uri }) => pathOf(uri)).filter((path) => path !== null);
}
