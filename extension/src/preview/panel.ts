/** The preview beside the editor: follows the cursor from rule to rule, and the server's counts as they change. */
import {
  commands,
  type ExtensionContext,
  l10n,
  Range,
  type TextEditor,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
} from 'vscode';
import type { ExplainParams, Preview } from '../../../server/src/protocol.ts';
import type { Client } from '../client.ts';
import type { Node } from '../standards-tree.ts';
import type { FromPage, Section, StandingsQuery, Subject, SubjectsQuery, ToPage } from './messages.ts';
import { pageOf } from './page.ts';
import { pageWords } from './words.ts';

/** What a command may be given: a rule or standard by name, a node of the tree, the file of an editor's title bar. */
export type PreviewSubject = Subject | Node | Uri;

export interface PreviewOpener {
  /** Undefined: it names none. */
  subjectOf(given: PreviewSubject): Subject | undefined;
  show(subject: PreviewSubject | undefined, section: Section): Promise<void>;
  explain(subject: ExplainParams): Promise<void>;
}

export function registerPreview(context: ExtensionContext, client: Client): PreviewOpener {
  let panel: WebviewPanel | undefined;
  let shown: Subject | undefined;
  let explained: ExplainParams | undefined;
  let query: SubjectsQuery = firstQuery;
  let standings: StandingsQuery = firstStandings;
  /** Where the page shall open, until it is there to be told. */
  let opening: Section = 'top';
  /** Answers to an earlier state of the panel are dropped. */
  let turn = 0;

  async function post(message: ToPage): Promise<void> {
    await panel?.webview.postMessage(message);
  }

  function open(): WebviewPanel {
    if (panel !== undefined) {
      panel.reveal(undefined, true);
      return panel;
    }
    return adopt(
      window.createWebviewPanel(
        viewType,
        l10n.t('Preview'),
        { viewColumn: ViewColumn.Beside, preserveFocus: true },
        options(context),
      ),
    );
  }

  function adopt(made: WebviewPanel): WebviewPanel {
    panel = made;
    made.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.svg');
    made.webview.onDidReceiveMessage((message: FromPage) => void answer(message));
    made.onDidDispose(() => {
      panel = undefined;
      shown = undefined;
      explained = undefined;
    });
    made.webview.html = pageOf(made.webview, context.extensionUri);
    return made;
  }

  async function answer(message: FromPage): Promise<void> {
    switch (message.type) {
      case 'ready':
        await post({ type: 'words', words: pageWords() });
        return refresh(opening);
      case 'subjects':
        query = message.query;
        return sendSubjects();
      case 'standings':
        standings = message.query;
        return sendStandings();
      case 'explain':
        if (shown === undefined) return;
        explained = { project: shown.project, ...message.subject };
        return sendExplanation();
      case 'explained':
        explained = undefined;
        return refresh('top');
      case 'show':
        if (shown === undefined) return;
        return turnTo({ project: shown.project, name: message.name }, 'top');
      case 'open':
        return openLocation(message.location);
    }
  }

  async function turnTo(subject: Subject, section: Section): Promise<void> {
    shown = subject;
    explained = undefined;
    query = firstQuery;
    standings = firstStandings;
    opening = section;
    await refresh(section);
  }

  async function refresh(section: Section): Promise<void> {
    if (panel === undefined) return;
    if (explained !== undefined) return sendExplanation();
    if (shown === undefined)
      return post({ type: 'nothing', text: l10n.t('Put the cursor on a rule, standard, ladder or procedure.') });
    const mine = ++turn;
    const preview = await client.request('zhunsheng/preview', shown);
    if (mine !== turn) return;
    if (preview === null) {
      return post({ type: 'nothing', text: l10n.t('{0} is no longer there, or has errors.', shown.name) });
    }
    panel.title = preview.title;
    await post({ type: 'preview', preview, section });
    if (preview.programme?.total != null) await sendStandings();
    if (preview.counts !== null) await Promise.all([sendSubjects(), sendFlips(preview)]);
  }

  async function sendSubjects(): Promise<void> {
    if (shown === undefined) return;
    const asked = query;
    const { search, verdict, limit } = asked;
    const page = await client.request('zhunsheng/subjects', {
      ...shown,
      search,
      verdicts: verdict === null ? null : [verdict],
      offset: 0,
      limit,
    });
    if (asked === query) await post({ type: 'subjects', query: asked, page });
  }

  async function sendStandings(): Promise<void> {
    if (shown === undefined) return;
    const asked = standings;
    const page = await client.request('zhunsheng/standings', { ...shown, ...asked, offset: 0 });
    if (asked === standings) await post({ type: 'standings', query: asked, page });
  }

  async function sendFlips({ project, name, base }: Preview): Promise<void> {
    if (base === null) return;
    await post({ type: 'flips', flips: await client.request('zhunsheng/flips', { project, name }) });
  }

  async function sendExplanation(): Promise<void> {
    if (explained === undefined) return;
    const asked = explained;
    const explanation = await client.request('zhunsheng/explain', asked);
    if (asked !== explained) return;
    await post({ type: 'explanation', explanation });
    // Found out in the background, which takes its time.
    const reasons = await client.request('zhunsheng/why', asked).catch(() => null);
    if (asked === explained) await post({ type: 'why', reasons });
  }

  /** The rule, standard, ladder or procedure that the editor's cursor is in. */
  async function atCursor(editor: TextEditor | undefined): Promise<Subject | undefined> {
    if (editor === undefined || !isPolicy(editor.document.uri)) return undefined;
    const { line, character } = editor.selection.active;
    const found = await client.request('zhunsheng/preview', {
      uri: client.uriOf(editor.document.uri),
      position: { line, character },
    });
    return found === null ? undefined : { project: found.project, name: found.name };
  }

  let timer: NodeJS.Timeout | undefined;
  function follow(editor: TextEditor | undefined): void {
    if (panel === undefined || explained !== undefined) return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const subject = await atCursor(editor);
      if (subject === undefined || panel === undefined || explained !== undefined) return;
      if (subject.name !== shown?.name || subject.project !== shown.project) await turnTo(subject, 'top');
    }, 150);
  }

  const opener: PreviewOpener = {
    subjectOf,
    async show(given, section) {
      const subject = subjectOf(given) ?? (await atCursor(window.activeTextEditor));
      open();
      if (subject === undefined) await refresh(section);
      else await turnTo(subject, section);
    },
    async explain(subject) {
      open();
      explained = subject;
      await sendExplanation();
    },
  };
  context.subscriptions.push(
    { dispose: () => clearTimeout(timer) },
    commands.registerCommand('zhunsheng.preview.show', (given?: PreviewSubject) => opener.show(given, 'top')),
    client.onLive(() => void refresh('top').catch(client.log)),
    window.onDidChangeTextEditorSelection(({ textEditor }) => follow(textEditor)),
    window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(restored, state: Subject | undefined) {
        shown = typeof state?.name === 'string' ? { project: state.project, name: state.name } : undefined;
        restored.webview.options = options(context);
        adopt(restored);
      },
    }),
  );
  return opener;
}

