import assert from "node:assert/strict";
import { test } from "node:test";

import type { PixelBox } from "../../src/data/pixel_box.ts";
import { placeLabels } from "../../src/map/place_labels.ts";

const WINDOW: PixelBox = { left: 0, top: 0, right: 400, bottom: 300 };
const label = (x: number, y: number) => ({ x, y, radius: 15, width: 60, height: 16 });

test("a name stands right of its symbol if it can", () => {
  assert.deepEqual(placeLabels([label(100, 100)], WINDOW, []), [{ left: 119, top: 92, right: 179, bottom: 108 }]);
});

test("at the right edge it stands on the left", () => {
  const [box] = placeLabels([label(380, 100)], WINDOW, []);
  assert.equal(box!.right, 361);
});

test("it keeps off another symbol, a control and another name", () => {
  const [first, second] = placeLabels([label(100, 100), label(140, 100)], WINDOW, []);
  assert.ok(first!.right <= 85, "the right side is the other's symbol");
  assert.ok(second!.left >= 155);
  const control = { left: 110, top: 60, right: 200, bottom: 140 };
  const [moved] = placeLabels([label(100, 100)], WINDOW, [control]);
  assert.ok(moved!.right <= 85);
});

test("without room there is no name", () => {
  assert.deepEqual(placeLabels([label(30, 10)], { left: 0, top: 0, right: 60, bottom: 20 }, []), [null]);
});

test("a dot's name stands nearer to it", () => {
  const [box] = placeLabels([{ ...label(100, 100), radius: 5 }], WINDOW, []);
  assert.equal(box!.left, 109);
});

test("the name of an area stands on its middle, and where that is taken or out of sight, on another of its spots", () => {
  const area = { ...label(100, 100), radius: 0, spots: [{ x: 300, y: 200 }] };
  assert.deepEqual(placeLabels([area], WINDOW, [])[0], { left: 70, top: 92, right: 130, bottom: 108 });
  const [beside] = placeLabels([area], WINDOW, [{ left: 90, top: 98, right: 110, bottom: 102 }]);
  assert.equal(beside!.left, 70);
  assert.ok(beside!.bottom < 98);
  const [elsewhere] = placeLabels([{ ...area, y: -500 }], WINDOW, []);
  assert.deepEqual(elsewhere, { left: 270, top: 192, right: 330, bottom: 208 });
});

test("a symbol beyond the window has no name inside it", () => {
  assert.deepEqual(placeLabels([label(405, 100)], WINDOW, []), [null]);
});
