/** All projects of the workspace with their standards, rules, and what is known of these. */

import { basename } from 'node:path';
import type { LiveView } from '../live/view.ts';
import type { Overview, ProjectOverview, RuleOverview, StandardOverview } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import { uriOf } from '../uris.ts';
import { baseWords, judgedItem, requirementName, sceneOf } from './judged.ts';

export function overview(snapshots: readonly Snapshot[], viewOf: (folder: string) => LiveView): Overview {
  return {
    projects: snapshots
      .filter(({ documents }) => [...documents.values()].some(({ kind }) => kind === 'dictionary'))
      .map((snapshot) => projectOverview(snapshot, viewOf(snapshot.folder))),
  };
}

function projectOverview(snapshot: Snapshot, view: LiveView): ProjectOverview {
  const { folder, language } = snapshot;
  const { moment, model } = sceneOf(snapshot);
  const standards = [...(model?.standards.values() ?? [])].map(
    (standard): StandardOverview => ({
      ...judgedItem(snapshot, view, 'standard', standard),
      requires: standard.requires.map(requirementName),
    }),
  );
  const rules = [...(model?.rules.values() ?? [])].map(
    (rule): RuleOverview => ({
      ...judgedItem(snapshot, view, 'rule', rule),
      severity: rule.severity,
      policy: rule.policy,
    }),
  );
  return {
    project: uriOf(folder),
    title: basename(folder),
    period: view.moment?.period ?? moment.period.name,
    asOf: view.moment?.asOf ?? moment.asOf,
    state: view.state,
    problem: view.problem?.[language] ?? null,
    base: baseWords(view),
    standards,
    rules,
  };
}
