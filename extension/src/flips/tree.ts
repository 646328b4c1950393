/** The tree of flips: rule, standard or roll-up, then whose verdict or which figure is another than by the last commit, and why. */
import {
  commands,
  EventEmitter,
  type ExtensionContext,
  l10n,
  MarkdownString,
  ThemeColor,
  ThemeIcon,
  type TreeDataProvider,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  workspace,
} from 'vscode';
import type { FlipGroup, FlippedUnit, ProjectOverview, RollupGroup } from '../../../server/src/protocol.ts';
import type { Client } from '../client.ts';
import type { OverviewWatch } from '../overview.ts';
import type { PreviewOpener, PreviewSubject } from '../preview/panel.ts';
import { stateText, verdictIcon, verdictWord } from '../words.ts';
import { registerFlipActions } from './actions.ts';
import { type ProjectFlips, watchFlips } from './watch.ts';

export type FlipNode =
  | { readonly kind: 'project'; readonly id: string; readonly of: ProjectFlips }
  | { readonly kind: 'group'; readonly id: string; readonly project: ProjectOverview; readonly group: FlipGroup }
  | {
      readonly kind: 'unit';
      readonly id: string;
      readonly project: ProjectOverview;
      readonly group: FlipGroup;
      readonly unit: FlippedUnit;
    }
  | { readonly kind: 'rollup'; readonly id: string; readonly project: ProjectOverview; readonly rollup: RollupGroup }
  | { readonly kind: 'note'; readonly id: string; readonly text: string; readonly detail: string };

export function registerFlips(
  context: ExtensionContext,
  client: Client,
  overview: OverviewWatch,
  preview: PreviewOpener,
): void {
  const watch = watchFlips(context, client, overview);
  const changed = new EventEmitter<void>();
  const provider: TreeDataProvider<FlipNode> = {
    onDidChangeTreeData: changed.event,
    getTreeItem: itemOf,
    getChildren: (node) => (node === undefined ? rootsOf(watch.current()) : childrenOf(node)),
    getParent: (node) => parentOf(node, watch.current()),
  };
  const view = window.createTreeView('zhunsheng.flips', { treeDataProvider: provider, showCollapseAll: true });

  function show(): void {
    const all = watch.current();
    const [only] = all;
    const empty = emptiness(all);
    // A message would stand in the place of the words for an empty tree.
    const hasWords = empty !== 'some' && empty !== 'waiting';
    view.message = all.length === 1 && only !== undefined && !hasWords ? messageOf(only) : '';
    const total = all.reduce((sum, { impact }) => sum + unitsIn(impact.groups), 0);
    view.badge =
      total === 0 ? undefined : { value: total, tooltip: l10n.t('{0} verdicts changed since the last commit', total) };
    void commands.executeCommand('setContext', 'zhunsheng.flips', empty);
    changed.fire();
    void revealWanted().then(undefined, client.log);
  }

  /** What a click has asked for, until it is there to be shown. */
  let wanted: ReturnType<PreviewOpener['subjectOf']>;

  async function revealWanted(): Promise<void> {
    const flips = watch.current().find(({ project }) => project.project === wanted?.project);
    const group = flips?.impact.groups.find(({ name }) => name === wanted?.name);
    if (flips === undefined || group === undefined) return;
    wanted = undefined;
    await view.reveal(groupNode(flips.project, group), { select: true, focus: true, expand: true });
  }

  async function reveal(given: PreviewSubject | undefined): Promise<void> {
    wanted = given === undefined ? undefined : preview.subjectOf(given);
    await commands.executeCommand('zhunsheng.flips.focus');
    await revealWanted();
  }

  context.subscriptions.push(
    changed,
    view,
    view.onDidChangeVisibility(({ visible }) => watch.setVisible(visible)),
    watch.onChange(show),
    commands.registerCommand('zhunsheng.flips.show', reveal),
    commands.registerCommand('zhunsheng.flips.open', (node: FlipNode) => open(node, preview)),
    commands.registerCommand('zhunsheng.flips.refresh', () => watch.refresh()),
  );
  registerFlipActions(context, client, watch);
  watch.setVisible(view.visible);
}

async function open(node: FlipNode, preview: PreviewOpener): Promise<void> {
  if (node.kind === 'group') await preview.show({ project: node.project.project, name: node.group.name }, 'changes');
  if (node.kind !== 'unit') return;
  const { entity, subject } = node.unit;
  await preview.explain({ project: node.project.project, entity, subject });
}

function unitsIn(groups: readonly FlipGroup[]): number {
  return groups.reduce((sum, { total }) => sum + total, 0);
}

/** Which words stand in the empty view; `some` where it is not empty. */
function emptiness(all: readonly ProjectFlips[]): 'some' | 'untrusted' | 'waiting' | 'noBase' | 'none' {
  if (!workspace.isTrusted) return 'untrusted';
  if (all.some(({ impact }) => impact.groups.length + impact.rollups.length > 0)) return 'some';
  if (all.some(({ project }) => project.state === 'waiting' || project.state === 'failed')) return 'waiting';
  if (all.some(({ project }) => project.base === null && project.state === 'ready')) return 'noBase';
  return all.every(({ isComplete }) => isComplete) ? 'none' : 'waiting';
}

