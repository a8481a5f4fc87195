// The start of the page: parts that the map can do without, and the pauses between its tasks.

/** Start a part, and return what it makes. If it fails, the console says so, and the others go on. */
export function start<T>(part: () => T): T | undefined {
  try {
    return part();
  } catch (error) {
    setTimeout(() => {
      throw error;
    });
    return undefined;
  }
}

/** Measure a part of the start: the browser's own tools, and `make bench`, show how long it takes. */
export function measured<T>(name: string, part: () => T): T {
  performance.mark(`${name}-begins`);
  const made = part();
  performance.measure(name, `${name}-begins`);
  return made;
}

/** What waits until the page answers; null from then on. */
let waiting: (() => void)[] | null = [];

/** Call when the page answers: now, or as soon as it does. */
export function whenReady(then: () => void): void {
  if (waiting) waiting.push(then);
  else then();
}

/** From now on the page answers. */
export function ready(): void {
  const due = waiting ?? [];
  waiting = null;
  for (const then of due) start(then);
}

/** Do steps in a task each, as long as they are wanted. */
export async function inTurn(steps: readonly (() => void)[] = [], isWanted = (): boolean => true): Promise<void> {
  for (const step of steps) {
    await pause();
    if (!isWanted()) return;
    step();
  }
}

/** Let the browser show what there is, and hear the reader, before the start goes on. */
export function pause(): Promise<void> {
  return new Promise((goOn) => {
    // Not a timer, which waits longer the more of them there are, and a second where the page is not seen.
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      goOn();
    };
    port2.postMessage(null);
  });
}
