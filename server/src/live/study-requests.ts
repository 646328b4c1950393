/** Answers what takes a study of the rules: whose verdicts an edit flips and why, and which changes no test would notice. */
import type { Connection } from 'vscode-languageserver';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { approvedText, expectedFlips } from '../features/approval.ts';
import { flipGroups, flipReasons, rollupGroups } from '../features/impact.ts';
import { baseWords, placeOf } from '../features/judged.ts';
import { mutantsResult } from '../features/mutants.ts';
import { testEdit } from '../features/test-from-unit.ts';
import type { Impact, MutantsParams, MutantsResult, Notifications } from '../protocol.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Workspace } from '../workspace.ts';
import { answering, snapshotOf } from './answering.ts';
import type { Background } from './background.ts';
import type { ComparedView, Impacts } from './impacts.ts';
import { withErrors } from './problems.ts';
import { startStudyThread } from './study-thread.ts';
import { Refused } from './thread.ts';
import { type LiveView, untrusted } from './view.ts';

export function answerStudies(
  connection: Connection,
  background: Background,
  { impacts, worker }: { readonly impacts: Impacts; readonly worker: URL },
  ready: () => Promise<Workspace>,
): void {
  const on = answering(connection, ready);
  on('zhunsheng/impact', async (workspace, { project }, signal): Promise<Impact> => {
    const nothing: Impact = { base: null, problem: null, groups: [], rollups: [] };
    const snapshot = snapshotOf(workspace, project);
    if (snapshot === null) return nothing;
    const { language, folder } = snapshot;
    const view = background.view(folder);
    const base = baseWords(view);
    const compared = comparedView(view);
    if (compared === null) return { ...nothing, base, problem: whyNone(view)?.[language] ?? null };
    const diff = await impacts.of(snapshot, compared, signal);
    const groups = flipGroups(diff, await expectedFlips(folder), language);
    return { base, problem: null, groups, rollups: rollupGroups(diff, language) };
  });
  on('zhunsheng/why', async (workspace, { project, entity, subject }, signal) => {
    const snapshot = snapshotOf(workspace, project);
    if (snapshot === null) return null;
    const { folder } = snapshot;
    const compared = comparedView(background.view(folder));
    if (compared === null) return null;
    const diff = await impacts.of(snapshot, compared, signal);
    return flipReasons(snapshot, diff, await expectedFlips(folder), { entity, subject });
  });
  on('zhunsheng/approve', (workspace, params) => {
    const snapshot = snapshotOf(workspace, params.project);
    if (snapshot === null) throw new Refused(noProject);
    return approvedText(snapshot, params);
  });
  on('zhunsheng/testFrom', async (workspace, { project, rule, subject }, signal) => {
    const snapshot = snapshotOf(workspace, project);
    const made = snapshot && (await background.ask(snapshot, 'testFrom', { rule, subject }, signal));
    if (snapshot === null || made === null) return null;
    const { file } = placeOf(snapshot, { kind: 'rule', name: rule }, made.policy);
    return testEdit(snapshot, file, made);
  });
  on('zhunsheng/mutants', async (workspace, params, signal) => {
    const snapshot = snapshotOf(workspace, params.project);
    if (snapshot === null) throw new Refused(noProject);
    if (background.view(snapshot.folder).state === 'untrusted') throw new Refused(untrusted.problem ?? noProject);
    return mutants(connection, snapshot, worker, params, signal);
  });
  on('zhunsheng/mutantTest', (workspace, { project, test }) => {
    const snapshot = snapshotOf(workspace, project);
    return snapshot === null || !snapshot.documents.has(test.policyFile)
      ? null
      : testEdit(snapshot, test.policyFile, test);
  });
}

/** In a thread of its own, which is ended where the answer is no longer wanted: nothing in it touches a database. */
async function mutants(
  connection: Connection,
  snapshot: Snapshot,
  worker: URL,
  { project, policy }: MutantsParams,
  signal: AbortSignal,
): Promise<MutantsResult> {
  const { folder, documents, language, diagnostics } = snapshot;
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) throw new Refused(withErrors(errors));
  const thread = startStudyThread(worker);
  signal.addEventListener('abort', () => void thread.kill(), { once: true });
  try {
    const files = new Map([...documents].map(([file, { text }]) => [file, text]));
    const run = await thread.study(
      'mutants',
      { folder, files, filter: policy },
      {
        signal,
        onProgress(step) {
          const told: Notifications['zhunsheng/mutantsProgress'] = { project, message: step[language] };
          void connection.sendNotification('zhunsheng/mutantsProgress', told);
        },
      },
    );
    return mutantsResult(snapshot, run, policy);
  } finally {
    await thread.kill();
  }
}

/** Null: not judged, or there is nothing to compare with. */
function comparedView({ state, moment, base, data }: LiveView): ComparedView | null {
  if (state === 'untrusted' || state === 'waiting' || moment === null || base === null || base.commit === null)
    return null;
  return { moment, commit: base.commit, data };
}

function whyNone({ base, problem }: LiveView): Localized | null {
  return problem ?? base?.problem ?? null;
}

const noProject: Localized = { zh: '没有这个项目', en: 'There is no such project' };
