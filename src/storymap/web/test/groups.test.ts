import assert from "node:assert/strict";
import { test } from "node:test";
import { Groups } from "../src/crowd/groups.ts";
import { crowdOf } from "../src/crowd/rows.ts";

type Dot = [lng: number, lat: number, layer?: number];
const crowd = (...dots: Dot[]) =>
  crowdOf({
    first: 1,
    ids: dots.map((_, i) => `p${i}`),
    names: dots.map((_, i) => `P ${i}`),
    points: dots.flatMap(([lng, lat]) => [Math.round(lng * 1e6), Math.round(lat * 1e6)]),
    layers: dots.map(([, , layer = 0]) => layer),
    symbols: [],
    notes: {},
    links: {},
  });
const everywhere = { west: -180, south: -85, east: 180, north: 85 };
const all = (): boolean => true;

test("places that are near on the screen are one cluster, and far ones stand alone", () => {
  const groups = new Groups(crowd([-106.5, 31.7], [-106.4, 31.8], [-99.1, 19.4]), all);
  const seen = groups.within(everywhere, 4).sort((a, b) => a.lng - b.lng);
  assert.deepEqual(seen.map(({ count, rows }) => [count, rows]), [[2, null], [1, [2]]]);
  assert.ok(Math.abs(seen[0]!.lat - 31.75) < 0.01 && Math.abs(seen[0]!.lng + 106.45) < 1e-6);
});

test("a cluster falls apart at the zoom it names, a quarter of a zoom early", () => {
  const groups = new Groups(crowd([-106.5, 31.7], [-106.4, 31.8]), all);
  const [cluster] = groups.within(everywhere, 4);
  const zoom = groups.zoomInto(cluster!);
  assert.equal(groups.within(everywhere, zoom - 0.5).length, 1);
  assert.equal(groups.within(everywhere, zoom - 0.25).length, 2);
});

test("at the closest zoom only places at one position are together, and all of them are named", () => {
  const groups = new Groups(crowd([2, 41], [2, 41], [2.000001, 41.000001], [2.0002, 41]), all);
  const seen = groups.within(everywhere, 18).sort((a, b) => a.lng - b.lng);
  assert.deepEqual(seen.map(({ rows }) => rows), [[0, 1, 2], [3]]);
});

test("a count is of places, however many are at one position", () => {
  const groups = new Groups(crowd([2, 41], [2, 41], [2, 41], [2.01, 41]), all);
  assert.deepEqual(groups.within(everywhere, 3).map(({ count }) => count), [4]);
});

test("a cluster has the layer of its members if that is one", () => {
  const groups = new Groups(crowd([2, 41, 1], [2.01, 41, 1], [90, 20, 1], [90.01, 20, 0], [90.02, 20, 1]), all);
  const seen = groups.within(everywhere, 3).sort((a, b) => a.lng - b.lng);
  assert.deepEqual(seen.map(({ layer }) => layer), [1, -1]);
});

test("a layer that is not shown has no places, and none in a count", () => {
  const groups = new Groups(crowd([2, 41, 0], [2.01, 41, 1], [2.02, 41, 1]), (layer) => layer === 1);
  assert.deepEqual(groups.within(everywhere, 3).map(({ count, layer }) => [count, layer]), [[2, 1]]);
  assert.deepEqual(new Groups(crowd([2, 41]), () => false).within(everywhere, 3), []);
});

test("a story across the antimeridian is in one piece, east of it", () => {
  const groups = new Groups(crowd([179.9, -17], [180.1, -17], [190, -18]), all);
  const seen = groups.within({ west: 170, south: -40, east: 200, north: 0 }, 5).sort((a, b) => a.lng - b.lng);
  assert.deepEqual(seen.map(({ count, lng }) => [count, Math.round(lng * 1e4) / 1e4]), [[2, 180], [1, 190]]);
  assert.deepEqual(groups.within({ west: -190, south: -40, east: -160, north: 0 }, 5), []);
});
