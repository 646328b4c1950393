/**
 * A thread beside the language server. One project's data is read and judged in it, so that typing never waits for either; or it
 * studies the rules (`study.ts`), for which judging shall not wait.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, Setup, ToWorker } from './messages.ts';
import { makeSession } from './session.ts';
import { type FromStudy, studies, type ToStudy } from './study-messages.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread of the language server');
if (workerData === studies) {
  const { makeStudy } = await import('./study.ts');
  const study = makeStudy({
    send: (message: FromStudy) => port.postMessage(message),
    stopped: () => port.close(),
  });
  port.on('message', (message: ToStudy) => study.receive(message));
} else {
  const session = makeSession(workerData as Setup, {
    send: (message: FromWorker) => port.postMessage(message),
    stopped: () => port.close(),
  });
  port.on('message', (message: ToWorker) => session.receive(message));
}
