/** A thread for studies, begun with the first of them. */
import { Worker } from 'node:worker_threads';
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { type FromStudy, type Studies, type Study, studies, type ToStudy } from './study-messages.ts';
import { Refused } from './thread.ts';

export interface StudyThread {
  /** Throws `Refused`: with the study's own reason, or where it was cancelled or the thread has died. */
  study<Name extends keyof Studies>(
    name: Name,
    params: Studies[Name]['params'],
    watch: StudyWatch,
  ): Promise<Studies[Name]['result']>;
  /** Once nothing is under way in a database, which does not survive to be cut off. */
  stop(): Promise<void>;
  /** At once: only where no study touches a database. */
  kill(): Promise<void>;
}

export interface StudyWatch {
  readonly signal: AbortSignal;
  onProgress?(step: Localized): void;
}

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (reason: Refused) => void;
  readonly tell: (step: Localized) => void;
}

export function startStudyThread(url: URL): StudyThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let next = 0;

  function running(): Worker {
    if (worker !== null) return worker;
    const begun = new Worker(url, { workerData: studies });
    begun.unref();
    begun.on('message', take);
    begun.on('error', () => ended(begun));
    begun.on('exit', () => ended(begun));
    worker = begun;
    return begun;
  }

  function take(message: FromStudy): void {
    const asked = waiting.get(message.id);
    switch (message.type) {
      case 'told':
        asked?.tell(message.step);
        return;
      case 'done':
        waiting.delete(message.id);
        asked?.resolve(message.result as never);
        return;
      case 'refused':
        waiting.delete(message.id);
        asked?.reject(new Refused(message.problem));
    }
  }

  function ended(which: Worker): void {
    if (worker !== which) return;
    worker = null;
    refuseAll();
  }

  function refuseAll(): void {
    for (const { reject } of waiting.values()) reject(new Refused(gone));
    waiting.clear();
  }

  return {
    study(name, params, { signal, onProgress = () => undefined }) {
      if (signal.aborted) return Promise.reject(new Refused(gone));
      const at = running();
      const id = ++next;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject, tell: onProgress });
        at.postMessage({ type: 'study', id, name, params } as Study);
        signal.addEventListener('abort', () => at.postMessage({ type: 'cancel', id } satisfies ToStudy), {
          once: true,
        });
      });
    },
    stop() {
      const last = worker;
      worker = null;
      refuseAll();
      if (last === null) return Promise.resolve();
      last.postMessage({ type: 'stop' } satisfies ToStudy);
      return new Promise((resolve) => last.once('exit', () => resolve()));
    },
    async kill() {
      const last = worker;
      worker = null;
      refuseAll();
      await last?.terminate();
    },
  };
}

const gone: Localized = { zh: '已取消', en: 'Cancelled' };
