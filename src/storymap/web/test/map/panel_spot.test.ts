import assert from "node:assert/strict";
import { test } from "node:test";

import { meets } from "../../src/map/boxes.ts";
import { panelSpot } from "../../src/map/panel_spot.ts";

const WINDOW = { left: 0, top: 0, right: 360, bottom: 270 };
const BUTTON = { left: 290, top: 6, right: 354, bottom: 52 };
const SIZE = { width: 140, height: 120 };
const marker = (x: number, y: number) => ({ left: x - 15, top: y - 15, right: x + 15, bottom: y + 15 });

test("a panel opens under its button, and ends where it ends", () => {
  assert.deepEqual(panelSpot(SIZE, BUTTON, WINDOW, [], []), { left: 214, right: 354, top: 58, bottom: 178 });
});

test("it goes where it covers no marker and no control", () => {
  const markers = [marker(300, 100), marker(150, 40)];
  const inset = { left: 282, top: 180, right: 354, bottom: 252 };
  const box = panelSpot(SIZE, BUTTON, WINDOW, markers, [inset]);
  for (const other of [...markers, inset, BUTTON]) assert.ok(!meets(box, other, 0));
});

test("where it must cover some, it covers the fewest", () => {
  const crowd = [60, 120, 180, 240, 300].flatMap((x) => [80, 150, 220].map((y) => marker(x, y)));
  const box = panelSpot(SIZE, BUTTON, WINDOW, crowd, []);
  assert.ok(crowd.filter((one) => meets(box, one, 0)).length <= 4);
  assert.ok(!meets(box, BUTTON, 0));
});

test("in a window that is too low it is as high as the window", () => {
  const box = panelSpot(SIZE, BUTTON, { ...WINDOW, bottom: 100 }, [], []);
  assert.deepEqual([box.top, box.bottom], [6, 94]);
});
