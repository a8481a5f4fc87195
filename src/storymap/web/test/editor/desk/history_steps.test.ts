import assert from "node:assert/strict";
import { test } from "node:test";

import { redone, steps, undone } from "../../../src/editor/desk/history_steps.ts";
import type { ChangeState } from "../../../src/preview/contract.ts";

const change = (number: number, is: "made" | "undone" | "outside" = "made"): ChangeState => ({
  number,
  label: "changedPlace",
  values: {},
  is_undone: is === "undone",
  is_outside: is === "outside",
});

test("undo takes back the newest own change, redo makes the first again that was taken back", () => {
  const history = [change(1), change(2), change(3, "outside"), change(4, "undone"), change(5, "undone")];
  assert.equal(undone(history)?.number, 2);
  assert.equal(redone(history)?.number, 4);
  assert.equal(undone([change(1, "undone")]), null);
  assert.equal(redone([change(1)]), null);
  assert.equal(undone([change(1, "outside")]), null);
});

test("the history is shown with the newest first, and which is the last that stands", () => {
  const shown = (history: ChangeState[]) => steps(history).map(({ change: { number }, is }) => [number, is]);
  assert.deepEqual(shown([change(1), change(2, "outside"), change(3), change(4, "undone")]), [
    [4, "takenBack"],
    [3, "now"],
    [2, "before"],
    [1, "before"],
  ]);
  // All own changes were taken back, and another program's stands.
  assert.deepEqual(shown([change(1, "undone"), change(2, "outside")]), [
    [2, "now"],
    [1, "takenBack"],
  ]);
});
