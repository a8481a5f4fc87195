import assert from "node:assert/strict";
import { test } from "node:test";

import { readContext } from "../../src/basemap/context.ts";
import { contextLabels } from "../../src/basemap/context_labels.ts";
import type { ContextData } from "../../src/data/contract.ts";
import * as mercator from "../../src/map/mercator.ts";

// What Python's context_data writes for: an area with a hole, a river of three points, a road across 45 degrees, and
// two points.
const DATA: ContextData = {
  step: 1e-5,
  features: [
    ["area", "Centro", 2, 2],
    ["river", "Rio Grande", 1, 1],
    ["road", "", 1, 1],
    ["town", "Anapra", 0, 2],
  ],
  counts: "884A00",
  starts: "L?L?(6=oXk0=0a00=0a01[lw$0=3wOe@WC$7@@LMf?Kb,6=q$uo@Us*D?/8=",
  x: "=2)A0=2)90=1pk0=1pj0=3G*=5XQ[Lia[Lia[Lia[Lia[Lia",
  y: "0=2)A0=2)90=12$0=12#=2.x=4Jb=xRM=xRM=xRM=xRM=xRM",
};

/** Points as longitude and latitude, to a metre. */
const degrees = (points: Float64Array): [number, number][] =>
  Array.from({ length: points.length / 2 }, (_, i) => {
    const lat = (2 * Math.atan(Math.exp(Math.PI * (1 - 2 * points[2 * i + 1]!))) - Math.PI / 2) * (180 / Math.PI);
    return [Math.round((points[2 * i]! * 360 - 180) * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];
  });

const feature = (index: number) => readContext(DATA)[index]!;
const line = (kind: string, name: string, ...bends: [number, number][]) => ({
  kind,
  name,
  shape: 1 as const,
  paths: [pathOf(bends)],
});
const area = (kind: string, name: string, ...rings: [number, number][][]) => ({
  kind,
  name,
  shape: 2 as const,
  paths: rings.map(pathOf),
});

/** A path straight in the unit square. */
function pathOf(bends: [number, number][]) {
  const xs = bends.map(([x]) => x);
  const ys = bends.map(([, y]) => y);
  const box = { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
  return { points: Float64Array.from(bends.flat()), box };
}

test("every feature comes back with its kind, its name and its points", () => {
  const context = readContext(DATA);
  assert.deepEqual(
    context.map(({ kind, name, shape, paths }) => [kind, name, shape, paths.length]),
    [
      ["area", "Centro", 2, 2],
      ["river", "Rio Grande", 1, 1],
      ["road", "", 1, 1],
      ["town", "Anapra", 0, 2],
    ],
  );
  assert.deepEqual(degrees(feature(1).paths[0]!.points), [
    [-106.6, 31.85],
    [-106.487, 31.7477],
    [-106.3, 31.6],
  ]);
  assert.deepEqual(
    feature(3).paths.flatMap(({ points }) => degrees(points)),
    [
      [-106.55, 31.78],
      [150, -33],
    ],
  );
  assert.deepEqual(degrees(feature(0).paths[1]!.points)[4], [-106.48, 31.72]);
});

test("a step of many degrees is one line still", () => {
  const points = degrees(feature(2).paths[0]!.points);
  assert.deepEqual(
    [points[0], points[points.length - 1]],
    [
      [100, 0],
      [145, 10],
    ],
  );
});

test("a path knows the box around it", () => {
  const { box } = feature(1).paths[0]!;
  assert.ok(Math.abs(box.left - mercator.x(-106.6)) < 1e-9);
  assert.ok(Math.abs(box.top - mercator.y(31.85)) < 1e-9);
});

test("a river is named in blue, an area and a road in grey, a town beside its dot", () => {
  const names = contextLabels(readContext(DATA));
  assert.deepEqual(
    [...new Map(names.map(({ text, kind }) => [text, kind]))],
    [
      ["Centro", "state"],
      ["Rio Grande", "river"],
      ["Anapra", "city"],
    ],
  );
});

test("a line is named first at its middle, from the zoom where the name fits", () => {
  const [name] = contextLabels([line("river", "Ten letter", [0.5, 0.5], [0.6, 0.5], [0.6, 0.8])]);
  assert.ok(Math.abs(name!.x - 0.6) < 1e-9 && Math.abs(name!.y - 0.6) < 1e-9);
  const pixels = 256 * 2 ** name!.from * 0.4;
  assert.ok(pixels > 60 && pixels < 120, `${pixels} pixels for ten letters`);
});

test("a long river has a name in a window anywhere along it, and only one at once", () => {
  const names = contextLabels([line("river", "Long", [0.5, 0.5], [0.6, 0.5])]);
  assert.equal(new Set(names.map(({ group }) => group)).size, 1);
  for (const zoom of [9, 10, 11]) {
    const xs = names
      .filter(({ from }) => from <= zoom)
      .map(({ x }) => x * 256 * 2 ** zoom)
      .sort((a, b) => a - b);
    const gaps = xs.slice(1).map((x, i) => x - xs[i]!);
    assert.ok(Math.max(...gaps) <= 1000, `zoom ${zoom}: ${Math.max(...gaps)}`);
    assert.ok(Math.min(...gaps) >= 400, `zoom ${zoom}: ${Math.min(...gaps)}`);
  }
});

test("the name of an area stands inside it, where it is wide", () => {
  const u: [number, number][] = [
    [0, 0],
    [0.1, 0],
    [0.1, 0.8],
    [0.6, 0.8],
    [0.6, 0],
    [0.9, 0],
    [0.9, 1],
    [0, 1],
    [0, 0],
  ];
  const [name] = contextLabels([area("area", "U", u)]);
  assert.ok(name!.x > 0.6 && name!.x < 0.9, `${name!.x}`);
  assert.ok(Math.abs(name!.width - 0.3) < 1e-9);
});

test("the name of an area does not stand in its hole", () => {
  const ring = (a: number, b: number): [number, number][] => [
    [a, a],
    [b, a],
    [b, b],
    [a, b],
    [a, a],
  ];
  const [name] = contextLabels([area("water", "Lagoon", ring(0, 1), ring(0.2, 0.75))]);
  assert.ok(name!.x > 0.75 || name!.x < 0.2, `${name!.x}`);
});

test("what has no name, no length or no area is not named", () => {
  assert.deepEqual(contextLabels([line("river", "", [0, 0], [1, 1])]), []);
  assert.deepEqual(contextLabels([line("river", "A", [0.5, 0.5], [0.5, 0.5])]), []);
  assert.deepEqual(
    contextLabels([
      area("area", "A", [
        [0, 0.5],
        [1, 0.5],
        [0, 0.5],
        [0, 0.5],
      ]),
    ]),
    [],
  );
});
