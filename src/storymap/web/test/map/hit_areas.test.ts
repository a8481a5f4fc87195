import assert from "node:assert/strict";
import { test } from "node:test";

import { hitArea } from "../../src/map/hit_areas.ts";

const symbol = (x: number, y: number) => ({ x, y, radius: 15, reach: 22 });
const dot = (x: number, y: number) => ({ x, y, radius: 6, reach: 12 });
const right = (area: readonly (readonly [number, number])[] | null) => Math.max(...(area ?? []).map(([x]) => x));

test("a target with nobody near has all of its square", () => {
  assert.equal(hitArea(symbol(100, 100), [symbol(100, 100), symbol(160, 100)]), null);
});

test("two symbols share what is between them by halves", () => {
  const area = hitArea(symbol(100, 100), [symbol(134, 100)]);
  assert.deepEqual(area, [
    [-22, -22],
    [17, -22],
    [17, 22],
    [-22, 22],
  ]);
  assert.equal(right(hitArea(symbol(134, 100), [symbol(100, 100)])), 22);
});

test("beside a dot, a symbol ends halfway between what is seen of both", () => {
  assert.equal(right(hitArea(symbol(100, 100), [dot(131, 100)])), 19);
  assert.equal(right(hitArea({ ...symbol(100, 100), reach: 44 }, [dot(141, 100)])), 25);
});

test("a target keeps 12 pixels around its middle where a neighbour leaves them", () => {
  assert.equal(hitArea(dot(126, 100), [symbol(100, 100)]), null);
  assert.equal(right(hitArea(symbol(100, 100), [dot(126, 100)])), 14);
  assert.equal(right(hitArea(dot(100, 100), [symbol(118, 100)])), 9);
});

test("no point is two targets', and what is seen of a symbol is its own", () => {
  const symbols = [symbol(100, 100), symbol(122, 126), symbol(90, 134), symbol(134, 96)];
  const areas = symbols.map((one) => hitArea(one, symbols) ?? []);
  for (let x = 60; x < 180; x++) {
    for (let y = 60; y < 180; y++) {
      const owners = symbols.filter((one, i) => holds(areas[i] ?? [], x - one.x + 0.01, y - one.y + 0.013));
      assert.ok(owners.length <= 1, `${x} ${y}`);
      const seen = symbols.find((one) => Math.hypot(one.x - x, one.y - y) < 15);
      if (seen) assert.deepEqual(owners, [seen]);
    }
  }
});

function holds(polygon: readonly (readonly [number, number])[], x: number, y: number): boolean {
  return polygon.every(([ax, ay], i) => {
    const [bx, by] = polygon[(i + 1) % polygon.length] ?? [ax, ay];
    return (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0;
  });
}
