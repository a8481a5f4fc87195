import assert from "node:assert/strict";
import { test } from "node:test";

import { lastUpTo } from "../../src/article/blocks.ts";

test("the block at a height is the last that begins above it", () => {
  const tops = [-300, -20, 180, 400];
  const at = (line: number) => lastUpTo(line, tops.length, (i) => tops[i]!);
  assert.deepEqual([-400, -300, 100, 180, 999].map(at), [-1, 0, 1, 2, 3]);
  assert.equal(
    lastUpTo(100, 0, () => 0),
    -1,
  );
});
