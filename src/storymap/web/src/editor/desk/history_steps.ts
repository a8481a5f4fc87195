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
  /** "now" is the last change that stands; what was taken back may be older than that, where others changed the files. */
  is: "now" | "before" | "takenBack";
}

/** The history, the newest first. */
export function steps(history: readonly ChangeState[]): Step[] {
  const now = history.reduce((found, { is_undone }, at) => (is_undone ? found : at), -1);
  return history
    .map((change, at): Step => ({ change, is: change.is_undone ? "takenBack" : at === now ? "now" : "before" }))
    .reverse();
}
