import assert from "node:assert/strict";
import { test } from "node:test";

import { alongLine, labelLine, lengthOf, pointOn } from "../../src/basemap/label_along.ts";

// A window of the unit square's size: a pixel is a thousandth of it.
const VIEW = { world: 1000, left: 0, top: 0, width: 1000, height: 1000, zoom: 2 };
const line = (...points: [number, number][]) => labelLine(Float64Array.from(points.flat()));
const along = (one: ReturnType<typeof line>, width = 100, height = 15) =>
  alongLine(one, lengthOf(one) / 2, VIEW, width, height);

test("a point of a line lies so far from its start", () => {
  const bent = line([0.1, 0.1], [0.4, 0.1], [0.4, 0.5]);
  assert.ok(Math.abs(lengthOf(bent) - 0.7) < 1e-12);
  for (const [far, x, y] of [
    [0, 0.1, 0.1],
    [0.3, 0.4, 0.1],
    [0.5, 0.4, 0.3],
    [0.7, 0.4, 0.5],
  ] as const) {
    const at = pointOn(bent, far);
    assert.ok(Math.hypot(at.x - x, at.y - y) < 1e-12, `${far}`);
  }
});

test("a name stands above its line first, level with it and reading from left to right", () => {
  for (const points of [
    [
      [0.2, 0.5],
      [0.8, 0.5],
    ],
    [
      [0.8, 0.5],
      [0.2, 0.5],
    ],
  ] as [number, number][][]) {
    const [above, below] = along(line(...points)).turned!;
    assert.ok(above!.right === 1 && above!.down === 0);
    assert.ok(Math.max(...above!.parts.map(({ bottom }) => bottom)) < 500);
    assert.ok(Math.min(...below!.parts.map(({ top }) => top)) > 500);
  }
});

test("on a slope it is turned, and its boxes stay beside the line", () => {
  const { turned, boxes } = along(line([0.2, 0.8], [0.8, 0.2]));
  assert.equal(turned!.length, boxes.length);
  const [{ right, down, x, y, parts }] = turned as [(typeof turned & object)[number]];
  assert.ok(Math.abs(right - Math.SQRT1_2) < 1e-9 && Math.abs(down + Math.SQRT1_2) < 1e-9);
  assert.ok((x + y - 1000) / Math.SQRT2 < -7.5);
  assert.ok(parts.length >= 6 && parts.every(({ left, right: end }) => end - left < 40));
});

test("where the line bends too much the name is level, and near", () => {
  const wave = Array.from({ length: 60 }, (_, i): [number, number] => [0.4 + i * 0.002, 0.5 + (i % 2) * 0.03]);
  const { turned, boxes } = along(line(...wave));
  assert.equal(turned, undefined);
  assert.equal(boxes.length, 8);
});

test("a name is not longer than its line", () => {
  assert.equal(along(line([0.5, 0.5], [0.55, 0.5])).turned, undefined);
});
