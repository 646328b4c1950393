/** The thread in which one project's data is read and judged, so that typing never waits for either. */
import { parentPort, workerData } from 'node:worker_threads';
import type { FromWorker, Setup, ToWorker } from './messages.ts';
import { makeSession } from './session.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread of the language server');
const session = makeSession(workerData as Setup, {
  send: (message: FromWorker) => port.postMessage(message),
  stopped: () => port.close(),
});
port.on('message', (message: ToWorker) => session.receive(message));
