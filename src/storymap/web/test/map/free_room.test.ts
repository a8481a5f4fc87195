import assert from "node:assert/strict";
import { test } from "node:test";

import { freeRectangles } from "../../src/map/free_room.ts";

const pixels = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const WINDOW = pixels(0, 0, 100, 100);

test("an empty window is free", () => {
  assert.deepEqual(freeRectangles(WINDOW, []), [WINDOW]);
});

test("beside a control in a corner there are two rooms, each as large as can be", () => {
  const free = freeRectangles(WINDOW, [pixels(0, 0, 30, 20)]);
  assert.deepEqual(new Set(free.map(String)).size, 1);
  assert.equal(free.length, 2);
  assert.deepEqual(
    free.sort((a, b) => a.left - b.left),
    [pixels(0, 20, 100, 100), pixels(30, 0, 100, 100)],
  );
});

test("no room lies in another, and none meets an obstacle", () => {
  const over = [pixels(0, 0, 30, 20), pixels(70, 0, 100, 40), pixels(0, 80, 50, 100), pixels(45, 45, 55, 55)];
  const free = freeRectangles(WINDOW, over);
  for (const room of free) {
    for (const other of over)
      assert.ok(
        room.left >= other.right || room.right <= other.left || room.top >= other.bottom || room.bottom <= other.top,
      );
    const outer = free.filter(
      (other) =>
        other.left <= room.left && other.right >= room.right && other.top <= room.top && other.bottom >= room.bottom,
    );
    assert.deepEqual(outer, [room]);
  }
});

test("a window that is covered has no room", () => {
  assert.deepEqual(freeRectangles(WINDOW, [pixels(-5, -5, 105, 105)]), []);
});
