// The start's pauses: each step has a task of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn, pause } from "../../src/page/start.ts";

test("between two steps there is a pause for others", async () => {
  const done: string[] = [];
  const other = pause().then(() => done.push("other"));
  await inTurn([() => done.push("first"), () => done.push("second")]);
  await other;
  assert.deepEqual(done, ["other", "first", "second"]);
});

test("what nobody wants any more is not done", async () => {
  const done: number[] = [];
  await inTurn([() => done.push(1), () => done.push(2), () => done.push(3)], () => done.length < 2);
  assert.deepEqual(done, [1, 2]);
});

test("a step that fails ends the turn, and says so", async () => {
  const done: number[] = [];
  const failing = (): void => {
    throw new Error("it fails");
  };
  await assert.rejects(inTurn([() => done.push(1), failing, () => done.push(3)]), /it fails/);
  assert.deepEqual(done, [1]);
});
