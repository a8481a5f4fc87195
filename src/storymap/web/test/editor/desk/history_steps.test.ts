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

test("the history is shown with the newest first, and how far each is away", () => {
  const history = [change(1), change(2, "outside"), change(3), change(4, "undone"), change(5, "undone")];
  assert.deepEqual(
    steps(history).map(({ change: { number }, distance, is }) => [number, distance, is]),
    [
      [5, 2, "after"],
      [4, 1, "after"],
      [3, 0, "now"],
      [2, 1, "before"],
      [1, 1, "before"],
    ],
  );
});
