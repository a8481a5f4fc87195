import assert from "node:assert/strict";
import { test } from "node:test";
import { Clustering } from "../../src/clusters/clustering.ts";
import { pointTable } from "../../src/clusters/point_table.ts";
import { packed } from "../packed.ts";

type Dot = [lng: number, lat: number, layer?: number];
const points = (...dots: Dot[]) =>
  pointTable({
    first: 1,
    in_list: [],
    ids: {},
    names: dots.map((_, i) => `P ${i}`),
    longitudes: packed(dots.map(([lng]) => Math.round(lng * 1e6))),
    latitudes: packed(dots.map(([, lat]) => Math.round(lat * 1e6))),
    layers: packed(dots.map(([, , layer = 0]) => layer)),
    symbols: [],
    notes: {},
    links: {},
  });
const everywhere = { west: -180, south: -85, east: 180, north: 85 };
const all = (): boolean => true;

const unit = (lng: number): number => (lng + 180) / 360;

test("places that are near on the screen are one cluster in their middle, and far ones stand alone", () => {
  const seen = new Clustering(points([-106.5, 31.7], [-106.4, 31.8], [-99.1, 19.4]), all).within(everywhere, 4);
  assert.deepEqual(
    seen.map(({ count, isStack, row }) => [count, isStack, row]),
    [
      [2, false, 0],
      [1, true, 2],
    ],
  );
  assert.ok(Math.abs(seen[0]!.x - unit(-106.45)) < 1e-9);
});

test("a cluster falls apart when its places are sixty pixels from each other, a quarter of a zoom early", () => {
  // At zoom 7, a degree of longitude is 91 pixels.
  const clustering = new Clustering(points([-106.7, 0], [-106, 0]), all);
  const counts = (zoom: number): number[] => clustering.within(everywhere, zoom).map(({ count }) => count);
  assert.deepEqual(counts(6.5), [2]);
  assert.deepEqual(counts(6.75), [1, 1]);
});

test("at the closest zoom only places at one position are together, and all of them are named", () => {
  const clustering = new Clustering(points([2, 41], [2, 41], [2.000001, 41.000001], [2.0002, 41]), all);
  const seen = clustering.within(everywhere, 18);
  assert.deepEqual(
    seen.map((cluster) => [cluster.isStack, clustering.rowsOf(cluster, 18)]),
    [
      [true, [0, 1, 2]],
      [true, [3]],
    ],
  );
});

test("places at one position are known as such from afar", () => {
  const clustering = new Clustering(points([2, 41], [2, 41], [60, 41]), all);
  const [stack] = clustering.within(everywhere, 3);
  assert.deepEqual([stack!.isStack, clustering.rowsOf(stack!, 3)], [true, [0, 1]]);
});

test("a cluster has the layer of its members if that is one", () => {
  const clustering = new Clustering(
    points([2, 41, 1], [2.01, 41, 1], [90, 20, 1], [90.01, 20, 0], [90.02, 20, 1]),
    all,
  );
  assert.deepEqual(
    clustering.within(everywhere, 3).map(({ layer }) => layer),
    [1, -1],
  );
});

test("a layer that is not shown has no places, and none in a count", () => {
  const clustering = new Clustering(points([2, 41, 0], [2.01, 41, 1], [2.02, 41, 1]), (layer) => layer === 1);
  const [only] = clustering.within(everywhere, 3);
  assert.deepEqual([only!.count, only!.layer, clustering.rowsOf(only!, 3)], [2, 1, [1, 2]]);
  assert.deepEqual(new Clustering(points([2, 41]), () => false).within(everywhere, 3), []);
});

test("a story across the antimeridian is in one piece, east of it", () => {
  const clustering = new Clustering(points([179.9, -17], [180.1, -17], [190, -18]), all);
  const seen = clustering.within({ west: 170, south: -40, east: 200, north: 0 }, 5);
  assert.deepEqual(
    seen.map(({ count, x }) => [count, Math.round(x * 1e6) / 1e6]),
    [
      [2, 1],
      [1, Math.round(unit(190) * 1e6) / 1e6],
    ],
  );
  assert.deepEqual(clustering.within({ west: -190, south: -40, east: -160, north: 0 }, 5), []);
});

test("every place is in exactly one cluster of each zoom", () => {
  const dots = Array.from({ length: 500 }, (_, i): Dot => [((i * 37.7) % 360) - 180, ((i * 17.3) % 140) - 70]);
  const clustering = new Clustering(points(...dots), all);
  for (const zoom of [1, 4.75, 9, 18]) {
    const seen = clustering.within(everywhere, zoom);
    const rows = seen.flatMap((cluster) => clustering.rowsOf(cluster, zoom)).sort((a, b) => a - b);
    assert.deepEqual(
      rows,
      dots.map((_, i) => i),
    );
    assert.equal(
      seen.reduce((sum, { count }) => sum + count, 0),
      dots.length,
    );
  }
});
