/** A worker thread for one project: questions and their answers, and a new thread where one has died. */
import { Worker } from 'node:worker_threads';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import type { Calls, FromWorker, Question, Setup, ToWorker } from './messages.ts';

export interface Thread {
  /** Whether anything was sent to the thread that runs now; a new one knows nothing. */
  readonly isNew: boolean;
  send(message: Extract<ToWorker, { type: 'update' | 'cancelReading' }>): void;
  /** Throws `Refused` with the reason that the worker gives, or where the thread has died. */
  ask<Name extends keyof Calls>(
    name: Name,
    params: Calls[Name]['params'],
    signal?: AbortSignal,
  ): Promise<Calls[Name]['result']>;
  stop(): Promise<void>;
}

/** Why a question has no answer. */
export class Refused extends Error {
  readonly problem: Localized;

  constructor(problem: Localized) {
    super(problem.en);
    this.problem = problem;
  }
}

/** Everything but answers. */
export type Report =
  | Exclude<FromWorker, { type: 'answer' | 'refused' }>
  | { readonly type: 'died'; readonly reason: string };

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (reason: Refused) => void;
}

/** A thread that keeps dying, of too little memory, is not begun again and again. */
const mostDeaths = 3;

export function startThread(url: URL, setup: Setup, report: (report: Report) => void): Thread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let isNew = true;
  let deaths = 0;
  let next = 0;

  function running(): Worker {
    if (worker !== null) return worker;
    const begun = new Worker(url, { workerData: setup });
    begun.unref();
    begun.on('message', take);
    begun.on('error', (error) => died(begun, String(error)));
    begun.on('exit', (status) => died(begun, `exit ${status}`));
    worker = begun;
    isNew = true;
    return begun;
  }

  function take(message: FromWorker): void {
    if (message.type !== 'answer' && message.type !== 'refused') {
      report(message);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'answer') asked?.resolve(message.result as never);
    else asked?.reject(new Refused(message.problem));
  }

  function died(which: Worker, reason: string): void {
    if (worker !== which) return;
    worker = null;
    deaths++;
    for (const { reject } of waiting.values()) reject(new Refused(gone));
    waiting.clear();
    report({ type: 'died', reason });
  }

  return {
    get isNew() {
      return worker === null || isNew;
    },
    send(message) {
      if (worker === null && deaths >= mostDeaths) return;
      running().postMessage(message satisfies ToWorker);
      isNew = false;
    },
    ask(name, params, signal) {
      if (worker === null) return Promise.reject(new Refused(gone));
      const at = worker;
      const id = ++next;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        at.postMessage({ type: 'ask', id, name, params } as Question);
        signal?.addEventListener('abort', () => at.postMessage({ type: 'cancel', id } satisfies ToWorker), {
          once: true,
        });
      });
    },
    stop() {
      const last = worker;
      worker = null;
      for (const { reject } of waiting.values()) reject(new Refused(gone));
      waiting.clear();
      if (last === null) return Promise.resolve();
      // Not terminated: a database cut off in the middle of its work takes the whole process with it.
      last.postMessage({ type: 'stop' } satisfies ToWorker);
      return new Promise((resolve) => last.once('exit', () => resolve()));
    },
  };
}

const gone: Localized = {
  zh: '后台考核已停止；修改任一政策会重新开始',
  en: 'Judging in the background has stopped; it begins again with the next edit',
};
