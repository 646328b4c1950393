/** Long work in short turns, between which whoever asks something is answered. */

/** How long one turn may take, in milliseconds: less than anybody feels. */
const turn = 5;

/** Does the work for each item, in their order. */
export async function inTurns<T>(items: readonly T[], work: (item: T) => void): Promise<void> {
  let end = performance.now() + turn;
  for (const item of items) {
    if (performance.now() >= end) {
      await new Promise((resolve) => setImmediate(resolve));
      end = performance.now() + turn;
    }
    work(item);
  }
}