function messageOf({ project, impact, isComplete }: ProjectFlips): string {
  const said = project.problem ?? stateText(project.state);
  if (said !== '') return said;
  if (impact.problem !== null) return impact.problem;
  if (project.base === null) return '';
  const against = l10n.t('Against {0}', project.base);
  return isComplete ? against : `${against} · ${l10n.t('Looking for the reasons…')}`;
}

function rootsOf(all: readonly ProjectFlips[]): readonly FlipNode[] & FlipNode[] {
  const [only] = all;
  if (all.length === 1 && only !== undefined) return nodesOf(only);
  return all
    .filter(({ impact }) => impact.groups.length + impact.rollups.length > 0)
    .map((of) => ({ kind: 'project', id: of.project.project, of }));
}

function nodesOf({ project, impact }: ProjectFlips): FlipNode[] {
  return [
    ...impact.groups.map((group) => groupNode(project, group)),
    ...impact.rollups.map(
      (rollup): FlipNode => ({ kind: 'rollup', id: `${project.project} rollup ${rollup.name}`, project, rollup }),
    ),
  ];
}

function groupNode(project: ProjectOverview, group: FlipGroup): FlipNode {
  return { kind: 'group', id: `${project.project} ${group.kind} ${group.name}`, project, group };
}

function parentOf(node: FlipNode, all: readonly ProjectFlips[]): FlipNode | undefined {
  if (node.kind === 'unit') return groupNode(node.project, node.group);
  if (node.kind !== 'group' || all.length === 1) return undefined;
  const of = all.find(({ project }) => project.project === node.project.project);
  return of && { kind: 'project', id: of.project.project, of };
}

function childrenOf(node: FlipNode): FlipNode[] {
  switch (node.kind) {
    case 'project':
      return nodesOf(node.of);
    case 'group': {
      const { id, project, group } = node;
      const units = group.units.map(
        (unit): FlipNode => ({ kind: 'unit', id: `${id} ${unit.entity}:${unit.subject}`, project, group, unit }),
      );
      return [...units, ...restOf(id, group.total - units.length)];
    }
    case 'rollup': {
      const { id, rollup } = node;
      const figures = rollup.figures.map(
        ({ group, standard, change }, i): FlipNode => ({
          kind: 'note',
          id: `${id} ${i}`,
          text: group,
          detail: `${change} · ${standard}`,
        }),
      );
      return [...figures, ...restOf(id, rollup.total - figures.length)];
    }
    case 'unit':
    case 'note':
      return [];
  }
}

function restOf(id: string, rest: number): FlipNode[] {
  return rest > 0
    ? [{ kind: 'note', id: `${id} rest`, text: l10n.t('… and {0} more, in the preview', rest), detail: '' }]
    : [];
}

function itemOf(node: FlipNode): TreeItem {
  const item = bareItem(node);
  item.id = node.id;
  return item;
}

/** More than this many units are shown once they are asked for. */
const fewUnits = 5;

function bareItem(node: FlipNode): TreeItem {
  switch (node.kind) {
    case 'project': {
      const item = new TreeItem(node.of.project.title, TreeItemCollapsibleState.Expanded);
      item.description = messageOf(node.of);
      return item;
    }
    case 'group': {
      const { title, name, kind, total } = node.group;
      const { Collapsed, Expanded } = TreeItemCollapsibleState;
      const item = new TreeItem(title, total > fewUnits ? Collapsed : Expanded);
      item.description = l10n.t('{0} changed', total);
      item.iconPath = new ThemeIcon(kind === 'rule' ? 'law' : 'checklist');
      item.tooltip = `${title} (${name})`;
      item.contextValue = 'flipGroup';
      item.command = openCommand(node);
      return item;
    }
    case 'unit':
      return unitItem(node);
    case 'rollup': {
      const item = new TreeItem(node.rollup.title, TreeItemCollapsibleState.Collapsed);
      item.description = l10n.t('{0} changed', node.rollup.total);
      item.iconPath = new ThemeIcon('graph');
      return item;
    }
    case 'note': {
      const item = new TreeItem(node.text);
      item.description = node.detail;
      return item;
    }
  }
}

function unitItem(node: FlipNode & { readonly kind: 'unit' }): TreeItem {
  const { title, subject, before, after, cause, approved } = node.unit;
  const item = new TreeItem(title === '' ? subject : title);
  const turn = `${word(before)} → ${word(after)}`;
  const settled = approved ? l10n.t('approved') : '';
  item.description = [turn, cause, settled].filter((text) => text !== '').join(' · ');
  item.iconPath = approved
    ? new ThemeIcon('verified', new ThemeColor('testing.iconPassed'))
    : verdictIcon(after ?? 'not-applicable');
  const lines = [`${title} ${subject}`.trim(), turn, cause === '' ? '' : `← ${cause}`, settled];
  item.tooltip = new MarkdownString().appendText(lines.filter((text) => text !== '').join('\n\n'));
  item.contextValue = `flip.${node.group.kind}${approved ? '.approved' : ''}`;
  item.command = openCommand(node);
  return item;
}

function openCommand(node: FlipNode) {
  return { command: 'zhunsheng.flips.open', title: l10n.t('Open'), arguments: [node] };
}

function word(verdict: FlippedUnit['before']): string {
  return verdict === null ? l10n.t('not judged') : verdictWord(verdict);
}
