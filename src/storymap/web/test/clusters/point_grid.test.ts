import assert from "node:assert/strict";
import { test } from "node:test";
import { PointGrid } from "../../src/clusters/point_grid.ts";

const taken = (grid: PointGrid, i: number, count: number): number[] => {
  const into = new Uint32Array(count);
  return [...into.subarray(0, grid.take(i, into))].sort((a, b) => a - b);
};

test("the points within a cell's size are taken, on all sides, and only once", () => {
  const x = Float64Array.of(0, 0.9, -0.9, 0, 0.8, 2.5, 1.7);
  const y = Float64Array.of(0, 0, 0, -1, 0.8, 0, 0);
  const grid = new PointGrid(x, y, 1);
  assert.deepEqual(taken(grid, 0, 7), [0, 1, 2, 3]);
  assert.deepEqual(taken(grid, 4, 7), [4]);
  assert.deepEqual(taken(grid, 5, 7), [5, 6]);
});

test("it takes what a look at all points would", () => {
  // The same points in every run: of a crowd, a line, and far apart.
  const count = 2000;
  const at = (i: number, step: number): number => ((i * step) % 1) ** (i % 3 ? 1 : 8);
  const x = Float64Array.from({ length: count }, (_, i) => at(i, 0.618034) + (i % 50 ? 0 : 1));
  const y = Float64Array.from({ length: count }, (_, i) => (i % 7 ? at(i, 0.414214) : 0.5));
  for (const cell of [1 / 40_000_000, 0.003, 0.2]) {
    const grid = new PointGrid(x, y, cell);
    const left = new Set(x.keys());
    for (let i = 0; i < count; i++) {
      if (!left.has(i)) continue;
      const near = [...left].filter((k) => (x[k]! - x[i]!) ** 2 + (y[k]! - y[i]!) ** 2 <= cell * cell);
      assert.deepEqual(taken(grid, i, count), near);
      for (const k of near) left.delete(k);
    }
    assert.equal(left.size, 0);
  }
});

test("no points make an empty grid", () => {
  assert.doesNotThrow(() => new PointGrid(new Float64Array(0), new Float64Array(0), 1));
});
