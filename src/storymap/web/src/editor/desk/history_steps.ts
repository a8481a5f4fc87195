// What undo and redo would do, out of the history of the sitting.

import type { ChangeState } from "../../preview/contract.ts";

/** The change that undo takes back: the newest that is made, and was made here. */
export function undone(history: readonly ChangeState[]): ChangeState | null {
  const made = history.filter(({ is_undone, is_outside }) => !is_undone && !is_outside);
  return made[made.length - 1] ?? null;
}

/** The change that redo makes again: the oldest of those that were taken back. */
export function redone(history: readonly ChangeState[]): ChangeState | null {
  return history.find(({ is_undone, is_outside }) => is_undone && !is_outside) ?? null;
}

export interface Step {
  change: ChangeState;
  /** How many changes are taken back or made again to come to where this was the last one. */
  distance: number;
  is: "now" | "before" | "after";
}

/** The history, the newest first; `now` is the last change that is made. */
export function steps(history: readonly ChangeState[]): Step[] {
  const now = history.reduce((found, { is_undone }, at) => (is_undone ? found : at), -1);
  const own = (from: number, to: number): number =>
    history.slice(from + 1, to + 1).filter(({ is_outside }) => !is_outside).length;
  return history
    .map((change, at): Step => {
      if (at === now) return { change, distance: 0, is: "now" };
      return at < now
        ? { change, distance: own(at, now), is: "before" }
        : { change, distance: own(now, at), is: "after" };
    })
    .reverse();
}
