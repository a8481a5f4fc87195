import assert from "node:assert/strict";
import { test } from "node:test";

import { meets } from "../../src/map/boxes.ts";
import { groupTargets, mostHints } from "../../src/map/hint_groups.ts";
import { placeAtRim } from "../../src/map/rim.ts";

const WINDOW = { left: 6, top: 6, right: 694, bottom: 594 };
const hint = (x: number, y: number) => ({ x, y, width: 100, height: 30 });

test("a hint stands at the rim in the direction of its place, whole within the window", () => {
  const places = placeAtRim([hint(5000, 300), hint(-5000, 300), hint(350, -900), hint(350, 9000)], WINDOW, [], []);
  assert.deepEqual(
    places.map((place) => place?.side),
    ["right", "left", "top", "bottom"],
  );
  assert.deepEqual(places[0]?.box, { left: 594, top: 285, right: 694, bottom: 315 });
  assert.deepEqual(places[2]?.box, { left: 300, top: 6, right: 400, bottom: 36 });
});

test("hints in one direction stand beside each other, and beside what stands there", () => {
  const inset = { left: 590, top: 280, right: 690, bottom: 400 };
  const [first, second] = placeAtRim([hint(5000, 300), hint(5000, 310)], WINDOW, [inset], []);
  assert.ok(first && second);
  assert.ok(!meets(first.box, inset, 0) && !meets(second.box, inset, 0) && !meets(first.box, second.box, 0));
});

test("a hint keeps off a symbol if there is room beside it, and stands on it if there is none", () => {
  const symbol = { left: 660, top: 290, right: 690, bottom: 320 };
  const [beside] = placeAtRim([hint(5000, 300)], WINDOW, [], [symbol]);
  assert.ok(beside && !meets(beside.box, symbol, 0));
  const everywhere = { left: 0, top: 0, right: 700, bottom: 600 };
  assert.equal(placeAtRim([hint(5000, 300)], WINDOW, [], [everywhere])[0]?.box.top, 285);
});

test("where the rim is full there is no hint", () => {
  assert.deepEqual(placeAtRim([hint(5000, 300)], WINDOW, [WINDOW], []), [null]);
});

test("far places in one direction share a hint, near ones have their own", () => {
  const far = [
    { x: 9000, y: 100 },
    { x: 8000, y: -200 },
    { x: 0, y: 9000 },
  ];
  assert.deepEqual(groupTargets(far, 400, 4), [[0, 1], [2]]);
  const near = [
    { x: 500, y: 10 },
    { x: 520, y: -10 },
  ];
  assert.deepEqual(groupTargets(near, 400, 4), [[0], [1]]);
});

test("there are no more hints than a map has room for: the rest joins the nearest in direction", () => {
  const around = [
    { x: 500, y: 0 },
    { x: 0, y: 500 },
    { x: 500, y: 200 },
    { x: -500, y: -10 },
  ];
  assert.deepEqual(groupTargets(around, 400, 2), [[0, 2], [1]]);
  assert.deepEqual(groupTargets(around, 400, mostHints(700, 239)), []);
});
