import assert from "node:assert/strict";
import { test } from "node:test";
import { type Part, withoutPart } from "../../src/working/shape_parts.ts";

const ring = (lat: number): Part[] => [1, 2, 3].map((lng) => ({ lat, lng }));

test("a hole goes, and the outer ring of the only polygon stays", () => {
  const polygon = [ring(0), ring(1), ring(2)];
  const [outer, hole, other] = polygon;
  assert.equal(withoutPart(polygon, hole!, true), true);
  assert.deepEqual(polygon, [outer, other]);
  assert.equal(withoutPart(polygon, outer!, true), false);
  assert.deepEqual(polygon, [outer, other]);
});

test("with an outer ring goes its polygon, if there are others", () => {
  const polygons = [[ring(0), ring(1)], [ring(2)]];
  const last = polygons[1];
  assert.equal(withoutPart(polygons, polygons[0]![0]!, true), true);
  assert.deepEqual(polygons, [last]);
  assert.equal(withoutPart(polygons, last![0]!, true), false);
});

test("of several lines one goes, the only one stays", () => {
  const lines = [ring(0), ring(1)];
  const last = lines[1];
  assert.equal(withoutPart(lines, lines[0]!, false), true);
  assert.deepEqual(lines, [last]);
  assert.equal(withoutPart(lines, last!, false), false);
  const line = ring(0);
  assert.equal(withoutPart(line, line, false), false);
});
