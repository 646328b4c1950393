/** The client of the language server that the extension carries: starts it by the editor's own Node, and asks it in types. */
import {
  commands,
  type Event,
  EventEmitter,
  type ExtensionContext,
  env,
  languages,
  type Uri,
  window,
  workspace,
} from 'vscode';
import {
  type CancellationToken,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import type { InitializationOptions, LiveParams, Notifications, Requests } from '../../server/src/protocol.ts';

export interface Client {
  request<Method extends keyof Requests>(
    method: Method,
    params: Requests[Method]['params'],
    token?: CancellationToken,
  ): Promise<Requests[Method]['result']>;
  /** Puts what went wrong into the log; for what works on without it. */
  log(error: unknown): void;
  /** Carries out an edit that the server has worked out, and shows the first file of it; false: it could not be. */
  apply(edit: ServerEdit): Promise<boolean>;
  /** A file's URI as the server writes it. */
  uriOf(file: Uri): string;
  /** Something that the server knows of a project has changed. */
  readonly onLive: Event<LiveParams>;
  /** How far the testing by mutants has come. */
  readonly onMutantsProgress: Event<Notifications['zhunsheng/mutantsProgress']>;
}

type ServerEdit = NonNullable<Requests['zhunsheng/testFrom']['result']>;

/** Names have hyphens, and reach through references with dots: `unit.street-name`, `$reply-days`. */
const wordPattern = /\$?[\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*/u;

const trusted: Notifications['zhunsheng/trust'] = { trusted: true };

/** Starts the server and waits until it answers. It goes on without data in a workspace that is not trusted. */
export async function startClient(context: ExtensionContext): Promise<Client> {
  const live = new EventEmitter<LiveParams>();
  const client = new LanguageClient('zhunsheng', 'Zhunsheng 准绳', serverOptions(context), clientOptions());
  client.onNotification('zhunsheng/live', (params: Notifications['zhunsheng/live']) => live.fire(params));
  const progress = new EventEmitter<Notifications['zhunsheng/mutantsProgress']>();
  client.onNotification('zhunsheng/mutantsProgress', (told: Notifications['zhunsheng/mutantsProgress']) =>
    progress.fire(told),
  );
  context.subscriptions.push(
    live,
    progress,
    { dispose: () => void client.stop() },
    workspace.onDidGrantWorkspaceTrust(() => client.sendNotification('zhunsheng/trust', trusted)),
    workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('zhunsheng.language')) return;
      client.clientOptions.initializationOptions = initializationOptions();
      void client.restart();
    }),
    languages.setLanguageConfiguration('yaml', { wordPattern }),
    commands.registerCommand('zhunsheng.server.restart', () => client.restart()),
    commands.registerCommand('zhunsheng.output.show', () => client.outputChannel.show()),
  );
  await client.start();
  return {
    onLive: live.event,
    onMutantsProgress: progress.event,
    async apply(edit) {
      const made = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
      if (!(await workspace.applyEdit(made))) return false;
      const [[file] = []] = made.entries();
      if (file !== undefined) await window.showTextDocument(file, { preview: false });
      return true;
    },
    uriOf: (file) => client.code2ProtocolConverter.asUri(file),
    // A token that is not there would go to the server as a second parameter.
    request: (method, params, token) =>
      token === undefined ? client.sendRequest(method, params) : client.sendRequest(method, params, token),
    log: (error) => client.error(error instanceof Error ? error.message : String(error), undefined, false),
  };
}

function serverOptions(context: ExtensionContext): ServerOptions {
  return {
    module: context.asAbsolutePath('server/lsp.js'),
    transport: TransportKind.stdio,
    // A workspace of a thousand policies is read into memory that stays: with room for it at once, the start takes a sixth less.
    options: { execArgv: ['--max-semi-space-size=64'] },
  };
}

function clientOptions(): LanguageClientOptions {
  return {
    documentSelector: [
      { scheme: 'file', pattern: '**/*.{policy,test}.yaml' },
      { scheme: 'file', pattern: '**/{waivers,datapackage}.yaml' },
      { scheme: 'file', pattern: '**/datapackage.json' },
      { scheme: 'file', language: 'markdown', pattern: '**/guide.md' },
    ],
    initializationOptions: initializationOptions(),
    diagnosticPullOptions: { onChange: true, onSave: true, onTabs: true },
  };
}

function initializationOptions(): InitializationOptions {
  const language = workspace.getConfiguration('zhunsheng').get<string>('language');
  const own = env.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
  return { trusted: workspace.isTrusted, language: language === 'zh' || language === 'en' ? language : own };
}