const viewType = 'zhunsheng.preview';

const firstQuery: SubjectsQuery = { search: '', verdict: null, limit: 50 };
const firstStandings: StandingsQuery = { search: '', which: null, limit: 50 };

function options(context: ExtensionContext) {
  return {
    enableScripts: true,
    enableCommandUris: false,
    localResourceRoots: [Uri.joinPath(context.extensionUri, 'dist')],
    retainContextWhenHidden: true,
  };
}

function subjectOf(given: PreviewSubject | undefined): Subject | undefined {
  if (given === undefined || given instanceof Uri) return undefined;
  if (!('kind' in given)) return given;
  if (given.kind === 'standard') return { project: given.project.project, name: given.standard.name };
  if (given.kind === 'rule') return { project: given.project.project, name: given.rule.name };
  return undefined;
}

function isPolicy({ path }: Uri): boolean {
  return path.endsWith('.policy.yaml');
}

async function openLocation({ uri, range }: Preview['location']): Promise<void> {
  const selection = new Range(range.start.line, range.start.character, range.end.line, range.end.character);
  const visible = window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === Uri.parse(uri).toString(),
  );
  await window.showTextDocument(Uri.parse(uri), {
    selection,
    viewColumn: visible?.viewColumn ?? ViewColumn.One,
    preview: true,
  });
}
