import assert from "node:assert/strict";
import { test } from "node:test";

import { stepAt, stepByKey, stepBySwipe, stepsOf } from "../../src/article/step_list.ts";

/** A letter a block: s shows something on the map, m is a picture, - neither; digits are rows that show something. */
const steps = (blocks: string): ReturnType<typeof stepsOf> =>
  stepsOf(blocks.length, (index) => {
    const row = /\d/.exec(blocks[index] ?? "")?.[0] ?? null;
    return { shows: blocks[index] === "s" || row !== null, isMedia: blocks[index] === "m", row };
  });

test("the title comes first, then each block that shows something", () => {
  assert.deepEqual(steps("s-s"), [
    { block: -1, media: [] },
    { block: 0, media: [] },
    { block: 2, media: [] },
  ]);
  assert.deepEqual(steps("--"), [{ block: -1, media: [] }]);
});

test("pictures go with the step right before them", () => {
  assert.deepEqual(steps("msmm-m"), [
    { block: -1, media: [0] },
    { block: 1, media: [2, 3] },
  ]);
});

test("a row of a table is one step", () => {
  assert.deepEqual(
    steps("s112").map(({ block }) => block),
    [-1, 0, 1, 3],
  );
});

test("a block that is no step opens the last one before it", () => {
  const some = steps("-s-s-");
  assert.deepEqual(
    [-1, 0, 1, 2, 3, 4].map((block) => stepAt(some, block)),
    [0, 0, 1, 1, 2, 2],
  );
});

test("keys of keyboards and clickers lead on and back, arrows as the text runs", () => {
  for (const key of ["PageDown", "ArrowRight", " "]) assert.equal(stepByKey(key, false, false), 1, key);
  for (const key of ["PageUp", "ArrowLeft"]) assert.equal(stepByKey(key, false, false), -1, key);
  assert.equal(stepByKey(" ", true, false), -1);
  assert.equal(stepByKey("ArrowLeft", false, true), 1);
  assert.equal(stepByKey("ArrowRight", false, true), -1);
  assert.equal(stepByKey("Home", false, false), Number.NEGATIVE_INFINITY);
  assert.equal(stepByKey("End", false, false), Number.POSITIVE_INFINITY);
  for (const key of ["j", "Enter", "Tab", "ArrowDown"]) assert.equal(stepByKey(key, false, false), null, key);
});

test("a swipe leads on, and one that scrolls does not", () => {
  assert.equal(stepBySwipe(-120, 10, false), 1);
  assert.equal(stepBySwipe(120, -10, false), -1);
  assert.equal(stepBySwipe(120, -10, true), 1);
  assert.equal(stepBySwipe(-30, 0, false), 0);
  assert.equal(stepBySwipe(-120, 90, false), 0);
});
