import assert from "node:assert/strict";
import { test } from "node:test";

import { mapSize } from "../../src/map/map_size.ts";

const classes = (width: number, height: number, letter = 16) =>
  Object.entries(mapSize(width, height, letter))
    .filter(([, is]) => is)
    .map(([name]) => name);

test("a map is small in the reader's own letters", () => {
  assert.deepEqual(classes(742, 800), []);
  assert.deepEqual(classes(742, 800, 32), ["isSmall", "isNarrow"]);
  assert.deepEqual(classes(768, 430), ["isSmall"]);
  assert.deepEqual(classes(360, 269), ["isSmall", "isNarrow"]);
  assert.deepEqual(classes(600, 230), ["isSmall", "isLow"]);
  assert.deepEqual(classes(200, 100), ["isSmall", "isNarrow", "isTight", "isLow"]);
});
