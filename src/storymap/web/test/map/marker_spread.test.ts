import assert from "node:assert/strict";
import { test } from "node:test";

import { type Dot, spread } from "../../src/map/marker_spread.ts";

const after = (dots: Dot[], distance: number): Dot[] =>
  spread(dots, distance).map(({ x, y }, i) => ({ x: dots[i]!.x + x, y: dots[i]!.y + y }));

const nearest = (dots: Dot[]): number =>
  Math.min(...dots.flatMap((a, i) => dots.slice(i + 1).map((b) => Math.hypot(a.x - b.x, a.y - b.y))));

test("dots with room between them stay where they are", () => {
  assert.deepEqual(
    spread(
      [
        { x: 0, y: 0 },
        { x: 50, y: 0 },
      ],
      34,
    ),
    [
      { x: 0, y: 0 },
      { x: 0, y: 0 },
    ],
  );
});

test("two near each other part in the direction in which they lie", () => {
  const [west, east] = after(
    [
      { x: 0, y: 0 },
      { x: 10, y: 0 },
    ],
    34,
  );
  assert.ok(west!.x < 0 && east!.x > 10);
  assert.equal(west!.y, 0);
  assert.ok(east!.x - west!.x >= 34);
});

test("dots at one position part, and always in the same way", () => {
  const pile = Array.from({ length: 12 }, () => ({ x: 5, y: 5 }));
  assert.ok(nearest(after(pile, 34)) >= 33);
  assert.deepEqual(after(pile, 34), after(pile, 34));
});

test("no dots, and one dot, are no trouble", () => {
  assert.deepEqual(spread([], 34), []);
  assert.deepEqual(spread([{ x: 1, y: 2 }], 34), [{ x: 0, y: 0 }]);
});

test("a pinned dot stays, and the others make way for it", () => {
  const dots = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 5, y: 8 },
  ];
  const offsets = spread(dots, 34, 1);
  assert.deepEqual(offsets[1], { x: 0, y: 0 });
  const stand = dots.map(({ x, y }, i) => ({ x: x + offsets[i]!.x, y: y + offsets[i]!.y }));
  assert.ok(nearest(stand) >= 33);
});
