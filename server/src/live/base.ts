/** The rules of the last commit judged on the same data: once for each commit, period and state of the data. */
import { unwatchFile, watchFile } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { CivilDate } from '../../../engine/calendar/civil-date.ts';
import type { Language, Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { Analysis } from '../../../engine/language/analysis.ts';
import { analyze, modelOn } from '../../../engine/language/analyze.ts';
import type { Model } from '../../../engine/model/policy.ts';
import { filesAt, type Head, headOf, logOf } from './commit.ts';
import { type JudgedModel, makeJudge } from './judging.ts';
import type { Base } from './messages.ts';
import type { Staged } from './staging.ts';

export interface BaseJudgement {
  readonly base: Base;
  readonly judged: JudgedModel | null;
  /** By which it was judged; null where it was not. */
  readonly analysis: Analysis | null;
}

/** What a judgement must have in common with its base. */
export interface Comparable extends JudgedModel {
  readonly staged: Staged;
}

export interface BaseKeeper {
  /** The base of a judgement, if it is there already. */
  known(now: Comparable): BaseJudgement | null;
  /**
   * The base by the commit that is the last one now; the one before where nothing has changed. The descriptor is that of the work
   * tree, since it describes the data that both judge.
   */
  renew(now: Comparable, descriptor: ReadonlyMap<string, string>, signal: AbortSignal): Promise<BaseJudgement>;
  /** Looks for no more commits. */
  stop(): void;
}

/** `onCommit` is called when the last commit may be another. */
export function makeBaseKeeper(
  connection: DuckDBConnection,
  folder: string,
  language: Language,
  onCommit: () => void,
): BaseKeeper {
  let kept: { readonly key: string; readonly tree: string | null; readonly judgement: BaseJudgement } | null = null;
  let analysed: { readonly key: string; readonly analysis: Analysis } | null = null;
  const judges = makeJudge(connection, 'base', language);
  let log: string | null = null;
  let watches = false;
  let head: Head | null = null;
  let looked = 0;

  async function watchCommits(): Promise<void> {
    if (watches) return;
    watches = true;
    log = await logOf(folder);
    if (log === null) return;
    watchFile(log, { interval: 2000, persistent: false }, () => {
      head = null;
      onCommit();
    });
  }

  /** Asked of git only now and then: a process costs more than most judgements. */
  async function headNow(): Promise<Head> {
    const now = performance.now();
    if (head === null || now - looked > headLasts) {
      head = await headOf(folder);
      looked = now;
    }
    return head;
  }

  async function judge(
    { commit, tree }: Extract<Head, { problem: null }>,
    now: Comparable,
    descriptor: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<BaseJudgement> {
    const none = (problem: Localized): BaseJudgement => ({
      base: { commit: null, problem },
      judged: null,
      analysis: null,
    });
    const key = JSON.stringify([tree, ...descriptor]);
    if (analysed?.key !== key) {
      const files = new Map(await filesAt(folder, commit));
      if (files.size === 0) return none(notThere);
      for (const file of ['datapackage.yaml', 'datapackage.json']) files.delete(file);
      analysed = { key, analysis: analyze(new Map([...descriptor, ...files])) };
    }
    const { analysis } = analysed;
    if (analysis.diagnostics.some(({ severity }) => severity === 'error')) return none(unsound);
    const model = modelOn(analysis, now.moment.judged);
    if (model === null) return none(notInForce);
    const modelThen = (day: CivilDate): Model | null => modelOn(analysis, day);
    const judgeable = { model, asked: model, moment: now.moment, modelOn: modelThen };
    const judged = await judges.judge(judgeable, now.staged, signal);
    return { base: { commit: commit.slice(0, 7), problem: null }, judged, analysis };
  }

  return {
    known: (now) => (kept?.key === keyOf(now) ? kept.judgement : null),
    async renew(now, descriptor, signal) {
      const latest = await headNow();
      await watchCommits();
      const key = keyOf(now);
      const tree = latest.problem === null ? latest.tree : null;
      if (kept?.key === key && kept.tree === tree) return kept.judgement;
      const judgement: BaseJudgement =
        latest.problem === null
          ? await judge(latest, now, descriptor, signal)
          : { base: { commit: null, problem: latest.problem }, judged: null, analysis: null };
      kept = { key, tree, judgement };
      return judgement;
    },
    stop() {
      if (log !== null) unwatchFile(log);
      log = null;
    },
  };
}

function keyOf({ moment, staged }: Comparable): string {
  return JSON.stringify([moment.period.name, moment.asOf, staged.version]);
}

/** Milliseconds. Commits are told of by the file's watch as well. */
const headLasts = 10_000;

const notThere: Localized = {
  zh: '上次提交里没有这个项目，因此没有可比较的',
  en: 'The last commit does not have this project, so there is nothing to compare with',
};

const unsound: Localized = {
  zh: '上次提交的政策有错误，或与现在的数据字典不合，因此不与它比较',
  en: 'The policies of the last commit have errors, or do not fit the dictionary of now, so nothing is compared with them',
};

const notInForce: Localized = {
  zh: '上次提交里这一天没有施行中的政策',
  en: 'In the last commit no policy is in force on this day',
};
