import assert from "node:assert/strict";
import { test } from "node:test";

import { meets } from "../../src/map/boxes.ts";
import { cardSpot, roomsBeside, TIP } from "../../src/places/card_spot.ts";

const pixels = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const symbolAt = (x: number, y: number) => pixels(x - 15, y - 15, x + 15, y + 15);
const WINDOW = pixels(0, 0, 740, 800);
const CARD = { width: 300, height: 260 };
const EMPTY = { window: WINDOW, controls: [], others: [], place: null };

test("a card stands above its symbol where there is room", () => {
  const spot = cardSpot(CARD, symbolAt(370, 500), EMPTY)!;
  assert.ok(spot.isAbove && spot.bottom <= 485 - TIP);
  assert.equal((spot.left + spot.right) / 2, 370);
});

test("a neighbour above sends it to a side", () => {
  const neighbour = symbolAt(380, 420);
  const spot = cardSpot(CARD, symbolAt(370, 500), { ...EMPTY, others: [neighbour] })!;
  assert.ok(!spot.isAbove && spot.hidden === 0 && !meets(spot, neighbour, 0));
});

test("it stands under no control, and never outside the window", () => {
  const legend = pixels(590, 10, 730, 110);
  for (const [x, y] of [
    [20, 20],
    [720, 780],
    [600, 60],
    [370, 400],
  ] as const) {
    const spot = cardSpot(CARD, symbolAt(x, y), { ...EMPTY, controls: [legend] })!;
    assert.ok(!meets(spot, legend, 0) && !meets(spot, symbolAt(x, y), 0));
    assert.ok(spot.left >= 0 && spot.top >= 0 && spot.right <= 740 && spot.bottom <= 800);
  }
});

test("it stands beside the area that it speaks of", () => {
  const area = pixels(20, 300, 380, 760);
  const spot = cardSpot(CARD, symbolAt(200, 500), { ...EMPTY, place: area })!;
  assert.equal(spot.hidden, 0);
  assert.ok(!meets(spot, area, 0));
});

test("of crowded spots that with fewest symbols is taken", () => {
  const others = Array.from({ length: 400 }, (_, i) => symbolAt((i % 20) * 37, Math.floor(i / 20) * 40)).filter(
    ({ left, top }) => left < 380 || top < 420,
  );
  const spot = cardSpot(CARD, symbolAt(370, 400), { ...EMPTY, others })!;
  assert.ok(spot.left >= 370 && spot.top >= 400);
});

test("a window smaller than the card has no spot, and keeps no room", () => {
  assert.equal(cardSpot(CARD, symbolAt(50, 50), { ...EMPTY, window: pixels(0, 0, 200, 200) }), null);
  assert.deepEqual(roomsBeside([pixels(0, 0, 200, 200)], CARD), []);
});

test("beside a card a room is left on each side", () => {
  const rooms = roomsBeside([WINDOW], CARD);
  assert.equal(rooms.length, 4);
  assert.ok(rooms.some((room) => room.left === 320) && rooms.some((room) => room.bottom === 520));
});
