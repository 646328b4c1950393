/** Ctrl-C, and the system's request to end: work that can stop tidily is given a moment for it. */

/** By when a command that was interrupted ends, tidy or not; what it leaves behind then, the next run removes. */
const patience = 800;

/** Lets `work` run with a signal that Ctrl-C (or SIGTERM) gives; a second one ends the process at once. */
export async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const leave = (): never => process.exit(interruptedStatus);
  const interrupt = (): void => {
    if (controller.signal.aborted) leave();
    controller.abort();
    setTimeout(leave, patience).unref();
  };
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, interrupt);
  try {
    return await work(controller.signal);
  } finally {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, interrupt);
  }
}

/** As shells report a process that SIGINT has ended. */
export const interruptedStatus = 130;
