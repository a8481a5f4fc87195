// What is stepped through: the title, then each block that shows something on the map.

export interface StepBlock {
  /** It names a place on the map, or has a view of the author's. */
  shows: boolean;
  /** A picture, a sound or a film. */
  isMedia: boolean;
  /** The row of a table that it is in, or null: a row is one step. */
  row: unknown;
}

/** A block by its index, -1 for the title, and the pictures that go with it. */
export interface Step {
  block: number;
  media: readonly number[];
}

/** A picture that shows nothing on the map goes with the step right before it. */
export function stepsOf(count: number, at: (index: number) => StepBlock): Step[] {
  let last: { block: number; media: number[] } = { block: -1, media: [] };
  const steps: Step[] = [last];
  let isBeside = true;
  let lastRow: unknown = null;
  for (let index = 0; index < count; index++) {
    const { shows, isMedia, row } = at(index);
    if (shows && (row === null || row !== lastRow)) {
      lastRow = row;
      last = { block: index, media: [] };
      steps.push(last);
    } else if (isMedia && isBeside) {
      last.media.push(index);
    }
    isBeside = shows || (isMedia && isBeside);
  }
  return steps;
}

/** The position of the step that a block is in, or of the last one before it. */
export function stepAt(steps: readonly Step[], block: number): number {
  const next = steps.findIndex((step) => step.block > block);
  return (next < 0 ? steps.length : next) - 1;
}

/** Where a key leads: by so many steps, to the first or the last one; null if it is no key of ours. */
export function stepByKey(key: string, isShifted: boolean, isRightToLeft: boolean): number | null {
  const forward = isRightToLeft ? "ArrowLeft" : "ArrowRight";
  const backward = isRightToLeft ? "ArrowRight" : "ArrowLeft";
  if (key === " ") return isShifted ? -1 : 1;
  if (key === "PageDown" || key === forward) return 1;
  if (key === "PageUp" || key === backward) return -1;
  if (key === "Home") return Number.NEGATIVE_INFINITY;
  return key === "End" ? Number.POSITIVE_INFINITY : null;
}

/** By how many steps a swipe leads, of so many pixels to the right and down. */
export function stepBySwipe(right: number, down: number, isRightToLeft: boolean): number {
  if (Math.abs(right) < 50 || Math.abs(right) < 2 * Math.abs(down)) return 0;
  return right > 0 === isRightToLeft ? 1 : -1;
}
