import assert from "node:assert/strict";
import { test } from "node:test";

import { movedLayer, nextLooked } from "../../src/editor/places/order.ts";

test("after a decision the next one is looked at", () => {
  assert.equal(nextLooked([], "", ["a", "b"]), "a");
  assert.equal(nextLooked(["a", "b", "c"], "b", ["a", "b", "c"]), "b");
  assert.equal(nextLooked(["a", "b", "c"], "b", ["a", "c"]), "c");
  assert.equal(nextLooked(["a", "b", "c"], "c", ["a", "b"]), "b");
  assert.equal(nextLooked(["a", "b", "c"], "a", ["c", "d"]), "c");
  assert.equal(nextLooked(["a"], "a", []), "");
});

test("a layer moves by one place, and not over an end", () => {
  assert.deepEqual(movedLayer(["a", "b", "c"], "b", -1), ["b", "a", "c"]);
  assert.deepEqual(movedLayer(["a", "b", "c"], "b", 1), ["a", "c", "b"]);
  assert.deepEqual(movedLayer(["a", "b", "c"], "b", 0), ["a", "b", "c"]);
  assert.deepEqual(movedLayer(["a", "b", "c"], "a", -1), ["a", "b", "c"]);
  assert.deepEqual(movedLayer(["a", "b", "c"], "c", 1), ["a", "b", "c"]);
});
