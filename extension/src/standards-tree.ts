/** The tree of standards, the rules that each requires, and the units that these rules find wanting. */
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  l10n,
  MarkdownString,
  Range,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  Uri,
  window,
} from 'vscode';
import type { ProjectOverview, RuleOverview, StandardOverview, SubjectRow } from '../../server/src/protocol.ts';
import type { Client } from './client.ts';
import type { OverviewWatch } from './overview.ts';
import { countsIcon, countsText, stateText, verdictIcon, verdictWord } from './words.ts';

export type Node =
  | { readonly kind: 'project'; readonly project: ProjectOverview }
  | { readonly kind: 'standard'; readonly project: ProjectOverview; readonly standard: StandardOverview }
  | { readonly kind: 'others'; readonly project: ProjectOverview; readonly rules: readonly RuleOverview[] }
  | { readonly kind: 'rule'; readonly project: ProjectOverview; readonly rule: RuleOverview }
  | { readonly kind: 'subject'; readonly project: ProjectOverview; readonly name: string; readonly row: SubjectRow }
  | { readonly kind: 'note'; readonly text: string };

export function registerStandardsTree(context: ExtensionContext, client: Client, overview: OverviewWatch): void {
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<Node> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    getChildren: (node) => (node === undefined ? rootsOf(overview.current().projects) : childrenOf(node, client)),
  };
  const view = window.createTreeView('zhunsheng.standards', { treeDataProvider: provider, showCollapseAll: true });
  const refresh = overview.onChange(({ projects }) => {
    const [only] = projects;
    const said = projects.length === 1 && only !== undefined ? (only.problem ?? stateText(only.state)) : '';
    // An empty message takes no room.
    view.message = said;
    changed.fire();
  });
  context.subscriptions.push(
    changed,
    view,
    refresh,
    commands.registerCommand('zhunsheng.rule.open', async (node: Node) => {
      const location = locationOf(node);
      if (location === undefined) return;
      const { start } = location.range;
      await window.showTextDocument(Uri.parse(location.uri), {
        selection: new Range(start.line, start.character, start.line, start.character),
        preview: true,
      });
    }),
  );
}

function rootsOf(projects: readonly ProjectOverview[]): Node[] {
  const [only] = projects;
  if (projects.length === 1 && only !== undefined) return standardsOf(only);
  return projects.map((project) => ({ kind: 'project', project }));
}

async function childrenOf(node: Node, client: Client): Promise<Node[]> {
  switch (node.kind) {
    case 'project':
      return standardsOf(node.project);
    case 'standard':
      return node.standard.requires.flatMap(({ kind, name }): Node[] => {
        const found = (kind === 'rule' ? node.project.rules : node.project.standards).find(
          (each) => each.name === name,
        );
        if (found === undefined) return [];
        return 'requires' in found
          ? [{ kind: 'standard', project: node.project, standard: found }]
          : [{ kind: 'rule', project: node.project, rule: found }];
      });
    case 'others':
      return node.rules.map((rule) => ({ kind: 'rule', project: node.project, rule }));
    case 'rule':
      return subjectsOf(node.project, node.rule.name, client);
    case 'subject':
    case 'note':
      return [];
  }
}

/** Standards that no other requires stand at the top; after them the rules that no standard requires. */
function standardsOf(project: ProjectOverview): Node[] {
  const required = new Set(
    project.standards.flatMap(({ requires }) => requires.map(({ kind, name }) => `${kind} ${name}`)),
  );
  const tops = project.standards.filter(({ name }) => !required.has(`standard ${name}`));
  const others = project.rules.filter(({ name }) => !required.has(`rule ${name}`));
  return [
    ...tops.map((standard): Node => ({ kind: 'standard', project, standard })),
    ...(others.length > 0 ? [{ kind: 'others', project, rules: others } as const] : []),
  ];
}

/** More than a person would go through in a tree; the preview shows the rest. */
const most = 100;

async function subjectsOf(project: ProjectOverview, name: string, client: Client): Promise<Node[]> {
  const { subjects, total } = await client.request('zhunsheng/subjects', {
    project: project.project,
    name,
    verdicts: ['fail', 'undetermined', 'waived'],
    search: '',
    offset: 0,
    limit: most,
  });
  if (total === 0) return [{ kind: 'note', text: l10n.t('Nothing to mend') }];
  return [
    ...subjects.map((row): Node => ({ kind: 'subject', project, name, row })),
    ...(total > subjects.length
      ? [{ kind: 'note', text: l10n.t('… and {0} more, in the preview', total - subjects.length) } as const]
      : []),
  ];
}

function itemOf(node: Node): TreeItem {
  switch (node.kind) {
    case 'project': {
      const item = new TreeItem(node.project.title, TreeItemCollapsibleState.Expanded);
      item.description = node.project.problem ?? stateText(node.project.state);
      return item;
    }
    case 'standard':
      return judgedItem(node, node.standard, 'standard', TreeItemCollapsibleState.Expanded);
    case 'others':
      return new TreeItem(l10n.t('Rules that no standard requires'), TreeItemCollapsibleState.Collapsed);
    case 'rule':
      return judgedItem(
        node,
        node.rule,
        'rule',
        node.rule.counts === null ? TreeItemCollapsibleState.None : TreeItemCollapsibleState.Collapsed,
      );
    case 'subject':
      return subjectItem(node);
    case 'note':
      return new TreeItem(node.text);
  }
}

function judgedItem(
  node: Node,
  judged: StandardOverview | RuleOverview,
  kind: 'standard' | 'rule',
  state: TreeItemCollapsibleState,
): TreeItem {
  const item = new TreeItem(judged.title, state);
  const flips = judged.flips !== null && judged.flips > 0 ? l10n.t('{0} changed', judged.flips) : '';
  const said = judged.counts === null ? '' : countsText(judged.counts);
  item.description = [said, flips].filter((text) => text !== '').join(' · ');
  item.iconPath = countsIcon(judged.counts);
  item.tooltip = new MarkdownString().appendText(`${judged.title} (${judged.name})\n\n${item.description}`);
  item.contextValue = flips === '' ? kind : `${kind}Flips`;
  item.command = { command: 'zhunsheng.rule.open', title: l10n.t('Open'), arguments: [node] };
  return item;
}

function subjectItem({ row, ...node }: Node & { readonly kind: 'subject' }): TreeItem {
  const item = new TreeItem(row.title === '' ? row.subject : row.title);
  item.description = row.message === '' ? verdictWord(row.verdict) : row.message;
  item.iconPath = verdictIcon(row.verdict);
  item.tooltip = new MarkdownString().appendText(
    [`${row.title} ${row.subject}: ${verdictWord(row.verdict)}`, row.message, row.remedy]
      .filter((text) => text !== '')
      .join('\n\n'),
  );
  item.contextValue = 'subject';
  item.command = {
    command: 'zhunsheng.explain',
    title: l10n.t('Explain'),
    arguments: [{ project: node.project.project, entity: row.entity, subject: row.subject }],
  };
  return item;
}

function locationOf(node: Node): StandardOverview['location'] | undefined {
  switch (node.kind) {
    case 'standard':
      return node.standard.location;
    case 'rule':
      return node.rule.location;
    default:
      return undefined;
  }
}
