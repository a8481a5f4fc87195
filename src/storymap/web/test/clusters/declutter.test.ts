import assert from "node:assert/strict";
import { test } from "node:test";
import { declutter } from "../../src/clusters/declutter.ts";
import type { ClusterSymbol } from "../../src/clusters/draw.ts";

const symbol = (x: number, y: number, radius: number, kind: ClusterSymbol["kind"] = "cluster"): ClusterSymbol => ({
  x,
  y,
  radius,
  kind,
  colour: "",
  shape: "",
  digits: "",
});
const apart = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);

test("a cluster makes way for a marker, away from it and no farther than it must", () => {
  const cluster = symbol(110, 100, 15);
  declutter([cluster], [{ x: 100, y: 100, radius: 15 }]);
  assert.deepEqual([cluster.x, cluster.y], [132, 100]);
});

test("a smaller cluster makes way for a larger one, which stays", () => {
  const [small, large] = [symbol(100, 110, 12), symbol(100, 100, 20)];
  declutter([small, large], []);
  assert.deepEqual([large.x, large.y], [100, 100]);
  assert.ok(apart(small, large) >= 34);
});

test("a single place stays where it is, marker or not", () => {
  const dot = symbol(100, 100, 6, "dot");
  declutter([dot], [{ x: 101, y: 100, radius: 15 }]);
  assert.deepEqual([dot.x, dot.y], [100, 100]);
});

test("a cluster that would have to go far stays", () => {
  const cluster = symbol(100, 100, 20);
  declutter([cluster], [{ x: 100, y: 100, radius: 30 }]);
  assert.deepEqual([cluster.x, cluster.y], [100, 100]);
});
