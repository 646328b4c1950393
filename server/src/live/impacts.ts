/**
 * For each project what its edits do against the last commit, and why: looked for once for each state of the texts, the data, the
 * period and the last commit, in a thread of its own, and left off where nobody waits for it any more.
 */
import type { Diff } from '../../../engine/impact/result.ts';
import type { Document } from '../document.ts';
import type { Snapshot } from '../snapshot.ts';
import { type StudyThread, startStudyThread } from './study-thread.ts';
import type { LiveView } from './view.ts';

export interface Impacts {
  /** Of a project that was judged, with a base. Throws `Refused`: the reason of the study, or that it was cancelled. */
  of(snapshot: Snapshot, view: ComparedView, signal: AbortSignal): Promise<Diff>;
  stop(): Promise<void>;
}

/** What a comparison needs to know. */
export interface ComparedView {
  readonly moment: NonNullable<LiveView['moment']>;
  readonly commit: string;
  readonly data: number | null;
}

interface Kept {
  readonly documents: ReadonlyMap<string, Document>;
  readonly key: string;
  readonly found: Promise<Diff>;
  readonly controller: AbortController;
  waiting: number;
  isOver: boolean;
}

export function makeImpacts(worker: URL): Impacts {
  const threads = new Map<string, StudyThread>();
  const kept = new Map<string, Kept>();

  function threadOf(folder: string): StudyThread {
    const thread = threads.get(folder) ?? startStudyThread(worker);
    threads.set(folder, thread);
    return thread;
  }

  function begin({ folder, documents, language }: Snapshot, { moment }: ComparedView, key: string): Kept {
    const controller = new AbortController();
    const files = new Map([...documents].map(([file, { text }]) => [file, text]));
    const params = { folder, files, base: 'HEAD', period: moment.period, asOf: moment.asOf, language };
    const found = threadOf(folder).study('impact', params, { signal: controller.signal });
    const one: Kept = { documents, key, found, controller, waiting: 0, isOver: false };
    const over = (): void => {
      one.isOver = true;
    };
    // What has failed is tried again when it is asked for again.
    const forget = (): void => {
      one.isOver = true;
      if (kept.get(folder) === one) kept.delete(folder);
    };
    found.then(over, forget);
    return one;
  }

  return {
    async of(snapshot, view, signal) {
      const { folder, documents } = snapshot;
      const key = JSON.stringify([view.moment.period, view.moment.asOf, view.commit, view.data]);
      let one = kept.get(folder);
      if (one === undefined || one.documents !== documents || one.key !== key || one.controller.signal.aborted) {
        one?.controller.abort();
        one = begin(snapshot, view, key);
        kept.set(folder, one);
      }
      const mine = one;
      mine.waiting++;
      const leave = (): void => {
        mine.waiting--;
        if (mine.waiting === 0 && !mine.isOver) mine.controller.abort();
      };
      if (signal.aborted) leave();
      else signal.addEventListener('abort', leave, { once: true });
      try {
        return await mine.found;
      } finally {
        signal.removeEventListener('abort', leave);
      }
    },
    async stop() {
      for (const { controller } of kept.values()) controller.abort();
      await Promise.all([...threads.values()].map((thread) => thread.stop()));
    },
  };
}
