/** In a thread of its own: what takes seconds to find out about the rules, one study after the other. */
import type { Localized } from '../../../engine/diagnostics/diagnostic.ts';
import { diff } from '../../../engine/impact/diff.ts';
import { runMutation } from '../../../engine/mutation/run.ts';
import { openFiles } from '../../../engine/project/open.ts';
import { problemOf } from './problems.ts';
import type { FromStudy, ImpactOf, MutantsOf, Studies, Study, ToStudy } from './study-messages.ts';

export interface StudyRoom {
  receive(message: ToStudy): void;
}

export interface StudyOutside {
  send(message: FromStudy): void;
  /** Nothing is under way any more, and nothing will be. */
  stopped(): void;
}

export function makeStudy({ send, stopped }: StudyOutside): StudyRoom {
  const running = new Map<number, AbortController>();
  let queue: Promise<void> = Promise.resolve();

  function begin(study: Study): void {
    const { id } = study;
    const controller = new AbortController();
    running.set(id, controller);
    queue = queue.then(async () => {
      try {
        const tell = (step: Localized): void => send({ type: 'told', id, step });
        send({ type: 'done', id, result: await resultOf(study, tell, controller.signal) });
      } catch (error) {
        send({ type: 'refused', id, problem: problemOf(error) });
      } finally {
        running.delete(id);
      }
    });
  }

  return {
    receive(message) {
      switch (message.type) {
        case 'study':
          begin(message);
          return;
        case 'cancel':
          running.get(message.id)?.abort();
          return;
        case 'stop':
          for (const controller of running.values()) controller.abort();
          queue = queue.then(stopped);
      }
    },
  };
}

type Tell = (step: Localized) => void;

function resultOf(study: Study, tell: Tell, signal: AbortSignal): Promise<Studies[keyof Studies]['result']> {
  switch (study.name) {
    case 'impact':
      return impactOf(study.params, tell, signal);
    case 'mutants':
      return mutantsOf(study.params, tell);
  }
}

function impactOf({ folder, files, ...options }: ImpactOf, onProgress: Tell, signal: AbortSignal) {
  return diff(openFiles(folder, files), { ...options, onProgress, signal });
}

function mutantsOf({ folder, files, filter }: MutantsOf, onProgress: Tell) {
  return runMutation(openFiles(folder, files), { filter, onProgress });
}
