/** Long work in short turns, between which whoever asks something is answered. */

/** How long one turn may take, in milliseconds: less than anybody feels. */
const turn = 5;

/** Does the work for each item, in their order; `pause` ends when the next turn may begin. */
export async function inTurns<T>(
  items: readonly T[],
  work: (item: T) => void,
  pause: () => Promise<void> = nextTurn,
): Promise<void> {
  let end = performance.now() + turn;
  for (const item of items) {
    if (performance.now() >= end) {
      await pause();
      end = performance.now() + turn;
    }
    work(item);
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Turns for work that nobody waits for: while somebody types, most of the time is left to what the typing asks for. */
export interface Idle {
  typed(): void;
  readonly pause: () => Promise<void>;
}

/** So long after a key somebody is typing, and so long a turn then waits, in milliseconds. */
const typing = { lasts: 300, wait: 5 } as const;

export function makeIdle(): Idle {
  let last = Number.NEGATIVE_INFINITY;
  return {
    typed() {
      last = performance.now();
    },
    pause: () =>
      performance.now() - last > typing.lasts
        ? nextTurn()
        : new Promise((resolve) => {
            setTimeout(resolve, typing.wait);
          }),
  };
}
