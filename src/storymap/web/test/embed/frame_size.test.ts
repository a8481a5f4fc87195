import assert from "node:assert/strict";
import { test } from "node:test";
import { mapHeight } from "../../src/embed/frame_size.ts";

test("a map is five eighths of its width high, within what is useful", () => {
  assert.deepEqual([320, 576, 640, 960, 1024, 2000].map(mapHeight), [360, 360, 400, 600, 640, 640]);
});
