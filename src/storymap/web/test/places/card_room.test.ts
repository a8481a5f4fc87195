import assert from "node:assert/strict";
import { test } from "node:test";

import { popupRoom } from "../../src/places/card_room.ts";

const pixels = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const WINDOW = pixels(0, 0, 740, 800);

test("a popup has what the controls leave, and no longer lines than are good to read", () => {
  assert.deepEqual(popupRoom(WINDOW, [], 16), { width: 336, height: 690 });
  // A bar along the foot, and a legend that leaves room beside itself.
  const bar = pixels(0, 400, 740, 800);
  assert.deepEqual(popupRoom(WINDOW, [bar], 16), { width: 336, height: 380 });
  const legend = pixels(440, 0, 740, 400);
  assert.deepEqual(popupRoom(WINDOW, [bar, legend], 16), { width: 336, height: 380 });
});

test("where a legend takes most of the map, there is room for a narrow popup, or for none", () => {
  assert.deepEqual(popupRoom(WINDOW, [pixels(300, 0, 740, 800)], 16), { width: 280, height: 690 });
  assert.equal(popupRoom(WINDOW, [pixels(250, 0, 740, 800)], 16), null);
  assert.equal(popupRoom(WINDOW, [pixels(0, 200, 740, 600)], 16), null);
});

test("a small map has no room, and one that is large enough for small letters none for large ones", () => {
  assert.equal(popupRoom(pixels(0, 0, 400, 800), [], 16), null);
  assert.equal(popupRoom(pixels(0, 0, 740, 430), [], 16), null);
  assert.equal(popupRoom(WINDOW, [], 32), null);
  assert.notEqual(popupRoom(WINDOW, [], 24), null);
});
